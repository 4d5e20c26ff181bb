"""What open opportunities are worth by month: the chance typed, measured, or declared."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.rules.sales.stage_conversion import ENOUGH, measured, worth

AS_OF = dt.date(2026, 6, 30)
STAGES = pd.DataFrame({"key": ["first", "second", "third"], "probability": [0.1, 0.4, 0.9]})
NO_SHARES = pd.Series(dtype="float64")


def deals(*rows: tuple[str | None, str | None, float | None, float | None, str | None]) -> pd.DataFrame:
    """Opportunities O0 … : state, stage, amount, probability, expected close."""
    states, stages, amounts, chances, closes = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "opportunity_id": pd.Series([f"O{n}" for n in range(len(rows))], dtype="str"),
            "state": pd.Series(states, dtype="str"),
            "stage": pd.Series(stages, dtype="str"),
            "amount": pd.Series(amounts, dtype="float64"),
            "probability": pd.Series(chances, dtype="float64"),
            "expected_close": pd.to_datetime(pd.Series(closes)).astype("datetime64[s]"),
        }
    )


def history(*rows: tuple[str | None, str | None, str | None, str]) -> pd.DataFrame:
    """The stage history: opportunity, before, after, as of."""
    ids, before, after, days = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pd.DataFrame(
        {
            "opportunity_id": pd.Series(ids, dtype="str"),
            "before": pd.Series(before, dtype="str"),
            "after": pd.Series(after, dtype="str"),
            "as_of": pd.to_datetime(pd.Series(days, dtype="object")).astype("datetime64[s]"),
        }
    )


def decided(won: int, lost: int, stage: str = "first") -> pd.DataFrame:
    """So many won and lost opportunities that stand in a stage."""
    return deals(*[("won", stage, 1.0, None, None)] * won, *[("lost", stage, 1.0, None, None)] * lost)


def seen(count: int, after: str = "first", day: str = "2026-01-31") -> pd.DataFrame:
    """One row of history for each."""
    return history(*[(f"O{n}", None, after, day) for n in range(count)])


def found(opportunities: pd.DataFrame, rows: pd.DataFrame) -> dict[str, float]:
    """The shares by stage."""
    return {str(key): float(one) for key, one in measured(opportunities, rows, STAGES, AS_OF).items()}


def test_ten_decided_ones_tell_the_chance_of_their_stage() -> None:
    """Nine do not."""
    assert found(decided(3, ENOUGH - 3), seen(ENOUGH)) == {"first": 0.3}
    assert found(decided(3, ENOUGH - 4), seen(ENOUGH)) == {}


def test_who_came_further_passed_the_stages_before() -> None:
    """The furthest of the history and of now counts: a deal that went back has been there."""
    went_back = seen(ENOUGH, after="second")
    assert found(decided(5, ENOUGH - 5), went_back) == {"first": 0.5, "second": 0.5}
    assert found(decided(5, ENOUGH - 5, stage="third"), seen(ENOUGH)) == dict.fromkeys(STAGES["key"], 0.5)


def test_what_no_history_saw_tells_nothing() -> None:
    """Nor what history saw later than the day, nor open ones, nor a customer's own stages."""
    assert found(decided(5, ENOUGH), seen(ENOUGH - 1)) == {}
    assert found(decided(5, ENOUGH), seen(ENOUGH, day="2026-07-01")) == {}
    open_ = deals(*[("open", "first", 1.0, None, None)] * ENOUGH)
    assert found(open_, seen(ENOUGH)) == {}
    assert found(decided(5, ENOUGH), history(*[(None, None, "first", "2026-01-31")] * ENOUGH)) == {}
    assert found(decided(1, 1), history()) == {}


def test_the_chance_is_typed_else_measured_else_declared() -> None:
    """Each says which; one without any, without an amount, won or lost, is worth nothing to come."""
    rows = deals(
        ("open", "first", 100.0, 0.25, "2026-07-31"), (None, "first", 100.0, None, "2026-08-01"),
        ("open", "second", 100.0, None, None), ("open", None, 100.0, None, "2026-08-01"),
        ("open", "first", None, None, "2026-08-01"), ("won", "first", 100.0, None, "2026-08-01"),
        ("lost", "first", 100.0, None, "2026-08-01"), ("open", "first", 100.0, 0.0, "2026-08-01"),
    )  # fmt: skip
    made = worth(rows, STAGES, pd.Series({"first": 0.5}))
    july = 2026 * 12 + 6
    assert made.reset_index().values.tolist() == [
        [0, july, 250_000, "typed"], [1, july + 1, 500_000, "measured"], [2, -1, 400_000, "declared"],
        [7, july + 1, 0, "typed"],
    ]  # fmt: skip


def test_a_close_after_the_last_day_of_a_month_is_the_next_months() -> None:
    """With the books closed on the 25th."""
    rows = deals(("open", "first", 10.0, None, "2026-07-25"), ("open", "first", 10.0, None, "2026-07-26"))
    july = 2026 * 12 + 6
    assert worth(rows, STAGES, NO_SHARES, closes_on=25)["month"].tolist() == [july, july + 1]


def test_a_book_without_opportunities() -> None:
    """Has nothing to expect."""
    nothing = decided(1, 0).iloc[:0]
    assert len(worth(nothing, STAGES, measured(nothing, history(), STAGES, AS_OF))) == 0
