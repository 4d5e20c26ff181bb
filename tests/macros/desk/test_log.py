"""log: a call becomes a row of visits, the customer's reminders to call end, one undo takes it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from macros.counting.refresh import refresh
from macros.desk.entry import entry_save
from macros.desk.log import log
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import tables
from workbook.errors import InputError

NOW = dt.datetime(2026, 6, 30, 9)


def a_book(path: Path) -> None:
    """Two customers, due to be called, one with a visit agreed on for today; counted as of the day."""
    with opened(path) as book:
        tables.set_name(book, "set_as_of", NOW)
        tables.append(book, "dicSalesperson", pd.DataFrame({"key": ["ann"], "label": ["ann"]}, dtype="str"))
        customers = {"customer_id": ["C00001", "C00002"], "name": ["甲公司", "乙公司"], "owner": ["ann", None]}
        day = pd.to_datetime(["2026-01-05"] * 2).astype("datetime64[s]")
        strategy = tables.read_list(book, "contact_strategy")["key"].iloc[0]
        tables.append(
            book, "tblCustomers",
            pd.DataFrame({**customers, "kind": "company", "contact_strategy": strategy}, dtype="str").assign(
                created_on=day
            ),
        )  # fmt: skip
        tables.append(
            book,
            "tblContacts",
            pd.DataFrame({"contact_id": ["L1"], "customer_id": ["C00001"], "name": ["王芳"]}, dtype="str"),
        )
        orders = pd.DataFrame({"customer_id": ["C00001", "C00002"], "order_no": ["S1", "S2"]}, dtype="str")
        tables.append(book, "tblTransactions", orders.assign(date=day, quantity=1.0, unit_price=5.0))
        refresh(book, now=NOW)


def reminders(path: Path, customer: str) -> list[tuple[str, str]]:
    """Kind and status of a customer's reminders."""
    with opened(path) as book:
        rows = tables.read(book, "tblReminders").frame
        mine = rows[rows["customer_id"] == customer]
        return sorted(zip(mine["kind"], mine["status"], strict=True))


def test_a_call_is_a_row_and_its_reminder_ends(empty_zh: Path) -> None:
    """By the owner, on the day, with the next date; the next one is due by the rhythm."""
    a_book(empty_zh)
    assert ("contact", "open") in reminders(empty_zh, "C00001")
    with opened(empty_zh) as book:
        report = log(book, customer="甲公司", result="要样品", contact="王芳", next_date=dt.date(2026, 7, 20), now=NOW)
        [row] = tables.read(book, "tblVisits").frame.to_dict("records")
    assert (row["customer_id"], row["contact"], row["kind"], row["salesperson"]) == ("C00001", "L1", "phone", "ann")
    assert (row["visit_id"], row["result"], f"{row['next_date']:%F}") == ("V000001", "要样品", "2026-07-20")
    assert report.figures == {"logged": 1, "closed": 1}
    assert "contact" not in [kind for kind, _ in reminders(empty_zh, "C00001")]


def test_what_the_call_does_not_end_is_marked_as_done(empty_zh: Path) -> None:
    """Agreed on earlier the same day: the visit after it is no later than it."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        log(book, customer="C00001", result="下午再打", next_date=NOW.date(), now=NOW)
    assert reminders(empty_zh, "C00001") == [("visit", "open")]
    with opened(empty_zh) as book:
        assert log(book, customer="C00001", result="谈好了", now=NOW).figures["closed"] == 1
    assert reminders(empty_zh, "C00001") == [("visit", "done")]
    with opened(empty_zh) as book:
        undo(book, now=NOW)
    assert reminders(empty_zh, "C00001") == [("visit", "open")]


def test_undo_takes_it_back(empty_zh: Path) -> None:
    """Everything typed is as before, and the reminder is open again."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        before = typed(cells(book))
        log(book, customer="C00001", result="要样品", now=NOW)
        report = undo(book, now=NOW)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert typed(cells(book)) == before
    assert ("contact", "open") in reminders(empty_zh, "C00001")


