"""Stock at a customer's shop: what each survey says of it, by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook.rules.market.stock import change, surveys, to_order

Make = Callable[..., pd.DataFrame]
NAN = math.nan


def counted(stock: float, sales: float = NAN, safety: float = NAN) -> pd.DataFrame:
    """One survey of tea."""
    return pd.DataFrame(
        {"customer_id": ["C1"], "product": ["tea"], "date": pd.to_datetime(["2026-03-01"])}
    ).assign(stock_qty=[stock], daily_sales=[sales], safety_days=[safety])  # fmt: skip


def limits(low: float, high: float) -> pd.DataFrame:
    """What the product allows."""
    return pd.DataFrame({"name": ["tea"], "low_stock_rate": [low], "high_stock_rate": [high]})


@pytest.mark.parametrize(
    ("stock", "sales", "safety", "state"),
    [
        (-1.0, 5.0, 7.0, "Stock below zero: count again"),
        (0.0, 5.0, 7.0, "Out of stock: order"),
        (0.0, NAN, NAN, "Out of stock: order"),
        (0.0, 0.0, 7.0, "Out of stock: order"),
        (34.0, 5.0, 7.0, "Below safety stock: order"),
        (35.0, 5.0, 7.0, "Fine"),
        (36.0, 5.0, 7.0, "Fine"),
        (36.0, 0.0, 7.0, "No sales"),
        (36.0, NAN, 7.0, "No sales a day given: cannot tell"),
        (36.0, 5.0, NAN, "No safety days given: cannot tell"),
        (36.0, -5.0, 7.0, "No sales a day given: cannot tell"),
        (NAN, 5.0, 7.0, None),
        (NAN, 0.0, 7.0, None),
        (NAN, NAN, NAN, None),
    ],
)
def test_what_needs_doing_first(stock: float, sales: float, safety: float, state: str | None) -> None:
    """Nobody counted: blank, whatever was sold; and a verdict only where there is something to judge by."""
    (found,) = surveys(counted(stock, sales, safety), lang="en")["stock_state"].tolist()
    assert (None if pd.isna(found) else found) == state


@pytest.mark.parametrize(
    ("stock", "state"),
    [(150.0, "Fine"), (149.0, "low"), (300.0, "Fine"), (301.0, "high")],
)
def test_the_product_s_limits_are_right_themselves(stock: float, state: str) -> None:
    """Ten a day are 300 a month: half of it and all of it are within 50 % and 100 %."""
    found = surveys(counted(stock, 10.0), limits(0.5, 1.0), "en")
    assert state in found["stock_state"].iloc[0]
    assert found["stock_to_sales"].iloc[0] == pytest.approx(stock / 300)
    assert found["days_of_stock"].iloc[0] == pytest.approx(stock / 10)


def test_limits_of_another_product_say_nothing() -> None:
    """Nor a catalogue without this product; of two of one name the first."""
    other = limits(0.5, 1.0).assign(name=["rice"])
    assert surveys(counted(1.0, 10.0), other, "en")["stock_state"].tolist() == ["No safety days given: cannot tell"]
    twice = pd.concat([limits(0.0, 1.0), limits(0.9, 1.0), other.assign(name=None)])
    assert surveys(counted(150.0, 10.0), twice, "en")["stock_state"].tolist() == ["Fine"]
    assert surveys(counted(150.0, 10.0), limits(0, 1).iloc[:0], "en")["stock_state"].tolist() == [
        "No safety days given: cannot tell"
    ]


@pytest.mark.parametrize(
    ("stock", "sales", "safety", "order"),
    [(20.0, 5.1, 7.0, 16.0), (30.0, 0.1, 330.0, 3.0), (0.0, 0.1, 30.0, 3.0), (40.0, 5.0, 7.0, 0.0),
     (35.0, 5.0, 7.0, 0.0), (-1.0, 5.0, 7.0, NAN), (1.0, -5.0, 7.0, NAN),
     (1.0, 5.0, -7.0, NAN), (NAN, 5.0, 7.0, NAN), (0.0, 0.0, 7.0, 0.0),
     (1.0, 5.0, 0.0, 0.0)],
)  # fmt: skip
def test_what_to_order(stock: float, sales: float, safety: float, order: float) -> None:
    """Daily sales × safety days − stock, in whole units, never below zero; of a figure below zero nothing."""
    (found,) = to_order(counted(stock, sales, safety)).tolist()
    assert found == order or (np.isnan(found) and np.isnan(order))
    assert not math.copysign(1.0, found) < 0 or np.isnan(found)


def test_the_change_is_against_the_survey_before(frame: Make) -> None:
    """Of the same customer and product, by date and not by row; an undated survey and one below zero are none."""
    rows: dict[str, list[Any]] = {
        "customer_id": ["C1", "C1", "C1", "C2", "C1", "C1"],
        "product": ["tea", "tea", "tea", "tea", "rice", "tea"],
        "date": ["2026-03-01", "2026-02-01", "2026-04-01", "2026-04-01", "2026-04-01", None],
        "stock_qty": [20.0, 35.0, 0.0, 7.0, 9.0, 1.0],
    }
    found = change(frame(**rows))
    assert found.isna().tolist() == [False, True, False, True, True, True]
    assert found.dropna().tolist() == [-15.0, -20.0]
    assert change(frame(**rows).assign(stock_qty=[-1.0, 35.0, 0.0, 7.0, 9.0, 1.0])).dropna().tolist() == [-35.0]
