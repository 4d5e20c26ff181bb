"""Formulas are calculated by Excel, not here: reading one whose inputs were written in this session must not pass
off the old result as the new one. What a save has written stays remembered, since the file's results are the old ones
until Excel has opened it."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from workbook.engine.book.formula_inputs import changed_tables, hiding_changed
from workbook.engine.book.saved_writes import Runs, StaleValue
from workbook.engine.cells.cell_values import Formula
from workbook.engine.text.formula_references import sheet_of
from workbook.engine.text.references import Area, parse_area

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart

_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>(?:'(?:[^']|'')++'|(?:\[[^\]]*\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!)?"
    r"(?:(?P<area>\$?[A-Za-z]{1,3}\$?[1-9]\d*(?::\$?[A-Za-z]{1,3}\$?[1-9]\d*)?(?![\w(.])"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(.])|\$?[1-9]\d*:\$?[1-9]\d*(?![\w.]))"
    r"|(?P<table>[^\W\d][\w.]*)?\["
    r"|(?P<call>[^\W\d][\w.]*)\("
    r"|(?P<name>(?<![\w.])[^\W\d][\w.?\\]*))"
    r"|'(?:[^']|'')*+"
)
_NEEDS_ALL = frozenset(
    ("INDIRECT", "OFFSET", "NOW", "TODAY", "RAND", "RANDBETWEEN", "_XLFN.RANDARRAY", "CELL", "INFO", "_XLFN.SHEET",
     "_XLFN.SHEETS")
)  # fmt: skip
"""Functions whose inputs are not told by the formula's text; Excel calculates most of them anew at every change."""
_SEES_HIDING = frozenset(("SUBTOTAL", "AGGREGATE"))
LIMIT = 5_000
"""Formulas looked at before the answer is "perhaps", which counts as yes."""


def warn_if_stale(sheet: SheetPart, area: Area) -> None:
    """Warn (StaleValue) when a rectangle holds a formula whose stored value need not be its value any more, or one
    that was written here and never calculated."""
    document = sheet.document
    search = _Search(document)
    if not search.anything_written():
        return
    for row, column in _formulas_in(sheet, area):
        if search.is_stale(sheet, row, column):
            name = document.entry_of(sheet.part).name
            warnings.warn(
                f"{name}!{Area(row, column, row, column)} holds a formula that Excel must calculate again: cells it"
                " depends on were written, or it is new; its value is the one from before",
                StaleValue,
                stacklevel=4,
            )
            return


def _formulas_in(sheet: SheetPart, area: Area) -> list[tuple[int, int]]:
    """Where a rectangle holds formulas, those written in this session included; for a cell of an array formula the
    place of its formula."""
    from workbook.engine.cells.typed_cells import types_of

    found: list[tuple[int, int]] = []
    for column, written in sheet.overlay.values.items():
        if area.left <= column <= area.right and written.meets(area.top, area.bottom):
            values = [(row, value) for row, value in written.singles.items() if area.top <= row <= area.bottom]
            for run in written.runs:
                if Formula in types_of(run.values):
                    values += [
                        (row, value)
                        for row, value in enumerate(run.values, run.top)
                        if area.top <= row <= area.bottom and row not in written.singles
                    ]
            found += [(row, column) for row, value in values if isinstance(value, Formula)]
    if not sheet.holds_formulas:
        return found
    for column, cells in sheet.grid.columns.items():
        if area.left <= column <= area.right and cells.formulas.any():
            first, last = cells.span(area.top, area.bottom)
            rows = cells.rows[first:last][cells.formulas[first:last]].tolist()
            found += [(row, column) for row in rows if not sheet.overlay.written(column, row)[0]]
    for master, spread in sheet.document.arrays(sheet).items():
        if spread.meets(area) and not sheet.overlay.written(master[1], master[0])[0]:
            found.append(master)
    return found


