"""What runs on a day, for whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from workbook.rules.market.policies import running_policies


def titles(*rows: dict[str, Any], day: dt.date = dt.date(2026, 6, 30), **whom: str) -> list[str]:
    blank = dict.fromkeys(("region", "dealer_level", "starts_on", "ends_on"))
    made = pd.DataFrame([blank | {"title": str(at)} | row for at, row in enumerate(rows)])
    dates = {key: pd.to_datetime(made[key]).astype("datetime64[s]") for key in ("starts_on", "ends_on")}
    found: list[str] = running_policies(made.assign(**dates), day, **whom)["title"].tolist()
    return found


@pytest.mark.parametrize(("day", "runs"), [(9, False), (10, True), (20, True), (21, False)])
def test_it_runs_from_its_first_day_to_its_last(day: int, runs: bool) -> None:
    row = {"starts_on": "2026-06-10", "ends_on": "2026-06-20"}
    assert bool(titles(row, day=dt.date(2026, 6, day))) is runs


def test_without_a_first_day_it_does_not_run_and_without_a_last_it_goes_on() -> None:
    assert titles({}, {"starts_on": "2020-01-01"}) == ["1"]


def test_it_is_for_a_region_and_a_level_or_for_all() -> None:
    began = {"starts_on": "2026-01-01"}
    rows = ({**began, "region": "south"}, {**began, "dealer_level": "core"}, began)
    assert titles(*rows, region="south") == ["0", "2"]
    assert titles(*rows, region="north", dealer_level="core") == ["1", "2"]
    assert titles(*rows) == ["2"]


def test_what_ends_first_comes_first() -> None:
    began = {"starts_on": "2026-01-01"}
    assert titles(began, {**began, "ends_on": "2026-08-01"}, {**began, "ends_on": "2026-07-01"}) == ["2", "1", "0"]
