"""What cards are made from, read from the book: worked out as refresh would, nothing of it written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.counting import related_results
from macros.counting.book_contents import CUSTOMERS, ORDERS, read_contents
from macros.counting.refresh_results import figures_of, reminders
from workbook import schema, tables
from workbook.rules.card.book_frames import BookFrames
from workbook.schema import card_groups as groups

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

TABLES = (
    "tblContacts", "tblProfiles", "tblIndustryNotes", "tblFamily", "tblAnniversaries", "tblBankProfiles", "tblVisits",
    "tblComplaints", "tblAddresses", "tblOpportunities", "tblCompetitors", "tblRisks", "tblPriceList", "tblPolicies",
    "tblDecisionChain",
)  # fmt: skip


def read_frames(book: xw.Book, as_of: dt.date | None) -> BookFrames:
    """Read everything that cards need, as of a day: the argument, else the setting, else today."""
    contents = read_contents(book, as_of)
    shared = figures_of(contents)
    given = related_results.RelatedInput(contents, shared.customers, shared.counted.customers["units"], shared.book)
    worked = related_results.compute(given)
    frames = {name: _with(contents.frame(name), worked.get(name)) for name in TABLES}
    return BookFrames(
        contents.as_of,
        contents.lang,
        {CUSTOMERS: shared.customers, **frames},
        shared.book,
        contents.frame(ORDERS)[["order_no", "product"]],
        reminders(contents, shared).due,
        {key: tables.labels_of(book, key) for key in _lists()},
        tables.list_column(book, "quality", "advice"),
    )


def _with(rows: pd.DataFrame, worked: pd.DataFrame | None) -> pd.DataFrame:
    """A table's rows with what is worked out of them."""
    return rows if worked is None else rows.assign(**{str(key): worked[key].reindex(rows.index) for key in worked})


def _lists() -> list[str]:
    """The lists whose labels stand on a card."""
    named = {field.list for name in (CUSTOMERS, *TABLES) for field in schema.table(name).fields if field.list}
    return sorted({*named, *groups.LISTS})
