"""Products: sums, gross profit and classes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics.order_ledger import ledger
from workbook.rules.basics.periods import parse
from workbook.rules.sales import flows
from workbook.rules.sales.products import COLUMNS, last_sold, products

CUSTOMERS = pd.DataFrame({"customer_id": ["C1", "C2"]}, dtype="str")
NO_CATALOGUE = pd.DataFrame(
    {"name": pd.Series(dtype="str"), "cost": pd.Series(dtype="float64"), "main_product": pd.Series(dtype=bool)}
)


def lines(*rows: tuple[str | None, float, float, float]) -> pd.DataFrame:
    """product, amount, quantity, cost; one order a line, of customers in turn."""
    return pd.DataFrame(
        {
            "customer_id": pd.Series(["C1", "C2"] * len(rows), dtype="str")[: len(rows)],
            "order_no": pd.Series([f"S{n}" for n in range(len(rows))], dtype="str"),
            "date": pd.to_datetime([f"2026-01-{n + 1:02}" for n in range(len(rows))]).astype("datetime64[s]"),
            "product": pd.Series([row[0] for row in rows], dtype="str"),
            "amount": [row[1] for row in rows],
            "quantity": [row[2] for row in rows],
            "cost": [row[3] for row in rows],
        }
    )


def sold(orders: pd.DataFrame, catalogue: pd.DataFrame = NO_CATALOGUE) -> pd.DataFrame:
    """The rows of January 2026, in which all these lines are."""
    book = ledger(CUSTOMERS, orders)
    january = flows.of_period(book, parse("2026-01", dt.date(2026, 1, 31)))
    return products(january, orders, catalogue, last_sold(book, orders["product"]))


def made(orders: pd.DataFrame, catalogue: pd.DataFrame = NO_CATALOGUE) -> dict[str, dict[str, Any]]:
    """Product -> its row."""
    found = sold(orders, catalogue)
    return {row["product"]: {str(key): value for key, value in row.items()} for row in found.to_dict("records")}


def test_a_return_gives_its_cost_back() -> None:
    """However its cost was typed: with or without a sign."""
    for cost in (60.0, -60.0):
        found = made(lines(("Tea", 100.0, 1.0, 60.0), ("Tea", -100.0, -1.0, cost)))
        assert [found["Tea"][key] for key in ("units", "margin_units")] == [0, 0]


def test_the_catalogue_s_cost_fills_what_the_line_lacks() -> None:
    """Cost × quantity; a cost on the line wins."""
    catalogue = pd.DataFrame({"name": ["Tea"], "cost": [30.0], "main_product": [False]})
    found = made(lines(("Tea", 100.0, 2.0, np.nan), ("Tea", 100.0, 2.0, 90.0)), catalogue)
    assert found["Tea"]["margin_units"] == (40 + 10) * 10_000
    assert found["Tea"]["margin_rate"] == 0.25


def test_gross_profit_is_of_the_lines_whose_cost_is_known() -> None:
    """The other half of the sales has no part in the rate; without any cost there is neither."""
    found = made(lines(("Tea", 100.0, 1.0, 60.0), ("Tea", 900.0, 1.0, np.nan), ("Rice", 50.0, 1.0, np.nan)))
    assert found["Tea"]["margin_rate"] == 0.4
    assert all(pd.isna(found["Rice"][key]) for key in ("margin_units", "margin_rate"))


def test_a_product_the_catalogue_does_not_know_is_no_slow_seller() -> None:
    """It is said not to be there; without a catalogue every product is judged by its sales."""
    catalogue = pd.DataFrame({"name": ["Tea"], "cost": [1.0], "main_product": [False]})
    orders = lines(("Tea", 1000.0, 1.0, 60.0), ("Taa", 1.0, 1.0, np.nan))
    assert made(orders, catalogue)["Taa"]["product_class"] == "unlisted"
    assert made(orders)["Taa"]["product_class"] == "slow"


def test_a_product_that_never_sold_is_slow() -> None:
    """It stands in the list with nothing sold, and last."""
    catalogue = pd.DataFrame({"name": ["Silk"], "cost": [1.0], "main_product": [False]})
    found = made(lines(("Tea", 100.0, 1.0, 60.0)), catalogue)
    assert list(found) == ["Tea", "Silk"]
    assert [found["Silk"][key] for key in ("product_class", "units", "customers")] == ["slow", 0, 0]
    assert pd.isna(found["Silk"]["last_sold"])


def test_only_the_period_counts_and_the_month_before_stands_beside() -> None:
    """The last sale is of all orders, whatever the period."""
    orders = lines(("Tea", 100.0, 2.0, 60.0), ("Tea", 50.0, 1.0, 20.0)).assign(
        date=pd.to_datetime(["2026-01-31", "2026-02-01"]).astype("datetime64[s]")
    )
    book = ledger(CUSTOMERS, orders)
    february = flows.of_period(book, parse("2026-02", dt.date(2026, 2, 28)))
    row = products(february, orders, NO_CATALOGUE, last_sold(book, orders["product"])).iloc[0]
    assert row[["quantity", "units", "units_before", "units_year_ago", "margin_units", "customers"]].tolist() == [
        1.0, 500_000, 1_000_000, 0, 300_000, 1,
    ]  # fmt: skip
    assert row["last_sold"] == pd.Timestamp(2026, 2, 1)


def test_a_return_is_not_the_last_sale() -> None:
    """Last sold is the last day with a positive amount."""
    found = made(lines(("Tea", 100.0, 1.0, 1.0), ("Tea", -10.0, -1.0, 1.0)))
    assert found["Tea"]["last_sold"] == pd.Timestamp(2026, 1, 1)
    assert found["Tea"]["customers"] == 1  # who only gave it back did not buy it


@given(
    st.lists(
        st.tuples(st.sampled_from(["Tea", "Rice", None]), st.integers(-999, 999), st.just(1.0), st.just(np.nan)),
        max_size=8,
    )
)
def test_products_and_the_blank_one_add_up(rows: list[tuple[str | None, float, float, float]]) -> None:
    """Units are the sheet's less those of lines without a product; the shares follow."""
    orders = lines(*((product, float(amount), n, cost) for product, amount, n, cost in rows))
    found = sold(orders)
    assert tuple(found.columns) == COLUMNS
    named = sum(amount for product, amount, *_ in rows if product)
    assert found["units"].sum() == named * 10_000
    total = sum(amount for _, amount, *_ in rows)
    if total > 0:
        assert found["share"].sum() == pytest.approx(named / total)
    else:
        assert found["share"].isna().all()
