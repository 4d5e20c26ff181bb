"""upgrade: a book of an earlier version comes up, and nothing of its user's is lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyopenvba.cfb import CFB

from macros.hosts.command_line import main
from macros.making.upgrade import upgrade
from workbook import engine, schema, tables
from workbook.engine import columns
from workbook.errors import UnknownVersion
from workbook.schema.home import SCHEMA_VERSION


def own_sheet(book: Path) -> str:
    """The sheet of the user's own, as the file holds it."""
    with zipfile.ZipFile(book) as package:
        found = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return next(text for name in found if "第一家的类型" in (text := package.read(name).decode()))


def test_a_current_book_is_left_as_it_is(empty_en: Path) -> None:
    """Nothing to do is said, and nothing is written."""
    before = empty_en.read_bytes()
    assert main(["upgrade", str(empty_en)]) == 0
    assert empty_en.read_bytes() == before


def test_what_was_deleted_comes_back_blank(sample_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet and a column: the refusal says which command puts them back; all other rows are as they were."""
    with engine.open_book(sample_en) as book:
        rows = {name: tables.read(book, name).frame for name in ("tblTransactions", "tblVisits", "tblCustomers")}
        book.sheets["Payments"].delete()
        customers = book.sheets["Customers"].tables["tblCustomers"].range
        customers[0, list(customers.value[0]).index("Short name")].value = "Nickname of ours"
        book.save()
    assert main(["refresh", str(sample_en)]) == 1
    assert "the command upgrade" in capsys.readouterr().err
    assert main(["upgrade", str(sample_en)]) == 0
    assert "Put back what was missing: Customers[Short name], Payments;" in capsys.readouterr().out
    with engine.open_book(sample_en, read_only=True) as book:
        assert tables.read(book, "tblPayments").frame.empty
        for name, before in rows.items():
            keys = [one.key for one in schema.table(name).inputs if one.key not in ("row_id", "short_name")]
            assert tables.read(book, name, keys).frame.equals(before[keys]), name
    assert main(["refresh", str(sample_en)]) == 0


def test_half_of_an_older_book_loses_nothing(filled_book: Path) -> None:
    """It says that it is of this version and has the older one's sheets: what is missing comes, what is there stays."""
    with engine.open_book(filled_book) as book:
        tables.set_name(book, "meta_schema_version", SCHEMA_VERSION)
        book.save()
    assert main(["upgrade", str(filled_book)]) == 0
    assert main(["refresh", str(filled_book)]) == 0
    with engine.open_book(filled_book, read_only=True) as book:
        assert len(tables.read(book, "tblCustomers").frame) == 3
        assert len(tables.read(book, "tblTransactions").frame) == 3
        assert "家庭成员" in [sheet.name for sheet in book.sheets]


def locked(parts: dict[str, bytes]) -> None:
    """As with a password: the key that Excel keeps of it is longer than that of none."""
    project = CFB.from_bytes(parts["xl/vbaProject.bin"])
    project.write_stream(
        "PROJECT", re.sub(rb'DPB="[^"]*"', b'DPB="' + b"0A" * 40 + b'"', project.get_stream("PROJECT"))
    )
    parts["xl/vbaProject.bin"] = project.to_bytes()


def signed(parts: dict[str, bytes]) -> None:
    """As Excel does it: in a part beside the project."""
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature"
    parts["xl/vbaProjectSignature.bin"] = b"signed by somebody"
    parts["xl/_rels/vbaProject.bin.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="vbaProjectSignature.bin"/></Relationships>'
    ).encode()


@pytest.mark.parametrize(("done", "said"), [(locked, "密码"), (signed, "签名")])
def test_code_that_cannot_come_along_stops_the_upgrade(
    filled_book: Path, done: Callable[[dict[str, bytes]], None], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence that says what to do in the VBA editor; the book stays as it is."""
    with zipfile.ZipFile(filled_book) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    done(parts)
    with zipfile.ZipFile(filled_book, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    before = filled_book.read_bytes()
    assert main(["upgrade", str(filled_book)]) == 1
    assert said in capsys.readouterr().err
    assert filled_book.read_bytes() == before


def test_a_newer_book_is_refused(empty_en: Path) -> None:
    """Guessing at what a newer program wrote could lose it."""
    with engine.open_book(empty_en) as book:
        tables.set_name(book, "meta_schema_version", 99)
        with pytest.raises(UnknownVersion, match="99"):
            upgrade(book)


def test_every_other_command_that_writes_asks_for_the_upgrade(
    filled_book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one sentence, and the book stays."""
    before = filled_book.read_bytes()
    for command in ("refresh", "check", "clear-sample"):
        assert main([command, str(filled_book)]) == 1
        assert "customer-book upgrade" in capsys.readouterr().err
    assert filled_book.read_bytes() == before


def test_an_old_book_is_still_read(filled_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its rows, columns that it has not blank, and the sentence beside them."""
    assert main(["show", str(filled_book), "customers", "--format", "csv"]) == 0
    said = capsys.readouterr()
    assert "江州测试制造有限公司" in said.out
    assert "short_name" in said.out
    assert "customer-book upgrade" in said.err


def test_a_copy_that_was_handed_out_is_refused(filled_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is collected with the version that made it."""
    found = tables.get_name
    monkeypatch.setattr(tables, "get_name", lambda book, name: "h1" if name == "meta_copy_id" else found(book, name))
    before = filled_book.read_bytes()
    assert main(["upgrade", str(filled_book)]) == 1
    assert filled_book.read_bytes() == before


def test_it_is_of_the_present_version(upgraded: Path) -> None:
    """Its identity is the old one."""
    with engine.open_book(upgraded, read_only=True) as book:
        assert tables.schema_version(book) == SCHEMA_VERSION
        assert len(str(tables.get_name(book, "meta_book_guid"))) == 36


def test_rows_are_as_they_were_typed(upgraded: Path) -> None:
    """Numbers, texts and list values."""
    with engine.open_book(upgraded, read_only=True) as book:
        read = tables.read(book, "tblCustomers", ["customer_id", "name", "kind", "region", "phone"]).frame
        assert read.to_numpy().tolist()[:2] == [
            ["C00001", "江州测试制造有限公司", "company", "east", "0571-88000001"],
            ["C00002", "江州样本贸易有限公司", "company", "south", "0571-88000002"],
        ]
        orders = tables.read(book, "tblTransactions", ["product", "quantity", "unit_price"]).frame
        assert orders.to_numpy().tolist() == [["灯具A", 10.0, 12.5], ["灯具A", 4.0, 12.5], ["灯具B", 1.0, 99.9]]


def test_figures_are_worked_out_by_todays_rules(upgraded: Path) -> None:
    """10 × 12.5 + 99.9 and 4 × 12.5."""
    with engine.open_book(upgraded, read_only=True) as book:
        assert tables.read(book, "tblCustomers", ["total_amount"]).frame["total_amount"].tolist() == [224.9, 50.0, 0.0]
        assert tables.get_name(book, "home_amount") == 274.9


def test_columns_of_the_users_own_come_behind_the_programs(upgraded: Path) -> None:
    """With what was typed, and with the formula of each row, which names a column by its name of today."""
    with engine.open_book(upgraded, read_only=True) as book:
        block = columns.table_columns(book, "tblCustomers", ["拜访路线", "短名"])
        assert block.headers[-2:] == ("拜访路线", "短名")
        assert block.columns["拜访路线"].tolist() == ["线路1", "线路2", "线路3"]
        area = book.sheets["客户"].tables["tblCustomers"].range
        formula = book.sheets["客户"].range((area.row + 1, area.last_cell.column)).formula
        assert formula == "=LEFT([@客户名称],2)&[@客户类型]"


def test_a_header_that_the_user_gave_stays(upgraded: Path) -> None:
    """And is the column's: what was typed below it is read under the program's key."""
    with engine.open_book(upgraded, read_only=True) as book:
        assert "老板的话" in columns.table_columns(book, "tblCustomers", []).headers
        assert tables.read(book, "tblCustomers", ["remarks"]).frame["remarks"].tolist()[0] == "回头再谈"


def test_a_cell_that_the_user_coloured_is_coloured(upgraded: Path) -> None:
    """Only that one."""
    with engine.open_book(upgraded, read_only=True) as book:
        sheet, area = book.sheets["客户"], book.sheets["客户"].tables["tblCustomers"].range
        at = columns.table_columns(book, "tblCustomers", []).headers.index("客户类型")
        colours = [sheet.range((area.row + row, area.column + at)).color for row in (1, 2, 3)]
        assert colours == [None, (255, 0, 0), None]


def test_words_beside_a_table_stay_beside_their_row(upgraded: Path) -> None:
    """Two columns to the right of it, as before."""
    with engine.open_book(upgraded, read_only=True) as book:
        area = book.sheets["客户"].tables["tblCustomers"].range
        assert book.sheets["客户"].range((area.row + 1, area.last_cell.column + 2)).value == "旁边的话"


def test_a_value_that_the_user_added_to_a_list_stays(upgraded: Path) -> None:
    """Behind the program's, and those that are new today are there too."""
    with engine.open_book(upgraded, read_only=True) as book:
        assert list(tables.labels_of(book, "region").values())[-1] == "海外"
        assert {"urgent", "sample"} < set(tables.labels_of(book, "reminder_kind"))


def test_labels_that_the_user_left_are_todays(upgraded: Path) -> None:
    """In the list, and in the cells and settings that use them."""
    with engine.open_book(upgraded, read_only=True) as book:
        assert tables.labels_of(book, "visit_goal")["collect"] == "收回账款"
        assert tables.get_name(book, "set_grading_method") == "累计占比（帕累托）"


def test_formulas_on_a_sheet_of_the_users_own_follow(upgraded: Path) -> None:
    """Tables, columns, cells and sheets by their names and places of today; the formats are as they were."""
    with engine.open_book(upgraded, read_only=True) as book:
        sheet = book.sheets["我的汇总"]
        assert [sheet.range(f"B{row}").formula for row in range(1, 6)] == [
            "=COUNTA(tblCustomers[客户名称])",
            "=INDEX(tblCustomers[客户类型],1)",
            "=客户!$C$4",
            _prices(book),
            "=set_company",
        ]
        assert sheet.range("A6").value == " 前后有空格 "
        assert sheet.range("A1").color == (255, 242, 204)
        assert sheet.range("B1").number_format == "0.00"
        assert book.names["我的客户"].refers_to == "=tblCustomers[客户名称]"


def _prices(book: object) -> str:
    """The first rows of the table of prices, which stands on another sheet today."""
    table = next(one for one in book.sheets["产品与价格"].tables if one.name == "tblPrices")  # type: ignore[attr-defined]
    row = table.range.row + 1
    return f"=COUNTA(产品与价格!A{row}:A{row + 6})"


def test_pictures_and_pivot_tables_come_along(upgraded: Path) -> None:
    """The picture byte for byte; the pivot table's fields by their names of today."""
    with zipfile.ZipFile(upgraded) as package:
        assert package.read("xl/media/image7.png").startswith(b"\x89PNG")
        assert 'relationships" r:id="rId1"' in own_sheet(upgraded)
        cache = package.read("xl/pivotCache/pivotCacheDefinition1.xml").decode()
        assert 'cacheField name="客户类型"' in cache
        assert "客户主体" not in cache
        assert 'cacheId="5"' in package.read("xl/workbook.xml").decode()


def test_the_users_own_code_stands_beside_the_programs(upgraded: Path) -> None:
    """A module, code behind a sheet, a procedure in the workbook's own module; every sheet has its document."""
    from pyopenvba import ExcelFile

    from workbook.build.pack import code_names, read_parts
    from workbook.build.vba import modules

    with ExcelFile(upgraded) as file:
        project = file.vba_project()
        names = project.module_names()
        assert "MyMacro" in project.get_module("MyTools").body
        assert "Worksheet_Activate" in project.get_module("shtCustomers").body
        document = project.get_module("ThisWorkbook").body
        assert "Workbook_SheetChange" in document
        assert document.count("Workbook_BeforePrint") == 1
    assert sorted(names) == sorted([*code_names(read_parts(upgraded)), *modules(), "MyTools"])


def test_an_upgrade_is_one_step_that_puts_the_old_file_back(
    filled_book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Byte for byte; but not once the book was changed."""
    before = filled_book.read_bytes()
    assert main(["upgrade", str(filled_book)]) == 0
    after = filled_book.read_bytes()
    assert main(["undo", str(filled_book)]) == 0
    assert filled_book.read_bytes() == before
    filled_book.write_bytes(after)
    with engine.open_book(filled_book) as book:
        book.sheets["我的汇总"].range("A9").value = "later"
        book.save()
    changed = filled_book.read_bytes()
    capsys.readouterr()
    assert main(["undo", str(filled_book)]) == 1
    assert "backup" in capsys.readouterr().err
    assert filled_book.read_bytes() == changed
