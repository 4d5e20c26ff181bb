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

from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.customers.credit import BANDS, band, limits, open_items, payments_of, receivables
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
    assert set(found["age_band"]) == {"not_due"}
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


def test_a_prepayment_is_a_negative_receivable() -> None:
    """And nothing is late."""
    assert owed(THREE, [(None, "2026-03-01", 200.0)]) == (-20.0, 0.0)


def test_without_a_single_payment_in_the_book_receivables_are_unknown() -> None:
    """The payments are kept elsewhere; everything ever sold is not a debt."""
    book, _ = book_of(THREE)
    found = receivables(book, paid([]), items(THREE, []), AS_OF)
    assert found.isna().all().all()


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


@settings(max_examples=40)
@given(
    st.lists(st.tuples(NUMBER, DAY, AMOUNT), min_size=1, max_size=8),
    st.lists(st.tuples(NUMBER, DAY, st.integers(1, 900).map(float)), min_size=1, max_size=6),
)
def test_open_items_add_up_to_the_receivable(orders: Orders, payments: Payments) -> None:
    """Unless there is a prepayment, when nothing is open; and late debt is never more than debt."""
    receivable, overdue = owed(orders, payments)
    assert items(orders, payments)["open"].sum() / 10_000 == max(receivable, 0)
    assert 0 <= overdue <= max(receivable, 0)


def test_bands_are_those_of_the_list() -> None:
    """In order."""
    assert tuple(one.key for one in listing("age_band").entries) == BANDS
    assert [band(days) for days in (-3, 0, 1, 30, 31, 60, 61, 90, 91, 999)] == [
        "not_due", "not_due", "to_30", "to_30", "to_60", "to_60", "to_90", "to_90", "over_90", "over_90",
    ]  # fmt: skip


@pytest.mark.parametrize(("stars", "limit"), [(4.0, 200_000.0), (np.nan, np.nan), (6.0, np.nan)])
def test_limits_follow_the_stars(stars: float, limit: float, people: Callable[..., pd.DataFrame]) -> None:
    """No stars, no limit."""
    table = {one.key: float(str(one.values["limit"])) for one in listing("credit_terms").entries}
    found = limits(people({"credit": stars})["credit"].astype("float64"), table)
    np.testing.assert_equal(found[0], limit)
