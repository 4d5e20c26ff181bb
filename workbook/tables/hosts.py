"""The two hosts of a book, and the choice between them: open in Excel, or a closed file in our own engine.

A host is a module with the functions of `Host`: `workbook.tables.open_excel` works through public xlwings, where every
call crosses to Excel's process; `workbook.tables.closed_file` uses the engine's columnar methods. Which of them a book
has is asked once, when it is first needed, and remembered with the Book object. Raw cells mean the same on both:
floats, datetimes, text, booleans, None; error values as their text (#N/A).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from workbook.schema.formulas import TypedFormula
from workbook.schema.model import Table
from workbook.tables.placement import Below, ColumnWrite, Place, Raw, Seen

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

_ATTRIBUTE = "_customer_book_host"


class Host(Protocol):
    """What tables need of a host. A place is that of a table, a header one of its columns, a position one of its data
    rows (from 0); `formulas` gives the formula of columns that have the same one in every row."""

    def locate(self, book: xw.Book, table: Table) -> Place:
        """Find a table by its name; MissingTable names it in both languages."""

    def preload(self, book: xw.Book, tables: Sequence[str]) -> None:
        """Read the sheets of large tables side by side, where that is possible."""

    def read_columns(self, book: xw.Book, place: Place, headers: Sequence[str]) -> Raw:
        """Raw columns by header."""

    def read_cells(self, book: xw.Book, place: Place, headers: Sequence[str]) -> list[list[object]]:
        """Columns as plain cells: blank ones None, error values as their text."""

    def formula_texts(self, book: xw.Book, place: Place, header: str, positions: Sequence[int]) -> dict[int, str]:
        """The formulas of these cells of a column, positions ascending."""

    def read_below(self, book: xw.Book, place: Place, seen: Seen) -> Below:
        """What stands below a table on its sheet and above the heading of the next, but in no other table."""

    def resize(self, book: xw.Book, place: Place, n_rows: int) -> None:
        """Give the table n_rows data rows; cells stay where they are and as they are, below it or in it."""

    def keep_room(self, book: xw.Book, place: Place) -> None:
        """Have the declared blank rows between the tables of the sheet on which this one stands."""

    def fit_rows(self, book: xw.Book, place: Place, widths: Mapping[str, Sequence[float]]) -> None:
        """Have the rows high enough for the long texts of these columns; how wide each is, in characters, a row."""

    def choose_cell(self, book: xw.Book, place: Place, header: str, position: int) -> None:
        """Have the sheet of a closed file open with this cell of a column chosen and in sight; an open one stays."""

    def link_column(self, book: xw.Book, place: Place, header: str, to: str, tip: str) -> None:
        """Have the cells of a column that hold something link to a place of the book (a defined name); the links end
        with the table."""

    def write_columns(
        self, book: xw.Book, place: Place, values: Mapping[str, pd.Series], formulas: Mapping[str, str]
    ) -> None:
        """Overwrite whole columns (n_rows values each)."""

    def announce_columns(self, book: xw.Book, coming: Callable[[], ColumnWrite]) -> None:
        """Say what `write_columns` will be given later; `coming` is asked only where that saves time."""

    def write_cells(self, book: xw.Book, place: Place, header: str, values: Mapping[int, Any]) -> None:
        """Overwrite single cells of a column (position in ascending order -> cell value), neighbours at once."""

    def write_formulas(self, book: xw.Book, place: Place, header: str, formulas: Mapping[int, TypedFormula]) -> None:
        """Write formulas into cells of a column (by position) that hold the values they gave."""

    def write_range(self, book: xw.Book, target: xw.Range, values: list[list[Any]]) -> None:
        """Overwrite cells outside of tables (rows × columns as the range has)."""

    def replace_rows(
        self, book: xw.Book, place: Place, values: Mapping[str, pd.Series], n_rows: int, formulas: Mapping[str, str]
    ) -> None:
        """Give the table exactly n_rows data rows; Excel keeps one blank row where there are none."""

    def append_rows(
        self,
        book: xw.Book,
        place: Place,
        values: Mapping[str, pd.Series],
        start: int,
        n_rows: int,
        formulas: Mapping[str, str],
    ) -> None:
        """Write n_rows rows from position `start` (the first blank row at the end) on, growing the table as needed."""

    def delete_rows(self, book: xw.Book, place: Place, positions: Sequence[int], formulas: Mapping[str, str]) -> None:
        """Take rows out of a table; every column, the users' own too, closes up."""

    def insert_rows(
        self,
        book: xw.Book,
        place: Place,
        rows: Mapping[int, Mapping[str, Any]],
        length: int,
        formulas: Mapping[str, str],
    ) -> None:
        """Put whole rows (position as it will be -> raw cells by header) among the first `length` rows, or after."""

    def all_or_nothing(self, book: xw.Book) -> AbstractContextManager[None]:
        """A command's writes: they stay if the block ends well, and none of them otherwise."""

    def may_have_changed(self, book: xw.Book) -> bool:
        """Whether this command has changed a cell so far; true where nobody can tell."""


def host_of(book: xw.Book) -> Host:
    """The host of this book."""
    known: Host | None = vars(book).get(_ATTRIBUTE)
    if known is None:
        known = vars(book)[_ATTRIBUTE] = choose(book)
    return known


def choose(book: xw.Book) -> Host:
    """The host for a book that was just opened; only its module is imported."""
    from workbook.engine import is_ours

    if is_ours(book):
        from workbook.tables import closed_file

        return closed_file
    from workbook.tables import open_excel

    return open_excel


def preload(book: xw.Book, tables: Sequence[str]) -> None:
    """Read the sheets of large tables side by side, where that is possible."""
    host_of(book).preload(book, tables)


def all_or_nothing(book: xw.Book) -> AbstractContextManager[None]:
    """A command's writes to a book open in Excel: they stay if the block ends well, and none of them otherwise."""
    return host_of(book).all_or_nothing(book)


def may_have_changed(book: xw.Book) -> bool:
    """Whether this command has changed a cell so far; in Excel nobody can tell, so it may."""
    return host_of(book).may_have_changed(book)
