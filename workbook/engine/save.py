"""Putting a book on disk: all of it or nothing.

The new package is written beside the old one, flushed, checked, and then takes its place in one step
(`os.replace`), so at every moment the name means either the whole old book or the whole new one. Members that are
not written to are copied as they are compressed. A lock file keeps two commands from saving the same book at once; it
is locked by the operating system, so a command that dies holds nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from workbook.engine.package import CHUNK, DEFLATED, STORED, Member, Package, open_package
from workbook.errors import BookError, CannotWrite, FileBusy
from workbook.language import Text

_deflater: Any = zlib
_LEVEL = 1
with contextlib.suppress(ImportError):  # three times faster at about the same size
    from isal import isal_zlib

    _deflater, _LEVEL = isal_zlib, 2

Content = bytes | Callable[[], Iterable[bytes]]
"""A part's new bytes, at once or as a stream that can be started anew."""
STEPS: list[Callable[[str], None]] = []
"""Called with the name of each step of a save; tests stop the process there."""
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1


def _step(name: str) -> None:
    for call in STEPS:
        call(name)


def lock_path(path: Path) -> Path:
    """The lock file that stands beside a book while it is saved."""
    return path.with_name(f".{path.name}.customer-book.lock")


def _temporary_prefix(path: Path) -> str:
    return f".{path.name}."


_TEMPORARY_SUFFIX = ".customer-book.tmp"


def check_not_open(path: Path) -> None:
    """Raise FileBusy when Excel, WPS or LibreOffice holds the book (their owner files stand beside it)."""
    for name in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#", f".~{path.name}"):
        owner = path.with_name(name)
        if owner.exists():
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


def clear_litter(path: Path) -> None:
    """Delete what a killed save left beside the book. Only for the holder of the lock."""
    prefix = _temporary_prefix(path)
    with contextlib.suppress(OSError):
        for entry in path.parent.iterdir():
            if entry.name.startswith(prefix) and entry.name.endswith(_TEMPORARY_SUFFIX):
                with contextlib.suppress(OSError):
                    entry.unlink()


def write_book(
    package: Package, path: Path, changed: Mapping[str, Content], added: Mapping[str, Content], removed: set[str]
) -> None:
    """Write the package with those parts changed, added, removed to `path`.

    Raises FileBusy (open elsewhere, changed since it was read, being saved) or CannotWrite; the file at `path` is then
    as it was. With nothing to change and `path` the book's own, nothing is written at all.
    """
    same = _same_file(package.path, path)
    if same and not changed and not added and not removed:
        return
    check_not_open(path)
    with locked(path):
        clear_litter(path)
        package.check_unchanged()
        temporary = path.with_name(f"{_temporary_prefix(path)}{os.getpid()}-{secrets.token_hex(4)}{_TEMPORARY_SUFFIX}")
        try:
            _step("begin")
            _write_temporary(package, temporary, path, changed, added, removed)
            _step("written")
            open_package(temporary)
            _step("verified")
            check_not_open(path)
            package.check_unchanged()
            temporary.replace(path)
            _step("replaced")
            _flush_folder(path.parent)
        except OSError as error:
            _discard(temporary)
            raise cannot_write(path, error) from error
        except BaseException:
            _discard(temporary)
            raise


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_temporary(
    package: Package,
    temporary: Path,
    path: Path,
    changed: Mapping[str, Content],
    added: Mapping[str, Content],
    removed: set[str],
) -> None:
    with temporary.open("xb") as target:
        if path.exists():
            with contextlib.suppress(OSError):
                shutil.copymode(path, temporary)
        if not changed and not added and not removed:
            with package.open() as source:
                shutil.copyfileobj(source, target, CHUNK)
        else:
            _write_zip(package, target, changed, added, removed)
        _step("before flush")
        target.flush()
        os.fsync(target.fileno())


def _write_zip(
    package: Package, target: BinaryIO, changed: Mapping[str, Content], added: Mapping[str, Content], removed: set[str]
) -> None:
    entries: list[Member] = []
    with package.open() as source:
        for member in sorted(package.members.values(), key=lambda m: m.offset):
            if member.name in removed:
                continue
            if member.name in changed:
                entries.append(_write_member(target, member, changed[member.name]))
            else:
                entries.append(_copy_member(package, source, target, member))
            _step("member")
    for name, content in added.items():
        made_by = next(iter(package.members.values())).made_by
        blank = Member(
            name, name.encode(), made_by, 0x800 if not name.isascii() else 0, DEFLATED, 0, _DATE, 0, 0, 0, 0, 0, 0, b""
        )
        entries.append(_write_member(target, blank, content))
    _step("directory")
    order = {name: position for position, name in enumerate(package.members)}
    entries.sort(key=lambda m: order.get(m.name, len(order)))
    _write_directory(target, entries)


