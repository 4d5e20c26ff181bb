"""Every source of reminders, and the candidates of all of them. A new kind: its module, and its line in SOURCES."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from workbook.rules.reminders.kinds import (
    anniversary,
    birthday,
    churn,
    complaint,
    contact,
    contract,
    credit,
    decline,
    deposit,
    first_call,
    low_mark,
    opportunity,
    price_end,
    progress,
    promise,
    receivable,
    reconcile,
    report,
    risk,
    sample,
    stale,
    stock,
    suggestion,
    visit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from workbook.language import Lang
    from workbook.rules.reminders.source import Source

SOURCES: tuple[Source, ...] = (
    contact.SOURCE,
    first_call.SOURCE,
    decline.SOURCE,
    receivable.SOURCE,
    sample.SOURCE,
    promise.SOURCE,
    visit.SOURCE,
    complaint.SOURCE,
    complaint.OPEN_SOURCE,
    low_mark.SOURCE,
    churn.SOURCE,
    contract.SOURCE,
    progress.SOURCE,
    opportunity.SOURCE,
    risk.SOURCE,
    deposit.SOURCE,
    suggestion.SOURCE,
    report.SOURCE,
    report.URGENT_SOURCE,
    report.WAITING_SOURCE,
    stock.SOURCE,
    stock.CUT_SOURCE,
    price_end.SOURCE,
    birthday.SOURCE,
    birthday.FAMILY,
    anniversary.SOURCE,
    stale.SOURCE,
    credit.SOURCE,
    credit.GROUP_SOURCE,
    reconcile.SOURCE,
)

LISTS = tuple(sorted({name for source in SOURCES for name in source.lists.values()}))
"""The list columns that they read: "list.column"."""


def due(
    given: Mapping[str, pd.DataFrame | pd.Series[Any]],
    lists: Mapping[str, Mapping[str, Any]],
    settings: Mapping[str, Any],
    *,
    as_of: dt.date,
    lang: Lang = "zh",
) -> list[pd.DataFrame]:
    """The candidates of each source, in their order.

    `given` holds what sources need (`source.py`): references in its frames (customer_id, contact_id) are resolved
    ids, contact_name holds the contact's name; a table that is absent raises nothing. `lists`: "list.column" → key →
    value, for LISTS.
    """
    return [source.candidates(given, lists, settings, as_of=as_of, lang=lang) for source in SOURCES]
