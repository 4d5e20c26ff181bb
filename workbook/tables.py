"""The one seam between the book and the rules: an Excel table <-> a typed DataFrame, by header.

A table is found by its name, a column by its label in either language, then a synonym, then the hidden name that
Excel itself keeps right when a user renames the header; what cannot be found is a sentence that names it. Users may
add, move, rename, sort and filter columns. Rules see field keys and list keys; the book shows labels.

Frames have field keys as columns and the row's position in the table's data body (0-based) as index; rows blank in
every column asked for are left out. Works on public xlwings; on a closed file the engine's columnar methods do the
same faster (`workbook.blocks`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import itertools
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook import blocks, schema
from workbook.errors import InputError, MissingColumn, UnknownVersion
from workbook.language import LANGS, Lang, Text
from workbook.schema.findings import Finding
from workbook.schema.formulas import live_formula
from workbook.schema.home import SCHEMA_VERSION
from workbook.schema.model import Field, Kind, Table, Who
from workbook.schema.settings import SETTINGS
from workbook.schema.values import FLAG_LABELS, half_width, join_choices, parse_column, split_choices

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


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


# --- identity and named cells -----------------------------------------------------------------------------------


def language(book: xw.Book) -> Lang:
    """The language of the book; UnknownVersion where it is no customer book."""
    cache = _cache(book)
    if "language" not in cache:
        value = get_name(book, "meta_language")
        if value not in LANGS:
            raise UnknownVersion(
                Text(
                    "这不是客户簿（没有 meta_language 名称）。请用 customer-book new 新建，或打开原来的客户簿。",
                    "This is not a customer book (it has no name meta_language). "
                    "Make one with customer-book new, or open the right file.",
                )
            )
        cache["language"] = value
    lang: Lang = cache["language"]
    return lang


def schema_version(book: xw.Book) -> int:
    """The schema version the book was made by; UnknownVersion where this program does not know it."""
    language(book)  # says so where this is no customer book at all
    value = get_name(book, "meta_schema_version")
    version = int(value) if isinstance(value, int | float) else 0
    if not 1 <= version <= SCHEMA_VERSION:
        raise UnknownVersion(
            Text(
                f"这本客户簿是第 {value} 版，本程序只认识到第 {SCHEMA_VERSION} 版。请更新程序后再打开。",
                f"This book is of version {value}; this program knows versions up to {SCHEMA_VERSION}. "
                "Update the program and try again.",
            )
        )
    return version


def require_current(book: xw.Book) -> None:
    """Refuse a book of an older or newer version than the program's."""
    version = schema_version(book)
    if version < SCHEMA_VERSION:
        raise UnknownVersion(
            Text(
                f"这本客户簿是第 {version} 版，请先运行“升级”（customer-book upgrade）。",
                f"This book is of version {version}; run Upgrade first (customer-book upgrade).",
            )
        )


def get_name(book: xw.Book, name: str) -> Any:
    """The value of a named cell; None where it is blank or the name is gone."""
    cell = blocks.named_range(book, name)
    value = None if cell is None else cell.value
    return None if value == "" else value


def set_name(book: xw.Book, name: str, value: Any) -> None:
    """Write a named cell where its value differs; a name that is gone is left alone."""
    cell = blocks.named_range(book, name)
    if cell is not None and not _same(cell.value, value):
        cell.value = value


def set_block(book: xw.Book, name: str, rows: Sequence[Sequence[Any]]) -> None:
    """Write a fixed-size named block (rows × columns), where it differs."""
    cells = blocks.named_range(book, name)
    if cells is None:
        return
    height, width = cells.shape
    wanted = [[*list(row)[:width], *[None] * (width - len(row))] for row in list(rows)[:height]]
    wanted += [[None] * width for _ in range(height - len(wanted))]
    now = cells.options(ndim=2).value
    if not all(_same(a, b) for old, new in zip(now, wanted, strict=True) for a, b in zip(old, new, strict=True)):
        cells.value = wanted


def _same(now: Any, wanted: Any) -> bool:
    if now in (None, "") or wanted in (None, ""):
        return now in (None, "") and wanted in (None, "")
    if isinstance(now, dt.datetime) and isinstance(wanted, dt.date) and not isinstance(wanted, dt.datetime):
        wanted = dt.datetime(wanted.year, wanted.month, wanted.day)  # noqa: DTZ001 - a sheet's dates have no zone
    return bool(now == wanted)


