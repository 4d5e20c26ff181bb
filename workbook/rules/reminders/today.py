"""The list of the day: one row a customer, with all that is due there, in the order in which it should be done.

First what cannot wait (the order of the list of kinds of reminders: an urgent report nobody has read, a promise, a
complaint, a debt, a decline, a call, a birthday, then the rest), among debts the largest, among the rest the customers
of more weight and what was due first; what only lies ahead comes after all that is due. What is done is left out, and
what is postponed to a day after as_of; a postponement without a day, or one whose day has come, is not.

Status, postponement and notes may be typed on either list. What differs from what the last refresh wrote on this one
was typed here (`given` remembers it), and goes to the reminders that the row stands for; otherwise the reminder's own
counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.merge import DONE, OPEN, POSTPONED, WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

LINES = 10
CAUSES = 3
"""Sentences of one row; how many more there are is said."""
TRAITS = 30
"""Characters of the customer's traits that stand on the row."""
LONGEST = 366
"""Days that a reminder can be postponed by."""

_BETWEEN = "\n"  # keys of a row
_WORDS_BETWEEN = "|"  # the words that were written
DEBTS = ("receivable", "credit")
_JOIN = Text("；", "; ")
_MORE = Text("{causes}；另有{n}项", "{causes}; {n} more")
_COLUMNS = (
    "rank", "customer_id", "customer_name", *WORDS, "contact", "phone", "why", "traits", "visits_short", "action",
    "kind", "due", "owner", "keys", "given",
)  # fmt: skip


def open_now(reminders: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The reminders that wait for somebody: neither done nor postponed beyond as_of. Nobody means to postpone by more
    than `LONGEST` days: a wrong year does not silence the reminder."""
    until = days.whole(reminders["postponed_until"])
    later = (reminders["status"] == POSTPONED) & (until > days.day(as_of)) & (until <= days.day(as_of) + LONGEST)
    return reminders[(reminders["status"] != DONE) & ~later]


def today(
    reminders: pd.DataFrame,
    customers: pd.DataFrame,
    kinds: Mapping[str, float],
    as_of: dt.date,
    *,
    owner: str | None = None,
    lines: int = LINES,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """The first `lines` rows, with the columns of tblToday but its live ones.

    `reminders` is what counts on as_of, with the person to ask for and the number (`whom_to_ask.with_people`);
    `customers` has customer_id, overdue (money), traits, visits_short; `kinds` gives each kind its place, the smallest
    first; `owner` leaves only the reminders of one salesperson.
    """
    waiting = open_now(reminders, as_of)
    if owner is not None:
        waiting = waiting[waiting["owner"] == owner]
    known = customers[customers["customer_id"].notna()].drop_duplicates("customer_id").set_index("customer_id")
    waiting = waiting.iloc[_order(waiting, known, kinds, as_of)].reset_index(drop=True)
    subject = waiting["customer_id"].astype("str").fillna(waiting["key"])
    first = ~subject.duplicated()
    chosen = waiting[first].head(lines).reset_index(drop=True)
    groups = [waiting[subject == name] for name in subject[first].head(lines)]
    traits = known["traits"].reindex(chosen["customer_id"]).astype("str").str.slice(0, TRAITS)
    made = chosen.assign(
        rank=np.arange(1, len(chosen) + 1),
        notes=pd.array([_notes(group) for group in groups], dtype="str"),
        why=pd.array([_why(group, as_of, lang) for group in groups], dtype="str"),
        traits=traits.array,
        visits_short=known["visits_short"].reindex(chosen["customer_id"]).astype("float64").to_numpy(),
        keys=pd.array([_BETWEEN.join(group["key"]) for group in groups], dtype="str"),
    )
    made["given"] = pd.array(_words(made), dtype="str")
    return made[list(_COLUMNS)]


def keys_of(listed: pd.DataFrame) -> list[str]:
    """The keys of all reminders that the rows of the list stand for."""
    return [key for keys in listed["keys"].dropna() for key in str(keys).split(_BETWEEN)]


def answered(reminders: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The reminders of the last refresh with what was typed on the list of the day since.

    `reminders`: key and WORDS; `listed`: the list as it stands (keys, given, WORDS). Status and postponement go to
    every reminder of the row, notes to its first one.
    """
    rows = listed[listed["keys"].notna() & listed["given"].notna()]
    if rows.empty or reminders.empty:
        return reminders
    typed = {key: reminders[key].astype("object").to_numpy(copy=True) for key in WORDS}
    place = {key: at for at, key in enumerate(reminders["key"].fillna(""))}
    for row, now, before in zip(rows.to_dict("records"), _words(rows), rows["given"], strict=True):
        there = [place[key] for key in str(row["keys"]).split(_BETWEEN) if key in place]
        for word, new, old in zip(
            WORDS, now.split(_WORDS_BETWEEN, 2), str(before).split(_WORDS_BETWEEN, 2), strict=False
        ):
            if new != old:
                typed[word][there[:1] if word == "notes" else there] = None if pd.isna(row[word]) else row[word]
    made = {key: pd.Series(typed[key], index=reminders.index, dtype="object") for key in WORDS}
    made["postponed_until"] = pd.to_datetime(made["postponed_until"])
    return reminders.assign(**{key: made[key].astype(reminders[key].dtype) for key in WORDS})


def _order(waiting: pd.DataFrame, known: pd.DataFrame, kinds: Mapping[str, float], as_of: dt.date) -> NDArray[np.intp]:
    """The order of the reminders: due before ahead, then kind, money of debts, weight, day; as they stood else."""
    ahead = days.whole(waiting["due"]) > days.day(as_of)
    kind = waiting["kind"].map(dict(kinds)).astype("float64").fillna(np.inf)
    owed = known["overdue"].reindex(waiting["customer_id"]).astype("float64").fillna(0).to_numpy()
    money = np.where(waiting["kind"].isin(DEBTS), -owed, 0.0)
    weight = waiting["priority"].map({one: at for at, one in enumerate(frame.PRIORITIES)}).fillna(len(frame.PRIORITIES))
    return np.lexsort((waiting["due"].to_numpy(), weight.to_numpy(), money, kind.to_numpy(), ahead))


def _why(group: pd.DataFrame, as_of: dt.date, lang: Lang) -> str:
    """All causes of a row in one sentence; those that only lie ahead are not told beside one that is due."""
    due = group[~(days.whole(group["due"]) > days.day(as_of))]
    causes = list(dict.fromkeys(frame.texts((due if len(due) else group)["why"])))
    said = _JOIN[lang].join(causes[:CAUSES])
    return said if len(causes) <= CAUSES else _MORE[lang].format(causes=said, n=len(causes) - CAUSES)


def _notes(group: pd.DataFrame) -> str | None:
    """The notes of a row's reminders, each once."""
    return "；".join(dict.fromkeys(note for note in frame.texts(group["notes"]) if note)) or None


def _words(rows: pd.DataFrame) -> list[str]:
    """Status, postponement and notes of each row as one text."""
    until = frame.dates(rows["postponed_until"])
    return [
        _WORDS_BETWEEN.join((status or OPEN, "" if day == "NaT" else day, notes))
        for status, day, notes in zip(frame.texts(rows["status"]), until, frame.texts(rows["notes"]), strict=True)
    ]
