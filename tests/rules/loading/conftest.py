"""The default lists, and one call from a text file to merged rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.loading.book_rows import Merged, merge
from workbook.rules.loading.source_table import Source, read_source
from workbook.rules.loading.typed_rows import Rows, read_rows
from workbook.rules.reading.grid import Grid


@dataclass(frozen=True)
class Loaded:
    """Each step of a load."""

    source: Source
    rows: Rows
    merged: Merged

    @property
    def new(self) -> list[dict[str, Any]]:
        """The new rows, blanks left out."""
        return [
            {str(key): value for key, value in row.items() if value == value}
            for row in self.merged.rows.to_dict("records")
        ]


Load = Callable[..., Loaded]


@pytest.fixture
def load(default_lists: dict[str, pd.DataFrame]) -> Load:
    """load("tblX", "a,b\\n1,2") -> every step, against an empty table and two customers."""
    customers = pd.DataFrame({"customer_id": ["C1", "C2"], "name": ["Ash Trading", "Birch Ltd"]}, dtype="str")

    def run(table: str, text: str, *, existing: pd.DataFrame | None = None, **more: Any) -> Loaded:
        cells = [line.split(",") for line in text.splitlines()]
        grid = Grid(cells, range(1, len(cells) + 1))
        source = read_source(grid, schema.table(table), more.pop("mapping", {}))
        rows = read_rows(grid, source, schema.table(table), default_lists)
        if existing is None:
            existing = pd.DataFrame({key: pd.Series([], dtype="str") for key in schema.table(table).keys})
        targets = {"tblCustomers": customers}
        return Loaded(source, rows, merge(rows, schema.table(table), existing, targets, default_lists, **more))

    return run
