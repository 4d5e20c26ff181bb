"""Letters that are still to be sent are no contact."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.rules.customers.next_contact import contacts
from workbook.rules.visits.sent import happened

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": pd.Series(["C1"], dtype="str"),
        "last_order": pd.to_datetime(["2026-03-01"]).astype("datetime64[s]"),
        "created_on": pd.to_datetime(["2026-01-01"]).astype("datetime64[s]"),
        "contact_strategy": pd.Series(["monthly"], dtype="str"),
        "visits_per_month": [1.0],
    }
)


def last_and_next(sent: str | None) -> tuple[str, str]:
    """Ordered on 1 March, to be called every 30 days, a letter of 10 March in this state, as of 20 March."""
    visits = pd.DataFrame(
        {
            "customer_id": pd.Series(["C1"], dtype="str"),
            "date": pd.to_datetime(["2026-03-10"]).astype("datetime64[s]"),
            "sent": pd.Series([sent], dtype="str"),
        }
    )
    found = contacts(CUSTOMERS, visits[happened(visits)], {"monthly": 30.0}, dt.date(2026, 3, 20))
    return f"{found['last_contact'].iloc[0]:%m-%d}", f"{found['next_contact'].iloc[0]:%m-%d}"


def test_a_draft_is_no_touch() -> None:
    """The order of 1 March is the last one: 1 March + 30 days = 31 March."""
    assert last_and_next("draft") == ("03-01", "03-31")


def test_once_sent_it_is_one() -> None:
    """10 March + 30 days = 9 April."""
    assert last_and_next("sent") == ("03-10", "04-09")


def test_every_other_visit_or_call_counts() -> None:
    """Blank is what rows were before there were letters."""
    assert last_and_next(None) == ("03-10", "04-09")


def test_without_the_column_all_rows_happened() -> None:
    """As in a list of visits that nobody writes letters in."""
    assert happened(pd.DataFrame({"date": [1, 2]})).tolist() == [True, True]
