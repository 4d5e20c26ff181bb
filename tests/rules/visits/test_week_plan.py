"""The days of a week's visits: what a day holds, what comes first, and how little one more visit changes."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pandas as pd
import pytest

from workbook.rules.visits import wanted as rule
from workbook.rules.visits.week_plan import COLUMNS, Planned, plan
from workbook.schema import table

MONDAY = dt.date(2026, 3, 9)
WEEK = [MONDAY + dt.timedelta(days=n) for n in range(5)]
NOTHING = pd.DataFrame({"salesperson": [], "customer_id": [], "date": [], "stop": [], "area": []}).astype(
    {"salesperson": "str", "customer_id": "str", "date": "datetime64[s]", "stop": "float64", "area": "str"}
)


def visits(*rows: dict[str, Any]) -> pd.DataFrame:
    """What is wanted, from dicts; ids C1, C2 … unless given."""
    full = [
        dict.fromkeys(rule.COLUMNS)
        | {
            "customer_id": f"C{n}",
            "owner": "ann",
            "area": "north",
            "rank": 2,
            "late": 0.0,
            "agreed": False,
            "need": False,
        }
        | row
        for n, row in enumerate(rows, 1)
    ]
    made = pd.DataFrame(full, columns=list(rule.COLUMNS))
    return made.astype({"fixed": "datetime64[s]", "area": "str", "address": "str", "customer_id": "str"})


def laid(found: Planned) -> list[tuple[int, int, str]]:
    rows = found.rows
    return list(zip(rows["date"].dt.day, rows["stop"].astype(int), rows["customer_id"], strict=True))


def test_a_day_is_in_one_area_and_holds_so_many() -> None:
    """The area with the most that come first is done first; what is left goes to the next day of it."""
    some: list[dict[str, Any]] = [
        {"area": "south", "rank": 0},
        *({"area": "north", "rank": rank} for rank in (0, 0, 2)),
    ]
    found = plan(visits(*some), NOTHING, {"": WEEK}, 2)
    assert laid(found) == [(9, 1, "C2"), (9, 2, "C3"), (10, 1, "C1"), (11, 1, "C4")]
    assert len(found.left) == 0


def test_stops_of_a_day_stand_by_address() -> None:
    """Not by who is more urgent: everybody of the day is visited."""
    found = plan(visits({"address": "9"}, {"address": "2", "rank": 0}, {"address": "5"}), NOTHING, {"": WEEK}, 3)
    assert [who for _, _, who in laid(found)] == ["C2", "C3", "C1"]


def test_who_was_not_visited_longest_goes_first_among_equals() -> None:
    """Where not all fit."""
    found = plan(visits({"late": 3.0}, {"late": 40.0}, {"late": float("inf")}), NOTHING, {"": WEEK[:1]}, 2)
    assert {who for _, _, who in laid(found)} == {"C2", "C3"}
    assert found.left["customer_id"].tolist() == ["C1"]


def test_days_off_of_one_person_are_that_persons() -> None:
    """Leave on Monday moves Ann's visits to Tuesday and nobody else's."""
    found = plan(visits({}, {"owner": "bob"}), NOTHING, {"": WEEK, "ann": WEEK[1:]}, 5)
    assert laid(found) == [(10, 1, "C1"), (9, 1, "C2")]


def test_no_working_day_leaves_everybody() -> None:
    """A week of holidays."""
    found = plan(visits({}, {}), NOTHING, {"": []}, 5)
    assert (len(found.rows), len(found.left)) == (0, 2)
    assert list(found.rows.columns) == list(COLUMNS)


def test_an_arranged_visit_has_its_day_whatever_the_area() -> None:
    """Of a day that is full another visit gives way; the day's area is the arranged one's where the day was free."""
    first = visits({"rank": 0, "late": 9.0}, {"rank": 0})
    before = plan(first, NOTHING, {"": WEEK[:1]}, 2).rows
    one = {"fixed": "2026-03-09", "agreed": True, "area": "south"}
    more = visits({"rank": 0, "late": 9.0}, {"rank": 0}, one)
    found = plan(more, before, {"": WEEK[:1]}, 2)
    assert laid(found) == [(9, 1, "C1"), (9, 2, "C3")]
    pd.testing.assert_frame_equal(plan(more, found.rows, {"": WEEK[:1]}, 2).rows, found.rows)
    assert laid(plan(more, NOTHING, {"": WEEK[:1]}, 2)) == [(9, 1, "C3")]


def test_a_visit_that_a_reminder_plans_has_its_day_where_the_area_allows() -> None:
    """Else it waits with the rest; one planned for a day off is on the next that is worked."""
    found = plan(visits({"fixed": "2026-03-11"}, {"fixed": "2026-03-11", "area": "south"}), NOTHING, {"": WEEK}, 5)
    assert laid(found) == [(9, 1, "C2"), (11, 1, "C1")]
    holiday = [day for day in WEEK if day.day != 11]
    assert laid(plan(visits({"fixed": "2026-03-11"}), NOTHING, {"": holiday}, 5)) == [(12, 1, "C1")]


def test_of_a_confirmed_week_nothing_moves() -> None:
    """What is added goes where there is room in its area; only that is given back."""
    held = pd.DataFrame(
        {"salesperson": "ann", "customer_id": ["K1", "K2"], "date": pd.to_datetime(["2026-03-09"] * 2),
         "stop": [1.0, 2.0], "area": "north"}
    ).astype({"date": "datetime64[s]"})  # fmt: skip
    found = plan(visits({"rank": 0}, {"rank": 0, "area": "south"}), held, {"": WEEK[:2]}, 3, locked=True)
    assert laid(found) == [(9, 3, "C1"), (10, 1, "C2")]
    full = plan(visits({"rank": 0}), held, {"": WEEK[:1]}, 2, locked=True)
    assert (len(full.rows), len(full.left)) == (0, 1)


@pytest.mark.parametrize("seed", range(12))
def test_one_more_visit_changes_at_most_two_others(seed: int) -> None:
    """And a second run nothing: days are not exceeded, an area a day, whatever comes."""
    dice = random.Random(seed)
    rows = [
        {
            "area": dice.choice(["north", "south", "east", "west"]), "rank": dice.choice([0, 1, 2, 2]),
            "late": float(dice.randrange(60)), "address": str(dice.randrange(9)),
            "fixed": dice.choice([None, None, None, "2026-03-10", "2026-03-12"]),
        }
        for _ in range(dice.randrange(5, 30))
    ]  # fmt: skip
    before = plan(visits(*rows), NOTHING, {"": WEEK}, 4).rows
    again = plan(visits(*rows), before, {"": WEEK}, 4).rows
    pd.testing.assert_frame_equal(again, before)
    after = plan(visits(*rows, {"area": "north", "rank": 0, "late": 9.0}), before, {"": WEEK}, 4).rows
    new = f"C{len(rows) + 1}"
    places = [set(zip(one["customer_id"], one["date"], one["stop"], strict=True)) for one in (before, after)]
    changed = {who for who, _, _ in places[0] ^ places[1]} - {new}
    assert len(changed) <= 2
    for _, day in after.groupby("date"):
        assert len(day) <= 4
        assert day["area"].nunique() == 1
        assert day["stop"].is_unique


def test_columns_are_those_of_the_sheet() -> None:
    """By key."""
    assert set(COLUMNS) < set(table("tblVisitPlan").keys)
