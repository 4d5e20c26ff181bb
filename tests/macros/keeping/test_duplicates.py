"""duplicates: pairs that may be one, with their evidence; the user's marks survive."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from macros.counting.created_on import fill_created_on
from macros.keeping.duplicates import duplicates
from macros.keeping.merge import merge
from tests.macros.lead_lists import cells, opened
from workbook import tables


def add_twin(path: Path) -> None:
    """The third customer once more, in other words."""
    with opened(path) as book:
        third = tables.read(book, "tblCustomers").frame.iloc[2]
        twin = {"customer_id": "C00099", "name": third["name"].replace("有限公司", ""), "phone": third["phone"]}
        tables.append(book, "tblCustomers", pd.DataFrame([{**twin, "kind": "company"}], dtype="str"))


def test_a_twin_is_found_and_the_fuller_row_stays(sample_zh: Path) -> None:
    """Nothing but the list of duplicates is written."""
    add_twin(sample_zh)
    with opened(sample_zh) as book:
        fill_created_on(book, tables.fill_ids(book, tables.read(book, "tblCustomers")))  # as any command does
        before = cells(book)
        report = duplicates(book)
        [pair] = tables.read(book, "tblDuplicates").frame.to_dict("records")
        assert (pair["keep_id"], pair["drop_id"]) == ("C00003", "C00099")
        assert "电话相同" in pair["evidence"]
        assert report.figures == {"pairs": 1, "likely": 1}
        assert cells(book) == before


def test_marks_survive_and_a_second_run_changes_nothing(sample_zh: Path) -> None:
    """Not the same is said once."""
    add_twin(sample_zh)
    with opened(sample_zh) as book:
        duplicates(book)
        tables.write_rows(book, "tblDuplicates", pd.DataFrame({"decision": ["different"]}, dtype="str"))
    with opened(sample_zh) as book:
        assert duplicates(book).figures["pairs"] == 0
        assert not tables.may_have_changed(book)


def test_marked_pairs_are_merged(sample_zh: Path) -> None:
    """From the sheet, with no names typed; the pair leaves the list."""
    add_twin(sample_zh)
    with opened(sample_zh) as book:
        duplicates(book)
        tables.write_rows(book, "tblDuplicates", pd.DataFrame({"decision": ["merge"]}, dtype="str"))
        assert merge(book).figures["merged"] == 1
        assert "C00099" not in set(tables.read(book, "tblCustomers").frame["customer_id"])
        assert tables.read(book, "tblDuplicates").frame.empty
