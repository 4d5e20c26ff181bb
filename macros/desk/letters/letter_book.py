"""What letters are made from, read from the book: customers with their figures worked out, contacts, open orders, and
the user's own columns as far as a template names them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from macros.counting.book_contents import BookContents, read_contents
from macros.counting.refresh_results import figures_of
from workbook import schema, tables
from workbook.rules.cleaning import text as texts
from workbook.rules.letters.field_names import Source, known_fields, sources
from workbook.rules.letters.values import CONTACTS, CUSTOMERS, LetterBook
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import xlwings as xw


def read_letter_book(book: xw.Book, as_of: dt.date | None) -> tuple[BookContents, LetterBook, Mapping[str, str]]:
    """The book as of a day, what letters need of it, and the customers' headers by field key."""
    contents = read_contents(book, as_of)
    shared = figures_of(contents)
    made = LetterBook(
        as_of=contents.as_of,
        lang=contents.lang,
        customers=shared.customers.reset_index(drop=True),
        contacts=contents.frame(CONTACTS).reset_index(drop=True),
        items=shared.open_items,
        labels={},
        company=str(contents.settings["company"] or ""),
        owner_emails=tables.list_column(book, "salesperson", "email"),
        own={},
    )
    return contents, made, contents.customers.headers


def sources_of(
    book: xw.Book, made: LetterBook, contents: BookContents, templates: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Source], LetterBook]:
    """Where the fields of the templates (name -> texts) come from, and the letters' book with the columns and lists
    that they need. InputError for a field that there is not, or that is confidential."""
    data = {CUSTOMERS: contents.customers, CONTACTS: contents.rows[CONTACTS]}
    headers = {name: one.headers for name, one in data.items()}
    known = known_fields(headers, {name: _own_headers(book, name, one.headers) for name, one in data.items()})
    found = sources(templates, known)
    own: dict[str, dict[str, list[str]]] = {}
    lists: set[str] = set()
    for one in found.values():
        if one.table is None:
            continue
        if one.own:
            place = host_of(book).locate(book, schema.table(one.table))
            cells = host_of(book).read_columns(book, place, [one.key]).columns[one.key]
            frame = data[one.table].frame
            own.setdefault(one.table, {})[one.key] = [texts.of(cell) for cell in cells.iloc[list(frame.index)]]
        elif named := schema.table(one.table)[one.key].list:
            lists.add(named)
    labels = {name: tables.labels_of(book, name) for name in sorted(lists)}
    return found, dataclasses.replace(made, labels=labels, own=own)


def _own_headers(book: xw.Book, name: str, known: Mapping[str, str]) -> list[str]:
    """The headers of the user's own columns of a table."""
    ours = set(known.values())
    return [header for header in host_of(book).locate(book, schema.table(name)).headers if header not in ours]
