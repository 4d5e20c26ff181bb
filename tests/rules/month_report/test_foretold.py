"""What would have been forecast of the report's month before it began."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import cast

import pandas as pd

from workbook.rules.basics.periods import month_number, parse
from workbook.rules.month_report.facts import Facts
from workbook.rules.month_report.tables import foretold

AS_OF = dt.date(2026, 6, 30)


def facts(period: str, amounts: dict[str, int]) -> Facts:
    """Facts of a period, with the currency of each month."""
    months = [month_number(dt.date.fromisoformat(f"{month}-01")) for month in amounts]
    sold = pd.DataFrame({"month": months, "units": [10_000 * one for one in amounts.values()]})
    return cast("Facts", SimpleNamespace(period=parse(period, AS_OF, None), sold=sold, closes_on=None))


def test_the_month_is_held_against_what_was_known_before_it() -> None:
    """Of 100, 200, 300 the mean of three is expected: 200, whatever came."""
    sold = {"2026-01": 100, "2026-02": 200, "2026-03": 300, "2026-04": 250, "2026-05": 9_000}
    assert foretold(facts("2026-04", sold)) == 200.0


def test_a_first_month_was_not_foretold() -> None:
    """Nothing is known before it, nor of a whole year by one figure."""
    assert foretold(facts("2026-01", {"2026-01": 100})) is None
    assert foretold(facts("2025", {"2025-01": 100, "2025-02": 100, "2025-03": 100, "2025-04": 100})) is None
