"""The book's own rows pasted or loaded back: what the program wrote it can read, and nothing of it is new."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from macros.files.load import load
from macros.files.show import show
from macros.pasting.preview import preview
from workbook import engine, schema, tables
from workbook.errors import InputError
from workbook.schema.tables.leads import TARGETS


@pytest.fixture(params=["zh", "en"])
def book(request: pytest.FixtureRequest) -> Iterator[xw.Book]:
    """The sample in either language."""
    with engine.open_book(request.getfixturevalue(f"sample_{request.param}")) as opened:
        yield opened


def as_shown(book: xw.Book, table: str, path: Path) -> Path:
    """A table as show prints it."""
    path.write_text(show(book, table=table, format="csv").lines[0].zh, encoding="utf-8-sig")
    return path


def as_it_stands(book: xw.Book, table: str, path: Path) -> Path:
    """The visible columns of a table as they are copied from the sheet, every second row of it."""
    place = tables.read(book, table)
    whole = book.sheets[place.sheet].tables[table].range
    hidden = {header for key, header in place.headers.items() if schema.table(table)[key].hidden}
    rows = whole.raw_value
    keep = [at for at, header in enumerate(rows[0]) if header not in hidden]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for row in (rows[0], *rows[1::2]):
            csv.writer(file).writerow([_text(row[at]) for at in keep])
    return path


def _text(cell: object) -> object:
    if isinstance(cell, dt.datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == dt.time() else f"{cell:%Y-%m-%d %H:%M}"
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


@pytest.mark.parametrize("target", list(TARGETS))
@pytest.mark.parametrize("write", [as_shown, as_it_stands])
def test_own_rows_are_the_same(book: xw.Book, target: str, write: object, tmp_path: Path) -> None:
    """Every row of the sample, whatever it holds: dates, money, flags, several labels, stars."""
    file = write(book, TARGETS[target].name, tmp_path / "own.csv")  # type: ignore[operator]
    report = preview(book, file=file, into=target)
    assert report.figures["same"] == report.figures["rows_in"] != 0
    assert not any("没有认出" in line.zh for line in report.lines)


def test_own_rows_of_every_table_are_there_already(book: xw.Book, tmp_path: Path) -> None:
    """Loaded back, no row is new, none is left out, and no column is unknown."""
    for table in (one for one in schema.TABLES if not one.result and len(tables.read(book, one).frame)):
        report = load(book, file=as_shown(book, table.name, tmp_path / f"{table.name}.csv"), table=table.name)
        assert report.figures["already"] == report.figures["read"] != 0, table.name
        assert report.findings == (), table.name
        assert not any("没有用到的列" in line.zh for line in report.lines), table.name


def test_what_the_book_fills_itself_is_left_out_and_said(sample_zh: Path, tmp_path: Path) -> None:
    """A changed telephone is an update, and no figure goes to the remarks."""
    with engine.open_book(sample_zh) as book:
        name = tables.read(book, "tblCustomers").frame["name"].iloc[0]
        file = tmp_path / "own.csv"
        file.write_text(
            f"行标识,客户编号,客户名称,检查,客户等级,交易次数,电话\nabc,C00001,{name},✓,潜在,0,020-90001002",
            encoding="utf-8",
        )
        report = preview(book, file=file)
        assert report.figures["update"] == 1
        assert any("没有导入：行标识、检查、客户等级、交易次数" in line.zh for line in report.lines)
        row = tables.read(book, "tblLeadPreview").frame.iloc[0]
        assert row["overwrites"] == "电话：020-90001001 → 020-90001002"


def test_a_row_id_wins_over_a_number_typed_over(sample_zh: Path, tmp_path: Path) -> None:
    """Somebody has changed the number in the copy; the row is the one it was."""
    with engine.open_book(sample_zh) as book:
        first = tables.read(book, "tblCustomers").frame.iloc[0]
        file = tmp_path / "own.csv"
        file.write_text(f"row_id,customer_id,name\n{first['row_id']},C00002,{first['name']}", encoding="utf-8")
        assert preview(book, file=file).figures["same"] == 1
        assert load(book, file=file, table="customers").figures["already"] == 1


def test_another_programs_list_keeps_what_it_says_of_grades(empty_zh: Path, tmp_path: Path) -> None:
    """Without a mark of ours its columns are its own, and kept in the remarks."""
    file = tmp_path / "theirs.csv"
    file.write_text("公司名称,联系电话,客户等级,摊位\n东港纸业有限公司,020-90001001,A,B12", encoding="utf-8")
    with engine.open_book(empty_zh) as book:
        report = preview(book, file=file)
        assert not any("没有导入" in line.zh for line in report.lines)


def test_another_books_own_table_is_taken(empty_zh: Path, sample_en: Path) -> None:
    """Not the sheet that stands first in it."""
    with engine.open_book(empty_zh) as book:
        report = load(book, file=sample_en, table="customers")
        assert report.figures["new"] == 40
        assert "A级客户" not in set(tables.read(book, "tblCustomers").frame["name"])


def test_a_sheet_may_be_named(empty_zh: Path, sample_zh: Path) -> None:
    """One that is no list, or is not there, is refused; a slip of the pen is told the near name."""
    with engine.open_book(empty_zh) as book:
        for wanted, said in (("目录", "目录"), ("没有这张", "没有这张"), ("联系入", "联系人")):
            with pytest.raises(InputError, match=said):
                load(book, table="customers", file=sample_zh, sheet=wanted)
            with pytest.raises(InputError, match=said):
                preview(book, file=sample_zh, sheet=wanted)
        assert load(book, file=sample_zh, table="customers", sheet="客户").figures["new"] == 40
