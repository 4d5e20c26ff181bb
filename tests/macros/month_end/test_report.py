"""The commands: which month and whose, where the report goes, what is refused, what a closed month keeps."""

from __future__ import annotations

import dataclasses
import datetime as dt
import email
import email.policy
import errno
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from macros.cli import main
from macros.keeping.undo import undo
from macros.month_end import report_facts
from macros.month_end.close_month import close
from macros.month_end.files import letter
from macros.month_end.grid import grid
from macros.month_end.report import month_report, report, report_of
from workbook import engine, tables
from workbook.build.pages import month_report_layout as layout
from workbook.build.pages.month_report_layout import AREA_NAME, MONTH_NAME, PERSON_NAME
from workbook.errors import CannotWrite, InputError
from workbook.tables.defined_names import named_range

NOW = dt.datetime(2026, 7, 1, 9, 0)


@pytest.fixture(scope="module")
def book(sample_book: Callable[[str], Path]) -> Path:
    return sample_book("zh")


def test_the_sheet_and_the_file_have_the_same_pages(sample_zh: Path, tmp_path: Path) -> None:
    """Cell by cell; the texts are texts."""
    path = tmp_path / "may.xlsx"
    with engine.open_book(sample_zh) as opened:
        made = month_report(opened, month="2026-05")
        area = named_range(opened, AREA_NAME)
        assert area is not None
        on_sheet = area.value
        report(opened, month="2026-05", to=path)
    assert made.figures["amount"] == 225_247.43
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    in_file = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=len(on_sheet), max_col=len(on_sheet[0]))]
    assert [[one or None for one in row] for row in on_sheet] == [[one or None for one in row] for row in in_file]


def test_the_yellow_cells_say_which_month_and_whose(sample_zh: Path) -> None:
    """A month that Excel took for a date is the same month; the command line goes before the cells."""
    with engine.open_book(sample_zh) as opened:
        tables.set_name(opened, MONTH_NAME, "2026-04")
        tables.set_name(opened, PERSON_NAME, "林知夏")
        figures = month_report(opened).figures
        assert (figures["period"], figures["amount"]) == ("2026-04", 47_655.84)
        tables.set_name(opened, MONTH_NAME, dt.datetime(2026, 3, 1))
        assert month_report(opened).figures["period"] == "2026-03"
        assert month_report(opened, month="2025-12").figures["period"] == "2025-12"


def test_a_salespersons_parts_add_up_to_the_companys(book: Path) -> None:
    """Amounts, receipts, debts, visits, new customers."""
    with engine.open_book(book) as opened:
        inputs = report_facts.read_inputs(opened, "2026-05", None)
        whole = report_of(opened, inputs, None).totals
        people = [report_of(opened, inputs, person).totals for person in inputs.labels["salesperson"]]
    for key in ("amount", "receipts", "overdue", "visits_owed", "visits_made", "stopped", "new_customers", "open_debt"):
        assert sum(float(one[key] or 0) for one in people) == pytest.approx(float(whole[key] or 0)), key


def test_a_year_is_its_months_together(book: Path) -> None:
    """Of 2025: the sum of the twelve months on its page."""
    with engine.open_book(book) as opened:
        made = report_of(opened, report_facts.read_inputs(opened, "2025", None), None)
    months = made.tables["months"]
    assert [months[0][0], months[-1][0]] == ["2025-01", "2025-12"]
    assert sum(float(row[1] or 0) for row in months) == pytest.approx(float(made.totals["amount"] or 0))


def test_a_long_period_is_held_against_all_its_targets(sample_zh: Path) -> None:
    """Seventeen months: those of the first ones too."""
    with engine.open_book(sample_zh) as opened:
        early = pd.DataFrame({"month": pd.to_datetime(["2025-01-01"]), "amount": [100_000.0]})
        tables.append(opened, "tblTargets", early)
        made = report_of(opened, report_facts.read_inputs(opened, "2025-01-01..2026-05-31", None), None)
    assert made.totals["target"] == 100_000 + 5 * 216_000


def test_a_running_month_is_held_against_the_same_days(book: Path) -> None:
    """Up to the 10th of June; it says so, and nothing of the month after."""
    with engine.open_book(book) as opened:
        made = report_of(opened, report_facts.read_inputs(opened, "2026-06", dt.date(2026, 6, 10)), None)
        lines = tables.read(opened, "tblTransactions").frame
    assert (made.running, made.as_of, made.totals["next_target"]) == (True, dt.date(2026, 6, 10), None)
    trade = lines[~lines["kind"].isin(["sample", "gift"])]
    for key, start, end in (("amount", "2026-06-01", "2026-06-10"), ("amount_before", "2026-05-01", "2026-05-10")):
        assert made.totals[key] == pytest.approx(trade.loc[trade["date"].between(start, end), "net_amount"].sum())
    assert made.tiles[1].change.endswith("时间已过 33%")


