"""handover: customers change hands from a day on; what is open follows, past figures stay, undo brings all back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.counting.refresh import refresh
from macros.hosts.command_line import main
from macros.keeping.handover import handover
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import tables
from workbook.errors import InputError

DAY = dt.date(2026, 6, 15)
NOW = dt.datetime(2026, 7, 1, 9, 0)


def frame(book: Any, table: str) -> pd.DataFrame:
    """A table's rows."""
    return tables.read(book, table).frame


def test_customers_and_what_is_open_follow(sample_en: Path) -> None:
    """Owner, open opportunities, complaints and risks; reminders go to the owner now; what is won or closed stays."""
    with opened(sample_en) as book:
        customers, deals = frame(book, "tblCustomers"), frame(book, "tblOpportunities")
        theirs = customers.loc[customers["owner"] == "he", "customer_id"].tolist()
        mine = deals["customer_id"].isin(theirs) & deals["owner"].eq("he")
        open_ = deals["state"].isna() | deals["state"].eq("open")
        assert (mine & open_).any()
        report = handover(book, from_owner="He Ruolan", to_owner="su", on=DAY, now=NOW)
        assert report.figures["customer"] == len(theirs)
        after = frame(book, "tblCustomers").set_index("customer_id")
        assert set(after.loc[theirs, "owner"]) == {"su"}
        assert "he" not in set(after["owner"])
        deals_after = frame(book, "tblOpportunities")
        assert set(deals_after.loc[mine & open_, "owner"]) == {"su"}
        assert deals_after.loc[~(mine & open_), "owner"].equals(deals.loc[~(mine & open_), "owner"])
        reminders = frame(book, "tblReminders")
        assert set(reminders.loc[reminders["customer_id"].isin(theirs), "owner"]) == {"su"}
        history = frame(book, "tblOwnerHistory")
        assert sorted(history["customer_id"]) == sorted(theirs)
        assert history[["before", "after", "from_on"]].drop_duplicates().to_numpy().tolist() == [
            ["he", "su", pd.Timestamp(DAY)]
        ]


def test_past_months_do_not_change(sample_en: Path) -> None:
    """Lines without a salesperson before the day stay with the one, from the day on they are the other's."""
    with opened(sample_en) as book:
        lines = frame(book, "tblTransactions")
        tables.write(book, "tblTransactions", lines.assign(salesperson=None)[["salesperson"]])
        analyse(book, period="2026-05")
        may = frame(book, "tblTeam").set_index("salesperson")["amount"].to_dict()
        analyse(book, period="2026-06")
        june = frame(book, "tblTeam").set_index("salesperson")["amount"]
        handover(book, from_owner="luo", to_owner="lin", on=DAY, now=NOW)
        analyse(book, period="2026-05")
        assert frame(book, "tblTeam").set_index("salesperson")["amount"].to_dict() == may
        analyse(book, period="2026-06")
        after = frame(book, "tblTeam").set_index("salesperson")["amount"]
        owners = frame(book, "tblCustomers").set_index("customer_id")["owner"]
        moved = set(frame(book, "tblOwnerHistory")["customer_id"])
        late = lines["customer_id"].isin(moved) & lines["date"].between(pd.Timestamp(DAY), pd.Timestamp(2026, 6, 30))
        part = round(lines.loc[late, "net_amount"].sum(), 2)
        assert part > 0
        assert set(owners[list(moved)]) == {"lin"}
        assert round(june["luo"] - after["luo"], 2) == part == round(after["lin"] - june["lin"], 2)