def read_settings(book: xw.Book) -> dict[str, Any]:
    """Every setting by key: date, float, str or bool; defaults where a cell is blank or cannot be read."""
    import pandas as pd

    values: dict[str, Any] = {}
    for one in SETTINGS:
        default = one.default[language(book)] if isinstance(one.default, Text) else one.default
        cell = get_name(book, one.range_name)
        parsed, _ = parse_column(pd.Series([cell], dtype=object), one.kind)
        value = parsed.iloc[0]
        if cell is None or value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN
            values[one.key] = default
        elif one.kind is Kind.CHOICE and one.list:
            values[one.key] = _keys_of(book, one.list).get(str(value), str(value))
        elif one.kind is Kind.DATE:
            values[one.key] = value.date()
        else:
            values[one.key] = value.item() if hasattr(value, "item") else value
    return values


# --- reading ----------------------------------------------------------------------------------------------------


def read(book: xw.Book, table: Table | str, columns: Iterable[str] | None = None) -> TableData:
    """Read a table (all its fields, or those asked for) as a typed frame.

    MissingTable / MissingColumn name what is gone; a cell that is not what its column asks for is a finding.
    """
    import pandas as pd

    table = schema.table(table) if isinstance(table, str) else table
    place = blocks.locate(book, table)
    headers = _headers(book, table, place)
    wanted = [table[key] for key in (columns if columns is not None else table.keys)]
    for field in wanted:
        if field.key not in headers:
            raise _missing(table, field, language(book) if not table.name.startswith("dic") else None)
    raw = blocks.read_columns(book, place, [headers[field.key] for field in wanted])
    findings: list[Finding] = []
    typed: dict[str, pd.Series] = {}
    for field in wanted:
        series, troubles = parse_column(raw[headers[field.key]], field.kind)
        typed[field.key] = series
        findings += [Finding(table.name, t.row, field.key, t.message, t.fix, t.value, t.severity) for t in troubles]
    frame = pd.DataFrame(typed)
    filled = _filled(frame, wanted)
    frame = frame[filled] if not bool(filled.all()) else frame
    for field in wanted:
        if field.list:
            frame = frame.assign(**{field.key: _to_keys(book, frame[field.key], field)})
    return TableData(table, frame, tuple(findings), place.sheet, place.first_row, place.n_rows, headers)


def read_list(book: xw.Book, key: str) -> pd.DataFrame:
    """A dictionary list: key, label, order, in_use and its own columns; a row without a key has its label as key."""
    cache = _cache(book)
    if ("list", key) not in cache:
        frame = read(book, schema.listing(key).table).frame
        frame = frame[frame["label"].notna()]
        frame = frame.assign(key=frame["key"].where(frame["key"].notna(), frame["label"]))
        cache["list", key] = frame
    found: pd.DataFrame = cache["list", key]
    return found


def _filled(frame: pd.DataFrame, wanted: Sequence[Field]) -> pd.Series:
    """Which rows hold anything a user (or, in a result table, the program) put there."""
    import pandas as pd

    keys = [f.key for f in wanted if f.who is Who.USER] or [f.key for f in wanted if f.kind is not Kind.ROW_ID]
    filled = pd.Series(data=False, index=frame.index)
    for key in keys or list(frame.columns):
        column = frame[key]
        filled |= column if column.dtype == bool else column.notna()
        if bool(filled.all()):
            break
    if not bool(filled.all()):  # rare: rows known by the program's columns alone
        for key in (f.key for f in wanted if f.who is Who.PROGRAM and f.kind is not Kind.ROW_ID):
            filled |= frame[key].notna() if frame[key].dtype != bool else frame[key]
    return filled


# --- headers ----------------------------------------------------------------------------------------------------


def _headers(book: xw.Book, table: Table, place: blocks.Place) -> dict[str, str]:
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
        if field.key not in found and (renamed := blocks.renamed_header(book, table, field)) in free.values():
            found[field.key] = str(renamed)
            free = {spelling: header for spelling, header in free.items() if header != renamed}
    return found


