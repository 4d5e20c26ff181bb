"""Tables, Table, its rows and columns."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest
import xlwings as xw

from tests.engine.odd_books import contents
from workbook import engine
from workbook.engine import columns
from workbook.errors import InputError, StructureError


@pytest.fixture
def table(book: xw.Book) -> xw.main.Table:
    """The table of two people."""
    return book.sheets["My second"].tables["tblPeople"]


def test_ranges(table: xw.main.Table) -> None:
    """A table knows its header, data and whole range."""
    assert table.range.address == "$A$1:$C$3"
    assert table.header_row_range is not None
    assert table.header_row_range.value == ["id", "name", "amount"]
    assert table.data_body_range is not None
    assert table.data_body_range.value == [["001", "阿明", 1.5], ["002", "Bea", 2.5]]
    assert table.totals_row_range is None
    assert table.insert_row_range is None


def test_by_name_and_index(book: xw.Book, table: xw.main.Table) -> None:
    """Tables are found by name in either case, by position, from a cell, and by iteration."""
    tables = book.sheets["My second"].tables
    assert tables[0] == tables["TBLPEOPLE"] == table
    assert "tblPeople" in tables
    assert len(tables) == tables.count == 1
    assert [one.name for one in tables] == ["tblPeople"]
    assert book.sheets["My second"]["B2"].table == table
    assert book.sheets["My second"]["E9"].table is None
    assert table.parent.name == "My second"


def test_resize(table: xw.main.Table) -> None:
    """A table is resized over what stands there; new columns take their names from the cells."""
    sheet = table.parent
    sheet["D1"].value = "more"
    table.resize(sheet["A1:D5"])
    sheet.book.save()
    table = sheet.tables[0]
    assert table.range.address == "$A$1:$D$5"
    assert [column.name for column in table.columns] == ["id", "name", "amount", "more"]


def test_resize_keeps_the_header(table: xw.main.Table) -> None:
    """The header row cannot move."""
    with pytest.raises(InputError):
        table.resize(table.parent["A2:C5"])


def test_update(table: xw.main.Table) -> None:
    """update puts a DataFrame into the table and fits it."""
    table.update(pd.DataFrame({"id": ["1", "2", "3"], "name": ["a", "b", "c"]}), index=False)
    assert table.range.address == "$A$1:$B$4"
    assert table.parent["A1:C4"].value == [
        ["id", "name", None], ["1", "a", None], ["2", "b", None], ["3", "c", None]
    ]  # fmt: skip


def test_add(sheet: xw.Sheet) -> None:
    """A new table has header, style and filter, and survives a save."""
    sheet["B2"].value = [["x", "x", None, 5], [1, 2, 3, 4]]
    table = sheet.tables.add(sheet["B2"].resize(2, 4), name="tblNew", table_style_name="TableStyleLight1")
    sheet.book.save()
    table = sheet.tables["tblNew"]
    assert table.range.address == "$B$2:$E$3"
    assert [column.name for column in table.columns] == ["x", "x2", "Column1", "5"]
    assert table.table_style == "TableStyleLight1"
    assert table.show_autofilter is True


def test_add_without_headers(sheet: xw.Sheet) -> None:
    """Without headers a row of them is put above."""
    sheet["A1"].value = [[1, 2], [3, 4]]
    table = sheet.tables.add(sheet["A1:B2"], has_headers=False)
    assert table.range.value == [["Column1", "Column2"], [1, 2], [3, 4]]


def test_add_refuses_a_taken_name_and_place(table: xw.main.Table) -> None:
    """A name or place has one table."""
    sheet = table.parent
    with pytest.raises(InputError):
        sheet.tables.add(sheet["F1:G2"], name="tblpeople")
    with pytest.raises(StructureError):
        sheet.tables.add(sheet["C3:D5"], name="tblOther")


def test_rename(table: xw.main.Table) -> None:
    """A table no formula uses can be renamed."""
    table.name = "tblStaff"
    table.parent.book.save()
    assert table.parent.tables[0].display_name == "tblStaff"


def test_formulas_follow_a_renamed_table(book: xw.Book, table: xw.main.Table) -> None:
    """Structured references on any sheet and in names follow; texts, columns and other names stay."""
    third = book.sheets["Third"]
    third["A1"].formula = '=SUM(tblPeople[amount])&"tblPeople[x]"&ROWS(TBLPEOPLE)'
    table.parent["E2"].formula = "=tblPeople[[#This Row],[amount]]*2"
    book.names.add("people", "=tblPeople[name]")
    book.names.add("tblPeople2x", "=First!$A$1")
    book.save()
    book.sheets["My second"].tables[0].name = "staff"
    book.save()
    assert third["A1"].formula == '=SUM(staff[amount])&"tblPeople[x]"&ROWS(staff)'
    assert book.sheets["My second"]["E2"].formula == "=staff[@amount]*2"
    assert book.names["people"].refers_to_range.value == ["阿明", "Bea"]
    assert book.names["tblPeople2x"].refers_to == "=First!$A$1"


def test_rows(table: xw.main.Table) -> None:
    """Rows are added at the end or between, and deleted."""
    table.rows.add(["003", "Cy", 3])
    table.rows.add(["000", "Al", 0], index=1)
    assert [row.range.value[0] for row in table.rows] == ["000", "001", "002", "003"]
    table.rows[1].delete()
    table.parent.book.save()
    assert len(table.rows) == 3
    assert table.range.value == [["id", "name", "amount"], ["000", "Al", 0], ["002", "Bea", 2.5], ["003", "Cy", 3]]


def test_the_last_row_is_blanked(table: xw.main.Table) -> None:
    """A table keeps one row, which a new one fills."""
    for _ in range(2):
        table.rows[0].delete()
    assert len(table.rows) == 0
    assert table.insert_row_range is not None
    table.rows.add(["9", "z", 9])
    assert table.range.address == "$A$1:$C$2"
    assert len(table.rows) == 1


def test_columns(table: xw.main.Table) -> None:
    """Columns are added and deleted with their cells."""
    table.columns.add("city", 2)
    assert table.range.value[1] == ["001", None, "阿明", 1.5]
    table.columns["id"].delete()
    table.parent.book.save()
    assert [column.name for column in table.columns] == ["city", "name", "amount"]
    assert table.parent["A1:D2"].value == [["city", "name", "amount", None], [None, "阿明", 1.5, None]]
    assert table.columns["amount"].data_body_range is not None
    assert table.columns["amount"].data_body_range.value == [1.5, 2.5]


def test_a_written_header_renames_the_column(table: xw.main.Table) -> None:
    """Header cell and column name are one, in the file too."""
    table.parent["B1"].value = "full name"
    assert "full name" in table.columns
    table.parent.book.save()
    assert [column.name for column in table.impl.model.columns] == ["id", "full name", "amount"]


def test_style_flags(table: xw.main.Table) -> None:
    """The switches of a table's look are saved."""
    table.show_table_style_column_stripes = True
    table.show_table_style_row_stripes = False
    table.table_style = "TableStyleDark3"
    table.parent.book.save()
    assert table.show_table_style_column_stripes is True
    assert table.show_table_style_row_stripes is False
    assert table.table_style == "TableStyleDark3"


