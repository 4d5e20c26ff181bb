"""Refreshing the reminder list: what is due now against what stood there, without losing a word of the user's.

- A candidate that is on the list keeps its status, postponement, notes and the day it was first raised.
- A new one is open, first raised on as_of; if it had ended before and comes back (a visit was deleted, as_of was
  set back and forth), it takes status and notes from its last row in history.
- A reminder that is no candidate any more has ended: it goes to history with its notes.

The list is in order of priority, then due date, then key: a second run finds nothing to change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbook.rules.reminders import frame

OPEN, DONE, POSTPONED = "open", "done", "postponed"

KEPT = ("status", "postponed_until", "notes", "first_seen")
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
    "notes",
    "first_seen",
    "ended_on",
)


@dataclass(frozen=True)
class Merged:
    """`reminders`: the whole list now (candidate columns, KEPT, as_of, and row_id where the old list had it; NaN for
    a new row). `ended`: rows to append to the history. `new` and `kept` count; 0-based indexes."""

    reminders: pd.DataFrame
    ended: pd.DataFrame
    new: int
    kept: int


def merge(candidates: Iterable[pd.DataFrame], current: pd.DataFrame, history: pd.DataFrame, as_of: dt.date) -> Merged:
    """Merge the candidates of all sources into the list of the last refresh.

    `current`: the reminder table as it stands (candidate columns + KEPT, perhaps row_id); `history`: key, status,
    notes, first_seen of what has ended, oldest first. Of candidates or rows that share a key the first counts.
    """
    parts = [one for one in candidates if len(one)]
    found = pd.concat(parts, ignore_index=True) if parts else frame.empty()
    found = found.drop_duplicates("key")
    old = current[current["key"].notna()].drop_duplicates("key").set_index("key")
    past = history[history["key"].notna()].drop_duplicates("key", keep="last").set_index("key")
    keys = pd.Index(found["key"])
    known = keys.isin(old.index)
    day = np.datetime64(as_of, "s")

    made = found.assign(
        status=_first(_texts(old, "status", keys), _texts(past, "status", keys)).fillna(OPEN).to_numpy(),
        postponed_until=_days(old, "postponed_until", keys).to_numpy(),
        notes=_texts(old, "notes", keys).where(known, _texts(past, "notes", keys)).to_numpy(),
        first_seen=_first(_days(old, "first_seen", keys), _days(past, "first_seen", keys)).fillna(day).to_numpy(),
        as_of=np.full(len(found), day),
    )
    if "row_id" in current:
        made["row_id"] = _texts(old, "row_id", keys).to_numpy()
    gone = old[~old.index.isin(keys)].reset_index()
    gone["status"] = gone["status"].fillna(OPEN)
    gone["ended_on"] = day
    return Merged(_ordered(made), gone[list(HISTORY)], int((~known).sum()), int(known.sum()))


def _ordered(reminders: pd.DataFrame) -> pd.DataFrame:
    place = (
        reminders["priority"].map({one: at for at, one in enumerate(frame.PRIORITIES)}).fillna(len(frame.PRIORITIES))
    )
    order = np.lexsort((reminders["key"].to_numpy(dtype=object), reminders["due"].to_numpy(), place.to_numpy()))
    return reminders.iloc[order].reset_index(drop=True)


def _texts(rows: pd.DataFrame, column: str, keys: pd.Index[Any]) -> pd.Series[Any]:
    return rows[column].astype("str").reindex(keys)


def _days(rows: pd.DataFrame, column: str, keys: pd.Index[Any]) -> pd.Series[Any]:
    return pd.to_datetime(rows[column]).astype("datetime64[s]").reindex(keys)


def _first(one: pd.Series[Any], other: pd.Series[Any]) -> pd.Series[Any]:
    return one.where(one.notna(), other)
