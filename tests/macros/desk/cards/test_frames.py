"""The cards of a whole book: every figure on them is the one the book's own sheets have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from macros.desk.cards.frames import read_frames
from workbook import engine, tables
from workbook.rules.card.book_frames import BookFrames
from workbook.rules.card.make import card
from workbook.rules.card.model import Card


@pytest.fixture(scope="module")
def of_the_sample(sample_book: Callable[[str], Path]) -> tuple[BookFrames, dict[str, pd.DataFrame]]:
    """The frames, and the sheets as refresh left them."""
    with engine.open_book(sample_book("zh")) as book:
        names = ("tblCustomers", "tblContacts", "tblReminders", "tblTransactions", "tblBankProfiles")
        return read_frames(book, None), {name: tables.read(book, name).frame for name in names}


@pytest.fixture(scope="module")
def cards(of_the_sample: tuple[BookFrames, dict[str, pd.DataFrame]]) -> list[Card]:
    frames, _ = of_the_sample
    return [card(frames, at) for at in range(len(frames.customers))]


Sample = tuple[BookFrames, dict[str, pd.DataFrame]]


FIGURES = [
    "order_count",
    "total_amount",
    "last_order",
    "first_order",
    "receivable",
    "overdue",
    "prepaid",
    "credit_limit",
]


@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_is_that_of_the_customers_sheet(key: str, of_the_sample: Sample, cards: list[Card]) -> None:
    """All customers of the sample."""
    stands = of_the_sample[1]["tblCustomers"][key]
    shown = [None if pd.isna(one) else one.date() if isinstance(one, dt.datetime) else one for one in stands.tolist()]
    assert [one.figure(key) for one in cards] == shown


def test_the_rank_is_the_one_in_the_grades_reason(cards: list[Card]) -> None:
    """第2名，共28家 and 排第2（共28家）."""
    ranked = [one for one in cards if one.figure("rank")]
    assert len(ranked) > 20
    for one in ranked:
        place, of = str(one.figure("rank")).removeprefix("第").removesuffix("家").split("名，共")
        assert f"排第{place}（共{of}家）" in one.grade_reason


def test_the_year_is_the_sum_of_its_lines(of_the_sample: Sample, cards: list[Card]) -> None:
    """The lines of the orders sheet, samples and gifts left out; and what the products add up to."""
    lines = of_the_sample[1]["tblTransactions"]
    day = pd.Timestamp(of_the_sample[0].as_of)
    counted = lines["date"].between(day - pd.DateOffset(years=1), day, inclusive="right")
    counted &= ~lines["kind"].isin(["sample", "gift"])
    sums = lines[counted].groupby("customer_id")["net_amount"].sum()
    for one in cards:
        net = one.figure("net")
        assert net == pytest.approx(sums.get(one.customer_id, 0.0), abs=0.005)
        assert sum(product.amount for product in one.products) == pytest.approx(net, abs=0.03)


def test_the_last_order_is_the_first_listed(cards: list[Card]) -> None:
    """And there are as many as were counted, up to five."""
    for one in cards:
        assert len(one.orders) == min(5, one.figure("order_count"))  # type: ignore[type-var]
        assert [order.date for order in one.orders[:1]] == [d for d in [one.figure("last_order")] if d]


def test_open_reminders_are_those_of_the_sheet(of_the_sample: Sample, cards: list[Card]) -> None:
    """In their order; what tells of a deposit or of the family is left out."""
    listed = of_the_sample[1]["tblReminders"]
    open_ones = listed[~listed["status"].isin(["done", "postponed"]) & ~listed["kind"].isin(["deposit", "birthday"])]
    for one in cards:
        mine = open_ones[open_ones["customer_id"].eq(one.customer_id)]["why"].tolist()
        assert [said.what for said in one.reminders if said.kind not in ("生日", "存款到期")] == mine


def test_ages_points_and_advice_are_those_of_their_sheets(of_the_sample: Sample) -> None:
    """Worked out for the card as for the sheet."""
    frames, sheets = of_the_sample
    people = frames.tables["tblContacts"][["age", "points"]]
    pd.testing.assert_frame_equal(people, sheets["tblContacts"][["age", "points"]])
    names = frames.labels["bank_product"]
    listed = sheets["tblBankProfiles"]["recommended_products"].tolist()
    advised = frames.tables["tblBankProfiles"]["recommended_products"].tolist()
    assert advised == ["、".join(names[key] for key in one.split("、")) for one in listed]
