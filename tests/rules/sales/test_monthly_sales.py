"""The forecast by hand: by season with enough history, by the last three months without."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from workbook.rules.basics.periods import month_number
from workbook.rules.sales.monthly_sales import forecast, monthly

AS_OF = dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("history", "ahead", "expected"),
    [
        ([], 3, []),
        ([30.0], 2, [30.0, 30.0]),
        ([10.0, 20.0, 30.0, 40.0], 1, [30.0]),
        ([-10.0, -20.0, -30.0], 2, [0.0, 0.0]),
        ([100.0] * 17, 1, [100.0]),
        ([100.0] * 6 + [1.0] * 11, 1, [1.0]),
        ([100.0] * 6 + [10.0] * 6 + [50.0] * 6, 1, [5.0]),
        ([100.0] * 12 + [50.0] * 12, 13, [25.0] * 13),
        ([0.0] * 12 + [50.0] * 12, 1, [50.0]),
        ([0.5] * 2 + [0.0] * 10 + [50.0] * 12, 1, [30_000.0]),
        ([float(n) for n in range(1, 13)] * 2, 14, [*map(float, range(1, 13)), 1.0, 2.0]),
        ([7.0] * 12 + [100.0] * 12 + [200.0] * 12, 1, [400.0]),
    ],
)
def test_the_forecast(history: list[float], ahead: int, expected: list[float]) -> None:
    """Eighteen full months are enough; a year that earned nothing has no growth; no forecast is below zero."""
    assert forecast(history, ahead) == pytest.approx(expected)


def test_a_month_against_its_target_and_other_months() -> None:
    """What comes after as_of is not yet; the company's own target wins over its people's; the running month is held
    against the same days, a full one against the full month before and a year ago, where there was any."""
    sold = {"2025-02": 40, "2025-03": 50, "2026-02": 60, "2026-03": 100}
    sums = pd.Series(
        {month_number(dt.date.fromisoformat(f"{month}-01")): amount * 10_000 for month, amount in sold.items()}
    )
    targets = pd.DataFrame(
        {
            "month": pd.to_datetime(
                pd.Series(["2026-03-01", "2026-03-01", "2026-02-01", "2026-02-01", None, "2026-04-01", "2020-01-01"])
            ),
            "salesperson": pd.Series(["ann", None, "ann", "bo", "ann", None, "ann"], dtype="str"),
            "amount": [10.0, 200.0, 30.0, 30.0, 5.0, 0.0, 7.0],
        }
    )
    found = monthly(sums, (600_000, 200_000), targets, AS_OF, months=3, ahead=2)
    assert found["month"].dt.strftime("%Y-%m").tolist() == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]
    blank = found.astype(object).where(found.notna(), None)
    assert blank["amount"].tolist() == [0.0, 60.0, 100.0, None, None]
    assert blank["target"].tolist() == [None, 60.0, 200.0, 0.0, None]
    assert blank["attainment"].tolist() == [None, 1.0, 0.5, None, None]
    assert blank["amount_before"].tolist() == [0.0, 0.0, 60.0, None, None]
    assert blank["change"].tolist() == [0.0, 60.0, 40.0, None, None]
    assert blank["year_before"].tolist() == [None, 40.0, 20.0, 0.0, 0.0]
    assert blank["growth"].tolist() == [None, 0.5, 4.0, None, None]
    assert found["forecast"].isna().tolist() == [True, True, False, False, False]
    assert found["forecast"].tolist()[2:] == pytest.approx([20.0] * 3)  # the last three full months


def test_who_sold_nothing_has_no_figures() -> None:
    """No target, no forecast."""
    nothing = pd.DataFrame(
        {
            "month": pd.to_datetime(pd.Series([], dtype="object")),
            "salesperson": pd.Series([], dtype="str"),
            "amount": pd.Series([], dtype="float64"),
        }
    )
    nobody = monthly(pd.Series([], dtype="int64"), (0, 0), nothing, AS_OF, months=2, ahead=1)
    assert np.isnan(nobody["target"]).all()
    assert nobody["amount"].tolist()[:2] == [0.0, 0.0]
    assert nobody["forecast"].isna().all()
