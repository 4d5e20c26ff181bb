"""What the pictures on top of the analysis sheets show, by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbook.rules.sales import pictures
from workbook.schema.home import BLOCKS, PICTURES


def test_more_people_than_there_is_room_for_are_one_row() -> None:
    """Two hundred, of whom nine are named; amounts and targets add up."""
    people: list[tuple[str, float, float | None]] = [(f"P{at}", float(at), 10.0) for at in range(200)]
    rows = pictures.by_person(people, pictures.PEOPLE, "en")
    assert rows[:2] == [("", "Net amount", "Target"), ("P199", 199.0, 10.0)]
    assert rows[-1] == ("191 others", sum(range(191)), 1910.0)
    assert len(rows) == 11
    assert pictures.by_person([("Ann", 5.0, None)], 10, "en")[1:] == [("Ann", 5.0, None)]
    assert pictures.by_person([], 10, "en") == []


def test_visits_by_grade_stand_in_the_order_of_the_grades() -> None:
    """A grade that nobody has is left out."""
    owed = pd.DataFrame({"owed": [3, 2, 4], "made": [1, 0, 4]})
    labels = {"A": "A", "B": "B", "C": "C"}
    rows = pictures.owed_by_grade(pd.Series(["C", "A", "C"]), owed, labels, "en")
    assert rows == [("", "Owed", "Made"), ("A", 2, 0), ("C", 7, 5)]
    assert pictures.owed_by_grade(pd.Series(["A"]), pd.DataFrame({"owed": [0], "made": [0]}), labels, "en") == []


def test_the_funnel_ends_at_the_last_stage_with_anything() -> None:
    """The share that goes on stands beside a stage that has any."""
    stages = pd.DataFrame({
        "stage": ["a", "b", "c"], "customers": [4, 0, 0], "opportunities": [0, 2, 0], "conversion": [0.5, np.nan, 1.0],
    })  # fmt: skip
    rows = pictures.funnel(stages, {"a": "First", "b": "Second"}, "en")
    assert rows == [("", "Customers", "Opportunities"), ("First (50% go on)", 4, 0), ("Second", 0, 2)]


def test_who_signed_and_who_may() -> None:
    """Archived customers are none; who first bought longer ago is no news."""
    customers = pd.DataFrame({
        "archived": [False, False, None, True, False],
        "intent": ["clear", "none", None, "clear", "clear"],
        "first_order": pd.to_datetime(pd.Series(["", "", "2026-05-01", "", "2024-01-01"])),
    })  # fmt: skip
    rows = pictures.flow(customers, np.datetime64("2025-06-30"), "en")
    assert [row[1] for row in rows[1:]] == [2, 1, 1]


def test_a_years_shares_add_up() -> None:
    """Regions beyond the room are together, lines of nobody's region are named; a year of returns only has none."""
    lines = pd.DataFrame({
        "year": [2024, 2025, 2025, 2025], "region": ["south", "south", None, "north"], "units": [-5, 60, 30, 10],
    })  # fmt: skip
    rows = pictures.regions_by_year(lines, {"south": "South", "north": "North"}, "en")
    assert rows == [("", "South", "(not given)", "North"), ("2025", 0.6, 0.3, 0.1)]


def test_satisfaction_is_drawn_from_three_rounds_on() -> None:
    """A round is a month with marks; later ones do not count."""
    days = pd.to_datetime(["2026-01-05", "2026-01-20", "2026-02-01", "2026-03-01", "2026-09-01"])
    marks = pd.DataFrame({"date": days, "overall": [4.0, 5, 3, 2, 1], "product": [4.0] * 5, "service": [np.nan] * 5})
    rows = pictures.satisfaction(marks, np.datetime64("2026-06-30"), "en")
    assert [row[1] for row in rows[1:]] == [4.5, 3.0, 2.0]
    assert rows[1][3] is None
    assert pictures.satisfaction(marks, np.datetime64("2026-02-15"), "en") == []


def test_no_sheet_has_more_than_three_pictures_and_each_has_its_block() -> None:
    """By key."""
    assert all(len(blocks) <= 3 for blocks in PICTURES.values())
    assert {key for blocks in PICTURES.values() for key in blocks} <= {block.key for block in BLOCKS if block.analysed}
