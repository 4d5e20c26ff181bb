"""The journal of a command: written at the end, whole, or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from macros import journal
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened
from workbook import tables
from workbook.rules.journal.retention import MOST_STEPS
from workbook.schema.tables.import_sheets import JOURNAL

if TYPE_CHECKING:
    import xlwings as xw

NOW = dt.datetime(2026, 6, 30, 9, 0)


def test_every_sort_of_write_is_taken_back_to_the_letter(sample_zh: Path) -> None:
    """Rows added, cells changed, rows removed with the users' own cells, a setting."""
    with opened(sample_zh) as book:
        before, company = cells(book), tables.get_name(book, "set_as_of")
        with journal.step(book, "load", now=NOW) as step:
            step.append("tblPayments", pd.DataFrame({"customer_id": ["C00001"], "amount": [5.0]}))
            step.write_rows("tblCustomers", pd.DataFrame({"phone": pd.Series(["1", None], index=[3, 7], dtype="str")}))
            step.write_rows("tblCustomers", pd.DataFrame({"employees": [7.0, None]}, index=[2, 5]))
            step.delete_rows("tblContacts", [2, 5])
            step.delete_rows("tblContacts", [0, 4])
            step.set_name("set_as_of", None)
        assert cells(book) != before
    with opened(sample_zh) as book:
        report = undo(book, as_of=dt.date(2026, 6, 30))
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert tables.get_name(book, "set_as_of") == company
        after = cells(book)
        assert {name for name in before if before[name] != after[name]} == set()


def test_a_command_that_fails_leaves_no_step(empty_zh: Path) -> None:
    """A refused command has nothing to undo."""

    def fail(book: xw.Book) -> None:
        with journal.step(book, "load", now=NOW) as step:
            step.set_name("set_company", "x")
            raise ZeroDivisionError

    with opened(empty_zh) as book:
        with pytest.raises(ZeroDivisionError):
            fail(book)
        assert journal.read(book).empty


def test_a_command_that_changes_nothing_leaves_no_step(empty_zh: Path) -> None:
    """Writing what stands there already is no change."""
    with opened(empty_zh) as book:
        company = tables.get_name(book, "set_company")
        with journal.step(book, "load", now=NOW) as step:
            step.set_name("set_company", company)
        assert journal.read(book).empty


def test_a_step_says_who_and_when(empty_zh: Path) -> None:
    """The local time that was passed in."""
    with opened(empty_zh) as book:
        with journal.step(book, "load", now=NOW, who="内勤") as step:
            step.set_name("set_company", "样例公司")
        [row] = journal.read(book).to_dict("records")
        assert (row["who"], row["when"], row["command"]) == ("内勤", pd.Timestamp(NOW), "load")


def test_the_oldest_steps_make_room(empty_zh: Path) -> None:
    """A journal does not grow for ever."""
    with opened(empty_zh) as book:
        old = {"batch": [f"b{n}" for n in range(MOST_STEPS)], "command": "load", "action": "changed"}
        frame = pd.DataFrame(old | {"subject": '["set_company"]', "before": "[null]", "after": '["x"]'}, dtype="str")
        tables.append(book, JOURNAL, frame)
        with journal.step(book, "load", now=NOW) as step:
            step.set_name("set_company", "y")
        batches = journal.read(book)["batch"].tolist()
        assert len(batches) == MOST_STEPS
        assert batches[0] == "b1"
        assert batches[-1] == step.batch


def test_the_system_s_name_for_a_user_is_not_written(empty_en: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal travels with the book; only a name that the user has set for it is."""
    monkeypatch.setenv("USER", "somebody")
    monkeypatch.setenv("LOGNAME", "somebody")
    monkeypatch.delenv("CUSTOMER_BOOK_USER", raising=False)
    assert journal.user_name() is None
    monkeypatch.setenv("CUSTOMER_BOOK_USER", " Lin ")
    assert journal.user_name() == "Lin"
