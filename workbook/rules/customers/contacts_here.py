"""Contacts who are still there: who has left is asked for no more, greeted no more and reminded of no more.

Somebody has left whose 离职日期 is the as-of day or earlier, or whose status says so without a date. Who leaves later
is there until then, whatever the status says.

>>> contacts = pd.DataFrame({"status": [None, "left", "left", "here"],
...     "left_on": pd.to_datetime([None, None, "2026-07-15", "2026-06-01"])})
>>> here(contacts, dt.date(2026, 6, 30)).tolist()
[True, False, True, False]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEFT = "left"
"""Key of the list contact_status."""

CONTACTS = "tblContacts"
TABLES = (CONTACTS, "tblFamily", "tblAnniversaries")
"""The contacts, and what hangs on them by contact_id."""


def here(contacts: pd.DataFrame, as_of: dt.date) -> NDArray[np.bool_]:
    """Which contacts are still there on the day (n); without the columns status and left_on all of them."""
    gone = np.zeros(len(contacts), dtype=bool)
    if "status" in contacts:
        gone = contacts["status"].eq(LEFT).to_numpy(dtype=bool)
    if "left_on" in contacts:
        dated = contacts["left_on"].notna().to_numpy()
        gone = np.where(dated, days.whole(contacts["left_on"]) <= days.day(as_of), gone)
    return ~gone


def of_those_here(tables: Mapping[str, pd.DataFrame], as_of: dt.date) -> dict[str, pd.DataFrame]:
    """The tables without the contacts who have left, and without the family and the anniversaries of these."""
    made = dict(tables)
    if CONTACTS not in made:
        return made
    contacts = made[CONTACTS]
    stays = here(contacts, as_of)
    if stays.all():
        return made
    gone = contacts.loc[~stays, "contact_id"].dropna()
    made[CONTACTS] = contacts[stays]
    made |= {name: made[name][~made[name]["contact_id"].isin(gone)] for name in TABLES[1:] if name in made}
    return made
