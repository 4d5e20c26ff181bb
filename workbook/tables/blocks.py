"""Where a table stands, and its columns as raw blocks of cells: public xlwings, or the engine's columnar methods.

Both paths answer the same; a test holds them equal. Raw means as the cells hold it: floats, datetimes, text, booleans,
None; error values as their text (#N/A).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from workbook.errors import MissingTable
from workbook.language import Text
from workbook.schema.model import Field, Table
from workbook.tables import cache

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

_RENAMED = re.compile(r"^=?\w+\[(.*)\]$")


@dataclass(frozen=True)
class Place:
    """A table of the open book: its sheet, header texts, and data body (rows and columns count from 1)."""

    name: str
    sheet: str
    headers: tuple[str, ...]
    first_row: int
    first_column: int
    n_rows: int
    listobject: xw.main.Table | None = None  # None where the engine's columnar methods know it by name
    blank: bool = False  # known to be fresh: its one row is blank in every column

    @property
    def public(self) -> xw.main.Table:
        """The table as public xlwings gives it."""
        assert self.listobject is not None
        return self.listobject


def named_range(book: xw.Book, name: str) -> xw.Range | None:
    """The range a defined name stands for; None where the name is gone or points nowhere."""
    try:
        return book.names[name].refers_to_range
    except Exception:  # each engine has its own error for a missing or broken name
        return None


def locate(book: xw.Book, table: Table) -> Place:
    """Find a table by its name; MissingTable names it in both languages."""
    if columnar := _columnar(book):
        return _located(columnar, book, table)
    found = _table_object(book, table)
    if found is None:
        raise _gone(table)
    header = found.header_row_range
    body = found.data_body_range
    if header is None:
        raise _headless(table)
    texts = header.options(ndim=1).value
    return Place(
        table.name,
        header.sheet.name,
        tuple("" if t is None else str(t) for t in texts),
        header.row + 1,
        header.column,
        0 if body is None else body.shape[0],
        found,
    )


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
    known = cache.of(book).setdefault("tables", {})
    if table.name not in known:
        known[table.name] = _looked_for(book, table)
    found: xw.main.Table | None = known[table.name]
    return found


def _looked_for(book: xw.Book, table: Table) -> xw.main.Table | None:
    # The hidden name of a column leads straight to the sheet; over COM a walk through fifty sheets takes a second.
    for column in table.fields[:2]:
        cell = named_range(book, f"col_{table.name}_{column.key}")
        if cell is not None:
            for one in cell.sheet.tables:
                if one.name == table.name:
                    return one
    for sheet in book.sheets:
        for one in sheet.tables:
            if one.name == table.name:
                return one
    return None


def renamed_header(book: xw.Book, table: Table, column: Field) -> str | None:
    """The header that the column's hidden name points at: Excel keeps it right when a user renames the header."""
    try:
        refers_to = book.names[f"col_{table.name}_{column.key}"].refers_to
    except Exception:  # see named_range
        return None
    match = _RENAMED.match(refers_to or "")
    return re.sub(r"'(.)", r"\1", match[1]) if match else None


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


@dataclass(frozen=True)
class Raw:
    """Raw columns by header, each with the place's n_rows values; and which rows hold formulas, where that is known."""

    columns: dict[str, pd.Series]
    formulas: dict[str, list[int]] = field(default_factory=dict)  # rows with a formula
    uncalculated: dict[str, list[int]] = field(default_factory=dict)  # rows whose formula nothing has calculated yet


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
    sheet = place.public.range.sheet
    raw: dict[str, pd.Series] = {}
    for header in headers:
        column = place.first_column + place.headers.index(header)
        cells = sheet.range((place.first_row, column), (place.first_row + place.n_rows - 1, column))
        raw[header] = pd.Series(cells.options(ndim=1, err_to_str=True).value, dtype=object)
    return Raw(raw)


def _as_long(column: pd.Series, rows: int) -> pd.Series:
    """The column with one entry a row, where the engine counts a fresh table's blank row as none."""
    return column if len(column) == rows else column.reindex(range(rows))


def _errors_as_text(column: pd.Series) -> pd.Series:
    """Error values as their text (#N/A), which is how public xlwings gives them."""
    if column.dtype != object:
        return column
    from workbook.engine import CellError

    return column.map(lambda cell: str(cell) if isinstance(cell, CellError) else cell)


