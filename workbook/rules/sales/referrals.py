"""Referrers: who brought which customers, and what these have bought.

A customer's referrer is a customer, a contact or an employee of the book, by number or exact name, or somebody who is
not in it; where the customer says nothing, the first of its contacts that says who introduced it. Reach is the rule of
250, of the referrer's people and not of those who were referred: a contact or an employee is one person, a customer
stands for its contacts, one at least. The reward is earned by the referrer in the period in which a referred customer
first buys.

>>> given = who(pd.Series(["L1", "Ash", "bo", "Old Li", None], dtype="str"), {"C1": "Ash"}, {"L1": "Lin"}, {"bo": "Bo"})
>>> given[["kind", "name"]].fillna("").values.tolist()
[['contact', 'Lin'], ['customer', 'Ash'], ['employee', 'Bo'], ['outside', 'Old Li'], ['', '']]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.rules.basics.exact_money import units as to_units
from workbook.rules.basics.references import fold
from workbook.rules.sales.customer_sources import CIRCLE

if TYPE_CHECKING:
    from collections.abc import Mapping

CUSTOMER, CONTACT, EMPLOYEE, OUTSIDE, UNCLEAR = "customer", "contact", "employee", "outside", "unclear"
COLUMNS = ("referrer", "referrer_kind", "referred", "buyers", "new_buyers", "units", "reward", "people", "reach")


def who(
    named: pd.Series[Any], customers: Mapping[str, str], contacts: Mapping[str, str], employees: Mapping[str, str]
) -> pd.DataFrame:
    """kind, key (number, or what was written) and name of each referrer (str, NaN = none), on the index of `named`.

    The three mappings give the name of each number; a name that several rows have, or of several kinds, is unclear.
    """
    known: dict[str, list[tuple[str, str, str]]] = {}
    numbers: dict[str, tuple[str, str, str]] = {}
    for kind, given in ((CUSTOMER, customers), (CONTACT, contacts), (EMPLOYEE, employees)):
        for key, name in given.items():
            numbers.setdefault(fold(key), (kind, key, name))
            known.setdefault(fold(name), []).append((kind, key, name))

    def found(text: str) -> tuple[str, str, str]:
        folded = fold(text)
        if folded in numbers:
            return numbers[folded]
        alike = known.get(folded, [])
        return alike[0] if len(alike) == 1 else (UNCLEAR if alike else OUTSIDE, text, text)

    made = {text: found(text) for text in named.dropna().unique()}
    rows = [made[text] if isinstance(text, str) else (None, None, None) for text in named.tolist()]
    return pd.DataFrame(rows, columns=["kind", "key", "name"], index=named.index).astype("str")


def names(rows: pd.DataFrame, key: str) -> dict[str, str]:
    """Number → name of the rows that have both; of one number the first."""
    return dict(rows[[key, "name"]].dropna().drop_duplicates(key).set_index(key)["name"])


def written(customers: pd.DataFrame, contacts: pd.DataFrame) -> pd.Series[Any]:
    """What is written of each customer's referrer (str, NaN = nothing), on the customers' index. `customers`:
    customer_id, referrer; `contacts`: customer_id (resolved), introduced_by."""
    said = contacts[contacts["introduced_by"].notna() & contacts["customer_id"].notna()]
    first = said.drop_duplicates("customer_id").set_index("customer_id")["introduced_by"]
    told = customers["customer_id"].astype("str").map(first.astype("str")).astype("str")
    return customers["referrer"].astype("str").fillna(told)


def by_referrer(customers: pd.DataFrame, contacts: pd.DataFrame, *, reward: float = 0.0) -> pd.DataFrame:
    """One row a referrer: COLUMNS, the largest amount first, then by name.

    `customers`: kind, key and name of `who`, with first_order, new_buyer (bool: bought first in the period), units
    (int64, of the period); `contacts`: customer_id.
    """
    rows = customers[customers["kind"].notna()]
    counted = rows.assign(referred=1, buyers=rows["first_order"].notna().astype("int64"))
    counted = counted.assign(new_buyers=counted["new_buyer"].astype("int64"))
    found = counted.groupby(["kind", "key", "name"])[["referred", "buyers", "new_buyers", "units"]].sum().reset_index()
    of_customer = found["key"].map(contacts["customer_id"].value_counts()).fillna(1).astype("int64")
    people = of_customer.where(found["kind"].eq(CUSTOMER), 1)
    found = found.assign(
        referrer=found["name"],
        referrer_kind=found["kind"],
        reward=found["new_buyers"] * to_units(reward),
        people=people,
        reach=people * CIRCLE,
    )
    return found.sort_values(["units", "name"], ascending=[False, True], ignore_index=True)[list(COLUMNS)]
