"""New customers of a copy that somebody else looks after already, by the list of all names that the copy holds (报备).

In the book itself the list is empty: there `duplicates` says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.rules.check.context import Context
from workbook.rules.matching.registered import SETTLE, registered_with, taken
from workbook.schema.findings import Finding, Severity
from workbook.schema.home import PROVISIONAL
from workbook.schema.model import Table
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.sharing import REGISTERED

if TYPE_CHECKING:
    import pandas as pd


def with_somebody_else(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A warning for each new customer whose name another salesperson has registered."""
    listed = context.tables.get(REGISTERED.name)
    if table.name != CUSTOMERS.name or listed is None or listed.empty or "name" not in frame:
        return []
    new = frame["customer_id"].fillna(PROVISIONAL).str.startswith(PROVISIONAL)
    others = listed[~listed["name"].isin(frame.loc[~new, "name"])].reset_index(drop=True)
    names = frame.loc[new, "name"]
    people = dict(zip(context.lists["salesperson"]["key"], context.lists["salesperson"]["label"], strict=True))
    return [
        Finding(
            table.name, int(names.index[at]), "name", taken(others, row, people), SETTLE, names.iloc[at],
            Severity.WARNING,
        )
        for at, row in registered_with(names.tolist(), others).items()
    ]  # fmt: skip
