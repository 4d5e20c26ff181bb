"""A book that holds rows of customers it does not know, or knows no customer at all: everything is counted and said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.counting.check import check
from macros.counting.refresh import refresh
from workbook import engine, schema, tables
from workbook.schema.model import Field, Kind, Table

AS_OF = dt.date(2026, 6, 30)
FILLED = [one.name for one in schema.TABLES if not one.result and one.name != "tblCustomers"]


def cell(field: Field, day: str) -> Any:
    """A plausible value of the field's kind, by the key of a list."""
    if field.list and schema.listing(field.list).entries:
        return schema.listing(field.list).entries[0].key
    if field.kind.is_date:
        return pd.Timestamp(day)
    if field.kind is Kind.FLAG:
        return False
    return 1.0 if field.kind.is_number else "C9"


def rows(table: Table, day: str) -> pd.DataFrame:
    inputs = [one for one in table.inputs if one.kind is not Kind.ROW_ID]
    return pd.DataFrame({one.key: [cell(one, day)] for one in inputs})


@pytest.mark.parametrize(
    "names", [["tblTransactions"], ["tblVisits", "tblPayments"], FILLED], ids=lambda one: str(len(one))
)
@pytest.mark.parametrize("day", ["2026-06-01", "2062-06-01"])
def test_rows_of_nobody_are_counted_and_said(empty_zh: Path, names: list[str], day: str) -> None:
    """One row a table, past or of a wrong year, and no customer: refresh, check and analyse go through."""
    with engine.open_book(empty_zh) as book:
        for name in names:
            tables.append(book, name, rows(schema.table(name), day))
        said = refresh(book, as_of=AS_OF)
        analyse(book, as_of=AS_OF)
        tables.set_name(book, "set_as_of", AS_OF)
        report = check(book)
    assert said.figures["customers"] == 0
    if "tblTransactions" in names:
        assert said.figures["orders"] == (day < str(AS_OF))
    assert int(report.figures["problems"]) > 0
