"""Anniversary: the days of each year to remember, solar or lunar, ahead and a few days after. One cycle is one year."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.kinds.birthday import calendar_words, next_days, with_contacts
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "anniversary"

_WHY = Text("{date}是{who}的{what}（{calendar}）", "{what} of {who} on {date} ({calendar})")
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
    """Candidates from anniversaries with row_id, contact_id (resolved), month_day (text, as birthdays are), calendar,
    what; and contacts with contact_id, customer_id, name. A day that exists in no year raises nothing: check names
    it."""
    rows = with_contacts(anniversaries, contacts)
    rows = rows.assign(kept=next_days(rows["month_day"], rows["calendar"], as_of))

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(
                who=who,
                what=what or _DAY[lang],
                date=date[5:],
                calendar=calendar,
            )
            for who, what, date, calendar in zip(
                frame.texts(found["contact_name"]),
                frame.texts(found["what"]),
                frame.dates(found["kept"]),
                calendar_words(found["month_day"], found["calendar"], lang),
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


SOURCE = Source(KIND, due, ("tblAnniversaries", "tblContacts", CUSTOMERS), settings={"lead": "lead_days"})