def _missing(table: Table, field: Field, lang: Lang | None) -> MissingColumn:
    label = field.label if lang is None else Text(field.label[lang], field.label[lang])
    return MissingColumn(
        Text(
            f"表“{table.label.zh}”（{table.name}）缺少列“{label.zh}”。请恢复这一列的标题，或撤销删除后再试。",
            f"The table {table.label.en} ({table.name}) has no column “{label.en}”. "
            "Restore the column's header, or undo its deletion, and try again.",
        )
    )


# --- list keys and labels ---------------------------------------------------------------------------------------


def _keys_of(book: xw.Book, list_key: str) -> dict[str, str]:
    """Label -> key: the book's own labels first, then the default labels of both languages and the keys."""
    cache = _cache(book)
    if ("keys", list_key) not in cache:
        rows = read_list(book, list_key)
        own = dict(zip(rows["label"], rows["key"], strict=True))
        known = set(own.values())
        keys = {key: key for key in known}
        for entry in schema.listing(list_key).entries:
            if entry.key in known:
                keys |= {entry.label.zh: entry.key, entry.label.en: entry.key}
        cache["keys", list_key] = keys | own
    keys_by_label: dict[str, str] = cache["keys", list_key]
    return keys_by_label


def labels_of(book: xw.Book, list_key: str) -> dict[str, str]:
    """Key -> label, as the book shows it."""
    rows = read_list(book, list_key)
    return dict(zip(rows["key"], rows["label"], strict=True))


def _to_keys(book: xw.Book, labels: pd.Series, field: Field) -> pd.Series:
    if not bool(labels.notna().any()):
        return labels
    keys = _keys_of(book, str(field.list))
    if field.kind is Kind.CHOICES:
        several = {
            cell: join_choices([keys.get(p, p) for p in split_choices(cell)]) for cell in labels.dropna().unique()
        }
        return labels.map(several).astype("str")
    return _map(labels, keys)


def _map(values: pd.Series, mapping: Mapping[str, str]) -> pd.Series:
    """Replace by a mapping, leaving what it does not know; only distinct values are looked up."""
    known = {value: mapping.get(value, value) for value in values.dropna().unique()}
    return values.map(known).astype("str")


# --- writing ----------------------------------------------------------------------------------------------------


