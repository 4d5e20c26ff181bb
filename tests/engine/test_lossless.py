"""What is not written to stays as it is, byte for byte, whatever the book holds."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.engine.odd_books import (
    HEAD,
    KIND,
    MAIN,
    PARTS,
    REL,
    ROWS,
    contents,
    everything,
    make_book,
    relationships,
    table,
    worksheet,
)  # fmt: skip
from workbook import engine
from workbook.engine import columns
from workbook.engine.cells import sheet_formulas
from workbook.errors import InputError, NotAWorkbook, Unsupported


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with one of everything."""
    return everything(tmp_path / "everything.xlsm")


def test_saving_without_a_change_writes_nothing(book: Path) -> None:
    """The file itself is not touched, not even its time."""
    before, stamp = book.read_bytes(), book.stat().st_mtime_ns
    with engine.open_book(book) as opened:
        opened.sheets["One"]["A2"].value = 2
        assert not engine.has_changes(opened)
        opened.save()
    assert book.read_bytes() == before
    assert book.stat().st_mtime_ns == stamp


def test_a_copy_without_a_change_is_the_same_file(book: Path, tmp_path: Path) -> None:
    """Saving under another name copies."""
    with engine.open_book(book) as opened:
        opened.save(tmp_path / "copy.xlsm")
    assert (tmp_path / "copy.xlsm").read_bytes() == book.read_bytes()


def test_one_cell_changes_one_cell(book: Path) -> None:
    """Of all parts only the sheet changes, and in it only the cell."""
    before = contents(book)
    with engine.open_book(book) as opened:
        opened.sheets["One"]["B3"].value = 99
        opened.save()
    after = contents(book)
    changed = [name for name in before if before[name] != after[name]]
    assert list(after) == list(before)
    assert changed == ["xl/worksheets/sheet1.xml"]
    old, new = before[changed[0]], after[changed[0]]
    assert new == old.replace(b'<c r="B3" s="2"><v>1.5</v></c>', b'<c r="B3" s="2"><v>99</v></c>')


def test_untouched_members_are_copied_as_compressed(book: Path) -> None:
    """Not even the compressed bytes of other parts change."""

    def packed(path: Path, name: str) -> bytes:
        with zipfile.ZipFile(path) as package:
            info = package.getinfo(name)
            with path.open("rb") as file:
                file.seek(info.header_offset + 26)
                lengths = file.read(4)
                skip = int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
                file.seek(skip, 1)
                return file.read(info.compress_size)

    before = {name: packed(book, name) for name in PARTS}
    with engine.open_book(book) as opened:
        opened.sheets["Two"]["A1"].value = "new"
        opened.save()
    assert {name: packed(book, name) for name in PARTS} == before


