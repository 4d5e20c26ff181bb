"""A recording stand-in for Excel's COM objects, filled from a file: what macros touch, refused where Excel would.

Values come and go as over pywin32: numbers as floats, dates as UTC times, errors as codes, one cell as a scalar,
several as tuples of tuples. A text that Excel would read as something else is noted, unless its cell is text.
"""

from __future__ import annotations

import datetime as dt
import decimal
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import MethodType
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from tests.ladder import excel_stubs
from tests.ladder.excel_model import Refused, check_call, members

CALLS: Counter[str] = Counter()  # Type.Member get|put|call
REFUSED: list[str] = []  # what Excel would not have taken
READ_AS_OTHER: list[str] = []  # texts that Excel would have turned into something else

_ERRORS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#NULL!": -2146826288}
_ERRORS |= {"#NUM!": -2146826252, "#REF!": -2146826265, "#VALUE!": -2146826273}
_LOOKS_OTHER = re.compile(
    r"\s*[=+@]|\s*-?[\d.,]+%?\s*$|\s*\d{1,4}[-/年]\d{1,2}([-/月]\d{1,4}日?)?\s*$|\s*\d+[eE]\d+\s*$"
)
AUTOMATIC = -4105


class Handle:
    """The `_oleobj_` by which pywin32 knows an object."""

    def __init__(self, owner: Com) -> None:
        self.owner = owner
        self.iid = "{00020846-0000-0000-C000-000000000046}" if isinstance(owner, Range) else ""

    def GetTypeInfo(self) -> Handle:
        """Itself."""
        return self

    def GetTypeAttr(self) -> Handle:
        """Itself, with the type's id."""
        return self

    def GetIDsOfNames(self, _zero: int, name: str) -> int:
        """Asked after an AttributeError: the member is not there."""
        raise excel_stubs.ComError(-2147352570, f"Unknown name: {name}", None, None)


class Com(excel_stubs.DispatchBase):
    """An object of the model: members are looked up in the type, noted, then carried out by get_, put_ or call_."""

    kind = "Excel.Application"

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", "get_", "put_", "call_")):
            raise AttributeError(name)
        known = members(self.kind)
        plain = name[3:] if name.startswith("Get") and name not in known else name
        if plain not in known:
            REFUSED.append(f"{self.kind} has no {name}")
            raise AttributeError(name)
        member = known[plain]
        if not member.method and plain == name:
            CALLS[f"{self.kind}.{plain} get"] += 1
            return self._carry_out("get", plain)()

        def call(_self: Com, *args: object, **kwargs: object) -> Any:
            try:
                check_call(self.kind, member, args, kwargs)
            except Refused as refusal:
                REFUSED.append(str(refusal))
                raise
            CALLS[f"{self.kind}.{plain} call"] += 1
            return self._carry_out("call", plain)(*map(unwrapped, args), **{k: unwrapped(v) for k, v in kwargs.items()})

        return MethodType(call, self)

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
            return
        member = members(self.kind).get(name)
        if member is None or member.method or not member.settable:
            REFUSED.append(f"{self.kind}.{name} cannot be set")
            raise AttributeError(name)
        CALLS[f"{self.kind}.{name} put"] += 1
        self._carry_out("put", name)(value)

    def _carry_out(self, how: str, name: str) -> Any:
        found = getattr(type(self), f"{how}_{name}", None)
        if found is None:
            REFUSED.append(f"the stand-in lacks {self.kind}.{name} ({how})")
            raise NotImplementedError(f"{self.kind}.{name} {how}")
        return MethodType(found, self)

    @property
    def _oleobj_(self) -> Handle:
        return Handle(self)


def unwrapped(value: object) -> object:
    """An argument as Excel gets it: xlwings' wrapper taken off."""
    handle = getattr(value, "_oleobj_", None)
    return handle.owner if isinstance(handle, Handle) else value


