"""The references in a formula's text: found, changed, and what the formula leans on beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area, column_name, parse_area

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_PART = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?<![\w.$\]'])(?P<sheet>(?:'(?:[^']|'')+'|(?:\[[^\]]*\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!)?"
    rf"(?<![\w.$\]])(?P<area>{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}"
    r"|\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6})(?![\w(.!\[])"
    r"|(?P<brackets>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])"
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)\Z")
_WORD = re.compile(r'"(?:[^"]|"")*"|(?<![\w.])[^\W\d][\w.\\?]*(?![\w.(])')

Change = Callable[[str | None, Area], Area | None]
"""What becomes of a rectangle on a sheet (None: the formula's own); None where it is gone."""


def map_references(formula: str, change: Change) -> str:
    """The formula with its references to cells changed; one that is gone becomes #REF!. References to other books, and
    through several sheets, stay.

    >>> map_references("SUM($A1:A3)*Two!B2", lambda sheet, a: Area(a.top + 1, a.left, a.bottom + 1, a.right))
    'SUM($A2:A4)*Two!B3'
    """

    def changed(match: re.Match[str]) -> str:
        text, prefix = match.group("area"), match.group("sheet") or ""
        name = sheet_of(prefix)
        if not text or (prefix and name is None):
            return match.group()
        try:
            old = parse_area(text)
        except ValueError:
            return match.group()
        new = change(name, old)
        if new == old:
            return match.group()
        return prefix + ("#REF!" if new is None else _written(text, new))

    return _PART.sub(changed, formula)


def sheet_of(prefix: str) -> str | None:
    """The sheet that a reference's prefix ("'My sheet'!") names; None for none, several, or one of another book."""
    name = prefix.removesuffix("!")
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return None if not name or "[" in name or ":" in name else name


def _written(old: str, new: Area) -> str:
    """A rectangle as the old reference was written: with its dollars, whole rows or columns as such."""
    first, colon, last = old.partition(":")
    one = _corner(first, new.top, new.left)
    if not colon:
        if (new.top, new.left) == (new.bottom, new.right):
            return one
        return f"{one}:{_corner(first, new.bottom, new.right)}"
    return f"{one}:{_corner(last, new.bottom, new.right)}"


def _corner(old: str, row: int, column: int) -> str:
    match = _CORNER.match(old)
    assert match is not None  # it was parsed as a corner
    fixed_column, letters, fixed_row, digits = match.groups()
    if letters and digits:
        return f"{fixed_column}{column_name(min(column, MAX_COLUMN))}{fixed_row}{min(row, MAX_ROW)}"
    return f"{fixed_column}{column_name(min(column, MAX_COLUMN))}" if letters else f"{fixed_column}{min(row, MAX_ROW)}"


def leaves_sheet(formula: str) -> bool:
    """Whether a formula leans on anything but cells of its own sheet and functions: other sheets, names, tables."""
    rest = _PART.sub(lambda match: match.group("sheet") or ("[" if match.group("brackets") else " "), formula)
    if "!" in rest or "[" in rest:
        return True
    return any(not word.startswith('"') and word.upper() not in ("TRUE", "FALSE") for word in _WORD.findall(rest))
