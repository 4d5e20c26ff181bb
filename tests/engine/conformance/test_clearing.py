"""Clearing takes away what Excel's Clear takes away, and only in the range."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.odd_books import contents, everything
from tests.engine.ruled import conditions, put_rules, validations
from workbook import engine


@pytest.fixture
def filled(path: Path) -> Iterator[xw.Sheet]:
    """Five cells with a validation, a conditional format and a link over all of them, and merged cells beside."""
    put_rules(path, "Third", validations={"A1:A5": ("whole", "B1")}, conditions={"A1:A5": "A1>B1"})
    with engine.open_book(path) as book:
        sheet = book.sheets["Third"]
        sheet["A1:A5"].value = [[row] for row in range(1, 6)]
        sheet["A2:A4"].add_hyperlink("https://example.org", "link")
        sheet["C1:D2"].merge()
        yield sheet


def test_formats(filled: xw.Sheet, path: Path) -> None:
    """Conditional formats go with the formats, merged cells come apart; contents, links and validations stay."""
    filled["A3:D5"].clear_formats()
    filled["C1"].clear_formats()
    filled.book.save()
    assert conditions(path, "Third") == {"A1:A2": ["A1>B1"]}
    assert filled["C1"].merge_cells is False
    assert filled["A3"].value == 3
    assert filled["A3"].hyperlink == "https://example.org"
    assert validations(path, "Third") == {"A1:A5": "B1"}


def test_everything(filled: xw.Sheet, path: Path) -> None:
    """Links and validations go too; on the cells beside they stay, each formula as it was for its cell."""
    filled["A1:A3"].clear()
    filled.book.save()
    assert filled["A1:A5"].value == [None, None, None, 4, 5]
    assert validations(path, "Third") == {"A4:A5": "B4"}
    assert conditions(path, "Third") == {"A4:A5": ["A4>B4"]}
    assert filled["A4"].hyperlink == "https://example.org"
    with pytest.raises(Exception, match="hyperlink"):
        _ = filled["A3"].hyperlink
    part = contents(path)["xl/worksheets/sheet3.xml"]
    assert part.count(b'<hyperlink ref="A4"') == part.count(b"<hyperlink ") == 1


def test_a_whole_sheet(filled: xw.Sheet) -> None:
    """Nothing is left over its cells, and the file holds no empty lists."""
    filled.clear()
    filled.book.save()
    part = contents(Path(filled.book.fullname))["xl/worksheets/sheet3.xml"]
    for name in (b"dataValidation", b"conditionalFormatting", b"hyperlink", b"mergeCell"):
        assert name not in part


def test_validations_of_the_newer_kind(tmp_path: Path) -> None:
    """Those that look at another sheet stand in the extension list, and are cut there."""
    path = everything(tmp_path / "book.xlsm")
    with engine.open_book(path) as book:
        book.sheets["One"]["B2:B3"].clear()
        book.save()
        assert b"<xm:sqref>B4:B5</xm:sqref></x14:dataValidation>" in contents(path)["xl/worksheets/sheet1.xml"]
        book.sheets["One"]["B4:B5"].clear()
        book.save()
    part = contents(path)["xl/worksheets/sheet1.xml"]
    assert b"x14:dataValidation" not in part
    assert b"x14:sparkline" in part