def test_a_closed_months_report_stays_as_it_was(sample_zh: Path) -> None:
    """A line typed later changes neither the company's nor a salesperson's; it is told beside. Undo takes it along."""
    with engine.open_book(sample_zh) as opened:
        open_one = report_of(opened, report_facts.read_inputs(opened, "2026-05", None), None)
        close(opened, month="2026-05", now=NOW)
        kept = [report_of(opened, report_facts.read_inputs(opened, "2026-05", None), who) for who in (None, "lin")]
        assert (kept[0].closing, kept[0].adjusted) == ("closed", 0.0)
        assert (kept[0].tables, kept[0].totals) == (open_one.tables, open_one.totals)
        late = {"customer_id": ["C00006"], "amount": [500.0], "date": pd.to_datetime(["2026-05-20"])}
        tables.append(opened, "tblTransactions", pd.DataFrame(late))
        after = report_of(opened, report_facts.read_inputs(opened, "2026-05", None), None)
        assert (after.tables, after.totals, after.sentences) == (kept[0].tables, kept[0].totals, kept[0].sentences)
        assert (after.closing, after.adjusted) == ("adjusted", 500.0)
        undo(opened, now=NOW)
        opened_again = report_of(opened, report_facts.read_inputs(opened, "2026-05", None), None)
        assert (opened_again.closing, opened_again.totals["amount"]) == ("open", 225_747.43)


def test_a_kept_report_that_somebody_changed_is_made_anew(sample_zh: Path) -> None:
    """No traceback: the hidden sheet is no authority."""
    with engine.open_book(sample_zh) as opened:
        close(opened, month="2026-05", now=NOW)
        rows = tables.read(opened, "tblKeptReports").frame
        tables.write_rows(opened, "tblKeptReports", rows[["report"]].assign(report="abc"))
        assert report_of(opened, report_facts.read_inputs(opened, "2026-05", None), None).totals["buyers"] == 13


def test_a_draft_carries_the_same_words(book: Path, tmp_path: Path) -> None:
    """An .eml that mail programs open as a draft; Markdown is what the command prints."""
    with engine.open_book(book) as opened:
        report(opened, month="2026-05", to=tmp_path / "a.eml")
        report(opened, month="2026-05", to=tmp_path / "a.md")
        printed = report(opened, month="2026-05").lines[0].zh
    message = email.message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == (tmp_path / "a.md").read_text("utf-8").strip()
    assert printed == (tmp_path / "a.md").read_text("utf-8")
    assert (message["Subject"], message["X-Unsent"], message["To"]) == ("澄光电器（示例） · 月报 2026-05", "1", None)


def test_a_line_end_in_the_companys_name_is_a_space(book: Path) -> None:
    """Whichever it is: no subject has a second line."""
    with engine.open_book(book) as opened:
        made = report_of(opened, report_facts.read_inputs(opened, "2026-05", dt.date(2026, 6, 30)), None)
    for end in ("\n", "\r", "\r\n"):
        data = letter(dataclasses.replace(made, company=f"澄光{end}电器"))
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert message["Subject"] == "澄光 电器 · 月报 2026-05"


def test_half_a_report_is_none(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that is full nothing is left."""

    def full(at: Path, data: bytes) -> int:
        with at.open("wb") as file:
            file.write(data[:1])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with engine.open_book(book) as opened:
        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(CannotWrite, match="No space left"):
            report(opened, month="2026-05", to=tmp_path / "a.md")
    assert list(tmp_path.iterdir()) == []


def test_what_is_typed_never_becomes_markup(sample_zh: Path, tmp_path: Path) -> None:
    """A customer named like a formula, a table or a tag stays a name."""
    name = "=HYPERLINK(1)|<b>x</b>"
    path = tmp_path / "a.xlsx"
    with engine.open_book(sample_zh) as opened:
        customers = tables.read(opened, "tblCustomers").frame
        tables.write_rows(opened, "tblCustomers", customers.loc[[0], ["name"]].assign(name=name))
        printed = report(opened, month="2026-05").lines[0].zh
        report(opened, month="2026-05", to=path)
    assert r"=HYPERLINK(1)\|\<b\>x\</b\>" in printed
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = [
        cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and "HYPERLINK" in cell.value
    ]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--month", "2027-01"], "晚于截至日期"),
        (["--month", "五月"], "看不懂"),
        (["--salesperson", "林知秋"], "没有“林知秋”这位业务员"),
        (["-o", "a.docx"], "文件名要以 .xlsx、.pdf、.md 或 .eml 结尾"),
    ],
)
def test_what_is_refused_is_said(
    book: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence, and the book is what it was."""
    before = book.read_bytes()
    assert main(["report", str(book), *arguments]) != 0
    assert said in capsys.readouterr().err
    assert book.read_bytes() == before


def test_a_file_that_is_there_is_not_written_over(book: Path, tmp_path: Path) -> None:
    """It stays as it was."""
    path = tmp_path / "a.md"
    path.write_text("mine", encoding="utf-8")
    with engine.open_book(book) as opened, pytest.raises(InputError, match="was not overwritten"):
        report(opened, to=path)
    assert path.read_text("utf-8") == "mine"


def test_a_book_without_anything_has_a_report(empty_en: Path) -> None:
    """No customers, no orders, no targets: it says that nothing was sold, and a table without rows says so."""
    with engine.open_book(empty_en) as opened:
        made = report_of(opened, report_facts.read_inputs(opened, "2026-05", dt.date(2026, 6, 30)), None)
    assert made.sentences[0] == "Nothing was sold in 2026-05."
    assert made.totals["amount"] == 0
    assert made.tables["people"] == ()
    page = grid(made)
    empty = [block for block in layout.BLOCKS if block.key != "ages"]
    assert {page[block.first - 1][block.left - 1] for block in empty} == {"none"}
