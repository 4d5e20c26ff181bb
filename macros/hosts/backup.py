"""Backups: a whole copy of the book before a command overwrites it, in a folder of the user's own.

Not beside the book: a shared folder would hand every old version on, erased rows included (macros/backup_folder.py).
Kept are the newest few, the last one of each of the latest days, and of each of the latest weeks.
"""

from __future__ import annotations

import datetime as dt
import glob
import shutil
from pathlib import Path

from macros.backup_folder import backups_of, folder_of
from workbook.engine.package.file_locks import room_around
from workbook.engine.package.zip_package import open_package
from workbook.errors import CannotWrite
from workbook.language import Text

KEEP = 5
"""The newest copies, whatever their age."""
DAYS, WEEKS = 14, 8
"""For so many days and weeks that have copies, the last one of each stays."""


def back_up(book: Path, now: dt.datetime) -> Path:
    """Copy the book as NAME.backup-YYYYMMDD-HHMMSS.xlsm. Raises CannotWrite, and nothing is left then."""
    stem, folder = room_around(book.stem), folder_of(book)
    target = folder / f"{stem}.backup-{now:%Y%m%d-%H%M%S}{book.suffix}"
    serial = 1
    while target.exists():
        serial += 1
        target = folder / f"{stem}.backup-{now:%Y%m%d-%H%M%S}-{serial}{book.suffix}"
    coming = folder / f".{target.name}.part"  # a half copy must not look like a backup
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy2(book, coming)
        if coming.stat().st_size != book.stat().st_size:
            raise OSError(None, "short copy")
        open_package(coming)
        coming.replace(target)
    except OSError as error:
        raise CannotWrite(
            Text(
                f"无法在 {folder} 里写备份（{error.strerror}），客户簿没有改动。"
                "请检查文件夹的权限和磁盘空间，或用 -o 另存。",
                f"Cannot write a backup in {folder} ({error.strerror}); the book was not changed. "
                "Check the folder's permissions and the disk space, or use -o to save elsewhere.",
            )
        ) from error
    finally:
        coming.unlink(missing_ok=True)
    return target


def drop_old(book: Path) -> None:
    """Delete the copies that neither their number nor their age keeps, and what a copy cut short has left."""
    stem, folder = glob.escape(room_around(book.stem)), folder_of(book)
    copies = sorted(backups_of(book), key=_moment)
    kept = {*copies[-KEEP:], *_last_of_each(copies, "%Y%m%d", DAYS), *_last_of_each(copies, "%G%V", WEEKS)}
    for old in copies:
        if old not in kept:
            old.unlink(missing_ok=True)
    for part in folder.glob(f".{stem}.backup-*{book.suffix}.part"):
        part.unlink(missing_ok=True)


def _last_of_each(copies: list[Path], span: str, most: int) -> list[Path]:
    """The last copy of each of the latest `most` spans of time (as strftime writes them) that have one."""
    last: dict[str, Path] = {}
    for copy in copies:
        day = dt.datetime.strptime(_moment(copy)[0][:8], "%Y%m%d")  # noqa: DTZ007 - the user's own days
        last[day.strftime(span)] = copy
    return list(last.values())[-most:]


def _moment(path: Path) -> tuple[str, int]:
    stamp = path.stem.rpartition(".backup-")[2]
    day, _, rest = stamp.partition("-")
    time, _, serial = rest.partition("-")
    return f"{day}{time}", int(serial or 1)
