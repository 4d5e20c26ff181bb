"""A reminder that lacks its day is not silent: it says that the day is missing, once, until somebody enters it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.rules.basics.as_of import PLANS, known_on
from workbook.rules.reminders.kinds import contract, opportunity, promise, risk
from workbook.schema import table

Frame = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 10)
SLIP = "2062-03-01"


def keys(found: pd.DataFrame) -> list[str]:
    return found["key"].tolist()


@pytest.fixture
def ash(people: Frame) -> pd.DataFrame:
    return people({"name": "Ash"})


def in_stage(frame: Frame, since: str | None, **more: Any) -> pd.DataFrame:
    row = {
        "row_id": "o1", "customer_id": "C1", "title": "泵站", "state": "open", "stage": "needs", "stage_since": since,
        "owner": None, **more,
    }  # fmt: skip
    return known_on("tblOpportunities", frame(**{key: [value] for key, value in row.items()}), AS_OF).rows


@pytest.mark.parametrize("since", [None, SLIP, "2026-03-11"])
def test_an_opportunity_of_which_nobody_knows_since_when_is_said(frame: Frame, ash: pd.DataFrame, since: str) -> None:
    """Blank or in the future: due today, under one key whatever day it is."""
    for day in (AS_OF, AS_OF + dt.timedelta(days=9)):
        found = opportunity.due(in_stage(frame, since), ash, as_of=day, stage_days={"needs": 30.0})
        assert (keys(found), found["due"].dt.date.tolist()) == (["opportunity:o1:needs-NaT"], [day])
    assert "没有可信的进入阶段日期" in found["why"].iloc[0]


@pytest.mark.parametrize("more", [{"state": "won"}, {"stage": "elsewhere"}, {"stage_since": "2026-03-01"}])
def test_an_opportunity_that_has_no_clock_or_keeps_its_time_is_silent(
    frame: Frame, ash: pd.DataFrame, more: dict[str, Any]
) -> None:
    """Won, in a stage without a limit, or inside it."""
    rows = in_stage(frame, None, **more)
    assert keys(opportunity.due(rows, ash, as_of=AS_OF, stage_days={"needs": 30.0})) == []


@pytest.mark.parametrize(
    ("assessed", "next_on", "key"),
    [
        (SLIP, None, "risk:k1:never"),
        (None, None, "risk:k1:never"),
        (None, SLIP, "risk:k1:never"),
        ("2025-12-01", SLIP, "risk:k1:2026-01-30"),
        (SLIP, "2026-03-05", "risk:k1:2026-03-05"),
    ],
)
def test_one_wrong_year_silences_no_risk(
    frame: Frame, ash: pd.DataFrame, assessed: str | None, next_on: str | None, key: str
) -> None:
    """The other date counts where there is one; without any it is to be assessed now."""
    rows = frame(
        row_id=["k1"], customer_id=["C1"], kind=["credit"], level=["high"], what=["x"], owner=[None],
        assessed_on=[assessed], next_on=[next_on],
    )  # fmt: skip
    found = risk.due(known_on("tblRisks", rows, AS_OF).rows, ash, as_of=AS_OF, level_days={"high": 60.0})
    assert keys(found) == [key]


@pytest.mark.parametrize(
    ("said", "date", "until", "due"),
    [
        ("送样", "2026-03-01", None, ["2026-03-01"]),
        ("送样", "2026-03-01", SLIP, ["2026-03-01"]),
        ("送样", "2024-03-01", None, []),
        (None, "2026-03-01", None, []),
        ("无", "2026-03-01", None, []),
        (None, "2026-03-01", "2026-03-09", ["2026-03-09"]),
    ],
)
def test_a_promise_without_a_day_is_due_on_the_day_it_was_given(
    frame: Frame, ash: pd.DataFrame, said: str | None, date: str, until: str | None, due: list[str]
) -> None:
    """Of the last year; where nothing was promised, nothing is."""
    rows = frame(
        row_id=["v1"], customer_id=["C1"], date=[date], promise=[said], promise_due=[until], promise_kept=[False],
        salesperson=["bo"], contact_name=["Lin"],
    )  # fmt: skip
    found = promise.due(known_on("tblVisits", rows, AS_OF).rows, ash, as_of=AS_OF)
    assert found["due"].dt.strftime("%Y-%m-%d").tolist() == due


def test_a_contract_that_ends_in_the_next_life_takes_none_over(frame: Frame, ash: pd.DataFrame) -> None:
    """The one that ends now is still said; one that ends in ten years does take it over."""

    def ends(other: str) -> list[str]:
        rows = frame(
            row_id=["h1", "h2"], customer_id=["C1", "C1"], contract_no=["H1", "H2"], ends_on=["2026-03-12", other]
        )
        return keys(contract.due(known_on("tblContracts", rows, AS_OF).rows, ash, as_of=AS_OF))

    assert ends("2062-03-12") == ["contract:h1:2026-03-12"]
    assert ends("2036-03-12") == []


def test_the_declared_plans_are_dates_that_users_type() -> None:
    """Of their tables."""
    for name, dates in PLANS.items():
        assert all(table(name)[key].kind.is_date and table(name)[key] in table(name).inputs for key in dates), name
