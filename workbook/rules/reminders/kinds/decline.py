"""Purchase decline: customers that stopped buying (rules/customers/decline.py). One cycle is one last order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.customers.decline import of_active
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, RHYTHM, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "decline"

ACTION = Text("问清原因，争取恢复订货", "Find out why, and win the next order")
ACTION_NEVER = Text("问清为何没有下单，争取首单", "Find out why nothing was ordered, and win the first order")


def due(
    customers: pd.DataFrame,
    medians: pd.Series[Any],
    *,
    as_of: dt.date,
    rhythm_days: Mapping[str, float],
    existing: Mapping[str, object],
    factor: float = 2.0,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from customers with the columns of `rules.customers.decline.of_active` and row_id, customer_id, name,
    owner, grade, key_account, archived; the other arguments are passed on to it. `existing`: by key of the list
    category, whether it means a customer that has bought."""
    found = of_active(
        customers, medians, as_of=as_of, rhythm_days=rhythm_days, existing=existing, factor=factor, lang=lang
    )
    rows = customers.loc[found.index]
    never = found["never"].tolist()
    return frame.candidates(
        KIND,
        rows.assign(customer_name=rows["name"], customer_owner=rows["owner"]),
        anchor=[f"never-{at}" if n else at for n, at in zip(never, frame.dates(found["since"]), strict=True)],
        due=found["due"],
        why=found["why"].tolist(),
        action=[(ACTION_NEVER if n else ACTION)[lang] for n in never],
        priority=frame.standing(rows),
    )


SOURCE = Source(
    KIND,
    due,
    (CUSTOMERS, RHYTHM),
    lists={"rhythm_days": "purchase_strategy.days", "existing": "category.existing"},
    settings={"factor": "rhythm_factor"},
)
