"""The sheet of a handover: what goes with the customers that one salesperson gives to another, to be signed for.

Each customer is a line, then each promise that is not kept, each open opportunity, each complaint that is not closed,
and what the customer owes. Promises and the like of others than these customers are not listed.

>>> customers = pd.DataFrame({"customer_id": ["C1"], "name": ["Ash"], "grade": ["A"], "last_order": [pd.NaT],
...     "receivable": [80.0], "overdue": [30.0]})
>>> none = pd.DataFrame({"customer_id": pd.Series(dtype="str")})
>>> visits = pd.DataFrame({"customer_id": ["C1"], "date": pd.to_datetime(["2026-06-01"]), "promise": ["A sample"],
...     "promise_due": pd.to_datetime(["2026-06-05"]), "promise_kept": [False]})
>>> found = sheet(customers, visits, none, none, dt.date(2026, 6, 30), {"A": "A"}, "en")
>>> found[["item", "what", "amount"]].astype(object).fillna("").values.tolist()
[['customer', 'Grade A, never ordered', ''], ['promise', 'A sample', ''], ['debt', 'Overdue of this 30.00', 80.0]]
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.as_of import after
from workbook.rules.sales.pipeline import is_open

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = ("item", "customer_id", "customer_name", "what", "due", "amount")
_ORDER = ("customer", "promise", "opportunity", "complaint", "debt")

_BOUGHT = Text("等级{grade}，最近交易{day}", "Grade {grade}, last order {day}")
_NEVER = Text("等级{grade}，没有交易", "Grade {grade}, never ordered")
_OVERDUE = Text("已逾期{amount:,.2f}", "Overdue of this {amount:,.2f}")
_IN_TIME = Text("没有逾期", "Nothing overdue")
_UNSAID = Text("（未写明）", "(not written down)")


def open_promises(visits: pd.DataFrame, as_of: dt.date) -> pd.Series[Any]:
    """Which visits promised something that is not kept: a promise, or a day for one."""
    some = visits["promise"].notna() | visits["promise_due"].notna()
    return some & ~visits["promise_kept"].eq(True) & ~after(visits["date"], as_of)


def sheet(
    customers: pd.DataFrame,
    visits: pd.DataFrame,
    opportunities: pd.DataFrame,
    complaints: pd.DataFrame,
    as_of: dt.date,
    grades: Mapping[str, str],
    lang: Lang,
) -> pd.DataFrame:
    """COLUMNS, customer by customer in the order of `customers`: customer_id, name, grade (key), last_order,
    receivable, overdue. The others have their customer_id (resolved) and what the functions above read, an opportunity
    title, expected_close, amount, a complaint subject, date, closed_on; an empty one may lack them all.
    """
    rank = {one: at for at, one in enumerate(customers["customer_id"].tolist())}
    owing = customers[customers["receivable"] > 0]
    late = [_OVERDUE[lang].format(amount=one) if one else _IN_TIME[lang] for one in owing["overdue"].fillna(0)]
    parts = [
        _part("customer", customers, [_customer(row, grades, lang) for row in customers.to_dict("records")]),
        _part("debt", owing, late)
        .assign(amount=owing["receivable"].to_numpy()),
    ]  # fmt: skip
    if len(visits):
        found = visits[open_promises(visits, as_of)]
        parts.append(_part("promise", found, found["promise"].fillna(_UNSAID[lang]), found["promise_due"]))
    if len(opportunities):
        found = opportunities[is_open(opportunities)]
        worth = found["amount"].to_numpy(dtype="float64")
        parts.append(_part("opportunity", found, found["title"], found["expected_close"]).assign(amount=worth))
    if len(complaints):
        found = complaints[complaints["closed_on"].isna()]
        parts.append(_part("complaint", found, found["subject"], found["date"]))
    every = pd.concat(parts, ignore_index=True)
    every = every[every["customer_id"].isin(list(rank))]
    places = every.assign(
        place=every["customer_id"].map(rank), kind=every["item"].map({one: at for at, one in enumerate(_ORDER)})
    )
    ordered = every.loc[places.sort_values(["place", "kind", "due"], kind="stable").index].reset_index(drop=True)
    names = customers.drop_duplicates("customer_id").set_index("customer_id")["name"]
    return ordered.assign(customer_name=ordered["customer_id"].map(names).astype("str"))[list(COLUMNS)]


def _part(item: str, rows: pd.DataFrame, what: Any, due: pd.Series[Any] | None = None) -> pd.DataFrame:
    never = np.full(len(rows), np.datetime64("NaT", "s"))
    return pd.DataFrame(
        {
            "item": pd.Series(item, index=range(len(rows)), dtype="str"),
            "customer_id": rows["customer_id"].astype("str").array,
            "what": pd.Series(list(what), index=range(len(rows)), dtype="str"),
            "due": never if due is None else due.to_numpy(dtype="datetime64[s]"),
            "amount": np.full(len(rows), np.nan),
        }
    )


def _customer(row: Mapping[Any, Any], grades: Mapping[str, str], lang: Lang) -> str:
    grade = grades.get(row["grade"], row["grade"])
    if pd.isna(row["last_order"]):
        return _NEVER[lang].format(grade=grade)
    return _BOUGHT[lang].format(grade=grade, day=f"{row['last_order']:%Y-%m-%d}")
