"""The rest of the day, below the list of the day: what each is short of visits, planned visits of today, birthdays this
week, what came up since yesterday.

A week begins on Monday; a birthday of this week that is over is not listed. What is done or postponed is left out, and
of what came up the reminders that the list of the day or the rows above tell of already.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.home_tiles import came_up
from workbook.rules.reminders.today import keys_of, open_now
from workbook.rules.visits import month_load

if TYPE_CHECKING:
    from numpy.typing import NDArray

VISITS = Text("今日拜访", "Visit today")
BIRTHDAYS = Text("本周生日", "Birthday")
NEW = Text("新增", "New")
_COLUMNS = ("rank", "customer_id", "customer_name", "what", "due", "owner", "contact", "phone", "why")
_TYPES = {key: "datetime64[s]" if key == "due" else "str" for key in _COLUMNS if key != "rank"}


def rest(
    reminders: pd.DataFrame,
    listed: pd.DataFrame,
    as_of: dt.date,
    *,
    short: pd.DataFrame,
    owner: str | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """The rows below the list of the day (`listed`, rules/reminders/today.py), each part in order of day.

    `reminders`: those that count on as_of, with whom to ask; `short`: what of the month's
    visits is short (rules/visits/month_load.py); `owner` leaves only one salesperson's.
    """
    waiting = open_now(reminders, as_of)
    if owner is not None:
        waiting = waiting[waiting["owner"] == owner]
        short = short[short["owner"] == owner]
    due = days.whole(waiting["due"])
    today = days.day(as_of)
    sunday = days.day(days.monday_of(as_of) + dt.timedelta(days=6))
    visits = waiting["kind"].eq("visit").to_numpy() & (due == today)
    birthdays = waiting["kind"].eq("birthday").to_numpy() & (due >= today) & (due <= sunday)
    told = waiting["key"].isin(keys_of(listed)).to_numpy()
    fresh = came_up(waiting, as_of) & ~told & ~visits & ~birthdays
    first = pd.DataFrame(
        {
            "what": pd.array([month_load.WHAT[lang]] * len(short), dtype="str"),
            "owner": short["owner"].astype("str").array,
            "why": pd.array(month_load.lines(short, lang), dtype="str"),
        }
    )
    parts = [first.reindex(columns=list(_COLUMNS))] if len(first) else []
    parts += [
        _part(waiting, which, what[lang]) for which, what in ((visits, VISITS), (birthdays, BIRTHDAYS), (fresh, NEW))
    ]
    found = pd.concat([part.astype(_TYPES) for part in parts], ignore_index=True)
    return found.assign(rank=np.arange(1, len(found) + 1))[list(_COLUMNS)]


def _part(waiting: pd.DataFrame, which: NDArray[np.bool_], what: str) -> pd.DataFrame:
    rows = waiting[which]
    order = np.lexsort((rows["key"].astype("object").argsort().argsort().to_numpy(), rows["due"].to_numpy()))
    return rows.iloc[order].assign(what=what)
