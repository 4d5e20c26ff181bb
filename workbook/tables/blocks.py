"""Where a table stands, and its columns as raw blocks of cells: public xlwings, or the engine's columnar methods.

Both paths answer the same; a test holds them equal. Raw means as the cells hold it: floats, datetimes, text, booleans,
None; error values as their text (#N/A).
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from workbook.errors import MissingTable
from workbook.language import Text
from workbook.schema.formulas import TypedFormula
from workbook.schema.model import Table
from workbook.tables import book_memory
from workbook.tables.live import cells, table_rows
from workbook.tables.live.cell_values import series_of
from workbook.tables.live.rollback import rows_of
from workbook.tables.placement import Place, Raw

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def locate(book: xw.Book, table: Table) -> Place:
    """Find a table by its name; MissingTable names it in both languages."""
    if columnar := _columnar(book):
        return _located(columnar, book, table)
    if (known := cells.known_place(book, table.name)) is not None:
        return known
    found = _table_object(book, table)
    if found is None:
        raise _gone(table)
    if not found.show_headers:
        raise _headless(table)
    return cells.place_of(book, table.name, found)


def _located(columnar: ModuleType, book: xw.Book, table: Table) -> Place:
    try:
        inside = columnar.find_table(book, table.name)
    except MissingTable:
        raise _gone(table) from None
    block, data = columnar.table_columns(book, table.name, []), inside.model.data
    if not inside.model.header_rows:
        raise _headless(table)
    rows = 0 if data is None else data.height
    return Place(
        table.name, block.sheet, block.headers, block.first_row, block.first_column, rows, blank=block.rows < rows
    )


def _gone(table: Table) -> MissingTable:
    return MissingTable(
        Text(
            f"找不到表“{table.label.zh}”（{table.name}）。它的工作表可能被删除了：请撤销删除，或从备份恢复。",
            f"The table {table.label.en} ({table.name}) is gone. Its sheet may have been deleted: "
            "undo that, or restore a backup.",
        )
    )


def _headless(table: Table) -> MissingTable:
    return MissingTable(
        Text(
            f"表“{table.label.zh}”（{table.name}）的标题行被关闭了。请在“表设计”里勾选“标题行”。",
            f"The table {table.label.en} ({table.name}) has its header row switched off. "
            "Tick Header Row on the Table Design tab.",
        )
    )


def _table_object(book: xw.Book, table: Table) -> xw.main.Table | None:
    memory = book_memory.of(book)
    if "tables" not in memory:  # one walk over all sheets costs as much as looking for two dozen by their names
        memory["tables"] = {one.name: one for sheet in book.sheets for one in sheet.tables}
    found: xw.main.Table | None = memory["tables"].get(table.name)
    return found


def _columnar(book: xw.Book) -> ModuleType | None:
    """The engine's columnar methods, where the book is open in our engine."""
    from workbook.engine import is_ours

    if not is_ours(book):
        return None
    from workbook.engine import columns

    return columns


def preload(book: xw.Book, tables: Sequence[str]) -> None:
    """Read the sheets of large tables side by side, where the engine can."""
    if columnar := _columnar(book):
        with contextlib.suppress(MissingTable):  # the read that needs it says which
            columnar.preload(book, tables)


def read_columns(book: xw.Book, place: Place, headers: Sequence[str]) -> Raw:
    """Raw columns by header."""
    import pandas as pd

    if not place.n_rows:
        return Raw({header: pd.Series([], dtype=object) for header in headers})
    if columnar := _columnar(book):
        block = columnar.table_columns(book, place.name, list(headers))
        return Raw(
            {h: _errors_as_text(_as_long(column, place.n_rows)) for h, column in block.columns.items()},
            {h: rows.nonzero()[0].tolist() for h, rows in block.formulas.items()},
            {h: rows.nonzero()[0].tolist() for h, rows in block.unknown.items()},
        )
    found = cells.columns_of(book, place, headers)
    raw = {header: series_of(found[header]) for header in headers}
    return Raw(raw, cells.formula_rows(book, place, headers))


