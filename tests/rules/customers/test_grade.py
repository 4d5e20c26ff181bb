"""Grades as the rule words them, with a reason for each."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.language import LANGS
from workbook.rules.customers.grade import LABELS, METHODS, grades, pareto
from workbook.schema import listing

UNITS = st.lists(st.integers(-5_000, 20_000), min_size=1, max_size=25)


def facts(**columns: Any) -> pd.DataFrame:
    made = pd.DataFrame(columns)
    blank = {"units": 0, "orders": 0, "in_window": False, "ordered": False}
    return made.assign(**{key: value for key, value in blank.items() if key not in made})


def by_the_words(units: list[int], a: Fraction = Fraction(4, 5), b: Fraction = Fraction(19, 20)) -> list[str]:
    """The rule read aloud: sum what is larger than mine, divide by the total, compare."""
    total = sum(units) if sum(units) > 0 else sum(one for one in units if one > 0)
    found = []
    for mine in units:
        before = Fraction(sum(one for one in units if one > mine), total) if total else Fraction(1)
        found.append("A" if before < a and mine > 0 else "B" if before < b and mine > 0 else "C")
    return found


@given(UNITS)
def test_pareto_is_the_rule_read_aloud(units: list[int]) -> None:
    """Descending order; the cumulative share before the customer decides."""
    assert pareto(pd.Series(units)).grade.tolist() == by_the_words(units)


@given(UNITS)
def test_nobody_below_is_graded_above(units: list[int]) -> None:
    """A larger amount never has a worse grade."""
    graded = pareto(pd.Series(units)).grade.tolist()
    ranked = [grade for _, grade in sorted(zip(units, graded, strict=True), key=lambda one: -one[0])]
    assert ranked == sorted(ranked)


@given(UNITS)
def test_equal_amounts_share_grade_and_rank(units: list[int]) -> None:
    """Wherever they stand in the sheet."""
    placed = pareto(pd.Series(units + units))
    half = len(units)
    assert placed.grade[:half].tolist() == placed.grade[half:].tolist()
    assert placed["rank"][:half].tolist() == placed["rank"][half:].tolist()


@given(st.permutations([900, 500, 500, 300, 100, 0, -40]))
def test_the_sheet_order_does_not_matter(units: list[int]) -> None:
    """Sorting the sheet changes no grade."""
    graded = pareto(pd.Series(units)).grade
    assert dict(zip(units, graded, strict=True)) == {900: "A", 500: "A", 300: "B", 100: "C", 0: "C", -40: "C"}


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=25), st.integers(2, 1_000))
def test_another_currency_changes_no_grade(units: list[int], factor: int) -> None:
    """Grades are about shares."""
    assert pareto(pd.Series(units)).grade.tolist() == pareto(pd.Series(units) * factor).grade.tolist()


def test_the_largest_customer_is_always_a() -> None:
    """Nothing stands before it."""
    assert pareto(pd.Series([1])).grade.tolist() == ["A"]


def test_the_threshold_itself_is_not_below_it() -> None:
    """Exactly 80 % before it: B. Exactly 95 %: C. In doubles 0.8 × total would be a hair off."""
    assert pareto(pd.Series([8_000, 1_500, 500])).grade.tolist() == ["A", "B", "C"]


def test_returns_that_outweigh_sales_leave_shares_of_what_was_sold() -> None:
    """The total is negative; the best customer is still A, the others are judged behind it."""
    placed = pareto(pd.Series([90, 10, -500]))
    assert placed.grade.tolist() == ["A", "B", "C"]
    assert placed.before.round(2).tolist() == [0.0, 0.9, 1.0]


def test_nothing_positive_makes_everyone_c() -> None:
    """There is no share of nothing."""
    assert pareto(pd.Series([0, 0, -5])).grade.tolist() == ["C", "C", "C"]


def test_ordered_earlier_but_not_in_the_window_is_c_for_that_reason() -> None:
    """And never ordered is a prospect."""
    found = grades(facts(ordered=[True, False]), lang="en")
    assert found["grade"].tolist() == ["C", "prospect"]
    assert found["grade_reason"].tolist() == ["Ordered earlier, but not in the last 12 months", "No orders yet"]


def test_the_reason_tells_amount_share_rank_and_what_stands_before() -> None:
    """A reader can check the grade from the sentence."""
    sold = facts(units=[800_000, 200_000], orders=[2, 1], in_window=[True, True], ordered=[True, True])
    zh, en = (grades(sold, lang=lang)["grade_reason"].tolist() for lang in LANGS)
    assert zh[1] == "近12个月净额20.00，占20.0%，排第2（共2家），排名在前的客户合计占80.0%；下单1次"
    assert en[0] == "Net 80.00 in 12 months, 80.0% of all, rank 1 of 2; the customers before it make 0.0%; 2 orders"


def test_complaints_and_activities_appear_in_the_reason() -> None:
    """Only where there are any."""
    seen = facts(ordered=[True, True], complaints=[2.0, np.nan], activities=[0, 1])
    assert grades(seen)["grade_reason"].tolist() == [
        "以前有交易，近12个月没有；投诉2次",
        "以前有交易，近12个月没有；参加活动1次",
    ]


@pytest.mark.parametrize("method", METHODS)
def test_a_grade_set_by_hand_wins(method: str) -> None:
    """And the reason still tells what was worked out."""
    one = facts(
        units=[10], orders=[1], in_window=[True], ordered=[True], manual_grade=["B"], rfm=["555"], rfm_total=[15],
        score=[90.0], judged=[1.0], band=["excellent"],
    )  # fmt: skip
    found = grades(one, method=method)
    assert found["grade"].tolist() == ["B"]
    assert found["grade_reason"][0].startswith("人工指定（自动评级为A：")


def test_rfm_grades_by_the_sum_of_quintiles() -> None:
    """12 and more A, 8 and more B."""
    four = facts(
        units=[1] * 4, orders=[1] * 4, in_window=[True] * 4, ordered=[True] * 4,
        rfm=["444", "443", "332", "331"], rfm_total=[12, 11, 8, 7],
    )  # fmt: skip
    found = grades(four, method="rfm")
    assert found["grade"].tolist() == ["A", "B", "B", "C"]
    assert found["grade_reason"][0] == "RFM 444，合计12分（满分15）；下单1次"


def test_a_scorecard_grades_buyers_in_the_window_or_not() -> None:
    """Excellent A, good B, else C; a prospect stays one; a card that was judged in part says how much of it."""
    four = facts(
        ordered=[True, True, True, False],
        score=[91.0, 75.0, 20.0, 99.0],
        judged=[1.0, 0.72, 1.0, 1.0],
        band=pd.Series(["excellent", "good", "poor", "excellent"], dtype="str"),
    )
    found = grades(four, method="scorecard", lang="en")
    assert found["grade"].tolist() == ["A", "B", "C", "prospect"]
    assert found["grade_reason"].tolist()[:2] == [
        "Score 91.0, excellent", "Score 75.0, good (72% of the weight judged)",
    ]  # fmt: skip


def test_a_scorecard_with_too_little_on_it_gives_no_grade() -> None:
    """Who was not scored, or by a tenth only, has the grade of the orders, and its reason says so."""
    three = facts(
        units=[800_000, 150_000, 0],
        in_window=[True, True, False],
        ordered=[True, True, True],
        score=[np.nan, np.nan, np.nan],
        judged=[np.nan, 0.1, 0.1],
        band=pd.Series([None, None, None], dtype="str"),
    )
    found = grades(three, method="scorecard", lang="en")
    assert found["grade"].tolist() == ["A", "B", "C"]
    assert [reason.partition(": ")[0] for reason in found["grade_reason"]] == [
        "Not scored yet, by cumulative share for now",
        "Only 10% of the weight is judged, by cumulative share for now",
        "Only 10% of the weight is judged, by cumulative share for now",
    ]


def test_methods_and_keys_are_those_of_the_lists() -> None:
    """The schema and the rule speak of the same methods and grades."""
    assert {one.key for one in listing("grading_method").entries} == set(METHODS)
    assert {one.key for one in listing("grade").entries} == set(LABELS)


def test_nobody_to_grade() -> None:
    """An empty book has no grades."""
    assert len(grades(facts(units=[]))) == 0
