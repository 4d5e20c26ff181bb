"""check, on a real book: the marks, the sheet Problems, and that cured problems go."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from macros.counting.check import Place, check, problems
from macros.report import Report
from workbook import engine, tables
from workbook.errors import MissingColumn
from workbook.language import Text
from workbook.rules.check import SHOWN
from workbook.schema.findings import Finding, Severity

if TYPE_CHECKING:
    import xlwings as xw

AS_OF = dt.date(2026, 6, 30)
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["C1", "C2", "C2"],
        "name": ["甲公司", "乙公司", "丙公司"],
        "kind": ["company", "company", "company"],
        "email": ["a@example.com", "x@", None],
    }
)


@contextmanager
def opened(path: Path) -> Iterator[xw.Book]:
    with engine.open_book(path) as book:
        yield book
        book.save()


def fill(path: Path, frame: pd.DataFrame = CUSTOMERS) -> None:
    with opened(path) as book:
        tables.append(book, "tblCustomers", frame)


@pytest.fixture(scope="module")
def checked(empty_book: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three customers in a Chinese book, checked once; not to be written to."""
    path = tmp_path_factory.mktemp("checked") / "book.xlsm"
    shutil.copy(empty_book("zh"), path)
    fill(path)
    run(path)
    return path


def run(path: Path) -> Report:
    with opened(path) as book:
        return check(book, as_of=AS_OF)


def shown(path: Path, table: str) -> pd.DataFrame:
    with engine.open_book(path) as book:
        return tables.read(book, table).frame


def test_every_row_gets_its_mark(checked: Path) -> None:
    """✓ or how many findings."""
    assert shown(checked, "tblCustomers")["check"].tolist() == ["✓", "⚠1", "⚠1"]


def test_problems_say_what_where_and_what_to_do(checked: Path) -> None:
    """In the book's language, with the row and column as Excel shows them, errors first."""
    got = shown(checked, "tblProblems")
    first, second = got.to_dict("records")
    with engine.open_book(checked) as book:
        data = tables.read(book, "tblCustomers")
        headers = book.sheets["客户"].range((3, 1), (3, 100)).value
        at = headers.index(data.headers["email"]) + 1
        address = book.sheets["客户"].range((data.first_row + 1, at)).get_address(False, False)
    assert (first["severity"], first["row"], first["column"], first["value"]) == ("error", 6, "客户编号", "C2")
    assert first["message"] == "客户编号与第 5 行重复"
    assert (second["severity"], second["row"], second["column"]) == ("warning", 5, "电子邮件")
    assert (second["sheet"], second["value"], second["target"]) == ("客户", "x@", f"#'客户'!{address}")
    assert second["fix"]


def test_an_english_book_has_english_problems(empty_en: Path) -> None:
    """Sentences follow the book, not the machine."""
    fill(empty_en)
    run(empty_en)
    assert shown(empty_en, "tblProblems")["message"].tolist() == [
        "Row 5 has the same Customer ID",
        "'x@' has no domain",
    ]


def test_the_home_sheet_counts_them(checked: Path) -> None:
    """All of them, not only those listed."""
    with engine.open_book(checked) as book:
        assert tables.get_name(book, "home_problems") == 2


def test_cured_problems_go(empty_zh: Path) -> None:
    """At the next run."""
    fill(empty_zh)
    run(empty_zh)
    with opened(empty_zh) as book:
        frame = tables.read(book, "tblCustomers").frame
        cured = frame.assign(customer_id=["C1", "C2", "C3"], email=None)
        tables.write(book, "tblCustomers", cured[["customer_id", "email"]].astype("str"))
    report = run(empty_zh)
    assert report.figures["problems"] == 0
    assert shown(empty_zh, "tblProblems").empty
    assert shown(empty_zh, "tblCustomers")["check"].tolist() == ["✓", "✓", "✓"]
    assert "没有发现问题" in report.lines[0].zh


def test_a_second_run_changes_nothing(checked: Path) -> None:
    """Not even the identifiers of the Problems rows."""
    before = checked.read_bytes()
    with engine.open_book(checked) as book:
        check(book, as_of=AS_OF)
        assert not engine.has_changes(book)
    assert checked.read_bytes() == before


def test_rows_without_identifiers_get_them(empty_zh: Path) -> None:
    """A typed row has no row_id, and need have no number."""
    fill(empty_zh, pd.DataFrame({"row_id": [None], "customer_id": [None], "name": ["甲公司"], "kind": ["company"]}))
    run(empty_zh)
    row = shown(empty_zh, "tblCustomers").iloc[0]
    assert row["customer_id"] == "C00001"
    assert len(row["row_id"]) == 16


