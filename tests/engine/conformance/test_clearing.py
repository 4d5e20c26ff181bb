"""Clearing takes away what Excel's Clear takes away, and only in the range."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.formatting.rule import Rule

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


def test_data_bars(tmp_path: Path) -> None:
    """A rule whose newer half stands in the extension list is cut in both places, and goes from both."""
    path = everything(tmp_path / "book.xlsm")
    with engine.open_book(path) as book:
        book.sheets["One"]["B2:B3"].clear_formats()
        book.save()
        part = contents(path)["xl/worksheets/sheet1.xml"]
        assert b'<conditionalFormatting sqref="B4:B5"><cfRule type="dataBar"' in part
        assert b"<xm:sqref>B4:B5</xm:sqref></x14:conditionalFormatting>" in part
        assert b"<xm:sqref>B2:B5</xm:sqref></x14:dataValidation>" in part
        book.sheets["One"]["A1:B9"].clear_formats()
        book.save()
    part = contents(path)["xl/worksheets/sheet1.xml"]
    assert b"onditionalFormatting" not in part
    assert b"<xm:sqref>B2:B5</xm:sqref></x14:dataValidation>" in part
    assert b"x14:sparkline" in part


def test_several_rules_of_one_range(path: Path) -> None:
    """Each stays for the other cells as it was for them, in its order."""
    rules = [
        Rule("expression", formula=["A2>$C$1"]),
        Rule("expression", formula=["A1=1"]),
        Rule("containsText", formula=['SEARCH("x",A2)'], operator="containsText", text="x"),
    ]
    other = openpyxl.load_workbook(path)
    for rule in rules:
        other["Third"].conditional_formatting.add("A2:A20", rule)
    other.save(path)
    with engine.open_book(path) as book:
        book.sheets["Third"]["A1:B10"].clear_formats()
        book.save()
    assert conditions(path, "Third") == {"A11:A20": ["A11>$C$1", "A10=1", 'SEARCH("x",A11)']}
    read = openpyxl.load_workbook(path)["Third"].conditional_formatting["A11:A20"]
    assert [(rule.type, rule.priority) for rule in read] == [("expression", 1), ("expression", 2), ("containsText", 3)]
