"""The week's plan in copies: it goes out as it was confirmed, and what people say of it comes back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from macros.analyses.plan import plan
from tests.macros.analyses.test_plan import AS_OF, NEXT, rows
from tests.macros.lead_lists import opened
from tests.macros.sharing.copies import collected, confirmed, edit, put, value
from workbook import engine


def test_a_kept_week_travels_and_comes_back(handed: Path) -> None:
    """A copy holds the person's own rows; what is put off there, or called off, comes back with the reason."""
    with engine.open_book(handed / "zhao.xlsm", read_only=True) as book:
        theirs = rows(book)
        assert set(theirs["salesperson"]) == {"zhao"}
        assert set(theirs["state"]) == {"confirmed"}
    with engine.open_book(handed / "book.xlsm", read_only=True) as book:
        ours = rows(book)
        assert set(theirs["row_id"]) == set(ours.loc[ours["salesperson"] == "zhao", "row_id"])
    one = str(theirs["row_id"].iloc[0])
    edit(handed / "zhao.xlsm", put("tblVisitPlan", one, moved_to=pd.Timestamp("2026-07-09"), reason="采购出差"))
    changes = collected(handed, "zhao.xlsm")
    assert {change["field"] for change in changes} == {"改期到", "改期或取消的原因"}
    confirmed(handed)
    assert value(handed / "book.xlsm", "tblVisitPlan", one, "reason") == "采购出差"
    assert value(handed / "book.xlsm", "tblVisitPlan", one, "moved_to") == pd.Timestamp("2026-07-09")
    with opened(handed / "book.xlsm") as book:
        plan(book, week=NEXT, as_of=AS_OF)
        assert theirs["customer_id"].iloc[0] in set(rows(book, NEXT)["customer_id"])
