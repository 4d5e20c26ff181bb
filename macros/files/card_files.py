"""Reader of vCards (.vcf), as address books and telephones export them: one row a person, under headers of the book.

Sources: RFC 2426 (vCard 3.0), RFC 6350 (4.0), vCard 2.1 with quoted-printable texts.
"""

from __future__ import annotations

import contextlib
import quopri
import re
from collections.abc import Iterator

from workbook.rules.reading.grid import Grid

HEADERS = (
    "公司名称",
    "联系人",
    "部门",
    "职位",
    "手机",
    "电话",
    "其他电话",
    "传真",
    "生日",
    "邮箱",
    "其他邮箱",
    "地址",
    "网址",
    "备注",
)
"""What the rows hold."""

_LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[A-Za-z-]+)(?P<about>(?:;[^:]*)?):(?P<value>.*)", re.DOTALL)


def is_cards(text: str) -> bool:
    """Is this a file of vCards?"""
    return text.lstrip("\ufeff \t\r\n")[:40].upper().startswith("BEGIN:VCARD")


def read_cards(text: str) -> Grid:
    """One row a card, below the headers; the line of each row is that of its BEGIN."""
    rows: list[list[str]] = [list(HEADERS)]
    lines = [1]
    card: dict[str, list[str]] = {}
    begun = 1
    for number, line in _unfolded(text):
        match = _LINE.fullmatch(line)
        if not match:
            continue
        name, about = match["name"].upper(), match["about"].upper()
        value = _decoded(match["value"], about)
        if name == "BEGIN":
            card, begun = {}, number
        elif name == "END":
            rows.append(_row(card))
            lines.append(begun)
        else:
            _keep(card, name, about, value)
    return Grid(rows, lines)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines with those that go on in the next one: after a leading blank, or a = at the end of quoted-printable."""
    current, begun = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and current:
            current += line[1:]
        elif current.endswith("=") and "QUOTED-PRINTABLE" in current.upper():
            current = current[:-1] + line
        else:
            if current:
                yield begun, current
            current, begun = line, number
    if current:
        yield begun, current


def _decoded(value: str, about: str) -> str:
    if "QUOTED-PRINTABLE" in about:
        charset = re.search(r"CHARSET=([\w-]+)", about)
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            value = quopri.decodestring(value.encode()).decode(charset[1] if charset else "utf-8")
    return value


def _parts(value: str) -> list[str]:
    """The parts between semicolons, with what is written behind a backslash."""
    return [
        re.sub(r"\\([,;nN\\])", lambda m: "\n" if m[1] in "nN" else m[1], part).strip()
        for part in re.split(r"(?<!\\);", value)
    ]


def _keep(card: dict[str, list[str]], name: str, about: str, value: str) -> None:
    parts = _parts(value)
    whole = " ".join(part for part in parts if part)
    if name == "N":
        family, given = [*parts, "", ""][:2]
        han = re.search(r"[\u4e00-\u9fff]", family + given)
        card.setdefault("N", []).append(family + given if han else f"{given} {family}".strip())
    elif name == "ORG":
        card.setdefault("公司名称", []).append(parts[0])
        card.setdefault("部门", []).extend(part for part in parts[1:] if part)
    elif name == "TEL":
        kind = "传真" if "FAX" in about else "手机" if re.search("CELL|MOBILE|IPHONE", about) else "电话"
        card.setdefault(kind, []).append(whole.removeprefix("tel:"))
    elif name == "ADR":
        card.setdefault("地址", []).append(_address(parts))
    else:
        simple = {"FN": "联系人", "TITLE": "职位", "EMAIL": "邮箱", "URL": "网址", "NOTE": "备注", "BDAY": "生日"}
        if name in simple:
            card.setdefault(simple[name], []).append(whole)


def _address(parts: list[str]) -> str:
    box, more, street, city, region, postcode, country = [*parts, *[""] * 7][:7]
    if re.search(r"[\u4e00-\u9fff]", "".join(parts)):
        return "".join(part for part in (region, city, street, more, box) if part)
    return ", ".join(part for part in (box, street, more, city, region, postcode, country) if part)


def _row(card: dict[str, list[str]]) -> list[str]:
    """A card as a row; a second number and address go beside the first."""
    card.setdefault("联系人", card.get("N", []))
    mobiles, phones, mails = (card.get(key, []) for key in ("手机", "电话", "邮箱"))
    more = {"其他电话": [*mobiles[1:], *phones[1:]], "其他邮箱": mails[1:]}
    found = {key: "；".join(values) for key, values in more.items()}
    found |= {key: card.get(key, [""])[0] if card.get(key) else "" for key in HEADERS if key not in more}
    found["部门"] = " ".join(card.get("部门", []))
    return [found[key] for key in HEADERS]