class Application(Com):
    """Excel itself."""

    def __init__(self) -> None:
        self._state: dict[str, Any] = {"ScreenUpdating": True, "Calculation": AUTOMATIC, "StatusBar": False}
        self._state["DisplayAlerts"] = True
        self._books: list[Workbook] = []

    def get_Workbooks(self) -> Workbooks:
        return Workbooks(self)

    def get_ActiveWorkbook(self) -> Workbook:
        return self._books[0]

    def get_Hwnd(self) -> int:
        return 4711

    def get_ScreenUpdating(self) -> bool:
        return bool(self._state["ScreenUpdating"])

    def put_ScreenUpdating(self, value: object) -> None:
        self._state["ScreenUpdating"] = value

    def get_DisplayAlerts(self) -> bool:
        return bool(self._state["DisplayAlerts"])

    def put_DisplayAlerts(self, value: object) -> None:
        self._state["DisplayAlerts"] = value

    def get_Calculation(self) -> int:
        return int(self._state["Calculation"])

    def put_Calculation(self, value: object) -> None:
        self._state["Calculation"] = value

    def get_StatusBar(self) -> object:
        return self._state["StatusBar"]

    def put_StatusBar(self, value: object) -> None:
        self._state["StatusBar"] = value


class Collection(Com):
    """Things by number (from 1) or name; something else is Excel's error."""

    def _items(self) -> dict[str, Com]:
        raise NotImplementedError

    def __call__(self, which: object) -> Com:
        CALLS[f"{self.kind}.Item call"] += 1
        items = self._items()
        if isinstance(which, int | float):
            if 1 <= which <= len(items):
                return list(items.values())[int(which) - 1]
        elif isinstance(which, str):
            for name, item in items.items():
                if name.casefold() == which.casefold():
                    return item
        raise excel_stubs.disp_exception()

    def __iter__(self) -> Iterator[Com]:
        CALLS[f"{self.kind}._NewEnum get"] += 1
        return iter(list(self._items().values()))

    def get_Count(self) -> int:
        return len(self._items())


class Workbooks(Collection):
    """The open books."""

    kind = "Excel.Workbooks"

    def __init__(self, app: Application) -> None:
        self._app = app

    def _items(self) -> dict[str, Com]:
        return {book._path.name: book for book in self._app._books}

    def get_Application(self) -> Application:
        return self._app


class Workbook(Com):
    """One book, read from a file; nothing is ever written back."""

    kind = "Excel.Workbook"

    def __init__(self, app: Application, path: Path) -> None:
        self._app, self._path = app, path
        values = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
        self._sheets = {sheet.title: Worksheet(self, sheet, formulas[sheet.title]) for sheet in values.worksheets}
        self._names = {name: str(one.attr_text) for name, one in formulas.defined_names.items()}
        app._books.append(self)

    def get_Name(self) -> str:
        return self._path.name

    def get_FullName(self) -> str:
        return str(self._path)

    def get_Path(self) -> str:
        return str(self._path.parent)

    def get_Application(self) -> Application:
        return self._app

    def get_Worksheets(self) -> Sheets:
        return Sheets(self)

    def get_Names(self) -> Names:
        return Names(self)

    def get_ActiveSheet(self) -> Worksheet:
        return next(iter(self._sheets.values()))

    def call_Activate(self) -> None:
        return None


class Sheets(Collection):
    """The sheets of a book."""

    kind = "Excel.Sheets"

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def _items(self) -> dict[str, Com]:
        return dict(self._book._sheets)

    def get_Parent(self) -> Workbook:
        return self._book


class Names(Collection):
    """The defined names of a book."""

    kind = "Excel.Names"

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def _items(self) -> dict[str, Com]:
        return {name: Name(self._book, name) for name in self._book._names}


class Name(Com):
    """A defined name."""

    kind = "Excel.Name"

    def __init__(self, book: Workbook, name: str) -> None:
        self._book, self._name = book, name

    def get_Name(self) -> str:
        return self._name

    def get_RefersTo(self) -> str:
        return "=" + self._book._names[self._name]

    def get_RefersToRange(self) -> Range:
        text = self._book._names[self._name]
        column = re.fullmatch(r"(\w+)\[(.+)\]", text)
        if column:
            for sheet in self._book._sheets.values():
                for table in sheet._tables.values():
                    if table._name == column.group(1):
                        return table.column(column.group(2))
        match = re.fullmatch(r"(?:'(.+)'|([^'!]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)", text)
        if match is None:
            raise excel_stubs.disp_exception()
        title = (match.group(1) or match.group(2)).replace("''", "'")
        return Range(self._book._sheets[title], *range_boundaries(match.group(3).replace("$", "")))


