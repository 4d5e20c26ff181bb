"""An agreed price ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

from workbook.rules.reminders.kinds import price_end

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)


def listed(*rows: tuple[str | None, str | None, str, str | None]) -> pd.DataFrame:
    """Lines as (customer, product, from, to)."""
    made = pd.DataFrame(rows, columns=["customer_id", "product", "valid_from", "valid_to"])
    dates = {key: pd.to_datetime(made[key]).astype("datetime64[s]") for key in ("valid_from", "valid_to")}
    return made.assign(row_id=[f"p{n}" for n in range(1, len(rows) + 1)], **dates)


@pytest.mark.parametrize(
    ("last", "due"), [("2026-07-07", True), ("2026-07-08", False), ("2026-05-31", True), (None, False)]
)
def test_it_is_said_a_week_ahead_and_until_it_is_done(people: Make, last: str | None, due: bool) -> None:
    found = price_end.due(listed(("C1", "tea", "2026-01-01", last)), people({}), as_of=JUNE, lang="en")
    assert found["key"].tolist() == ([f"price_end:p1:{last}"] if due else [])
    assert found["why"].tolist() == ([f"The agreed price ends on {last}: tea"] if due else [])


def test_of_a_level_or_everybody_nothing_is_due(people: Make) -> None:
    assert price_end.due(listed((None, "tea", "2026-01-01", "2026-07-01")), people({}), as_of=JUNE).empty


def test_all_products_are_called_so(people: Make) -> None:
    found = price_end.due(listed(("C1", None, "2026-01-01", "2026-07-01")), people({}), as_of=JUNE)
    assert found["why"].tolist() == ["约定的价格2026-07-01到期：全部产品"]


@pytest.mark.parametrize(
    ("product", "start", "end", "due"),
    [
        ("tea", "2026-07-02", None, False),
        ("tea", "2026-07-03", None, True),  # a day without a price between
        ("tea", "2026-06-01", "2026-12-31", False),
        ("tea", "2026-06-01", "2026-06-30", True),
        ("rice", "2026-07-02", None, True),
    ],
)
def test_what_another_line_follows_needs_no_talk(
    people: Make, product: str, start: str, end: str | None, due: bool
) -> None:
    """The first ends on 1 July."""
    rows = listed(("C1", "tea", "2026-01-01", "2026-07-01"), ("C1", product, start, end))
    found = price_end.due(rows, people({}), as_of=JUNE)
    assert ("price_end:p1:2026-07-01" in found["key"].tolist()) is due
