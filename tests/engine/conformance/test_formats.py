"""Range: number formats, fonts, fills, sizes, merged cells, links, notes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.styles import Alignment, Border, Font, Protection, Side

from workbook import engine


def test_number_format(sheet: xw.Sheet) -> None:
    """A format is set, read, saved; mixed cells have none in common."""
    assert sheet["A1"].number_format == "General"
    sheet["A1:A2"].number_format = "#,##0.000"
    sheet["A3"].number_format = "@"
    sheet.book.save()
    assert sheet["A1:A2"].number_format == "#,##0.000"
    assert sheet["A1:A3"].number_format is None


def test_color(sheet: xw.Sheet) -> None:
    """A fill is set as a triple or hex text, and taken away."""
    sheet["A1"].color = (255, 0, 128)
    sheet["A2"].color = "#00FF00"
    sheet.book.save()
    assert sheet["A1"].color == (255, 0, 128)
    assert sheet["A2"].color == (0, 255, 0)
    assert sheet["B1"].color is None
    sheet["A1"].color = None
    assert sheet["A1"].color is None


def test_font(sheet: xw.Sheet) -> None:
    """Each property of a font is its own."""
    font = sheet["A1"].font
    assert font.bold is False
    font.bold = True
    font.italic = True
    font.size = 14
    font.name = "Arial"
    font.color = (1, 2, 3)
    sheet.book.save()
    font = sheet["A1"].font
    assert (font.bold, font.italic, font.size, font.name, font.color) == (True, True, 14, "Arial", (1, 2, 3))
    assert sheet["B1"].font.bold is False
    assert sheet["A1:B1"].font.bold is None


def test_fonts_are_compared_by_what_they_mean(book: xw.Book) -> None:
    """<b val="1"/>, as another program writes it, and our <b/> are both heavy type."""
    sheet = book.sheets["First"]
    sheet["A1"].font.bold = True
    styles = book.impl.document.styles
    spelt = styles.source("fonts", styles.with_element("fonts", 0, '<font><b val="1"/><i val="0"/></font>'))
    sheet["B2"].impl.looks.restyle(lambda style: styles.with_element("fonts", style, spelt))
    sheet["A1"].copy(sheet["C2"])
    assert sheet["B2:C2"].font.bold is True
    assert sheet["B2:C2"].font.italic is False


@pytest.mark.parametrize("wraps", [True, False])
def test_wrapping(path: Path, wraps: bool) -> None:
    """Text breaks into lines or not; where it stands in its cell is as it was."""
    other = openpyxl.load_workbook(path)
    other["First"]["B2"].alignment = Alignment(horizontal="center", vertical="top", indent=2, wrap_text=not wraps)
    other.save(path)
    with engine.open_book(path) as book:
        cell = book.sheets["First"]["B2"]
        assert cell.wrap_text is not wraps
        cell.wrap_text = wraps
        book.save()
        assert cell.wrap_text is wraps
    read = openpyxl.load_workbook(path)["First"]["B2"].alignment
    assert (read.horizontal, read.vertical, read.indent, bool(read.wrap_text)) == ("center", "top", 2, wraps)


def test_a_look_that_is_not_changed_stays(path: Path) -> None:
    """Borders, alignment, pattern and protection of a cell whose font, fill or number format changes."""
    line = Side("double", color="FF123456")
    other = openpyxl.load_workbook(path)
    cell = other["First"]["B2"]
    cell.border, cell.alignment = Border(top=line, left=line), Alignment(horizontal="right", textRotation=45)
    cell.protection, cell.font = Protection(locked=False), Font(name="Arial", underline="single", strike=True)
    other.save(path)
    with engine.open_book(path) as book:
        changed = book.sheets["First"]["B2"]
        changed.font.bold = True
        changed.color = (1, 2, 3)
        changed.number_format = "0.000"
        changed.copy(book.sheets["First"]["F9"])
        book.save()
    for address in ("B2", "F9"):
        read = openpyxl.load_workbook(path)["First"][address]
        assert (read.border.top.style, read.border.left.color.rgb) == ("double", "FF123456")
        assert (read.alignment.horizontal, read.alignment.textRotation, read.protection.locked) == ("right", 45, False)
        assert (read.font.name, read.font.underline, read.font.strike, read.font.bold) == (
            "Arial",
            "single",
            True,
            True,
        )
        assert (read.fill.fgColor.rgb, read.number_format) == ("FF010203", "0.000")


def test_equal_formats_are_one(sheet: xw.Sheet) -> None:
    """Asking for the same look twice adds nothing to the book's formats."""
    styles = sheet.book.impl.document.styles
    sheet["A1"].number_format = "0.0000"
    count = len(styles.xfs)
    sheet["B1:C9"].number_format = "0.0000"
    assert len(styles.xfs) == count


