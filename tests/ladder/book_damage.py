"""What may be wrong with a customer book that came by mail, by stick or from another program: a dozen kinds of damage.

Each kind gives the bytes of a damaged file from the parts of a sound one, and the same ones for the same generator.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from lxml import etree

from tests.engine.fuzz.damage import ODD_VALUES, XML, ZIP, cut, packed
from workbook.schema import home
from workbook.schema.book_config import CONFIG_SHEET

Parts = dict[str, bytes]
OWN_SHEETS = {
    home.SETTINGS_SHEET.en,
    home.DICTIONARY_SHEET.en,
    home.META_SHEET,
    CONFIG_SHEET,
    "_journal",
}
WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r'(<sheet [^>]*?name=")([^"]*)(")')
_NAME = re.compile(r'(<definedName [^>]*?name=")([^"]*)("[^>]*>)([^<]*)(</definedName>)')
_CELL = re.compile(r"<c [^>]*?(?:/>|>.*?</c>)", re.S)
ODD_SHEETS = ["", " ", "x" * 40, "a/b", "[x]", "'x'", "History", "客户", "Customers", "&amp;", "\u202eabc", "\t"]
ODD_TEXTS = ["", "x", "#REF!", "=1+1", "0", "-1", "99999", "1e999", "2026-13-45", "真", "zh\u200b", "\u202e", "é" * 300]
ODD_REFS = [
    "#REF!",
    "Gone!$A$1",
    "tblGone[x]",
    "tblCustomers[Gone]",
    "",
    "1+",
    "$A$1:$XFE$9",
    "Lists!$A$1:$B$2",
    "loop",
]
ODD_RANGES = ["A3:B3", "A1:A1", "B7:A3", "A3:XFD1048576", "A3:XFE1048577", "A3", "", "x", "A900000:C900001", "A4:Z9"]


def _changed(parts: Parts, name: str, change: Callable[[str], str]) -> bytes:
    return packed({**parts, name: change(parts[name].decode("utf-8")).encode("utf-8", "replace")})


def _some(rng: random.Random, parts: Parts, pattern: str) -> str:
    return rng.choice([name for name in parts if re.search(pattern, name)])


def _replaced(text: str, found: list[re.Match[str]], rng: random.Random, group: int, values: list[str]) -> str:
    match = rng.choice(found)
    return text[: match.start(group)] + rng.choice(values) + text[match.end(group) :]


def bytes_of_the_file(parts: Parts, rng: random.Random) -> bytes:
    """Bytes flipped, the file cut short, wrong numbers in its directory."""
    return rng.choice(ZIP)(packed(parts), rng)


def xml_cut_short(parts: Parts, rng: random.Random) -> bytes:
    """A part that ends early, or lacks a piece."""
    return _changed(parts, _some(rng, parts, r"\.(xml|rels)$"), lambda text: cut(text, rng))


def xml_changed(parts: Parts, rng: random.Random) -> bytes:
    """Attributes, texts and tags of a part that is read dropped, repeated, swapped or odd."""
    kind = rng.choice([WORKBOOK, "xl/styles", "xl/sharedStrings", "Types", "xl/worksheets/sheet", "xl/tables", "rels$"])
    return _changed(parts, _some(rng, parts, kind), lambda text: rng.choice(XML)(text, rng))


def parts_missing(parts: Parts, rng: random.Random) -> bytes:
    """One to three parts gone, or one in the place of another."""
    left = dict(parts)
    if rng.random() < 0.3:
        left[_some(rng, parts, "xl/")] = parts[_some(rng, parts, "xl/")]
        return packed(left)
    for name in rng.sample(sorted(parts), rng.choice([1, 1, 3])):
        del left[name]
    return packed(left)


def relationships_wrong(parts: Parts, rng: random.Random) -> bytes:
    """Leading nowhere, to another part, out of the file; of another type; without an id; one id twice; gone."""

    def change(text: str) -> str:
        found = list(re.finditer(r"<Relationship [^>]*/>", text))
        match, other = rng.choice(found), rng.choice(found)
        one = match.group()
        target = re.search(r'Target="([^"]*)"', other.group())
        odd = [target[1] if target else "", "none.xml", "../../../etc/passwd", "/xl/workbook.xml", "http://x.example/a"]
        ways = [
            re.sub(r'Target="[^"]*"', lambda _: f'Target="{rng.choice(odd)}"', one),
            one.replace("/>", ' TargetMode="External"/>'),
            re.sub(r'Type="[^"]*"', lambda _: f'Type="{rng.choice(["", "x", "http://x.example/table"])}"', one),
            re.sub(r'Id="[^"]*"', rng.choice(["", 'Id=""', 'Id="rId1"']), one),
            "",
            one + one,
        ]
        return text[: match.start()] + rng.choice(ways) + text[match.end() :]

    return _changed(parts, _some(rng, parts, r"\.rels$"), change)


def types_wrong(parts: Parts, rng: random.Random) -> bytes:
    """What the package says its parts are."""
    values = ["application/xml", "", "image/png", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"]
    pattern = re.compile(r'(ContentType=")([^"]*)(")')
    return _changed(
        parts, "[Content_Types].xml", lambda text: _replaced(text, list(pattern.finditer(text)), rng, 2, values)
    )


def sheets_renamed(parts: Parts, rng: random.Random) -> bytes:
    """Sheets with a name that Excel refuses, that another has, or that a table's sheet has; sheets gone or twice."""

    def change(text: str) -> str:
        if rng.random() < 0.7:
            return _replaced(text, list(_SHEET.finditer(text)), rng, 2, ODD_SHEETS)
        match = rng.choice(list(re.finditer(r"<sheet [^>]*/>", text)))
        return text[: match.start()] + match.group() * rng.choice([0, 2]) + text[match.end() :]

    return _changed(parts, WORKBOOK, change)


