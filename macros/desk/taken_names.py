"""Names of new customers that another salesperson looks after already, by the list that a copy holds (报备)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook import tables
from workbook.language import Text
from workbook.schema.tables.sharing import REGISTERED

if TYPE_CHECKING:
    import xlwings as xw


def taken_names(book: xw.Book, names: Sequence[object]) -> list[Text]:
    """A sentence for each of these names that somebody else has registered; none outside of copies."""
    from workbook.rules.matching.registered import SETTLE, registered_with, taken

    if not tables.get_name(book, "meta_copy_id"):
        return []
    listed = tables.read(book, REGISTERED).frame
    others = listed[listed["owner"] != tables.get_name(book, "meta_copy_owner")].reset_index(drop=True)
    people = tables.labels_of(book, "salesperson")
    said = [taken(others, row, people) for row in registered_with(names, others).values()]
    return [Text(f"{one.zh}。{SETTLE.zh}", f"{one.en}. {SETTLE.en}") for one in said]
