"""The rows that are chosen in the open book: the customers, or the contacts, that a letter or a label is for.

Rows of 客户, 联系人, 今天, 提醒, 找客户 and 信件草稿 count; rows that a filter hides do not.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook import tables
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.letters import DRAFTS
from workbook.schema.tables.results import FOUND, REMINDERS, TODAY

if TYPE_CHECKING:
    import xlwings as xw

_TABLES = (CUSTOMERS, CONTACTS, TODAY, REMINDERS, FOUND, DRAFTS)
_MANY = 2_000  # rows of which each is asked whether a filter hides it


@dataclass(frozen=True)
class ChosenRows:
    """What stands in the rows: customers as they are written there, and the contacts where contacts were chosen."""

    customers: tuple[str, ...]
    contacts: frozenset[str] | None = None


def chosen_rows(book: xw.Book) -> ChosenRows | None:
    """The chosen rows of one table; None where no cell of such a table is chosen, or none of them names a customer."""
    selected = _selected(book)
    if selected is None:
        return None
    sheet, first, last = selected
    for table in _TABLES:
        keys = ["customer_id", *(["contact_id"] if table is CONTACTS else [])]
        data = tables.read(book, table, keys)
        if data.sheet != sheet:
            continue
        rows = data.frame[(data.frame.index >= first - data.first_row) & (data.frame.index <= last - data.first_row)]
        rows = rows[rows["customer_id"].notna()]
        shown = _shown(book, sheet, [data.sheet_row(int(at)) for at in rows.index])
        rows = rows[[data.sheet_row(int(at)) in shown for at in rows.index]]
        if len(rows):
            people = frozenset(rows["contact_id"].dropna().astype(str)) if table is CONTACTS else None
            return ChosenRows(tuple(dict.fromkeys(rows["customer_id"].astype(str))), people)
    return None


def _selected(book: xw.Book) -> tuple[str, int, int] | None:
    """Sheet, first and last row of the selected cells, where cells of this book are selected."""
    with contextlib.suppress(Exception):  # each host has its own words for a chosen chart, or for no window at all
        chosen = book.app.selection
        if chosen is not None and chosen.sheet.book.name == book.name:
            first = int(chosen.row)
            return chosen.sheet.name, first, first + int(chosen.shape[0]) - 1
    return None


def _shown(book: xw.Book, sheet: str, rows: list[int]) -> set[int]:
    """The rows that no filter hides."""
    if not rows:
        return set()
    cells: Any = book.sheets[sheet]
    whole = cells.range((rows[0], 1), (rows[-1], 1)).rows
    if len(rows) > _MANY or whole.hidden is False:
        return set(rows)
    return {row for row in rows if not cells.range((row, 1)).rows.hidden}