def tables_wrong(parts: Parts, rng: random.Random) -> bytes:
    """A table's name, range, columns, filter: odd, double or missing."""

    def change(text: str) -> str:
        names, columns = r'( (?:name|displayName)=")([^"]*)(")', r"<tableColumn [^>]*?(?:/>|>.*?</tableColumn>)"
        what = rng.randrange(6)
        if what == 0:
            odd = ["tblCustomers", "tblTransactions", "", "A1", "x y", "tblSettings", "_xlfn"]
            return _replaced(text, list(re.finditer(names, text)), rng, 2, odd)
        if what == 1:
            return _replaced(text, list(re.finditer(r'( ref=")([^"]*)(")', text)), rng, 2, ODD_RANGES)
        if what == 2:
            return _replaced(text, list(re.finditer(r'(<tableColumns count=")(\d+)(")', text)), rng, 2, ["0", "1", "x"])
        match, other = (rng.choice(list(re.finditer(columns, text, re.S))) for _ in range(2))
        odd_column = ["", other.group(), match.group() * 2][what - 3]
        return text[: match.start()] + odd_column + text[match.end() :]

    return _changed(parts, _some(rng, parts, r"xl/tables/"), change)


def names_wrong(parts: Parts, rng: random.Random) -> bytes:
    """Defined names gone, leading nowhere, in a circle, or twice."""

    def change(text: str) -> str:
        found = list(_NAME.finditer(text))
        what = rng.randrange(4)
        if what == 0:
            return _replaced(text, found, rng, 4, ODD_REFS)
        if what == 1:
            return _replaced(text, found, rng, 2, ["", "A1", "x y", found[0][2]])
        if what == 2:
            return _NAME.sub(lambda m: "" if rng.random() < 0.5 else m.group(), text)
        return _NAME.sub(lambda m: f"{m[1]}{m[2]}{m[3]}{rng.choice(ODD_REFS)}{m[5]}", text)

    return _changed(parts, WORKBOOK, change)


def configuration_wrong(parts: Parts, rng: random.Random) -> bytes:
    """What the program keeps for itself, and what users set: cells of the sheets of settings, lists and programs."""
    targets = {
        str(one.get("Id")): str(one.get("Target")).removeprefix("/xl/")
        for one in etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    sheets = [
        f"xl/{targets[key]}"
        for name, key in re.findall(r'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="(\w+)"', parts[WORKBOOK].decode("utf-8"))
        if name in OWN_SHEETS
    ]

    return _changed(parts, rng.choice(sheets), lambda text: _odd_cells(text, rng))


def cells_wrong(parts: Parts, rng: random.Random) -> bytes:
    """Cells of any sheet: errors, odd types, texts that no table has, styles that are none."""

    return _changed(parts, _some(rng, parts, r"xl/worksheets/[^/]*\.xml"), lambda text: _odd_cells(text, rng))


def _odd_cells(text: str, rng: random.Random) -> str:
    """Some cells or all, spoilt in one way: a few ways are refused at once, the others reach the command."""
    share, way = rng.choice([0.02, 0.2, 1.0]), rng.randrange(9)
    return _CELL.sub(lambda m: _odd_cell(m.group(), rng, way) if rng.random() < share else m.group(), text)


def _odd_cell(cell: str, rng: random.Random, way: int) -> str:
    at = re.search(r' r="(\w+)"', cell)
    place = f' r="{at[1]}"' if at else ""
    return (
        f"<c{place}/>",
        f'<c{place} t="e"><v>{rng.choice(["#REF!", "#N/A", "?"])}</v></c>',
        f'<c{place} t="s"><v>{rng.choice(["0", "99999", "-1", "x"])}</v></c>',
        f'<c{place} s="{rng.choice(["99999", "-1", "x"])}"><v>1</v></c>',
        f'<c{place} t="b"><v>{rng.choice(["1", "7", ""])}</v></c>',
        f"<c{place}><v>{rng.choice(ODD_VALUES[:9])}</v></c>",
        f'<c{place} t="inlineStr"><is><t>{rng.choice(ODD_TEXTS)}</t></is></c>',
        f'<c{place} t="{rng.choice(["d", "odd", ""])}"><v>1</v></c>',
        f"<c{place}><f>{rng.choice(['1+1', 'SUM(', 'tblGone[x]'])}</f></c>",
    )[way]


KINDS: tuple[Callable[[Parts, random.Random], bytes], ...] = (
    bytes_of_the_file, xml_cut_short, xml_changed, parts_missing, relationships_wrong, types_wrong, sheets_renamed,
    tables_wrong, names_wrong, configuration_wrong, cells_wrong,
)  # fmt: skip
