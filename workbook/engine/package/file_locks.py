"""Who may write a book: nobody while Excel holds it, and one command at a time.

The lock file stands beside the book and is locked by the operating system, so a command that dies holds nothing.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from workbook.errors import CannotWrite, FileBusy
from workbook.language import Text

_LONG = 180
"""Bytes of a name that leave room for what is put around it; file systems take 255."""


def lock_path(path: Path) -> Path:
    """The lock file that stands beside a book while it is saved."""
    return path.with_name(f".{room_around(path.name)}.customer-book.lock")


def room_around(name: str) -> str:
    """A file's name, or what stands for it where names made of it would be too long for the file system."""
    raw = os.fsencode(name)
    return name if len(raw) <= _LONG else f"{name[:20]}~{hashlib.sha256(raw).hexdigest()[:16]}"


def real_file(path: Path) -> Path:
    """The file itself, where the path's last step is a link to it: what stands beside it counts, and it is replaced,
    not the link."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def check_not_open(path: Path) -> None:
    """Raise FileBusy when Excel, WPS or LibreOffice holds the book (their owner files stand beside it)."""
    path = real_file(path)
    for name in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#", f".~{path.name}"):
        if os.path.exists(path.with_name(name)):  # noqa: PTH110 - Path.exists raises for a name that is too long
            raise FileBusy(
                Text(
                    f"{path.name} 正被 Excel（或 WPS、LibreOffice）打开。请先保存并关闭再试；"
                    f"若确实没有打开，删除旁边的 {name}。",
                    f"{path.name} is open in Excel (or WPS, LibreOffice). Save and close it, then try again;"
                    f" if it is not open anywhere, delete {name} beside it.",
                )
            )


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """The sentence for a write the file system refuses."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        return CannotWrite(
            Text(
                f"磁盘已满，没有写入 {path}；原文件没有变化。请腾出空间再试。",
                f"The disk is full: {path} was not written and is as it was. Free some space and try again.",
            )
        )
    if isinstance(error, PermissionError) or error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return CannotWrite(
            Text(
                f"没有权限写入 {path}；原文件没有变化。请换一个文件夹（-o），或检查文件是否只读、是否被打开。",
                f"{path} may not be written; it is as it was."
                " Choose another folder (-o), or check whether the file is read-only or open.",
            )
        )
    if isinstance(error, FileNotFoundError):
        return CannotWrite(
            Text(f"文件夹 {path.parent} 不存在。请先建立它。", f"There is no folder {path.parent}. Make it first.")
        )
    return CannotWrite(
        Text(
            f"无法写入 {path}（{error.strerror}）；原文件没有变化。",
            f"{path} cannot be written ({error.strerror}); it is as it was.",
        )
    )


def check_writable(path: Path) -> None:
    """Raise CannotWrite for a file marked read-only, which a replacement would pass over on some systems."""
    if path.exists() and not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise cannot_write(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the book's lock file. Raises FileBusy when another command holds it."""
    lock = lock_path(path)
    try:
        handle = _take_lock(path, lock)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be deleted there
            os.close(handle)
            with contextlib.suppress(OSError):
                lock.unlink()
        else:
            with contextlib.suppress(OSError):
                lock.unlink()
            os.close(handle)


def _take_lock(path: Path, lock: Path) -> int:
    for _ in range(20):
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        if not _lock_file(handle):
            os.close(handle)
            raise FileBusy(
                Text(
                    f"另一个命令正在保存 {path.name}。请等它结束再试。",
                    f"Another command is saving {path.name}. Wait until it is done, then try again.",
                )
            )
        try:  # the holder before us may have deleted the file between our opening and our locking it
            if sys.platform == "win32" or os.fstat(handle).st_ino == lock.stat().st_ino:
                return handle
        except FileNotFoundError:
            pass
        os.close(handle)
        time.sleep(0.01)
    raise FileBusy(
        Text(f"{path.name} 正被频繁保存，请稍后再试。", f"{path.name} is being saved all the time; try later.")
    )


def _lock_file(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # some network file systems know no locks: the check of the fingerprint remains
        return error.errno in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
    return True
