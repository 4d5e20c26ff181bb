"""How wide a column must be for what it shows. Without a font's measures this is an estimate: letters and digits
count one character, East Asian wide ones two (Unicode Standard Annex 11); large and heavy type counts more."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from workbook.engine.areas.merged_cells import merged
from workbook.engine.cells.cell_values import CellError, Value, number_text
from workbook.engine.parts.styles import Styles, is_date_format
from workbook.engine.text.references import MAX_ROW, Area

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

MAX_WIDTH = 255.0
_MARGIN = 0.71
"""Characters of room on both sides of a text together: 5 pixels of 7."""
_BUTTON = 2.5  # characters that a table header's filter button takes
_USUAL_SIZE = 11.0
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*.|\[[^\]]*\]')


def whole(column: int) -> Area:
    """A whole column."""
    return Area(1, column, MAX_ROW, column)


def widths(part: SheetPart, area: Area) -> dict[int, float]:
    """The width in characters that fits each column of a rectangle; blank columns and merged cells do not count."""
    joined = merged(part)
    tables = [t.model for t in part.document.tables if t.sheet is part and t.model.has_filter and t.model.header]
    headers = [model.header for model in tables if model.header is not None]
    found: dict[int, float] = {}
    for column in range(area.left, area.right + 1):
        widest = 0.0
        values = part.values(Area(area.top, column, area.bottom, column))
        styles = part.styles(column, area.top, area.bottom)
        for row, ((value,), style) in enumerate(zip(values, styles, strict=True), area.top):
            if value is None or joined.meeting(Area(row, column, row, column)):
                continue
            width = _text_width(_displayed(value, part.document.styles.number_format(style)))
            width *= _scale(part.document.styles, style)
            if any(header.meets(Area(row, column, row, column)) for header in headers):
                width += _BUTTON
            widest = max(widest, width)
        if widest:
            found[column] = min(round(widest + _MARGIN, 2), MAX_WIDTH)
    return found


def _text_width(text: str) -> float:
    return max(sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line) for line in text.split("\n"))


def _scale(styles: Styles, style: int) -> float:
    """How much wider than the usual font a style's is."""
    font = styles.element("fonts", style)
    if font is None:
        return 1.0
    size, bold = font.find("sz"), font.find("b")
    points = float((size.get("val") if size else None) or _USUAL_SIZE)
    heavy = bold is not None and bold.get("val") not in ("0", "false")
    return points / _USUAL_SIZE * (1.1 if heavy else 1.0)


def _displayed(value: Value, code: str) -> str:
    """About what a cell shows of a value in a number format: as many characters, not the same ones."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, dt.datetime):
        return _literal(code.split(";", maxsplit=1)[0])
    assert value is not None
    if code in ("General", "@"):
        return number_text(value) if len(number_text(value)) <= 11 else f"{value:.6g}"
    if is_date_format(code):
        return _literal(code.split(";", maxsplit=1)[0])
    return _number(value, code)


@lru_cache(maxsize=256)
def _literal(section: str) -> str:
    """A format's own signs, quotes and conditions away."""
    return _QUOTED.sub(lambda match: match.group(1) or match.group(2) or match.group(3) or "", section)


def _number(value: float, code: str) -> str:
    sections = code.split(";")
    section = _literal(sections[1] if value < 0 and len(sections) > 1 else sections[0])
    digits = re.search(r"[0#?][0#?,]*(?:\.([0#?]*))?", section)
    if digits is None:
        return section
    shown = abs(value) * (100 if "%" in section else 1)
    places = len(digits.group(1) or "")
    text = f"{shown:,.{places}f}" if "," in digits.group() else f"{shown:.{places}f}"
    sign = "-" if value < 0 and ";" not in code else ""
    return sign + section[: digits.start()] + text + section[digits.end() :]