def test_numbers_with_stray_spaces_are_told_and_used(empty_en: Path) -> None:
    """The order line counts for its customer all the same."""
    fill(empty_en, pd.DataFrame({"customer_id": ["C1 "], "name": ["Ash"], "kind": ["company"]}))
    with opened(empty_en) as book:
        lines = pd.DataFrame(
            {"line_id": ["1"], "customer_id": ["Ｃ１"], "date": [pd.Timestamp(2026, 1, 1)], "amount": [5.0]}
        )
        tables.append(book, "tblTransactions", lines)
    got = run(empty_en)
    assert [(one.table, one.severity) for one in got.findings] == [
        ("tblCustomers", Severity.HINT),
        ("tblTransactions", Severity.HINT),
    ]


def test_text_where_a_date_belongs_is_one_finding(empty_zh: Path) -> None:
    """What the seam could not read is listed, once."""
    fill(empty_zh)
    with opened(empty_zh) as book:
        sheet = book.sheets["客户"]
        data = tables.read(book, "tblCustomers")
        headers = sheet.range((3, 1), (3, 100)).value
        sheet.range((4, headers.index(data.headers["created_on"]) + 1)).value = "去年"
    run(empty_zh)
    got = shown(empty_zh, "tblProblems")
    assert (got["value"] == "去年").sum() == 1


def test_a_formula_where_a_value_is_typed_is_told(empty_zh: Path) -> None:
    """A result the file does not know counts nowhere: an error, once."""
    fill(empty_zh)
    with opened(empty_zh) as book:
        sheet = book.sheets["客户"]
        data = tables.read(book, "tblCustomers")
        at = sheet.range((3, 1), (3, 100)).value.index(data.headers["employees"]) + 1
        sheet.range((4, at)).formula = "=2*3"
    found = [one for one in run(empty_zh).findings if one.field == "employees"]
    assert [(one.row, one.severity) for one in found] == [(0, Severity.ERROR)]
    assert "公式" in found[0].message.zh


def test_a_deleted_header_is_refused_by_name(empty_zh: Path) -> None:
    """The book stays as it was."""
    fill(empty_zh)
    with opened(empty_zh) as book:
        sheet = book.sheets["客户"]
        headers = sheet.range((3, 1), (3, 100)).value
        sheet.range((3, headers.index("电子邮件") + 1)).value = "别的"
    with engine.open_book(empty_zh) as book, pytest.raises(MissingColumn, match="E-mail"):
        check(book, as_of=AS_OF)


def test_the_sample_is_checked_without_errors(sample_zh: Path) -> None:
    """What ships is an example of a well-kept book: nothing in it is an error."""
    got = shown(sample_zh, "tblProblems")
    assert "error" not in got["severity"].tolist()


def test_a_long_list_is_bounded_and_says_so() -> None:
    """So many rows, and one that counts the rest."""
    text = Text("问题", "Problem")
    found = [Finding("tblX", row, "name", text, text) for row in range(SHOWN + 7)]
    places = {"tblX": Place("Bob's", 4, {"name": "AA"}, {"name": "Name"})}
    got = problems(found, places, "en")
    assert len(got) == SHOWN + 1
    assert got["message"].iloc[-1] == "7 more are not listed"
    assert got["target"].iloc[0] == "#'Bob''s'!AA4"


def test_there_is_no_arrow_into_a_hidden_sheet() -> None:
    """It would lead nowhere; sheet, row and column still say where."""
    text = Text("问题", "Problem")
    place = Place("S", 4, {"a": "B"}, {"a": "A"}, shows=False)
    got = problems([Finding("tblX", 2, "a", text, text)], {"tblX": place}, "zh")
    assert got[["link", "target"]].isna().all(axis=None)
    assert got[["sheet", "row", "column"]].values.tolist() == [["S", 6.0, "A"]]


@pytest.mark.parametrize(
    ("row", "field", "target"), [(None, None, "#'S'!B3"), (2, None, "#'S'!B6"), (2, "b", "#'S'!C6")]
)
def test_findings_of_a_row_or_a_table_point_somewhere(row: int | None, field: str | None, target: str) -> None:
    """At the row's first cell, at the table's header."""
    text = Text("问题", "Problem")
    places = {"tblX": Place("S", 4, {"a": "B", "b": "C"}, {"a": "A", "b": "B"})}
    assert problems([Finding("tblX", row, field, text, text)], places, "zh")["target"].tolist() == [target]
