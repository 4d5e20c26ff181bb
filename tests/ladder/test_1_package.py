"""Rung 1, the package: schema and semantics of every part, and how the parts hang together.

Proves: what Office's own SDK schemas and rules can see. Cannot: what Excel alone knows (limits, locale, repair).
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.package_checks import CHECKS
from tests.packages import beyond_the_sheet
from workbook.build.pack import read_parts

# Findings that are no fault, each with its reason.
ARGUED = {
    "inline-string cell": "Excel moves inline strings to a shared table at its next save; both are valid, and the "
    "closed-file engine writes inline strings so that no shared part changes when one cell does",
}


def test_the_audit_finds_nothing(shipped: Path) -> None:
    """openxml-audit: no finding that is not argued above."""
    found = OpenXmlValidator().validate(shipped).errors
    assert [str(one) for one in found if not any(text in str(one) for text in ARGUED)] == []


def test_every_entry_can_be_read(shipped: Path) -> None:
    """Each has the checksum that the package says."""
    with zipfile.ZipFile(shipped) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: str(one.__name__))
def test_a_check_names_nothing(check: Callable[[dict[str, bytes]], list[str]], parts: dict[str, bytes]) -> None:
    """Every part is well-formed, typed, reached and led to rightly; headers, code names and ranges hold together."""
    assert check(parts) == []


ERROR = b'<row r="9999"><c r="A9999" t="e"><v>#REF!</v></c></row>'
SPOILT: list[tuple[str, str, bytes, bytes]] = [
    ("ill_formed", "xl/workbook.xml", b"</workbook>", b""),
    ("odd_names", "", b"xl/styles.xml", b"xl/Workbook.xml"),
    ("untyped", "", b"xl/styles.xml", b"xl/other.xml"),
    ("led_astray", "", b"xl/styles.xml", b"xl/other.xml"),
    ("led_astray", "xl/_rels/workbook.xml.rels", b"relationships/styles", b"relationships/theme"),
    ("repeated_ids", "xl/_rels/workbook.xml.rels", b'Id="rId2"', b'Id="rId1"'),
    ("orphans", "xl/_rels/workbook.xml.rels", b"styles.xml", b"theme/theme1.xml"),
    ("undeclared_ids", "xl/workbook.xml", b'r:id="rId1"', b'r:id="rId999"'),
    ("strange_documents", "xl/worksheets/sheet1.xml", b'codeName="', b'codeName="x'),
    ("odd_headers", "xl/tables/table1.xml", b' name="', b' name="x'),
    ("errors_in_cells", "xl/worksheets/sheet1.xml", b"</sheetData>", ERROR + b"</sheetData>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "part", "old", "new"), SPOILT, ids=lambda one: one if isinstance(one, str) else None)
def test_a_check_sees_what_is_wrong(name: str, part: str, old: bytes, new: bytes, sample: Path) -> None:
    """One thing spoilt in a sound book, in a part or in a part's name."""
    parts = read_parts(sample)
    if part:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    else:
        parts = {new.decode() if one == old.decode() else one: data for one, data in parts.items()}
    assert {one.__name__: one for one in CHECKS}[name](parts)


@pytest.mark.parametrize(
    ("written", "beyond"),
    [("F4:F1048577", True), ("A1:XFE9", True), ("F4:F1048576", False), ("A1:XFD9", False)],
)
def test_a_range_beyond_the_sheet_is_seen(written: str, beyond: bool) -> None:
    """A validation over such a range is a finding, one up to the last row or column is none."""
    rule = f'<dataValidations><dataValidation sqref="{written}"/></dataValidations>'
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{rule}</worksheet>'
    assert bool(beyond_the_sheet({"xl/worksheets/sheet1.xml": sheet.encode()})) is beyond
