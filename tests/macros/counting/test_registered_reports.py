"""refresh registers the reports that are due by their cycle, once, and undo takes them back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd

from macros.counting.refresh import refresh
from macros.keeping.undo import undo
from tests.macros.lead_lists import opened
from workbook import tables
from workbook.schema import listing

NOW = dt.datetime(2026, 7, 1, 9, 0)


def registered(book: Any) -> list[tuple[str, str]]:
    rows = tables.read(book, "tblReports").frame
    daily = rows[rows["kind"].eq("daily")]
    return list(zip(daily["salesperson"], daily["due"].dt.strftime("%m-%d"), strict=True))


def test_a_kind_with_a_cycle_is_registered_for_everybody(sample_en: Path) -> None:
    """Five salespeople, one row each on the as-of day, a Tuesday; none more at the next refresh; undone in one step."""
    with opened(sample_en) as book:
        table = listing("report_kind").table
        rows = tables.read(book, table).frame
        at = rows.index[rows["key"].eq("daily")]
        tables.write_rows(book, table, pd.DataFrame({"every": pd.Series("workday", index=at, dtype="str")}))
        report = refresh(book, now=NOW)
        assert report.lines[0].en.startswith("Reports: 5 that are due by their cycle were added")
        assert registered(book) == [(one, "06-30") for one in ("lin", "zhao", "su", "he", "luo")]
        refresh(book, now=NOW)
        assert len(registered(book)) == 5
        undo(book, now=NOW)
        assert registered(book) == []


def test_without_a_cycle_nothing_is_registered(sample_en: Path) -> None:
    with opened(sample_en) as book:
        refresh(book, now=NOW)
        assert registered(book) == []
