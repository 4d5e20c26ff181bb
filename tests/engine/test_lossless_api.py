"""Each write of the API changes the parts it must, and of the sheet's surroundings only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.odd_books import contents, everything, make_book, worksheet
from workbook import engine
from workbook.engine.text.markup import parse
from workbook.errors import Unsupported

SHEET, OTHER, STYLES = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"
TABLE, BOOK = "xl/tables/table1.xml", "xl/workbook.xml"
RELS, OTHER_RELS = "xl/worksheets/_rels/sheet1.xml.rels", "xl/worksheets/_rels/sheet2.xml.rels"
BOOK_RELS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
COMMENTS, BOXES = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"


def _table(book: xw.Book) -> xw.main.Table:
    return book.sheets["One"].tables[0]


def _set(address: str, member: str, value: object) -> Callable[[xw.Book], None]:
    return lambda book: setattr(book.sheets["One"][address], member, value)


WRITES: dict[str, tuple[Callable[[xw.Book], object], set[str]]] = {
    "value": (_set("D7", "value", 5), {SHEET}),
    "number format": (_set("B3", "number_format", "0.0000"), {SHEET, STYLES}),
    "colour": (_set("B3", "color", (1, 2, 3)), {SHEET, STYLES}),
    "whole columns": (_set("F:G", "number_format", "0.0000"), {SHEET, STYLES}),
    "wrapping": (_set("B3", "wrap_text", True), {SHEET, STYLES}),
    "font": (lambda book: setattr(book.sheets["One"]["B3"].font, "bold", True), {SHEET, STYLES}),
    "width": (_set("B:D", "column_width", 30), {SHEET}),
    "height": (_set("7:8", "row_height", 30), {SHEET}),
    "hide": (lambda book: setattr(book.sheets["One"]["2:3"].rows, "hidden", True), {SHEET}),
    "merge": (lambda book: book.sheets["One"]["H1:I2"].merge(), {SHEET}),
    "unmerge": (lambda book: book.sheets["One"]["D1"].unmerge(), {SHEET}),
    "link": (lambda book: book.sheets["One"]["H1"].add_hyperlink("https://example.org"), {SHEET, RELS}),
    "formula": (_set("H1", "formula", "=A1"), {SHEET, BOOK}),
    "array": (_set("H1:H2", "formula_array", "=A1:A2"), {SHEET, BOOK}),
    "clear": (lambda book: book.sheets["One"]["B3"].clear(), {SHEET}),
    "copy": (lambda book: book.sheets["One"]["A1:B2"].copy(book.sheets["One"]["H1"]), {SHEET}),
    "select": (lambda book: book.sheets["One"]["C3"].select(), {SHEET}),
    "grid lines": (lambda book: setattr(book.sheets["One"], "show_gridlines", False), {SHEET}),
    "note": (lambda book: book.sheets["One"]["E9"].add_note("new"), {COMMENTS, BOXES}),
    "change a note": (lambda book: setattr(book.sheets["One"]["C1"].note, "text", "other"), {COMMENTS}),
    "delete a note": (lambda book: book.sheets["One"].notes[0].delete(), {COMMENTS}),
    "clear a validation": (lambda book: book.sheets["One"]["G1"].clear(), {SHEET}),
    "clear formats": (lambda book: book.sheets["One"]["D1:E2"].clear_formats(), {SHEET}),
    "first note": (
        lambda book: book.sheets["Two"]["C1"].add_note("x"),
        {OTHER, OTHER_RELS, TYPES, "xl/comments2.xml", "xl/drawings/vmlDrawing2.vml"},
    ),
    "insert a table row": (lambda book: _table(book).rows.add([9, 9], index=2), {SHEET, TABLE}),
    "add a table row": (lambda book: _table(book).rows.add([9, 9]), {SHEET, TABLE}),
    "delete a table row": (lambda book: _table(book).rows[1].delete(), {SHEET, TABLE}),
    "add a table column": (lambda book: _table(book).columns.add("new"), {SHEET, TABLE}),
    "resize a table": (lambda book: _table(book).resize(book.sheets["One"]["A1:B4"]), {SHEET, TABLE}),
    "delete a table column": (lambda book: _table(book).columns[0].delete(), {SHEET, TABLE}),
    "rename a table": (lambda book: setattr(_table(book), "name", "tblNew"), {TABLE}),
    "table style": (lambda book: setattr(_table(book), "table_style", "TableStyleDark1"), {TABLE}),
    "name": (lambda book: book.names.add("new", "=One!$A$1"), {BOOK}),
    "print area": (lambda book: setattr(book.sheets["One"].page_setup, "print_area", "A1:B2"), {BOOK}),
    "add a sheet": (lambda book: book.sheets.add("New"), {BOOK, BOOK_RELS, TYPES, SHEET, "xl/worksheets/sheet3.xml"}),
    "copy a sheet": (
        lambda book: book.sheets["Two"].copy(),
        {BOOK, BOOK_RELS, TYPES, SHEET, "xl/worksheets/sheet3.xml"},
    ),
    "insert rows": (lambda book: book.sheets["Two"]["1:1"].insert("down"), {OTHER, BOOK, SHEET}),
}
KEPT = (
    '<pageSetup paperSize="9" orientation="landscape" r:id="rId9"/>',
    "<headerFooter><oddHeader>&amp;Lpage &amp;P</oddHeader></headerFooter>",
    '<brk id="3" max="16383" man="1"/>',
    '<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><controls><control shapeId="1" r:id="rId3" name="b"/>',
    '<tablePart r:id="rId4"/>',
    '<x14:dataBar minLength="0" maxLength="100"/>',
    "<x14:formula1><xm:f>Two!$A$",
    "<xm:sqref>F1</xm:sqref>",
    '<x14:slicer r:id="rId7"/>',
    '<tabColor rgb="FF00B050"/>',
)
"""Of the sheet that holds everything, what no write is about."""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("write", WRITES)
def test_only_what_must_change_changes(tmp_path: Path, write: str) -> None:
    """Every other part is byte for byte as it was, and what is written is well-formed."""
    path = everything(tmp_path / "book.xlsm")
    before = contents(path)
    action, allowed = WRITES[write]
    with engine.open_book(path) as book:
        action(book)
        book.save()
    after = contents(path)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed <= allowed
    assert changed or not allowed
    assert before.keys() <= after.keys()
    for name in changed:
        if name.endswith((".xml", ".rels")):
            parse(after[name])
    sheet = after[SHEET].decode()
    for kept in KEPT:
        assert kept in sheet


@pytest.mark.parametrize("index", [1, 2, 4])
def test_ranges_around_a_table_follow_each_row(tmp_path: Path, index: int) -> None:
    """A row put in anywhere: validation, format and their newer kin cover the data, sparklines look at it."""
    path = everything(tmp_path / "book.xlsm")
    with engine.open_book(path) as book:
        _table(book).rows.add([9, 9], index=index)
        _table(book).rows.add([10, 10])
        book.save()
    sheet = contents(path)[SHEET].decode()
    assert 'conditionalFormatting sqref="B2:B7"' in sheet
    assert 'sqref="A2:A7 G1"' in sheet
    assert sheet.count("<xm:sqref>B2:B7</xm:sqref>") == 2
    assert "<xm:f>One!A1:A6</xm:f>" in sheet
    assert 'mergeCell ref="D1:E2"' in sheet


@pytest.mark.parametrize(
    "write",
    [
        lambda book: book.sheets["One"]["1:1"].insert("down"),
        lambda book: book.sheets["One"]["A:A"].delete(),
        lambda book: book.sheets["One"].copy(),
        lambda book: book.sheets["One"]["A1:A2"].merge(),
    ],
)
def test_what_would_lose_something_is_refused(tmp_path: Path, write: Callable[[xw.Book], object]) -> None:
    """Drawings, controls and slicers cannot follow here; the book stays as it was."""
    path = everything(tmp_path / "book.xlsm")
    before = path.read_bytes()
    with engine.open_book(path) as book:
        with pytest.raises(Unsupported):
            write(book)
        book.save()
    assert path.read_bytes() == before


def test_a_prefix_is_kept_by_every_write(tmp_path: Path) -> None:
    """In parts whose elements carry a prefix, new ones carry it too."""
    plain = make_book(tmp_path / "plain.xlsx", {"One": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
    prefixed = {}
    for name in (SHEET, STYLES):
        text = contents(plain)[name].decode()
        head, _, rest = text.partition("\n")
        rest = rest.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
        prefixed[name] = head + "\n" + rest
    path = make_book(tmp_path / "prefix.xlsx", {"One": prefixed[SHEET]}, parts={STYLES: prefixed[STYLES]})
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        sheet["A1"].font.bold = True
        sheet["A1"].color = (1, 2, 3)
        sheet["A1"].wrap_text = True
        sheet["B:B"].column_width = 20
        sheet["A2"].add_note("x")
        sheet["1:2"].row_height = 30
        sheet["C3:D4"].merge()
        sheet["C3"].select()
        book.save()
        assert sheet["A1"].font.bold is True
        assert sheet["A1"].color == (1, 2, 3)
        assert sheet["A1"].wrap_text is True
    for name in (SHEET, STYLES):
        data = contents(path)[name]
        assert {node.prefix for node in parse(data).walk()} == {b"x:"}
