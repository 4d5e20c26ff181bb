"""Imports taken back: in order, once, and across what other commands have done in between."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from macros.keeping.clear_sample import clear_sample
from macros.keeping.merge import merge
from macros.keeping.undo import undo
from macros.making.upgrade import upgrade
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from tests.macros.lead_lists import cells, opened, paste, typed, ugly_list
from workbook import tables
from workbook.errors import InputError

if TYPE_CHECKING:
    import xlwings as xw

DAY = dt.date(2026, 6, 30)
NOW = dt.datetime(2026, 6, 30, 9, 0)
TEN = 10


def imported(book: xw.Book, rows: list[list[object]]) -> dict[str, Any]:
    """Paste, preview, import; gives what users type, as it was before."""
    paste(book, rows)
    preview(book)
    before = typed(cells(book))
    import_leads(book, now=NOW)
    return before


def firm(number: int, **more: object) -> list[list[object]]:
    """A list of one firm and its contact."""
    head, row = (
        ["公司名称", "联系人", "手机"],
        [f"{'甲乙丙丁戊己庚辛壬癸'[number] * 2}云鹤仪表有限公司", "王芳", f"1390013900{number}"],
    )
    return [[*head, *more], [*row, *more.values()]]


def test_the_last_ten_imports_come_back_one_by_one(sample_zh: Path) -> None:
    """Each undo leaves the book as it was before that import."""
    with opened(sample_zh) as book:
        stood = [imported(book, firm(number)) for number in range(TEN)]
        for before in reversed(stood):
            report = undo(book, as_of=DAY, now=NOW)
            assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
            assert typed(cells(book)) == before
        with pytest.raises(InputError, match="nothing to undo"):
            undo(book)


def test_an_undone_import_is_not_undone_twice(empty_zh: Path) -> None:
    """The second undo takes back the one before it."""
    with opened(empty_zh) as book:
        first = imported(book, firm(0))
        second = imported(book, firm(1))
        undo(book, now=NOW)
        assert typed(cells(book)) == second
        undo(book, now=NOW)
        assert typed(cells(book)) == first
        log = tables.read(book, "tblImportLog").frame
        assert log["undone_at"].notna().all()
        assert (log["reversed"] + log["kept"] + log["errors"]).tolist() == [2, 2]


def test_imported_customers_that_were_merged_come_back_in_two_steps(sample_zh: Path) -> None:
    """First the merge, then the import; together they leave nothing."""
    with opened(sample_zh) as book:
        before = imported(book, [*firm(0), *firm(1)[1:]])
        both = tables.read(book, "tblCustomers").frame["customer_id"].iloc[-2:].tolist()
        between = typed(cells(book))
        merge(book, keep=both[0], drop=both[1], as_of=DAY, now=NOW)
        undo(book, as_of=DAY, now=NOW)
        assert typed(cells(book)) == between
        undo(book, as_of=DAY, now=NOW)
        assert typed(cells(book)) == before


def test_an_imported_customer_merged_into_an_old_one_comes_back(sample_zh: Path) -> None:
    """In one go: two steps."""
    with opened(sample_zh) as book:
        before = imported(book, firm(0))
        made = tables.read(book, "tblCustomers").frame["customer_id"].iloc[-1]
        merge(book, keep="C00003", drop=str(made), as_of=DAY, now=NOW)
        report = undo(book, steps=2, as_of=DAY, now=NOW)
        assert (report.figures["steps"], report.figures["kept"], report.figures["errors"]) == (2, 0, 0)
        assert typed(cells(book)) == before


def test_clearing_the_sample_in_between_is_a_step_of_its_own(sample_zh: Path) -> None:
    """An import that updated sample rows and made others: undone with the clearing, and after it."""
    with opened(sample_zh) as book:
        before = imported(book, [*firm(0, 客户编号=None), [None, None, "13900139123", "C00003"]])
        between = typed(cells(book))
        clear_sample(book, now=NOW)
        undo(book, as_of=DAY, now=NOW)
        assert typed(cells(book)) == between
        undo(book, as_of=DAY, now=NOW)
        assert typed(cells(book)) == before


def test_an_upgrade_in_between_changes_nothing(empty_zh: Path) -> None:
    """The journal goes on."""
    with opened(empty_zh) as book:
        before = imported(book, ugly_list(60))
    with opened(empty_zh) as book:
        upgrade(book)
        undo(book, now=NOW)
        assert typed(cells(book)) == before


def test_a_row_for_review_that_was_decided_is_a_second_import(empty_zh: Path) -> None:
    """What stays on the preview is imported later, and taken back first."""
    import pandas as pd

    with opened(empty_zh) as book:
        first = imported(book, [*firm(0), [None, None, "12"], ["甲甲云鹤仪表", "李娜", "13900139000"]])
        left = tables.read(book, "tblLeadPreview").frame
        assert left["decision"].tolist() == ["rejected", "review"]
        said = pd.DataFrame({"decision": ["update"], "customer_id": ["C00001"]}, index=[1], dtype="str")
        tables.write_rows(book, "tblLeadPreview", said)
        second = typed(cells(book))
        import_leads(book, now=NOW)
        assert tables.read(book, "tblContacts").frame["name"].tolist() == ["王芳", "李娜"]
        undo(book, now=NOW)
        assert typed(cells(book)) == second
        undo(book, now=NOW)
        assert typed(cells(book)) == first
