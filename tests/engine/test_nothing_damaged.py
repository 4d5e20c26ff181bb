"""A damaged part is not saved on, also where it is only copied; and no part of a book stands outside its file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.engine.odd_books import contents
from workbook import engine
from workbook.errors import NotAWorkbook

RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"


def _flip(path: Path, part: str) -> None:
    """Change one byte in the middle of a part's compressed bytes."""
    with zipfile.ZipFile(path) as package:
        info = package.getinfo(part)
    data = bytearray(path.read_bytes())
    data[info.header_offset + 30 + len(part) + info.compress_size // 2] ^= 0xFF
    path.write_bytes(data)


def test_a_flipped_byte_in_a_part_that_is_copied_refuses_the_save(empty_en: Path) -> None:
    """The macros, which no command reads: the file stays as it is, and so do its backups."""
    _flip(empty_en, "xl/vbaProject.bin")
    before = empty_en.read_bytes()
    with engine.open_book(empty_en) as book:
        book.sheets[0].range("A1").value = "x"
        with pytest.raises(NotAWorkbook, match=r"vbaProject\.bin"):
            book.save()
    assert empty_en.read_bytes() == before


@pytest.mark.parametrize("kind", ["drawing", "table", "comments"])
def test_a_sheet_s_part_outside_the_file_is_refused(empty_en: Path, kind: str) -> None:
    """Only what a user clicks may lead out of a file."""
    parts = contents(empty_en)
    url = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind
    outside = f'<Relationship Id="rId99" Type="{url}" Target="file:///elsewhere/x.xml" TargetMode="External"/>'
    old = parts.get(RELATIONS, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    b"</Relationships>")  # fmt: skip
    parts[RELATIONS] = old.replace(b"</Relationships>", outside.encode() + b"</Relationships>")
    changed = empty_en.with_name("changed.xlsm")
    with zipfile.ZipFile(changed, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with pytest.raises(NotAWorkbook, match="outside the file"), engine.open_book(changed):
        pass
