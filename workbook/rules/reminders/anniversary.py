"""Anniversary: the days of each year to remember, solar or lunar, ahead and a few days after. One cycle is one year."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.lunar_calendar import month_day, next_birthday
from workbook.rules.reminders import frame
from workbook.rules.reminders.birthday import LATE, LUNAR
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "anniversary"

_WHY = Text("{date}是{who}的{what}（{calendar}）", "{what} of {who} on {date} ({calendar})")
_SOLAR = Text("公历", "solar")
_DAY = Text("纪念日", "anniversary")
ACTION = Text("致以祝贺", "Send congratulations")


def due(
    anniversaries: pd.DataFrame,
    contacts: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    as_of: dt.date,
    lead: int = 7,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from anniversaries with row_id, contact_id (resolved), month_day (text MM-DD), calendar, what; and
    contacts with contact_id, customer_id, name. A month-day that exists in no year raises nothing: check names it."""
    people = contacts[["contact_id", "customer_id", "name"]].dropna(subset=["contact_id"]).drop_duplicates("contact_id")
    whose = people.set_index("contact_id").rename(columns={"name": "contact_name"})
    rows = anniversaries.drop(columns=["customer_id", "contact_name"], errors="ignore").join(whose, on="contact_id")
    start = as_of - dt.timedelta(days=LATE)
    lunar = (rows["calendar"] == LUNAR).tolist()
    kept = [_kept(text, start, one) for text, one in zip(frame.texts(rows["month_day"]), lunar, strict=True)]
    rows = rows.assign(kept=pd.Series(np.array(kept, dtype="datetime64[s]"), index=rows.index), lunar=lunar)

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(
                who=who,
                what=what or _DAY[lang],
                date=date[5:],
                calendar=_words(text, lang) if is_lunar else _SOLAR[lang],
            )
            for who, what, date, text, is_lunar in zip(
                frame.texts(found["contact_name"]),
                frame.texts(found["what"]),
                frame.dates(found["kept"]),
                frame.texts(found["month_day"]),
                found["lunar"],
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
        contact="contact_name",
        anchor=lambda found: [date[:4] for date in frame.dates(found["kept"])],
    )


def _kept(text: str, start: dt.date, lunar: bool) -> np.datetime64:
    month, dash, day = text.partition("-")
    if not (dash and month.isdecimal() and day.isdecimal()):
        return np.datetime64("NaT")
    try:
        return np.datetime64(next_birthday(int(month), int(day), start, lunar=lunar), "s")
    except ValueError:
        return np.datetime64("NaT")


def _words(text: str, lang: Lang) -> str:
    month, _, day = text.partition("-")
    return month_day(int(month), int(day))[lang]


SOURCE = Source(KIND, due, ("tblAnniversaries", "tblContacts", CUSTOMERS), settings={"lead": "lead_days"})
