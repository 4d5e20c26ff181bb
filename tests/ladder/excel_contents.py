"""A book's cells, formulas, formats, tables and names, read from the file once and copied for each stand-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from tests.ladder.excel_grid import At, Grid

Bounds = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass
class SheetContents:
    """One sheet."""

    title: str
    visible: str
    values: Grid = field(default_factory=Grid)
    formulas: Grid = field(default_factory=Grid)
    formats: Grid = field(default_factory=Grid)
    links: Grid = field(default_factory=Grid)
    tables: dict[str, Bounds] = field(default_factory=dict)
    merged: list[Bounds] = field(default_factory=list)

    def copy(self) -> SheetContents:
        """Its own dictionaries."""
        grids = (self.values.copy(), self.formulas.copy(), self.formats.copy(), self.links.copy())
        return SheetContents(self.title, self.visible, *grids, dict(self.tables), list(self.merged))


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
    book = openpyxl.load_workbook(path)
    calculated = CalamineWorkbook.from_path(str(path))  # openpyxl would need a second reading for formulas' values
    sheets = []
    for sheet in book.worksheets:
        one = SheetContents(sheet.title, sheet.sheet_state)
        values = calculated.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        for row in sheet.iter_rows():
            for cell in row:
                at = cell.row or 1, cell.column or 1
                if isinstance(cell.value, str) and cell.data_type == "f":
                    one.formulas[at] = cell.value
                    one.values[at] = _value_of(values, at)
                elif cell.value is not None and not _is_a_links_own(cell):
                    one.values[at] = cell.value
                if cell.hyperlink is not None:
                    one.links[at] = cell.hyperlink.target or f"#{cell.hyperlink.location}"
                if cell.number_format != "General":
                    one.formats[at] = cell.number_format
        one.merged = [merged.bounds for merged in sheet.merged_cells.ranges]
        for name, ref in dict(sheet.tables.items()).items():  # type: ignore[no-untyped-call]
            one.tables[name] = bounds(ref)
        sheets.append(one)
    names = {name: str(one.attr_text) for name, one in book.defined_names.items()}
    return BookContents(sheets, names)


def _is_a_links_own(cell: Any) -> bool:
    """Whether a blank cell of a linked column shows the link's target, as openpyxl has it; Excel shows nothing."""
    return cell.hyperlink is not None and cell.value in (cell.hyperlink.location, cell.hyperlink.target)


def _value_of(values: Sequence[Sequence[object]], at: At) -> object:
    """What a formula gave when the book was last calculated; None where it has not been."""
    row: Sequence[object] = values[at[0] - 1] if at[0] <= len(values) else []
    found = row[at[1] - 1] if at[1] <= len(row) else ""
    return None if found == "" else found