class Worksheet(Com):
    """A sheet: its cells' values, formulas and formats, and its tables."""

    kind = "Excel.Worksheet"

    def __init__(self, book: Workbook, values: Any, formulas: Any) -> None:
        self._book, self._title = book, str(values.title)
        self._values: dict[tuple[int, int], Any] = {}
        self._formulas: dict[tuple[int, int], str] = {}
        self._formats: dict[tuple[int, int], str] = {}
        for row in values.iter_rows():
            for cell in row:
                if cell.value is not None:
                    self._values[cell.row, cell.column] = cell.value
                if cell.number_format != "General":
                    self._formats[cell.row, cell.column] = cell.number_format
        for row in formulas.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    self._formulas[cell.row, cell.column] = cell.value
        self._tables = {name: ListObject(self, name, range_boundaries(ref)) for name, ref in formulas.tables.items()}

    def get_Name(self) -> str:
        return self._title

    def get_Parent(self) -> Workbook:
        return self._book

    def get_Application(self) -> Application:
        return self._book._app

    def get_Index(self) -> int:
        return list(self._book._sheets.values()).index(self) + 1

    def get_ListObjects(self) -> ListObjects:
        return ListObjects(self)

    def get_Cells(self) -> Range:
        return Range(self, 1, 1, 16384, 1048576)

    def get_UsedRange(self) -> Range:
        rows = [at[0] for at in (*self._values, *self._formats)] or [1]
        columns = [at[1] for at in (*self._values, *self._formats)] or [1]
        return Range(self, min(columns), min(rows), max(columns), max(rows))

    def call_Range(self, Cell1: object, Cell2: object = None) -> Range:  # noqa: N803 - Excel's names
        if isinstance(Cell1, Range) and isinstance(Cell2, Range):
            return Range(
                self,
                min(Cell1._left, Cell2._left),
                min(Cell1._top, Cell2._top),
                max(Cell1._right, Cell2._right),
                max(Cell1._bottom, Cell2._bottom),
            )
        if isinstance(Cell1, str) and Cell2 is None:
            return Range(self, *range_boundaries(Cell1.replace("$", "")))
        raise excel_stubs.disp_exception()


class ListObjects(Collection):
    """The tables of a sheet."""

    kind = "Excel.ListObjects"

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def _items(self) -> dict[str, Com]:
        return dict(self._sheet._tables)


class ListObject(Com):
    """A table: one header row and its data body."""

    kind = "Excel.ListObject"

    def __init__(self, sheet: Worksheet, name: str, bounds: Any) -> None:
        self._sheet, self._name, self._bounds = sheet, name, tuple(bounds)

    def column(self, header: str) -> Range:
        """The data body of the column with this header."""
        left, top, right, bottom = self._bounds
        plain = re.sub(r"'(.)", r"\1", header)
        for column in range(left, right + 1):
            if self._sheet._values.get((top, column)) == plain:
                return Range(self._sheet, column, top + 1, column, bottom)
        raise excel_stubs.disp_exception()

    def get_Name(self) -> str:
        return self._name

    def get_DisplayName(self) -> str:
        return self._name

    def get_Parent(self) -> Worksheet:
        return self._sheet

    def get_ShowHeaders(self) -> bool:
        return True

    def get_Range(self) -> Range:
        return Range(self._sheet, *self._bounds)

    def get_HeaderRowRange(self) -> Range:
        left, top, right, _ = self._bounds
        return Range(self._sheet, left, top, right, top)

    def get_DataBodyRange(self) -> Range | None:
        left, top, right, bottom = self._bounds
        return Range(self._sheet, left, top + 1, right, bottom) if bottom > top else None

    def call_Resize(self, Range: Range) -> None:  # noqa: N803 - Excel's name
        left, top, right, bottom = Range._left, Range._top, Range._right, Range._bottom
        if (left, top) != self._bounds[:2] or bottom <= top:
            raise excel_stubs.disp_exception()  # the header row must stay, and one row of data below it
        self._bounds = (left, top, right, bottom)


