"""Customers chosen by conditions or by a list."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook.errors import InputError
from workbook.rules.letters.chosen import columns_of, matching, named

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": pd.Series(["C00001", "C00002", "C00003"], dtype="str"),
        "name": pd.Series(["甲公司", "乙公司", "Ash Ltd"], dtype="str"),
        "grade": pd.Series(["A", "B", None], dtype="str"),
        "address": pd.Series(["广州市天河区1号", None, "Guangzhou 天河"], dtype="str"),
        "overdue": [100.0, None, 0.0],
        "completeness": [0.5, 0.8, None],
        "last_order": pd.to_datetime(["2026-01-31", "2026-06-30", ""]).astype("datetime64[s]"),
        "archived": [True, None, False],
    }
)
LABELS = {"grade": {"A": "重点", "B": "普通"}}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"客户等级": "重点"}, "C00001"),
        ({"grade": "a"}, "C00001"),  # by key, in any case
        ({"客户等级": "重点、普通"}, "C00001 C00002"),
        ({"通讯地址": "天河"}, "C00001 C00003"),
        ({"地址": "ＧＵＡＮＧ"}, "C00003"),  # another header, any width and case
        ({"客户编号": "c00002"}, "C00002"),
        ({"客户编号": "C0000"}, ""),  # a number is whole
        ({"逾期款": "0"}, "C00003"),
        ({"逾期款": "1.."}, "C00001"),
        ({"逾期款": "..100"}, "C00001 C00003"),
        ({"资料完整度": "60%.."}, "C00002"),
        ({"最近交易": "2026-01-31"}, "C00001"),
        ({"最近交易": "2026-02-01..2026-06-30"}, "C00002"),
        ({"归档": "否"}, "C00002 C00003"),
        ({"归档": "Yes"}, "C00001"),
        ({"归档": "否", "通讯地址": "天河"}, "C00003"),
        ({"级别": "重点"}, "C00001"),  # as the header stands in the book
    ],
)
def test_conditions_say_which(conditions: dict[str, str], expected: str) -> None:
    """All of them must hold."""
    found = matching(CUSTOMERS, conditions, {"grade": "级别"}, LABELS)
    assert " ".join(CUSTOMERS["customer_id"][found]) == expected


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({"客户等": "A"}, "最接近的：客户等级"),
        ({"客户等级": "C"}, "“客户等级”没有“C”这个选项。可以是：重点、普通"),
        ({"逾期款": "很多"}, "“逾期款”要写数，或 从..到，而不是“很多”"),
        ({"最近交易": "上周"}, "要写日期（2026-06-30）"),
        ({"归档": "也许"}, "可以是：是、否"),
    ],
)
def test_what_is_not_there_is_refused(conditions: dict[str, str], told: str) -> None:
    """With what it can be."""
    with pytest.raises(InputError) as refusal:
        matching(CUSTOMERS, conditions, {}, LABELS)
    assert told in refusal.value.sentence("zh")


def test_the_columns_that_are_asked_for() -> None:
    """So that only these are read."""
    assert columns_of({"客户等级": "x", "地址": "y"}, {}) == ["grade", "address"]


def test_a_list_of_numbers_and_names() -> None:
    """In its order, each once."""
    assert named(CUSTOMERS, "Ash Ltd，C00001、ash ltd") == [2, 0]


@pytest.mark.parametrize("said", ["C00009", "丁公司", " , "])
def test_an_unknown_customer_is_refused(said: str) -> None:
    """By name, with the nearest."""
    with pytest.raises(InputError) as refusal:
        named(CUSTOMERS, said)
    assert f"没有“{said.strip(' ,') or said}”这样的客户" in refusal.value.sentence("zh")