def test_column_width_and_row_height(sheet: xw.Sheet) -> None:
    """Sizes are set and read in Excel's units."""
    sheet["B:C"].column_width = 20
    sheet["2:3"].row_height = 30
    sheet.book.save()
    assert sheet["C1"].column_width == pytest.approx(20, abs=0.01)
    assert sheet["A1"].column_width == pytest.approx(8.43)
    assert sheet["A1:B1"].column_width is None
    assert sheet["A2"].row_height == 30
    assert sheet["A1:A2"].row_height is None


def test_hidden_rows_and_columns(sheet: xw.Sheet) -> None:
    """Rows and columns hide; some of them hidden is None."""
    sheet["A2:A3"].rows.hidden = True
    sheet["C:C"].columns.hidden = True
    sheet.book.save()
    assert sheet["A2:A3"].rows.hidden is True
    assert sheet["A1:A2"].rows.hidden is None
    assert sheet["C1"].columns.hidden is True


def test_hidden_rows_and_columns_come_back(sheet: xw.Sheet) -> None:
    """Showing undoes hiding."""
    sheet["A2:A3"].rows.hidden = True
    sheet["C:C"].columns.hidden = True
    sheet.book.save()
    sheet["A2:A3"].rows.hidden = False
    sheet["C:C"].columns.hidden = False
    sheet.book.save()
    assert not sheet["A1:A3"].rows.hidden
    assert not sheet["C1"].columns.hidden


def test_merge(sheet: xw.Sheet) -> None:
    """Merged cells keep the first value; unmerge takes them apart."""
    sheet["A1:B2"].value = [[1, 2], [3, 4]]
    sheet["A1:B2"].merge()
    sheet.book.save()
    assert sheet["A1:B2"].merge_cells is True
    assert sheet["B2"].merge_area.address == "$A$1:$B$2"
    assert sheet["A1:B2"].value == [[1, None], [None, None]]
    partly: bool | None = sheet["A1:C3"].merge_cells
    assert partly is None


def test_unmerge_and_merge_across(sheet: xw.Sheet) -> None:
    """unmerge takes apart; across merges each row."""
    sheet["A1:B2"].merge()
    sheet["A1"].unmerge()
    sheet["D1:E2"].merge(across=True)
    sheet.book.save()
    assert sheet["A1:B2"].merge_cells is False
    assert sheet["D2"].merge_area.address == "$D$2:$E$2"


def test_hyperlinks(sheet: xw.Sheet) -> None:
    """A link to a page or a place is added, read, replaced."""
    sheet["A1"].add_hyperlink("https://example.org/a?b=1&c=2", "page")
    sheet["A2"].add_hyperlink("#First!A1", "place")
    sheet.book.save()
    assert sheet["A1"].hyperlink == "https://example.org/a?b=1&c=2"
    assert sheet["A1"].value == "page"
    assert sheet["A2"].hyperlink == "#First!A1"
    sheet["A1"].add_hyperlink("https://example.org/new", "page")
    sheet.book.save()
    assert sheet["A1"].hyperlink == "https://example.org/new"
    with pytest.raises(Exception, match="hyperlink"):
        _ = sheet["A3"].hyperlink


def test_a_misspelt_setter_is_refused(sheet: xw.Sheet) -> None:
    """Nothing is set silently that nobody reads."""
    with pytest.raises(NotImplementedError):
        sheet["A1"].impl.colour = 1


def test_merging_keeps_the_first_value_there_is(sheet: xw.Sheet) -> None:
    """Where the first cell is blank, the next value comes into it."""
    sheet["B1:A2"].value = [[None, None], ["kept", "lost"]]
    sheet["A1:B2"].merge()
    assert sheet["A1:B2"].value == [["kept", None], [None, None]]
