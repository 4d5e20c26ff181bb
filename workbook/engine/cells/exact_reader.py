"""The exact reader: every legal spelling of a worksheet's cells, one piece of markup at a time.

Rows and cells without addresses, any prefix, single quotes, CDATA, comments, rich and inline text, ISO dates. Large
sheets as the usual programs write them take the vectorised reader (`sheetscan`), which hands anything unusual here.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from workbook.engine.cells.cell_values import ERRORS, to_serial
from workbook.engine.cells.column_grid import BLANK, BOOL, ERROR, NUMBER, TEXT, Column, ColumnBuilder, Grid
from workbook.engine.cells.shared_strings import Strings
from workbook.engine.text.markup import TOKEN, attributes
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, column_index
from workbook.engine.text.xml_text import BadXml, unescape, unescape_x
from workbook.errors import InputError

MAX_CELLS = 20_000_000
"""Cells that are read one by one: a minute's work, and 2 GB."""
_USUAL_CELL = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,7})")?(?: t="([A-Za-z]+)")?\s*\Z')
_USUAL_ROW = re.compile(rb' r="([0-9]{1,7})"(?: [^r][A-Za-z0-9:]*="[^"]*")*\s*\Z')
_IGNORED_TEXT = frozenset((b"rPh", b"extLst"))


class ExactReader:
    """Reads chunks of rows into one builder a column."""

    def __init__(self, strings: Callable[[], Strings], date1904: bool = False) -> None:
        self._strings = strings
        self._date1904 = date1904
        self.builders: dict[int, ColumnBuilder] = {}
        self.error_codes: list[str] = list(ERRORS)
        self.row = 0
        self.is_ordered = True
        """Whether rows and cells came in ascending order, each once."""
        self._count = 0

    def read(self, chunk: bytes) -> None:  # noqa: PLR0915 - one state machine, in one loop
        """Read whole rows. Raises BadXml."""
        at, length = 0, len(chunk)
        match_at = TOKEN.match
        inside: list[bytes] = []  # open elements within the cell, local names
        row_open = False
        column = 0
        cell: _CellTag | None = None
        value_text: list[str] = []
        inline: list[str] = []
        formula = False
        while at < length:
            match = match_at(chunk, at)
            if match is None:
                if chunk[at:].strip():
                    raise BadXml("cells")
                break
            text, slash, name, source, closed, cdata = match.groups()
            at = match.end()
            if cell is not None and inside and (text or cdata):
                top = inside[-1]
                if top == b"v" and len(inside) == 1:
                    value_text.append(_text(text, cdata))
                elif top == b"t" and inside[0] == b"is" and not _IGNORED_TEXT.intersection(inside):
                    inline.append(_text(text, cdata))
            if name is None:
                continue
            if b":" in name:
                name = name.rpartition(b":")[2]
            if cell is None:
                if name == b"row":
                    if slash:
                        row_open = False
                    else:
                        self._start_row(source)
                        column, row_open = 0, not closed
                elif name == b"c" and not slash and row_open:
                    cell = self._cell_tag(source, column)
                    if cell.column <= column:
                        self.is_ordered = False
                    column = cell.column
                    if closed:
                        self._emit(cell, None, None, False)
                        cell = None
                    else:
                        value_text, inline, formula, inside = [], [], False, []
            elif slash:
                if not inside:
                    if name != b"c":
                        raise BadXml("cells")
                    self._emit(cell, _joined(value_text), _joined(inline), formula)
                    cell = None
                elif inside.pop() != name:
                    raise BadXml("cells")
            else:
                if name == b"f" and not inside:
                    formula = True
                if not closed:
                    inside.append(name)
                elif name == b"v" and not inside:
                    value_text.append("")
        if cell is not None or row_open:
            raise BadXml("cells")

    def _start_row(self, source: bytes) -> None:
        before = self.row
        usual = _USUAL_ROW.match(source)
        number = usual.group(1).decode() if usual else attributes(source).get("r") if source else None
        if number is None:
            self.row += 1
        else:
            if not number.isascii() or not number.isdigit():
                raise BadXml("row number")
            self.row = int(number)
        if not 1 <= self.row <= MAX_ROW:
            raise BadXml("row number")
        if self.row <= before:
            self.is_ordered = False

    def _cell_tag(self, source: bytes, previous: int) -> _CellTag:
        usual = _USUAL_CELL.match(source)
        if usual is not None:
            letters_raw, digits, style_raw, kind_raw = usual.groups()
            column = _column_of(letters_raw)
            if int(digits) != self.row or column > MAX_COLUMN:
                raise BadXml("cell address")
            return _CellTag(column, int(style_raw or 0), kind_raw.decode() if kind_raw else "n")
        found = attributes(source)
        reference = found.get("r")
        if reference is None:
            column = previous + 1
        else:
            letters = reference.rstrip("0123456789")
            if not letters.isascii() or not letters.isalpha() or len(letters) > 3 or reference == letters:
                raise BadXml("cell address")
            column = column_index(letters)
            if int(reference[len(letters) :]) != self.row:
                raise BadXml("cell address")
        if column > MAX_COLUMN:
            raise BadXml("cell address")
        style = found.get("s", "0")
        if not style.isascii() or not style.isdigit() or len(style) > 7:
            raise BadXml("style")
        return _CellTag(column, int(style), found.get("t", "n"))

    def _emit(self, cell: _CellTag, value: str | None, inline: str | None, formula: bool) -> None:
        kind, number, text = self._value(cell, value, inline)
        builder = self.builders.get(cell.column)
        if builder is None:
            builder = self.builders[cell.column] = ColumnBuilder()
        self._count += 1
        if self._count > MAX_CELLS:
            raise BadXml("too many cells")
        builder.rows.append(self.row)
        builder.kinds.append(kind)
        builder.numbers.append(number)
        builder.styles.append(cell.style)
        builder.formulas.append(formula)
        builder.texts.append(text)

    def _value(self, cell: _CellTag, value: str | None, inline: str | None) -> tuple[int, float, str | None]:
        kind = cell.kind
        if kind == "inlineStr":
            return (TEXT, math.nan, unescape_x(inline)) if inline else (BLANK, math.nan, None)
        if value is None:
            return BLANK, math.nan, None
        if kind == "s":
            text = self._shared(value)
            return (TEXT, math.nan, text) if text else (BLANK, math.nan, None)
        if kind == "str":
            return (TEXT, math.nan, unescape_x(value)) if value else (BLANK, math.nan, None)
        value = value.strip()
        if not value:
            return BLANK, math.nan, None
        if kind == "b":
            return BOOL, float(value.lower() in ("1", "true")), None
        if kind == "e":
            return ERROR, float(self.error_position(value)), None
        if kind == "d":
            try:
                return NUMBER, to_serial(dt.datetime.fromisoformat(value), date1904=self._date1904), None
            except (ValueError, InputError) as error:
                raise BadXml("date") from error
        return NUMBER, number_of(value), None

    def error_position(self, code: str) -> int:
        """The position of an error's code, which is remembered when it is a new one."""
        if code not in self.error_codes:
            if len(self.error_codes) > 100:
                raise BadXml("error values")
            self.error_codes.append(code)
        return self.error_codes.index(code)

    def _shared(self, value: str) -> str:
        strings = self._strings()
        try:
            index = int(value)
        except ValueError as error:
            raise BadXml("shared string") from error
        if not 0 <= index < len(strings):
            raise BadXml("shared string")
        return strings[index]

    def columns(self) -> dict[int, Column]:
        """What was read."""
        return {index: builder.column() for index, builder in sorted(self.builders.items())}


