"""Give filled rows the identifiers they lack, in the book and in the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.tables.ids import filled_row_ids, next_ids
from workbook.tables.reading import TableData
from workbook.tables.writing import write

if TYPE_CHECKING:
    import xlwings as xw


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
    ids[blank] = next_ids(table, data.frame[key], int(blank.sum()))
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
