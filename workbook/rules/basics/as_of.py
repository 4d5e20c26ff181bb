"""As of a day: what is dated later counts nowhere.

A *row* of a table in `EVENTS` is something that happened on its date; dated after the as-of day it has not happened
yet, and is left out of everything. A *cell* of `FACTS` is a date beside the row that only the past can give (answered
on, reviewed on, in this stage since); after the as-of day it is not known yet, and read as blank, so that one wrong
year silences nobody: a complaint answered in 2062 is unanswered. What may well lie ahead - the end of a contract, a
planned visit, a promise - is in neither; but a date of `PLANS` that lies more years ahead than anybody plans is a slip
too, and read as blank. Rows without a date stay: nothing says that they are later.

>>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-01", "2062-06-05", None]),
...     "answered_on": pd.to_datetime(["2062-06-05", None, None])})
>>> known = known_on("tblComplaints", rows, dt.date(2026, 6, 5))
>>> known.rows.index.tolist(), known.rows["answered_on"].isna().all().item(), known.later, known.later_dates
([0, 2], True, 1, 1)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from numpy.typing import NDArray

EVENTS: dict[str, str] = {
    "tblTransactions": "date",
    "tblPayments": "date",
    "tblReconciliations": "date",
    "tblComplaints": "date",
    "tblSatisfaction": "date",
    "tblSuggestions": "date",
    "tblIndustryNotes": "date",
    "tblCompetitors": "seen_on",
    "tblSurveys": "date",
    "tblSweeps": "date",
    "tblScorecards": "date",
}
"""Table → the date of what its row tells of."""

FACTS: dict[str, tuple[str, ...]] = {
    "tblCustomers": ("created_on", "reviewed_on", "consent_on"),
    "tblProfiles": ("founded_on", "relation_since"),
    "tblContacts": ("joined_on",),
    "tblTransactions": ("invoiced_on",),
    "tblReconciliations": ("confirmed_on",),
    "tblComplaints": ("answered_on", "closed_on"),
    "tblSuggestions": ("feedback_on",),
    "tblRisks": ("assessed_on",),
    "tblOpportunities": ("stage_since",),
    "tblSurveys": ("counted_on",),
    "tblReports": ("sent",),
}
"""Table → other dates of its rows that lie in the past."""

SOON, LATER = 3, 20
PLANS: dict[str, dict[str, int]] = {
    "tblVisits": {"next_date": SOON, "promise_due": SOON},
    "tblContracts": {"next_report_on": SOON, "ends_on": LATER},
    "tblRisks": {"next_on": SOON},
    "tblSuggestions": {"due": SOON},
    "tblReports": {"due": SOON},
    "tblBankProfiles": {"deposit_matures_on": LATER},
}
"""Table → dates that may lie ahead, and how many years at most: further on it is the year that is wrong."""


@dataclass(frozen=True)
class Known:
    """The rows known on a day (a subset of the table's, on its index), and how many rows and dates are later."""

    rows: pd.DataFrame
    later: int
    later_dates: int


def after(dates: pd.Series[Any], as_of: dt.date) -> NDArray[np.bool_]:
    """Which dates lie after the day; False for a missing one."""
    found: NDArray[np.bool_] = days.whole(dates) > days.day(as_of)
    return found


def farthest(as_of: dt.date, years: int) -> dt.date:
    """The last day that lies so many years ahead.

    >>> farthest(dt.date(2026, 6, 5), 3)
    datetime.date(2029, 12, 31)
    """
    return dt.date(min(as_of.year + years, dt.MAXYEAR), 12, 31)


def known_on(table: str, frame: pd.DataFrame, as_of: dt.date) -> Known:
    """The rows of a table (its Excel name) as they were known on a day; the same frame where nothing is later."""
    later = 0
    event = EVENTS.get(table)
    if event in frame:
        ahead = after(frame[event], as_of)
        later = int(ahead.sum())
        frame = frame[~ahead] if later else frame
    blanked: dict[str, pd.Series[Any]] = {}
    many = 0
    for key in FACTS.get(table, ()):
        if key in frame and (ahead := after(frame[key], as_of)).any():
            blanked[key] = frame[key].mask(ahead)
            many += int(ahead.sum())
    for key, years in PLANS.get(table, {}).items():
        if key in frame and (ahead := after(frame[key], farthest(as_of, years))).any():
            blanked[key] = frame[key].mask(ahead)
            many += int(ahead.sum())
    return Known(frame.assign(**blanked) if blanked else frame, later, many)
