"""What customers owe: by order, by age, against the limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.customers.credit import (
    BANDS,
    BY_PAYMENTS,
    BY_TERMS,
    accounts,
    band,
    limits,
    open_items,
    payments_of,
    receivables,
)
from workbook.rules.customers.due_orders import Terms
from workbook.schema import listing

AS_OF = dt.date(2026, 3, 31)
Orders = list[tuple[str | None, str, float]]
Payments = list[tuple[str | None, str, float]]


def book_of(orders: Orders) -> tuple[Ledger, pd.Series[Any]]:
    lines = pd.DataFrame(
        {
            "customer_id": pd.Series(["C1"] * len(orders), dtype="str"),
            "order_no": pd.Series([one[0] for one in orders], dtype="str"),
            "date": pd.to_datetime([one[1] for one in orders]).as_unit("s"),
            "amount": pd.Series([one[2] for one in orders], dtype="float64"),
        }
    )
    return ledger(pd.DataFrame({"customer_id": ["C1"], "name": ["a"]}, dtype="str"), lines), lines["order_no"]


def paid(payments: Payments) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "order_no": pd.Series([one[0] for one in payments], dtype="str"),
            "date": pd.to_datetime([one[1] for one in payments]).as_unit("s"),
            "amount": pd.Series([one[2] for one in payments], dtype="float64"),
        }
    )
    return payments_of(frame, pd.Series(np.zeros(len(payments), dtype="int64")))


def kinds(rows: list[tuple[str, float, str | None]], positions: list[int] | None = None) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "order_no": pd.Series([None] * len(rows), dtype="str"),
            "date": pd.to_datetime([one[0] for one in rows]).as_unit("s"),
            "amount": pd.Series([one[1] for one in rows], dtype="float64"),
            "kind": pd.Series([one[2] for one in rows], dtype="str"),
        }
    )
    return payments_of(frame, pd.Series(positions or [0] * len(rows), dtype="int64"))


def items(orders: Orders, payments: Payments, days: float = 30) -> pd.DataFrame:
    book, numbers = book_of(orders)
    return open_items(book, paid(payments), as_of=AS_OF, order_nos=numbers, settlement_days=pd.Series([days]))


def owed(orders: Orders, payments: Payments, days: float = 30) -> tuple[float, float]:
    book, _ = book_of(orders)
    found = receivables(book, paid(payments), items(orders, payments, days), AS_OF).iloc[0]
    return found["receivable"] / 10_000, found["overdue"] / 10_000


THREE: Orders = [("S1", "2026-01-01", 100.0), ("S2", "2026-02-01", 50.0), ("S3", "2026-03-20", 30.0)]


def test_debt_is_late_after_its_settlement_days() -> None:
    """30 days: the orders of January and February are late on 31 March, that of March is not."""
    found = items(THREE, [])
    assert found["open"].tolist() == [1_000_000, 500_000, 300_000]
    assert found["overdue_days"].tolist() == [59, 28, 0]
    assert found["age_band"].tolist() == ["to_60", "to_30", "not_due"]


def test_a_payment_that_names_an_order_pays_that_order() -> None:
    """What is over pays the oldest."""
    assert items(THREE, [("S2", "2026-03-01", 70.0)])["open"].tolist() == [800_000, 0, 300_000]


def test_a_payment_without_a_number_pays_the_oldest_first() -> None:
    """120 pays January's 100 and 20 of February's 50."""
    assert items(THREE, [(None, "2026-03-01", 120.0)])["open"].tolist() == [0, 300_000, 300_000]


def test_a_return_lowers_the_debt() -> None:
    """As its own order it pays the oldest; as a line of its order it makes that order smaller."""
    assert items([*THREE, ("S4", "2026-03-01", -60.0)], [])["open"].tolist() == [400_000, 500_000, 300_000]
    assert items([*THREE, ("S2", "2026-03-01", -20.0)], [])["open"].tolist() == [1_000_000, 300_000, 300_000]


def test_without_terms_nothing_is_overdue() -> None:
    """It is owed all the same: nothing was agreed about when."""
    found = items(THREE, [], days=float("nan"))
    assert found["due"].isna().all()
    assert set(found["age_band"]) == {"no_terms"}
    assert owed(THREE, [(None, "2026-03-01", 1.0)], days=float("nan")) == (179.0, 0.0)


def test_cash_is_late_the_day_after() -> None:
    """Zero days: due on the day itself."""
    assert items([("S1", "2026-03-31", 1.0), ("S2", "2026-03-30", 1.0)], [], days=0)["overdue_days"].tolist() == [1, 0]


def test_orders_and_payments_after_as_of_do_not_count() -> None:
    """Neither as debt nor as money."""
    assert owed([*THREE, ("S4", "2026-04-01", 999.0)], [(None, "2026-04-01", 999.0), (None, "2026-03-31", 10.0)]) == (
        170.0,
        140.0,
    )


def test_a_prepayment_is_no_negative_receivable() -> None:
    """200 paid for 180 sold: nothing is owed, nothing is late, 20 are prepaid."""
    book, _ = book_of(THREE)
    payments: Payments = [(None, "2026-03-01", 200.0)]
    found = receivables(book, paid(payments), items(THREE, payments), AS_OF).iloc[0]
    assert found.tolist() == [0, 0, 200_000]


def test_what_a_customer_without_payments_owes_is_a_matter_of_the_basis() -> None:
    """By orders and terms 180, of which 150 are late; by registered payments it is not known."""
    book, _ = book_of(THREE)
    found = items(THREE, [])
    by_terms = receivables(book, paid([]), found, AS_OF, accounts(paid([]), 1, AS_OF, BY_TERMS))
    by_payments = receivables(book, paid([]), found, AS_OF, accounts(paid([]), 1, AS_OF, BY_PAYMENTS))
    assert by_terms.iloc[0].tolist() == [1_800_000, 1_500_000, 0]
    assert by_payments.isna().all().all()


def test_one_customers_payment_says_nothing_of_another() -> None:
    """Accounts are known of who paid; a payment of tomorrow, and a security deposit, are none."""
    rows = [("C1", "2026-03-01", None), ("C2", "2026-04-01", None), ("C3", "2026-03-01", "security")]
    payments = kinds([(day, 1.0, kind) for _, day, kind in rows], positions=[0, 1, 2])
    assert accounts(payments, 4, AS_OF, BY_PAYMENTS).tolist() == [True, False, False, False]


def test_a_security_deposit_pays_nothing_and_a_refund_takes_back() -> None:
    """180 sold; an advance of 30 pays, 500 of security do not, 10 go back whatever their sign: 160 are owed."""
    rows = [("2026-01-02", 30.0, "advance"), ("2026-01-02", 500.0, "security"), ("2026-03-01", 10.0, "refund")]
    book, numbers = book_of(THREE)
    for refund in (10.0, -10.0):
        payments = kinds([*rows[:2], ("2026-03-01", refund, "refund")])
        found = open_items(book, payments, as_of=AS_OF, order_nos=numbers, settlement_days=pd.Series([30.0]))
        assert found["open"].tolist() == [800_000, 500_000, 300_000]
        assert receivables(book, payments, found, AS_OF).iloc[0].tolist() == [1_600_000, 1_300_000, 0]


def test_a_refund_without_a_number_opens_what_was_paid_by_name() -> None:
    """100 paid for S1 and 100 refunded: 180 are owed, and 180 are open."""
    payments: Payments = [("S1", "2026-02-01", 100.0), (None, "2026-03-01", -100.0)]
    assert owed(THREE, payments)[0] == 180.0
    assert items(THREE, payments)["open"].sum() == 1_800_000


def test_a_payment_names_the_last_order_of_that_number() -> None:
    """Number 1 of 2025 and of 2026: a payment of February pays this year's, one of last year that year's."""
    orders: Orders = [("1", "2025-01-10", 10.0), ("1", "2026-01-10", 20.0)]
    assert items(orders, [("1", "2026-02-01", 20.0)])["open"].tolist() == [100_000, 0]
    assert items(orders, [("1", "2025-02-01", 10.0)])["open"].tolist() == [0, 200_000]
    assert items(orders, [("1", "2024-12-01", 10.0)])["open"].tolist() == [0, 200_000]


def invoiced(start: list[str | None], days: list[str | None], closes_on: int | None = None) -> pd.DataFrame:
    book, numbers = book_of(THREE)
    terms = Terms(
        pd.Series(start, dtype="str"),
        pd.to_datetime(pd.Series(days, dtype="object")).astype("datetime64[s]"),
        closes_on,
    )
    return open_items(
        book, paid([]), as_of=AS_OF, order_nos=numbers, settlement_days=pd.Series([30.0]), terms=terms
    ).set_index("order_no")


def test_not_invoiced_is_never_overdue() -> None:
    """S1 was invoiced on 10 February: due on 12 March. S2 was not invoiced. S3 counts from its own day."""
    found = invoiced(["invoice", "invoice", None], ["2026-02-10", None, None])
    assert (found.loc["S1", "due"], found.loc["S1", "overdue_days"]) == (pd.Timestamp(2026, 3, 12), 19)
    assert (found.loc["S2", "overdue_days"], found.loc["S2", "age_band"]) == (0, "not_invoiced")
    assert found.loc["S3", "due"] == pd.Timestamp(2026, 4, 19)


def test_days_count_from_the_closing_of_the_month() -> None:
    """1 January closes on 31 January, or on the 25th: 30 days later it is due."""
    blank: list[str | None] = [None] * 3
    assert invoiced(["month_end"] * 3, blank)["due"].loc["S1"] == pd.Timestamp(2026, 3, 2)
    assert invoiced(["month_end"] * 3, blank, closes_on=25)["due"].loc["S1"] == pd.Timestamp(2026, 2, 24)


def test_terms_of_the_line_win_over_the_customers() -> None:
    """The payment terms agreed for one order."""
    book, numbers = book_of(THREE)
    found = open_items(
        book,
        paid([]),
        as_of=AS_OF,
        order_nos=numbers,
        settlement_days=pd.Series([30.0]),
        line_days=pd.Series([90.0, np.nan, np.nan]),
    ).set_index("order_no")
    assert found.loc["S1", "due"] == pd.Timestamp(2026, 4, 1)
    assert found.loc["S2", "due"] == pd.Timestamp(2026, 3, 3)


AMOUNT = st.integers(-500, 900).filter(bool).map(float)
DAY = st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 31)).map(str)
NUMBER = st.sampled_from(["S1", "S2", "S3", None])


@settings(max_examples=tries(40))
@given(
    st.lists(st.tuples(NUMBER, DAY, AMOUNT), min_size=1, max_size=8),
    st.lists(st.tuples(NUMBER, DAY, st.integers(1, 900).map(float)), min_size=1, max_size=6),
)
def test_open_items_add_up_to_the_receivable(orders: Orders, payments: Payments) -> None:
    """A prepayment leaves nothing open; late debt is never more than debt."""
    receivable, overdue = owed(orders, payments)
    assert items(orders, payments)["open"].sum() / 10_000 == receivable
    assert 0 <= overdue <= receivable


def test_bands_are_those_of_the_list() -> None:
    """In order."""
    assert tuple(one.key for one in listing("age_band").entries) == (*BANDS, "not_invoiced", "no_terms")
    assert [band(days) for days in (-3, 0, 1, 30, 31, 60, 61, 90, 91, 999)] == [
        "not_due", "not_due", "to_30", "to_30", "to_60", "to_60", "to_90", "to_90", "over_90", "over_90",
    ]  # fmt: skip


@pytest.mark.parametrize(("stars", "limit"), [(4.0, 200_000.0), (np.nan, np.nan), (6.0, np.nan)])
def test_limits_follow_the_stars(stars: float, limit: float, people: Callable[..., pd.DataFrame]) -> None:
    """No stars, no limit."""
    table = {one.key: float(str(one.values["limit"])) for one in listing("credit_terms").entries}
    found = limits(people({"credit": stars})["credit"].astype("float64"), table)
    np.testing.assert_equal(found[0], limit)
