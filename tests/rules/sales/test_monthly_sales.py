"""The forecast by hand: by season with enough history, by the last three months without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.sales.monthly_sales import forecast, monthly

Books = Callable[..., Ledger]
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


def test_a_month_against_its_target_and_the_year_before(books: Books) -> None:
    """What comes after as_of is not yet; the company's own target wins over its people's; of the year before the same
    month, where there was any."""
    book = books(
        1,
        ("C1", "S0", "2025-02-28", 40.0),
        ("C1", "S1", "2025-03-31", 50.0),
        ("C1", "S2", "2026-02-01", 60.0),
        ("C1", "S3", "2026-03-10", 75.0),
        ("C1", "S4", "2026-03-11", 999.0),
        ("C9", "S5", "2026-03-01", 25.0),
        ("C1", "S6", None, 999.0),
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
    found = monthly(book, targets, AS_OF, months=3, ahead=2)
    assert found["month"].dt.strftime("%Y-%m").tolist() == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]
    blank = found.astype(object).where(found.notna(), None)
    assert blank["amount"].tolist() == [0.0, 60.0, 100.0, None, None]
    assert blank["target"].tolist() == [None, 60.0, 200.0, 0.0, None]
    assert blank["attainment"].tolist() == [None, 1.0, 0.5, None, None]
    assert blank["year_before"].tolist() == [None, 40.0, 50.0, 0.0, 0.0]
    assert blank["growth"].tolist() == [None, 0.5, 1.0, None, None]
    assert found["forecast"].isna().tolist() == [True, True, False, False, False]
    assert found["forecast"].tolist()[2:] == pytest.approx([20.0] * 3)  # the last three full months
    nobody = monthly(books(1), targets.iloc[:0], AS_OF, months=2, ahead=1)
    assert np.isnan(nobody["target"]).all()
    assert nobody["amount"].tolist()[:2] == [0.0, 0.0]
    assert nobody["forecast"].isna().all()
