"""The formulas that stand in a sheet: normal, shared (one master, many followers), array and dynamic array."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.engine.markup import TOKEN, attributes, local
from workbook.engine.references import column_index, shift_formula
from workbook.engine.sheettext import SheetText
from workbook.engine.xmltext import BadXml, unescape, unescape_x


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


def read_formulas(sheet: SheetText) -> dict[tuple[int, int], FormulaCell]:
    """Every formula of a sheet by (row, column); followers of a shared formula have their own text."""
    found: dict[tuple[int, int], FormulaCell] = {}
    masters: dict[int, tuple[int, int, str]] = {}
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


def _formula(
    raw: bytes, at: dict[str, str], row: int, column: int, masters: dict[int, tuple[int, int, str]]
) -> FormulaCell:
    try:
        text = unescape_x(unescape(raw.decode("utf-8")))
    except UnicodeDecodeError as error:
        raise BadXml("encoding") from error
    kind = at.get("t", "normal")
    group = None
    if kind == "shared":
        number = at.get("si", "")
        if not number.isdigit():
            raise BadXml("shared formula")
        group = int(number)
        if text:
            masters[group] = (row, column, text)
        elif group in masters:
            master_row, master_column, master = masters[group]
            text = shift_formula(master, row - master_row, column - master_column)
        else:
            raise BadXml("shared formula")
    return FormulaCell("=" + text, kind, at.get("ref"), group)
