"""What may be wrong with a workbook: damage to its XML where damage matters, and to its package. Each function gives
the same for the same generator."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

ODD_VALUES = [
    "", "0", "-1", "1", "99999999999999999999", "4294967296", "NaN", "inf", "1e999", "A1", "A0", "XFE1", "A1048577",
    "A1:", ":", "$A$1:$B", "B2:A1", "a1", "é", "\x00", "../../etc/passwd", "/xl/workbook.xml", "xl/none.xml",
    "true", "s", "str", "inlineStr", "e", "d", "array", "shared", "External", "&amp;", "&bomb;", "&#0;",
    "&#xFFFFFF;", "]]>", "<", "x" * 5000, "2024-13-45T99:99", "2958466", "-0.5", "Sheet!A1", "#REF!",
    "tblOne[[#This Row],[a]]",
]  # fmt: skip
TAG = re.compile(r"<[^<>]+>")
ATTRIBUTE = re.compile(r'(\s[\w:]+=")([^"]*)(")')


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of those parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# damage to the XML of one part


def change_attribute(text: str, rng: random.Random) -> str:
    found = list(ATTRIBUTE.finditer(text))
    if not found:
        return text
    match = rng.choice(found)
    value = rng.choice([*ODD_VALUES, rng.choice(found).group(2)])
    return text[: match.start(2)] + value + text[match.end(2) :]


def drop_attribute(text: str, rng: random.Random) -> str:
    found = list(ATTRIBUTE.finditer(text))
    return text if not found else text[: (m := rng.choice(found)).start()] + text[m.end() :]


def change_text(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r">([^<]+)<", text))
    if not found:
        return text
    match = rng.choice(found)
    return text[: match.start(1)] + rng.choice(ODD_VALUES) + text[match.end(1) :]


def drop_tag(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    return text if not found else text[: (m := rng.choice(found)).start()] + text[m.end() :]


def repeat_tag(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    if not found:
        return text
    match, at = rng.choice(found), rng.choice(found).start()
    return text[:at] + match.group() * rng.choice([1, 2, 50]) + text[at:]


def swap_tags(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    if len(found) < 2:
        return text
    one, two = sorted(rng.sample(found, 2), key=lambda m: m.start())
    return text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group() + text[two.end() :]


def cut(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + (text[at + rng.randrange(1, 40) :] if rng.random() < 0.7 else "")


def nest(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    at = rng.choice(found).start() if found else 0
    depth = rng.choice([3, 300, 5000])
    return text[:at] + "<x>" * depth + "</x>" * depth + text[at:]


def document_type(text: str, rng: random.Random) -> str:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
    )
    return text.replace("?>", "?>" + bomb + "]>", 1).replace(">1<", ">&i;<", 1)


ODDITIES = ["<!-- </sheetData> -->", "<![CDATA[</row>]]>", "<?pi x?>", "\ufeff", "\x00", "&"]


def odd_spelling(text: str, rng: random.Random) -> str:
    found = list(TAG.finditer(text))
    at = rng.choice(found).end() if found else 0
    return text[:at] + rng.choice(ODDITIES) + text[at:]


def respell(text: str, rng: random.Random) -> str:
    """Spell some tags in another legal way: quotes, spaces, the order of attributes, an attribute twice."""

    def spelt(match: re.Match[str]) -> str:
        tag = match.group()
        if tag[1] in "/?!" or rng.random() < 0.7:
            return tag
        what = rng.randrange(5)
        if what == 0 and "'" not in tag:
            return tag.replace('"', "'")
        if what == 1:
            return tag.replace(" ", rng.choice(["  ", "\n", "\t"]))
        if what == 2:
            return tag.replace("=", " = ")
        found = [one.group() for one in ATTRIBUTE.finditer(tag)]
        if not found:
            return tag
        if what == 3:
            at, end = tag.index(found[0]), tag.rindex(found[-1]) + len(found[-1])
            return tag[:at] + "".join(reversed(found)) + tag[end:]
        at = tag.index(found[-1])
        return tag[:at] + rng.choice(found) + tag[at:]

    return TAG.sub(spelt, text)


def drop_addresses(text: str, rng: random.Random) -> str:
    """Rows and cells without their addresses, all or some."""
    share = rng.choice([0.1, 1])
    return re.sub(r'(<(?:row|c)\b[^>]*?) r="\w+"', lambda m: m[1] if rng.random() < share else m[0], text)


XML: list[Callable[[str, random.Random], str]] = [
    change_attribute, change_attribute, change_attribute, change_text, change_text, drop_attribute, drop_tag,
    repeat_tag,
    swap_tags, cut, nest, document_type, odd_spelling, respell, drop_addresses,
]  # fmt: skip


# damage to the package


def flip_bytes(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 2, 8, 64])):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def directory_field(data: bytes, rng: random.Random) -> bytes:
    """A wrong number in the central directory."""
    starts = [m.start() for m in re.finditer(rb"PK\x01\x02", data)]
    changed = bytearray(data)
    at = rng.choice(starts) + rng.choice([8, 10, 16, 20, 24, 28, 30, 32, 42])
    changed[at : at + 4] = struct.pack(
        "<I", rng.choice([0, 1, 0xFFFFFFFF, 0x7FFFFFFF, rng.randrange(1 << 32), 1 << 30])
    )
    return bytes(changed)


def end_field(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    at = data.rfind(b"PK\x05\x06") + rng.choice([4, 8, 10, 12, 16, 20])
    changed[at : at + 2] = struct.pack("<H", rng.randrange(1 << 16))
    return bytes(changed)


ZIP: list[Callable[[bytes, random.Random], bytes]] = [flip_bytes, truncate, directory_field, directory_field, end_field]


def damaged_book(parts: dict[str, bytes], rng: random.Random) -> bytes:
    """A book with one to three things wrong."""
    parts = dict(parts)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        name = rng.choice(list(parts))
        what = rng.random()
        if what < 0.75:
            text = rng.choice(XML)(parts[name].decode("utf-8", "replace") or " ", rng)
            encoding = "utf-8" if rng.random() < 0.97 else "utf-16"
            parts[name] = text.encode(encoding, "replace")
        elif what < 0.8:
            del parts[name]
        elif what < 0.85:
            parts[name] = parts[rng.choice(list(parts))]
        elif what < 0.87:
            parts["../" + name] = parts[name]
        elif what < 0.88:
            old, new = rng.choice([("/", "\\"), ("xl/", "XL/"), ("sheet", "Sheet")])
            parts = {one.replace(old, new): data for one, data in parts.items()}
        elif what < 0.9:
            parts[name] = bytes(rng.choice([0, 1, 30 << 20]))
        else:
            return rng.choice(ZIP)(packed(parts), rng)
        if not parts:
            return b""
    return packed(parts)