@lru_cache(maxsize=1024)
def _column_of(letters: bytes) -> int:
    return column_index(letters.decode())


class _CellTag:
    __slots__ = ("column", "kind", "style")

    def __init__(self, column: int, style: int, kind: str) -> None:
        self.column, self.style, self.kind = column, style, kind


def number_of(text: str) -> float:
    """A number as a file may write it. Raises BadXml."""
    try:
        number = float(text)
    except ValueError as error:
        raise BadXml("number") from error
    if not math.isfinite(number) or "_" in text:
        raise BadXml("number")
    return number


def _joined(pieces: list[str]) -> str | None:
    return "".join(pieces) if pieces else None


def _text(text: bytes, cdata: bytes | None) -> str:
    try:
        result = ""
        if text:
            result = text.decode("utf-8")
            if "&" in result or "\r" in result:
                result = _clean_keeping_x(result)
        if cdata:
            result += cdata.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadXml("encoding") from error
    return result


def _clean_keeping_x(text: str) -> str:
    """Markup escapes undone; _xHHHH_ is undone once the whole text is there, so only what survives both is kept."""
    return unescape(text.replace("\r\n", "\n").replace("\r", "\n"))


def make_grid(columns: dict[int, Column], date_styles: Any, date1904: bool, error_codes: list[str]) -> Grid:
    """A grid whose style lookups cannot run past the book's styles."""
    highest = max((int(column.styles.max()) for column in columns.values() if len(column.styles)), default=0)
    if highest > 1_000_000:
        raise BadXml("style")
    if highest >= len(date_styles):
        date_styles = np.append(date_styles, np.zeros(highest + 1 - len(date_styles), dtype=np.bool_))
    return Grid(columns, date_styles, date1904, error_codes)
