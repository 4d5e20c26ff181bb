"""Registry of all tables and lists of the book: the tables in sheet order, and each by its name."""

from __future__ import annotations

from workbook.schema.list_model import ListOf
from workbook.schema.lists import LISTS
from workbook.schema.model import Table
from workbook.schema.tables import (
    analyses,
    contacts,
    customers,
    import_sheets,
    letters,
    market,
    opportunities,
    performance,
    planning,
    prices,
    results,
    service,
    service_sheets,
    sharing,
    trade,
    visit_sheets,
    visits,
)

TABLES: tuple[Table, ...] = (
    results.TODAY,
    results.REST_OF_DAY,
    results.FOUND,
    customers.CUSTOMERS,
    contacts.CONTACTS,
    trade.TRANSACTIONS,
    visits.VISITS,
    results.REMINDERS,
    results.PROBLEMS,
    import_sheets.LEAD_PREVIEW,
    import_sheets.LEAD_COLUMNS,
    import_sheets.DUPLICATES,
    contacts.PROFILES,
    contacts.ADDRESSES,
    contacts.FAMILY,
    contacts.ANNIVERSARIES,
    contacts.BANK_PROFILES,
    contacts.INDUSTRY_NOTES,
    trade.PRODUCTS,
    prices.PRICE_LIST,
    prices.POLICIES,
    trade.PAYMENTS,
    trade.CONTRACTS,
    trade.RECONCILIATIONS,
    service.COMPLAINTS,
    service.SATISFACTION,
    service.SUGGESTIONS,
    service.ACTIVITIES,
    service.PARTICIPANTS,
    opportunities.OPPORTUNITIES,
    opportunities.DECISION_CHAIN,
    opportunities.RISKS,
    market.COMPETITORS,
    market.MARKETS,
    market.SURVEYS,
    market.SWEEPS,
    planning.SCORECARDS,
    planning.TARGETS,
    planning.REPORTS,
    letters.TEMPLATES,
    letters.DRAFTS,
    results.REMINDER_HISTORY,
    results.GRADE_HISTORY,
    *analyses.TABLES,
    *visit_sheets.TABLES,
    *service_sheets.TABLES,
    *performance.TABLES,
    sharing.HANDOUTS,
    sharing.MASKED,
    sharing.MERGE_PREVIEW,
    sharing.REGISTERED,
    import_sheets.IMPORT_LOG,
    import_sheets.LABELS,
    import_sheets.JOURNAL,
    sharing.ERASED,
    sharing.BASES,
)

_TABLES = {t.name: t for t in (*TABLES, *(one.table for one in LISTS))}
_LISTS = {one.key: one for one in LISTS}


def table(name: str) -> Table:
    """The table (or list's table) with this Excel name; KeyError if there is none."""
    return _TABLES[name]


def listing(key: str) -> ListOf:
    """The dictionary list with this key; KeyError if there is none."""
    return _LISTS[key]

