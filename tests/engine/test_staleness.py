"""A formula's old value is never passed off as its new one."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.odd_books import make_book, relationships, table, worksheet
from workbook import engine
from workbook.engine import StaleValue

FORMULAS = {
    1: "B1+1", 2: "SUM(Two!A1:A3)", 3: "tax*2", 4: "SUM(tblIn[n])", 5: "SUM(B:B)", 6: "A1*2", 7: "local+1",
    8: "INDIRECT(&quot;B&quot;&amp;1)", 9: "SUM(Two:Three!A9)", 10: "SUBTOTAL(109,C1:C5)", 11: "C9", 12: "nested",
    13: "TODAY()",
}  # fmt: skip
"""The formulas of column A by row; each has the stored value 7."""
ARRAY = '<c r="F1"><f t="array" ref="F1:F3">G1:G3*2</f><v>7</v></c>'


@pytest.fixture
def book(tmp_path: Path) -> Iterator[xw.Book]:
    """Formulas that lean on cells in every way there is."""
    rows = ""
    for row, formula in FORMULAS.items():
        extra = ARRAY if row == 1 else '<c r="F2"><v>7</v></c>' if row == 2 else ""
        rows += f'<row r="{row}"><c r="A{row}"><f>{formula}</f><v>7</v></c>{extra}</row>'
    inputs = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="D1" t="str"><v>n</v></c></row>'
        '<row r="2"><c r="D2"><v>1</v></c></row><row r="3"><c r="D3"><v>2</v></c></row>'
    )
    path = make_book(
        tmp_path / "stale.xlsx",
        {
            "One": worksheet(rows),
            "Two": worksheet(inputs, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'),
            "Three": worksheet(""),
        },
        parts={
            "xl/tables/table1.xml": table("tblIn", "D1:D3", ["n"]),
            "xl/worksheets/_rels/sheet2.xml.rels": relationships({"rId1": ("table", "../tables/table1.xml")}),
        },
        workbook='<definedNames><definedName name="tax">Two!$B$7</definedName>'
        '<definedName name="local" localSheetId="0">Three!$A$4</definedName>'
        '<definedName name="nested">tax+1</definedName></definedNames>',
    )
    with engine.open_book(path) as opened:
        yield opened


def _fresh(cell: xw.Range) -> bool:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        _ = cell.value
    return not any(issubclass(one.category, StaleValue) for one in caught)


def _write(address: str) -> Callable[[xw.Book], None]:
    sheet, cell = address.split("!")

    def write(book: xw.Book) -> None:
        book.sheets[sheet][cell].value = 5

    return write


def _hide(book: xw.Book) -> None:
    book.sheets["One"]["3:3"].rows.hidden = True


def _resize(book: xw.Book) -> None:
    book.sheets["Two"].tables[0].resize(book.sheets["Two"]["D1:D5"])


def _redefine(book: xw.Book) -> None:
    book.names["tax"].refers_to = "=Two!$B$8"


CHANGES: list[tuple[Callable[[xw.Book], None], set[str]]] = [
    (_write("One!B1"), {"A1", "A5", "A6"}),
    (_write("Two!A2"), {"A2"}),
    (_write("Two!B7"), {"A3", "A8", "A12"}),
    (_write("Two!D2"), {"A4"}),
    (_write("One!B700"), {"A5"}),
    (_write("Three!A4"), {"A7"}),
    (_write("Three!A9"), {"A9"}),
    (_write("One!G2"), {"F1", "F2"}),
    (_write("One!Z1"), set()),
    (_hide, {"A10"}),
    (_resize, {"A4"}),
    (_redefine, {"A3", "A8", "A12"}),
]
ALWAYS = {"A8", "A13"}
"""What Excel calculates anew at every change."""
CELLS = [*(f"A{row}" for row in FORMULAS), "F1", "F2"]


def test_nothing_written_nothing_stale(book: xw.Book) -> None:
    """Stored values are good while nobody writes."""
    assert all(_fresh(book.sheets["One"][cell]) for cell in CELLS)


@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize(("change", "stale"), CHANGES)
def test_what_leans_on_a_change_is_stale(
    book: xw.Book, change: Callable[[xw.Book], None], stale: set[str], saved: bool
) -> None:
    """Through cells, sheets, names, tables, whole columns, other formulas, arrays; after a save as before it."""
    change(book)
    if saved:
        book.save()
    assert {cell for cell in CELLS if not _fresh(book.sheets["One"][cell])} == stale | ALWAYS


def test_a_new_formula_has_no_value(book: xw.Book) -> None:
    """A formula that nobody worked out reads as nothing, with the warning, after a save too."""
    cell = book.sheets["One"]["K1"]
    cell.formula = "=1+1"
    assert not _fresh(cell)
    book.save()
    assert not _fresh(cell)


def test_an_equal_value_makes_nothing_stale_once_saved(book: xw.Book) -> None:
    """What is in the file already is not written."""
    book.sheets["Two"]["A1"].value = 1
    book.save()
    assert _fresh(book.sheets["One"]["A2"])


def test_a_moved_formula_is_still_watched(book: xw.Book) -> None:
    """A formula carried elsewhere keeps its value and what it leans on."""
    sheet = book.sheets["One"]
    sheet["A6"].insert("right")
    assert sheet["B6"].formula == "=A1*2"
    assert _fresh(sheet["B6"])
    assert sheet["B6"].value == 7
    sheet["B1"].value = 100
    assert not _fresh(sheet["B6"])


def test_a_name_that_looks_like_a_cell_beyond_the_edge(tmp_path: Path) -> None:
    """XFE1 is no cell, so it may be a name; A1048577 is nothing at all, and no crash."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f>{formula}</f><v>7</v></c></row>'
        for row, formula in enumerate(("XFE1*2", "A1048577+1"), 1)
    )
    path = make_book(
        tmp_path / "edge.xlsx",
        {"One": worksheet(rows)},
        workbook='<definedNames><definedName name="XFE1">One!$B$7</definedName></definedNames>',
    )
    with engine.open_book(path) as book:
        book.sheets[0]["B7"].value = 5
        assert not _fresh(book.sheets[0]["A1"])
        assert _fresh(book.sheets[0]["A2"])


