"""The forecast: which method it takes, how wrong it says it is, and when there is none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.sales.forecast import BAND, FEWEST, ORIGINS, Forecast, NoForecast, errors, forecast
from workbook.rules.sales.forecast_methods import METHODS

AMOUNTS = st.integers(-50, 100_000).map(lambda one: one / 100)
HISTORIES = st.lists(AMOUNTS, max_size=40)


def made(history: list[float], ahead: int = 3) -> Forecast:
    """A forecast that can be made."""
    found = forecast(history, ahead)
    assert isinstance(found, Forecast)
    return found


@pytest.mark.parametrize(
    ("history", "why"),
    [
        ([], "还没有满一个月的订单"),
        ([5.0], "只有 1 个完整月份的订单，至少要 3 个"),
        ([5.0, 6.0], "只有 2 个完整月份的订单，至少要 3 个"),
        ([0.0] * 20, "最近 12 个月没有净额"),
        ([9.0] * 20 + [0.0] * 12, "最近 12 个月没有净额"),
        ([9.0, -9.0] * 10 + [-1.0] * 12, "最近 12 个月没有净额"),
    ],
)
def test_what_cannot_be_forecast_says_why(history: list[float], why: str) -> None:
    """A sentence in both languages, no number."""
    found = forecast(history, 3)
    assert isinstance(found, NoForecast)
    assert found.why.zh == why
    assert found.why.en


def test_a_short_history_has_no_error_yet() -> None:
    """The mean of the last three, and the words for it; nine months are the first that can be tested."""
    found = made([10.0, 20.0, 60.0])
    assert (found.method, found.amounts, found.origins) == ("mean", (30.0,) * 3, 0)
    assert found.said.en == "Error not known yet (3 months of history)"
    assert np.isnan([found.error, found.last, found.came, *found.lows, *found.highs]).all()
    assert made([float(n) for n in range(8)]).origins == 0
    assert made([float(n) for n in range(9)]).origins == FEWEST


def test_the_method_is_the_one_that_was_off_by_the_least() -> None:
    """A steady rise is drift's, one that dies away the damped trend's, twelve months that repeat are last year's, a
    level that leaps and stays is smoothing's."""
    assert made([10.0 * n for n in range(30)]).method == "drift"
    year = [3.0, 90.0, 20.0, 55.0, 8.0, 70.0, 31.0, 64.0, 12.0, 99.0, 41.0, 27.0]
    assert made(year * 3).method == "seasonal"
    assert made([one for one in (10.0, 70.0, 20.0, 90.0, 40.0) for _ in range(4)]).method == "simple"
    assert made([10.0 * (1 - 0.8**n) for n in range(30)]).method == "damped"


def test_of_equal_ones_the_plainest_is_taken() -> None:
    """All of them are right about what never changes."""
    assert made([5.0] * 30).method == "mean"


def test_last_year_takes_part_from_two_years_on() -> None:
    """With 23 months it can be held against five months only; with 24 all are judged by the same six."""
    year = [3.0, 90.0, 20.0, 55.0, 8.0, 70.0, 31.0, 64.0, 12.0, 99.0, 41.0, 27.0]
    short, long = (year * 2)[:23], year * 2
    assert "seasonal" not in errors(short, 2)
    assert {len(one) for one in errors(short, 2).values()} == {ORIGINS}
    assert {key: len(one) for key, one in errors(long, 2).items()} == dict.fromkeys(METHODS, 6)


def test_the_error_is_what_was_off_as_a_share_of_what_came() -> None:
    """One month of 130 among hundreds: off by 30 once, of 730 that came."""
    history = [100.0] * 9 + [130.0]
    found = made(history, 1)
    off = np.abs(errors(history, 1)[found.method])
    assert off[-1] == pytest.approx(30.0)
    assert off[:-1] == pytest.approx(0.0)
    assert found.origins == 7
    assert found.error == pytest.approx(30.0 / (6 * 100.0 + 130.0))
    assert (found.said.zh, found.said.en) == ("误差约±4%", "Off by about ±4%")


