"""upgrade: bring an older book up to the present version - sheets, columns, lists, settings, ribbon and VBA.

A new book is built and all that is the user's goes over into it (`macros/making/upgrading`); it takes the older one's
place in one step, so that at every moment the file is the one or the other. A book of the present version that lacks a
table or a column - its sheet was deleted, or it is half of an older one - gets it back the same way, blank. What stood
there before is in the backup that the command makes, and `undo` puts it back as long as the book was not changed since.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from macros import journal
from macros.making.upgrading.absent import absent
from macros.making.upgrading.exchanged import exchange
from macros.making.upgrading.new_form import Carried, make
from macros.report import Progress, Report, silent
from macros.setup import book_config
from workbook import engine, tables
from workbook.errors import InputError, Unsupported
from workbook.language import Text, joined
from workbook.rules.journal.entries import Action, Entry
from workbook.schema.home import SCHEMA_VERSION

if TYPE_CHECKING:
    import xlwings as xw

_IS_COPY = Text(
    "这是一本发出的副本，不能升级。请先用原来的版本收回它；升级总簿后再发新的副本。",
    "This is a copy that was handed out; it is not upgraded. Collect it first, upgrade the book it came from, and hand "
    "out a new one.",
)
_READING, _COUNTING = Text("读取旧版内容", "Reading the older book"), Text("重新计算", "Working out again")
_NEWEST = Text("已经是最新的第 {n} 版。", "Already at version {n}, the newest.")
_DONE = Text(
    "已从第 {before} 版升级到第 {n} 版：带过来 {rows:,} 行，工作表、列表、设置、按钮和宏都是新的。",
    "Upgraded from version {before} to {n}: {rows:,} rows came along; sheets, lists, settings, buttons and macros are "
    "new.",
)
_MENDED = Text(
    "已补回缺少的表和列：{names}；其余 {rows:,} 行都带过来了。删掉的内容不在里面，要从备份里找。",
    "Put back what was missing: {names}; the other {rows:,} rows came along. What was deleted is not in it: look in a "
    "backup.",
)
_COLUMNS = Text("您自己加的列也在：{names}。", "Your own columns came along: {names}.")
_SHEETS = Text("您自己的工作表也在：{names}。", "Your own sheets came along: {names}.")
_RENAMED = Text("改了名：{names}（原来的名字现在是程序的）。", "Renamed: {names} (the program has these names now).")
_BESIDE = Text("写在表格旁边的 {n:,} 格也在。", "{n:,} cells that you wrote beside the tables came along.")
_CODE = Text("您自己的宏也在：{names}。", "Your own macros came along: {names}.")
_IN_EXCEL = Text(
    "升级要换掉整个文件，请先保存并关闭客户簿，再运行：customer-book upgrade 文件名。",
    "An upgrade replaces the whole file. Save and close the book, then run customer-book upgrade with its name.",
)


def upgrade(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """Bring the open book up; one that is up to date is left as it is. InputError for a copy that was handed out,
    UnknownVersion for a newer book, Unsupported for code that cannot be carried over."""
    version = tables.schema_version(book)
    gone = absent(book) if version == SCHEMA_VERSION else []
    if version == SCHEMA_VERSION and not gone:
        lines = [_NEWEST.format(n=SCHEMA_VERSION), *_restored(book)]
        return Report("upgrade", tuple(lines), {"from": version, "to": SCHEMA_VERSION})
    if tables.get_name(book, "meta_copy_id"):
        raise InputError(_IS_COPY)
    if not engine.is_ours(book):
        raise Unsupported(_IN_EXCEL)
    progress(_READING, 0.0)
    folder = tempfile.TemporaryDirectory(prefix="customer-book-")
    path = Path(folder.name) / "book.xlsm"
    said = make(book, path, version)
    exchange(book, path, folder)
    with journal.step(book, "upgrade", now=now) as step:
        step.entries.append(Entry(Action.CHANGED, "", "", ("meta_schema_version",), (version,), (SCHEMA_VERSION,)))
    from macros.counting.refresh import count_again, was_counted

    if was_counted(book):
        progress(_COUNTING, 0.7)
        count_again(book, as_of=as_of, progress=progress)
    return Report("upgrade", _lines(said, version, gone), {"from": version, "to": SCHEMA_VERSION, "rows": said.rows})


def _restored(book: xw.Book) -> list[Text]:
    restored = book_config.restore(book)
    if not restored:
        return []
    names = "; ".join(map(book_config.told, restored))
    return [
        Text(
            f"已恢复文件内被改过的 xlwings 设置：{names}。",
            f"Restored the xlwings settings that were changed inside the file: {names}.",
        )
    ]


def _lines(said: Carried, version: int, gone: list[Text]) -> tuple[Text, ...]:
    lines = [_DONE.format(before=version, n=SCHEMA_VERSION, rows=said.rows)]
    if gone:
        lines = [_MENDED.format(names=joined(gone), rows=said.rows)]
    if said.columns:
        lines.append(_COLUMNS.format(names="; ".join(f"{table}[{header}]" for table, header in said.columns)))
    if said.sheets:
        lines.append(_SHEETS.format(names="; ".join(said.sheets)))
    if said.renamed:
        lines.append(_RENAMED.format(names="; ".join(f"{old} → {new}" for old, new in said.renamed.items())))
    if said.beside:
        lines.append(_BESIDE.format(n=said.beside))
    if said.modules:
        lines.append(_CODE.format(names="; ".join(said.modules)))
    return tuple(lines)