def test_moved_sheets(book: xw.Book) -> None:
    """A sum through several sheets has other sheets in it."""
    book.sheets["One"].move(before=book.sheets["Three"])
    assert not _fresh(book.sheets["One"]["A9"])
    book.save()
    assert not _fresh(book.sheets["One"]["A9"])


@pytest.mark.parametrize("gone", [lambda book: book.sheets["One"]["B1"].delete("up"), lambda book: None])
def test_a_formula_whose_cells_are_gone(book: xw.Book, gone: Callable[[xw.Book], None]) -> None:
    """It has come to #REF!, whatever it was before; what leans on it too."""
    gone(book)
    is_there = "#REF!" not in str(book.sheets["One"]["A1"].formula)
    assert [_fresh(book.sheets["One"][cell]) for cell in ("A1", "A6")] == [is_there, is_there]
    book.save()
    assert [_fresh(book.sheets["One"][cell]) for cell in ("A1", "A6")] == [is_there, is_there]


@pytest.mark.parametrize(
    "use",
    [
        lambda sheet: sheet["A1:A4"].options(ndim=2).value,
        lambda sheet: sheet["A1"].raw_value,
        lambda sheet: sheet["A1"].expand("down").value,
        lambda sheet: next(iter(sheet["A1:A4"])).value,
        lambda sheet: sheet["A:A"].value,
    ],
)
def test_old_values_are_not_used_silently(book: xw.Book, use: Callable[[xw.Sheet], object]) -> None:
    """However values of formulas that must be calculated are read, it warns."""
    sheet = book.sheets["One"]
    sheet["B1"].value = 100
    with pytest.warns(StaleValue):
        use(sheet)


def test_a_copied_formula_has_no_value(book: xw.Book) -> None:
    """What its original came to is not its own."""
    sheet = book.sheets["One"]
    sheet["A1"].copy(sheet["Z1"])
    assert sheet["Z1"].formula == "=AA1+1"
    assert not _fresh(sheet["Z1"])
    assert sheet["A1"].value == 7


def test_a_data_table(tmp_path: Path) -> None:
    """What a data table works out depends on cells that its formulas do not name."""
    rows = (
        '<row r="1"><c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="C2"><f t="dataTable" ref="C2:C3" dt2D="0" dtr="0" r1="B1"/><v>5</v></c></row>'
        '<row r="3"><c r="C3"><v>6</v></c></row>'
    )
    with engine.open_book(make_book(tmp_path / "what_if.xlsx", {"One": worksheet(rows)})) as book:
        sheet = book.sheets[0]
        assert _fresh(sheet["C2"])
        sheet["B1"].value = 2
        assert not _fresh(sheet["C3"])


def test_a_long_chain_is_followed_to_its_end(tmp_path: Path) -> None:
    """A running total leans on the row above it, a thousand rows deep."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(
        f'<row r="{row}"><c r="A{row}"><f>A{row - 1}+1</f><v>{row}</v></c></row>' for row in range(2, 1002)
    )
    path = make_book(tmp_path / "chain.xlsx", {"One": worksheet(rows)})
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        sheet["B1"].value = 5
        assert _fresh(sheet["A1001"])
        sheet["A1"].value = 5
        assert not _fresh(sheet["A1001"])


@pytest.mark.parametrize("text", ["'" * 8001, "[" * 8000, "'a'" * 2700, '"' * 8001, "A" * 8000, "1:" * 4000])
def test_a_formula_that_is_none_is_no_trap(tmp_path: Path, text: str) -> None:
    """Whatever stands there, it is looked through in a moment."""
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet(f'<row r="1"><c r="A1"><f>{text}</f><v>1</v></c></row>')})
    with engine.open_book(path) as book:
        book.sheets[0]["B1"].value = 5
        began = time.process_time()
        _fresh(book.sheets[0]["A1"])
        assert time.process_time() - began < 1
