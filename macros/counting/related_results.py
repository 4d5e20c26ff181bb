"""The computed columns of the tables that refer to customers: ages, stages, stock, points, names beside numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from macros.counting.book_contents import CUSTOMERS, ORDERS, BookContents

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger


@dataclass(frozen=True)
class RelatedInput:
    """What the rules of these tables need beside the table's own rows."""

    contents: BookContents
    customers: pd.DataFrame  # with their computed columns
    units: pd.Series  # net amount of each customer, int64 units
    book: Ledger
    elsewhere: bool = False  # order lines lie outside the book: what is worked out from single lines stays blank


def compute(given: RelatedInput) -> dict[str, pd.DataFrame]:
    """Table name -> its computed columns, on the table's own index; tables without rows are left out."""
    contents = given.contents
    columns = _names(contents)
    for name, rule in _RULES.items():
        rows = contents.frame(name)
        if len(rows):
            found = rule(rows, given)
            if given.elsewhere and name in FROM_LINES:
                found = found.iloc[:0]
            declared = [key for key in found.columns if key in contents.rows[name].table]
            every = pd.DataFrame(index=contents.whole[name].frame.index)  # a row dated later has blanks
            columns[name] = columns.get(name, every).join(found[declared])
    return columns


FROM_LINES = ("tblActivities", "tblMarkets")
"""Tables whose figures come from single order lines of the sheet."""


def _names(contents: BookContents) -> dict[str, pd.DataFrame]:
    """The columns that show the name a number stands for."""
    shown = {
        name: [f.key for f in data.table.fields if f.shows]
        for name, data in contents.whole.items()
        if name not in (ORDERS, CUSTOMERS)
    }
    every = {name: contents.whole[name].frame for name in shown}
    return {name: every[name][keys] for name, keys in shown.items() if keys and len(every[name])}


# One function a table; each loads its rule only where the table has rows.


def _contacts(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.customers import contact_persons

    points = contact_persons.contact_points(
        rows, given.customers, given.units, given.contents.settings["points_per_unit"]
    )
    return contact_persons.birth(rows, given.contents.as_of, given.contents.lang).assign(points=points)


def _opportunities(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.sales import pipeline

    return pipeline.progress(rows, given.contents.stages, given.contents.as_of)


def _surveys(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.market import stock

    return stock.surveys(rows, given.contents.frame("tblProducts"), given.contents.lang)


def _scorecards(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.customers import scorecard

    return scorecard.card_points(rows, given.contents.indicators).rename("points").to_frame()


def _complaints(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    return complaint_times(rows, given.contents)


def complaint_times(rows: pd.DataFrame, contents: BookContents) -> pd.DataFrame:
    """answer_days, closing_days, repeats and late_days of the complaints, as they are now."""
    from workbook.rules.customers import complaints
    from workbook.rules.service.complaint_figures import late_days

    days, by_severity = float(contents.settings["complaint_days"]), contents.list("complaint_severity.days")
    return complaints.timing(rows).assign(late_days=late_days(rows, contents.as_of, days, by_severity))


def _suggestions(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.service import suggestions

    return suggestions.ranked(rows)


def _activities(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.sales import activities

    contents = given.contents
    return activities.effects(rows, contents.frame("tblParticipants"), given.customers, given.book, contents.as_of)


def _markets(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.market import market_share

    return market_share.shares(rows, given.customers, given.book, given.contents.as_of, given.contents.lang)


def _competitors(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.market import rivals

    return rivals.changes(rows, given.contents.lang)


def _reports(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    from workbook.rules.service import reports_due

    return reports_due.late_days(rows, given.contents.as_of).rename("late_days").to_frame()


def _bank_profiles(rows: pd.DataFrame, given: RelatedInput) -> pd.DataFrame:
    return recommended(rows, given.contents).to_frame()


def recommended(rows: pd.DataFrame, contents: BookContents) -> pd.Series:
    """recommended_products of the bank profiles, as they are now."""
    from workbook.rules.customers import bank_products

    levels, risks = contents.list("bank_level.rank"), contents.list("risk_tolerance.rank")
    rules = bank_products.rules(contents.bank_advice, levels, risks)
    found = bank_products.recommended(rows, rules, levels, risks, contents.list("bank_product.label"))
    return found.rename("recommended_products")


_RULES: Mapping[str, Callable[[pd.DataFrame, RelatedInput], pd.DataFrame]] = {
    "tblContacts": _contacts,
    "tblOpportunities": _opportunities,
    "tblSurveys": _surveys,
    "tblScorecards": _scorecards,
    "tblComplaints": _complaints,
    "tblSuggestions": _suggestions,
    "tblActivities": _activities,
    "tblMarkets": _markets,
    "tblReports": _reports,
    "tblCompetitors": _competitors,
    "tblBankProfiles": _bank_profiles,
}
