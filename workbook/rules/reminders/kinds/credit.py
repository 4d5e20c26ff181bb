"""Over the credit limit: customers that owe more than their stars allow. One cycle is one limit and last order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.exact_money import UNITS, money, to_units
from workbook.rules.customers import groups
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

if TYPE_CHECKING:
    from collections.abc import Mapping


KIND = "credit"

_WHY = Text("应收{owed}，超过信用额度{limit}", "Owes {owed}, over the credit limit of {limit}")
ACTION = Text("先收款再发货", "Collect before the next delivery")


def due(
    customers: pd.DataFrame, *, as_of: dt.date, handling: Mapping[str, str] | None = None, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from customers with row_id, customer_id, name, owner, archived, credit (stars), credit_limit and
    receivable (currency), last_order.

    `handling`: what to do over the limit, by key of the list `credit_terms` ("3"); it becomes the action.
    """
    over = ~customers["archived"].eq(True) & (customers["receivable"] > customers["credit_limit"])
    rows = customers[over]
    owed, limit = to_units(rows["receivable"]).tolist(), to_units(rows["credit_limit"]).tolist()
    orders = frame.dates(rows["last_order"])
    known = handling or {}
    return frame.candidates(
        KIND,
        rows.assign(customer_name=rows["name"], customer_owner=rows["owner"]),
        anchor=[f"{most // UNITS}-{last}" for most, last in zip(limit, orders, strict=True)],
        due=pd.Series(np.full(len(rows), np.datetime64(as_of, "s"))).where(
            rows["last_order"].isna().to_numpy(), rows["last_order"].reset_index(drop=True)
        ),
        why=[_WHY[lang].format(owed=money(o), limit=money(most)) for o, most in zip(owed, limit, strict=True)],
        action=[known.get(f"{stars:.0f}") or ACTION[lang] for stars in rows["credit"].tolist()],
        priority=frame.HIGH,
    )


_GROUP = Text(
    "集团{members}家合计应收{owed}，超过{name}的信用额度{limit}",
    "The group of {members} owes {owed} in all, over {name}'s credit limit of {limit}",
)


def due_by_group(
    customers: pd.DataFrame, *, as_of: dt.date, handling: Mapping[str, str] | None = None, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates of the tops of groups that together owe more than the top's limit, where the top alone does not:
    that is a reminder of its own. `customers` as for `due`, with parent and overdue."""
    if "parent" not in customers:
        return frame.empty()
    found = groups.totals(customers)
    found = found[found["over"].to_numpy(dtype=bool)]
    own = customers[~customers["archived"].eq(True) & ~(customers["receivable"] > customers["credit_limit"])]
    tops = own.drop_duplicates("customer_id").merge(
        found, left_on="customer_id", right_on="root", suffixes=("", "_all")
    )
    if tops.empty:
        return frame.empty()
    owed, limit = to_units(tops["receivable_all"]).tolist(), to_units(tops["limit"]).tolist()
    known = handling or {}
    return frame.candidates(
        KIND,
        tops.assign(customer_name=tops["name"], customer_owner=tops["owner"]),
        anchor=[f"group-{most // UNITS}" for most in limit],
        due=pd.Series(np.full(len(tops), np.datetime64(as_of, "s"))),
        why=[
            _GROUP[lang].format(members=n, owed=money(o), name=name, limit=money(most))
            for n, o, name, most in zip(tops["members"], owed, frame.texts(tops["name"]), limit, strict=True)
        ],
        action=[known.get(f"{stars:.0f}") or ACTION[lang] for stars in tops["credit"].tolist()],
        priority=frame.HIGH,
    )


GROUP_SOURCE = Source(KIND, due_by_group, (CUSTOMERS,), lists={"handling": "credit_terms.over"})
SOURCE = Source(KIND, due, (CUSTOMERS,), lists={"handling": "credit_terms.over"})
