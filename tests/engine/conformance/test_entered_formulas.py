"""Formulas are written as a file holds them and read as Excel shows them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.engine.odd_books import contents
from workbook.engine.text.formula_spelling import shown, written
from workbook.errors import InputError, Unsupported

SPELLINGS = [
    ('=IFS(A1>0,"IFS(",TRUE,MAX(B:B))', '=_xlfn.IFS(A1>0,"IFS(",TRUE,MAX(B:B))'),
    ("=STDEV.S(A1:A3)+SUM(A1:A3)", "=_xlfn.STDEV.S(A1:A3)+SUM(A1:A3)"),
    ("=SUM(SORT(A1:A3))", "=SUM(_xlfn._xlws.SORT(A1:A3))"),
    ("=SUM('it''s'!A1#)", "=SUM(_xlfn.ANCHORARRAY('it''s'!A1))"),
    ("=[@net]*[@[net amount]]", "=tbl[[#This Row],[net]]*tbl[[#This Row],[net amount]]"),
    ("=other[@net]", "=other[[#This Row],[net]]"),
    ("=[@[a]:[b]]", "=tbl[[#This Row],[a]:[b]]"),
    (
        '=LET(x,A1,"x"&x+LAMBDA(y,x*y)(2))',
        '=_xlfn.LET(_xlpm.x,A1,"x"&_xlpm.x+_xlfn.LAMBDA(_xlpm.y,_xlpm.x*_xlpm.y)(2))',
    ),
    ("=[1]Sheet1!A1+NETWORKDAYS.INTL(A1,B1)", "=[1]Sheet1!A1+NETWORKDAYS.INTL(A1,B1)"),
]


@pytest.mark.parametrize(("text", "in_file"), SPELLINGS)
def test_spellings(text: str, in_file: str) -> None:
    """Newer functions, a row's own cells, spilled ranges and bound names have a spelling of their own in a file."""
    assert written(text, "tbl") == in_file
    assert shown(in_file, "tbl") == text


def test_an_at_sign_takes_one_value() -> None:
    """In a formula that fills one cell it is what the file means anyway; in one that fills several it is a call."""
    assert written("=@A1:A3+@INDEX(B1:B3,1)") == "=A1:A3+INDEX(B1:B3,1)"
    assert written("=@A1:A3*{1,2}", dynamic=True) == "=_xlfn.SINGLE(A1:A3)*{1,2}"
    assert shown("=_xlfn.SINGLE(A1:A3)*{1,2}") == "=@A1:A3*{1,2}"


def test_newer_functions_reach_the_file_with_their_prefix(book: xw.Book, sheet: xw.Sheet) -> None:
    """Without it Excel shows #NAME?; read back, the formula is what was written."""
    sheet["A1:A2"].formula = "=MAXIFS(B:B,C:C,D1)"
    sheet["A3"].value = '=TEXTJOIN(",",TRUE,A1:A2)'
    book.names.add("latest", "=XLOOKUP(1,First!$A$1:$A$3,First!$B$1:$B$3)")
    book.save()
    texts = ["=MAXIFS(B:B,C:C,D1)", "=MAXIFS(B:B,C:C,D2)", '=TEXTJOIN(",",TRUE,A1:A2)']
    assert [cell.formula for cell in sheet["A1:A3"]] == texts
    assert book.names["latest"].refers_to == "=XLOOKUP(1,First!$A$1:$A$3,First!$B$1:$B$3)"
    file = openpyxl.load_workbook(book.fullname)
    assert file["Third"]["A2"].value == "=_xlfn.MAXIFS(B:B,C:C,D2)"
    assert file.defined_names["latest"].attr_text.startswith("_xlfn.XLOOKUP(")


def test_a_row_s_own_cells_are_named_in_full_in_the_file(book: xw.Book) -> None:
    """A column written down a table, and a row added with a formula; `[@…]` alone would make Excel repair the file."""
    sheet = book.sheets["My second"]
    table = sheet.tables[0]
    table.columns.add("double")
    column = table.columns["double"].data_body_range
    assert column is not None
    column.formula = "=[@amount]*2"
    table.rows.add(["3", "Cy", 1, "=SUM([amount])"])
    book.save()
    texts = ["=[@amount]*2", "=[@amount]*2", "=SUM(tblPeople[amount])"]
    assert [cell.formula for cell in sheet["D2:D4"]] == texts
    assert openpyxl.load_workbook(book.fullname)["My second"]["D2"].value == "=tblPeople[[#This Row],[amount]]*2"


def test_refused_formulas(sheet: xw.Sheet) -> None:
    """A column without a table, and another book, which is a part of its own in the file."""
    with pytest.raises(InputError):
        sheet["A1"].formula = "=[@amount]"
    with pytest.raises(Unsupported):
        sheet["A1"].formula = "=[Other.xlsx]Sheet1!A1"
    with pytest.raises(Unsupported):
        sheet["A1"].formula = "='[Other.xlsx]My sheet'!A1"


def test_a_dynamic_array_stays_one_when_it_follows(book: xw.Book, sheet: xw.Sheet) -> None:
    """Rewritten because what it refers to moved, it does not become an array formula of the older kind."""
    sheet["A1"].formula_array = "=SORT(F2:F3)"
    book.save()
    document = book.impl.document
    part = "xl/worksheets/sheet3.xml"
    document.put_part(part, document.read(part).replace(b'<c r="A1"', b'<c r="A1" cm="1"'))
    book.save()
    sheet["F1"].insert("down")
    book.save()
    assert sheet["A1"].formula == "=SORT(F3:F4)"
    assert b'<c r="A1" cm="1"><f t="array" ref="A1">_xlfn._xlws.SORT(F3:F4)</f>' in contents(Path(book.fullname))[part]


def test_new_dynamic_arrays_are_refused(sheet: xw.Sheet) -> None:
    """Offices on Excel 2016 and 2019 have no such formulas."""
    with pytest.raises(Unsupported):
        sheet["A1"].formula2 = "=SORT(B1:B3)"


def test_formulas_given_back(sheet: xw.Sheet) -> None:
    """What a range gives as formulas can be written as formulas: numbers, truth values, errors, texts, blanks."""
    sheet["A1"].value = [[1.5, True, "text", "001", None], [-3, False, "=A1", "x y", 1e20]]
    sheet["A4"].formula = sheet["A1:E2"].formula
    assert sheet["A4:E5"].value[0] == [1.5, True, "text", "001", None]
    assert sheet["A4:E5"].formula == sheet["A1:E2"].formula
    sheet["A9"].number_format = "@"
    sheet["A9"].formula = "5"
    assert sheet["A9"].value == "5"
