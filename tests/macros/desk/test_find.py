"""find: printed on the command line, written below the yellow cell on the sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlwings as xw

from macros.cli import main
from macros.desk.find import find
from workbook import engine, tables
from workbook.schema.home import FIND_SAID, FIND_TEXT
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.results import FOUND


def test_the_command_line_prints_the_hits_and_leaves_the_book_alone(
    sample_en: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One hit says so, beside the answer."""
    before = sample_en.read_bytes()
    assert main(["find", str(sample_en), "hedu"]) == 0
    told = capsys.readouterr()
    assert "C00002" in told.out
    assert told.err.startswith("There is one: C00002 Hedu Smart Homes")
    assert sample_en.read_bytes() == before


def test_nobody_is_a_sentence_and_exit_code_1(sample_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For the eye nothing is printed; for a program an empty list."""
    assert main(["find", str(sample_en), "no such firm"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.startswith("Nothing was found for 'no such firm'.")) == ("", True)
    assert main(["find", str(sample_en), "no such firm", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_hits_are_printed_for_programs_too(sample_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Field keys, labels of lists, the day as a day."""
    assert main(["find", str(sample_zh), "gzlt", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["customer_id"], row["grade"], row["found_by"]) == ("C00001", "A", "拼音首字母")
    assert "target" not in row


def test_more_than_twenty_say_how_many_there_are(sample_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The likeliest twenty are shown."""
    assert main(["find", str(sample_zh), "有限公司", "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("共 ")
    assert "列出最接近的 20 位" in told.err
    assert len(told.out.splitlines()) == 21


def typed(book: xw.Book, text: object) -> None:
    """What somebody types on the sheet of hits."""
    tables.set_name(book, FIND_TEXT, text)
    book.names[FIND_TEXT].refers_to_range.sheet.activate()


def test_the_yellow_cell_is_answered_below_it(sample_zh: Path) -> None:
    """With a link to each customer's row, and how many there are beside the cell."""
    with engine.open_book(sample_zh) as book:
        typed(book, "杭州")
        report = find(book)
        rows = tables.read(book, FOUND).frame
        assert (report.quiet, report.figures) == (True, {"hits": 3, "total": 3})
        assert tables.get_name(book, FIND_SAID) == "共 3 位"
        assert rows["customer_id"].tolist() == ["C00002", "C00020", "C00033"]
        customers = tables.read(book, CUSTOMERS, ["customer_id", "name"])
        for target, name in zip(rows["target"], rows["customer_name"], strict=True):
            sheet, _, cell = target.removeprefix("#").partition("!")
            assert book.sheets[sheet.strip("'")].range(cell).value == name
        assert len(customers.frame) == 40


def test_a_second_search_replaces_the_first(sample_zh: Path) -> None:
    """Also where it finds nobody; then the message box says so."""
    with engine.open_book(sample_zh) as book:
        typed(book, "杭州")
        find(book)
        typed(book, "没有这样的客户")
        report = find(book)
        assert (report.quiet, report.exit_code, len(tables.read(book, FOUND).frame)) == (False, 1, 0)
        assert str(tables.get_name(book, FIND_SAID)).startswith("没有找到“没有这样的客户”")


def test_an_empty_cell_is_asked_for(sample_zh: Path) -> None:
    """What to do is said."""
    with engine.open_book(sample_zh) as book:
        report = find(book)
        assert (report.exit_code, "黄色格子" in report.lines[0].zh) == (1, True)


def test_digits_typed_as_a_number_are_found(sample_zh: Path) -> None:
    """Excel may make a number of them."""
    with engine.open_book(sample_zh) as book:
        typed(book, 16100000102.0)
        assert find(book).figures["total"] == 1


def test_a_contact_who_has_left_is_found(sample_zh: Path) -> None:
    """With a word that it is so."""
    with engine.open_book(sample_zh) as book:
        contacts = tables.read(book, CONTACTS).frame
        gone = contacts[contacts["status"].eq("left")].iloc[0]
        typed(book, gone["name"])
        find(book)
        row = tables.read(book, FOUND).frame.iloc[0]
        assert row["customer_id"] == gone["customer_id"]
        assert row["found_by"] == f"联系人：{gone['name']}（已离职）"
