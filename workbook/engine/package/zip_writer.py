"""Writing the zip package of a workbook: members that are not written to are copied as they are compressed."""

from __future__ import annotations

import contextlib
import errno
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol, runtime_checkable

from workbook.engine.package.zip_directory import DEFLATED, Member
from workbook.engine.package.zip_package import CHUNK, Package

_deflater: Any = zlib
_LEVEL = 1
with contextlib.suppress(ImportError):  # three times faster at about the same size
    from isal import isal_zlib

    _deflater, _LEVEL = isal_zlib, 2

Content = bytes | Callable[[], Iterable[bytes]]
"""A part's new bytes, at once or as a stream that can be started anew."""


@dataclass(frozen=True, slots=True)
class Deflated:
    """What is known of a part that another process has deflated."""

    crc: int
    size: int
    compressed: int


@runtime_checkable
class Elsewhere(Protocol):
    """The content of a part that another process makes; called, it gives the bytes as this process makes them."""

    def __call__(self) -> Iterable[bytes]: ...

    def into(self, target: BinaryIO) -> Deflated | None:
        """Wait for the deflated bytes and write them; None where they did not come whole."""


STEPS: list[Callable[[str], None]] = []
"""Called with the name of each step of a save; tests stop the process there."""
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1


def step(name: str) -> None:
    """A save has come so far."""
    for call in STEPS:
        call(name)


def write_zip(
    package: Package, target: BinaryIO, changed: Mapping[str, Content], added: Mapping[str, Content], removed: set[str]
) -> None:
    """Write the package with those parts changed, added, removed; the others are copied as they are compressed."""
    entries: list[Member] = []
    there = {name for name, content in changed.items() if isinstance(content, Elsewhere)}
    with package.open() as source:
        for member in sorted(package.members.values(), key=lambda m: (m.name in there, m.offset)):
            if member.name in removed:
                continue
            if member.name in changed:
                entries.append(_write_member(target, member, changed[member.name]))
            else:
                package.check(member.name)  # what is damaged is not saved on, to push the last sound backup out
                entries.append(_copy_member(package, source, target, member))
            step("member")
    for name, content in added.items():
        made_by = next(iter(package.members.values())).made_by
        blank = Member(
            name, name.encode(), made_by, 0x800 if not name.isascii() else 0, DEFLATED, 0, _DATE, 0, 0, 0, 0, 0, 0, b""
        )
        entries.append(_write_member(target, blank, content))
    step("directory")
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
    start = target.tell()
    ready = content.into(target) if isinstance(content, Elsewhere) else None
    if ready is not None:
        crc, size, compressed = ready.crc, ready.size, ready.compressed
    else:
        target.seek(start)  # some of it may have come
        target.truncate()
        counted = Counted((content,) if isinstance(content, bytes) else content())
        compressed = sum(target.write(packed) for packed in deflated(counted))
        crc, size = counted.crc, counted.size
    if size >= 0xFFFFFFFF or compressed >= 0xFFFFFFFF:
        raise OSError(errno.EFBIG, "a part of 4 GiB or more")
    written = _at(member, offset, crc=crc, compressed=compressed, size=size, method=DEFLATED)
    end = target.tell()
    target.seek(offset)
    target.write(_header(written))
    target.seek(end)
    return written


class Counted:
    """Pieces of a part as they go by, with the checksum and the number of their bytes."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.crc = self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.crc = _deflater.crc32(piece, self.crc)
            self.size += len(piece)
            yield piece


def deflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a member."""
    deflate: Any = _deflater.compressobj(_LEVEL, zlib.DEFLATED, -15)
    for piece in pieces:
        yield deflate.compress(piece)
    yield deflate.flush()


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
