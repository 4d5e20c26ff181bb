"""A table of the book -> a typed DataFrame: columns found by header, cells read as their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from workbook import schema
from workbook.errors import InputError, MissingColumn, MissingTable
from workbook.language import Text
from workbook.nearest import Name, unknown_name
from workbook.schema.cells import half_width
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Field, Kind, Table, Who
from workbook.schema.values import dtype_of, parse_column
from workbook.tables import book_cache
from workbook.tables.defined_names import older, renamed_header
from workbook.tables.hosts import host_of
from workbook.tables.placement import Place, Raw

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import xlwings as xw
    from numpy.typing import NDArray


READ = "read"
"""Under this the cache of a book has the tables that were read of it: where somebody should look for lost rows."""


@dataclass(frozen=True)
class TableData:
    """A table as read: typed rows, what could not be read, and where it stands."""

    table: Table
    frame: pd.DataFrame
    findings: tuple[Finding, ...]
    sheet: str
    first_row: int  # sheet row of the first data row
    n_rows: int  # rows of the data body, blank ones too
    headers: dict[str, str]  # field key -> header as it stands in the book

    def sheet_row(self, position: int) -> int:
        """The row number Excel shows for a position of the frame's index."""
        return self.first_row + position


def read_raw(
    book: xw.Book, table: Table | str, columns: Iterable[str] | None = None, *, blank_rows: bool = False
) -> TableData:
    """Read a table (all its fields, or those asked for) as a typed frame, list values as the labels they are.

    blank_rows: keep the rows that are blank in every column asked for.
    MissingTable / MissingColumn name what is gone; a cell that is not what its column asks for is a finding.
    """
    import pandas as pd

    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    asked = [table[key] for key in (columns if columns is not None else table.keys)]
    try:
        place = host.locate(book, table)
    except MissingTable:
        if older(book) is None:
            raise
        return TableData(table, _no_rows(asked), (), "", 0, 0, {})  # its version had none
    headers = find_headers(book, table, place)
    wanted = [field for field in asked if field.key in headers]
    for field in asked:
        if field.key not in headers and older(book) is None:
            raise missing_column(table, field)
    book_cache.of(book).setdefault(READ, {})[table.name] = table
    if place.blank and not blank_rows:
        return TableData(table, _no_rows(asked), (), place.sheet, place.first_row, place.n_rows, headers)
    raw = host.read_columns(book, place, [headers[field.key] for field in wanted])
    findings: list[Finding] = []
    typed: dict[str, pd.Series] = {}
    for field in wanted:
        header = headers[field.key]
        series, troubles = parse_column(raw.columns[header], field.kind)
        typed[field.key] = series
        findings += _about_formulas(table, field, raw, header)
        findings += [Finding(table.name, t.row, field.key, t.message, t.fix, t.value, t.severity) for t in troubles]
    frame = pd.DataFrame(typed)
    if not blank_rows:
        filled = _filled(frame, wanted)
        frame = frame[filled] if not bool(filled.all()) else frame
    if len(wanted) < len(asked):
        frame = _with_blanks(frame, asked)
    return TableData(table, frame, tuple(findings), place.sheet, place.first_row, place.n_rows, headers)


def size(book: xw.Book, table: Table | str) -> int:
    """How many rows the data body of a table has, blank ones too. MissingTable names what is gone."""
    return host_of(book).locate(book, schema.table(table) if isinstance(table, str) else table).n_rows


def _no_rows(wanted: Sequence[Field]) -> pd.DataFrame:
    """The frame of a table without rows, every column typed: half the book's tables are fresh at any time."""
    import pandas as pd

    # Arrays under one index are put together five times as fast as series, each with its own.
    return pd.DataFrame({field.key: _none(dtype_of(field.kind)) for field in wanted}, index=pd.RangeIndex(0))


def _with_blanks(frame: pd.DataFrame, asked: Sequence[Field]) -> pd.DataFrame:
    """The frame with blank columns for what an older version had not."""
    blank = _no_rows([field for field in asked if field.key not in frame.columns])
    return frame.join(blank.reindex(frame.index))[[field.key for field in asked]]


@cache
def _none(dtype: str) -> Any:
    """No values, of a type; without any there is nothing that one frame could change for another."""
    import pandas as pd

    return pd.Series([], dtype=dtype).array


