"""Reminder list refresh: merges what is due now with the list of the last refresh, keeping what users entered.

- A candidate that is on the list keeps its status, postponement, notes and the day it was first raised.
- A new one is open, first raised on as_of; if it had ended before and comes back (a visit was deleted, as_of was
  set back and forth), it takes status, postponement and notes from its last row in history.
- A reminder that is no candidate any more has ended: it goes to history with its notes.

Looking back, as of a day before the newest refresh, ends nothing: what is not due on that day stays on the list, and
what is due only then has no first day. Neither that nor what was first raised after as_of is in history later, unless
the user wrote something beside it.

The list is in order of priority, then due date, then key: a second run finds nothing to change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.reminders import frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPEN, DONE, POSTPONED = "open", "done", "postponed"

WORDS = ("status", "postponed_until", "notes")
KEPT = (*WORDS, "first_seen")
HISTORY = (
    "key",
    "kind",
    "customer_id",
    "customer_name",
    "contact",
    "due",
    "why",
    "owner",
    "status",
    "postponed_until",
    "notes",
    "first_seen",
    "ended_on",
)


@dataclass(frozen=True)
class Merged:
    """`reminders`: the whole list now (candidate columns, KEPT, as_of, and row_id where the old list had it; NaN for
    a new row). `due`: those of them that count on as_of. `ended`: rows to append to the history. `new` and `kept`
    count candidates; 0-based indexes."""

    reminders: pd.DataFrame
    due: pd.DataFrame
    ended: pd.DataFrame
    new: int
    kept: int


def merge(
    candidates: Iterable[pd.DataFrame],
    current: pd.DataFrame,
    history: pd.DataFrame,
    as_of: dt.date,
    *,
    looking_back: bool = False,
) -> Merged:
    """Merge the candidates of all sources into the list of the last refresh.

    `current`: the reminder table as it stands (candidate columns + KEPT + as_of, perhaps row_id); `history`: key,
    WORDS, first_seen of what has ended, oldest first. Of candidates or rows that share a key the first counts.
    """
    parts = [one for one in candidates if len(one)]
    found = pd.concat(parts, ignore_index=True) if parts else frame.empty()
    found = found.drop_duplicates("key", ignore_index=True)
    old = current[current["key"].notna()].drop_duplicates("key")
    past = history[history["key"].notna()].drop_duplicates("key", keep="last")
    keys = pd.Index(found["key"])
    at = pd.Index(old["key"]).get_indexer(keys)
    known = at >= 0
    before = np.where(known, -1, pd.Index(past["key"]).get_indexer(keys))
    day = np.datetime64(as_of, "s")

    first = _days(old, "first_seen", at)
    if not looking_back:
        first = first.fillna(_days(past, "first_seen", before)).fillna(day)
        first = first.mask(first > day, day)
    made = found.assign(
        status=_texts(old, "status", at).fillna(_texts(past, "status", before)).fillna(OPEN),
        postponed_until=_days(old, "postponed_until", at).fillna(_days(past, "postponed_until", before)),
        notes=_texts(old, "notes", at).fillna(_texts(past, "notes", before)),
        first_seen=first,
        as_of=np.full(len(found), day),
    )
    if "row_id" in current:
        made["row_id"] = _texts(old, "row_id", at)
    still = np.zeros(len(old), dtype=bool)
    still[at[known]] = True
    gone = old[~still].reset_index(drop=True)
    worth = _worth_keeping(gone, past, None if looking_back else day)
    new, kept = int((~known).sum()), int(known.sum())
    if looking_back:
        waiting = gone.loc[worth, made.columns]
        listed = _ordered(pd.concat([made, waiting], ignore_index=True) if len(waiting) else made)
        ended = gone.iloc[:0].assign(ended_on=day)
        return Merged(listed, _ordered(made), ended[list(HISTORY)], new, kept)
    gone = gone[worth].reset_index(drop=True)
    gone["status"] = gone["status"].fillna(OPEN)
    gone["first_seen"] = gone["first_seen"].fillna(day)
    gone["ended_on"] = day
    listed = _ordered(made)
    return Merged(listed, listed, gone[list(HISTORY)], new, kept)


def _worth_keeping(gone: pd.DataFrame, past: pd.DataFrame, day: np.datetime64 | None) -> NDArray[np.bool_]:
    """Which rows that are no candidates were raised by this day (None: by any), or hold words that history has not."""
    raised = gone["first_seen"].notna()
    if day is not None:
        raised &= gone["first_seen"] <= day
    at = pd.Index(past["key"]).get_indexer(pd.Index(gone["key"]))
    said = gone["status"].fillna(OPEN) != _texts(past, "status", at).fillna(OPEN)
    said |= gone["notes"].fillna("") != _texts(past, "notes", at).fillna("")
    until, was = pd.to_datetime(gone["postponed_until"]), _days(past, "postponed_until", at)
    said |= (until != was) & ~(until.isna() & was.isna())
    return (raised | said).to_numpy(dtype=bool)


def _ordered(reminders: pd.DataFrame) -> pd.DataFrame:
    last = len(frame.PRIORITIES)
    place = reminders["priority"].map({one: at for at, one in enumerate(frame.PRIORITIES)}).fillna(last)
    by_key = reminders["key"].array.argsort()
    rank = np.empty(len(reminders), dtype="int64")
    rank[by_key] = np.arange(len(reminders))
    order = np.lexsort((rank, reminders["due"].to_numpy(), place.to_numpy()))
    return reminders.iloc[order].reset_index(drop=True)


def _texts(rows: pd.DataFrame, column: str, at: NDArray[np.intp]) -> pd.Series[Any]:
    """The column at these positions; NaN where a position is -1."""
    return pd.Series(rows[column].astype("str").array.take(at, allow_fill=True))


def _days(rows: pd.DataFrame, column: str, at: NDArray[np.intp]) -> pd.Series[Any]:
    dates = pd.to_datetime(rows[column]).astype("datetime64[s]").array
    return pd.Series(dates.take(at, allow_fill=True))
