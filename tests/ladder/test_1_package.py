"""Rung 1, the package: schema and semantics of every part, and how the parts hang together.

Proves: what Office's own SDK schemas and rules can see. Cannot: what Excel alone knows (limits, locale, repair).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pyopenvba.cfb import CFB

from tests.packages import beyond_the_sheet
from workbook.build.pack import CONTENT_TYPES, PACKAGE_RELS, RIBBON_PART, code_names

# Findings that are no fault, each with its reason.
ARGUED = {
    "inline-string cell": "Excel moves inline strings to a shared table at its next save; both are valid, and the "
    "closed-file engine writes inline strings so that no shared part changes when one cell does",
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What a relationship of this type must lead to, by the end of the type and of the content type.
LEADS_TO = {
    "officeDocument": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "styles": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "sharedStrings": "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    "table": "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
    "comments": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "image": "image/png",
    "vbaProject": "application/vnd.ms-office.vbaProject",
    "extensibility": "application/xml",
}


def relationships(parts: dict[str, bytes]) -> Iterator[tuple[str, etree._Element, str]]:
    """(relationships part, the relationship, the part it leads to), external ones left out."""
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for one in etree.fromstring(content):
            if one.get("TargetMode") != "External":
                target = str(one.get("Target"))
                yield (
                    name,
                    one,
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target)),
                )


def content_type(parts: dict[str, bytes], name: str) -> str | None:
    """The declared type of a part: its override, else the default of its extension."""
    types = etree.fromstring(parts[CONTENT_TYPES])
    for one in types:
        if str(one.get("PartName", "")).casefold() == f"/{name}".casefold():
            return one.get("ContentType")
    extension = name.rpartition(".")[2].casefold()
    for one in types:
        if str(one.get("Extension", "")).casefold() == extension:
            return one.get("ContentType")
    return None


def test_the_audit_finds_nothing(shipped: Path) -> None:
    """openxml-audit: no finding that is not argued above."""
    found = OpenXmlValidator().validate(shipped).errors
    assert [str(one) for one in found if not any(text in str(one) for text in ARGUED)] == []


def test_every_part_is_strictly_well_formed(parts: dict[str, bytes]) -> None:
    """A parser that repairs nothing reads every XML part; none carries a document type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False, huge_tree=False)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(content, parser)
            assert b"<!DOCTYPE" not in content, name


def test_entry_names_are_plain_and_unique(shipped: Path) -> None:
    """Part names differ by more than case, are relative, and use forward slashes."""
    with zipfile.ZipFile(shipped) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert [n for n, count in Counter(n.casefold() for n in names).items() if count > 1] == []
    assert [n for n in names if n.startswith("/") or "\\" in n or ".." in n.split("/")] == []


def test_every_part_has_one_content_type(parts: dict[str, bytes]) -> None:
    """No part without a type, no override without a part, no override twice."""
    assert [n for n in parts if n != CONTENT_TYPES and content_type(parts, n) is None] == []
    overrides = [str(one.get("PartName"))[1:] for one in etree.fromstring(parts[CONTENT_TYPES]) if one.get("PartName")]
    assert [n for n in overrides if n not in parts] == []
    assert len(overrides) == len(set(overrides))


def test_no_relationship_leads_nowhere_or_to_the_wrong_thing(parts: dict[str, bytes]) -> None:
    """Every target exists and has the content type that belongs to the relationship's type."""
    for name, one, target in relationships(parts):
        assert target in parts, f"{name}: {target}"
        kind = str(one.get("Type")).rpartition("/")[2]
        assert content_type(parts, target) == LEADS_TO[kind], f"{name}: {target}"


def test_relationship_ids_are_unique(parts: dict[str, bytes]) -> None:
    """Inside each relationships part."""
    for name, content in parts.items():
        if name.endswith(".rels"):
            ids = [one.get("Id") for one in etree.fromstring(content)]
            assert len(ids) == len(set(ids)), name


