"""The headers of the tables: what the cells say, and what the tables call their columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.cells.cell_values import number_text

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table
    from workbook.engine.book.document import Document


def headers(table: Table) -> tuple[str, ...]:
    """The header texts as they stand in the sheet now; a column's own name where there is no header row."""
    model = table.model
    if model.header is None:
        return tuple(column.name for column in model.columns)
    known = table.headers
    if known is not None and known[0] == table.sheet.overlay.version and known[1] is model:
        return known[2]
    row = table.sheet.values(model.header)[0]
    found = tuple(
        value if isinstance(value, str) else number_text(value) if type(value) is float else column.name
        for value, column in zip(row, model.columns, strict=True)
    )
    table.headers = (table.sheet.overlay.version, model, found)
    return found


def sync_headers(table: Table) -> None:
    """Make the columns' names what the header cells say, and the cells what the names are: a header is a text, never
    blank, and no two are the same (Excel repairs a table where cell and name differ)."""
    model = table.model
    if model.header is None or not any(
        table.sheet.overlay.written(column, model.area.top)[0]
        for column in range(model.area.left, model.area.right + 1)
    ):
        return
    names: list[str] = []
    for at, base in enumerate(headers(table)):
        text, number = base, 1
        while text.casefold() in (known.casefold() for known in names):
            number += 1
            text = f"{base}{number}"
        names.append(text)
        if table.sheet.value(model.area.top, model.area.left + at) != text:
            table.sheet.write_column(model.area.left + at, model.area.top, [text])
    columns = tuple(replace(column, name=name) for column, name in zip(model.columns, names, strict=True))
    if columns != model.columns:
        table.model = replace(model, columns=columns)


def sync_all_headers(document: Document) -> None:
    """Make header cells and column names of all tables equal."""
    written = any(sheet.overlay for sheet in document.open_sheets())
    for table in document.known_tables or (document.tables if written else []):
        if table.sheet.overlay:
            sync_headers(table)
