"""Rectangles of cells: values come and go as over pywin32, and land where Excel puts them.

Numbers come as floats, dates as UTC times, errors as codes, one cell as a scalar, several as tuples of tuples. A text
that Excel would read as something else is noted, unless its cell is text. Where a filter hides rows, an array does not
go where it should: Excel puts its first element into every visible cell and nothing into the hidden ones (reported for
xlwings as issue 747, and for Office's own JavaScript as office-js issue 224), and clears and deletes visible rows only.
"""

from __future__ import annotations

import datetime as dt
import decimal
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from tests.ladder import excel_stubs
from tests.ladder.excel_contents import At
from tests.ladder.excel_object import RECORD, Com

if TYPE_CHECKING:
    from tests.ladder.excel_app import Application
    from tests.ladder.excel_sheet import Worksheet
    from tests.ladder.excel_tables import ListObject

_ERRORS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#NULL!": -2146826288}
_ERRORS |= {"#NUM!": -2146826252, "#REF!": -2146826265, "#VALUE!": -2146826273}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LOOKS_OTHER = re.compile(
    r"""\s*[=+@]
    | \s*-?[\d.,]+%?\s*$
    | \s*\d{1,4}[-/年]\d{1,2}([-/月]\d{1,4}日?)?\s*$ | \s*\d{1,2}月\d{1,2}日\s*$ | \s*\d{1,2}:\d{2}(:\d{2})?\s*$
    | \s*\d+[eE][+-]?\d+\s*$ | \s*[¥$€]\s*\d | \s*(true|false)\s*$ | '
    | \s*(""" + "|".join(_MONTHS) + r""")[a-z]*\s+\d+ | \s*\d+[\s-](""" + "|".join(_MONTHS) + r""")""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
UP, DOWN = -4162, -4121
FROM_BELOW = 1


class Range(Com):
    """A rectangle of cells."""

    kind = "Excel.Range"

    def __init__(self, sheet: Worksheet, left: int, top: int, right: int, bottom: int) -> None:
        self._sheet, self._left, self._top, self._right, self._bottom = sheet, left, top, right, bottom

    def __call__(self, row: object, column: object = None) -> Range:
        RECORD.note(self.kind, "Item", "call")
        if not (isinstance(row, int | float) and isinstance(column, int | float)):
            raise excel_stubs.disp_exception()
        top, left = self._top + int(row) - 1, self._left + int(column) - 1
        if not (1 <= top <= 1048576 and 1 <= left <= 16384):
            raise excel_stubs.disp_exception()
        return Range(self._sheet, left, top, left, top)

    def cells(self) -> list[list[At]]:
        """The coordinates, row by row."""
        return [[(r, c) for c in range(self._left, self._right + 1)] for r in range(self._top, self._bottom + 1)]

    def get_Worksheet(self) -> Worksheet:
        return self._sheet

    def get_Parent(self) -> Worksheet:
        return self._sheet

    def get_Application(self) -> Application:
        return self._sheet._book._app

    def get_ListObject(self) -> ListObject | None:
        for table in self._sheet._tables.values():
            left, top, right, bottom = table._bounds
            if left <= self._left <= right and top <= self._top <= bottom:
                return table
        return None

    def get_Row(self) -> int:
        return self._top

    def get_Column(self) -> int:
        return self._left

    def get_Rows(self) -> Lines:
        return Lines(self._bottom - self._top + 1)

    def get_Columns(self) -> Lines:
        return Lines(self._right - self._left + 1)

    def get_Cells(self) -> Range:
        return self

    def get_Count(self) -> int:
        return (self._bottom - self._top + 1) * (self._right - self._left + 1)

    def get_Address(self) -> str:
        return self.call_Address()

    def call_Address(
        self,
        RowAbsolute: object = True,  # noqa: N803 - Excel's names
        ColumnAbsolute: object = True,  # noqa: N803
        ReferenceStyle: object = 1,  # noqa: N803
        External: object = False,  # noqa: N803
    ) -> str:
        row, column = "$" if RowAbsolute else "", "$" if ColumnAbsolute else ""
        first = f"{column}{get_column_letter(self._left)}{row}{self._top}"
        last = f"{column}{get_column_letter(self._right)}{row}{self._bottom}"
        plain = first if first == last else f"{first}:{last}"
        if not External:
            return plain
        title = f"[{self._sheet._book._name}]{self._sheet._title}".replace("'", "''")
        return f"'{title}'!{plain}"

    def get_Value(self) -> object:
        rows = tuple(tuple(outgoing(self._sheet._values.get(at)) for at in row) for row in self.cells())
        return rows[0][0] if self.get_Count() == 1 else rows

    def put_Value(self, data: object) -> None:
        self._sheet.require_open()
        for at, value in self.spread(data):
            self._sheet._formulas.pop(at, None)
            new = incoming(value)
            text = self._sheet._formats.get(at) == "@"
            if isinstance(new, str) and new.startswith("'"):
                if text:
                    RECORD.refuse(f"{self._sheet._title} {at}: an apostrophe in a cell of text is not documented")
                new = new[1:]
            elif isinstance(new, str) and new in _ERRORS and not text:
                pass  # the text of an error makes the error
            elif isinstance(new, str) and not text and _LOOKS_OTHER.match(new):
                RECORD.read_as_other.append(f"{self._sheet._title} {at}: {new}")
            if new in (None, ""):
                self._sheet._values.pop(at, None)
            else:
                self._sheet._values[at] = new

    def get_Formula(self) -> object:
        rows = tuple(tuple(self.formula_at(at) for at in row) for row in self.cells())
        return rows[0][0] if self.get_Count() == 1 else rows

    def get_HasFormula(self) -> bool | None:
        found = {at in self._sheet._formulas for row in self.cells() for at in row}
        return found.pop() if len(found) == 1 else None

    def put_Formula(self, data: object) -> None:
        self._sheet.require_open()
        first = f"{get_column_letter(self._left)}{self._top}"
        for at, value in self.spread(data):
            if isinstance(value, str) and value.startswith("="):
                moved = value
                if not isinstance(data, list | tuple):  # one formula for many cells is filled down from the first
                    moved = Translator(value, first).translate_formula(f"{get_column_letter(at[1])}{at[0]}")
                self._sheet._formulas[at] = moved
            else:
                Range(self._sheet, at[1], at[0], at[1], at[0]).put_Value(value)

    def get_NumberFormat(self) -> object:
        formats = {self._sheet._formats.get(at, "General") for row in self.cells() for at in row}
        return formats.pop() if len(formats) == 1 else None

    def put_NumberFormat(self, value: object) -> None:
        self._sheet.require_open()
        for row in self.cells():
            for at in row:
                self._sheet._formats.pop(at, None)
                if value != "General":
                    self._sheet._formats[at] = str(value)

    def call_ClearContents(self) -> None:
        self._sheet.require_open()
        hidden = self._sheet.filtered_out(self._left, self._right)
        for row in self.cells():
            for at in row:
                if at[0] not in hidden:
                    self._sheet._values.pop(at, None)
                    self._sheet._formulas.pop(at, None)

    def call_Delete(self, Shift: object = None) -> None:  # noqa: N803 - Excel's name
        """Take rows of cells out; what lies below in these columns moves up."""
        self._sheet.require_open()
        if Shift != UP:
            raise excel_stubs.disp_exception()
        hidden = self._sheet.filtered_out(self._left, self._right)
        gone = [row for row in range(self._top, self._bottom + 1) if row not in hidden]
        for row in reversed(gone):
            self._move(row, row + 1, -1)
            for table in self._sheet._tables.values():
                left, top, right, bottom = table._bounds
                if self._left <= left and right <= self._right and top < row <= bottom:
                    last = max(bottom - 1, top + 1 + table._totals)  # one row of data is left, blank
                    table._bounds = (left, top, right, last)

    def call_Insert(self, Shift: object = None, CopyOrigin: object = None) -> None:  # noqa: N803 - Excel's names
        """Put rows of blank cells in; what lies below moves down, and a table takes the rows into it."""
        self._sheet.require_open()
        if Shift != DOWN:
            raise excel_stubs.disp_exception()
        count = self._bottom - self._top + 1
        if self._sheet.filtered_out(self._left, self._right):
            raise excel_stubs.disp_exception()
        self._move(None, self._top, count)
        for at in [at for row in self.cells() for at in row]:
            row = self._bottom + 1 if CopyOrigin == FROM_BELOW else self._top - 1
            if (look := self._sheet._formats.get((row, at[1]))) is not None:
                self._sheet._formats[at] = look
        for table in self._sheet._tables.values():
            left, top, right, bottom = table._bounds
            if self._left <= left and right <= self._right and top < self._top <= bottom:
                table._bounds = (left, top, right, bottom + count)

    def _move(self, gone: int | None, first: int, by: int) -> None:
        """Move every cell of these columns from row `first` on; formulas of a row go with it."""
        columns = range(self._left, self._right + 1)
        for kept in self._sheet.maps():
            moved = {}
            for at in [at for at in kept if at[1] in columns and (at[0] >= first or at[0] == gone)]:
                value = kept.pop(at)
                if at[0] == gone:
                    continue
                if isinstance(value, str) and kept is self._sheet._formulas:
                    here, there = (f"{get_column_letter(at[1])}{row}" for row in (at[0], at[0] + by))
                    value = Translator(value, here).translate_formula(there)
                moved[at[0] + by, at[1]] = value
            kept.update(moved)

    def call_AutoFilter(
        self,
        Field: Any = None,  # noqa: N803 - Excel's names
        Criteria1: Any = None,  # noqa: N803
        Operator: Any = None,  # noqa: N803
        Criteria2: Any = None,  # noqa: N803
    ) -> None:
        table = self.get_ListObject()
        assert table is not None
        self._sheet.require_open()
        if Criteria1 is None:
            table._filters.pop(int(Field), None)
            return
        given = {"Criteria1": Criteria1, "Operator": Operator, "Criteria2": Criteria2}
        table._filters[int(Field)] = {key: value for key, value in given.items() if value is not None}

    def formula_at(self, at: At) -> object:
        """A cell's formula, or its value as text."""
        value = self._sheet._values.get(at)
        return self._sheet._formulas.get(at) or ("" if value is None else str(value))

    def spread(self, data: object) -> Iterator[tuple[At, object]]:
        """Cell by cell what is put into it: a scalar into every cell, rows and columns in their places."""
        rows = self.cells()
        hidden = self._sheet.filtered_out(self._left, self._right)
        if not isinstance(data, list | tuple):
            yield from ((at, data) for row in rows for at in row if at[0] not in hidden)
            return
        block = data if data and isinstance(data[0], list | tuple) else [data]
        if len(block) != len(rows) or any(len(line) != len(rows[0]) for line in block):
            RECORD.refuse(f"{self.get_Address()} is given {len(block)} rows; Excel would pad them with #N/A")
        if any(row[0][0] in hidden for row in rows):
            yield from ((at, block[0][0]) for row in rows for at in row if at[0] not in hidden)
            return
        for line, row in zip(block, rows, strict=False):
            yield from zip(row, line, strict=False)


class Lines(Com):
    """The rows or columns of a range, to be counted."""

    kind = "Excel.Range"

    def __init__(self, count: int) -> None:
        self._count = count

    def get_Count(self) -> int:
        return self._count


def outgoing(value: Any) -> object:
    """A stored value as pywin32 hands it over."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.datetime):
        return excel_stubs.TimeType(*value.timetuple()[:6], value.microsecond, tzinfo=dt.UTC)
    if isinstance(value, dt.date):
        return excel_stubs.TimeType(value.year, value.month, value.day, tzinfo=dt.UTC)
    return _ERRORS.get(value, value)


def incoming(value: Any) -> object:
    """A value as Excel stores what pywin32 made of it."""
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise TypeError("pywin32 needs a time zone on a date")
        return value.replace(tzinfo=None)
    if isinstance(value, dt.time | dt.timedelta):
        raise TypeError(f"pywin32 cannot pass a {type(value).__name__}")
    if isinstance(value, decimal.Decimal):
        return float(round(value, 4))
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return float(value)