def test_said_twice_is_written_once(empty_zh: Path) -> None:
    """A second run changes nothing."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        log(book, customer="C00001", result="要样品", now=NOW)
    with opened(empty_zh) as book:
        report = log(book, customer="C00001", result="要样品", now=NOW)
        assert report.figures["logged"] == 0
        assert not tables.may_have_changed(book)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"customer": "丙公司", "result": "谈"}, "客户"),
        ({"customer": "C00002", "result": "谈"}, "业务员"),
        ({"customer": "C00001", "result": " "}, "结果"),
        ({"customer": "C00001", "result": "谈", "kind": "飞鸽"}, "拜访方式"),
        ({"customer": "C00001", "result": "谈", "promise": "送样"}, "承诺期限"),
        ({"customer": "C00001", "result": "谈", "date": dt.date(2026, 7, 1)}, "日期"),
        ({}, "选中"),
    ],
)
def test_what_is_missing_is_named_and_nothing_written(empty_zh: Path, options: dict[str, object], named: str) -> None:
    """Also where no row is chosen."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        with pytest.raises(InputError) as refusal:
            log(book, now=NOW, **options)  # type: ignore[arg-type]
        assert named in refusal.value.sentence("zh")
        assert not tables.may_have_changed(book)


def test_the_chosen_row_says_whose_call_and_what_was_said(empty_zh: Path) -> None:
    """The note typed on the list of the day; the day to postpone to is the next visit. A note that refresh has seen is
    no new one."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        data = tables.read(book, "tblToday")
        at = int(data.frame.index[data.frame["customer_id"] == "C00001"][0])
        until = pd.Series(pd.to_datetime(["2026-07-15"]), index=[at]).astype("datetime64[s]")
        tables.write_rows(
            book, "tblToday", pd.DataFrame({"notes": ["要报价"]}, index=[at]).assign(postponed_until=until)
        )
        book.sheets[data.sheet].range((data.sheet_row(at), 3)).select()
        assert log(book, now=NOW).figures["logged"] == 1
        [row] = tables.read(book, "tblVisits").frame.to_dict("records")
        assert (row["customer_id"], row["result"], f"{row['next_date']:%F}") == ("C00001", "要报价", "2026-07-15")


def test_a_chosen_row_without_a_note_begins_the_form(empty_zh: Path) -> None:
    """Of a visit, with the customer filled in and the result chosen; saved from there, it closes the reminder. Undo
    empties the form. One that was begun already is not written over."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        data = tables.read(book, "tblCustomers")
        row = book.sheets[data.sheet].range((data.sheet_row(0), 4))
        row.select()
        assert "甲公司" in log(book, now=NOW).sentences("zh")[0]
        assert tables.get_name(book, "entry_visit_customer_id") == "C00001"
        result = book.names["entry_visit_result"].refers_to_range
        chosen = book.app.selection
        assert chosen is not None
        assert chosen.address == result.address
        undo(book, now=NOW)
        assert tables.get_name(book, "entry_visit_customer_id") is None
        row.select()
        log(book, now=NOW)
        row.select()
        with pytest.raises(InputError, match="甲公司"):
            log(book, now=NOW)
        tables.set_name(book, "entry_visit_result", "要报价")
        assert entry_save(book, now=NOW).figures == {"tblVisits": 1, "closed": 1}


def test_on_the_command_line(empty_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The customer is an argument; the result must be given."""
    a_book(empty_zh)
    assert (
        main(
            [
                "log",
                str(empty_zh),
                "C00001",
                "--result",
                "要样品",
                "--next",
                "2026-07-20",
                "--promise",
                "送样",
                "--promise-due",
                "2026-07-03",
            ]
        )
        == 0
    )
    assert "V000001 C00001 甲公司" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["log", str(empty_zh), "C00001"])