def test_headers_are_hidden_and_shown(table: xw.main.Table) -> None:
    """Without its header row a table keeps its columns' names and data; with it, it is as before."""
    table.show_headers = False
    assert table.header_row_range is None
    assert table.range.address == "$A$2:$C$3"
    assert table.show_autofilter is False
    table.parent.book.save()
    table = table.parent.tables[0]
    assert table.parent["A1:C1"].value == [None] * 3
    assert [column.name for column in table.columns] == ["id", "name", "amount"]
    table.show_headers = True
    table.parent.book.save()
    assert table.parent["A1:C1"].value == ["id", "name", "amount"]
    assert table.range.address == "$A$1:$C$3"


def test_headers_need_room(table: xw.main.Table) -> None:
    """A header row does not overwrite what stands above the data."""
    table.show_headers = False
    table.parent["B1"].value = "in the way"
    with pytest.raises(StructureError, match="A1:C1"):
        table.show_headers = True


def test_totals_are_shown_and_hidden(table: xw.main.Table) -> None:
    """The totals row sums the last column, stands below the data, and goes again."""
    sheet = table.parent
    table.show_totals = True
    sheet.book.save()
    table = sheet.tables[0]
    assert table.totals_row_range is not None
    assert table.totals_row_range.address == "$A$4:$C$4"
    assert sheet["A4"].value == "Total"
    assert sheet["C4"].formula == "=SUBTOTAL(109,tblPeople[amount])"
    table.rows.add(["003", "Cy", 3])
    assert sheet["C5"].formula == "=SUBTOTAL(109,tblPeople[amount])"
    table.show_totals = False
    sheet.book.save()
    assert sheet.tables[0].totals_row_range is None
    assert sheet["A5:C5"].value == [None] * 3


def test_totals_come_back_as_they_were(table: xw.main.Table) -> None:
    """Label and function stand in the table part while the row is hidden."""
    table.show_totals = True
    table.show_totals = False
    table.parent.book.save()
    table = table.parent.tables[0]
    table.show_totals = True
    assert table.parent["C4"].formula == "=SUBTOTAL(109,tblPeople[amount])"


def test_sort(table: xw.main.Table) -> None:
    """The data rows are ordered; the header stays."""
    table.sort(3, False)
    assert table.range.value == [["id", "name", "amount"], ["002", "Bea", 2.5], ["001", "阿明", 1.5]]


REFERS = "=SUM(C2:C3)+SUM('My second'!$C$2:$C$3)+C3+SUM(C1:C3)+SUM('My second'!B2:C3)"


