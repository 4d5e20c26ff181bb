"""Registry of the reminder sources that live in tables of their own.

A table that is absent (a book without that sheet) simply raises nothing. Contact and decline are not here: they
come from the customers and the ledger.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from workbook.rules.reminders import (
    anniversary,
    birthday,
    complaint,
    contract,
    credit,
    deposit,
    opportunity,
    price_cut,
    progress,
    promise,
    report,
    risk,
    stale,
    stock,
    visit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from workbook.language import Lang

LISTS = (
    "complaint_severity.days",
    "credit_terms.over",
    "family_relation.label",
    "report_kind.label",
    "risk_kind.label",
    "risk_level.days",
    "stage.days",
    "stage.label",
)
"""The list columns that `due` reads: "list.column" → key → value."""

SETTINGS = ("lead_days", "stale_days", "complaint_days")
"""The settings that `due` reads."""


def due(
    tables: Mapping[str, pd.DataFrame],
    customers: pd.DataFrame,
    lists: Mapping[str, Mapping[str, Any]],
    settings: Mapping[str, Any],
    *,
    as_of: dt.date,
    lang: Lang = "zh",
) -> list[pd.DataFrame]:
    """The candidates of every table in `tables` (Excel name → frame), and of the customers' own records.

    References in the frames (customer_id, contact_id) are resolved ids; contact_name holds the contact's name.
    `customers` has its worked-out columns (grade; receivable and credit_limit where receivables are known).
    """
    lead = int(settings["lead_days"])

    def of(name: str) -> Mapping[str, Any]:
        return lists.get(name, {})

    ahead: dict[str, Any] = {"as_of": as_of, "lead": lead, "lang": lang}
    now: dict[str, Any] = {"as_of": as_of, "lang": lang}
    sources: tuple[tuple[str, Callable[[pd.DataFrame], pd.DataFrame]], ...] = (
        ("tblVisits", lambda t: promise.due(t, customers, **ahead)),
        ("tblVisits", lambda t: visit.due(t, customers, **ahead)),
        (
            "tblComplaints",
            lambda t: complaint.due(
                t,
                customers,
                answer_days=float(settings["complaint_days"]),
                severity_days=of("complaint_severity.days"),
                **now,
            ),
        ),
        ("tblContracts", lambda t: contract.due(t, customers, **ahead)),
        ("tblContracts", lambda t: progress.due(t, customers, **ahead)),
        (
            "tblOpportunities",
            lambda t: opportunity.due(t, customers, stage_days=of("stage.days"), stage_labels=of("stage.label"), **now),
        ),
        (
            "tblRisks",
            lambda t: risk.due(
                t, customers, level_days=of("risk_level.days"), kind_labels=of("risk_kind.label"), **ahead
            ),
        ),
        ("tblBankProfiles", lambda t: deposit.due(t, customers, **ahead)),
        ("tblReports", lambda t: report.due(t, customers, kind_labels=of("report_kind.label"), **ahead)),
        ("tblSurveys", lambda t: stock.due(t, customers, **now)),
        ("tblSurveys", lambda t: price_cut.due(t, customers, **now)),
        ("tblContacts", lambda t: birthday.due(t, customers, **ahead)),
        (
            "tblFamily",
            lambda t: birthday.family(
                t, tables["tblContacts"], customers, relation_labels=of("family_relation.label"), **ahead
            ),
        ),
        ("tblAnniversaries", lambda t: anniversary.due(t, tables["tblContacts"], customers, **ahead)),
    )
    found = [make(tables[name]) for name, make in sources if name in tables and len(tables[name])]
    found.append(stale.due(customers, stale_days=float(settings["stale_days"]), **now))
    if "receivable" in customers:
        found.append(credit.due(customers, handling=of("credit_terms.over"), **now))
    return found
