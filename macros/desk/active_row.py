"""The row that is chosen in the open book: whose customer it is of, and what was typed beside it.

A row of 今天, 提醒 or 客户 counts. On 今天 a note counts that was typed since the last refresh.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from workbook import tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.model import Table
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.results import REMINDERS, TODAY
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

T = TypeVar("T")

_WHOM = Text(
    "请写明哪个客户（编号或名称），或先选中“客户”、“今天”、“提醒”里的一行。",
    "Name the customer (number or name), or choose a row of Customers, Today or Reminders first.",
)


@dataclass(frozen=True)
class ActiveRow:
    """A customer's number, the note typed in the row, and the day it was postponed to."""

    customer_id: str
    note: str | None = None
    until: dt.date | None = None


def active_row(book: xw.Book) -> ActiveRow | None:
    """The chosen row; None where no cell of such a row is chosen, or it names no customer."""
    cells = chosen_cells(book, (TODAY, REMINDERS, CUSTOMERS), ("customer_id", "postponed_until", "notes", "given"))
    if cells is None or not isinstance(cells["customer_id"], str):
        return None
    if "notes" not in cells:
        return ActiveRow(cells["customer_id"])
    note = cells["notes"] if isinstance(cells["notes"], str) else None
    if note is not None and "given" in cells and str(cells["given"]).split("|", 2)[2:] == [note]:
        note = None
    until = cells["postponed_until"]
    return ActiveRow(cells["customer_id"], note, None if until is None or until != until else until.date())  # noqa: PLR0124 - NaT


def chosen_cells(book: xw.Book, among: Sequence[Table], keys: Sequence[str]) -> pd.Series[Any] | None:
    """The cells of the chosen row, those of the keys that its table has; None where no row of these tables is."""
    place = selected(book, lambda cells: int(cells.row))
    if place is None:
        return None
    sheet, row = place
    for table in among:
        if host_of(book).locate(book, table).sheet != sheet:
            continue
        data = tables.read(book, table, [key for key in keys if key in table], blank_rows=True)
        if row - data.first_row in data.frame.index:
            found: Any = data.frame.loc[row - data.first_row]
            return found  # type: ignore[no-any-return]
    return None


def chosen_customer(book: xw.Book) -> str:
    """The number of the chosen row's customer. InputError where there is none."""
    row = active_row(book)
    if row is None:
        raise InputError(_WHOM)
    return row.customer_id


def chosen_sheet(book: xw.Book) -> str | None:
    """The sheet on which a cell is chosen, where cells of this book are."""
    place = selected(book, lambda cells: int(cells.row))
    return None if place is None else place[0]


def selected(book: xw.Book, rows: Callable[[Any], T]) -> tuple[str, T] | None:
    """The sheet of the selected cells and what `rows` says of them, where cells of this book are selected."""
    with contextlib.suppress(Exception):  # each host has its own words for a chosen chart, or for no window at all
        chosen = book.app.selection
        if chosen is not None and chosen.sheet.book.name == book.name:
            return chosen.sheet.name, rows(chosen)
    return None
