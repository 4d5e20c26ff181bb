"""Backups: a copy of the book before a command overwrites it, named by the moment; the newest few are kept."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from workbook.engine.package.file_locks import room_around
from workbook.errors import CannotWrite
from workbook.language import Text

KEEP = 5


def back_up(book: Path, now: dt.datetime) -> Path:
    """Copy the book beside itself as NAME.backup-YYYYMMDD-HHMMSS.xlsm. Raises CannotWrite, and nothing is left then."""
    stem = room_around(book.stem)
    target = book.with_name(f"{stem}.backup-{now:%Y%m%d-%H%M%S}{book.suffix}")
    serial = 1
    while target.exists():
        serial += 1
        target = book.with_name(f"{stem}.backup-{now:%Y%m%d-%H%M%S}-{serial}{book.suffix}")
    coming = book.with_name(f".{target.name}.part")  # a half copy must not look like a backup
    try:
        shutil.copy2(book, coming)
        coming.replace(target)
    except OSError as error:
        raise CannotWrite(
            Text(
                f"无法在 {book.parent} 里写备份（{error.strerror}），客户簿没有改动。"
                "请检查文件夹的权限和磁盘空间，或用 -o 另存。",
                f"Cannot write a backup in {book.parent} ({error.strerror}); the book was not changed. "
                "Check the folder's permissions and the disk space, or use -o to save elsewhere.",
            )
        ) from error
    finally:
        coming.unlink(missing_ok=True)
    return target


def drop_old(book: Path) -> None:
    """Delete all but the newest KEEP copies of a book, and what a copy cut short has left."""
    stem = glob_escape(room_around(book.stem))
    for old in sorted(book.parent.glob(f"{stem}.backup-*{book.suffix}"), key=_moment)[:-KEEP]:
        old.unlink(missing_ok=True)
    for part in book.parent.glob(f".{stem}.backup-*{book.suffix}.part"):
        part.unlink(missing_ok=True)


def glob_escape(name: str) -> str:
    """A file name with the characters that glob treats specially made literal."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _moment(path: Path) -> tuple[str, int]:
    stamp = path.stem.rpartition(".backup-")[2]
    day, _, rest = stamp.partition("-")
    time, _, serial = rest.partition("-")
    return f"{day}{time}", int(serial or 1)
