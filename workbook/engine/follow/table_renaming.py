"""Giving a table another name: structured references to it follow."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.follow.name_updates import follow_name, follow_source
from workbook.engine.follow.table_creation import check_table_name

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table

_KEPT = re.compile(r"""("(?:[^"]|"")*"|'(?:[^']|'')*'!?|\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])""")
"""Texts, quoted sheets and columns: a table is not named there."""


def rename_table(table: Table, name: str) -> None:
    """Give a table another name; formulas everywhere follow. Raises InputError for what cannot be a name."""
    model, document = table.model, table.sheet.document
    if name == model.name == model.display_name:
        return
    check_table_name(document, name, table)
    old = model.display_name
    follow_name(document, old, lambda text: renamed_formula(text, old, name))
    follow_source(document, "name", old, name)
    table.model = replace(table.model, name=name, display_name=name)


def renamed_formula(text: str, old: str, new: str) -> str:
    """A formula that names a table by its new name.

    >>> renamed_formula('SUM(tbl[a])&"tbl"&ROWS(tbl)&tbl2[tbl]', "tbl", "people")
    'SUM(people[a])&"tbl"&ROWS(people)&tbl2[tbl]'
    """
    pattern = re.compile(rf"(?<![\w.\\!]){re.escape(old)}(?![\w.\\(!])", re.IGNORECASE)
    pieces = _KEPT.split(text)
    return "".join(piece if at % 2 else pattern.sub(lambda _: new, piece) for at, piece in enumerate(pieces))
