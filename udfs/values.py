"""Arguments as values: numbers, days, list values by label or key; language and lists of the calling book.

In Excel the lists are those of the book whose cell is calculated, so that a changed limit or rhythm counts; elsewhere,
and where the book's list is gone, they are the schema's own.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import xlwings as xw

from udfs.calling import Block, Cell, Reject, flat, is_blank, is_error
from workbook import schema
from workbook.errors import BookError
from workbook.language import Lang, Text
from workbook.nearest import Name, unknown_name
from workbook.rules.basics.exact_money import units
from workbook.rules.basics.references import fold
from workbook.rules.cleaning import codes
from workbook.rules.cleaning.phones import HOME, home_country
from workbook.schema.cells import date_from_text, excel_date, number_from_text, parse_cell
from workbook.schema.model import Kind

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 100_000  # days between two contacts
_KEPT = 5.0  # seconds a book's lists are remembered: one recalculation reads them once
_book: dict[str, tuple[float, Any]] = {}
_customers: dict[str, tuple[float, pd.DataFrame | None]] = {}


def language() -> Lang:
    """The language of the book that asks; Chinese where there is none."""
    book = _caller()
    if book is None:
        return "zh"
    from workbook import tables

    return tables.language(book)


def choice(list_key: str, cell: Cell) -> str:
    """The key of a list value given as its key or its label in either language. Reject where it is neither."""
    wanted = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    book = _caller()
    if book is not None:
        from workbook import tables

        found = {fold(label): key for label, key in tables.keys_of(book, list_key).items()}
    else:
        found = {}
        for entry in schema.listing(list_key).entries:
            found |= {fold(name): entry.key for name in (entry.key, entry.label.zh, entry.label.en)}
    if fold(wanted) not in found:
        raise Reject(_unknown_value(list_key, wanted, tuple(found)))
    return found[fold(wanted)]


@lru_cache(maxsize=64)  # one wrong word may fill a column
def _unknown_value(list_key: str, said: str, known: tuple[str, ...]) -> str:
    """What the log says: in English, as all of it."""
    shown = schema.listing(list_key).label.en
    lacks = Text("", f"{said!r} is no value of the list {shown}.")
    return unknown_name(lacks, said, map(Name.of, known), Text("", f"The list {shown} on Lists has them all.")).en


def label(list_key: str, key: str) -> str:
    """The label of a list value, as the book that asks shows it."""
    book = _caller()
    if book is not None:
        from workbook import tables

        return tables.labels_of(book, list_key).get(key, key)
    return next((e.label[language()] for e in schema.listing(list_key).entries if e.key == key), key)


def customers() -> pd.DataFrame | None:
    """Numbers and all names of the customers of the book that asks; None outside Excel, or without such a table."""
    book = _caller()
    if book is None:
        return None
    kept = _customers.get(book.name)
    if kept is None or time.monotonic() - kept[0] > _KEPT:
        from workbook import tables

        try:
            found = tables.read(book, "tblCustomers", schema.table("tblCustomers").reference_keys).frame
        except BookError:
            found = None
        _customers.clear()
        _customers[book.name] = kept = (time.monotonic(), found)
    return kept[1]


def phone_country() -> str:
    """The country whose telephone numbers the book that asks writes without a country code; China where there is
    none."""
    book = _caller()
    if book is None:
        return HOME
    from workbook import tables

    return home_country(tables.read_settings(book).get("phone_country"))


def own_column(list_key: str, column: str) -> Mapping[str, Any]:
    """A list's own column by key."""
    book = _caller()
    if book is not None:
        from workbook import tables

        return tables.list_column(book, list_key, column)
    values = {e.key: e.values.get(column) for e in schema.listing(list_key).entries}
    return {key: v[language()] if isinstance(v, Text) else v for key, v in values.items() if v is not None}


def number(cell: Cell) -> float:
    """A number, or a text that can only be one."""
    if isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, int | float):
        return float(cell)
    found = number_from_text(str(cell)) if isinstance(cell, str) else None
    if found is None:
        raise Reject(f"{cell!r} is no number")
    return found


def numbers(block: Block | None) -> list[float | None]:
    """A column of numbers; None where a cell is blank."""
    return numbers_of(flat(block)) if block else []


def numbers_of(cells: Sequence[Cell]) -> list[float | None]:
    """Cells as numbers; None where one is blank."""
    return [None if is_blank(cell) else number(cell) for cell in cells]


def day(cell: Cell) -> dt.date:
    """A day: a date, an Excel serial number, or a text whose year comes first."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell < 2_958_466:
        return excel_date(float(cell)).date()
    found = date_from_text(cell) if isinstance(cell, str) else None
    if found is None:
        raise Reject(f"{cell!r} is no date")
    return found.date()


def money(value: float) -> int:
    """An amount as exact units. Reject beyond what a book counts."""
    try:
        return units(value)
    except ValueError as error:
        raise Reject(str(error)) from error


def code(cell: Cell) -> str | None:
    """A number of the book (a customer's, an order's) as text, a whole number without its decimal point; None for a
    blank or an error."""
    return None if is_blank(cell) or is_error(cell) else codes.read(cell).value


def days(block: Block | None) -> list[dt.date]:
    """A column of days, blanks left out."""
    return [day(cell) for cell in flat(block) if not is_blank(cell)] if block else []


def single(block: Block | None) -> Cell:
    """The one cell of an argument; None where it was not given."""
    cells = [] if block is None else flat(block)
    if len(cells) > 1:
        raise Reject("one cell is needed, not several")
    return cells[0] if cells else None


def one_number(block: Block | None, otherwise: float) -> float:
    """The number that an optional argument names."""
    cell = single(block)
    return otherwise if is_blank(cell) else number(cell)


def as_of(block: Block | None) -> dt.date:
    """The day an optional argument names; where it was not given the as-of day of the book that asks, else today."""
    cell = single(block)
    if not is_blank(cell):
        return day(cell)
    return _as_of_book() or dt.date.today()  # noqa: DTZ011 - the user's own day, as TODAY() gives it


def _as_of_book() -> dt.date | None:
    """The as-of day in the settings of the book that asks; None outside Excel, and where it is blank or no date."""
    book = _caller()
    if book is None:
        return None
    from workbook import tables

    found = parse_cell(tables.get_name(book, "set_as_of"), Kind.DATE)
    return found.date() if isinstance(found, dt.datetime) else None


def moment(value: dt.date | None) -> dt.datetime | None:
    """A day as Excel takes it."""
    return None if value is None else dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells have none


def rhythm(list_key: str, cell: Cell) -> float | None:
    """Days: a number, or the name of a rhythm in the list."""
    if cell is None:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not 0 < cell < _LONGEST:
            raise Reject(f"a rhythm is a number of days, not {cell}")
        return float(cell)
    return float(own_column(list_key, "days")[choice(list_key, cell)])


def _caller() -> Any:
    """The book whose cell is calculated; None outside Excel."""
    try:
        book = xw.Book.caller()
        name = book.name  # its path would have to be found out for a book in the cloud, and may not be
    except Exception:  # each host has its own way of saying that there is none
        return None
    now = time.monotonic()
    if name not in _book or now - _book[name][0] > _KEPT:
        _book.clear()
        _book[name] = (now, book)
    return _book[name][1]
