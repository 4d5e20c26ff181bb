"""archive: out of what is to do, in what was done; back as before; undone like every step."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.analyses.plan import plan
from macros.counting.refresh import refresh
from macros.hosts.command_line import main
from macros.keeping.archive import archive
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import tables
from workbook.errors import InputError
from workbook.schema import table

NOW = dt.datetime(2026, 7, 1, 9, 0)
WHO = "C00005"  # buys no more and owes money


def frame(book: Any, table: str) -> pd.DataFrame:
    """A table's rows."""
    return tables.read(book, table).frame


def said(book: Any) -> dict[str, pd.DataFrame]:
    """What refresh works out of the customers."""
    return {name: frame(book, name) for name in ("tblCustomers", "tblReminders", "tblToday", "tblRestOfDay")}


def test_out_of_counts_and_lists_and_in_past_months(sample_en: Path) -> None:
    """One customer fewer; no reminder but the debt's; the months' amounts as they were."""
    with opened(sample_en) as book:
        refresh(book, now=NOW)
        analyse(book)
        before, months = tables.get_name(book, "home_customers"), frame(book, "tblMonthly")
        amount = tables.get_name(book, "home_amount")
        report = archive(book, customer=WHO, reason="Moved abroad", now=NOW)
        assert report.lines[0].en.endswith(
            "is archived (Moved abroad): out of counts, plans and lists; figures of past months stay."
        )
        assert "3,751.08 owed (still reminded of)" in report.lines[1].en
        assert tables.get_name(book, "home_customers") == before - 1
        assert tables.get_name(book, "home_amount") == amount
        reminders = frame(book, "tblReminders")
        assert set(reminders.loc[reminders["customer_id"].eq(WHO), "kind"]) == {"receivable"}
        analyse(book)
        pd.testing.assert_frame_equal(frame(book, "tblMonthly"), months)
        plan(book, week=NOW.date() + dt.timedelta(days=7))
        planned = frame(book, "tblVisitPlan")
        assert WHO not in set(planned.loc[planned["state"] == "draft", "customer_id"])
        row = frame(book, "tblCustomers").set_index("customer_id").loc[WHO]
        assert (row["archived"], str(row["archived_on"].date()), row["archive_reason"]) == (
            True,
            "2026-06-30",
            "Moved abroad",
        )


def test_back_is_equal_to_before(sample_en: Path) -> None:
    """Every cell of customers, reminders with what users wrote beside them, and the list of the day."""
    with opened(sample_en) as book:
        refresh(book, now=NOW)
        before = said(book)
        archive(book, customer=WHO, reason="x", now=NOW)
        assert not said(book)["tblReminders"].equals(before["tblReminders"])
        archive(book, customer=WHO, back=True, now=NOW)
        for name, rows in said(book).items():
            known = [key for key in rows if table(name).result is False or key != "row_id"]
            pd.testing.assert_frame_equal(rows[known], before[name][known])


def test_undo_takes_it_back(sample_en: Path) -> None:
    with opened(sample_en) as book:
        before = typed(cells(book), "en")
        archive(book, customer=WHO, reason="x", now=NOW)
        undo(book, now=NOW)
        assert typed(cells(book), "en") == before


def test_a_reason_typed_in_the_row_is_enough(sample_en: Path) -> None:
    with opened(sample_en) as book:
        rows = frame(book, "tblCustomers")
        at = rows.index[rows["customer_id"].eq(WHO)]
        typed_reason = pd.DataFrame({"archive_reason": pd.Series("Closed", index=at, dtype="str")})
        tables.write_rows(book, "tblCustomers", typed_reason)
        assert "(Closed)" in archive(book, customer=WHO, now=NOW).lines[0].en


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({}, "choose a row"),
        ({"customer": "nobody at all"}, "no number, name"),
        ({"customer": WHO}, "Say why"),
        ({"customer": WHO, "reason": "  "}, "Say why"),
        ({"customer": WHO, "back": True}, "is not archived"),
    ],
)
def test_what_cannot_be_archived_is_refused(sample_en: Path, asked: dict[str, Any], refusal: str) -> None:
    """And nothing is written."""
    with opened(sample_en) as book:
        before = typed(cells(book), "en")
        with pytest.raises(InputError, match=refusal):
            archive(book, now=NOW, **asked)
        assert typed(cells(book), "en") == before


def test_twice_is_refused(sample_en: Path) -> None:
    """With the day of the first time."""
    with opened(sample_en) as book:
        archive(book, customer=WHO, reason="x", now=NOW)
        with pytest.raises(InputError, match="was archived on 2026-06-30"):
            archive(book, customer=WHO, reason="x", now=NOW)


def test_from_the_command_line(sample_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", str(sample_en), WHO, "--reason", "Closed down"]) == 0
    assert main(["archive", str(sample_en), WHO, "--back"]) == 0
    assert "is back" in capsys.readouterr().out
