"""Formulas are calculated by Excel, not here: reading one whose inputs were written in this session must not pass
off the old result as the new one."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from workbook.engine.references import Area, parse_area

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart

_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?P<area>\$?[A-Za-z]{1,3}\$?[1-9]\d*(?::\$?[A-Za-z]{1,3}\$?[1-9]\d*)?(?![\w(.])"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(.])|\$?[1-9]\d*:\$?[1-9]\d*(?![\w.]))"
    r"|(?P<table>[^\W\d][\w.]*)?\["
    r"|(?P<call>[^\W\d][\w.]*)\("
    r"|(?P<name>(?<![\w.])[^\W\d\\][\w.?\\]*)"
)
_NEEDS_ALL = frozenset(("INDIRECT", "OFFSET"))
LIMIT = 200
"""Formulas looked at before the answer is "perhaps", which counts as yes."""


class StaleValue(UserWarning):
    """A formula's value was read although cells it depends on were written in the same session."""


def warn_if_stale(sheet: SheetPart, area: Area) -> None:
    """Warn (StaleValue) when a rectangle holds a formula whose stored value need not be its value any more."""
    document = sheet.document
    if not any(one.overlay for one in document.open_sheets()) or not sheet.holds_formulas:
        return
    for column, cells in sheet.grid.columns.items():
        if not area.left <= column <= area.right or not cells.formulas.any():
            continue
        first, last = cells.span(area.top, area.bottom)
        for row in cells.rows[first:last][cells.formulas[first:last]].tolist():
            if not sheet.overlay.written(column, row)[0] and _Search().is_stale(sheet, row, column):
                name = document.entry_of(sheet.part).name
                warnings.warn(
                    f"{name}!{Area(row, column, row, column)} holds a formula that Excel must calculate again: cells it"
                    " depends on were written, its value is the one from before",
                    StaleValue,
                    stacklevel=4,
                )
                return


class _Search:
    """Follows a formula's references until one leads to a written cell."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int, int]] = set()

    def is_stale(self, sheet: SheetPart, row: int, column: int) -> bool:
        """Whether the formula in a cell depends on a written cell."""
        key = (sheet.part, row, column)
        if key in self._seen:
            return False
        self._seen.add(key)
        if len(self._seen) > LIMIT:
            return True
        formula = sheet.document.formulas(sheet).get((row, column))
        return formula is not None and self._depends(sheet, formula.text[1:])

    def _depends(self, sheet: SheetPart, text: str) -> bool:
        for match in _TOKEN.finditer(text):
            call = match.group("call")
            if call is not None:
                if call.upper() in _NEEDS_ALL:
                    return True
                continue
            for target, area in self._areas(sheet, match):
                if self._touched(target, area):
                    return True
        return False

    def _areas(self, sheet: SheetPart, match: re.Match[str]) -> list[tuple[SheetPart, Area]]:
        document = sheet.document
        if match.group("area"):
            title = match.group("sheet")
            if title is not None:
                at = document.workbook.find_sheet(title.strip("'").replace("''", "'"))
                if at is None or document.workbook.sheets[at].kind != "worksheet":
                    return []
                sheet = document.sheet(document.workbook.sheets[at])
            return [(sheet, parse_area(match.group("area")))]
        word = match.group("table") or match.group("name")
        if word:
            table = document.table(word)
            if table is not None:
                return [(table.sheet, table.model.area)]
            at = document.workbook.find_name(word, None)
            if at is not None and ("name", at, 0) not in self._seen:
                self._seen.add(("name", at, 0))
                found = []
                for inner in _TOKEN.finditer(document.workbook.names[at].text):
                    found += self._areas(sheet, inner)
                return found
        elif match.group().endswith("["):  # [@column]: the table the formula stands in
            return [(table.sheet, table.model.area) for table in document.tables if table.sheet is sheet]
        return []

    def _touched(self, sheet: SheetPart, area: Area) -> bool:
        for column, written in sheet.overlay.values.items():
            if area.left <= column <= area.right and written.meets(area.top, area.bottom):
                return True
        for column, cells in sheet.grid.columns.items():
            if area.left <= column <= area.right and cells.formulas.any():
                first, last = cells.span(area.top, area.bottom)
                for row in cells.rows[first:last][cells.formulas[first:last]].tolist():
                    if self.is_stale(sheet, row, column):
                        return True
        return False
