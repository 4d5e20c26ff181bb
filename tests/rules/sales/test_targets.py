"""Whose a target is: the company's, a salesperson's, a region's."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbook.rules.sales.targets import aimed

MARCH = 2026 * 12 + 2


def targets(*rows: tuple[str | None, str | None, float | None]) -> pd.DataFrame:
    """Rows of March 2026: salesperson, region, amount."""
    people, places, amounts = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {
            "month": pd.Series(np.full(len(rows), np.datetime64("2026-03-01", "s"))),
            "salesperson": pd.Series(people, dtype="str"),
            "region": pd.Series(places, dtype="str"),
            "amount": pd.Series(amounts, dtype="float64"),
        }
    )


def march(rows: pd.DataFrame, **whose: str) -> float | None:
    """What is aimed at in March."""
    found = float(aimed(rows, np.array([MARCH]), **whose)[0])
    return None if np.isnan(found) else found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(None, None, 9.0), ("ann", None, 1.0), (None, "south", 5.0)], 9.0),
        ([("ann", None, 1.0), ("bo", "south", 2.0), (None, "south", 5.0)], 3.0),
        ([(None, "south", 5.0), (None, "north", 6.0)], 11.0),
        ([(None, None, None), ("ann", None, 1.0)], 1.0),
        ([(None, None, 0.0), ("ann", None, 1.0)], 0.0),
        ([], None),
    ],
)
def test_a_regions_target_is_not_the_companys(
    rows: list[tuple[str | None, str | None, float | None]], expected: float | None
) -> None:
    """The company's own, else its people's together, else its regions' together; an amount left blank is none."""
    assert march(targets(*rows)) == expected


def test_a_target_with_both_is_the_persons_and_part_of_the_region() -> None:
    """Unless the region has a target of its own."""
    rows = targets(("ann", "south", 1.0), ("bo", "south", 2.0), ("bo", "north", 4.0))
    assert (march(rows, salesperson="bo"), march(rows, region="south"), march(rows, region="west")) == (6.0, 3.0, None)
    own = pd.concat([rows, targets((None, "south", 10.0))], ignore_index=True)
    assert (march(own, region="south"), march(own, region="north")) == (10.0, 4.0)


def test_each_month_has_its_own() -> None:
    """Months before, between and after what is typed have none; no month asked for is none."""
    rows = targets(("ann", None, 1.0))
    assert np.isnan(aimed(rows, np.arange(MARCH - 1, MARCH + 2))).tolist() == [True, False, True]
    assert aimed(rows, np.arange(0)).tolist() == []
