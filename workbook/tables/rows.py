"""Single rows of a table: some of their cells written, whole rows taken out as they are, and put back.

`write` in writing.py is for columns that the program owns: it writes the whole column. What users type is touched
here, and only where asked: a cell that could not be read, a formula, a stray blank in any other row stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook import schema
from workbook.schema.formulas import TypedFormula, live_formula
from workbook.schema.model import Table
from workbook.tables import book_cache
from workbook.tables.hosts import host_of
from workbook.tables.placement import plain
from workbook.tables.reading import find_headers, missing_column
from workbook.tables.writing import to_cells

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def write_rows(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Write the frame's columns at the frame's rows, and nowhere else."""
    table = schema.table(table) if isinstance(table, str) else table
    if frame.empty:
        return
    host = host_of(book)
    place = host.locate(book, table)
    headers = find_headers(book, table, place)
    frame = frame.sort_index()
    for key in frame.columns:
        if key not in headers:
            raise missing_column(table, table[key])
        values = plain(to_cells(book, frame[key], table[key]))
        host.write_cells(book, place, headers[key], dict(zip(frame.index.tolist(), values, strict=True)))
    book_cache.forget_lists(book, table.name)


def typed_formulas(
    book: xw.Book, table: Table | str, keys: Sequence[str], positions: Sequence[int]
) -> dict[str, dict[int, TypedFormula]]:
    """The formulas that users typed into these fields of these rows (ascending): by field and position."""
    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    place = host.locate(book, table)
    headers = {key: header for key, header in find_headers(book, table, place).items() if key in keys}
    wanted = set(positions)
    found: dict[str, dict[int, TypedFormula]] = {}
    for key, header in headers.items():
        rows = host.read_columns(book, place, [header]).formulas.get(header, [])
        texts = host.formula_texts(book, place, header, [row for row in rows if row in wanted])
        found[key] = {row: TypedFormula(text, place.first_row + row) for row, text in texts.items()}
    return {key: formulas for key, formulas in found.items() if formulas}


def write_formulas(book: xw.Book, table: Table | str, key: str, formulas: Mapping[int, TypedFormula]) -> None:
    """Write formulas into cells of a field, as they read in these rows, over the values that they gave; nothing but
    what once was a formula belongs here."""
    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    place = host.locate(book, table)
    header = find_headers(book, table, place).get(key)
    if header is None:
        raise missing_column(table, table[key])
    host.write_formulas(book, place, header, formulas)
    book_cache.forget_lists(book, table.name)


def take_rows(book: xw.Book, table: Table | str, positions: Iterable[int]) -> list[dict[str, Any]]:
    """Whole rows as they stand in the cells, by header, the users' own columns too; blank cells are left out.

    A formula that a user typed comes as a TypedFormula, in tables of data.
    """
    import pandas as pd

    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    place = host.locate(book, table)
    wanted = list(positions)
    raw = host.read_columns(book, place, [header for header in place.headers if header])
    ours = {h for key, h in find_headers(book, table, place).items() if table[key].formula}
    columns = {header: column.iloc[wanted].astype(object).tolist() for header, column in raw.columns.items()}
    rows = [
        {header: values[at] for header, values in columns.items() if not pd.isna(values[at]) and values[at] != ""}
        for at in range(len(wanted))
    ]
    places = {position: at for at, position in enumerate(wanted)}
    for header, found in raw.formulas.items():
        held = [position for position in found if position in places and header not in ours]
        for position, text in host.formula_texts(book, place, header, held).items():
            row = rows[places[position]]
            row[header] = TypedFormula(text, place.first_row + position, row.get(header))
    return rows


def put_rows(book: xw.Book, table: Table | str, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Put whole rows (position in the table as it will be, raw cells by header) among the others.

    Cells of a header that is gone are lost with it; a position beyond the end means the end.
    """
    table = schema.table(table) if isinstance(table, str) else table
    if not rows:
        return
    host = host_of(book)
    place = host.locate(book, table)
    headers = find_headers(book, table, place)  # a blank row may show what the users' own formulas make of it
    raw = host.read_columns(book, place, list(headers.values())).columns
    length = _filled_length({header: column.tolist() for header, column in raw.items()})
    taken = sorted(rows, key=lambda row: row[0])
    wanted: dict[int, Mapping[str, Any]] = {}
    for at, row in taken:
        position = min(at, length + len(wanted))
        while position in wanted:
            position += 1
        wanted[position] = row
    formulas = {
        headers[field.key]: live_formula(table.name, field, headers)
        for field in table.fields
        if field.formula and field.key in headers
    }
    host.insert_rows(book, place, wanted, length, formulas)
    book_cache.forget_lists(book, table.name)


def _filled_length(columns: Mapping[str, Sequence[Any]]) -> int:
    """Rows up to the last one that holds anything: an empty table's blank row is none."""
    import pandas as pd

    last = 0
    for values in columns.values():
        for at in range(len(values) - 1, last - 1, -1):
            if not pd.isna(values[at]) and values[at] != "":
                last = at + 1
                break
    return last
