"""Satisfaction: response, the share of 4 and 5, rounds."""

from __future__ import annotations

import pandas as pd

from workbook.rules.service import satisfaction
from workbook.schema import listing, table

NAN = float("nan")


def rows(*given: tuple[str | None, str | None, float, float, float]) -> pd.DataFrame:
    made = pd.DataFrame(given, columns=["date", "round", "product", "service", "overall"])
    made["product_name"] = pd.Series(["Tea", *[None] * (len(made) - 1)], dtype="str")
    return made.assign(date=pd.to_datetime(made["date"]), round=made["round"].astype("str"), salesperson="ann")


def test_response_is_of_those_asked_and_satisfaction_of_those_who_answered() -> None:
    """Four asked, three answered: overall 5, 4 and 2 - two of three; products 4 and 3; service 5, 4, 1."""
    given = rows(
        ("2026-06-01", "R", 4, 5, 5), ("2026-06-01", "R", 3, 4, 4), ("2026-06-02", "R", NAN, 1, 2),
        ("2026-06-02", "R", NAN, NAN, NAN),
    )  # fmt: skip
    found = satisfaction.figures(given, "en")
    assert found["dimension"].tolist() == ["company", "round", "product", "salesperson"]
    assert found.iloc[0, 2:].tolist() == [4, 3, 0.75, 2 / 3, 0.5, 2 / 3, 3.67, 1]
    assert found.iloc[2, 1:4].tolist() == ["Tea", 1, 1]
    assert {*found["dimension"]} <= {one.key for one in listing("dimension").entries}
    assert {*found.columns, "as_of", "row_id"} == set(table("tblSatisfactionAnalysis").keys)


def test_rounds_come_newest_first_and_a_blank_one_is_the_half_year() -> None:
    """A row without a day was asked on none."""
    given = rows(
        ("2025-12-31", None, 4, 4, 4),
        ("2026-06-30", None, 4, 4, 4),
        ("2026-07-01", "Summer", 4, 4, 4),
        (None, "X", 4, 4, 4),
    )
    found = satisfaction.figures(given, "zh")
    assert found[found["dimension"].eq("round")]["value"].tolist() == ["Summer", "2026年上半年", "2025年下半年"]
    assert found.iloc[0]["asked"] == 3


def test_nobody_asked_is_no_row() -> None:
    assert satisfaction.figures(rows((None, None, 4, 4, 4)).iloc[:0], "zh").empty
