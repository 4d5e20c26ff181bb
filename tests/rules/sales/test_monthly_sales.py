"""Months against target, the month before and the year before, by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.rules.basics.periods import month_number
from workbook.rules.sales.monthly_sales import monthly

AS_OF = dt.date(2026, 3, 10)


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
            "region": pd.Series([None] * 7, dtype="str"),
            "amount": [10.0, 200.0, 30.0, 30.0, 5.0, 0.0, 7.0],
        }
    )
    forecast = {month_number(dt.date(2026, 3, 1)): 90.0, month_number(dt.date(2026, 5, 1)): 20.0}
    found = monthly(sums, (600_000, 200_000), targets, AS_OF, forecast=forecast, months=3, ahead=2)
    assert found["month"].dt.strftime("%Y-%m").tolist() == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]
    blank = found.astype(object).where(found.notna(), None)
    assert blank["amount"].tolist() == [0.0, 60.0, 100.0, None, None]
    assert blank["target"].tolist() == [None, 60.0, 200.0, 0.0, None]
    assert blank["attainment"].tolist() == [None, 1.0, 0.5, None, None]
    assert blank["amount_before"].tolist() == [0.0, 0.0, 60.0, None, None]
    assert blank["change"].tolist() == [0.0, 60.0, 40.0, None, None]
    assert blank["year_before"].tolist() == [None, 40.0, 20.0, 0.0, 0.0]
    assert blank["growth"].tolist() == [None, 0.5, 4.0, None, None]
    assert blank["forecast"].tolist() == [None, None, 90.0, None, 20.0]
    own = monthly(sums, (600_000, 200_000), targets, AS_OF, salesperson="ann", months=2, ahead=0)
    assert own["target"].tolist() == [30.0, 10.0]


def test_who_sold_nothing_has_no_figures() -> None:
    """No target, no forecast."""
    nothing = pd.DataFrame(
        {
            "month": pd.to_datetime(pd.Series([], dtype="object")),
            "salesperson": pd.Series([], dtype="str"),
            "region": pd.Series([], dtype="str"),
            "amount": pd.Series([], dtype="float64"),
        }
    )
    nobody = monthly(pd.Series([], dtype="int64"), (0, 0), nothing, AS_OF, months=2, ahead=1)
    assert np.isnan(nobody["target"]).all()
    assert nobody["amount"].tolist()[:2] == [0.0, 0.0]
    assert nobody["forecast"].isna().all()