def write_columns(book: xw.Book, place: Place, cells: Mapping[str, pd.Series], formulas: Mapping[str, str]) -> None:
    """Overwrite whole columns (n_rows values each); a column with a formula gets the formula in every row."""
    if not place.n_rows:
        return
    if columnar := _columnar(book):
        columnar.write_columns(book, place.name, dict(cells), formulas=dict(formulas))
        return
    _write_public(place, cells, formulas, 0)


def replace_rows(
    book: xw.Book, place: Place, cells: Mapping[str, pd.Series], n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Give the table exactly n_rows data rows; Excel keeps one blank row where there are none."""
    if columnar := _columnar(book):
        columnar.replace_rows(book, place.name, dict(cells), n_rows, formulas=dict(formulas))
        return
    _resize(place, n_rows)
    if n_rows < place.n_rows:
        _body(place, max(n_rows, 0), place.n_rows, 0, len(place.headers)).clear_contents()
    if n_rows:
        _write_public(place, cells, formulas, 0)


def append_rows(
    book: xw.Book, place: Place, cells: Mapping[str, pd.Series], start: int, n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Write n_rows rows from position `start` (the first blank row at the end) on, growing the table as needed."""
    if columnar := _columnar(book):
        if 0 < start < place.n_rows:  # blank rows at the end: they go first
            _drop_tail(book, place, start, formulas)
        columnar.append_rows(book, place.name, dict(cells), formulas=dict(formulas))
        return
    _resize(place, max(place.n_rows, start + n_rows))
    _write_public(place, cells, formulas, start)


def _drop_tail(book: xw.Book, place: Place, start: int, formulas: Mapping[str, str]) -> None:
    raw = read_columns(book, place, [h for h in place.headers if h]).columns
    replace_rows(book, place, {h: column.iloc[:start] for h, column in raw.items()}, start, formulas)


def _resize(place: Place, n_rows: int) -> None:
    if n_rows != place.n_rows:
        whole = place.public.range
        place.public.resize(whole.resize(max(n_rows, 1) + 1, whole.shape[1]))


def _body(place: Place, top: int, bottom: int, left: int, right: int) -> xw.Range:
    sheet = place.public.range.sheet
    return sheet.range(
        (place.first_row + top, place.first_column + left),
        (place.first_row + bottom - 1, place.first_column + right - 1),
    )


def _write_public(place: Place, cells: Mapping[str, pd.Series], formulas: Mapping[str, str], start: int) -> None:
    for header, values in cells.items():
        at = place.headers.index(header)
        wanted = plain(values)
        target = _body(place, start, start + len(wanted), at, at + 1)
        if header in formulas:
            if set(_flat(target.formula)) != {formulas[header]}:
                target.formula = formulas[header]
            continue
        if [None if v == "" else v for v in target.options(ndim=1, err_to_str=True).value] == wanted:
            continue
        if any(isinstance(v, str) for v in wanted):
            target.number_format = "@"  # so that Excel keeps '007' and '=1+1' as the text they are
        target.options(transpose=True).value = wanted


def _flat(formulas: Any) -> list[Any]:
    """Formulas of a column: a text for one cell, else rows of one, as lists or (over COM) tuples."""
    return [formulas] if isinstance(formulas, str) else [row[0] for row in formulas]


def plain(values: pd.Series) -> list[Any]:
    """Cell values for xlwings: None for missing, datetime for dates, Python scalars."""
    import pandas as pd

    present = values.notna().to_numpy()
    if pd.api.types.is_datetime64_any_dtype(values):
        return [v.to_pydatetime() if ok else None for v, ok in zip(values, present, strict=True)]
    return [v if ok else None for v, ok in zip(values.astype(object), present, strict=True)]


def write_cells(book: xw.Book, place: Place, header: str, values: Mapping[int, Any]) -> None:
    """Overwrite single cells of a column (position in ascending order -> cell value), neighbours at once."""
    sheet = book.sheets[place.sheet]
    column = place.first_column + place.headers.index(header)
    parses = _columnar(book) is None  # Excel reads '007' as a number, a file keeps it
    positions = list(values)
    start = 0
    for end in range(1, len(positions) + 1):
        if end < len(positions) and positions[end] == positions[end - 1] + 1:
            continue
        run = [values[position] for position in positions[start:end]]
        top = place.first_row + positions[start]
        target = sheet.range((top, column), (top + len(run) - 1, column))
        if parses and any(isinstance(value, str) for value in run):
            target.number_format = "@"
        target.value = [[value] for value in run]
        start = end
