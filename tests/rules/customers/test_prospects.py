"""MAN classes, the funnel, RFM and scorecards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers import funnel, man_class, rfm, scorecard
from workbook.schema import listing

Make = Callable[..., pd.DataFrame]


def column(key: str, name: str) -> dict[str, Any]:
    return {one.key: one.values[name] for one in listing(key).entries}


COUNTS = [column(key, "counts") for key in ("buying_power", "authority", "intent")]


def test_the_eight_classes_are_those_of_the_list() -> None:
    """Each combination of yes and no is one key, and the list has an advice for each."""
    made = {man_class.man_class(*answers) for answers in product([True, False], repeat=3)}
    assert made == {one.key for one in listing("man_class").entries}
    assert all(column("man_class", "advice").values())


@given(*(st.sampled_from([*counts, None]) for counts in COUNTS))
def test_a_column_is_classed_as_one_customer_is(money: Any, authority: Any, intent: Any) -> None:
    """A blank is not a no: without all three there is no class."""
    rows = pd.DataFrame({"money": [money], "authority": [authority], "intent": [intent]}, dtype="str")
    answers = [
        None if key is None else counts[key] for key, counts in zip((money, authority, intent), COUNTS, strict=True)
    ]
    found = man_class.classes(rows, *COUNTS)[0]
    assert (None if pd.isna(found) else found) == man_class.man_class(*answers)


@given(
    st.sampled_from(["strong", "weak", "none", None]),
    st.sampled_from(["yes", "no", None]),
    st.sampled_from(["clear", "some", "none", None]),
    st.booleans(),
)
def test_the_funnel_narrows(money: Any, authority: Any, intent: Any, closes: bool) -> None:
    """A target customer has a clear intent and money; a potential one has an intent; a column says what one does."""
    found = funnel.step(money, authority, intent, closes_soon=closes)
    if found == "target":
        assert (intent, money in {"strong", "weak"}) == ("clear", True)
    assert (found == "market") == (intent in {"none", None})
    rows = pd.DataFrame({"money": [money], "authority": [authority], "intent": [intent]}, dtype="str")
    assert funnel.steps(rows.assign(closes_soon=closes))[0] == found


def test_steps_are_those_of_the_list() -> None:
    """In both."""
    assert {one.key for one in listing("funnel").entries} == {funnel.MARKET, funnel.POTENTIAL, funnel.TARGET}


def test_buying_power_has_three_cases_of_advice_for_a_clear_intent() -> None:
    """And none without it."""
    rows = pd.DataFrame(
        {"money": ["strong", "weak", "none", "strong"], "intent": ["clear"] * 3 + ["some"]}, dtype="str"
    )
    told = {key: text["zh"] for key, text in column("buying_power", "advice").items()}
    assert funnel.advice(rows, told).fillna("").tolist() == [
        "优先投入时间和精力", "保持联系，积极争取", "暂放一放，保持联系", "",
    ]  # fmt: skip


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=40))
def test_quintiles_follow_the_values(values: list[int]) -> None:
    """The best has five, equal values share, larger is never worse, and no score holds more than it should."""
    scores = rfm.quintiles(pd.Series(values)).tolist()
    assert scores[values.index(max(values))] == 5
    assert set(scores) <= {1, 2, 3, 4, 5}
    for value, score in zip(values, scores, strict=True):
        better = sum(one > value for one in values)
        assert score == 5 - 5 * better // len(values)


def test_rfm_of_five_customers(books: Callable[..., Ledger]) -> None:
    """The one of the window's edge is worst in recency; outside the window there is none."""
    book = books(
        3,
        ("C1", "S1", "2026-02-01", 10.0),
        ("C1", "S2", "2026-01-01", 10.0),
        ("C2", "S3", "2025-06-01", 90.0),
        ("C3", "S4", "2024-01-01", 99.0),
    )
    recent = pd.DataFrame({"units": [200_000, 900_000, 0], "orders": [2, 1, 0], "in_window": [True, True, False]})
    found = rfm.rfm(recent, rfm.last_orders(book, dt.date(2026, 3, 1)), dt.date(2026, 3, 1))
    assert found["rfm"].tolist()[:2] == ["553", "335"]
    assert found["rfm_total"].tolist()[:2] == [13.0, 11.0]
    assert found.loc[2].isna().all()


@given(st.floats(0, 100), st.floats(0.5, 100), st.floats(0, 100), st.booleans())
def test_points_stay_between_nothing_and_the_weight(value: float, standard: float, weight: float, down: bool) -> None:
    """Meeting the standard earns all of it, either way."""
    assert 0 <= scorecard.points(value, standard, weight, down=down) <= weight
    assert scorecard.points(standard, standard, weight, down=down) == weight


INDICATORS = pd.DataFrame(
    {
        "key": ["funds", "team", "debt"],
        "aspect": ["finance", "management", "finance"],
        "weight": [50.0, 30.0, 20.0],
        "standard": [5.0, 5.0, 10.0],
        "direction": ["up", None, "down"],
    }
)
LEVELS = {"excellent": 85.0, "good": 70.0, "fair": 55.0, "poor": 0.0}