class Range(Com):
    """A rectangle of cells."""

    kind = "Excel.Range"

    def __init__(self, sheet: Worksheet, left: int, top: int, right: int, bottom: int) -> None:
        self._sheet, self._left, self._top, self._right, self._bottom = sheet, left, top, right, bottom

    def __call__(self, row: object, column: object = None) -> Range:
        CALLS["Excel.Range.Item call"] += 1
        if not (isinstance(row, int | float) and isinstance(column, int | float)):
            raise excel_stubs.disp_exception()
        top, left = self._top + int(row) - 1, self._left + int(column) - 1
        if not (1 <= top <= 1048576 and 1 <= left <= 16384):
            raise excel_stubs.disp_exception()
        return Range(self._sheet, left, top, left, top)

    def cells(self) -> list[list[tuple[int, int]]]:
        """The coordinates, row by row."""
        return [[(r, c) for c in range(self._left, self._right + 1)] for r in range(self._top, self._bottom + 1)]

    def get_Worksheet(self) -> Worksheet:
        return self._sheet

    def get_Application(self) -> Application:
        return self._sheet._book._app

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
        first = f"${get_column_letter(self._left)}${self._top}"
        last = f"${get_column_letter(self._right)}${self._bottom}"
        return first if first == last else f"{first}:{last}"

    def get_Value(self) -> object:
        rows = tuple(tuple(outgoing(self._sheet._values.get(at)) for at in row) for row in self.cells())
        return rows[0][0] if self.get_Count() == 1 else rows

    def put_Value(self, data: object) -> None:
        for at, value in self.spread(data):
            self._sheet._formulas.pop(at, None)
            new = incoming(value)
            if isinstance(new, str) and self._sheet._formats.get(at) != "@" and _LOOKS_OTHER.match(new):
                READ_AS_OTHER.append(f"{self._sheet._title} {at}: {new}")
            if new in (None, ""):
                self._sheet._values.pop(at, None)
            else:
                self._sheet._values[at] = new

    def get_Formula(self) -> object:
        rows = tuple(tuple(self.formula_at(at) for at in row) for row in self.cells())
        return rows[0][0] if self.get_Count() == 1 else rows

    def put_Formula(self, data: object) -> None:
        for at, value in self.spread(data):
            if isinstance(value, str) and value.startswith("="):
                self._sheet._formulas[at] = value
            else:
                Range(self._sheet, at[1], at[0], at[1], at[0]).put_Value(value)

    def get_NumberFormat(self) -> object:
        formats = {self._sheet._formats.get(at, "General") for row in self.cells() for at in row}
        return formats.pop() if len(formats) == 1 else None

    def put_NumberFormat(self, value: object) -> None:
        for row in self.cells():
            for at in row:
                self._sheet._formats[at] = str(value)

    def call_ClearContents(self) -> None:
        for row in self.cells():
            for at in row:
                self._sheet._values.pop(at, None)
                self._sheet._formulas.pop(at, None)

    def formula_at(self, at: tuple[int, int]) -> object:
        """A cell's formula, or its value as text."""
        value = self._sheet._values.get(at)
        return self._sheet._formulas.get(at) or ("" if value is None else str(value))

    def spread(self, data: object) -> Iterator[tuple[tuple[int, int], object]]:
        """Cell by cell what is put into it: a scalar into every cell, rows and columns in their places."""
        rows = self.cells()
        if not isinstance(data, list | tuple):
            yield from ((at, data) for row in rows for at in row)
            return
        block = data if data and isinstance(data[0], list | tuple) else [data]
        if len(block) != len(rows) or any(len(line) != len(rows[0]) for line in block):
            REFUSED.append(f"{self.get_Address()} is given {len(block)} rows; Excel would pad them with #N/A")
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
    if type(value).__module__ == "numpy":
        return float(value)
    return float(value)