def read_cells(book: xw.Book, table: Table, columns: Sequence[str]) -> list[list[object]]:
    """A few columns of a small table as plain cells, blank ones None, without what a frame costs."""
    host = host_of(book)
    try:
        place = host.locate(book, table)
    except MissingTable:
        if older(book) is None:
            raise
        return [[] for _ in columns]  # its version had none
    headers = find_headers(book, table, place)
    for key in columns:
        if key not in headers and older(book) is None:
            raise missing_column(table, table[key])
    there = [key for key in columns if key in headers]
    cells = dict(zip(there, host.read_cells(book, place, [headers[key] for key in there]), strict=True))
    return [cells.get(key, [None] * place.n_rows) for key in columns]


def _about_formulas(table: Table, field: Field, raw: Raw, header: str) -> list[Finding]:
    """Formulas where values are typed: they count with the value they last had, or not at all where they had none."""
    unknown = set(raw.uncalculated.get(header, ()))
    found = [Finding(table.name, row, field.key, *_UNCALCULATED, "=…") for row in unknown]
    if field.who is Who.USER:
        typed = (row for row in raw.formulas.get(header, ()) if row not in unknown)
        found += [Finding(table.name, row, field.key, *_FORMULA, "=…", Severity.HINT) for row in typed]
    return found


_UNCALCULATED = (
    Text("公式还没有算过，没有计入", "The formula was never calculated; it was left out"),
    Text("在 Excel 里打开并保存一次，或改填数值。", "Open and save the book in Excel once, or type the value."),
)
_FORMULA = (
    Text("这里是公式，按它上次算出的值计入", "A formula stands here; it counts with the value it last had"),
    Text("如果是粘贴带来的，改成数值更稳妥。", "If it came with a paste, a plain value is safer."),
)


def _filled(frame: pd.DataFrame, wanted: Sequence[Field]) -> NDArray[np.bool_]:
    """Which rows hold anything a user (or, in a result table, the program) put there."""
    import numpy as np

    keys = [f.key for f in wanted if f.who is Who.USER] or [f.key for f in wanted if f.kind is not Kind.ROW_ID]
    filled = np.zeros(len(frame), dtype=bool)
    for key in keys or list(frame.columns):
        column = frame[key]
        filled |= column.to_numpy() if column.dtype == bool else column.notna().to_numpy()
        if filled.all():
            return filled
    for key in (f.key for f in wanted if f.who is Who.PROGRAM and f.kind is not Kind.ROW_ID):
        filled |= frame[key].to_numpy() if frame[key].dtype == bool else frame[key].notna().to_numpy()
    return filled  # rows known by the program's columns alone are rare


_ALL_TABLES = Text("全部的表见“首页”和“字典”。", "Home and Lists show them all.")


def find_headers(book: xw.Book, table: Table, place: Place) -> dict[str, str]:
    """Field key -> header as found: label in either language, then a synonym, then the hidden name of the column."""
    free = {half_width(h).casefold(): h for h in reversed(place.headers) if h}
    found: dict[str, str] = {}
    spelled: tuple[Callable[[Field], tuple[str, ...]], ...] = (
        lambda f: (f.label.zh, f.label.en),
        lambda f: (f.key, *f.also),
    )
    for spellings in spelled:
        for field in table.fields:
            if field.key in found:
                continue
            for spelling in spellings(field):
                if header := free.pop(half_width(spelling).casefold(), None):
                    found[field.key] = header
                    break
    for field in table.fields:
        if field.key not in found and (renamed := renamed_header(book, table, field)) in free.values():
            found[field.key] = str(renamed)
            free = {spelling: header for spelling, header in free.items() if header != renamed}
    return found


def missing_column(table: Table, field: Field) -> MissingColumn:
    """The refusal that names a column that is gone."""
    return MissingColumn(
        Text(
            f"表“{table.label.zh}”（{table.name}）缺少列“{field.label.zh}”。"
            "请恢复这一列的标题，或在Excel里按 Ctrl+Z 恢复后再试；命令 upgrade 能补回空的一列。",
            f"The table {table.label.en} ({table.name}) has no column “{field.label.en}”. "
            "Restore the column's header, or press Ctrl+Z in Excel, and try again; the command upgrade puts a blank "
            "column back.",
        )
    )


def find_table(name: str) -> Table:
    """A table by its Excel name, or its label in either language, however it is cased; InputError otherwise."""
    wanted = half_width(name).casefold()
    tables = [*schema.TABLES, *(one.table for one in schema.LISTS)]
    for table in tables:
        names = {table.name, table.name[3:], table.label.zh, table.label.en}
        if wanted in {n.casefold() for n in names}:
            return table
    known = [Name.of(Text(one.label.zh, one.name[3:].lower()), one.label.en, one.name) for one in tables]
    lacks = Text(f"没有“{name}”这张表。", f"There is no table {name}.")
    raise InputError(unknown_name(lacks, name, known, _ALL_TABLES))
