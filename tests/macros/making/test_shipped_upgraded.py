"""The book that was shipped as version 1 comes up whole."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.macros.making.conftest import brought_up, unpacked
from workbook import engine, schema
from workbook.engine import columns
from workbook.schema.model import Who
from workbook.schema.versions.names import names_of


def _typed(book: Path) -> dict[tuple[str, str], list[str]]:
    """What users type, of every table that version 1 had, by table and column; dates of birthdays as their days."""
    found: dict[tuple[str, str], list[str]] = {}
    with engine.open_book(book, read_only=True) as opened:
        for table in schema.TABLES:
            if table.result or table.name not in names_of(1).tables:
                continue
            block = columns.table_columns(opened, table.name)
            for field in table.fields:
                labels = {*names_of(1).tables[table.name].get(field.key, ()), field.label.zh}
                header = next((one for one in block.headers if one in labels), None)
                if field.who is Who.USER and not field.list and header and field.key in names_of(1).tables[table.name]:
                    cells = [
                        "" if pd.isna(cell) else str(cell).removesuffix(" 00:00:00") for cell in block.columns[header]
                    ]
                    found[table.name, field.key] = cells
    return found


def test_no_typed_value_is_lost(tmp_path: Path) -> None:
    """Cell by cell, in every column that users type."""
    before = _typed(unpacked("1_shipped", tmp_path / "before.xlsm"))
    brought_up("1_shipped", tmp_path / "after.xlsm")
    after = _typed(tmp_path / "after.xlsm")
    assert len(before) > 200
    assert {key for key in before if before[key] != after.get(key)} == set()
