"""Customers that no rule can reach, each with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbook.rules.customers.unreached import listed, unreached

People = Callable[..., pd.DataFrame]
DAYS = {"monthly": 30.0}


def why(people: pd.DataFrame, medians: list[float | None] | None = None, owing: tuple[int, ...] = ()) -> dict[Any, str]:
    many = len(people)
    own = pd.Series(medians or [None] * many, dtype="float64")
    found: dict[Any, str] = unreached(people, own, DAYS, pd.Series([n in owing for n in range(many)]), "en").to_dict()
    return found


def test_a_contact_or_a_purchase_rhythm_reaches(people: People) -> None:
    """One of: a contact to come, an agreed purchase rhythm, a rhythm of its own."""
    some = people(
        {"next_contact": "2026-07-01", "cycle": 30.0}, {"purchase_strategy": "monthly"}, {}, {}, {"archived": True}
    )
    assert why(some, [None, None, 12.0, None, None]) == {3: "no contact strategy, grade or purchase strategy"}


def test_without_a_day_a_cycle_reaches_nobody(people: People) -> None:
    """A cycle counts from a day."""
    assert why(people({"cycle": 30.0})) == {0: "no date to count from (created on, order or visit)"}


def test_reasons_stand_beside_each_other(people: People) -> None:
    """A debt without terms, and nobody to ask for it."""
    some = people({"next_contact": "2026-07-01", "cycle": 30.0, "owner": None}, {"next_contact": "2026-07-01"})
    assert why(some, owing=(0,)) == {0: "owes money, but has no settlement terms; no owner"}


def test_a_book_without_owners_is_one_persons(people: People) -> None:
    """Nobody is asked for one."""
    assert why(people({"next_contact": "2026-07-01", "owner": None})) == {}


def test_the_list_counts_what_does_not_fit(people: People) -> None:
    """Six lines: five names and a number."""
    some = people(*({"cycle": 1.0} for _ in range(9)))
    found = listed(unreached(some, pd.Series([None] * 9, dtype="float64"), DAYS, pd.Series([False] * 9)), some, 6)
    assert len(found) == 6
    assert found[0][0].startswith("C1 Customer 1：没有起算日期")
    assert found[5][0] == "还有 4 位，“检查”会逐个列出"


def test_an_empty_list_says_so(people: People) -> None:
    """A heading over nothing would not tell whether anybody looked."""
    some = people({"next_contact": "2026-07-01"})
    assert listed(unreached(some, pd.Series([None], dtype="float64"), DAYS, pd.Series([False])), some, 6) == [("没有",)]
