"""Contacts who have left: from when on, and what hangs on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from workbook.rules.customers.contacts_here import here, of_those_here

AS_OF = dt.date(2026, 6, 30)


def contacts(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    status, left = zip(*rows, strict=True)
    days: Any = pd.Series(pd.to_datetime(list(left))).astype("datetime64[s]")
    ids = [f"L{at}" for at in range(len(rows))]
    return pd.DataFrame({"contact_id": ids, "status": pd.Series(status, dtype="str"), "left_on": days})


@pytest.mark.parametrize(
    ("status", "left_on", "there"),
    [
        (None, None, True),
        ("here", None, True),
        ("left", None, False),
        (None, "2026-06-30", False),
        ("left", "2026-06-01", False),
        ("left", "2026-07-01", True),
        ("here", "2026-06-01", False),
    ],
)
def test_the_day_tells_and_the_status_where_there_is_no_day(
    status: str | None, left_on: str | None, there: bool
) -> None:
    """Who leaves tomorrow is there today; who left on the day has gone."""
    assert here(contacts((status, left_on)), AS_OF).tolist() == [there]


def test_without_the_columns_everybody_is_there() -> None:
    """A book that does not note it."""
    assert here(pd.DataFrame({"name": ["a", "b"]}), AS_OF).tolist() == [True, True]


def test_family_and_anniversaries_go_with_their_contact() -> None:
    """Nobody congratulates the child of somebody who is not there any more."""
    given = {
        "tblContacts": contacts(("left", None), (None, None)),
        "tblFamily": pd.DataFrame({"contact_id": ["L0", "L1", None], "name": ["x", "y", "z"]}),
        "tblAnniversaries": pd.DataFrame({"contact_id": ["L0"], "what": ["day"]}),
    }
    made = of_those_here(given, AS_OF)
    assert made["tblContacts"]["contact_id"].tolist() == ["L1"]
    assert made["tblFamily"]["name"].tolist() == ["y", "z"]
    assert len(made["tblAnniversaries"]) == 0
    assert len(given["tblContacts"]) == 2
