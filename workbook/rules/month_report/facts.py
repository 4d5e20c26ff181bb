"""What a period's report is made from: the figures of the book as of the period's last day, as frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbook.rules.basics.order_ledger import Ledger
    from workbook.rules.basics.periods import Period


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The whole company's; `of_person` leaves one salesperson's. Customers stand in the ledger's order; units are
    int64."""

    lang: Lang
    company: str
    period: Period
    as_of: dt.date
    closing: str
    adjusted: int | None  # units changed since closing; None where the period is not closed
    closes_on: int | None
    customers: pd.DataFrame  # customer_id, name, owner, region, first_order, last_order, overdue (money)
    mine: NDArray[np.bool_]  # the customers that the report is about
    book: Ledger
    flow: pd.DataFrame  # flows.of_period
    lines: pd.DataFrame  # product, quantity, cost on the ledger's index
    sellers: pd.Series[Any]  # whose each line is, on the ledger's index
    sold: pd.DataFrame  # flows.months by salesperson ("" = nobody): month (its number), value, units
    first_owner: pd.Series[Any]  # the owner on the day of the first order, by customer
    payments: pd.DataFrame  # customer (position, -1 = nobody), date, units
    targets: pd.DataFrame  # month, salesperson, region, amount, visits, new_customers
    visits: pd.DataFrame  # customer_id, date, salesperson, kind, promise_due, promise_kept
    satisfaction: pd.DataFrame  # date, overall, owner of the customer on that day
    items: pd.DataFrame  # credit.open_items
    overdue_before: pd.Series[Any]  # units overdue the day before the period began, by customer
    medians: pd.Series[Any]  # decline.rhythm
    declines: pd.DataFrame  # decline.declines of customers that are not archived
    owed: pd.DataFrame  # visits_owed.owed, of the months of the period added up
    reminders: pd.DataFrame  # what is due: kind, customer_id, customer_name, due, owner
    catalogue: pd.DataFrame  # name, cost, tax_rate
    tax_included: bool
    labels: Mapping[str, Mapping[str, str]]  # list -> key -> label
    person: str | None = None  # key of the salesperson

    def name(self, position: int) -> str:
        """A customer as the report calls it."""
        name, number = (self.customers[key].iloc[position] for key in ("name", "customer_id"))
        return str(name) if isinstance(name, str) else str(number)

    def label(self, listed: str, key: object) -> str:
        """A list's key as it is shown; '' for none."""
        return self.labels[listed].get(str(key), str(key)) if isinstance(key, str) else ""


def of_person(facts: Facts, person: str) -> Facts:
    """One salesperson's part: the lines that are theirs, the customers that they look after now."""
    customers, visits = facts.customers, facts.visits
    own = (facts.sellers == person).fillna(False)
    mine = customers["owner"].eq(person).fillna(False).to_numpy(dtype=bool)
    positions = facts.payments["customer"].to_numpy(dtype="int64")
    paid = np.append(mine, False)[positions]
    of_items = mine[facts.items["customer"].to_numpy(dtype="int64")]
    return replace(
        facts,
        person=person,
        mine=mine,
        sold=facts.sold[facts.sold["value"] == person],
        flow=facts.flow[own.loc[facts.flow.index].to_numpy(dtype=bool)],
        payments=facts.payments[paid],
        targets=facts.targets[facts.targets["salesperson"] == person],
        visits=visits[visits["salesperson"] == person],
        satisfaction=facts.satisfaction[facts.satisfaction["owner"] == person],
        items=facts.items[of_items],
        overdue_before=facts.overdue_before[mine],
        declines=facts.declines[facts.declines.index.isin(customers.index[mine])],
        reminders=facts.reminders[facts.reminders["owner"] == person],
        adjusted=None,
    )
