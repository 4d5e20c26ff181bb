"""The central directory of a zip package: its members, and what makes it unfit to open.

It is read by hand, not by `zipfile`, so that hostile packages are refused before anything is inflated.

Layout of the structures: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory),
4.3.14-4.3.16 (ends of the central directory).
"""

from __future__ import annotations

import posixpath
import struct
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from workbook.errors import NotAWorkbook
from workbook.language import Text

MAX_MEMBERS = 20_000
MAX_PART = 6 << 30
"""Bytes of one inflated part: a full sheet of 1,048,576 rows × 60 columns stays below it."""
MAX_TOTAL = 12 << 30
BOMB_SIZE = 16 << 20
BOMB_RATIO = 400
"""Sheets deflate 5 to 60 times, rows of equal blank cells 250 times; a bomb nears the format's 1032 times."""
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"
_END64_LOCATOR = b"PK\x06\x07"
_END64 = b"PK\x06\x06"
_CENTRAL = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"
STORED, DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the central directory; `raw_name` is how the file spells the part's name."""

    name: str
    raw_name: bytes
    made_by: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed: int
    size: int
    internal: int
    external: int
    offset: int
    comment: bytes


def damaged(path: Path, what: Text) -> NotAWorkbook:
    """The refusal for a file whose inside is broken or hostile; `what` says where."""
    return NotAWorkbook(
        Text(
            f"{path.name}：文件已损坏或不是有效的工作簿（{what.zh}）。请换用备份，或在 Excel 里打开并另存一份再试。",
            f"{path.name}: the file is damaged or not a valid workbook ({what.en})."
            " Use a backup, or open it in Excel, save a copy and try that.",
        )
    )


def read_directory(path: Path, handle: BinaryIO, size: int) -> tuple[bytes, int]:
    """The bytes of the central directory and where they begin."""
    head = handle.read(8)
    if head == _CFB:
        raise NotAWorkbook(
            Text(
                f"{path.name} 有密码保护，或是旧的 .xls 格式。请在 Excel 里去掉密码，另存为 .xlsx 或 .xlsm。",
                f"{path.name} is password-protected, or in the old .xls format."
                " Remove the password in Excel and save it as .xlsx or .xlsm.",
            )
        )
    if head[:4] not in (LOCAL, _END):
        raise NotAWorkbook(
            Text(
                f"{path.name} 不是 Excel 工作簿（.xlsx 或 .xlsm）。",
                f"{path.name} is not an Excel workbook (.xlsx or .xlsm). Name the right file.",
            )
        )
    tail_length = min(size, 65_557)
    handle.seek(size - tail_length)
    tail = handle.read(tail_length)
    at = tail.rfind(_END)
    cut_off = damaged(path, Text("末尾缺失，文件没有复制完整", "its end is missing: it was not copied completely"))
    if at < 0 or len(tail) - at < 22:
        raise cut_off
    entries, length, start = struct.unpack("<HII", tail[at + 10 : at + 20])
    if entries == 0xFFFF or length == 0xFFFFFFFF or start == 0xFFFFFFFF:
        locator = tail[at - 20 : at] if at >= 20 else b""
        if locator[:4] != _END64_LOCATOR:
            raise cut_off
        (end64,) = struct.unpack("<Q", locator[8:16])
        if end64 + 56 > size:
            raise cut_off
        handle.seek(end64)
        record = handle.read(56)
        if record[:4] != _END64:
            raise cut_off
        length, start = struct.unpack("<QQ", record[40:56])
    if start + length > size or length > 64 << 20:
        raise cut_off
    handle.seek(start)
    return handle.read(length), int(start)


