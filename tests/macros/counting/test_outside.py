"""refresh with orders outside the book: what the book shows of them, and what becomes of it later."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from macros.counting.refresh import count_after, refresh
from macros.report import silent
from workbook import engine, tables
from workbook.errors import InputError
from workbook.language import Text

AS_OF = dt.date(2026, 6, 30)
NOW = dt.datetime(2026, 7, 1, 8, 30)
OWED = ["receivable", "overdue", "prepaid"]


def customers(book: object) -> pd.DataFrame:
    return tables.read(book, "tblCustomers").frame  # type: ignore[arg-type]


def first(book: object) -> dict[Any, Any]:
    """The first customer."""
    return customers(book).loc[0].to_dict()


def test_lines_in_both_change_no_figure_of_a_customer(sample_en: Path, tmp_path: Path) -> None:
    """The sample's own lines, exported: grades, counts, days and reminders stay; what is owed is blank."""
    with engine.open_book(sample_en) as book:
        before = customers(book)
        lines = tables.read(book, "tblTransactions").frame
        kept = lines[["line_id", "order_no", "date", "customer_id", "amount"]].dropna(subset=["line_id"])
        parquet.write_table(pa.Table.from_pandas(kept, preserve_index=False), tmp_path / "shop.parquet")
        report = refresh(book, as_of=AS_OF, now=NOW, orders=str(tmp_path / "shop.parquet"))
        after = customers(book)
    assert report.figures["outside_both"] == len(kept)
    pd.testing.assert_frame_equal(after.drop(columns=OWED), before.drop(columns=OWED))


def test_orders_outside_count_in_columns_home_and_report(sample_en: Path, tmp_path: Path) -> None:
    """A customer's figures, the total, the stamp; a second run changes nothing, one without them says so, and other
    commands leave the figures as they are."""
    table = pa.table({"order no": ["E1"], "date": [dt.date(2026, 6, 29)], "customer": ["C00001"], "amount": [1000.0]})
    parquet.write_table(table, tmp_path / "shop.parquet")
    source = str(tmp_path / "shop.parquet")
    with engine.open_book(sample_en) as book:
        before, total = first(book), tables.get_name(book, "home_amount")
        report = refresh(book, as_of=AS_OF, now=NOW, orders=source)
        after = first(book)
        assert after["order_count"] == before["order_count"] + 1
        assert after["total_amount"] == before["total_amount"] + 1000
        assert after["last_order"] == pd.Timestamp("2026-06-29")
        assert math.isnan(after["receivable"])
        assert tables.get_name(book, "home_amount") == total + 1000
        assert "shop.parquet: 1 lines" in tables.get_name(book, "stamp_orders_source")
        assert report.figures["outside_lines"] == 1
        said = Text("", "")
        assert not count_after(book, said, silent, 0.0, as_of=AS_OF)
        assert first(book)["order_count"] == after["order_count"]
        alone = refresh(book, as_of=AS_OF, now=NOW)
        assert any("last time" in line.en for line in alone.lines)
        assert tables.get_name(book, "stamp_orders_source") is None
        assert first(book)["order_count"] == before["order_count"]


def test_a_refused_source_leaves_the_book_alone(sample_en: Path, tmp_path: Path) -> None:
    """Nothing is written before everything was read."""
    with engine.open_book(sample_en) as book:
        before = customers(book)
        with pytest.raises(InputError):
            refresh(book, as_of=AS_OF, now=NOW, orders=str(tmp_path / "gone.parquet"))
        pd.testing.assert_frame_equal(customers(book), before)
        assert not tables.get_name(book, "stamp_orders_source")