class _Search:
    """Follows formulas' references until one leads to what was written."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: set[tuple[str, int, int]] = set()
        self._areas: set[tuple[str, Area]] = set()
        self._due: list[tuple[SheetPart, str]] = []
        """Formulas still to be looked at: one that leans on the one above it, down ten thousand rows, is usual."""
        self._before = document.written
        self._tables = changed_tables(document) | self._before.tables
        self._names = document.workbook.changed_names() | self._before.names
        self._order = document.workbook.order_changed or self._before.order

    def anything_written(self) -> bool:
        """Whether any formula of the book can be out of date."""
        return bool(
            self._tables
            or self._names
            or self._order
            or self._before.cells
            or self._before.hiding
            or any(one.overlay.values or one.row_attributes for one in self._document.open_sheets())
        )

    def is_stale(self, sheet: SheetPart, row: int, column: int) -> bool:
        """Whether the formula in a cell depends on what was written, or has no value yet."""
        stale = self._cell(sheet, row, column)
        while self._due and not stale:
            stale = self._depends(*self._due.pop())
        self._due.clear()
        return stale

    def _later(self, sheet: SheetPart, text: str) -> bool:
        self._due.append((sheet, text))
        return False

    def _cell(self, sheet: SheetPart, row: int, column: int) -> bool:
        key = (sheet.part, row, column)
        if key in self._seen:
            return False
        self._seen.add(key)
        if len(self._seen) > LIMIT:
            return True
        is_new, cell = sheet.overlay.written(column, row)
        if is_new:
            return isinstance(cell, Formula) and (cell.cached is None or self._later(sheet, cell.text[1:]))
        if _holds(self._before.unknown.get(sheet.part, {}), Area(row, column, row, column)):
            return True
        formula = sheet.document.formulas(sheet).get((row, column))
        if formula is None:
            return False
        return formula.kind == "dataTable" or self._later(sheet, formula.text[1:])

    def _depends(self, sheet: SheetPart, text: str) -> bool:
        for match in _TOKEN.finditer(text):
            call = (match.group("call") or "").upper()
            if call in _NEEDS_ALL or (call in _SEES_HIDING and self._hiding_changed()):
                return True
            if call:
                continue
            word, area = match.group("table") or match.group("name"), None
            if match.group("area"):
                try:
                    area = parse_area(match.group("area"))
                except ValueError:  # beyond the sheet's edge it is a name: XYZ1
                    word = match.group("area")
            if word and self._word(sheet, match.group("sheet"), word):
                return True
            if area is not None:
                if self._order and ":" in (match.group("sheet") or ""):
                    return True
                if any(self._touched(one, area) for one in self._sheets(sheet, match.group("sheet"))):
                    return True
            elif not word and match.group().endswith("["):  # [@column]: the table the formula stands in
                for table in self._document.tables:
                    if table.sheet is sheet and self._table(table.model.display_name):
                        return True
        return False

    def _hiding_changed(self) -> bool:
        return self._before.hiding or hiding_changed(self._document)

    def _sheets(self, sheet: SheetPart, prefix: str | None) -> list[SheetPart]:
        """The sheets that a reference's prefix means: one, or all from one to another."""
        if prefix is None:
            return [sheet]
        workbook = self._document.workbook
        title = sheet_of(prefix)
        ends = [title] if title is not None else prefix.rstrip("!").strip("'").replace("''", "'").split(":")
        at = [found for end in ends if (found := workbook.find_sheet(end)) is not None]
        if len(at) != len(ends):
            return []  # another book's
        entries = workbook.sheets[min(at) : max(at) + 1]
        return [self._document.sheet(entry) for entry in entries if entry.kind == "worksheet"]

    def _word(self, sheet: SheetPart, prefix: str | None, word: str) -> bool:
        """Whether what a table or a name stands for was written."""
        if self._document.table(word) is not None:
            return self._table(word)
        workbook = self._document.workbook
        scopes: list[int | None] = [workbook.find_sheet(self._document.entry_of(sheet.part).name), None]
        if prefix is not None and (title := sheet_of(prefix)) is not None:
            scopes.insert(0, workbook.find_sheet(title))
        for scope in scopes:
            at = workbook.find_name(word, scope)
            if at is None:
                continue
            if ("name", at, 0) in self._seen:
                return False
            self._seen.add(("name", at, 0))
            return word.casefold() in self._names or self._later(sheet, workbook.names[at].text)
        return word.casefold() in self._names

    def _table(self, name: str) -> bool:
        table = self._document.table(name)
        assert table is not None  # the caller found it
        if name.casefold() in self._tables:
            return True
        key = ("table " + name.casefold(), 0, 0)
        if key in self._seen:
            return False
        self._seen.add(key)
        return self._touched(table.sheet, table.model.area)

    def _touched(self, sheet: SheetPart, area: Area) -> bool:
        for column, written in sheet.overlay.values.items():
            if area.left <= column <= area.right and written.meets(area.top, area.bottom):
                return True
        if _holds(self._before.cells.get(sheet.part, {}), area):
            return True
        if (sheet.part, area) in self._areas:
            return False
        self._areas.add((sheet.part, area))
        return any(self._cell(sheet, row, column) for row, column in _formulas_in(sheet, area))


def _holds(runs: Runs, area: Area) -> bool:
    return any(
        top <= area.bottom and area.top <= bottom
        for column, stretches in runs.items()
        if area.left <= column <= area.right
        for top, bottom in stretches
    )
