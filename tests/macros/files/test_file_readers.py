"""Files as rows of text: encodings, separators, line numbers, sheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.files import file_readers
from macros.files.encodings import decode
from macros.files.file_readers import read_file, read_text, separator_of
from workbook.errors import InputError

CHINESE = "客户编号,客户名称,备注\nC1,示例贸易有限公司,老客户，信用好\n"
TRADITIONAL = "客戶編號,客戶名稱,備註\nC1,範例貿易股份有限公司,老客戶，信用良好\n"


def test_every_usual_encoding_reads_the_same(tmp_path: Path) -> None:
    """UTF-8 with and without its mark, UTF-16 likewise, GB18030."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"):
        assert decode(CHINESE.encode(encoding), tmp_path) == CHINESE, encoding


def test_big5_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    """Both decode; only one makes sense."""
    assert decode(TRADITIONAL.encode("big5"), tmp_path) == TRADITIONAL


def test_western_letters_are_not_taken_for_chinese(tmp_path: Path) -> None:
    """Café Müller in Windows-1252."""
    text = "Name,City\nCafé Zoë,Orléans\nMüller GmbH,Köln\n"
    assert decode(text.encode("cp1252"), tmp_path) == text


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb\n1, 2\t3\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("title\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n4,5,6\n", ","),
        (" id  day num\n 0001 19970101  1\n 0002 19970112  5\n", " "),
        ("Customer Name\nAnn Lee\nBob Ray\n", ","),
        ("name\nAsh\n", ","),
        ("名称，联系人，手机\n甲公司，王芳，1\n乙公司，李娜，2\n", "，"),
        ("名称^联系人^手机\n甲公司^王芳^1\n", "^"),
        ("名称\n甲，乙公司\n丙，丁公司\n", ","),
        ("", ","),
    ],
)
def test_the_separator_is_told_from_the_first_rows(text: str, separator: str) -> None:
    """The one under which rows are of one width; spaces only in a table of numbers."""
    assert separator_of(text) == separator


def test_lines_count_line_ends_inside_quotes() -> None:
    """A row's line is the one it starts at, as an editor shows it."""
    grid = read_text('a,b\n1,"two\nlines"\n3,4\n')
    assert list(grid.rows) == [["a", "b"], ["1", "two\nlines"], ["3", "4"]]
    assert list(grid.lines) == [1, 2, 4]


def test_excel_s_separator_line_is_believed() -> None:
    """sep=; in the first line; lines still count from the file's first."""
    grid = read_text("sep=;\na;b\n1;2\n")
    assert list(grid.rows) == [["a", "b"], ["1", "2"]]
    assert list(grid.lines) == [2, 3]


def test_a_missing_quote_is_refused_with_its_line() -> None:
    """The rest of the file would be one cell."""
    with pytest.raises(InputError) as refused:
        read_text('a,b\n1,2\n3,"4\n' + "5,6\n" * 50_000)
    assert "From line 3 on" in refused.value.text.en


def test_a_quote_that_never_ends_is_refused_in_a_short_file_too() -> None:
    """Quotes inside a cell are none of its business."""
    with pytest.raises(InputError, match="From line 2 on"):
        read_text('a,b\n1,"2\n3,4\n5,6\n')
    assert list(read_text('a,b\n1,"x"y\n3,"4\n5"\n').rows)[-1] == ["3", "4\n5"]