@pytest.mark.parametrize("way", ["row", "rows"])
def test_references_to_all_rows_grow_with_the_table(book: xw.Book, table: xw.main.Table, way: str) -> None:
    """What covers all data rows covers those added at the end, on any sheet, in names and validations; a part of them,
    or more than them, stays."""
    sheet, other = table.parent, book.sheets["Third"]
    sheet["F1"].formula = REFERS
    other["A1"].formula = "=SUM('My second'!C2:C3)+SUM(C2:C3)"
    book.names.add("amounts", "='My second'!$C$2:$C$3")
    other["B1"].data_validation.set_list(sheet["B2:B3"])
    book.save()
    sheet = book.sheets["My second"]
    if way == "row":
        sheet.tables[0].rows.add(["003", "Cy", 4])
    else:
        columns.append_rows(book, "tblPeople", {"id": ["003", "004"]})
    last = 4 if way == "row" else 5
    assert sheet["F1"].formula == (
        f"=SUM(C2:C{last})+SUM('My second'!$C$2:$C${last})+C3+SUM(C1:C3)+SUM('My second'!B2:C{last})"
    )
    assert book.sheets["Third"]["A1"].formula == f"=SUM('My second'!C2:C{last})+SUM(C2:C3)"
    assert book.names["amounts"].refers_to == f"='My second'!$C$2:$C${last}"
    assert f"$B$2:$B${last}" in str(book.sheets["Third"]["B1"].data_validation.source)


def test_a_running_total_stays(book: xw.Book, table: xw.main.Table) -> None:
    """A formula of the table's last row covers all rows by chance."""
    table.parent["C3"].formula = "=SUM(B$2:B3)"
    table.rows.add(["003", "Cy", 4])
    assert table.parent["C3"].formula == "=SUM(B$2:B3)"


def test_blank_headers_are_counted(sheet: xw.Sheet) -> None:
    """A header that is missing is Column1, the next one Column2, wherever they stand."""
    sheet["A1"].value = ["id", None, "id", None]
    sheet.tables.add(sheet["A1:D2"])
    assert sheet["A1:D1"].value == ["id", "Column1", "id2", "Column2"]


def _ruled(table: xw.main.Table) -> xw.Sheet:
    """The table's sheet, with a validation and a conditional format over all its amounts."""
    sheet = table.parent
    sheet["C2:C3"].data_validation.set_decimal("greater_than", "=0")
    sheet["A2:A3"].conditional_formats.add_custom("=$C2>3", font_bold=True)
    return sheet


@pytest.mark.parametrize("totals", [False, True])
def test_rules_cover_rows_added_at_the_end(table: xw.main.Table, totals: bool) -> None:
    """Above a totals row as without one, before the save and after it, whatever else is done to the rows."""
    sheet = _ruled(table)
    table.show_totals = totals
    table.rows.add(["003", "Cy", 3])
    assert sheet["C2:C4"].data_validation.type == "decimal"
    assert len(sheet["A4"].conditional_formats) == 1
    table.rows.add(["000", "Al", 0], index=2)
    table.rows.add(["004", "Di", 4])
    table.rows[0].delete()
    sheet.book.save()
    assert table.range.address == ("$A$1:$C$6" if totals else "$A$1:$C$5")
    part = contents(Path(sheet.book.fullname))["xl/worksheets/sheet2.xml"]
    assert part.count(b'sqref="C2:C5"') == part.count(b'sqref="A2:A5"') == 1


def test_a_rule_whose_first_range_is_gone(table: xw.main.Table) -> None:
    """Its formula is for the first cell of what is left, and names no cell that is gone."""
    sheet = table.parent
    for row in ("3", "4", "5"):
        table.rows.add([row, row, 1])
    sheet.book.save()
    path = Path(sheet.book.fullname)
    part = contents(path)["xl/worksheets/sheet2.xml"]
    rule = b'<conditionalFormatting sqref="A2 A5:A6"><cfRule type="expression" priority="1"><formula>$C2&gt;3'
    with_rule = part.replace(b"<pageMargins", rule + b"</formula></cfRule></conditionalFormatting><pageMargins")
    replaced = path.with_name("ruled.xlsx")
    with zipfile.ZipFile(replaced, "w") as package:
        for name, data in {**contents(path), "xl/worksheets/sheet2.xml": with_rule}.items():
            package.writestr(name, data)
    with engine.open_book(replaced) as book:
        book.sheets["My second"].tables[0].rows[0].delete()
        assert [one.formula for one in book.sheets["My second"]["A4:A5"].conditional_formats] == ["=$C4>3"]


def test_the_link_of_the_last_row_goes_with_it(table: xw.main.Table) -> None:
    """The blank row that is left links nowhere."""
    table.parent["B3"].add_hyperlink("https://example.org")
    for _ in range(2):
        table.rows[0].delete()
    with pytest.raises(Exception, match="hyperlink"):
        _ = table.parent["B2"].hyperlink