def cards(frame: Make, *rows: tuple[str, str, str, float]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True))
    made = frame(customer_id=list(columns[0]), date=list(columns[1]), indicator=list(columns[2]))
    return made.assign(value=list(columns[3]))


def test_the_latest_value_of_each_indicator_counts(frame: Make) -> None:
    """4/5 × 50 + 5/5 × 30 + 10/20 × 20 = 80 of 100: good, though judged on three days; what comes later waits."""
    table = cards(
        frame,
        ("C1", "2026-01-01", "funds", 4.0),
        ("C1", "2025-01-01", "funds", 1.0),
        ("C1", "2025-06-01", "team", 6.0),
        ("C1", "2026-02-01", "debt", 20.0),
        ("C1", "2026-09-09", "debt", 1.0),
    )
    found = scorecard.results(table, INDICATORS, LEVELS, dt.date(2026, 3, 1))
    assert found["aspect"].fillna("").tolist() == ["", "finance", "management"]
    assert found[["points", "full", "judged", "level"]].values.tolist()[0] == [80.0, 100.0, 1.0, "good"]
    assert found[["points", "full", "judged"]].values.tolist()[1:] == [[50.0, 70.0, 1.0], [30.0, 30.0, 1.0]]
    days = [found[key].dt.strftime("%Y-%m-%d").tolist() for key in ("since", "date")]
    assert days == [["2025-06-01", "2026-01-01", "2025-06-01"], ["2026-02-01", "2026-02-01", "2025-06-01"]]


def test_judging_one_thing_again_keeps_the_rest(frame: Make, people: Make) -> None:
    """All poor, then the team seen again: 1/5 × 50 + 5/5 × 30 + 10/100 × 20 = 42, not the team's own 100."""
    table = cards(
        frame,
        *(("C1", "2026-01-01", key, value) for key, value in (("funds", 1.0), ("team", 1.0), ("debt", 100.0))),
        ("C1", "2026-02-01", "team", 5.0),
    )
    found = scorecard.scores(scorecard.results(table, INDICATORS, LEVELS, dt.date(2026, 3, 1)), people({}))
    assert found[["score", "band"]].values.tolist() == [[42.0, "poor"]]


def test_what_was_not_judged_is_neither_good_nor_bad(frame: Make, people: Make) -> None:
    """40 of the 50 points that were judged are 80 %; that was half of the weight."""
    table = cards(frame, ("C1", "2026-01-01", "funds", 4.0), ("C1", "2026-01-01", "nonsense", 4.0))
    found = scorecard.scores(scorecard.results(table, INDICATORS, LEVELS, dt.date(2026, 3, 1)), people({}, {}))
    assert found[["score", "judged", "band"]].values.tolist()[0] == [80.0, 0.5, "good"]
    assert found.loc[1].isna().all()


@pytest.mark.parametrize(("enough", "score", "band"), [(0.5, 80.0, "good"), (0.51, None, None)])
def test_too_little_judged_gives_no_level(
    frame: Make, people: Make, enough: float, score: float | None, band: str | None
) -> None:
    """Half of the weight is enough for half, and for nothing above it."""
    table = cards(frame, ("C1", "2026-01-01", "funds", 4.0))
    results = scorecard.results(table, INDICATORS, LEVELS, dt.date(2026, 3, 1), enough=enough)
    found = scorecard.scores(results, people({}), enough=enough).astype(object)
    assert found.where(found.notna(), None)[["score", "judged", "band"]].values.tolist() == [[score, 0.5, band]]


def test_a_retired_indicator_counts_nowhere(frame: Make, people: Make) -> None:
    """Without the debt the card is whole at 80: 4/5 × 50 + 5/5 × 30 of 80 = 87.5."""
    table = cards(
        frame, *(("C1", "2026-01-01", key, value) for key, value in (("funds", 4.0), ("team", 6.0), ("debt", 99.0)))
    )
    kept = INDICATORS.assign(label="shown", in_use=[True, True, False])
    found = scorecard.scores(scorecard.results(table, kept, LEVELS, dt.date(2026, 3, 1)), people({}))
    assert found[["score", "judged"]].values.tolist() == [[87.5, 1.0]]


def test_the_weights_of_the_list_add_up_to_a_hundred() -> None:
    """Fourteen indicators, so that points are the score."""
    weights = column("indicator", "weight")
    assert (len(weights), sum(weights.values())) == (14, 100)


@pytest.mark.parametrize(("score", "level"), [(100, "excellent"), (84.999, "good"), (70, "good"), (0, "poor")])
def test_levels_begin_where_the_list_says(score: float, level: str) -> None:
    """Below the lowest there is none."""
    assert scorecard.level(score, column("score_level", "from_score")) == level
    assert scorecard.level(score, {}) is None


def test_a_standard_of_zero_cannot_be_met() -> None:
    """No points and no infinity."""
    assert scorecard.points(3, 0, 10) == 0.0
    assert not np.isinf(scorecard.points(0, 0, 10, down=True))
