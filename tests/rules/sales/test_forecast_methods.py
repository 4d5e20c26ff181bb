"""Each method of the forecast worked by hand, and the laws that all of them keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.sales.forecast_methods import METHODS, damped, drift, mean, seasonal, simple
from workbook.schema.registry import listing

HISTORIES = st.lists(st.integers(-50, 1_000).map(float), max_size=40)


def last(key: str, history: list[float], ahead: int) -> list[float]:
    """What a method says after the whole history."""
    found: list[float] = METHODS[key](np.array(history), ahead)[-1].tolist()
    return found


def test_the_book_has_a_name_for_every_method() -> None:
    """The list and the rule are the same set, in the same order."""
    assert [one.key for one in listing("forecast_method").entries] == list(METHODS)


@pytest.mark.parametrize(
    ("history", "expected"),
    [([10.0, 20.0, 30.0, 40.0], 30.0), ([-10.0, -20.0, -30.0], 0.0), ([1.0, 1.0, 4.0], 2.0)],
)
def test_the_mean_of_three(history: list[float], expected: float) -> None:
    """The last three, however many there are; never below zero."""
    assert last("mean", history, 2) == pytest.approx([expected] * 2)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([100.0] * 17, None),
        ([100.0] * 6 + [10.0] * 6 + [50.0] * 6, 5.0),
        ([100.0] * 12 + [50.0] * 12, 25.0),
        ([0.0] * 12 + [50.0] * 12, None),
        ([0.5] * 2 + [0.0] * 10 + [50.0] * 12, 30_000.0),
        ([7.0] * 12 + [100.0] * 12 + [200.0] * 12, 400.0),
        ([100.0] * 12 + [-50.0] * 12, 25.0),
        ([100.0] * 18 + [-50.0] * 6, 25.0),
    ],
)
def test_the_same_month_a_year_before(history: list[float], expected: float | None) -> None:
    """Six months with one a year before are needed, that sold something then; the growth is that of twelve at most."""
    assert last("seasonal", history, 1) == pytest.approx([np.nan if expected is None else expected], nan_ok=True)


def test_a_year_on_the_months_repeat() -> None:
    """The thirteenth month ahead is the first once more."""
    assert last("seasonal", [float(n) for n in range(1, 13)] * 2, 14) == [*map(float, range(1, 13)), 1.0, 2.0]


def test_drift_goes_on_as_it_came() -> None:
    """From 10 to 60 in two steps is 25 a month; downwards it ends at zero; one month has no direction."""
    assert last("drift", [10.0, 20.0, 60.0], 2) == [85.0, 110.0]
    assert last("drift", [60.0, 20.0], 2) == [0.0, 0.0]
    assert np.isnan(last("drift", [60.0], 1)).all()


def test_simple_smoothing_takes_the_weight_that_erred_least() -> None:
    """After 10, 20, 20 the weight 1 was right once. After 10, 20, 10, 20 a weight w was off by 10, 10w and
    10(1 - w + w²), the least squares with 0.3: 10 + 3 = 13, less 0.3 × 3 = 12.1, plus 0.3 × 7.9 = 14.47."""
    assert last("simple", [10.0, 20.0, 20.0], 1) == [20.0]
    assert last("simple", [10.0, 20.0, 10.0, 20.0], 2) == pytest.approx([14.47, 14.47])


def test_a_damped_trend_loses_force() -> None:
    """Before there is anything to choose by, the first weights hold: level 10 + 0.1 × 10 = 11, trend 0.1 × 0.1 × 10
    = 0.1, of which 0.8 and 0.8 + 0.64 come."""
    assert last("damped", [10.0, 20.0], 2) == pytest.approx([11.08, 11.144])


def test_a_damped_trend_sees_a_rise() -> None:
    """A steady rise of 10 is taken further, by less each month."""
    rise = [float(10 * n) for n in range(1, 25)]
    steps = np.diff([240.0, *last("damped", rise, 4)])
    assert (steps > 5).all()
    assert (np.diff(steps) < 0).all()
    assert steps[0] < 10.5


@pytest.mark.parametrize("key", METHODS)
@given(history=HISTORIES, ahead=st.integers(1, 15))
def test_what_was_said_at_an_origin_stays_said(key: str, history: list[float], ahead: int) -> None:
    """Later months change nothing of it; a row an origin; nothing said is below zero."""
    every = METHODS[key](np.array(history), ahead)
    assert every.shape == (len(history) + 1, ahead)
    earlier = METHODS[key](np.array(history[:-1]), ahead)
    np.testing.assert_array_equal(every[: len(earlier)], earlier)
    assert not (every < 0).any()


@pytest.mark.parametrize("method", [mean, simple, seasonal, drift, damped])
@given(history=HISTORIES, exponent=st.integers(-6, 6))
def test_another_currency_gives_the_same_forecast(method: object, history: list[float], exponent: int) -> None:
    """Ten times the history is ten times the forecast (powers of two, which floats hold exactly)."""
    scale, months = 2.0**exponent, np.array(history)
    np.testing.assert_array_equal(method(months * scale, 3), method(months, 3) * scale)  # type: ignore[operator]
