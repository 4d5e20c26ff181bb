"""Excel, its open books and their names, as the stand-in has them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.ladder import excel_stubs
from tests.ladder.excel_areas import Pieces
from tests.ladder.excel_contents import BookContents, bounds, contents
from tests.ladder.excel_filters import IconSets
from tests.ladder.excel_object import Collection, Com
from tests.ladder.excel_range import Range
from tests.ladder.excel_sheet import Worksheet

if TYPE_CHECKING:
    from tests.ladder.excel_tables import ListObject

AUTOMATIC, MANUAL = -4105, -4135


class Application(Com):
    """Excel itself."""

    def __init__(self) -> None:
        self._state: dict[str, Any] = {
            "ScreenUpdating": True,
            "Calculation": AUTOMATIC,
            "StatusBar": False,
            "DisplayAlerts": True,
            "EnableEvents": True,
        }
        self._books: list[Workbook] = []
        self._selected = ("首页", 1, 1, 1)  # sheet, column, first and last row of the chosen cells
        self._said: list[object] = []  # what the status bar showed

    def get_Workbooks(self) -> Workbooks:
        return Workbooks(self)

    def get_Selection(self) -> Range:
        book = self._books[0]
        sheet, column, first, last = self._selected
        return Range(book._sheets[sheet], column, first, column, last)

    def call_Intersect(self, Arg1: Pieces, Arg2: Range) -> Pieces | None:  # noqa: N803 - Excel's names
        """What the areas of one range have in common with another."""
        inside = [Arg2.common(area) for area in Arg1._areas]
        areas = [area for area in inside if area is not None]
        return Pieces(areas) if areas else None

    def get_ActiveWorkbook(self) -> Workbook:
        return self._books[0]

    def get_Hwnd(self) -> int:
        return 4711

    def get_ScreenUpdating(self) -> bool:
        return bool(self._state["ScreenUpdating"])

    def put_ScreenUpdating(self, value: object) -> None:
        self._state["ScreenUpdating"] = value

    def get_EnableEvents(self) -> bool:
        return bool(self._state["EnableEvents"])

    def put_EnableEvents(self, value: object) -> None:
        self._state["EnableEvents"] = value

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
        self._said.append(value)


class Workbooks(Collection):
    """The open books."""

    kind = "Excel.Workbooks"

    def __init__(self, app: Application) -> None:
        self._app = app

    def _items(self) -> dict[str, Com]:
        return {book._name: book for book in self._app._books}

    def get_Application(self) -> Application:
        return self._app


class Workbook(Com):
    """One book, read from a file; nothing is ever written back."""

    kind = "Excel.Workbook"

    def __init__(self, app: Application, path: Path) -> None:
        self._app = app
        self._name, self._folder, self._full_name = path.name, str(path.parent), str(path)
        self._read_only = False
        self._text_keeps_apostrophes = False
        filled: BookContents = contents(path)
        self._sheets = {sheet.title: Worksheet(self, sheet) for sheet in filled.sheets}
        self._names = filled.names
        self._by_spelling: dict[str, str] = {}
        app._books.append(self)

    def table(self, name: str) -> ListObject:
        """A table by its name; KeyError where there is none."""
        return next(sheet._tables[name] for sheet in self._sheets.values() if name in sheet._tables)

    def _spelled(self) -> dict[str, str]:
        """The defined names, however they are cased."""
        if len(self._by_spelling) != len(self._names):
            self._by_spelling = {name.casefold(): name for name in self._names}
        return self._by_spelling

    def get_Name(self) -> str:
        return self._name

    def get_FullName(self) -> str:
        return self._full_name

    def get_Path(self) -> str:
        return self._folder

    def get_ReadOnly(self) -> bool:
        return self._read_only

    def get_Application(self) -> Application:
        return self._app

    def get_Worksheets(self) -> Sheets:
        return Sheets(self)

    def get_Names(self) -> Names:
        return Names(self)

    def get_IconSets(self) -> IconSets:
        return IconSets()

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

    def _named(self, name: str) -> Com | None:
        known = self._book._spelled()
        return Name(self._book, known[name.casefold()]) if name.casefold() in known else None


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
                if column.group(1) in sheet._tables:
                    return sheet._tables[column.group(1)].column(column.group(2))
        match = re.fullmatch(r"(?:'(.+)'|([^'!]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)", text)
        if match is None:
            raise excel_stubs.disp_exception()
        title = (match.group(1) or match.group(2)).replace("''", "'")
        return Range(self._book._sheets[title], *bounds(match.group(3)))
