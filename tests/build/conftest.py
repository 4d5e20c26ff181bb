"""A small body as the builder would hand over: code names on every sheet, tables, named cells. Invented data only."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from workbook.build.pack import pack, read_parts
from workbook.language import Lang

SHEETS: Mapping[str, str] = {
    "首页": "",
    "客户": "tblCustomers",
    "回款": "tblPayments",
    "等级历史": "tblGradeHistory",
    "字典": "dicCustomerKind",
    "我的表": "tblMine",
}


def stand_in_body(lang: Lang = "zh") -> bytes:
    """An .xlsx with one sheet a table, a settings sheet, and the very hidden identity sheet."""
    book = openpyxl.Workbook()
    book.code_name = "ThisWorkbook"
    book.remove(book.worksheets[0])
    for at, (title, table) in enumerate(SHEETS.items(), start=1):
        sheet = book.create_sheet(title)
        sheet.sheet_properties.codeName = f"shSheet{at}"
        sheet["A1"] = title
        sheet["A1"].font = Font(name="Microsoft YaHei", size=14, bold=True, color="FF1F4E79")
        if table:
            sheet["A3"] = "编号"
            sheet["A4"] = "x"
            sheet.add_table(Table(displayName=table, ref="A3:A4"))
    settings = book.create_sheet("设置")
    settings.sheet_properties.codeName = "shSettings"
    book.defined_names["set_as_of"] = DefinedName("set_as_of", attr_text="'设置'!$C$3")
    identity = book.create_sheet("_book")
    identity.sheet_properties.codeName = "shBook"
    identity.sheet_state = "veryHidden"
    identity["B1"] = lang
    book.defined_names["meta_language"] = DefinedName("meta_language", attr_text="'_book'!$B$1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def body() -> bytes:
    """The Chinese stand-in body."""
    return stand_in_body()


@pytest.fixture(scope="session")
def english_body() -> bytes:
    """The English stand-in body."""
    return stand_in_body("en")


@pytest.fixture(scope="session")
def packed(body: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in body made a macro workbook."""
    path = tmp_path_factory.mktemp("packed") / "book.xlsm"
    pack(body, "zh", path)
    return path


@pytest.fixture(scope="session")
def parts(packed: Path) -> dict[str, bytes]:
    """Its parts."""
    return read_parts(packed)
