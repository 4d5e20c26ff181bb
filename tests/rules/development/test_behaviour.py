"""Classes of behaviour, by medians of those that bought."""

from __future__ import annotations

import pandas as pd

from workbook.rules.development.behaviour import classes
from workbook.rules.development.moved_on import early, moves
from workbook.schema import listing


def _facts(*rows: tuple[float, float, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["orders", "units", "complaints", "activities"])


def test_often_and_much_are_at_least_the_median() -> None:
    """Orders 1, 2, 9: the median is 2; amounts 50, 10, 40: it is 40."""
    found = classes(_facts((1, 50, 0, 0), (2, 10, 1, 0), (9, 40, 0, 3)))
    assert found.tolist() == ["much", "often", "often_much"]


def test_two_complaints_are_a_problem_whatever_is_bought() -> None:
    assert classes(_facts((9, 90, 2, 0), (0, 0, 2, 0), (1, 1, 1, 0))).tolist()[:2] == ["problem", "problem"]


def test_who_only_takes_part_is_engaged_and_of_others_nothing_is_said() -> None:
    """A customer with returns only bought nothing; counts may be missing."""
    found = classes(_facts((float("nan"), float("nan"), 0, 1), (1, -5, 0, 0), (0, 0, 0, 0)))
    assert found.fillna("").tolist() == ["engaged", "", ""]
    keys = {one.key for one in listing("behaviour").entries}
    assert keys == {"problem", "often_much", "often", "much", "little", "engaged"}


def test_a_list_without_the_conversion_has_no_early_stage() -> None:
    """Then only the category moves; archived customers, and those without an order, stay."""
    rows = pd.DataFrame({"category": ["potential_end"] * 3, "stage": ["contact", None, "contact"],
                         "first_order": pd.to_datetime(pd.Series(["2026-05-01", "2026-05-01", None])),
                         "archived": [False, True, False]})  # fmt: skip
    assert early(["contact"]) == []
    assert moves(rows, ["contact"]).to_dict("index") == {0: {"category": "existing_end", "stage": "contact"}}