def read_members(path: Path, directory: bytes, directory_start: int) -> dict[str, Member]:
    members: dict[str, Member] = {}
    seen: set[str] = set()
    total, at = 0, 0
    broken = damaged(path, Text("压缩目录读不出来", "its zip directory cannot be read"))
    while at < len(directory):
        if directory[at : at + 4] != _CENTRAL or at + 46 > len(directory):
            raise broken
        fields = struct.unpack("<HHHHHHIIIHHHHHII", directory[at + 4 : at + 46])
        made_by, _, flags, method, time, date, crc, packed, size, n_name, n_extra, n_comment = fields[:12]
        _, internal, external, offset = fields[12:]
        raw_name = directory[at + 46 : at + 46 + n_name]
        extra = directory[at + 46 + n_name : at + 46 + n_name + n_extra]
        comment = directory[at + 46 + n_name + n_extra : at + 46 + n_name + n_extra + n_comment]
        at += 46 + n_name + n_extra + n_comment
        if at > len(directory):
            raise broken
        size, packed, offset = _zip64(extra, size, packed, offset)
        name = _member_name(path, raw_name, flags)
        if equivalent(name) in seen:
            raise damaged(path, Text(f"部件 {name} 出现两次", f"part {name} appears twice"))
        seen.add(equivalent(name))
        total += size
        member = Member(
            name, raw_name, made_by, flags, method, time, date, crc, packed, size, internal, external, offset, comment
        )
        _guard(path, member, total, directory_start)
        members[name] = member
        if len(members) > MAX_MEMBERS:
            raise damaged(path, Text("部件过多", "it has too many parts"))
    ends = 0
    for member in sorted(members.values(), key=lambda m: m.offset):
        if member.offset < ends:  # two names for one heap of bytes: how small bombs become large
            raise damaged(path, Text("部件互相重叠", "its parts overlap"))
        ends = member.offset + 30 + len(member.raw_name) + member.compressed
    return _by_known_names(members)


def equivalent(name: str) -> str:
    """What two spellings of one part's name have in common: letters of either case, characters escaped or not
    (ECMA-376 part 2, 6.2.2.3), and the backslashes of a few programs."""
    return unquote(name.replace("\\", "/")).lower()


def _by_known_names(members: dict[str, Member]) -> dict[str, Member]:
    """The members, those that are found by a name of our making under it: the list of types, and the relationships of
    a part, beside it."""
    named = {equivalent(name): name for name in members}
    found = {}
    for name, member in members.items():
        known = _known_name(name, named)
        found[known] = member if known == member.name else replace(member, name=known)
    return found


def _known_name(name: str, named: dict[str, str]) -> str:
    folder, _, last = name.rpartition("/")
    if name.lower() == "[content_types].xml":
        return "[Content_Types].xml"
    if not last.lower().endswith(".rels") or folder.lower().rpartition("/")[2] != "_rels":
        return name
    owner = f"{folder[:-5]}{last[:-5]}"
    owner = named.get(equivalent(owner), owner)
    return posixpath.join(posixpath.dirname(owner), "_rels", posixpath.basename(owner) + ".rels")


def _zip64(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The true sizes and offset of a member, from its zip64 field when the 32-bit ones are full."""
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack("<HH", extra[at : at + 4])
        if tag == 1:
            values = [
                int.from_bytes(extra[at + 4 + 8 * i : at + 12 + 8 * i], "little") for i in range(int(length) // 8)
            ]
            if size == 0xFFFFFFFF and values:
                size = values.pop(0)
            if packed == 0xFFFFFFFF and values:
                packed = values.pop(0)
            if offset == 0xFFFFFFFF and values:
                offset = values.pop(0)
        at += 4 + int(length)
    return size, packed, offset


def _member_name(path: Path, raw: bytes, flags: int) -> str:
    try:
        name = raw.decode("utf-8" if flags & 0x800 else "cp437")
    except UnicodeDecodeError as error:
        raise damaged(path, Text("有部件名读不出来", "a part name cannot be read")) from error
    name = name.replace("\\", "/")
    parts = name.split("/")
    if not name or name.startswith("/") or "\x00" in name or ".." in parts or ":" in parts[0]:
        raise damaged(path, Text("有部件指向压缩包以外", "a part points outside the package"))
    return name


def _guard(path: Path, member: Member, total: int, directory_start: int) -> None:
    if member.flags & 0x1:
        raise NotAWorkbook(
            Text(
                f"{path.name} 的压缩包有密码。请先去掉密码。", f"{path.name} is a zip with a password. Remove it first."
            )
        )
    if member.method not in (STORED, DEFLATED):
        raise damaged(
            path, Text(f"部件 {member.name} 的压缩方式未知", f"part {member.name} is packed in an unknown way")
        )
    if member.method == STORED and member.compressed != member.size:
        raise damaged(path, Text(f"部件 {member.name} 长度不符", f"part {member.name} has a wrong length"))
    if member.offset + 30 + member.compressed > directory_start:
        raise damaged(path, Text(f"部件 {member.name} 位置不符", f"part {member.name} has a wrong position"))
    too_large = member.size > MAX_PART or total > MAX_TOTAL
    if too_large or (member.size > BOMB_SIZE and member.size > BOMB_RATIO * max(member.compressed, 1)):
        raise damaged(
            path, Text(f"部件 {member.name} 解压后大得不合理", f"part {member.name} unpacks to an absurd size")
        )
