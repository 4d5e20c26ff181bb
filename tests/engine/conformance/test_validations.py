"""Range.data_validation: lists, comparisons, formulas; what is read, replaced and left alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.datavalidation import DataValidation


def test_a_list_of_texts(sheet: xw.Sheet) -> None:
    """The texts come back as they were given, the dropdown may be hidden."""
    cells = sheet["B2:B4"]
    assert cells.data_validation.type == "none"
    cells.data_validation.set_list(["Open", "Closed", 3], in_cell_dropdown=False)
    sheet.book.save()
    rule = cells.data_validation
    assert (rule.type, rule.source, rule.in_cell_dropdown) == ("list", "Open,Closed,3", False)
    assert (rule.ignore_blank, rule.show_error, rule.show_input, rule.alert_style) == (True, True, True, "stop")


def test_a_list_from_cells_and_names(sheet: xw.Sheet) -> None:
    """A range of another sheet, or a name."""
    sheet["A1"].data_validation.set_list(sheet.book.sheets["My second"]["B2:B3"])
    sheet["A2"].data_validation.set_list(sheet.book.names.add("people", "='My second'!$B$2:$B$3"))
    sheet.book.save()
    assert sheet["A1"].data_validation.source == "='My second'!$B$2:$B$3"
    assert sheet["A2"].data_validation.source == "=people"


@pytest.mark.parametrize(
    ("method", "arguments", "kind", "formulas"),
    [
        ("set_whole_number", ("between", 1, 10), "whole_number", ("=1", "=10")),
        ("set_decimal", ("greater_than", 0.5), "decimal", ("=0.5", None)),
        ("set_date", ("not_between", dt.date(2026, 1, 1), "=A1"), "date", ("=DATE(2026,1,1)", "=A1")),
        ("set_time", ("less_than", dt.time(17)), "time", ("=TIME(17,0,0)", None)),
        ("set_text_length", ("less_than_or_equal", 40), "text_length", ("=40", None)),
    ],
)
def test_comparisons(sheet: xw.Sheet, method: str, arguments: Any, kind: str, formulas: Any) -> None:
    """Each kind of comparison, saved and read."""
    getattr(sheet["C3"].data_validation, method)(*arguments)
    sheet.book.save()
    rule = sheet["C3"].data_validation
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == (kind, arguments[0], *formulas)


def test_a_formula_is_relative_to_its_cell(sheet: xw.Sheet) -> None:
    """A rule for several cells shows each cell its own formula."""
    sheet["B2:B4"].data_validation.set_custom("=COUNTIF($B$2:$B$4,B2)=1")
    assert sheet["B2:B4"].data_validation.formula == "=COUNTIF($B$2:$B$4,B2)=1"
    assert sheet["B3"].data_validation.formula == "=COUNTIF($B$2:$B$4,B3)=1"
    sheet["B2"].data_validation.delete()
    sheet.book.save()
    assert sheet["B2"].data_validation.type == "none"
    assert sheet["B3:B4"].data_validation.formula == "=COUNTIF($B$2:$B$4,B3)=1"


def test_a_new_rule_keeps_the_messages(sheet: xw.Sheet, path: Any) -> None:
    """Prompt and error text stay when the list changes; another program sees one rule a range."""
    sheet.book.close()
    book = openpyxl.load_workbook(path)
    rule = DataValidation(type="list", formula1='"a,b"', showErrorMessage=True)
    rule.promptTitle, rule.prompt, rule.error, rule.errorStyle = "Choose", "one", "no & no", "warning"
    rule.add("A1:A9")
    book["Third"].add_data_validation(rule)
    book.save(path)
    app = xw.App(visible=False)
    opened = app.books.open(path)
    cells = opened.sheets["Third"]["A1:A9"]
    cells.data_validation.set_list(["c"])
    opened.sheets["Third"]["A4"].data_validation.set_decimal("equal_to", 1)
    opened.save()
    app.quit()
    found = openpyxl.load_workbook(path)["Third"].data_validations.dataValidation
    assert [(str(one.sqref), one.type) for one in found] == [("A1:A3 A5:A9", "list"), ("A4", "decimal")]
    assert {(one.prompt, one.error, one.errorStyle) for one in found} == {("one", "no & no", "warning")}


def test_different_rules_are_not_overwritten(sheet: xw.Sheet) -> None:
    """A range of several rules, or of some cells only, says so and takes no new one."""
    both: Any = sheet["B2:B3"].data_validation
    sheet["B2"].data_validation.set_list(["a"])
    assert both.type == "mixed_criteria"
    sheet["B3"].data_validation.set_list(["b"])
    assert both.type == "inconsistent"
    with pytest.raises(xw.XlwingsError, match="different validation rules"):
        both.set_list(["c"])
    sheet["A1:C5"].data_validation.delete()
    assert both.type == "none"


def test_rules_move_with_their_cells(sheet: xw.Sheet) -> None:
    """Range and formula follow inserted and deleted rows, the first row of the range included."""
    sheet["B2:B9"].data_validation.set_custom("=C2>$D$5")
    sheet["4:4"].insert("down")
    assert sheet["B2:B10"].data_validation.formula == "=C2>$D$6"
    sheet["1:2"].delete()
    assert sheet["B1:B8"].data_validation.formula == "=C1>$D$4"
    assert sheet["B9"].data_validation.type == "none"


def test_a_tables_new_first_row_is_validated(book: xw.Book) -> None:
    """The rule of a column begins with its first row, whichever that is."""
    table = book.sheets["My second"].tables[0]
    table.parent["C2:C3"].data_validation.set_custom("=C2>LEN(B2)")
    table.rows.add(["0", "new", 9], index=1)
    book.save()
    assert table.parent["C2:C4"].data_validation.formula == "=C2>LEN(B2)"
