"""Whose is a row: the customer that each row of each table hangs on, directly or through a contact or opportunity.

A row that names no known customer is nobody's: it is in no salesperson's copy.

>>> customers = pd.DataFrame({"customer_id": ["C1", "C2"], "name": ["Ash", "Birch"]}, dtype="str")
>>> contacts = pd.DataFrame({"contact_id": ["L1"], "customer_id": ["Birch"], "name": ["An"]}, dtype="str")
>>> days = pd.DataFrame({"contact_id": ["L1", "L9"]}, dtype="str")
>>> found = links({"tblCustomers": customers, "tblContacts": contacts, "tblAnniversaries": days})
>>> found["tblContacts"].tolist(), found["tblAnniversaries"].tolist()
([1], [1, -1])
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook import schema
from workbook.rules.basics.references import resolve
from workbook.schema.model import Copied, Kind, Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.opportunities import OPPORTUNITIES

if TYPE_CHECKING:
    from numpy.typing import NDArray


HANG = (Copied.CUSTOMER, Copied.SHARED)
"""How tables are copied whose rows hang on customers."""


def links(frames: Mapping[str, pd.DataFrame]) -> dict[str, NDArray[np.int64]]:
    """For each table whose rows hang on customers: the position (0-based) of its customer, n rows long."""
    customers = frames[CUSTOMERS.name]
    found: dict[str, NDArray[np.int64]] = {CUSTOMERS.name: np.arange(len(customers), dtype="int64")}
    through = [CONTACTS, OPPORTUNITIES]
    for table in [*through, *(schema.table(name) for name in frames)]:
        if table.name in found or table.name not in frames or table.copied not in HANG:
            continue
        found[table.name] = _of(table, frames, found)
    return found


def _of(table: Table, frames: Mapping[str, pd.DataFrame], known: Mapping[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    frame = frames[table.name]
    if link := customer_key(table):
        refs = frame[link].astype("str")
        return resolve(refs, frames[CUSTOMERS.name]).positions.to_numpy(dtype="int64")
    for target in (CONTACTS, OPPORTUNITIES):
        ref = next((field.key for field in table.refs if field.ref == target.name), None)
        if ref and target.name in known:
            key, name = str(target.key), str(target.name_key)
            named = resolve(frame[ref].astype("str"), frames[target.name], id_key=key, name_key=name)
            whose: NDArray[np.int64] = np.append(known[target.name], -1)[named.positions.to_numpy(dtype="int64")]
            return whose
    return np.full(len(frame), -1, dtype="int64")


def customer_key(table: Table) -> str | None:
    """The column that names a row's customer: a reference, or in a result the number as text."""
    direct = next((field.key for field in table.refs if field.ref == CUSTOMERS.name and field.key != "parent"), None)
    if direct is None and table.result and "customer_id" in table:
        return "customer_id"
    return direct if table is not CUSTOMERS else None


def person_key(table: Table) -> str | None:
    """The column that says whose a row of `Copied.PERSON` is."""
    return next((f.key for f in table.fields if f.kind is Kind.CHOICE and f.list == "salesperson"), None)
