"""White space at its bounds: how many buyers make a product worth offering, how many are offered, in which order."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook.rules.sales.cross_sell import offers


def bought(*rows: tuple[int, str, int]) -> pd.DataFrame:
    """Lines: customer, product, units."""
    return pd.DataFrame(rows, columns=["customer", "product", "units"])


@pytest.mark.parametrize(("buyers", "others", "offered"), [(3, 12, True), (3, 13, False), (2, 0, False), (3, 1, True)])
def test_three_buyers_and_a_fifth_are_enough(buyers: int, others: int, offered: bool) -> None:
    """Three of fifteen that bought anything are a fifth; three of sixteen are not; two are never enough."""
    tea = [(at, "tea", 10) for at in range(buyers)]
    rest = [(buyers + at, "rice", 10) for at in range(others)]
    found = offers(bought(*tea, *rest), pd.Series(["g"] * (buyers + others)))
    assert ("tea" in set(found["product"])) is offered


def test_the_best_five_are_offered_in_a_fixed_order() -> None:
    """By share, then by what is spent on it, then by name; whoever bought it is not offered it."""
    lines = [(at, name, worth) for at in range(3) for name, worth in
             [("f", 10), ("a", 10), ("b", 10), ("c", 20), ("d", 10), ("e", 10)]]  # fmt: skip
    more = [(4, "a", 10), (3, "z", 5)]
    found = offers(bought(*lines, *more), pd.Series(["g"] * 5))
    of_three = found[found["customer"] == 3]
    assert of_three["product"].tolist() == ["a", "c", "b", "d", "e"]
    assert of_three["buyers"].tolist() == [4, 3, 3, 3, 3]
    assert of_three["share"].tolist() == [0.8, 0.6, 0.6, 0.6, 0.6]
    assert found[found["customer"] == 4]["product"].tolist() == ["c", "b", "d", "e", "f"]
    assert found[found["customer"] < 3].empty
    assert len(offers(bought(*lines, *more), pd.Series(["g"] * 5), most=2)) == 4


def test_only_the_thirty_best_of_a_group_are_thought_of() -> None:
    """The thirty-first is offered to nobody, however many offers are asked for."""
    lines = [(at, f"p{n:02d}", 100 - n) for at in range(3) for n in range(31)]
    found = offers(bought(*lines, (3, "own", 1)), pd.Series(["g"] * 4), most=99)
    assert found["product"].tolist() == [f"p{n:02d}" for n in range(30)]


def test_half_a_unit_is_rounded_up() -> None:
    """The median of two buyers' amounts may fall between."""
    lines = [(0, "a", 1), (1, "a", 2), (2, "a", 2), (3, "a", 3), (4, "b", 1)]
    assert offers(bought(*lines), pd.Series(["g"] * 5))["units"].tolist() == [2]
    assert offers(bought(*lines[1:], (0, "a", 3)), pd.Series(["g"] * 5))["units"].tolist() == [3]
