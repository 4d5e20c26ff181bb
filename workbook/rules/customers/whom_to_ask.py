"""Whom to ask for: the person and the number on every reminder that concerns a customer.

A reminder whose source names a person keeps that person. All others name the customer's decision maker, else its first
contact; somebody who has left is asked for by none of them. The number is that person's mobile, else the person's own
telephone, else the customer's: nobody rings a switchboard without a name to ask for, as long as the book knows one. A
person or household is its own contact.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.customers import contacts_here

if TYPE_CHECKING:
    from numpy.typing import NDArray

DECIDER, PERSON = "decider", "person"
_NOBODY = -1


def with_people(
    reminders: pd.DataFrame, contacts: pd.DataFrame, customers: pd.DataFrame, as_of: dt.date
) -> pd.DataFrame:
    """The reminders with contact filled and phone added (str, NaN where nothing is known).

    `reminders` has customer_id and contact; `contacts` customer_id (resolved), name, role, mobile, phone, perhaps
    status and left_on; `customers` customer_id, name, phone, perhaps kind.
    """
    everybody = contacts[contacts["customer_id"].notna() & contacts["name"].notna()]
    stays = contacts_here.here(everybody, as_of)
    here, gone = everybody[stays], everybody[~stays]
    first = here.iloc[np.argsort(~here["role"].eq(DECIDER).to_numpy(), kind="stable")].drop_duplicates("customer_id")
    known = customers[customers["customer_id"].notna()].drop_duplicates("customer_id")
    ids = reminders["customer_id"]
    at_customer = _places(known["customer_id"], ids)
    own = (
        known["name"].where(known["kind"].eq(PERSON)) if "kind" in known else known["name"].mask(known["name"].notna())
    )
    contact = reminders["contact"].astype("str")
    asked = _pairs(ids, contact)
    left = asked.isin(_pairs(gone["customer_id"], gone["name"]))
    contact = contact.mask(left & ~asked.isin(_pairs(here["customer_id"], here["name"])))
    contact = contact.fillna(_taken(first["name"], _places(first["customer_id"], ids), contact.index))
    contact = contact.fillna(_taken(own, at_customer, contact.index))
    named = here.drop_duplicates(["customer_id", "name"])
    at_person = _places(_pairs(named["customer_id"], named["name"]), _pairs(ids, contact))
    number = named["mobile"].where(named["mobile"].notna(), named["phone"])
    phone = _taken(number, at_person, contact.index).fillna(_taken(known["phone"], at_customer, contact.index))
    return reminders.assign(contact=contact, phone=phone)


def _pairs(customer: pd.Series[Any], name: pd.Series[Any]) -> pd.Series[Any]:
    """Customer and name as one key; NaN where either is missing."""
    return customer.astype("str") + "\n" + name.astype("str")


def _places(keys: pd.Series[Any], wanted: pd.Series[Any]) -> NDArray[np.intp]:
    found: NDArray[np.intp] = pd.Index(keys).get_indexer(wanted)
    found[wanted.isna().to_numpy()] = _NOBODY
    return found


def _taken(values: pd.Series[Any], places: NDArray[np.intp], index: pd.Index[Any]) -> pd.Series[Any]:
    return pd.Series(values.astype("str").array.take(places, allow_fill=True), index=index, dtype="str")
