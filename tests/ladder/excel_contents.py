"""A book's cells, formulas, formats, tables and names, read from the file once and copied for each stand-in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

At = tuple[int, int]  # row, column
Bounds = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass
class SheetContents:
    """One sheet."""

    title: str
    visible: str
    values: dict[At, Any] = field(default_factory=dict)
    formulas: dict[At, str] = field(default_factory=dict)
    formats: dict[At, str] = field(default_factory=dict)
    tables: dict[str, Bounds] = field(default_factory=dict)

    def copy(self) -> SheetContents:
        """Its own dictionaries."""
        return SheetContents(
            self.title, self.visible, dict(self.values), dict(self.formulas), dict(self.formats), dict(self.tables)
        )


@dataclass
class BookContents:
    """A whole book."""

    sheets: list[SheetContents]
    names: dict[str, str]

    def copy(self) -> BookContents:
        """A copy that may be changed."""
        return BookContents([sheet.copy() for sheet in self.sheets], dict(self.names))


def bounds(address: str) -> Bounds:
    """Left, top, right, bottom of an address."""
    left, top, right, bottom = range_boundaries(address.replace("$", ""))
    return int(left or 1), int(top or 1), int(right or 16384), int(bottom or 1048576)


def contents(path: Path) -> BookContents:
    """What the file holds; a file is parsed once as long as it does not change."""
    stat = path.stat()
    return _parsed(path, stat.st_mtime_ns, stat.st_size).copy()


@cache
def _parsed(path: Path, _changed: int, _size: int) -> BookContents:
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    sheets = []
    for sheet in values.worksheets:
        one = SheetContents(sheet.title, sheet.sheet_state)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    one.values[cell.row, cell.column] = cell.value
                if cell.number_format != "General":
                    one.formats[cell.row or 1, cell.column or 1] = cell.number_format
        for row in formulas[sheet.title].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    one.formulas[cell.row, cell.column] = cell.value
        for name, ref in dict(formulas[sheet.title].tables.items()).items():  # type: ignore[no-untyped-call]
            one.tables[name] = bounds(ref)
        sheets.append(one)
    names = {name: str(one.attr_text) for name, one in formulas.defined_names.items()}
    return BookContents(sheets, names)
