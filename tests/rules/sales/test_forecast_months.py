"""The forecast of a subject month by month: which months, beside what, in which words."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from workbook.rules.basics.periods import month_name
from workbook.rules.sales import forecast_months
from workbook.rules.sales.forecast import Forecast, forecast

JULY = 2026 * 12 + 6
MONTHS = np.arange(JULY, JULY + 3)
NO_TARGET = np.full(3, np.nan)
NO_DEALS = pd.DataFrame(
    {
        "month": pd.Series([], dtype="int64"),
        "units": pd.Series([], dtype="int64"),
        "basis": pd.Series([], dtype="str"),
    }
)


def sums(*amounts: float, until: int = JULY) -> pd.Series:
    """Units of the months before July."""
    return pd.Series([round(one * 10_000) for one in amounts], index=range(until - len(amounts), until), dtype="int64")


@pytest.mark.parametrize(
    ("day", "closes_on", "first"),
    [
        (dt.date(2026, 6, 1), None, "2026-06"), (dt.date(2026, 6, 29), None, "2026-06"),
        (dt.date(2026, 6, 30), None, "2026-07"), (dt.date(2026, 6, 25), 25, "2026-07"),
        (dt.date(2026, 6, 26), 25, "2026-07"), (dt.date(2026, 6, 24), 25, "2026-06"),
    ],
)  # fmt: skip
def test_the_running_month_is_forecast_until_it_is_over(day: dt.date, closes_on: int | None, first: str) -> None:
    """On its last day it is history; the months end three after that of the day."""
    found = forecast_months.ahead(day, closes_on)
    assert month_name(int(found[0])) == first
    assert len(found) in (3, 4)


def test_history_is_full_months_without_gaps() -> None:
    """From the first with a line; the running month is none of it."""
    found = pd.Series([10_000, 30_000, 70_000], index=[JULY - 4, JULY - 2, JULY])
    assert forecast_months.history(found, JULY) == [1.0, 0.0, 3.0, 0.0]
    assert forecast_months.history(found.iloc[2:], JULY) == []


def test_a_month_beside_its_target_and_its_opportunities() -> None:
    """Each row says the forecast of its month, how wrong forecasts were, the last one, the target, the deals."""
    past = [100.0] * 11 + [130.0] + [100.0] * 2
    target = np.array([200.0, np.nan, 0.0])
    deals = pd.DataFrame(
        {"month": [JULY, JULY, JULY + 1], "units": [50_000, 70_000, 10_000], "basis": ["typed", "measured", "declared"]}
    )
    found = forecast_months.rows(sums(*past), MONTHS, target, deals, "en")
    made = forecast(past, 3)
    assert isinstance(made, Forecast)
    assert list(found.columns) == list(forecast_months.COLUMNS)
    assert found["month"].dt.month.tolist() == [7, 8, 9]
    assert set(found["method"]) == {made.method}
    assert found["amount"].tolist() == pytest.approx(made.amounts, abs=0.005)
    assert found["low"].tolist() == pytest.approx(made.lows, abs=0.005)
    assert found["high"].tolist() == pytest.approx(made.highs, abs=0.005)
    assert found["attainment"].fillna(-1).tolist() == pytest.approx([found["amount"][0] / 200.0, -1, -1])
    assert found["weighted"].fillna(-1).tolist() == [12.0, 1.0, -1.0]
    assert found[["last_forecast", "last_amount"]].drop_duplicates().values.tolist() == [[round(made.last, 2), 100.0]]
    assert found["sentence"].tolist() == [
        f"Off by about ±{made.error:.0%} (mean of 11 tries); 2026-06 was forecast {made.last:,.0f}, 100 came{deal}"
        for deal in (
            "; opportunities weighted 12 (2; chance: typed 1, by stage history 1)",
            "; opportunities weighted 1 (1; chance: by stage list 1)",
            "",
        )
    ]


def test_a_month_in_chinese() -> None:
    """The same in the other language, as it stands."""
    deals = pd.DataFrame({"month": [JULY], "units": [50_000], "basis": ["declared"]})
    found = forecast_months.rows(sums(*[100.0] * 12), MONTHS, np.array([50.0, np.nan, np.nan]), deals, "zh")
    assert found["sentence"].tolist() == [
        "误差约±0%（过去9次的平均）；2026-06 曾预测 100，实际 100；商机加权 5（1个，概率：按阶段默认1）",
        "误差约±0%（过去9次的平均）；2026-06 曾预测 100，实际 100",
        "误差约±0%（过去9次的平均）；2026-06 曾预测 100，实际 100",
    ]
    assert found["attainment"].tolist()[0] == 2.0


def test_a_short_history_has_an_amount_but_no_band() -> None:
    """And says that its error is not known."""
    found = forecast_months.rows(sums(10.0, 20.0, 60.0), MONTHS, NO_TARGET, NO_DEALS, "en")
    assert found["amount"].tolist() == [30.0] * 3
    assert found[["low", "high", "error", "last_forecast"]].isna().all(axis=None)
    assert found["sentence"][0] == "Error not known yet (3 months of history)"


def test_the_amounts_by_month_are_those_of_the_rows() -> None:
    """On a day before the month is over the running one is the first; without a forecast there are none."""
    june = sums(10.0, 20.0, 60.0)
    assert forecast_months.amounts(june, dt.date(2026, 6, 30)) == dict.fromkeys(MONTHS.tolist(), 30.0)
    assert forecast_months.amounts(june, dt.date(2026, 7, 9)) == dict.fromkeys([*MONTHS.tolist(), JULY + 3], 30.0)
    assert forecast_months.amounts(june, dt.date(2026, 6, 29)) == {}


def test_what_cannot_be_forecast_says_why_once() -> None:
    """A month with a target or an opportunity has its row all the same; no amount stands in any."""
    target = np.array([np.nan, np.nan, 90.0])
    found = forecast_months.rows(sums(5.0), MONTHS, target, NO_DEALS, "en")
    assert found["month"].dt.month.tolist() == [7, 9]
    assert found["amount"].isna().all()
    assert found["target"].fillna(-1).tolist() == [-1.0, 90.0]
    assert found["sentence"].tolist() == ["Cannot be forecast: only 1 of the 3 full months of orders that it takes"] * 2
    nothing = forecast_months.rows(sums(), MONTHS, NO_TARGET, NO_DEALS, "zh")
    assert nothing["sentence"].tolist() == ["无法预测：还没有满一个月的订单"]
