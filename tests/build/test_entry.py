"""The sheet of entry as it is built: names, unlocked cells in the order of typing, what helps without a program."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.book import build_body
from workbook.language import LANGS, Lang
from workbook.schema.forms import ALIKE, ENTRY_SHEET, FORMS


@pytest.fixture(scope="module", params=LANGS)
def built(request: pytest.FixtureRequest) -> tuple[Worksheet, openpyxl.Workbook, Lang]:
    """The sheet in each language."""
    lang: Lang = request.param
    book = openpyxl.load_workbook(io.BytesIO(build_body(lang, guid="0")))
    return book[ENTRY_SHEET[lang]], book, lang


def test_exactly_the_named_cells_are_unlocked(built: tuple[Worksheet, openpyxl.Workbook, Lang]) -> None:
    """So the tab key goes from one to the next; the indicators of a scorecard are not typed."""
    sheet, book, _ = built
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    wanted: set[str] = set()
    for form in FORMS:
        names = [form.range_name(one.key) for one in form.cells]
        typed = [one.key for one in form.lines if (form.key, one.key) != ("score", "indicator")]
        names += [form.range_name(key, line) for key in typed for line in range(1, form.most + 1)]
        wanted |= {book.defined_names[name].attr_text.split("!")[1].replace("$", "") for name in names}
    wanted.add(book.defined_names[ALIKE].attr_text.split("!")[1].replace("$", ""))  # a command writes there
    assert unlocked == wanted
    assert sheet.protection.sheet
    assert sheet.protection.password is None


def test_each_form_says_what_is_missing(built: tuple[Worksheet, openpyxl.Workbook, Lang]) -> None:
    """A live formula names every required cell that is typed."""
    sheet, book, lang = built
    for form in FORMS:
        at = book.defined_names[form.range_name("status")].attr_text.split("!")[1].replace("$", "")
        formula = str(sheet[at].value)
        required = [one for one in (*form.cells, *form.lines) if one.required and one.key != "indicator"]
        assert all(one.shown[lang] in formula for one in required), form.key


def test_no_formula_is_longer_than_excel_takes(built: tuple[Worksheet, openpyxl.Workbook, Lang]) -> None:
    """8,192 characters; and none uses a function that Excel 2016 lacks."""
    sheet, _, _ = built
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(formulas) > 60
    assert max(map(len, map(str, formulas))) < 1_000
    assert not [one for one in formulas if any(new in str(one) for new in ("XLOOKUP", "FILTER(", "LET(", "TEXTJOIN"))]
