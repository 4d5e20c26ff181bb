"""The worked-out columns of the tables around the customers: ages, stages, stock, points, names beside numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from macros.counting.book_contents import ORDERS, Situation

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger


@dataclass(frozen=True)
class Around:
    """What the rules of other tables look at beside their own rows."""

    seen: Situation
    customers: pd.DataFrame  # with their worked-out columns
    units: pd.Series  # net amount of each customer, int64 units
    book: Ledger


def work_out(around: Around) -> dict[str, pd.DataFrame]:
    """Table name -> its worked-out columns, on the table's own index; tables without rows are left out."""
    seen = around.seen
    columns = _names(seen)
    for name, rule in _RULES.items():
        rows = seen.frame(name)
        if len(rows):
            found = rule(rows, around)
            declared = [key for key in found.columns if key in seen.rows[name].table]
            columns[name] = columns.get(name, pd.DataFrame(index=rows.index)).join(found[declared])
    return columns


def _names(seen: Situation) -> dict[str, pd.DataFrame]:
    """The columns that show the name a number stands for."""
    shown = {name: [f.key for f in data.table.fields if f.shows] for name, data in seen.rows.items() if name != ORDERS}
    return {name: seen.frame(name)[keys] for name, keys in shown.items() if keys and len(seen.frame(name))}


# One function a table; each loads its rule only where the table has rows.


def _contacts(rows: pd.DataFrame, around: Around) -> pd.DataFrame:
    from workbook.rules.customers import contact_persons

    points = contact_persons.contact_points(
        rows, around.customers, around.units, around.seen.settings["points_per_unit"]
    )
    return contact_persons.birth(rows, around.seen.as_of, around.seen.lang).assign(points=points)


def _opportunities(rows: pd.DataFrame, around: Around) -> pd.DataFrame:
    from workbook.rules.sales import pipeline

    return pipeline.progress(rows, around.seen.stages, around.seen.as_of)


def _surveys(rows: pd.DataFrame, around: Around) -> pd.DataFrame:
    from workbook.rules.market import stock

    return stock.surveys(rows, around.seen.frame("tblProducts"), around.seen.lang)


def _scorecards(rows: pd.DataFrame, around: Around) -> pd.DataFrame:
    from workbook.rules.customers import scorecard

    return scorecard.card_points(rows, around.seen.indicators).rename("points").to_frame()


def _complaints(rows: pd.DataFrame, around: Around) -> pd.DataFrame:
    from workbook.rules.customers import complaints

    return complaints.timing(rows)


def _activities(rows: pd.DataFrame, around: Around) -> pd.DataFrame:
    from workbook.rules.sales import activities

    seen = around.seen
    return activities.effects(rows, seen.frame("tblParticipants"), around.customers, around.book, seen.as_of)


def _markets(rows: pd.DataFrame, around: Around) -> pd.DataFrame:
    from workbook.rules.market import market_share

    return market_share.shares(rows, around.customers, around.book, around.seen.as_of)


_RULES: Mapping[str, Callable[[pd.DataFrame, Around], pd.DataFrame]] = {
    "tblContacts": _contacts,
    "tblOpportunities": _opportunities,
    "tblSurveys": _surveys,
    "tblScorecards": _scorecards,
    "tblComplaints": _complaints,
    "tblActivities": _activities,
    "tblMarkets": _markets,
}
