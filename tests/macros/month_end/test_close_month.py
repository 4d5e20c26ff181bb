"""close: a month's figures are kept; what changes in it later is told beside them, and nothing else changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from macros.month_end.close_month import close
from workbook import engine, tables
from workbook.errors import InputError

AS_OF = dt.date(2026, 6, 30)
NOW = dt.datetime(2026, 7, 1, 9, 0)


def frame(book: Any, table: str) -> pd.DataFrame:
    """A table's rows."""
    return tables.read(book, table).frame


def test_what_is_kept_is_what_the_month_adds_up_to(sample_en: Path) -> None:
    """The whole, each customer, each salesperson, in plain pandas."""
    with engine.open_book(sample_en) as book:
        report = close(book, month="2026-05", now=NOW)
        kept, lines = frame(book, "tblClosedMonths"), frame(book, "tblTransactions")
    may = lines[lines["date"].between("2026-05-01", "2026-05-31") & ~lines["kind"].isin(["sample", "gift"])]
    whole = kept[kept["dimension"].isna()]
    assert whole["amount"].round(2).tolist() == [report.figures["amount"]] == [round(may["net_amount"].sum(), 2)]
    for dimension, key in (("customer", "customer_id"), ("salesperson", "salesperson")):
        mine = kept[kept["dimension"] == dimension].set_index(key)["amount"].round(2)
        assert mine.to_dict() == may.groupby(key)["net_amount"].sum().round(2).to_dict()
    assert set(kept["as_of"]) == {pd.Timestamp(AS_OF)}
    assert set(kept["month"]) == {pd.Timestamp(2026, 5, 1)}


def test_later_changes_show_as_adjustments(sample_en: Path) -> None:
    """A line more, of a customer in the southwest: on the months sheet, and in every dimension of the customers."""
    with engine.open_book(sample_en) as book:
        analyse(book, period="2026-05")
        assert set(frame(book, "tblComposition")["closing"]) == {"open"}
        close(book, month="2026-05", now=NOW)
        analyse(book, period="2026-05")
        assert set(frame(book, "tblComposition")["closing"]) == {"closed"}
        assert frame(book, "tblComposition")["adjusted"].fillna(0).eq(0).all()
        before = frame(book, "tblMonthly")
        customer = frame(book, "tblCustomers").set_index("customer_id").loc["C00006"]
        late = {"customer_id": ["C00006"], "amount": [500.0], "date": pd.to_datetime(["2026-05-20"])}
        tables.append(book, "tblTransactions", pd.DataFrame(late))
        analyse(book, period="2026-05")
        rows = frame(book, "tblComposition")
        assert set(rows["closing"]) == {"adjusted"}
        found = rows[rows["adjusted"].fillna(0) != 0]
        changed = {
            (dimension, value): amount
            for dimension, value, amount in found.loc[~found["total"], ["dimension", "value", "adjusted"]].to_numpy()
        }
        southwest = tables.labels_of(book, "region")["southwest"]
        seller = str(customer["owner"])
        owner = tables.labels_of(book, "salesperson")[seller]
        assert set(changed.values()) == {500.0}
        assert {("customer", customer["name"]), ("region", southwest), ("salesperson", owner)} <= set(changed)
        assert {dimension for dimension, _ in changed}.isdisjoint({"product", "category", "channel"})
        months = frame(book, "tblMonthly")
        may, whole = months["month"] == pd.Timestamp(2026, 5, 1), months["salesperson"].isna()
        company = months[may & whole].iloc[0]
        assert (company["closing"], company["adjusted"]) == ("adjusted", 500.0)
        assert company["closed_amount"] == before.loc[may & whole, "amount"].item()
        assert company["amount"] == company["closed_amount"] + 500
        assert months.loc[may & months["salesperson"].eq(seller), "adjusted"].tolist() == [500.0]
        assert set(months.loc[months["month"] == pd.Timestamp(2026, 4, 1), "closing"]) == {"open"}


def test_a_quarter_of_which_a_month_is_closed_is_partly_closed(sample_en: Path) -> None:
    """The year too; April is open as before."""
    with engine.open_book(sample_en) as book:
        close(book, month="2026-05", now=NOW)
        for period, closing in (("2026Q2", "partly"), ("2026", "partly"), ("2026-04", "open"), ("2026-05", "closed")):
            analyse(book, period=period)
            assert set(frame(book, "tblTeam")["closing"]) == {closing}, period


def test_the_last_month_that_is_over_is_closed_where_none_is_named(sample_en: Path) -> None:
    """On the last day of June that is still May."""
    with engine.open_book(sample_en) as book:
        assert close(book, now=NOW).figures["month"] == "2026-05"
        tables.set_name(book, "set_month_closes_on", 25)
        assert close(book, now=NOW).figures["month"] == "2026-06"  # over since the 25th
        spans = frame(book, "tblClosedMonths")[["starts_on", "ends_on"]].drop_duplicates()
        assert spans.to_numpy(dtype="datetime64[D]").astype(str).tolist() == [
            ["2026-05-01", "2026-05-31"], ["2026-05-26", "2026-06-25"],
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2026-06", "ends on 2026-06-30"),
        ("2026Q1", "no month"),
        ("2026-07", "after the as-of day"),
        ("May", "cannot be"),
    ],
)
def test_what_cannot_be_closed_is_refused(month: str, sentence: str, sample_en: Path) -> None:
    """A running month, what is no month, one to come, what nobody can read; nothing is written."""
    with engine.open_book(sample_en) as book:
        with pytest.raises(InputError) as refused:
            close(book, month=month, as_of=dt.date(2026, 6, 29), now=NOW)
        assert sentence in refused.value.sentence("en")
        assert frame(book, "tblClosedMonths").empty


def test_a_month_is_closed_once_and_opened_again_by_undo(sample_en: Path) -> None:
    """What was kept is never kept anew over changes; undo takes the whole step back."""
    assert main(["close", str(sample_en), "2026-05"]) == 0
    assert main(["close", str(sample_en), "2026-05"]) == 1
    with engine.open_book(sample_en) as book:
        report = undo(book, now=NOW)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert frame(book, "tblClosedMonths").empty
        close(book, month="2026-05", now=NOW)
