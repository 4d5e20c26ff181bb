"""A shop's form out of several sweeps: of each field the latest value that somebody wrote, with its day.

One visit seldom fills the form; two or three do. What is blank in a later sweep leaves the earlier value, what differs
replaces it. A form is full when nothing but remarks is blank.

>>> rows = pd.DataFrame({"customer_id": ["C1", "C1"], "date": pd.to_datetime(["2026-06-01", "2026-06-09"]),
...     "staff": [4.0, None], "location": ["corner", "station"]})
>>> found = fused(rows, dt.date(2026, 6, 30))
>>> found[["field", "value"]].values.tolist(), found["date"].dt.day.tolist()
([['location', 'station'], ['staff', 4.0]], [9, 1])
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook import schema
from workbook.rules.basics import days
from workbook.schema.model import Kind

SWEEPS = schema.table("tblSweeps")
_OF_THE_VISIT = ("date", "customer_id", "salesperson", "remarks")
FORM = tuple(
    field.key
    for field in SWEEPS.inputs
    if field.key not in _OF_THE_VISIT and field.kind not in (Kind.ROW_ID, Kind.ID, Kind.FLAG)
)
"""The fields of the form, in the order of the sheet."""


def fused(sweeps: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """customer_id, field, value (object), date: one row a field that is filled, of sweeps up to a day.

    `sweeps`: customer_id (resolved), date and some of FORM; rows without a day count as the oldest.
    """
    whole = days.whole(sweeps["date"])
    rows = sweeps[sweeps["customer_id"].notna() & ~(whole > days.day(as_of))]
    rows = rows.sort_values("date", kind="stable", na_position="first")
    parts = [
        pd.DataFrame(
            {
                "customer_id": there["customer_id"],
                "field": key,
                "value": there[key].astype(object),
                "date": there["date"],
            }
        ).drop_duplicates("customer_id", keep="last")
        for key in FORM
        if key in rows and len(there := rows[rows[key].notna()])
    ]
    if not parts:
        return pd.DataFrame({"customer_id": [], "field": [], "value": [], "date": rows["date"].iloc[:0]}, dtype=object)
    found = pd.concat(parts, ignore_index=True)
    place = {key: at for at, key in enumerate(FORM)}
    order = found.assign(place=found["field"].map(place)).sort_values(["customer_id", "place"], kind="stable")
    return order.drop(columns="place").reset_index(drop=True)


def full(sweeps: pd.DataFrame, as_of: dt.date) -> frozenset[str]:
    """The customers whose form is full on a day."""
    counts = fused(sweeps, as_of)["customer_id"].value_counts()
    return frozenset(str(one) for one in counts.index[counts == len(FORM)])
