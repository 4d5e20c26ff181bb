"""Other names in matching: who is known by several names is met by each of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from workbook.rules.importing.lead_decisions import MATCHED_BY
from workbook.rules.matching.decide import decide
from workbook.rules.matching.decision import Decided
from workbook.rules.matching.duplicates import duplicates
from workbook.rules.matching.evidence import candidates, weigh
from workbook.rules.matching.records import joined, prepare

BOOK: list[dict[str, Any]] = [
    {
        "customer_id": "C1",
        "name": "广州市蓝汀机电安装有限公司",
        "short_name": "蓝汀",
        "former_names": "粤海水电安装部、珠江电料行",
    },
    {"customer_id": "C2", "name": "杭州禾渡智能家居有限公司", "invoice_name": "浙江栖屿商贸有限公司"},
    {"customer_id": "C3", "name": "沈阳朔舟重工有限公司"},
]


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame([{key: row.get(key) for key in MATCHED_BY} for row in rows], dtype=object)


def decided(**row: Any) -> Decided:
    (one,) = decide(frame([row]), frame(BOOK))
    return one


@pytest.mark.parametrize(
    ("name", "who"), [("蓝汀", "C1"), ("粤海水电安装部", "C1"), ("珠江电料行", "C1"), ("浙江栖屿商贸有限公司", "C2")]
)
def test_a_pasted_name_that_is_another_name_is_the_customer(name: str, who: str) -> None:
    """And tells nothing new."""
    one = decided(name=name)
    assert (one.decision, one.customer_id) == ("same", who)


def test_a_name_nobody_is_called_by_is_new() -> None:
    """Other names make nobody alike."""
    assert decided(name="大连海堰船舶配件有限公司").decision == "new"


def test_the_other_names_of_a_pasted_row_count_too() -> None:
    """A list may have both columns."""
    one = decided(name="广州新汀机电工程公司", former_names="广州市蓝汀机电安装有限公司")
    assert (one.decision, one.customer_id) == ("review", "C1")


def test_two_customers_of_which_one_was_once_called_as_the_other_may_be_one() -> None:
    """So duplicates are found that renaming has made."""
    renamed = {"customer_id": "C4", "name": "珠江电料行"}
    found = duplicates(frame([*BOOK, renamed]))
    assert [(one.first, one.second) for one in found] == [("C1", "C4")]


def test_records_made_ready_in_two_parts_are_those_made_at_once() -> None:
    """The other names stay with their rows."""
    rows = frame([*BOOK, {"customer_id": "C4", "name": "珠江电料行", "short_name": "珠江"}])
    whole, parts = prepare(rows), joined(prepare(rows[:1]), prepare(rows[1:]))
    assert parts.others.rows.tolist() == whole.others.rows.tolist()
    i, j = candidates(whole, whole, within=True)
    assert weigh(parts, parts, i, j).bits.tolist() == weigh(whole, whole, i, j).bits.tolist()
