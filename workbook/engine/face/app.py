"""The engine and its applications, as xlwings sees them. An application is no process here: it is a set of open
books."""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from workbook.engine.cells.cell_values import CellError, Formula
from workbook.engine.face.books import Book, Books
from workbook.engine.text.refusals import Refusing, unsupported

_PIDS = itertools.count(1)
_MISSING = ("NAType", "NaTType")
_EXACT = 1 << 53
"""Whole numbers beyond are left to the cell, which may not hold them."""


def _is_missing(x: Any) -> bool:
    """NaN and NaT: the values unequal to themselves."""
    return bool(x != x)  # noqa: PLR0124 - that is the test


class Engine(Refusing):
    """The engine: hands out applications and cleans values on their way in and out."""

    __slots__ = ("apps",)
    name = "closed_file"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        """A Python value on its way into a cell; what stands for "no value" becomes blank."""
        kind = type(x)
        if kind is str or kind is bool or kind is dt.datetime:
            return x
        if kind is float:
            return "" if _is_missing(x) else x
        if kind is int:
            return float(x) if -_EXACT < x < _EXACT else x
        if x is None or kind.__name__ in _MISSING:
            return ""
        if isinstance(x, str):
            return str(x)
        if isinstance(x, (CellError, Formula)):
            return x
        if isinstance(x, (dt.datetime, dt.date)):
            return "" if _is_missing(x) else x
        if hasattr(x, "item"):
            if kind.__name__ == "datetime64":
                x = x.astype("datetime64[us]")
            item = x.item()
            return item if item is x else Engine.prepare_xl_data_element(item, options)
        return x

    @staticmethod
    def clean_value_data(
        data: Any,
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """Cell values on their way out, with the caller's wishes for dates, numbers, blanks and errors."""
        if datetime_builder is dt.datetime and empty_as is None and number_builder is None and not err_to_str:
            return [[None if type(value) is CellError or value == "" else value for value in row] for row in data]

        def clean(value: Any) -> Any:
            kind = type(value)
            if kind is float:
                return value if number_builder is None else number_builder(value)
            if value is None or value == "":
                return empty_as
            if kind is dt.datetime:
                if datetime_builder is dt.datetime:
                    return value
                return datetime_builder(
                    year=value.year, month=value.month, day=value.day, hour=value.hour,
                    minute=value.minute, second=value.second, microsecond=value.microsecond, tzinfo=None,
                )  # fmt: skip
            if kind is CellError:
                return value.code if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


class Apps(Refusing):
    """The applications that are alive."""

    __slots__ = ("_apps", "_engine")

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._apps: dict[int, App] = {}

    def keys(self) -> list[int]:
        """Their numbers."""
        return list(self._apps)

    def add(self, spec: Any = None, add_book: bool | None = None, xl: Any = None, visible: bool | None = None) -> App:
        """A new application; the latest is the active one."""
        app = App(self._engine)
        self._apps = {app.pid: app, **self._apps}
        if add_book:
            app.books.add()
        return app

    def cleanup(self) -> None:
        """Nothing is left running."""

    def activate(self, app: App) -> None:
        """Make an application the active one."""
        self._apps = {app.pid: app, **{pid: other for pid, other in self._apps.items() if other is not app}}

    def forget(self, app: App) -> None:
        """An application that has quit."""
        self._apps.pop(app.pid, None)

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps.values()))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return self._apps[pid]


class App(Refusing):
    """An application: open books, and switches that mean nothing on closed files but are kept as set."""

    __slots__ = (
        "_calculation", "_status_bar", "books", "cut_copy_mode", "display_alerts", "enable_events",
        "engine", "interactive", "pid", "screen_updating", "visible",
    )  # fmt: skip
    version: ClassVar[str] = "16.0"
    hwnd: ClassVar[None] = None

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.pid = os.getpid() * 10_000 + next(_PIDS)
        self.books = Books(self)
        self.visible = False
        self.display_alerts = self.enable_events = self.interactive = self.screen_updating = True
        self._calculation = "automatic"
        self.cut_copy_mode: Any = False
        self._status_bar: str | bool = False

    @property
    def path(self) -> str:
        """Where the program stands."""
        return str(Path(__file__).parent)

    @property
    def status_bar(self) -> str | bool:
        """The text last set; nobody sees it."""
        return self._status_bar

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status_bar = value

    @property
    def calculation(self) -> str:
        """The mode last set; Excel calculates when it opens the book."""
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in ("automatic", "manual", "semiautomatic"):
            raise ValueError(f"no calculation mode: {value!r}")
        self._calculation = value

    @property
    def selection(self) -> Any:
        """The selected cells of the active book; None when no book is open."""
        book = self.books.current
        return book.sheets.active.selection if book is not None else None

    def activate(self, steal_focus: bool = False) -> None:
        """Make this application the active one."""
        self.engine.apps.activate(self)

    def calculate(self) -> None:
        """Formulas are calculated by Excel when it opens the book."""
        raise unsupported("App.calculate")

    def run(self, macro: str, args: Any) -> Any:
        """VBA does not run on a closed file."""
        raise unsupported("App.macro")

    def alert(self, prompt: Any, title: Any, buttons: Any, mode: Any, callback: Any) -> Any:
        """Nobody would see it."""
        raise unsupported("App.alert")

    def quit(self) -> None:
        """Close all books without saving."""
        for book in list(self.books):
            book.close()
        self.engine.apps.forget(self)

    kill = quit


ENGINE = Engine()
"""The one engine of this process."""

__all__ = ["ENGINE", "App", "Apps", "Book", "Engine"]