def read_cells(book: xw.Book, place: Place, headers: Sequence[str]) -> list[list[object]]:
    """Columns as plain cells: blank ones None, error values as their text."""
    if columnar := _columnar(book):
        return [list(map(_error_text(), column)) for column in columnar.table_cells(book, place.name, headers)]
    raw = read_columns(book, place, headers).columns
    return [[None if cell != cell else cell for cell in raw[header].tolist()] for header in headers]  # noqa: PLR0124


def _error_text() -> Callable[[object], object]:
    """What gives an error value as its text, as public xlwings does, and other cells as they are."""
    from workbook.engine import CellError

    return lambda cell: str(cell) if isinstance(cell, CellError) else cell


def _as_long(column: pd.Series, rows: int) -> pd.Series:
    """The column with one entry a row, where the engine counts a fresh table's blank row as none."""
    return column if len(column) == rows else column.reindex(range(rows))


def _errors_as_text(column: pd.Series) -> pd.Series:
    """Error values as their text (#N/A), which is how public xlwings gives them."""
    if column.dtype != object:
        return column
    return column.map(_error_text())


def write_columns(book: xw.Book, place: Place, values: Mapping[str, pd.Series], formulas: Mapping[str, str]) -> None:
    """Overwrite whole columns (n_rows values each); a column with a formula gets the formula in every row."""
    if not place.n_rows:
        return
    if columnar := _columnar(book):
        columnar.write_columns(book, place.name, dict(values), formulas=dict(formulas))
        return
    cells.write_columns(book, place, _plain(values), formulas)


def announce_columns(book: xw.Book, place: Place, values: Mapping[str, pd.Series], formulas: Mapping[str, str]) -> None:
    """Say what `write_columns` will be given later."""
    if (columnar := _columnar(book)) and place.n_rows:
        columnar.announce_columns(book, place.name, dict(values), formulas=dict(formulas))