def test_no_part_is_an_orphan(parts: dict[str, bytes]) -> None:
    """Every part can be reached from the package."""
    leads = {(name, target) for name, _, target in relationships(parts)}
    reached: set[str] = set()
    waiting = [target for name, target in leads if name == PACKAGE_RELS]
    while waiting:
        part = waiting.pop()
        if part in reached:
            continue
        reached.add(part)
        folder, _, base = part.rpartition("/")
        waiting += [target for name, target in leads if name == f"{folder}/_rels/{base}.rels"]
    rels = {n for n in parts if n.endswith(".rels")}
    assert set(parts) - rels - {CONTENT_TYPES} == reached


def test_every_relationship_id_that_a_part_uses_is_declared(parts: dict[str, bytes]) -> None:
    """r:id of a sheet, table part, drawing or comment is found beside the part that uses it."""
    key = re.compile(rb'\br:(?:id|embed|link)="([^"]*)"')
    for name, content in parts.items():
        used = set(key.findall(content)) if name.endswith(".xml") and name != RIBBON_PART else set()
        if used:
            folder, _, base = name.rpartition("/")
            beside = parts.get(f"{folder}/_rels/{base}.rels", b"<none/>")
            assert used <= {str(one.get("Id")).encode() for one in etree.fromstring(beside)}, name


def test_code_names_are_the_projects_documents(parts: dict[str, bytes]) -> None:
    """The VBA project speaks of the workbook and of every sheet, and of no other."""
    project = CFB.from_bytes(parts["xl/vbaProject.bin"]).get_stream("PROJECT").decode("ascii")
    documents = re.findall(r"^Document=(\w+)/", project, re.M)
    assert documents == code_names(parts)
    assert len(set(documents)) == len(documents)


def test_table_headers_are_the_cells_above_them(parts: dict[str, bytes]) -> None:
    """A table whose column names differ from its header cells is repaired by Excel."""
    sheets = [n for n in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", n)]
    shared = [
        text_of(item) for item in etree.fromstring(parts.get("xl/sharedStrings.xml", b"<none/>")).iter(f"{_MAIN}si")
    ]
    seen = 0
    for sheet in sheets:
        cells = {str(c.get("r")): c for c in etree.fromstring(parts[sheet]).iter(f"{_MAIN}c")}
        rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
        for _, _, target in (r for r in relationships(parts) if r[0] == rels and "/tables/" in r[2]):
            table = etree.fromstring(parts[target])
            first, _, _ = str(table.get("ref")).partition(":")
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", first).groups()  # type: ignore[union-attr]
            for at, column in enumerate(table.iter(f"{_MAIN}tableColumn")):
                cell = cells[f"{_letters(_number(letters) + at)}{row}"]
                text = text_of(cell)
                assert (shared[int(text)] if cell.get("t") == "s" else text) == column.get("name"), target
            seen += 1
    assert seen > 10


def test_no_range_reaches_beyond_the_sheet(parts: dict[str, bytes]) -> None:
    """Rows end at 1,048,576 and columns at XFD, in every range, link and formula."""
    assert beyond_the_sheet(parts) == []


@pytest.mark.parametrize(
    ("written", "beyond"),
    [("F4:F1048577", True), ("A1:XFE9", True), ("F4:F1048576", False), ("A1:XFD9", False)],
)
def test_a_range_beyond_the_sheet_is_seen(written: str, beyond: bool) -> None:
    """A validation over such a range is a finding, one up to the last row or column is none."""
    rule = f'<dataValidations><dataValidation sqref="{written}"/></dataValidations>'
    sheet = f'<worksheet xmlns="{_MAIN[1:-1]}">{rule}</worksheet>'
    assert bool(beyond_the_sheet({"xl/worksheets/sheet1.xml": sheet.encode()})) is beyond


@pytest.mark.parametrize("kind", ["e"])
def test_no_cell_holds_an_error(parts: dict[str, bytes], kind: str) -> None:
    """No cached #NAME?, #REF! or #N/A in any sheet."""
    for name, content in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            assert [c.get("r") for c in etree.fromstring(content).iter(f"{_MAIN}c") if c.get("t") == kind] == [], name


def text_of(element: etree._Element) -> str:
    """All text inside an element."""
    return "".join(str(piece) for piece in element.itertext())


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
