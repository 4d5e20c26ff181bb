"""Birthday: contacts and their family, solar or lunar, some days ahead and a few days after. One cycle is one year.

A greeting that comes a little late is still one, so that a weekend does not swallow a birthday."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import birthdays
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

if TYPE_CHECKING:
    from collections.abc import Mapping


KIND = "birthday"

LATE = 3  # days after the day on which the reminder still stands

_WHY = Text("{who}的生日：{date}（{calendar}）", "Birthday of {who} on {date} ({calendar})")
_FAMILY = Text("{name}的{relation}{who}", "{who}, {relation} of {name}")
_KIN = Text("家人", "family")
ACTION = Text("送上生日祝福", "Send birthday wishes")


def due(
    contacts: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from contacts with row_id, customer_id, name, birthday, calendar (key, blank = solar).

    A birthday is text, with or without a year, solar or lunar (rules/basics/birthdays.py). The sentence tells day and
    month.
    """
    kept = next_days(contacts["birthday"], contacts["calendar"], as_of)
    rows = contacts.assign(kept=kept)
    return _due(rows, frame.texts(rows["name"]), contacts["name"], customers, as_of, lead, lang)


def family(
    members: pd.DataFrame,
    contacts: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    as_of: dt.date,
    lead: int = 7,
    relation_labels: Mapping[str, str] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """The same for family members with row_id, contact_id (resolved), name, relation, birthday, calendar."""
    labels = relation_labels or {}
    rows = with_contacts(members, contacts)
    rows = rows.assign(kept=next_days(rows["birthday"], rows["calendar"], as_of))
    who = [
        _FAMILY[lang].format(name=name, relation=labels.get(relation, relation) or _KIN[lang], who=one)
        for name, relation, one in zip(
            frame.texts(rows["contact_name"]), frame.texts(rows["relation"]), frame.texts(rows["name"]), strict=True
        )
    ]
    return _due(rows, who, rows["contact_name"], customers, as_of, lead, lang)


def with_contacts(rows: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    """Rows with contact_id, and the customer_id and contact_name of the contact (contact_id, customer_id, name)."""
    people = contacts[["contact_id", "customer_id", "name"]].dropna(subset=["contact_id"]).drop_duplicates("contact_id")
    whose = people.set_index("contact_id").rename(columns={"name": "contact_name"})
    return rows.drop(columns=["customer_id", "contact_name"], errors="ignore").join(whose, on="contact_id")


def next_days(days: pd.Series[Any], calendars: pd.Series[Any], as_of: dt.date) -> pd.Series[Any]:
    """The day on which each birthday is kept next, from LATE days before as_of on (datetime64[s], NaT = unknown)."""
    start = as_of - dt.timedelta(days=LATE)
    kept = [
        np.datetime64("NaT") if (day := birthdays.next_day(one, start)) is None else np.datetime64(day, "s")
        for one in map(birthdays.of, days.tolist(), calendars.tolist())
    ]
    return pd.Series(np.array(kept, dtype="datetime64[s]"), index=days.index)


def calendar_words(days: pd.Series[Any], calendars: pd.Series[Any], lang: Lang) -> list[str]:
    """How a reminder names the calendar of each of these birthdays, all of which can be read."""
    read = map(birthdays.of, days.tolist(), calendars.tolist())
    return [birthdays.words(one)[lang] if one else "" for one in read]


def _due(
    rows: pd.DataFrame,
    who: list[str],
    contact: pd.Series[Any],
    customers: pd.DataFrame,
    as_of: dt.date,
    lead: int,
    lang: Lang,
) -> pd.DataFrame:
    rows = rows.assign(who=pd.Series(who, index=rows.index, dtype="str"), person=contact)

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(who=one, date=kept[5:], calendar=calendar)
            for one, kept, calendar in zip(
                found["who"],
                frame.dates(found["kept"]),
                calendar_words(found["birthday"], found["calendar"], lang),
                strict=True,
            )
        ]

    return frame.dated(
        KIND,
        rows,
        customers,
        due="kept",
        as_of=as_of,
        lead=lead,
        why=why,
        action=ACTION[lang],
        contact="person",
        anchor=lambda found: [date[:4] for date in frame.dates(found["kept"])],
    )


SOURCE = Source(KIND, due, ("tblContacts", CUSTOMERS), settings={"lead": "lead_days"})
FAMILY = Source(
    KIND,
    family,
    ("tblFamily", "tblContacts", CUSTOMERS),
    lists={"relation_labels": "family_relation.label"},
    settings={"lead": "lead_days"},
)