def test_a_sheet_s_cells_are_text(tmp_path: Path) -> None:
    """Dates as ISO, numbers as they are, '007' as it is; rows are numbered as Excel shows them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C3"], sheet["D3"] = "id", "date", "amount"
    sheet["B4"], sheet["C4"], sheet["D4"] = "007", dt.datetime(2026, 1, 2), 261.96
    sheet["B6"], sheet["D6"] = 42420, 0.5
    path = tmp_path / "list.xlsx"
    book.save(path)
    grid, _ = read_file(path)
    rows = {line: [cell for cell in row if cell] for line, row in zip(grid.lines, grid.rows, strict=True)}
    assert rows[3] == ["id", "date", "amount"]
    assert rows[4] == ["007", "2026-01-02", "261.96"]
    assert rows[6] == ["42420", "0.5"]


def test_the_first_sheet_that_holds_anything_is_read(tmp_path: Path) -> None:
    """A blank first sheet is passed over."""
    book = openpyxl.Workbook()
    book.create_sheet("data").append(["name", "phone"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    grid, _ = read_file(path)
    assert [list(row) for row in grid.rows] == [["name", "phone"]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"PK\x03\x04 not a workbook", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be opened"),
        (b"\xff\xfea\x00b", "encoding"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.4 \x00\x01\x02", "no list"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no list"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, content: bytes | None, says: str) -> None:
    """Absent, empty, damaged, locked with a password, cut off."""
    path = tmp_path / "file.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_file(path)
    assert says in refused.value.text.en
    assert refused.value.text.zh


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """It can be read by nobody."""
    with pytest.raises(InputError):
        read_file(tmp_path)


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    """One changed byte is another file; a new name is not."""
    one, two, three = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    one.write_text("a,b\n1,2\n")
    two.write_text("a,b\n1,2\n")
    three.write_text("a,b\n1,3\n")
    hashes = [read_file(path)[1] for path in (one, two, three)]
    assert hashes[0] == hashes[1] != hashes[2]


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8) | st.sampled_from(
    ["a\nb", 'say "x"', "1,5", ""]
)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    """With a plain header, whatever the cells hold."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["one", "two", "three"], *rows])
    assert [list(row) for row in read_text(out.getvalue()).rows] == [["one", "two", "three"], *rows]


def test_a_line_without_an_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """And a file that no sheet could hold, by its size alone."""
    path = tmp_path / "one_line.csv"
    path.write_bytes(b"name\n" + b"x" * (file_readers.MOST_LINE + 1))
    with pytest.raises(InputError, match="line"):
        read_file(path)
    with path.open("wb") as file:
        file.truncate(file_readers.MOST_BYTES + 1)
    with pytest.raises(InputError, match="Split"):
        read_file(path)


FOUR = "name,note\nAsh,a\nBirch,b\nElm,c"


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (FOUR, 4),
        (FOUR.replace("\n", "\r\n"), 4),
        (FOUR.replace("\n", "\r") + "\r\r", 4),
        (FOUR.replace("\n", "\n\n\n"), 4),
        (FOUR.replace("a", '"a\n\nb ""c"""', 1), 4),
        (FOUR.replace("a", '"a\r\nb"') + "\nOak,d\n", 5),
    ],
    ids=["plain", "windows", "old_mac", "blank_lines", "quoted", "one_more"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("at_once", [3, 1 << 20])
def test_more_rows_than_a_sheet_holds_are_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, rows: int, encoding: str, at_once: int
) -> None:
    """Lines within a cell and blank ones are none; with how many there are."""
    (tmp_path / "a.csv").write_bytes(content.encode(encoding))
    monkeypatch.setattr(file_readers, "PIECE", at_once)
    monkeypatch.setattr(file_readers, "MOST_ROWS", rows)
    file_readers.check_bounds(tmp_path / "a.csv")
    monkeypatch.setattr(file_readers, "MOST_ROWS", rows - 1)
    with pytest.raises(InputError) as refusal:
        file_readers.check_bounds(tmp_path / "a.csv")
    assert f" 有 {rows} 行" in refusal.value.text.zh


@pytest.mark.parametrize("content", ["BEGIN:VCARD\nFN:Ash\nEND:VCARD\n", "<html><table>\n<tr><td>Ash\n</table></html>"])
def test_cards_and_pages_have_more_lines_than_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """They are not counted."""
    (tmp_path / "a.txt").write_text(content, "utf-8")
    monkeypatch.setattr(file_readers, "MOST_ROWS", 1)
    file_readers.check_bounds(tmp_path / "a.txt")
