"""Whatever sheet is in front, its tab alone is selected, and no window looks at a sheet that is gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.odd_books import KIND, MAIN, REL, contents, make_book, relationships, worksheet
from workbook import engine

SELECTED = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
PLAIN = '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
VIEWS = '<bookViews><workbookView firstSheet="2" activeTab="0"/><workbookView activeTab="2"/></bookViews>'
FORMULA = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three sheets and a chart sheet, the first one in front, two windows, a calculation chain."""
    sheets = {
        "One": worksheet("", before=SELECTED),
        "Two": worksheet(FORMULA, before=PLAIN),
        "Three": worksheet(FORMULA, before=PLAIN),
    }
    plain = contents(make_book(tmp_path / "book.xlsx", sheets))["xl/workbook.xml"].decode()
    book = plain.replace("<bookViews><workbookView/></bookViews>", VIEWS).replace(
        "</sheets>", '<sheet name="Chart" sheetId="9" r:id="rId9"/></sheets>'
    )
    links = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in (1, 2, 3)}
    links |= {
        "rId9": ("chartsheet", "chartsheets/sheet1.xml"),
        "rIdS": ("styles", "styles.xml"),
        "rIdC": ("calcChain", "calcChain.xml"),
    }
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relationships(links),
        "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}" xmlns:r="{REL}">{PLAIN}</chartsheet>',
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="2"/><c r="A1" i="3"/></calcChain>',
    }
    types = {"xl/chartsheets/sheet1.xml": f"{KIND}.chartsheet+xml", "xl/calcChain.xml": f"{KIND}.calcChain+xml"}
    return make_book(tmp_path / "book.xlsx", sheets, parts=parts, types=types)


def _selected(path: Path) -> list[str]:
    return [name for name, data in contents(path).items() if b'tabSelected="1"' in data]


def _there_and_back(book: xw.Book) -> None:
    book.sheets["Three"].activate()
    book.sheets["One"].activate()


CHANGES: dict[str, tuple[Callable[[xw.Book], object], list[str]]] = {
    "activate": (lambda book: book.sheets["Three"].activate(), ["xl/worksheets/sheet3.xml"]),
    "and back": (_there_and_back, ["xl/worksheets/sheet1.xml"]),
    "add": (lambda book: book.sheets.add("New", after=book.sheets["Two"]), ["xl/worksheets/sheet4.xml"]),
    "delete": (lambda book: book.sheets["One"].delete(), ["xl/worksheets/sheet2.xml"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_one_tab_is_selected(path: Path, change: str) -> None:
    """Excel edits all sheets together whose tabs are selected."""
    action, selected = CHANGES[change]
    with engine.open_book(path) as book:
        action(book)
        book.save()
    assert _selected(path) == selected


def test_sheets_that_stay_as_they_are_are_not_written(path: Path) -> None:
    """Of three sheets two are about who is in front."""
    before = contents(path)
    with engine.open_book(path) as book:
        book.sheets["Three"].activate()
        book.save()
    after = contents(path)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"}


def test_windows_look_at_sheets_that_are_there(path: Path) -> None:
    """With sheets gone, every window shows one that is left."""
    with engine.open_book(path) as book:
        book.sheets["Two"].delete()
        book.sheets["Three"].delete()
        book.save()
    shown = re.findall(r'(?:activeTab|firstSheet)="(\d+)"', contents(path)["xl/workbook.xml"].decode())
    assert shown
    assert all(int(position) < 2 for position in shown)


def test_the_calculation_chain_names_no_sheet_that_is_gone(path: Path) -> None:
    """It goes with a sheet, and Excel makes a new one."""
    with engine.open_book(path) as book:
        book.sheets["Two"].delete()
        book.save()
    assert "xl/calcChain.xml" not in contents(path)