def test_the_band_is_what_eight_of_ten_errors_stayed_within() -> None:
    """Of seven errors the ⌈0.8 × 8⌉ = 7th, the largest; of eleven and twelve the 10th and the 11th."""
    found = made([100.0] * 9 + [130.0], 1)
    assert found.highs[0] - found.amounts[0] == pytest.approx(30.0)
    longer = [100.0, 130.0, 70.0, 110.0, 95.0, 150.0, 60.0, 105.0, 88.0, 120.0, 99.0, 140.0, 75.0, 101.0, 93.0, 118.0]
    found = made(longer, 2)
    off = np.sort(np.abs(errors(longer, 2)[found.method]), axis=0)
    half = np.array(found.highs) - found.amounts
    assert half[0] == pytest.approx(off[10, 0])
    assert half[1] == pytest.approx(max(off[10, 0], off[9, 1]))


def test_the_last_month_is_held_against_what_was_known_before_it() -> None:
    """What it would have said a month ago, by the method that it would have taken then."""
    history = [100.0] * 12 + [400.0]
    found = made(history)
    assert (found.last, found.came) == (100.0, 400.0)
    assert found.last == made(history[:-1]).amounts[0]


def test_what_sold_nothing_where_it_is_tested_has_no_error() -> None:
    """The sum that it would be a share of is zero."""
    found = made([0.0] * 11 + [50.0] + [-10.0] * 6 + [10.0] * 6, 1)
    assert found.origins == ORIGINS
    assert math.isnan(found.error)
    assert found.said.en == "Error not known (nothing came in the months compared)"


@given(HISTORIES, st.integers(1, 14))
def test_the_band_holds_the_point_and_nothing_is_below_zero(history: list[float], ahead: int) -> None:
    """As many months as were asked for; the band never narrows; an error is no debt."""
    found = forecast(history, ahead)
    if isinstance(found, NoForecast):
        return
    assert len(found.amounts) == len(found.lows) == len(found.highs) == ahead
    assert all(one >= 0 for one in found.amounts)
    assert not found.error < 0
    if found.origins:
        assert all(
            0 <= low <= one <= high for low, one, high in zip(found.lows, found.amounts, found.highs, strict=True)
        )
        widths = np.array(found.highs) - found.amounts
        assert (np.diff(widths) >= -1e-6).all()
        assert FEWEST <= found.origins <= ORIGINS


@given(HISTORIES, st.integers(-6, 6))
def test_another_currency_gives_the_same_forecast(history: list[float], exponent: int) -> None:
    """The same method and error, amounts as many times as large (powers of two, which floats hold exactly)."""
    scale = 2.0**exponent
    one, other = forecast(history, 3), forecast([amount * scale for amount in history], 3)
    if isinstance(one, NoForecast):
        assert one == other
        return
    assert isinstance(other, Forecast)
    assert (one.method, one.origins, str(one.error)) == (other.method, other.origins, str(other.error))
    for key in ("amounts", "lows", "highs"):
        np.testing.assert_array_equal(np.array(getattr(one, key)) * scale, getattr(other, key))


@given(st.integers(1, 100_000).map(lambda one: one / 100), st.integers(3, 40))
def test_what_never_changes_goes_on(amount: float, months: int) -> None:
    """Whatever the length; with no error and no band but itself."""
    found = made([amount] * months)
    assert found.amounts == pytest.approx((amount,) * 3)
    if found.origins:
        assert found.error == pytest.approx(0.0, abs=1e-9)
        assert found.lows == pytest.approx(found.highs)


def test_the_band_comes_true() -> None:
    """Of two hundred noisy histories, about eight in ten have their next month in the band."""
    random = np.random.default_rng(19)
    inside = 0
    for _ in range(200):
        season = 1 + 0.3 * np.sin(np.arange(37) / 6 * np.pi + random.uniform(0, 6))
        history = 1_000 * season * random.lognormal(0, 0.2, 37)
        found = made(history[:-1].tolist(), 1)
        inside += found.lows[0] <= history[-1] <= found.highs[0]
    assert BAND - 0.1 <= inside / 200 <= BAND + 0.15
