"""Today's list: the ten most pressing reminders.

What is done is left out, and what is postponed to a day after as_of; a postponement without a day, or one whose
day has come, is not. What is due stands before what only lies ahead; within each, priority, then due date.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.reminders.merge import DONE, POSTPONED

LINES = 10


LONGEST = 366
"""Days that a reminder can be postponed by."""


def open_now(reminders: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The reminders that wait for somebody: neither done nor postponed beyond as_of. Nobody means to postpone by more
    than `LONGEST` days: a wrong year does not silence the reminder."""
    until = days.whole(reminders["postponed_until"])
    later = (reminders["status"] == POSTPONED) & (until > days.day(as_of)) & (until <= days.day(as_of) + LONGEST)
    return reminders[(reminders["status"] != DONE) & ~later]


def today(reminders: pd.DataFrame, as_of: dt.date, lines: int = LINES) -> pd.DataFrame:
    """The first `lines` rows: rank (1…), kind, customer_id, customer_name, contact, phone, why, action, due, owner.

    `reminders` is in the order of `merge`, with the person to ask for and the number (`whom.with_people`).
    """
    waiting = open_now(reminders, as_of)
    ahead = days.whole(waiting["due"]) > days.day(as_of)
    chosen = waiting.iloc[np.argsort(ahead, kind="stable")[:lines]].reset_index(drop=True)
    chosen["rank"] = np.arange(1, len(chosen) + 1)
    columns = ["rank", "kind", "customer_id", "customer_name", "contact", "phone", "why", "action", "due", "owner"]
    return chosen[columns]
