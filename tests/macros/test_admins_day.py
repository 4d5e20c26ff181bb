"""The admin's day: a trade fair's list of 3,000 rows pasted, previewed, three decisions changed, imported; edited on
the next day, and the import undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from macros.keeping.undo import undo
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from macros.report import Report
from tests.macros.lead_lists import cells, opened, paste, typed, ugly_list
from workbook import schema, tables
from workbook.language import LANGS, Lang
from workbook.schema.tables.import_sheets import LEAD_PREVIEW
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import xlwings as xw

COUNT = 3_000
DAY = dt.date(2026, 6, 30)
MONDAY, TUESDAY = dt.datetime(2026, 6, 29, 16, 0), dt.datetime(2026, 6, 30, 9, 0)
COUNTS = ("new", "update", "same", "review", "rejected")


@pytest.mark.parametrize("lang", LANGS)
def test_the_admins_day(lang: Lang, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every count reconciles; after the undo every cell is as before the import but for what was touched since, and
    that is listed with its reason."""
    path: Path = request.getfixturevalue(f"sample_{lang}")
    before, new, counts = _monday(path, lang, tmp_path / "rejects.xlsx")
    edited, ordered = _tuesday(path, new)
    with opened(path) as book:
        report = undo(book, as_of=DAY, now=TUESDAY)
        _reconciles(book, report, edited, ordered, lang)
        after = cells(book)
        kept = set(edited["row_id"]) | {ordered["row_id"]}
        row_id = schema.table("tblCustomers")["row_id"].label[lang]
        after["tblCustomers"] = [row for row in after["tblCustomers"] if row[row_id] not in kept]
        after["tblTransactions"] = after["tblTransactions"][:-1]
        assert typed(after, lang) == typed(before, lang)
        _again(book, counts)


def _monday(path: Path, lang: Lang, rejects: Path) -> tuple[dict[str, list[dict[str, object]]], list[int], Report]:
    """Paste, preview, decide, import; gives the cells before it and the pasted rows that were new."""
    with opened(path) as book:
        paste(book, ugly_list(COUNT))
        previewed = preview(book)
        frame = tables.read(book, LEAD_PREVIEW).frame
        assert sum(int(previewed.figures[one]) for one in COUNTS) == previewed.figures["rows_in"] == COUNT
        before = cells(book)
        new = frame.index[frame["decision"] == "new"].tolist()
        _choose(book, new[0], "rejected", lang)
        _choose(book, new[1], "review", lang)
        _choose(book, new[2], "update", lang, "C00002")
    with opened(path) as book:
        done = import_leads(book, rejects=rejects, now=MONDAY)
        counts = {one: int(done.figures[one]) for one in COUNTS}
        assert sum(counts.values()) == done.figures["rows_in"] == COUNT
        expected = {one: int(previewed.figures[one]) for one in COUNTS}
        expected["new"] -= 3
        for one in ("rejected", "review", "update"):
            expected[one] += 1
        assert counts == expected
        log = tables.read(book, "tblImportLog").frame.iloc[-1]
        told = ("rows_in", "new", "updated", "same", "review", "rejected")
        assert [log[key] for key in told] == [COUNT, *counts.values()]
        left = tables.read(book, LEAD_PREVIEW).frame
        assert len(left) == counts["review"] + counts["rejected"]
        assert left["reason"].notna().all()
        assert len(tables.read(book, "tblCustomers").frame) == len(before["tblCustomers"]) + counts["new"]
    return before, new, previewed


def _choose(book: xw.Book, at: int, decision: str, lang: Lang, customer: str | None = None) -> None:
    """As a user does: the label in the cell, and the number beside it."""
    where = host_of(book).locate(book, LEAD_PREVIEW)
    entry = next(one for one in schema.listing("lead_decision").entries if one.key == decision)
    for key, value in (("decision", entry.label[lang]), ("customer_id", customer)):
        column = where.first_column + where.headers.index(LEAD_PREVIEW[key].label[lang])
        book.sheets[where.sheet].range((where.first_row + at, column)).value = value


def _tuesday(path: Path, new: list[int]) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """Two of the new customers get another telephone, a third one an order."""
    with opened(path) as book:
        customers = tables.read(book, "tblCustomers").frame
        mine = customers.iloc[-len(new) + 3 :]
        edited, ordered = mine.iloc[[10, 20]], mine.iloc[30]
        phones = pd.Series(["020-90000001", "020-90000002"], index=edited.index, dtype="str")
        tables.write_rows(book, "tblCustomers", pd.DataFrame({"phone": phones}))
        order = {"customer_id": [ordered["customer_id"]], "amount": [100.0], "date": [pd.Timestamp(TUESDAY.date())]}
        tables.append(book, "tblTransactions", pd.DataFrame(order).astype({"date": "datetime64[s]"}))
    return edited, ordered


def _reconciles(book: xw.Book, report: Report, edited: pd.DataFrame, ordered: pd.Series[Any], lang: Lang) -> None:
    """Reversed + kept + errors = what the import wrote; the kept ones are named with why."""
    figures = report.figures
    assert (figures["kept"], figures["errors"]) == (3, 0)
    log = tables.read(book, "tblImportLog").frame.iloc[-1]
    assert [log[key] for key in ("undone_at", "reversed", "kept", "errors")] == [
        pd.Timestamp(TUESDAY), figures["reversed"], 3, 0
    ]  # fmt: skip
    kept = [line for line in report.sentences(lang)[1:] if line.strip().startswith({"zh": "保留", "en": "kept"}[lang])]
    changed, used = {"zh": ("改过", "交易"), "en": ("edited", "Transactions")}[lang]
    for number in edited["customer_id"]:
        assert any(number in line and changed in line for line in kept)
    assert any(str(ordered["customer_id"]) in line and used in line for line in kept)
    assert len(kept) == 3


def _again(book: xw.Book, first: Report) -> None:
    """The list is still there, and so are three of its customers."""
    again = preview(book)
    assert again.figures["rows_in"] == COUNT
    assert int(again.figures["new"]) < int(first.figures["new"])
