"""A typed DataFrame -> a table of the book. Only cells whose value differs are touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from workbook import schema
from workbook.schema.cells import FLAG_LABELS, join_choices, split_choices
from workbook.schema.formulas import live_formula
from workbook.schema.model import Field, Kind, Table
from workbook.schema.text_widths import text_width
from workbook.tables import book_cache
from workbook.tables.defined_names import language
from workbook.tables.hosts import host_of
from workbook.tables.ids import filled_row_ids, new_row_ids, next_ids
from workbook.tables.lists import labels_of, map_known
from workbook.tables.reading import TableData, find_headers, missing_column, read_raw

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.tables.placement import ColumnWrite

_FITTED = 2_000
"""Rows of a table whose heights are looked after."""


def write(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Write the frame's columns into the table's rows at the frame's index; other rows of these columns go blank.

    Only cells whose value differs are touched.
    """
    table = schema.table(table) if isinstance(table, str) else table
    host_of(book).write_columns(book, *_columns(book, table, frame))
    book_cache.forget_lists(book, table.name)


def announce(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Say what `write` will be given later: of a closed file's large sheet a second process begins to make the new
    bytes. Nothing is written, and nothing depends on it."""
    host_of(book).announce_columns(
        book, lambda: _columns(book, schema.table(table) if isinstance(table, str) else table, frame)
    )


def _columns(book: xw.Book, table: Table, frame: pd.DataFrame) -> ColumnWrite:
    """Where a frame goes, as whole columns of cells with their formulas."""
    place = host_of(book).locate(book, table)
    headers = find_headers(book, table, place)
    whole = frame.reindex(range(place.n_rows))
    cells = {_header(table, headers, key): to_cells(book, whole[key], table[key]) for key in frame.columns}
    return place, cells, _formulas(table, headers, frame.columns)


def replace(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Give a result table exactly the frame's rows, in the frame's order.

    Fields the frame lacks go blank, except row_id (filled). Columns that users added follow their row, found by the
    table's key.
    """
    import pandas as pd

    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    place = host.locate(book, table)
    headers = find_headers(book, table, place)
    key = table.key
    frame = frame.reset_index(drop=True)
    theirs = [h for h in place.headers if h not in headers.values()]
    old = read_raw(book, table, [k for k in ("row_id", key) if k and k in headers]).frame if place.n_rows else None
    same_row = None
    if old is not None and key and key in old.columns and key in frame.columns:
        at = {value: position for position, value in zip(old.index, old[key], strict=True) if isinstance(value, str)}
        same_row = frame[key].map(at)
    cells: dict[str, pd.Series] = {}
    for field in table.fields:
        if field.key not in headers:
            continue
        if field.kind is Kind.ROW_ID and field.key not in frame.columns:
            column = pd.Series(None, index=frame.index, dtype="str")
            if same_row is not None and old is not None:
                column = same_row.map(old["row_id"]).astype("str")
            elif old is not None and len(old) == len(frame):
                column = pd.Series(old["row_id"].to_numpy(), index=frame.index, dtype="str")
            cells[headers[field.key]] = filled_row_ids(column)
        elif field.key in frame.columns:
            cells[headers[field.key]] = to_cells(book, frame[field.key], field)
        else:
            cells[headers[field.key]] = pd.Series(None, index=frame.index, dtype=object)
    if theirs and same_row is not None:
        raw = host.read_columns(book, place, theirs).columns
        for header in theirs:
            cells[header] = same_row.map(raw[header].to_dict()).astype(object)
    host.replace_rows(book, place, cells, len(frame), _formulas(table, headers, table.keys))
    book_cache.forget_lists(book, table.name)


def fill(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Give a result table what a command found: added to the rows of a history (`Table.grows`), else in their place."""
    table = schema.table(table) if isinstance(table, str) else table
    (append if table.grows else replace)(book, table, frame)
    _fit(book, table)


def _fit(book: xw.Book, table: Table) -> None:
    """Rows as high as their long texts need; not those of a table so long that nobody prints it."""
    long = [one.key for one in table.fields if one.kind is Kind.NOTE and not (one.hidden or one.one_line)]
    host = host_of(book)
    place = host.locate(book, table)
    if long and 0 < place.n_rows <= _FITTED:
        headers = find_headers(book, table, place)
        shown = [headers[key] for key in long if key in headers]
        texts = host.read_cells(book, place, shown)
        if any(texts):
            widths = [[text_width(str(cell or "")) for cell in column] for column in texts]
            host.fit_rows(book, place, dict(zip(shown, widths, strict=True)))


def append(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Add rows below the filled ones (a blank last row is used first); row_ids are given."""
    table = schema.table(table) if isinstance(table, str) else table
    if frame.empty:
        return
    host = host_of(book)
    place = host.locate(book, table)
    headers = find_headers(book, table, place)
    if "row_id" in table and "row_id" not in frame.columns:
        frame = frame.assign(row_id=new_row_ids(len(frame)))
    used = read_raw(book, table, [k for k in table.keys if k in headers and k != "row_id"]).frame.index
    start = int(used[-1]) + 1 if len(used) else 0
    cells = {_header(table, headers, key): to_cells(book, frame[key], table[key]) for key in frame.columns}
    host.append_rows(book, place, cells, start, len(frame), _formulas(table, headers, table.keys))
    book_cache.forget_lists(book, table.name)


def delete_rows(book: xw.Book, table: Table | str, positions: Iterable[int]) -> None:
    """Take rows out of a table; every column, the users' own too, closes up."""
    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    place = host.locate(book, table)
    gone = set(positions)
    if not gone:
        return
    formulas = _formulas(table, find_headers(book, table, place), table.keys)
    host.delete_rows(book, place, sorted(gone), formulas)
    book_cache.forget_lists(book, table.name)


def _header(table: Table, headers: Mapping[str, str], key: str) -> str:
    if key not in headers:
        raise missing_column(table, table[key])
    return headers[key]


def _formulas(table: Table, headers: Mapping[str, str], keys: Iterable[str]) -> dict[str, str]:
    return {
        headers[key]: live_formula(table.name, table[key], headers)
        for key in keys
        if table[key].formula and key in headers
    }


def to_cells(book: xw.Book, values: pd.Series, field: Field) -> pd.Series:
    """Typed values as they go into cells: labels for list keys, Yes/No for flags."""
    import pandas as pd

    if field.list:
        labels = labels_of(book, field.list)
        if field.kind is Kind.CHOICES:
            cells = values.dropna().unique()
            labels = {cell: join_choices([labels.get(p, p) for p in split_choices(cell)]) for cell in cells}
        return map_known(values.astype("str"), labels)
    if field.kind is Kind.FLAG:
        return values.map({True: FLAG_LABELS[True][language(book)]}).astype("str")
    if field.kind.is_number:
        return pd.Series(pd.to_numeric(values), index=values.index, dtype="float64")
    if field.kind.is_date:
        return values.astype("datetime64[s]")
    return values.astype("str")


def fill_ids(book: xw.Book, data: TableData) -> TableData:
    """Give filled rows without a row_id or a human number theirs, in the book and in the frame.

    The next number follows the largest in use; needs the table's key column (and row_id) among those read.
    """
    data = fill_row_ids(book, data) if "row_id" in data.frame else data
    table, key = data.table, data.table.key
    if not key or not table.id_format or key not in data.frame or not bool(data.frame[key].isna().any()):
        return data
    ids = data.frame[key].astype(object)
    blank = data.frame[key].isna()
    ids[blank] = next_ids(book, table, data.frame[key], int(blank.sum()))
    frame = data.frame.assign(**{key: ids.astype("str")})
    write(book, table, frame[[key]])
    return TableData(table, frame, data.findings, data.sheet, data.first_row, data.n_rows, data.headers)


def fill_row_ids(book: xw.Book, data: TableData) -> TableData:
    """Give every filled row without a row_id one, in the book and in the frame."""
    ids = data.frame["row_id"]
    if not bool(ids.isna().any()):
        return data
    filled = filled_row_ids(ids)
    frame = data.frame.assign(row_id=filled)
    write(book, data.table, frame[["row_id"]])
    return TableData(data.table, frame, data.findings, data.sheet, data.first_row, data.n_rows, data.headers)
