"""What other parts hold on to by ids is not taken away under them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.odd_books import HEAD, KIND, X14, make_book, relationships, table, worksheet
from workbook import engine
from workbook.errors import Unsupported

CACHE = "http://schemas.microsoft.com/office/2007/relationships/slicerCache"
TIMES = "http://schemas.microsoft.com/office/2011/relationships/timelineCache"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
OF_COLUMN_B = (
    f'<extLst><ext xmlns:x15="{X15}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}">'
    '<x15:tableSlicerCache tableId="7" column="2"/></ext></extLst>'
)
OF_SHEET_TWO = '<pivotTables><pivotTable tabId="2" name="Pivot"/></pivotTables>'


def _book(path: Path, *, kind: str = "", cache: str = "", relation: str = CACHE) -> Path:
    """A table of the id 7 on sheet One with the columns a, b, c; a slicer cache; sheet Two."""
    part = table("t", "A1:C2", ["a", "b", "c"], number=7).replace(' name="t"', f' name="t"{kind}')
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("worksheet", "worksheets/sheet2.xml")}
    links |= {"rIdS": ("styles", "styles.xml"), "rIdC": (relation, "slicerCaches/slicerCache1.xml")}
    header = "".join(f'<c r="{letter}1" t="str"><v>{letter.lower()}</v></c>' for letter in "ABC")
    rows = f'<row r="1">{header}</row><row r="2"><c r="A2"><v>1</v></c></row>'
    return make_book(
        path,
        {
            "One": worksheet(rows, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'),
            "Two": worksheet(""),
        },
        parts={
            "xl/tables/table1.xml": part,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("table", "../tables/table1.xml")}),
            "xl/slicerCaches/slicerCache1.xml": f'{HEAD}<slicerCacheDefinition xmlns="{X14}">{cache}'
            "</slicerCacheDefinition>",
            "xl/_rels/workbook.xml.rels": relationships(links),
        },
        types={"xl/tables/table1.xml": f"{KIND}.table+xml"},
    )


def _table(book: xw.Book) -> xw.main.Table:
    return book.sheets["One"].tables[0]


REFUSED: dict[str, tuple[dict[str, str], Callable[[xw.Book], object]]] = {
    "the filtered column": ({"cache": OF_COLUMN_B}, lambda book: _table(book).columns["b"].delete()),
    "the filtered column by size": (
        {"cache": OF_COLUMN_B},
        lambda book: _table(book).resize(book.sheets["One"]["A1:A2"]),
    ),
    "the filtered table's sheet": ({"cache": OF_COLUMN_B}, lambda book: book.sheets["One"].delete()),
    "the filtered pivot table's sheet": ({"cache": OF_SHEET_TWO}, lambda book: book.sheets["Two"].delete()),
    "a timeline": ({"cache": OF_SHEET_TWO, "relation": TIMES}, lambda book: book.sheets["Two"].delete()),
    "a query's columns": ({"kind": ' tableType="queryTable"'}, lambda book: _table(book).columns.add("new")),
    "an XML map's columns": ({"kind": ' tableType="xml"'}, lambda book: _table(book).columns["a"].delete()),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_something_hangs_on_stays(tmp_path: Path, what: str) -> None:
    """Excel would repair the book; the refusal leaves it as it was."""
    options, action = REFUSED[what]
    path = _book(tmp_path / "book.xlsx", **options)
    before = path.read_bytes()
    with engine.open_book(path) as book:
        with pytest.raises(Unsupported):
            action(book)
        book.save()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "action",
    [
        lambda book: _table(book).columns["c"].delete(),
        lambda book: _table(book).columns.add("new"),
        lambda book: _table(book).rows.add([1, 2, 3]),
        lambda book: book.sheets["Two"].delete(),
    ],
)
def test_what_nothing_hangs_on_may_go(tmp_path: Path, action: Callable[[xw.Book], object]) -> None:
    """A slicer by one column leaves the others alone."""
    with engine.open_book(_book(tmp_path / "book.xlsx", cache=OF_COLUMN_B)) as book:
        action(book)
        book.save()
        assert _table(book).columns["b"].name == "b"