def test_the_sheet_lists_customers_promises_deals_and_debts(sample_en: Path) -> None:
    """One line each, with the customer's receivable; a later handover is a new sheet."""
    with opened(sample_en) as book:
        customers = frame(book, "tblCustomers").set_index("customer_id")
        visits = frame(book, "tblVisits")
        theirs = customers.index[customers["owner"] == "luo"]
        handover(book, from_owner="luo", to_owner="lin", on=DAY, now=NOW)
        sheet = frame(book, "tblHandover")
        assert sheet.loc[sheet["item"] == "customer", "customer_id"].tolist() == theirs.tolist()
        debts = sheet[sheet["item"] == "debt"].set_index("customer_id")["amount"]
        owed = customers.loc[theirs, "receivable"]
        assert debts.to_dict() == owed[owed > 0].to_dict()
        promised = visits[visits["customer_id"].isin(theirs) & visits["promise"].notna() & ~visits["promise_kept"]]
        assert sorted(sheet.loc[sheet["item"] == "promise", "what"]) == sorted(promised["promise"])
        assert set(sheet["before"]) == {"luo"}
        handover(book, from_owner="lin", to_owner="zhao", customers="C00011, Yechuan Energy", now=NOW)
        again = frame(book, "tblHandover")
        assert set(again["customer_id"]) == {"C00011", "C00016"}
        assert set(again["before"]) == {"lin"}


def test_undo_brings_every_cell_back(sample_zh: Path) -> None:
    """The owner history, the sheet of the handover before, and what a refresh would say next."""
    with opened(sample_zh) as book:
        handover(book, from_owner="赵远航", to_owner="何若兰", on=DAY, now=NOW)
        before = cells(book)
        handover(book, from_owner="罗一川", to_owner="林知夏", on=DAY, now=NOW)
        assert len(frame(book, "tblHandover")) > 1
        report = undo(book, now=NOW)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert typed(cells(book)) == typed(before)
        rows = len(frame(book, "tblOwnerHistory"))
        refresh(book, now=NOW)
        assert len(frame(book, "tblOwnerHistory")) == rows
        assert "罗一川" in {tables.labels_of(book, "salesperson")[one] for one in frame(book, "tblCustomers")["owner"]}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Say who hands over to whom"),
        ({"from_owner": "luo", "to_owner": "luo"}, "one person"),
        ({"from_owner": "Luo Yichun", "to_owner": "lin"}, "Most alike: Luo Yichuan"),
        ({"from_owner": "luo", "to_owner": "lin", "customers": "C00001"}, "'C00001' is no number or unique name"),
        ({"from_owner": "luo", "to_owner": "lin", "on": dt.date(2026, 7, 1)}, "after the as-of day"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(given: dict[str, Any], sentence: str, sample_en: Path) -> None:
    """In one sentence that says what to do; nothing is written."""
    with opened(sample_en) as book:
        with pytest.raises(InputError) as refused:
            handover(book, now=NOW, **given)
        assert sentence in refused.value.sentence("en")
        assert frame(book, "tblOwnerHistory").empty


def test_a_day_before_the_last_change_of_hands_is_refused(sample_en: Path) -> None:
    """Who had nothing left is told so, too."""
    with opened(sample_en) as book:
        handover(book, from_owner="luo", to_owner="lin", on=DAY, now=NOW)
        with pytest.raises(InputError, match="2026-06-15"):
            handover(book, from_owner="lin", to_owner="zhao", customers="C00011", on=dt.date(2026, 6, 14), now=NOW)
        with pytest.raises(InputError, match="no customers"):
            handover(book, from_owner="luo", to_owner="lin", now=NOW)


def test_an_owner_typed_since_the_last_refresh_is_not_lost(sample_en: Path) -> None:
    """The history has both changes, the typed one first."""
    with opened(sample_en) as book:
        customers = frame(book, "tblCustomers")
        customers.loc[customers["customer_id"] == "C00011", "owner"] = "su"
        tables.write(book, "tblCustomers", customers[["owner"]])
        handover(book, from_owner="su", to_owner="zhao", customers="C00011", on=DAY, now=NOW)
        history = frame(book, "tblOwnerHistory")
        assert history[["before", "after"]].to_numpy().tolist() == [["luo", "su"], ["su", "zhao"]]


def test_the_command_line_takes_from_to_customers_and_on(sample_zh: Path) -> None:
    """--from, --to, --customers, --on."""
    line = [
        "handover",
        str(sample_zh),
        "--from",
        "罗一川",
        "--to",
        "林知夏",
        "--customers",
        "C00011",
        "--on",
        "2026-06-15",
    ]
    assert main(line) == 0
    with opened(sample_zh) as book:
        assert frame(book, "tblOwnerHistory")["customer_id"].tolist() == ["C00011"]
