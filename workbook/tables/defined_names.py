"""The book's defined names: cells (its identity, its settings, the figures of the home sheet) and columns of tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.errors import UnknownVersion
from workbook.language import LANGS, Lang, Text
from workbook.schema.home import SCHEMA_VERSION
from workbook.schema.model import Field, Table
from workbook.tables import book_cache
from workbook.tables.hosts import host_of
from workbook.tables.live.cell_values import read as read_cells
from workbook.tables.live.excel_errors import is_busy

if TYPE_CHECKING:
    import xlwings as xw

_RENAMED = re.compile(r"^=?\w+\[(.*)\]$")


def language(book: xw.Book) -> Lang:
    """The language of the book; UnknownVersion where it is no customer book."""
    memory = book_cache.of(book)
    if "language" not in memory:
        value = get_name(book, "meta_language")
        if value not in LANGS:
            raise UnknownVersion(
                Text(
                    "这不是客户簿（没有 meta_language 名称）。请用 customer-book new 新建，或打开原来的客户簿。",
                    "This is not a customer book (it has no name meta_language). "
                    "Make one with customer-book new, or open the right file.",
                )
            )
        memory["language"] = value
    lang: Lang = memory["language"]
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


def copy_mark(book: xw.Book) -> str | None:
    """The sign in the provisional numbers of a copy that was handed out (新-赵-001); None in the book itself."""
    memory = book_cache.of(book)
    if "copy_mark" not in memory:
        value = get_name(book, "meta_copy_mark")
        memory["copy_mark"] = str(value) if value else None
    mark: str | None = memory["copy_mark"]
    return mark


def older(book: xw.Book) -> Text | None:
    """The sentence for a book of an older version than the program's; None for one of its own. UnknownVersion for a
    newer one."""
    version = schema_version(book)
    if version == SCHEMA_VERSION:
        return None
    return Text(
        f"这本客户簿是旧的第 {version} 版（现在是第 {SCHEMA_VERSION} 版），请先运行“升级”（customer-book upgrade）。",
        f"This book is of version {version}, now {SCHEMA_VERSION}; run Upgrade first (customer-book upgrade).",
    )


def require_current(book: xw.Book) -> None:
    """Refuse a book of an older or newer version than the program's."""
    if (sentence := older(book)) is not None:
        raise UnknownVersion(sentence)


def named_range(book: xw.Book, name: str) -> xw.Range | None:
    """The range a defined name stands for; None where the name is gone or points nowhere."""
    try:
        return book.names[name].refers_to_range
    except Exception as error:  # each engine has its own error for a missing or broken name
        if is_busy(error):
            raise
        return None


def get_name(book: xw.Book, name: str) -> Any:
    """The value of a named cell; None where it is blank or the name is gone."""
    cell = named_range(book, name)
    value = None if cell is None else read_cells(cell)[0][0]
    return None if value == "" else value


def set_name(book: xw.Book, name: str, value: Any) -> None:
    """Write a named cell where its value differs; a name that is gone is left alone."""
    cell = named_range(book, name)
    if cell is not None and not _same(read_cells(cell)[0][0], value):
        host_of(book).write_range(book, cell, [[value]])


def set_block(book: xw.Book, name: str, rows: Sequence[Sequence[Any]]) -> None:
    """Write a fixed-size named block (rows × columns), where it differs."""
    cells = named_range(book, name)
    if cells is None:
        return
    height, width = cells.shape
    wanted = [[*list(row)[:width], *[None] * (width - len(row))] for row in list(rows)[:height]]
    wanted += [[None] * width for _ in range(height - len(wanted))]
    now = read_cells(cells)
    if not all(_same(a, b) for old, new in zip(now, wanted, strict=True) for a, b in zip(old, new, strict=True)):
        host_of(book).write_range(book, cells, wanted)


def _same(now: Any, wanted: Any) -> bool:
    if now in (None, "") or wanted in (None, ""):
        return now in (None, "") and wanted in (None, "")
    if isinstance(now, dt.datetime) and isinstance(wanted, dt.date) and not isinstance(wanted, dt.datetime):
        wanted = dt.datetime(wanted.year, wanted.month, wanted.day)  # noqa: DTZ001 - a sheet's dates have no zone
    return bool(now == wanted)


def renamed_header(book: xw.Book, table: Table, column: Field) -> str | None:
    """The header that the column's hidden name points at: Excel keeps it right when a user renames the header."""
    try:
        refers_to = book.names[f"col_{table.name}_{column.key}"].refers_to
    except Exception as error:  # see named_range
        if is_busy(error):
            raise
        return None
    match = _RENAMED.match(refers_to or "")
    return re.sub(r"'(.)", r"\1", match[1]) if match else None
