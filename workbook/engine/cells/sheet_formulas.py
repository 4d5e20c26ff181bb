"""The formulas that stand in a sheet: normal, shared (one master, many followers), array and dynamic array."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbook.engine.cells.sheet_stream import SheetText
from workbook.engine.text.markup import TOKEN, attributes, local
from workbook.engine.text.references import Area, column_index, parse_area, shift_formula
from workbook.engine.text.xml_text import BadXml, unescape, unescape_x


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell's formula: its text as the cell shows it, and how the file keeps it."""

    text: str
    """With '='."""
    kind: str = "normal"
    """'normal', 'shared', 'array' or 'dataTable'."""
    area: str | None = None
    """The range of an array, or of a shared formula's followers, on the cell that carries it."""
    group: int | None = None
    """The number of a shared formula."""


MAX_FORMULA = 1 << 16
"""Bytes of a formula: Excel takes 8,192 characters."""
MAX_FOLLOWED = 1 << 27
"""Characters that shared formulas may come to when each cell has its own text: 128 for each row of a full sheet."""
_USUAL = re.compile(rb"<c r=\"([A-Z]+)([0-9]+)\"[^>]*+><f((?: [^>/]*+)?)(?:/>|>([^<]*+)</f>)")


def read_usual_formulas(
    sheet: SheetText, count: int, *, trusting: bool = False
) -> dict[tuple[int, int], FormulaCell] | None:
    """`read_formulas` for a sheet as the usual programs write it, many times as fast; None when it does not find as
    many formulas as are known to be there. `trusting`: the fast reader has read the sheet."""
    found: dict[tuple[int, int], FormulaCell] = {}
    masters = _Masters()
    if sheet.prefix:
        return None
    columns: dict[bytes, int] = {}
    plain: dict[bytes, FormulaCell] = {}  # one formula down a column is one object
    for chunk in sheet.body(trusting=trusting):
        if sheet.odd:
            return None
        for letters, digits, source, raw in _USUAL.findall(chunk):
            column = columns.get(letters) or columns.setdefault(letters, column_index(letters.decode()))
            row = int(digits)
            known = plain.get(raw) if not source else None
            if known is None:
                known = _formula(raw, attributes(source) if source else {}, row, column, masters)
                if not source:
                    plain[raw] = known
            found[row, column] = known
    return found if len(found) == count else None


def read_formulas(sheet: SheetText) -> dict[tuple[int, int], FormulaCell]:
    """Every formula of a sheet by (row, column); followers of a shared formula have their own text."""
    found: dict[tuple[int, int], FormulaCell] = {}
    masters = _Masters()
    row = column = 0
    for chunk in sheet.body():
        at = 0
        text_from: tuple[bytes, dict[str, str]] | None = None
        while (match := TOKEN.match(chunk, at)) is not None:
            at = match.end()
            text, slash, name, source, closed, cdata = match.groups()
            if name is None:
                if cdata and text_from is not None:
                    text_from = (text_from[0] + cdata, text_from[1])
                continue
            kind = name if b":" not in name else local(name).encode()
            if kind == b"row" and not slash:
                written = attributes(source).get("r")
                row, column = int(written) if written and written.isdigit() else row + 1, 0
            elif kind == b"c" and not slash:
                reference = attributes(source).get("r")
                column = column_index(reference.rstrip("0123456789")) if reference else column + 1
            elif kind == b"f":
                if not slash:
                    text_from = (b"", attributes(source))
                if (slash or closed) and text_from is not None:
                    raw = text_from[0] + (text if slash else b"")
                    found[row, column] = _formula(raw, text_from[1], row, column, masters)
                    text_from = None
    return found


def formula_text(raw: bytes) -> str:
    """What the content of an <f> without attributes means, with '='. Raises BadXml."""
    return "=" + _text(raw)


def _text(raw: bytes) -> str:
    if len(raw) > MAX_FORMULA:
        raise BadXml("formula")
    try:
        return unescape_x(unescape(raw.decode("utf-8")))
    except UnicodeDecodeError as error:
        raise BadXml("encoding") from error


def _formula(raw: bytes, at: dict[str, str], row: int, column: int, masters: _Masters) -> FormulaCell:
    text = _text(raw)
    kind = at.get("t", "normal")
    group = None
    if kind == "shared":
        number = at.get("si", "")
        if not number.isdigit():
            raise BadXml("shared formula")
        group = int(number)
        if text:
            masters.of[group] = (row, column, text)
        text = text or masters.followed(group, row, column)
    return FormulaCell("=" + text, kind, at.get("ref"), group)


class _Masters:
    """The shared formulas of a sheet so far: row, column and text of the first cell of each group."""

    def __init__(self) -> None:
        self.of: dict[int, tuple[int, int, str]] = {}
        self._left = MAX_FOLLOWED

    def followed(self, group: int, row: int, column: int) -> str:
        """The text of another cell of the group. Raises BadXml, also where a few bytes would become gigabytes."""
        if group not in self.of:
            raise BadXml("shared formula")
        master_row, master_column, text = self.of[group]
        self._left -= len(text)
        if self._left < 0:
            raise BadXml("shared formulas")
        return shift_formula(text, row - master_row, column - master_column)


def array_area(text: str | None, place: tuple[int, int]) -> Area:
    """The cells of an array formula that stands in a place. Raises BadXml."""
    try:
        return parse_area(text) if text else Area(*place, *place)
    except ValueError as error:
        raise BadXml("array formula") from error


def shown(formulas: dict[tuple[int, int], FormulaCell]) -> dict[tuple[int, int], str]:
    """The text that each cell shows: every cell of an array formula shows it. Raises BadXml."""
    found = {place: cell.text for place, cell in formulas.items()}
    for place, cell in formulas.items():
        if cell.kind == "array":
            area = array_area(cell.area, place)
            if area.height * area.width > 1_000_000:
                raise BadXml("array formula")
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    found.setdefault((row, column), cell.text)
    return found


def spread(formulas: dict[tuple[int, int], FormulaCell]) -> dict[tuple[int, int], Area]:
    """The cells of array formulas and data tables that fill several. Raises BadXml."""
    areas = {
        place: array_area(cell.area, place) for place, cell in formulas.items() if cell.kind in ("array", "dataTable")
    }
    return {place: area for place, area in areas.items() if area.height * area.width > 1}
