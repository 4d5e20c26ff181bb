"""Money: exact inside, rounded half up once at each edge."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics import exact_money

# Every decimal a cell can hold exactly as typed: at most 15 digits.
CELLS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(4, 12),
)


def column(*values: float) -> pd.Series[float]:
    return pd.Series(values, dtype="float64")


@given(CELLS)
def test_a_typed_decimal_is_rounded_half_up_as_it_was_typed(value: Decimal) -> None:
    """Not as its binary neighbour: 1.00005 is a half although no double holds it."""
    expected = int(value.scaleb(4).quantize(Decimal(1), ROUND_HALF_UP))
    assert exact_money.to_units(column(float(value)))[0] == expected


@given(CELLS)
def test_a_return_cancels_its_sale(value: Decimal) -> None:
    """Rounding is symmetric about zero."""
    sale, back = exact_money.to_units(column(float(value), -float(value)))
    assert sale + back == 0


@given(st.lists(st.integers(-(10**15), 10**15)), st.randoms())
def test_the_sum_does_not_depend_on_the_order(values: list[int], shuffled: object) -> None:
    """Integers add up alike in any order."""
    series = pd.Series(values, dtype="int64")
    assert series.sum() == series.iloc[::-1].sum() == sum(values)


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_going_out_rounds_half_up_to_the_places_asked_for(units: int, places: int) -> None:
    """To the cent by default; four places give the number itself."""
    step = Decimal(1).scaleb(-places)
    expected = float(Decimal(units).scaleb(-4).quantize(step, ROUND_HALF_UP))
    assert exact_money.from_units(pd.Series([units]), places)[0] == expected == exact_money.amount(units, places)


@given(st.integers(-9_000_000_000_000, 9_000_000_000_000))
def test_units_survive_the_way_out_and_back(units: int) -> None:
    """Four places lose nothing."""
    out = exact_money.from_units(pd.Series([units]), 4)
    assert exact_money.to_units(out)[0] == units == exact_money.units(out[0])


@given(
    st.decimals(-99_999, 99_999, places=4),
    st.decimals(0, 99_999, places=4),
    st.decimals(0, 1, places=6),
)
def test_net_amount_is_the_exact_product_rounded_once(quantity: Decimal, price: Decimal, discount: Decimal) -> None:
    """quantity × price × (1 − discount), whatever a chain of doubles would make of it."""
    lines = pd.DataFrame(
        {"quantity": [float(quantity)], "unit_price": [float(price)], "discount": [float(discount)], "amount": [np.nan]}
    )
    product = (quantity * price * (1 - discount)).scaleb(4).quantize(Decimal(1), ROUND_HALF_UP)
    assert exact_money.net_amount(lines)[0] == int(product)


def test_a_large_product_does_not_overflow() -> None:
    """The triple product of integers passes 64 bits; the result does not suffer."""
    lines = pd.DataFrame({"quantity": [123_456.789], "unit_price": [987_654.3211], "discount": [0.123456]})
    product = Decimal("123456.789") * Decimal("987654.3211") * (1 - Decimal("0.123456"))
    assert exact_money.net_amount(lines)[0] == int(product.scaleb(4).quantize(Decimal(1), ROUND_HALF_UP))


def test_a_typed_amount_wins_over_the_product() -> None:
    """Even a typed zero; a blank one does not."""
    lines = pd.DataFrame({"amount": [0.0, np.nan], "quantity": [2.0, 2.0], "unit_price": [5.0, 5.0]})
    assert exact_money.net_amount(lines).tolist() == [0, 100_000]


@pytest.mark.parametrize("missing", ["quantity", "unit_price"])
def test_without_quantity_or_price_the_net_amount_is_unknown(missing: str) -> None:
    """Missing, not zero."""
    line = {"quantity": 2.0, "unit_price": 5.0, missing: np.nan}
    assert exact_money.net_amount(pd.DataFrame([line])).isna().all()


@pytest.mark.parametrize("discount", [-0.1, 1.5, 15.0])
def test_a_discount_outside_its_range_makes_no_amount(discount: float) -> None:
    """15 typed for 15 % must not become a negative sale."""
    line = pd.DataFrame({"quantity": [1.0], "unit_price": [100.0], "discount": [discount]})
    assert exact_money.net_amount(line).isna().all()


@pytest.mark.parametrize("value", [1e12, -1e12, np.inf, -np.inf, np.nan])
def test_what_a_double_cannot_hold_exactly_is_left_out(value: float) -> None:
    """Beyond ±900 billion four decimals are lost; such a value is missing."""
    assert exact_money.to_units(column(value)).isna().all()
    with pytest.raises(ValueError, match="no amount"):
        exact_money.units(value)


@pytest.mark.parametrize(
    ("units", "shown"), [(0, "0.00"), (-49, "0.00"), (-50, "-0.01"), (12_345_678_950, "1,234,567.90")]
)
def test_money_is_shown_with_separators_and_two_places(units: int, shown: str) -> None:
    """No minus before a zero."""
    assert exact_money.money(units) == shown


def test_large_whole_amounts_stay_whole() -> None:
    """Where binary steps are near a half themselves nothing is rounded up that is no half."""
    assert [exact_money.units(one) for one in (2e11, 450_359_962_737.0497, 9e11)] == [
        2 * 10**15,
        4503599627370497,
        9 * 10**15,
    ]
