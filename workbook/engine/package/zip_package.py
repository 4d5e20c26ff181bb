"""The zip package of a workbook: which members it has, and their bytes.

Members that are not written to are copied raw (their compressed bytes as they stand), and the directory with its
checksums is the file's fingerprint (see `Package.fingerprint`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from workbook.engine.package.zip_directory import (
    DEFLATED,
    LOCAL,
    Member,
    damaged,
    read_directory,
    read_members,
)
from workbook.errors import CannotWrite, FileBusy, FileError, NotAWorkbook
from workbook.language import Text

_inflater: Any = zlib
with contextlib.suppress(ImportError):  # Intel's deflate: six times faster where it is installed, the same bytes out
    from isal import isal_zlib

    _inflater = isal_zlib

MAX_WHOLE = 512 << 20
"""Bytes of a part that is held in memory as a whole (everything but a streamed sheet)."""
READ = 1 << 18
CHUNK = 2 << 20


def cannot_read(path: Path, error: OSError) -> FileError:
    """The sentence for a file the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return NotAWorkbook(
            Text(f"找不到文件 {path}。请检查路径和文件名。", f"There is no file {path}. Check the path and the name.")
        )
    if isinstance(error, IsADirectoryError):
        return NotAWorkbook(
            Text(f"{path} 是文件夹，不是工作簿。", f"{path} is a folder, not a workbook. Name the file inside it.")
        )
    return CannotWrite(
        Text(
            f"无法读取 {path}（{error.strerror}）。请检查权限，或是否被别的程序独占。",
            f"{path} cannot be read ({error.strerror}). Check its permissions, or whether a program holds it.",
        )
    )


@dataclass(frozen=True, slots=True)
class Package:
    """An open package: the directory is in memory, the members stay in the file."""

    path: Path
    members: dict[str, Member]
    fingerprint: str
    """SHA-256 over size and central directory: it changes whenever any member's content changes."""
    sound: set[str] = field(default_factory=set)
    """The members that were read to their end with the size and checksum that the directory gives."""

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def open(self) -> BinaryIO:
        """The file for reading, after a check that it is still the file whose directory was read."""
        try:
            handle = self.path.open("rb")
        except OSError as error:
            raise cannot_read(self.path, error) from error
        return handle

    def check_unchanged(self) -> None:
        """Raise FileBusy when the file on disk is no longer the one that was read."""
        if not self._is_unchanged():
            raise self._changed()

    def _is_unchanged(self) -> bool:
        try:
            return open_package(self.path).fingerprint == self.fingerprint
        except FileError:
            return False

    def _changed(self) -> FileBusy:
        return FileBusy(
            Text(
                f"{self.path.name} 在读取之后被别的程序改过。为不丢失那些修改，没有写入；请重新运行。",
                f"{self.path.name} was changed by another program after it was read."
                " Nothing was written, so that change is not lost; run the command again.",
            )
        )

    def chunks(self, name: str) -> Iterator[bytes]:
        """The inflated bytes of a member, in chunks of at most CHUNK bytes; checked against size and checksum."""
        member = self.members[name]
        with self.open() as handle:
            yield from self._inflate(handle, member)

    def check(self, name: str) -> None:
        """Read a member to its end, unless that was done before. Raises NotAWorkbook where it is damaged."""
        if name not in self.sound:
            for _ in self.chunks(name):
                pass

    def read(self, name: str) -> bytes:
        """A whole member. Only for parts that are held in memory; sheets are streamed."""
        member = self.members[name]
        if member.size > MAX_WHOLE:
            raise damaged(self.path, Text(f"部件 {name} 过大", f"part {name} is too large"))
        return b"".join(self.chunks(name))

    def data_start(self, handle: BinaryIO, member: Member) -> int:
        """Where the compressed bytes of a member begin, after its local header has been checked."""
        handle.seek(member.offset)
        header = handle.read(30)
        if len(header) < 30 or header[:4] != LOCAL:
            raise self._changed_or_damaged(member)
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        if handle.read(name_length) != member.raw_name:
            raise self._changed_or_damaged(member)
        return member.offset + 30 + int(name_length) + int(extra_length)

    def _changed_or_damaged(self, member: Member) -> FileError:
        if not self._is_unchanged():
            return self._changed()
        return damaged(self.path, Text(f"部件 {member.name} 读不出来", f"part {member.name} cannot be read"))

    def _inflate(self, handle: BinaryIO, member: Member) -> Iterator[bytes]:
        handle.seek(self.data_start(handle, member))
        remaining, produced, crc = member.compressed, 0, 0
        inflate: Any = _inflater.decompressobj(-15) if member.method == DEFLATED else None
        try:
            while remaining > 0:
                data = handle.read(min(READ, remaining))
                if not data:
                    raise self._changed_or_damaged(member)
                remaining -= len(data)
                while data:
                    if inflate is None:
                        out, data = data, b""
                    else:
                        out = inflate.decompress(data, CHUNK)
                        data = inflate.unconsumed_tail
                    produced += len(out)
                    if produced > member.size:
                        raise self._changed_or_damaged(member)
                    crc = _inflater.crc32(out, crc)
                    if out:
                        yield out
            if inflate is not None:
                out = inflate.flush()
                produced += len(out)
                crc = _inflater.crc32(out, crc)
                if out:
                    yield out
        except (zlib.error, _inflater.error, OSError) as error:
            raise self._changed_or_damaged(member) from error
        if produced != member.size or crc != member.crc:
            raise self._changed_or_damaged(member)
        self.sound.add(member.name)


def open_package(path: Path) -> Package:
    """Read and check the directory of a package. Raises NotAWorkbook (or CannotWrite when it cannot be read)."""
    try:
        with path.open("rb") as handle:
            size = os.fstat(handle.fileno()).st_size
            directory, start = read_directory(path, handle, size)
    except OSError as error:
        raise cannot_read(path, error) from error
    members = read_members(path, directory, start)
    digest = hashlib.sha256(directory)
    digest.update(str(size).encode())
    return Package(path, members, digest.hexdigest())
