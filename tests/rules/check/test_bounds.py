"""What each number may be: stars from one to five, shares up to the whole, amounts not below zero - the bound itself is
right, what lies beyond it is an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbook import schema
from workbook.schema.findings import Finding
from workbook.schema.model import Field

Check = Callable[..., list[Finding]]

STARS = {
    "tblCustomers": ("credit", "potential"),
    "tblProfiles": ("rating_of_us", "rating_of_rivals"),
    "tblSatisfaction": ("product", "service", "overall"),
    "tblSweeps": ("staff_quality", "display", "management", "distribution_power"),
}
SHARES = {
    "tblTransactions": ("discount",),
    "tblPriceList": ("discount",),
    "tblProfiles": ("market_share",),
    "tblProducts": ("tax_rate", "low_stock_rate", "high_stock_rate"),
    "tblOpportunities": ("probability",),
    "tblCompetitors": ("share",),
    "tblSurveys": ("own_share_of_stock",),
    "tblSweeps": ("high_share", "middle_share", "low_share"),
}
COUNTED = {
    "tblCustomers": ("employees",),
    "tblActivities": ("cost",),
    "tblProducts": ("retail_price",),
    "tblPriceList": ("price", "retail_price"),
    "tblCompetitors": ("dealers",),
    "tblMarkets": ("population", "market_amount"),
    "tblSurveys": (
        "purchase_price", "retail_price", "stock_qty", "daily_sales", "safety_days", "stock_value", "competitor_price",
    ),
    "tblSweeps": ("floor_area", "staff", "brand_sales", "market_size"),
    "tblScorecards": ("value",),
    "tblTargets": ("amount", "visits", "new_customers"),
}  # fmt: skip
FROM_ONE = {"tblVisits": ("round",), "tblActivities": ("watch_days",)}
BETWEEN = {("tblVisits", "minutes"): (0, 24 * 60), ("tblMarkets", "year"): (1990, 2200)}

BOUNDS: dict[tuple[str, str], tuple[float | None, float | None]] = {
    **{(table, key): (1, 5) for table, keys in STARS.items() for key in keys},
    **{(table, key): (0, 1) for table, keys in SHARES.items() for key in keys},
    **{(table, key): (0, None) for table, keys in COUNTED.items() for key in keys},
    **{(table, key): (1, None) for table, keys in FROM_ONE.items() for key in keys},
    **BETWEEN,
}
LISTS: dict[tuple[str, str], tuple[float | None, float | None]] = {
    ("grade", "visits"): (0, None), ("willingness", "visits"): (0, None),
    ("contact_strategy", "days"): (1, None), ("purchase_strategy", "days"): (1, None),
    ("settlement", "days"): (0, None), ("complaint_severity", "days"): (0, None),
    ("stage", "days"): (1, None), ("stage", "probability"): (0, 1), ("risk_level", "days"): (1, None),
    ("credit_terms", "limit"): (0, None), ("source", "reliability"): (1, 5), ("risk_tolerance", "rank"): (1, 5),
    ("bank_level", "rank"): (1, None), ("indicator", "weight"): (0, 100), ("indicator", "standard"): (0, None),
    ("score_level", "from_score"): (0, 100), ("report_kind", "read_days"): (0, None),
}  # fmt: skip
SETTINGS: dict[str, tuple[float | None, float | None]] = {
    "month_closes_on": (1, 28), "grade_window_months": (1, 120), "grade_a_share": (0, 1), "grade_b_share": (0, 1),
    "score_share": (0, 1), "rhythm_factor": (1, 20), "lead_days": (0, 365), "stale_days": (1, 3650),
    "complaint_days": (0, 365), "sample_follow_up_days": (0, 365), "price_tolerance": (0, 1),
    "price_age_days": (1, 3650),
    "complaint_close_days": (0, 365), "reconcile_days": (0, 3650), "reconcile_return_days": (1, 365),
    "referral_reward": (0, None), "points_per_unit": (0, None),
    "visits_a_day": (1, 30), "spring_pause_days": (0, 30),
    "label_rows": (1, 20), "label_columns": (1, 6), "utc_offset": (-12, 14),
}  # fmt: skip


def beyond(check: Check, table: str, key: str, value: float) -> list[str]:
    """What is said of a value's size."""
    said = [one.message.en for one in check(table, [{key: value}]) if one.field == key and str(one.severity) == "error"]
    return [one for one in said if "below" in one or "above" in one or "between" in one]


@pytest.mark.parametrize(("table", "key"), BOUNDS, ids=".".join)
def test_the_bound_is_right_and_beyond_it_is_an_error(check: Check, table: str, key: str) -> None:
    """At the bound nothing is said; a hundredth beyond it is an error of that cell."""
    low, high = BOUNDS[table, key]
    for bound, step in ((low, -0.01), (high, 0.01)):
        if bound is not None:
            assert beyond(check, table, key, bound) == []
            assert len(beyond(check, table, key, bound + step)) == 1
    if high is None:
        assert beyond(check, table, key, 1e12) == []


def declared(fields: Any) -> dict[str, tuple[float | None, float | None]]:
    """The bounds of those that have any."""
    return {one.key: (one.low, one.high) for one in fields if (one.low, one.high) != (None, None)}


def test_no_other_number_is_bounded() -> None:
    """Money may be negative, as returns are; a bound that nobody asked for would call right rows wrong."""
    typed = {(table.name, key): bounds for table in schema.TABLES for key, bounds in declared(table.inputs).items()}
    assert typed == BOUNDS


def test_numbers_of_lists_and_settings_are_bounded_too() -> None:
    """Days, visits, weights, shares: what the dropdown's cell and the settings' cell refuse."""
    assert {(one.key, key): bounds for one in schema.LISTS for key, bounds in declared(one.columns).items()} == LISTS
    assert declared(schema.SETTINGS) == SETTINGS


@pytest.mark.parametrize(
    ("field", "message", "fix"),
    [
        (schema.table("tblVisits")["round"], "0 is below 1", "At least 1."),
        (schema.table("tblVisits")["minutes"], "1441 is not between 0 and 1440", "Type a number between 0 and 1440."),
        (
            schema.table("tblProducts")["tax_rate"],
            "13 is not between 0% and 100%",
            "Shares are typed as a percentage, such as 15%.",
        ),
    ],
    ids=lambda one: one.key if isinstance(one, Field) else "",
)
def test_the_sentence_names_the_bounds_as_they_are_typed(check: Check, field: Field, message: str, fix: str) -> None:
    """And says what to type instead."""
    table = next(one.name for one in schema.TABLES if field in one.fields)
    value = float(message.split(maxsplit=1)[0])
    found = [one for one in check(table, [{field.key: value}]) if one.message.en == message]
    assert [one.fix.en for one in found] == [fix]
