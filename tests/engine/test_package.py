"""What is no workbook, or a hostile one, is refused with a sentence before anything is unpacked."""

from __future__ import annotations

import struct
import time
import zipfile
from pathlib import Path

import pytest

from tests.engine.odd_books import contents, make_book, relationships, worksheet
from workbook import engine
from workbook.engine.parts.styles import is_date_format
from workbook.errors import BookError, NotAWorkbook


def read_all(path: Path) -> None:
    """Open a book and look at everything in it."""
    with engine.open_book(path) as book:
        for sheet in book.sheets:
            _ = sheet.used_range.value
            _ = [table.range for table in sheet.tables]


def refused(path: Path) -> NotAWorkbook:
    """Open it, touch everything, and return the refusal."""
    with pytest.raises(NotAWorkbook) as refusal:
        read_all(path)
    assert path.name in refusal.value.sentence("en")
    assert path.name in refusal.value.sentence("zh")
    return refusal.value


def good(tmp_path: Path) -> bytes:
    """A sound book's bytes."""
    return make_book(tmp_path / "good.xlsx", {"One": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')}).read_bytes()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not an Excel workbook"),
        (b"name,amount\n", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password-protected"),
        (b"PK\x05\x06" + bytes(18), "list of contents"),
    ],
)
def test_not_a_workbook(tmp_path: Path, content: bytes, says: str) -> None:
    """Other files are named for what they are."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert says in refused(path).sentence("en")


def test_every_truncation(tmp_path: Path) -> None:
    """A book cut off anywhere is refused."""
    data = good(tmp_path)
    path = tmp_path / "cut.xlsx"
    for length in range(4, len(data) - 1, 61):
        path.write_bytes(data[:length])
        refused(path)


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    """A folder is refused with a sentence."""
    assert "folder" in refused(tmp_path).sentence("en")


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "xl/../../evil.xml", "C:/evil.xml", "xl\\..\\..\\e.xml"])
def test_paths_out_of_the_package(tmp_path: Path, name: str) -> None:
    """A part's name never leads out of the package."""
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet("")}, parts={name: "x"})
    assert "points outside" in refused(path).sentence("en")


def test_a_part_twice(tmp_path: Path) -> None:
    """Two parts of one name: which one counts differs between programs."""
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet("")})
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    assert "twice" in refused(path).sentence("en")


def test_a_bomb_by_ratio(tmp_path: Path) -> None:
    """A part that unpacks a thousandfold is not unpacked."""
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet("")}, parts={"xl/worksheets/sheet1.xml": b" " * (64 << 20)})
    assert "absurd size" in refused(path).sentence("en")


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """Unpacking stops at the size the directory gives."""
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet("")}, parts={"xl/worksheets/sheet1.xml": b" " * (8 << 20)})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 46 + 24] != b"xl/worksheets/sheet1.xml":
        at = data.find(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    path.write_bytes(bytes(data))
    refused(path)


def test_overlapping_parts(tmp_path: Path) -> None:
    """Many names for the same bytes are refused."""
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet("")}, parts={"a.xml": "a" * 100, "b.xml": "a" * 100})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    offsets = []
    while at >= 0:
        offsets.append(at + 42)
        at = data.find(b"PK\x01\x02", at + 4)
    data[offsets[2] : offsets[2] + 4] = data[offsets[1] : offsets[1] + 4]
    path.write_bytes(bytes(data))
    refused(path)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_document_types(tmp_path: Path, prolog: str, part: str) -> None:
    """No part may declare entities."""
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet(cells)}, strings=["a"])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts[part] = parts[part].replace("?>\n", f"?>\n{prolog}", 1)
    path = make_book(tmp_path / "y.xlsx", {"One": worksheet(cells)}, strings=["a"], parts=parts)
    refused(path)


def test_an_entity_that_nobody_declared(tmp_path: Path) -> None:
    """References other than XML's own five are damage."""
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet('<row r="1"><c r="A1" t="str"><v>&bomb;</v></c></row>')})
    refused(path)


def test_a_missing_sheet_part(tmp_path: Path) -> None:
    """A sheet the workbook lists but the package lacks is named."""
    links = relationships({"rId1": ("worksheet", "worksheets/none.xml"), "rIdS": ("styles", "styles.xml")})
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet("")}, parts={"xl/_rels/workbook.xml.rels": links})
    assert "the sheet One is missing" in refused(path).sentence("en")


def test_a_signed_book(tmp_path: Path) -> None:
    """A signature would be broken by writing."""
    links = relationships(
        {
            "rId1": ("officeDocument", "xl/workbook.xml"),
            "rId2": ("http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin", "o.sigs"),
        }
    )
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet("")}, parts={"_rels/.rels": links, "o.sigs": b""})
    assert "signature" in refused(path).sentence("en")


def test_a_binary_workbook(tmp_path: Path) -> None:
    """An .xlsb is named as such."""
    path = make_book(
        tmp_path / "x.xlsb",
        {"One": worksheet("")},
        types={"xl/workbook.xml": "application/vnd.ms-excel.sheet.binary.macroEnabled.main"},
    )
    assert "xlsb" in refused(path).sentence("en")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1"><c r="A1"><v>inf</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="-1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_damaged_cells(tmp_path: Path, rows: str) -> None:
    """Cells that mean nothing are damage, not zeros."""
    refused(make_book(tmp_path / "x.xlsx", {"One": worksheet(rows)}, strings=["a"]))


def test_refusals_are_book_errors() -> None:
    """One kind of exception reaches the caller."""
    assert issubclass(NotAWorkbook, BookError)


def test_two_sheets_in_one_part_are_refused(tmp_path: Path) -> None:
    """What one writes, the other would lose."""
    path = make_book(tmp_path / "odd.xlsx", {"One": worksheet(""), "Two": worksheet("")})
    parts = contents(path)
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet2.xml", b"worksheets/sheet1.xml")
    with zipfile.ZipFile(path, "w") as package:
        for name, data in {**parts, "xl/_rels/workbook.xml.rels": rels}.items():
            package.writestr(name, data)
    with pytest.raises(NotAWorkbook, match="two uses"), engine.open_book(path):
        pass


def test_a_number_format_without_an_end_is_no_trap() -> None:
    """However long it is, and whatever it opens, it is looked through in a moment."""
    began = time.process_time()
    assert is_date_format("yyyy" + "[" * 100_000)
    assert not is_date_format("[" * 100_000)
    assert time.process_time() - began < 1
