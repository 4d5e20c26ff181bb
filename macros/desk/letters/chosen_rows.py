"""The rows that are chosen in the open book: the customers, or the contacts, that a letter or a label is for.

Rows of 客户, 联系人, 今天, 提醒, 找客户 and 信件草稿 count; rows that a filter hides do not.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros.desk.active_row import selected
from workbook import tables
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.letters import DRAFTS
from workbook.schema.tables.results import FOUND, REMINDERS, TODAY
from workbook.tables.hosts import host_of

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
    found = selected(book, _shown)
    if found is None:
        return None
    sheet, stretches = found
    for table in _TABLES:
        if host_of(book).locate(book, table).sheet != sheet:
            continue
        keys = ["customer_id", *(["contact_id"] if table is CONTACTS else [])]
        data = tables.read(book, table, keys)
        chosen = [any(first <= data.sheet_row(int(at)) <= last for first, last in stretches) for at in data.frame.index]
        rows = data.frame[chosen]
        rows = rows[rows["customer_id"].notna()]
        if len(rows):
            people = frozenset(rows["contact_id"].dropna().astype(str)) if table is CONTACTS else None
            return ChosenRows(tuple(dict.fromkeys(rows["customer_id"].astype(str))), people)
    return None


def _shown(chosen: Any) -> list[tuple[int, int]]:
    """First and last row of each stretch of a selection that no filter hides; Excel tells them at once."""
    if chosen.shape[0] == 1 and "," not in chosen.address:
        return [(int(chosen.row), int(chosen.row))]
    with contextlib.suppress(Exception):  # an xlwings or a host without this question
        return [_stretch(area) for area in chosen.get_special_cells("visible")]
    first, last = _stretch(chosen)
    if last - first >= _MANY or chosen.rows.hidden is False:
        return [(first, last)]
    return [(row, row) for row in range(first, last + 1) if not chosen.sheet.range((row, 1)).rows.hidden]


def _stretch(area: Any) -> tuple[int, int]:
    return int(area.row), int(area.row) + int(area.shape[0]) - 1
