"""Tables, Table, its rows and columns."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlwings as xw
from openpyxl.worksheet.table import TableStyleInfo

from tests.engine.ruled import conditions, put_rules, validations
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


@pytest.mark.parametrize("stripes", [True, False])
def test_a_style_is_given(path: Path, stripes: bool) -> None:
    """It is saved; the stripes and emphasised columns that a user chose are as they were."""
    other = openpyxl.load_workbook(path)
    other["My second"].tables["tblPeople"].tableStyleInfo = TableStyleInfo(
        name="TableStyleMedium2", showRowStripes=stripes, showColumnStripes=not stripes, showFirstColumn=stripes
    )
    other.save(path)
    with engine.open_book(path) as book:
        book.sheets["My second"].tables[0].table_style = "TableStyleDark3"
        book.save()
        assert book.sheets["My second"].tables[0].table_style == "TableStyleDark3"
    style = openpyxl.load_workbook(path)["My second"].tables["tblPeople"].tableStyleInfo
    assert (style.name, style.showRowStripes, style.showColumnStripes, style.showFirstColumn) == (
        "TableStyleDark3", stripes, not stripes, stripes,
    )  # fmt: skip


def test_a_table_without_a_header_row(path: Path) -> None:
    """It has its columns' names and its data, and takes rows."""
    other = openpyxl.load_workbook(path)
    other["My second"].delete_rows(1)
    shown = other["My second"].tables["tblPeople"]
    shown.ref, shown.headerRowCount, shown.autoFilter = "A1:C2", 0, None
    other.save(path)
    with engine.open_book(path) as book:
        table = book.sheets["My second"].tables[0]
        assert table.header_row_range is None
        assert (table.show_headers, table.show_autofilter) == (False, False)
        assert [column.name for column in table.columns] == ["id", "name", "amount"]
        table.rows.add(["003", "Cy", 3])
        table.rows.add(["000", "Al", 0], index=1)
        book.save()
        assert table.range.address == "$A$1:$C$4"
        assert table.range.value == [["000", "Al", 0], ["001", "阿明", 1.5], ["002", "Bea", 2.5], ["003", "Cy", 3]]
    assert openpyxl.load_workbook(path)["My second"].tables["tblPeople"].headerRowCount == 0


def _add_totals(path: Path) -> None:
    """A totals row that sums the amounts, as Excel writes one."""
    book = openpyxl.load_workbook(path)
    sheet = book["My second"]
    sheet.append(["Total", None, "=SUBTOTAL(109,tblPeople[amount])"])
    table = sheet.tables["tblPeople"]
    table.ref, table.totalsRowCount, table.totalsRowShown = "A1:C4", 1, True
    table.tableColumns[0].totalsRowLabel, table.tableColumns[2].totalsRowFunction = "Total", "sum"
    book.save(path)


def test_rows_go_above_the_totals_row(path: Path) -> None:
    """It stays the last one, with its label and formula."""
    _add_totals(path)
    with engine.open_book(path) as book:
        table = book.sheets["My second"].tables[0]
        sheet = table.parent
        assert table.show_totals is True
        assert table.totals_row_range is not None
        assert table.totals_row_range.address == "$A$4:$C$4"
        table.rows.add(["003", "Cy", 3])
        columns.append_rows(book, "tblPeople", {"id": ["004"]})
        book.save()
        table = sheet.tables[0]
        assert table.totals_row_range is not None
        assert table.totals_row_range.address == "$A$6:$C$6"
        assert sheet["A4:A6"].value == ["003", "004", "Total"]
        assert sheet["C6"].formula == "=SUBTOTAL(109,tblPeople[amount])"
        assert [cell.formula for cell in sheet["C4:C5"]] == ["3", ""]
        for _ in range(3):
            table.rows[0].delete()
        assert sheet["A1:A3"].value == ["id", "004", "Total"]
        assert sheet["C3"].formula == "=SUBTOTAL(109,tblPeople[amount])"


REFERS = "=SUM(C2:C3)+SUM('My second'!$C$2:$C$3)+C3+SUM(C1:C3)+SUM('My second'!B2:C3)"


@pytest.mark.parametrize("way", ["row", "rows"])
def test_references_to_all_rows_grow_with_the_table(path: Path, way: str) -> None:
    """What covers all data rows covers those added at the end, on any sheet, in names and validations; a part of them,
    or more than them, stays."""
    put_rules(path, "Third", validations={"B1": ("list", "'My second'!$B$2:$B$3")})
    with engine.open_book(path) as book:
        sheet, other = book.sheets["My second"], book.sheets["Third"]
        sheet["F1"].formula = REFERS
        other["A1"].formula = "=SUM('My second'!C2:C3)+SUM(C2:C3)"
        book.names.add("amounts", "='My second'!$C$2:$C$3")
        book.save()
        if way == "row":
            sheet.tables[0].rows.add(["003", "Cy", 4])
        else:
            columns.append_rows(book, "tblPeople", {"id": ["003", "004"]})
        last = 4 if way == "row" else 5
        assert sheet["F1"].formula == (
            f"=SUM(C2:C{last})+SUM('My second'!$C$2:$C${last})+C3+SUM(C1:C3)+SUM('My second'!B2:C{last})"
        )
        assert other["A1"].formula == f"=SUM('My second'!C2:C{last})+SUM(C2:C3)"
        assert book.names["amounts"].refers_to == f"='My second'!$C$2:$C${last}"
        book.save()
    assert validations(path, "Third") == {"B1": f"'My second'!$B$2:$B${last}"}


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


@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize("totals", [False, True])
def test_rules_cover_rows_added_at_the_end(path: Path, totals: bool, saved: bool) -> None:
    """Above a totals row as without one, with a save between and without, whatever else is done to the rows."""
    if totals:
        _add_totals(path)
    put_rules(path, "My second", validations={"C2:C3": ("decimal", "0")}, conditions={"A2:A3": "$C2>3"})
    with engine.open_book(path) as book:
        table = book.sheets["My second"].tables[0]
        table.rows.add(["003", "Cy", 3])
        if saved:
            book.save()
            assert validations(path, "My second") == {"C2:C4": "0"}
            assert conditions(path, "My second") == {"A2:A4": ["$C2>3"]}
        table.rows.add(["000", "Al", 0], index=2)
        table.rows.add(["004", "Di", 4])
        table.rows[0].delete()
        book.save()
        assert table.range.address == ("$A$1:$C$6" if totals else "$A$1:$C$5")
    assert validations(path, "My second") == {"C2:C5": "0"}
    assert conditions(path, "My second") == {"A2:A5": ["$C2>3"]}


def test_a_rule_whose_first_range_is_gone(path: Path) -> None:
    """Its formula is for the first cell of what is left, and names no cell that is gone."""
    with engine.open_book(path) as book:
        for row in ("3", "4", "5"):
            book.sheets["My second"].tables[0].rows.add([row, row, 1])
        book.save()
    put_rules(path, "My second", conditions={"A2 A5:A6": "$C2>3"})
    with engine.open_book(path) as book:
        book.sheets["My second"].tables[0].rows[0].delete()
        book.save()
    assert conditions(path, "My second") == {"A4:A5": ["$C4>3"]}


def test_the_link_of_the_last_row_goes_with_it(table: xw.main.Table) -> None:
    """The blank row that is left links nowhere."""
    table.parent["B3"].add_hyperlink("https://example.org")
    for _ in range(2):
        table.rows[0].delete()
    with pytest.raises(Exception, match="hyperlink"):
        _ = table.parent["B2"].hyperlink
