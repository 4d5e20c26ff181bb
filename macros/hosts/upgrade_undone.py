"""An upgrade is undone as a whole: the book as it was before stands in the backup, and is put back from there.

Beside the backup stands which file the upgrade made of it. Only that very file is put back: once anything was written
into it, the backup holds less than the book.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from macros.backup_folder import folder_of
from macros.hosts.backup import back_up
from macros.report import Report
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    import xlwings as xw

_RECORD = "upgrade.json"
_CHANGED = Text(
    "升级之后这本客户簿又改过，不能整本退回，没有改动。升级前的文件在 {backup}。",
    "The book was changed after the upgrade, so it is not put back as a whole; nothing was changed. The book from "
    "before is {backup}.",
)
_NO_BACKUP = Text(
    "升级前的备份已不在这台电脑上，不能退回，没有改动。",
    "The backup from before the upgrade is not on this computer; nothing was changed.",
)
_BACK = Text(
    "已退回升级前的客户簿：{path}；升级后的文件备份：{copy}",
    "Put the book from before the upgrade back: {path}; the upgraded one: {copy}",
)
_AS_OUT = Text("升级前的客户簿已存为 {path}。", "Saved the book from before the upgrade as {path}.")
_WOULD = Text(
    "会退回升级前的客户簿（{backup}）。以上只是预演，客户簿没有改动。",
    "It would put the book from before the upgrade back ({backup}). This was a rehearsal; the book was not changed.",
)


def remember(book: Path, copy: Path) -> None:
    """Keep beside the backup which file the upgrade has made of it."""
    text = json.dumps({"backup": copy.name, "sha256": _digest(book)})
    (folder_of(book) / _RECORD).write_text(text, "utf-8")


def put_back(book: xw.Book, path: Path, out: Path | None, *, dry: bool) -> Report | None:
    """Put the book from before an upgrade back, or write it to `out`; None where the book's last step was no upgrade.
    InputError where it was changed since, or the backup is gone."""
    from macros import journal
    from workbook.engine.package.atomic_save import write_book
    from workbook.engine.package.zip_package import open_package
    from workbook.tables import older

    if older(book) is not None:
        return None
    frame = journal.read(book)
    undone = journal.undone(frame)
    last = undone.index[~undone][-1:]  # what stands in its rows is for undo to read
    if not frame.loc[frame["batch"].isin(last), "command"].head(1).eq("upgrade").any():
        return None
    record = _record(path)
    if record is None:
        raise InputError(_NO_BACKUP)
    backup, digest = record
    if digest != _digest(path):
        raise InputError(_CHANGED.format(backup=backup))
    if dry:
        return Report("undo", (_WOULD.format(backup=backup),), {"steps": 1})
    target = path if out is None else out
    said = _AS_OUT.format(path=target)
    if target.resolve() == path.resolve():
        said = _BACK.format(path=path, copy=back_up(path, dt.datetime.now()))  # noqa: DTZ005 - the user's own clock
    write_book(open_package(backup), target, {}, {}, set())
    return Report("undo", (said,), {"steps": 1})


def _record(book: Path) -> tuple[Path, str] | None:
    """The backup of the last upgrade, and the digest of the file that came of it."""
    folder = folder_of(book)
    try:
        found = json.loads((folder / _RECORD).read_text("utf-8"))
        backup, digest = folder / str(found["backup"]), str(found["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (backup, digest) if backup.is_file() and backup.parent == folder else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