def replace_rows(
    book: xw.Book, place: Place, values: Mapping[str, pd.Series], n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Give the table exactly n_rows data rows; Excel keeps one blank row where there are none."""
    if columnar := _columnar(book):
        columnar.replace_rows(book, place.name, dict(values), n_rows, formulas=dict(formulas))
        return
    table_rows.replace_rows(book, place, _plain(values), n_rows, formulas)


def append_rows(
    book: xw.Book, place: Place, values: Mapping[str, pd.Series], start: int, n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Write n_rows rows from position `start` (the first blank row at the end) on, growing the table as needed."""
    if columnar := _columnar(book):
        if 0 < start < place.n_rows:  # blank rows at the end: they go first
            _drop_tail(book, place, start, formulas)
        columnar.append_rows(book, place.name, dict(values), formulas=dict(formulas))
        return
    table_rows.append_rows(book, place, _plain(values), start, n_rows, formulas)


def delete_rows(book: xw.Book, place: Place, positions: Sequence[int], formulas: Mapping[str, str]) -> None:
    """Take rows out of a table; every column, the users' own too, closes up."""
    if not is_ours(book):
        table_rows.delete_rows(book, place, positions)
        return
    raw = read_columns(book, place, [h for h in place.headers if h])
    if raw.formulas.keys() - formulas.keys():  # the users' own: they move with their rows
        table_rows.delete_rows(book, _public(book, place), positions)
        return
    gone = set(positions)
    keep = [row for row in range(place.n_rows) if row not in gone]
    kept = {header: column.iloc[keep].reset_index(drop=True) for header, column in raw.columns.items()}
    replace_rows(book, place, kept, len(keep), formulas)


def insert_rows(
    book: xw.Book, place: Place, rows: Mapping[int, Mapping[str, Any]], length: int, formulas: Mapping[str, str]
) -> None:
    """Put whole rows (position as it will be -> raw cells by header) among the first `length` rows, or after them."""
    import pandas as pd

    if not is_ours(book):
        table_rows.insert_rows(book, place, rows, length, formulas)
        return
    raw = read_columns(book, place, [header for header in place.headers if header])
    if raw.formulas.keys() - formulas.keys():
        table_rows.insert_rows(book, _public(book, place), rows, length, formulas)
        return
    columns = {header: column.astype(object).tolist()[:length] for header, column in raw.columns.items()}
    for at, row in sorted(rows.items()):
        for header, column in columns.items():
            column.insert(at, _as_cell(row.get(header), place.first_row + at))
    series = {header: pd.Series(column, dtype=object) for header, column in columns.items()}
    blank_as_none = {header: column.where(column.notna(), None) for header, column in series.items()}
    replace_rows(book, place, blank_as_none, length + len(rows), formulas)


def _as_cell(value: Any, row: int) -> Any:
    """A raw cell as the engine takes it; a formula with the value it had, which nothing calculates here."""
    from workbook.engine import Formula

    return Formula(table_rows.formula_at(value, row), value.value) if isinstance(value, TypedFormula) else value


def formula_texts(book: xw.Book, place: Place, header: str, positions: Sequence[int]) -> dict[int, str]:
    """The formulas of these cells of a column, positions ascending."""
    at = place.headers.index(header)
    found: dict[int, str] = {}
    for first, last in cells.stretches(positions):
        texts = rows_of(cells.body(book, place, first, at, last - first + 1, 1).cells.formula)
        found |= {first + n: line[0] for n, line in enumerate(texts)}
    return found


def _public(book: xw.Book, place: Place) -> Place:
    """The place with the table as public xlwings gives it."""
    table = place.listobject or book.sheets[place.sheet].tables[place.name]
    return dataclasses.replace(place, listobject=table, totals=bool(table.show_totals))


def is_ours(book: xw.Book) -> bool:
    """Whether the book is a closed file; its engine rewrites a table rather than move cells."""
    from workbook.engine import is_ours

    return is_ours(book)


def _drop_tail(book: xw.Book, place: Place, start: int, formulas: Mapping[str, str]) -> None:
    raw = read_columns(book, place, [h for h in place.headers if h]).columns
    replace_rows(book, place, {h: column.iloc[:start] for h, column in raw.items()}, start, formulas)


def _plain(values: Mapping[str, pd.Series]) -> dict[str, list[Any]]:
    return {header: plain(column) for header, column in values.items()}


def plain(values: pd.Series) -> list[Any]:
    """Cell values for xlwings: None for missing, datetime for dates, Python scalars."""
    import pandas as pd

    present = values.notna().to_numpy()
    if pd.api.types.is_datetime64_any_dtype(values):
        return [v.to_pydatetime() if ok else None for v, ok in zip(values, present, strict=True)]
    return [v if ok else None for v, ok in zip(values.astype(object), present, strict=True)]


def write_cells(book: xw.Book, place: Place, header: str, values: Mapping[int, Any]) -> None:
    """Overwrite single cells of a column (position in ascending order -> cell value), neighbours at once."""
    at = place.headers.index(header)
    for first, last in cells.stretches(list(values)):
        run = [[values[position]] for position in range(first, last + 1)]
        if columnar := _columnar(book):
            columnar.write_block(book, place.sheet, place.first_row + first, place.first_column + at, run)
        else:
            cells.put(book, cells.body(book, place, first, at, len(run), 1), run, place)


def write_range(book: xw.Book, target: xw.Range, values: list[list[Any]]) -> None:
    """Overwrite cells outside of tables (rows × columns as the range has)."""
    if columnar := _columnar(book):
        columnar.write_block(book, target.sheet.name, target.row, target.column, values)
        return
    cells.put(book, cells.block_of(target), values)