def write(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Write the frame's columns into the table's rows at the frame's index; other rows of these columns go blank.

    Only cells whose value differs are touched.
    """
    table = schema.table(table) if isinstance(table, str) else table
    place = blocks.locate(book, table)
    headers = _headers(book, table, place)
    whole = frame.reindex(range(place.n_rows))
    cells = {_header(table, headers, key): _to_cells(book, whole[key], table[key]) for key in frame.columns}
    blocks.write_columns(book, place, cells, _formulas(table, headers, frame.columns))
    _forget(book, table)


def replace(book: xw.Book, table: Table | str, frame: pd.DataFrame, keep_by: str | None = None) -> None:
    """Give a result table exactly the frame's rows, in the frame's order.

    Fields the frame lacks go blank, except row_id (filled). Columns that users added follow their row, found by the
    field `keep_by` (the table's key by default).
    """
    import pandas as pd

    table = schema.table(table) if isinstance(table, str) else table
    place = blocks.locate(book, table)
    headers = _headers(book, table, place)
    key = keep_by or table.key
    frame = frame.reset_index(drop=True)
    theirs = [h for h in place.headers if h not in headers.values()]
    old = read(book, table, [k for k in ("row_id", key) if k and k in headers]).frame if place.n_rows else None
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
            cells[headers[field.key]] = _fill_ids(column)
        elif field.key in frame.columns:
            cells[headers[field.key]] = _to_cells(book, frame[field.key], field)
        else:
            cells[headers[field.key]] = pd.Series(None, index=frame.index, dtype=object)
    if theirs and same_row is not None:
        raw = blocks.read_columns(book, place, theirs)
        for header in theirs:
            cells[header] = same_row.map(raw[header].to_dict()).astype(object)
    blocks.replace_rows(book, place, cells, len(frame), _formulas(table, headers, table.keys))
    _forget(book, table)


def append(book: xw.Book, table: Table | str, frame: pd.DataFrame) -> None:
    """Add rows below the filled ones (a blank last row is used first); row_ids are given."""
    table = schema.table(table) if isinstance(table, str) else table
    if frame.empty:
        return
    place = blocks.locate(book, table)
    headers = _headers(book, table, place)
    if "row_id" in table and "row_id" not in frame.columns:
        frame = frame.assign(row_id=new_row_ids(len(frame)))
    used = read(book, table, [k for k in table.keys if k in headers and k != "row_id"]).frame.index
    start = int(used[-1]) + 1 if len(used) else 0
    cells = {_header(table, headers, key): _to_cells(book, frame[key], table[key]) for key in frame.columns}
    blocks.append_rows(book, place, cells, start, len(frame), _formulas(table, headers, table.keys))
    _forget(book, table)


def fill_row_ids(book: xw.Book, data: TableData) -> TableData:
    """Give every filled row without a row_id one, in the book and in the frame."""
    ids = data.frame["row_id"]
    if not bool(ids.isna().any()):
        return data
    filled = _fill_ids(ids)
    frame = data.frame.assign(row_id=filled)
    write(book, data.table, frame[["row_id"]])
    return TableData(data.table, frame, data.findings, data.sheet, data.first_row, data.n_rows, data.headers)


def new_row_ids(count: int) -> list[str]:
    """Random 64-bit identifiers as text."""
    make = _id_source.get()
    return [make() for _ in range(count)]


@contextlib.contextmanager
def row_ids_from(seed: str) -> Iterator[None]:
    """Identifiers that follow from a seed, for books that must come out the same each time they are built."""
    numbers = itertools.count()
    token = _id_source.set(lambda: hashlib.sha256(f"{seed}:{next(numbers)}".encode()).hexdigest()[:16])
    try:
        yield
    finally:
        _id_source.reset(token)


def _random_id() -> str:
    return secrets.token_hex(8)


_id_source: ContextVar[Callable[[], str]] = ContextVar("row_ids", default=_random_id)


def _fill_ids(ids: pd.Series) -> pd.Series:
    blank = ids.isna()
    filled = ids.astype(object)
    filled[blank] = new_row_ids(int(blank.sum()))
    return filled.astype("str")


def _header(table: Table, headers: Mapping[str, str], key: str) -> str:
    if key not in headers:
        raise _missing(table, table[key], None)
    return headers[key]


def _formulas(table: Table, headers: Mapping[str, str], keys: Iterable[str]) -> dict[str, str]:
    return {
        headers[key]: live_formula(table.name, table[key], headers)
        for key in keys
        if table[key].formula and key in headers
    }


def _to_cells(book: xw.Book, values: pd.Series, field: Field) -> pd.Series:
    """Typed values as they go into cells: labels for list keys, Yes/No for flags."""
    import pandas as pd

    if field.list:
        labels = labels_of(book, field.list)
        if field.kind is Kind.CHOICES:
            several = {c: join_choices([labels.get(p, p) for p in split_choices(c)]) for c in values.dropna().unique()}
            return values.map(several).astype("str")
        return _map(values.astype("str"), labels)
    if field.kind is Kind.FLAG:
        return values.map({True: FLAG_LABELS[True][language(book)]}).astype("str")
    if field.kind.is_number:
        return pd.Series(pd.to_numeric(values), index=values.index, dtype="float64")
    if field.kind.is_date:
        return values.astype("datetime64[s]")
    return values.astype("str")


# --- what is remembered while one Book object lives: one command -------------------------------------------------


def _cache(book: xw.Book) -> dict[Any, Any]:
    cache: dict[Any, Any] = vars(book).setdefault("_customer_book", {})
    return cache


def _forget(book: xw.Book, table: Table) -> None:
    if table.name.startswith("dic"):
        _cache(book).clear()


def find_table(name: str) -> Table:
    """A table by its Excel name, or its label in either language, however it is cased; InputError otherwise."""
    wanted = half_width(name).casefold()
    tables = [*schema.TABLES, *(one.table for one in schema.LISTS)]
    for table in tables:
        names = {table.name, table.name[3:], table.label.zh, table.label.en}
        if wanted in {n.casefold() for n in names}:
            return table
    known = ", ".join(t.name[3:].lower() for t in schema.TABLES)
    raise InputError(Text(f"没有“{name}”这张表。可用的表：{known}。", f"There is no table {name}. Tables: {known}."))