def test_a_new_cell_takes_its_place(book: Path) -> None:
    """A missing cell is put between its neighbours with its column's style, a missing row between rows."""
    with engine.open_book(book) as opened:
        sheet = opened.sheets["Two"]
        sheet["D1"].value = "d"
        sheet["C1"].value = "c"
        sheet["A3"].value = 3
        opened.save()
        opened.sheets["Two"]["B2"].value = 2
        opened.sheets["One"]["B9"].value = 9
        opened.save()
    parts = contents(book)
    second = parts["xl/worksheets/sheet2.xml"].decode()
    assert re.findall(r'r="(\w+)"', second) == ["1", "A1", "B1", "C1", "D1", "2", "B2", "3", "A3"]
    assert b'<c r="B9" s="2"><v>9</v></c>' in parts["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:E9"/>' in parts["xl/worksheets/sheet1.xml"]


def test_ranges_follow_a_growing_table(book: Path) -> None:
    """Validation, conditional format and their x14 kin reach to the new last row; other ranges stay."""
    with engine.open_book(book) as opened:
        columns.append_rows(opened, "tblOne", {"1": [6, 7], "0.5": [3, 3.5]})
        opened.save()
    parts = contents(book)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert 'conditionalFormatting sqref="B2:B7"' in sheet
    assert 'sqref="A2:A7 G1"' in sheet
    assert sheet.count("<xm:sqref>B2:B7</xm:sqref>") == 2
    assert "<xm:sqref>F1</xm:sqref>" in sheet
    assert 'ref="A1:B7"' in parts["xl/tables/table1.xml"].decode()
    assert parts["xl/tables/table1.xml"].count(b"A1:B7") == 2
    assert '<c r="B7" s="2"><v>3.5</v></c>' in sheet


def test_ranges_follow_a_shrinking_table(book: Path) -> None:
    """And back again."""
    with engine.open_book(book) as opened:
        columns.replace_rows(opened, "tblOne", {"1": [1], "0.5": [1]}, 1)
        opened.save()
    sheet = contents(book)["xl/worksheets/sheet1.xml"].decode()
    assert 'conditionalFormatting sqref="B2"' in sheet
    assert '<row r="3">' not in sheet


@pytest.mark.parametrize(
    ("rows", "cell", "value"),
    [
        ('<row><c><v>1</v></c><c t="s"><v>0</v></c></row><row><c><v>2</v></c></row>', "A2", 2.0),
        ("<row r='1'><c r='A1' t='str'><v><![CDATA[<x>]]></v></c></row>", "A1", "<x>"),
        ('<row r="1"><!-- </sheetData> --><c r="A1"><v>1</v></c></row>', "A1", 1.0),
        ('<row spans="1:2" r="1"><c s="2" t="b" r="A1"><v>1</v></c></row>', "A1", True),
        ('<row r="1"/><row r="3"><c r="A3"/><c r="B3"><v>3</v></c></row>', "B3", 3.0),
        ('<row r="1">\n <c r="A1" >\n<v>1</v>\n</c >\n</row >\n', "A1", 1.0),
        ('<row r="1"><c r="A1" t="d"><v>2024-02-29T00:00:00</v></c></row>', "A1", 45351.0),
        ('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', "A1", "rich text"),
    ],
)
def test_unusual_spellings(tmp_path: Path, rows: str, cell: str, value: object) -> None:
    """Legal but unusual XML is read, and written to without changing the rest."""
    path = make_book(
        tmp_path / "odd.xlsx",
        {"One": worksheet(rows)},
        strings=["plain", "<si><r><t>rich</t></r><r><t> text</t></r><rPh sb='0' eb='1'><t>p</t></rPh></si>"],
    )
    with engine.open_book(path) as opened:
        sheet = opened.sheets[0]
        assert sheet[cell].value == value
        before = sheet["A1:C5"].value
        sheet["C5"].value = "new"
        sheet["B1"].value = "also"
        opened.save()
        after = opened.sheets[0]["A1:C5"].value
    before[4][2], before[0][1] = "new", "also"
    assert after == before


def test_a_prefix_everywhere(tmp_path: Path) -> None:
    """A sheet whose elements carry a prefix is read and written with it."""
    xml = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    path = make_book(tmp_path / "prefix.xlsx", {"One": xml})
    with engine.open_book(path) as opened:
        opened.sheets[0]["A1:B2"].value = [[5, "x"], [None, True]]
        opened.save()
        assert opened.sheets[0]["A1:B2"].value == [[5, "x"], [None, True]]
    assert b"<c" not in contents(path)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    """Parts need not be UTF-8."""
    text = worksheet('<row r="1"><c r="A1" t="str"><v>é</v></c></row>')
    name = "UTF-16" if encoding == "utf-16" else "UTF-8" if "8-sig" in encoding else "ISO-8859-1"
    path = make_book(tmp_path / "e.xlsx", {"One": "placeholder"}, parts={
        "xl/worksheets/sheet1.xml": text.replace("UTF-8", name).encode(encoding)
    })  # fmt: skip
    with engine.open_book(path) as opened:
        assert opened.sheets[0]["A1"].value == "é"
        opened.sheets[0]["B1"].value = "ü"
        opened.save()
        assert opened.sheets[0]["A1:B1"].value == ["é", "ü"]


def test_1904_dates(tmp_path: Path) -> None:
    """In a book of the 1904 date system day 1 is 2 January 1904."""
    path = make_book(tmp_path / "mac.xlsx", {"One": worksheet('<row r="1"><c r="A1" s="1"><v>1</v></c></row>')})
    data = contents(path)["xl/workbook.xml"].replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    path = make_book(tmp_path / "mac.xlsx", {"One": contents(path)["xl/worksheets/sheet1.xml"].decode()}, parts={
        "xl/workbook.xml": data
    })  # fmt: skip
    with engine.open_book(path) as opened:
        cell = opened.sheets[0]["A1"]
        assert str(cell.value) == "1904-01-02 00:00:00"
        opened.sheets[0]["B1"].value = cell.value
        opened.save()
        assert opened.sheets[0]["B1"].value == cell.value


def test_overwriting_the_first_of_shared_formulas(tmp_path: Path) -> None:
    """The followers of a shared formula get their own text when its first cell goes."""
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    path = make_book(tmp_path / "shared.xlsx", {"One": worksheet(rows)})
    with engine.open_book(path) as opened:
        sheet = opened.sheets[0]
        assert sheet["A3"].formula == "=B3*$C$1"
        sheet["A1"].value = 7
        opened.save()
        shown: Any = opened.sheets[0]["A1:A3"].formula
        assert shown == (("7",), ("=B2*$C$1",), ("=B3*$C$1",))
        assert opened.sheets[0]["A1:A3"].raw_value == [[7], [2], [3]]
    assert b'fullCalcOnLoad="1"' in contents(path)["xl/workbook.xml"]


def test_shared_formulas_do_not_become_gigabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A formula that many cells share has a text for each of them, up to a bound."""
    followers = "".join(f'<row r="{r}"><c r="A{r}"><f t="shared" si="0"/></c></row>' for r in range(2, 12))
    first = '<row r="1"><c r="A1"><f t="shared" ref="A1:A11" si="0">B1+B2</f></c></row>'
    path = make_book(tmp_path / "many.xlsx", {"One": worksheet(first + followers)})
    monkeypatch.setattr(sheet_formulas, "MAX_FOLLOWED", 50)
    with engine.open_book(path) as opened:
        assert opened.sheets[0]["A11"].formula == "=B11+B12"
    monkeypatch.setattr(sheet_formulas, "MAX_FOLLOWED", 49)
    with engine.open_book(path) as opened, pytest.raises(NotAWorkbook):
        _ = opened.sheets[0]["A11"].formula


def test_part_of_an_array_formula_is_refused(tmp_path: Path) -> None:
    """An array formula is changed as a whole or not at all."""
    array = '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>1</v></c></row>'
    rows = f'{array}<row r="2"><c r="A2"><v>2</v></c></row>'
    path = make_book(tmp_path / "array.xlsx", {"One": worksheet(rows)})
    with engine.open_book(path) as opened:
        assert opened.sheets[0]["A1"].has_array
        opened.sheets[0]["A2"].value = 5
        with pytest.raises(Unsupported, match="array formula"):
            opened.save()
    with engine.open_book(path) as opened:
        opened.sheets[0]["A1:A2"].value = 5
        opened.save()
        assert opened.sheets[0]["A1:A2"].value == [5, 5]


def test_the_calculation_chain_goes_with_its_formulas(tmp_path: Path) -> None:
    """A chain that names a cell without a formula makes Excel repair the file; without a chain it builds one."""
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f><v>2</v></c></row>'
    links = relationships(
        {
            "rId1": ("worksheet", "worksheets/sheet1.xml"),
            "rId2": ("calcChain", "calcChain.xml"),
            "rIdS": ("styles", "styles.xml"),
        }
    )
    path = make_book(
        tmp_path / "chain.xlsx",
        {"One": worksheet(rows)},
        parts={
            "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>',
            "xl/_rels/workbook.xml.rels": links,
        },
        types={"xl/calcChain.xml": f"{KIND}.calcChain+xml"},
    )
    with engine.open_book(path) as opened:
        opened.sheets[0]["C1"].value = 1
        opened.save()
    assert "xl/calcChain.xml" in contents(path)
    with engine.open_book(path) as opened:
        opened.sheets[0]["A1"].value = 5
        opened.save()
    parts = contents(path)
    assert "xl/calcChain.xml" not in parts
    assert b"calcChain" not in parts["[Content_Types].xml"] + parts["xl/_rels/workbook.xml.rels"]


def test_blanks_among_no_rows_stay(tmp_path: Path) -> None:
    """A sheet without rows may hold a line break where they would be."""
    path = make_book(tmp_path / "blank.xlsx", {"One": worksheet("\r\n    ")})
    with engine.open_book(path) as opened:
        opened.sheets[0]["B2"].value = 1
        opened.save()
    assert (
        contents(path)["xl/worksheets/sheet1.xml"]
        == worksheet('\r\n    <row r="2"><c r="B2"><v>1</v></c></row>').encode()
    )


def test_chart_sheets_are_passed_over(tmp_path: Path) -> None:
    """A chart sheet is no worksheet, and stays."""
    path = make_book(tmp_path / "c.xlsx", {"One": worksheet(ROWS)})
    parts = contents(path)
    book = parts["xl/workbook.xml"].replace(b"</sheets>", b'<sheet name="Chart" sheetId="9" r:id="rId9"/></sheets>')
    links = relationships(
        {
            "rId1": ("worksheet", "worksheets/sheet1.xml"),
            "rId9": ("chartsheet", "chartsheets/sheet1.xml"),
            "rIdS": ("styles", "styles.xml"),
        }
    )
    path = make_book(tmp_path / "c.xlsx", {"One": worksheet(ROWS)}, parts={
        "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links,
        "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}" xmlns:r="{REL}"/>',
    })  # fmt: skip
    with engine.open_book(path) as opened:
        assert opened.sheet_names == ["One"]
        opened.sheets.add("Two")
        opened.save()
        assert opened.sheet_names == ["Two", "One"]
    assert b'name="Chart"' in contents(path)["xl/workbook.xml"]


def test_a_totals_row_moves(tmp_path: Path) -> None:
    """Rows go in above a totals row, which keeps formula and style."""
    rows = (
        '<row r="1"><c r="A1" t="str"><v>n</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
        '<row r="3"><c r="A3" s="2"><f>SUBTOTAL(109,t[n])</f><v>1</v></c></row>'
    )
    whole = table("t", "A1:A3", ["n"], totals=1)
    totals_table = whole.replace('autoFilter ref="A1:A3"', 'autoFilter ref="A1:A2"')
    path = make_book(
        tmp_path / "t.xlsx",
        {"One": worksheet(rows, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>')},
        parts={
            "xl/tables/table1.xml": totals_table,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("table", "../tables/table1.xml")}),
        },
    )  # fmt: skip
    with engine.open_book(path) as opened:
        columns.append_rows(opened, "t", {"n": [2, 3]})
        opened.save()
        sheet = opened.sheets[0]
        assert sheet["A2:A4"].value == [1, 2, 3]
        assert sheet["A5"].formula == "=SUBTOTAL(109,t[n])"
        assert sheet["A5"].number_format == "0.00"
        columns.replace_rows(opened, "t", {"n": [9]}, 1)
        opened.save()
        with pytest.warns(engine.StaleValue):  # the sum was worked out before
            assert opened.sheets[0]["A2:A4"].raw_value == [[9], [1], [None]]
    parts = contents(path)
    assert b'ref="A1:A3"' in parts["xl/tables/table1.xml"]
    assert b'autoFilter ref="A1:A2"' in parts["xl/tables/table1.xml"]


@pytest.mark.parametrize(
    ("source", "refreshed"),
    [('sheet="One" ref="A1:B5"', True), ('name="tblOne"', True), ('sheet="Two" ref="A1"', False)],
)
def test_pivot_tables_of_a_changed_sheet_are_refreshed(tmp_path: Path, source: str, refreshed: bool) -> None:
    """A pivot table shows what its source holds: Excel is told to refresh it on opening, and only where needed."""
    inner = f'<cacheSource type="worksheet"><worksheetSource {source}/></cacheSource>'
    cache = f'<pivotCacheDefinition xmlns="{MAIN}">{inner}</pivotCacheDefinition>'
    links = {
        "rId1": ("worksheet", "worksheets/sheet1.xml"),
        "rId2": ("worksheet", "worksheets/sheet2.xml"),
        "rIdS": ("styles", "styles.xml"),
        "rIdP": ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
    }
    path = make_book(
        tmp_path / "pivot.xlsx",
        {"One": worksheet(ROWS), "Two": worksheet("")},
        parts={
            "xl/pivotCache/pivotCacheDefinition1.xml": cache,
            "xl/_rels/workbook.xml.rels": relationships(links),
            "xl/tables/table1.xml": table("tblOne", "A1:B5", ["1", "0.5"]),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId4": ("table", "../tables/table1.xml")}),
        },
    )
    with engine.open_book(path) as opened:
        _ = opened.sheets["One"].tables["tblOne"].range
        opened.sheets["One"]["B3"].value = 99
        opened.save()
    assert (b'refreshOnLoad="1"' in contents(path)["xl/pivotCache/pivotCacheDefinition1.xml"]) is refreshed


def test_a_name_that_excel_would_not_open_is_refused(book: Path, tmp_path: Path) -> None:
    """A book with macros is not saved as .xlsx, none as a kind of file that is no package of parts; it stays as it
    was."""
    with engine.open_book(book) as opened:
        with pytest.raises(InputError, match=r"ends in \.xlsm"):
            opened.save(tmp_path / "x.xlsx")
        with pytest.raises(NotImplementedError, match=r"saved as \.xlsb"):
            opened.save(tmp_path / "x.xlsb")
        opened.save(tmp_path / "copy.xlsm")
    assert (tmp_path / "copy.xlsm").read_bytes() == book.read_bytes()


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        (".xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"),
        (".xltm", "application/vnd.ms-excel.template.macroEnabled.main+xml"),
    ],
)
def test_a_book_becomes_the_kind_of_file_its_name_says(tmp_path: Path, suffix: str, kind: str) -> None:
    """Its content type changes, nothing else does; and back again."""
    plain = make_book(tmp_path / "plain.xlsx", {"One": worksheet("")})
    with engine.open_book(plain) as opened:
        opened.save(tmp_path / f"other{suffix}")
        opened.save(tmp_path / "back.xlsx")
    was, other, back = (contents(tmp_path / name) for name in ("plain.xlsx", f"other{suffix}", "back.xlsx"))
    types = other.pop("[Content_Types].xml").decode()
    assert f'PartName="/xl/workbook.xml" ContentType="{kind}"' in types
    assert "sheet.main+xml" in back.pop("[Content_Types].xml").decode()
    del was["[Content_Types].xml"]
    assert was == other == back


def test_what_is_filtered_by_stays_with_its_column(tmp_path: Path) -> None:
    """A column put before a filtered one, and a filtered one deleted."""
    rows = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row><row r="2"/>'
    criteria = '<filterColumn colId="1"><filters><filter val="x"/></filters></filterColumn></autoFilter>'
    part = table("t", "A1:B2", ["a", "b"]).replace('<autoFilter ref="A1:B2"/>', f'<autoFilter ref="A1:B2">{criteria}')
    path = make_book(
        tmp_path / "t.xlsx",
        {"One": worksheet(rows, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>')},
        parts={
            "xl/tables/table1.xml": part,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("table", "../tables/table1.xml")}),
        },
    )
    with engine.open_book(path) as opened:
        opened.sheets[0].tables[0].columns.add("new", 1)
        opened.save()
        assert b'colId="2"' in contents(path)["xl/tables/table1.xml"]
        opened.sheets[0].tables[0].columns["b"].delete()
        opened.save()
    assert b"filterColumn" not in contents(path)["xl/tables/table1.xml"]


def test_a_data_table_is_not_torn_from_its_inputs(tmp_path: Path) -> None:
    """Cells of a sheet with a data table (what-if) do not move: its inputs would not follow."""
    rows = '<row r="1"><c r="B1"><f t="dataTable" ref="B1:B2" dt2D="0" dtr="0" r1="A1"/><v>1</v></c></row>'
    path = make_book(tmp_path / "d.xlsx", {"One": worksheet(rows)})
    with engine.open_book(path) as opened, pytest.raises(Unsupported, match="data table"):
        opened.sheets[0]["5:5"].insert("down")


def test_a_row_with_a_height_stays_without_cells(tmp_path: Path) -> None:
    """Taking cells out takes no height, hiding or grouping away; a format put on removed cells comes back with them."""
    rows = '<row r="1" ht="40" customHeight="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    path = make_book(tmp_path / "h.xlsx", {"One": worksheet(rows)})
    with engine.open_book(path) as opened:
        sheet = opened.sheets[0]
        sheet["A1"].delete("left")
        sheet["A2"].delete("left")
        sheet["A2"].number_format = "0.00"
        opened.save()
        assert sheet["1:1"].row_height == 40
        assert sheet["A2"].number_format == "0.00"
    assert b'<row r="1" ht="40" customHeight="1"></row>' in contents(path)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    ],
)
def test_rows_and_cells_out_of_order_are_read_but_not_written_to(tmp_path: Path, rows: str) -> None:
    """A cell put among them could be lost: the book is refused and stays as it is, its other sheets can be written."""
    path = make_book(tmp_path / "odd.xlsx", {"One": worksheet(rows), "Two": worksheet("")})
    before = path.read_bytes()
    with engine.open_book(path) as book:
        assert book.sheets["One"]["A1"].value in (1, 2)
        book.sheets["One"]["B1"].value = "new"
        with pytest.raises(NotAWorkbook):
            book.save()
    assert path.read_bytes() == before
    with engine.open_book(path) as book:
        book.sheets["Two"]["B1"].value = "new"
        book.save()
    assert contents(path)["xl/worksheets/sheet1.xml"] == worksheet(rows).encode()


def test_a_relationship_that_leads_nowhere_is_no_crash(tmp_path: Path) -> None:
    """What needs the part is refused with its name; everything else works."""
    path = everything(tmp_path / "book.xlsm")
    parts = contents(path)
    del parts["xl/drawings/vmlDrawing1.vml"]
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with engine.open_book(path) as book:
        sheet = book.sheets["Two"]
        with pytest.raises(NotAWorkbook, match="vmlDrawing1"):
            book.sheets["One"].impl.part.document.read("xl/drawings/vmlDrawing1.vml")
        sheet["A1"].value = 1
        book.save()
    assert "xl/drawings/vmlDrawing1.vml" not in contents(path)


def test_a_style_that_no_book_has_is_the_first(tmp_path: Path) -> None:
    """Cells with such a number are read, moved, copied and written as cells without a look."""
    rows = '<row r="1"><c r="A1" s="99"><v>2</v></c></row><row r="2"><c r="A2" s="1"><v>1</v></c></row>'
    path = make_book(tmp_path / "odd.xlsx", {"One": worksheet(rows)})
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        sheet["1:1"].insert("down")
        sheet["A2"].copy(sheet["B9"])
        book.save()
        assert (sheet["A2"].value, sheet["B9"].value, sheet["B9"].number_format) == (2, 2, "General")


def test_a_deleted_sheet_that_something_leads_to_is_forgotten(tmp_path: Path) -> None:
    """Its part stays where another part leads to it; the book has no such sheet, and is saved."""
    path = make_book(
        tmp_path / "odd.xlsx",
        {"One": worksheet(""), "Two": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')},
        parts={"xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("worksheet", "sheet2.xml")})},
    )
    with engine.open_book(path) as book:
        book.sheets["Two"]["A1"].value = 2
        book.sheets["Two"].delete()
        book.save()
        assert book.sheet_names == ["One"]


def test_a_sheet_that_cannot_be_followed_is_not_half_deleted(tmp_path: Path) -> None:
    """Where the relationships of another part are damaged, the sheet stays as it was."""
    path = make_book(
        tmp_path / "odd.xlsx",
        {"One": worksheet(""), "Two": worksheet("")},
        parts={"xl/worksheets/_rels/sheet1.xml.rels": "<broken"},
    )
    with engine.open_book(path) as book:
        with pytest.raises(NotAWorkbook):
            book.sheets["Two"].delete()
        assert book.sheet_names == ["One", "Two"]


def test_a_new_element_goes_behind_one_that_is_offered_in_two_ways(tmp_path: Path) -> None:
    """Excel writes controls so, and what comes after them must stand after them."""
    controls = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>'
    )
    path = make_book(tmp_path / "c.xlsx", {"One": worksheet(ROWS, after=controls)})
    with engine.open_book(path) as opened:
        opened.sheets[0].tables.add(opened.sheets[0]["A1:B5"], name="t")
        opened.sheets[0]["D1:E1"].merge()
        opened.save()
    sheet = contents(path)["xl/worksheets/sheet1.xml"].decode()
    assert 0 < sheet.index("<mergeCells") < sheet.index("<mc:Alt") < sheet.index("<tableParts")


@pytest.mark.parametrize("spelling", ["s='2'", 's = "2"', "\n s\t=\n'2'"])
def test_a_look_however_it_is_spelt_is_replaced(tmp_path: Path, spelling: str) -> None:
    """A cell has one style, and keeps everything else of its tag."""
    path = make_book(tmp_path / "s.xlsx", {"One": worksheet(f"<row r='1'><c {spelling} r='A1'><v>1</v></c></row>")})
    with engine.open_book(path) as opened:
        opened.sheets[0]["A1"].number_format = "@"
        opened.save()
        assert opened.sheets[0]["A1"].number_format == "@"
    sheet = contents(path)["xl/worksheets/sheet1.xml"].decode()
    assert "<row r='1'><c s=\"3\" r='A1'><v>1</v></c></row>" in re.sub(r"\s+", " ", sheet)


def test_values_in_a_cells_extensions_are_not_its_own(tmp_path: Path) -> None:
    """What another program keeps in a cell is passed over, and stays."""
    more = '<extLst><ext uri="u"><y:v xmlns:y="urn:y">7</y:v><y:t xmlns:y="urn:y">z</y:t></ext></extLst>'
    rows = f'<row r="1"><c r="A1"><v>2</v>{more}</c><c r="B1" t="inlineStr"><is><t>b</t></is>{more}</c></row>'
    path = make_book(tmp_path / "x.xlsx", {"One": worksheet(rows)})
    with engine.open_book(path) as opened:
        assert opened.sheets[0]["A1:B1"].value == [2, "b"]
        opened.sheets[0]["A1"].number_format = "@"
        opened.save()
    assert more in contents(path)["xl/worksheets/sheet1.xml"].decode()


@pytest.mark.parametrize("cells", [1, 2000])
def test_dates_of_iso_in_the_calendar_of_1904(tmp_path: Path, cells: int) -> None:
    """A cell of type d holds the day itself; in few cells and in many it reads as that day, and its number counts from
    1904."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1" t="d"><v>2026-03-04T12:00:00</v></c>'
        f'<c r="B{row}" t="d"><v>1904-01-03</v></c></row>'
        for row in range(1, cells + 1)
    )
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet(rows)})
    data = contents(path)["xl/workbook.xml"].replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet(rows)}, parts={"xl/workbook.xml": data})
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        assert sheet[f"A{cells}"].value == dt.datetime(2026, 3, 4, 12)
        assert sheet[f"B{cells}"].value == 2.0