def _header(member: Member) -> bytes:
    flags = member.flags & ~0x8  # sizes stand in the header, no descriptor follows
    large = member.size >= 0xFFFFFFFF or member.compressed >= 0xFFFFFFFF
    extra = struct.pack("<HHQQ", 1, 16, member.size, member.compressed) if large else b""
    sizes = (0xFFFFFFFF, 0xFFFFFFFF) if large else (member.compressed, member.size)
    fields = (45 if large else 20, flags, member.method, member.time, member.date, member.crc, *sizes)
    return (
        struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *fields, len(member.raw_name), len(extra)) + member.raw_name + extra
    )


def _copy_member(package: Package, source: BinaryIO, target: BinaryIO, member: Member) -> Member:
    start = package.data_start(source, member)
    source.seek(start)
    copied = _at(member, target.tell())
    target.write(_header(copied))
    remaining = member.compressed
    while remaining:
        data = source.read(min(CHUNK, remaining))
        if not data:
            raise OSError(errno.EIO, "short read")
        target.write(data)
        remaining -= len(data)
    return copied


def _at(
    member: Member, offset: int, *, crc: int | None = None, compressed: int = 0, size: int = 0, method: int = 0
) -> Member:
    if crc is None:
        crc, compressed, size, method = member.crc, member.compressed, member.size, member.method
    return Member(
        member.name, member.raw_name, member.made_by, member.flags & ~0x8, method, member.time, member.date,
        crc, compressed, size, member.internal, member.external, offset, member.comment,
    )  # fmt: skip


def _write_member(target: BinaryIO, member: Member, content: Content) -> Member:
    offset = target.tell()
    # room for the sizes of a part above 4 GiB is not needed: package.MAX_PART is checked on the next opening
    target.write(_header(_at(member, offset, crc=0, method=DEFLATED)))
    deflate: Any = _deflater.compressobj(_LEVEL, zlib.DEFLATED, -15)
    crc = size = compressed = 0
    for piece in (content,) if isinstance(content, bytes) else content():
        crc = _deflater.crc32(piece, crc)
        size += len(piece)
        packed = deflate.compress(piece)
        compressed += len(packed)
        target.write(packed)
    packed = deflate.flush()
    compressed += len(packed)
    target.write(packed)
    if size >= 0xFFFFFFFF or compressed >= 0xFFFFFFFF:
        raise OSError(errno.EFBIG, "a part of 4 GiB or more")
    written = _at(member, offset, crc=crc, compressed=compressed, size=size, method=DEFLATED)
    end = target.tell()
    target.seek(offset)
    target.write(_header(written))
    target.seek(end)
    return written


def _write_directory(target: BinaryIO, entries: list[Member]) -> None:
    start = target.tell()
    for member in entries:
        wide = [value for value in (member.size, member.compressed, member.offset) if value >= 0xFFFFFFFF]
        extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
        size, compressed, offset = (min(value, 0xFFFFFFFF) for value in (member.size, member.compressed, member.offset))
        sizes = (member.crc, compressed, size, len(member.raw_name), len(extra), len(member.comment))
        version = 45 if wide else 20
        fields = (member.made_by, version, member.flags, member.method, member.time, member.date, *sizes)
        place = (0, member.internal, member.external, offset)
        header = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", *fields, *place)
        target.write(header + member.raw_name + extra + member.comment)
    length = target.tell() - start
    if start >= 0xFFFFFFFF or len(entries) >= 0xFFFF:
        end64 = target.tell()
        target.write(
            struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, len(entries), len(entries), length, start)
            + struct.pack("<4sIQI", b"PK\x06\x07", 0, end64, 1)
        )
    count = min(len(entries), 0xFFFF)
    target.write(struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, length, min(start, 0xFFFFFFFF), 0))


__all__ = ["STORED", "BookError", "Content", "check_not_open", "clear_litter", "lock_path", "locked", "write_book"]
