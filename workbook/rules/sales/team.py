"""Team performance: each salesperson's targets of a month and results.

Orders and amounts are of the line's salesperson, else of the customer's owner. A customer is new in the month of
its first purchase. Promises kept: of the promises due in the month up to as_of, the share that is marked as kept.
Satisfaction is the mean of the overall marks given in the month by the salesperson's customers. A person appears
who has a target or did anything; a blank salesperson is everything that belongs to nobody. The company's own target
(a blank salesperson in the targets) is nobody's.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units
from workbook.rules.sales.composition import of_customers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbook.rules.basics.order_ledger import Ledger

NOBODY = ""

COLUMNS = (
    "salesperson",
    "month",
    "amount",
    "target",
    "attainment",
    "orders",
    "visits",
    "new_customers",
    "promises_kept",
    "satisfaction",
)


def month(
    as_of: dt.date,
    *,
    book: Ledger,
    sellers: pd.Series[Any],
    customers: pd.DataFrame,
    visits: pd.DataFrame,
    targets: pd.DataFrame,
    satisfaction: pd.DataFrame,
) -> pd.DataFrame:
    """One row a salesperson (key; NaN = nobody's) for the month of as_of, up to as_of: COLUMNS.

    `sellers`: the lines' own salesperson (on the ledger's lines). `customers`: customer_id, owner, first_order.
    `visits`: date, salesperson, promise_due, promise_kept. `targets`: month, salesperson, amount. `satisfaction`:
    customer_id (resolved), date, overall. Sorted by amount, then name.
    """
    own = of_customers(customers["owner"], book)
    lines = book.lines.assign(seller=sellers.where(sellers.notna(), own).fillna(NOBODY), counted=book.counted)
    lines = lines[_in_month(lines["date"], as_of)]
    bought = customers[_in_month(customers["first_order"], as_of)]
    made = visits[_in_month(visits["date"], as_of)]
    promised = visits[_in_month(visits["promise_due"], as_of)]
    owners = customers[["customer_id", "owner"]].drop_duplicates("customer_id").set_index("customer_id")["owner"]
    marks = satisfaction[_in_month(satisfaction["date"], as_of)]
    theirs = pd.Series(owners.reindex(marks["customer_id"]).to_numpy(), index=marks.index, dtype="str")
    aims = targets[days.whole(targets["month"]).astype("datetime64[M]") == np.datetime64(as_of, "M")]
    columns: dict[str, pd.Series[Any]] = {
        "amount": from_units(lines.groupby("seller")["units"].sum()),
        "target": aims[aims["salesperson"].notna()].groupby("salesperson")["amount"].sum(),
        "orders": lines[lines["counted"]].groupby("seller").size(),
        "visits": made.groupby(made["salesperson"].fillna(NOBODY)).size(),
        "new_customers": bought.groupby(bought["owner"].fillna(NOBODY)).size(),
        "promises_kept": promised["promise_kept"].eq(True).groupby(promised["salesperson"].fillna(NOBODY)).mean(),
        "satisfaction": marks["overall"].groupby(theirs.fillna(NOBODY)).mean(),
    }
    names = sorted({str(name) for one in columns.values() for name in one.index})
    found = pd.DataFrame({key: one.astype("float64").reindex(names) for key, one in columns.items()}, index=names)
    counts = ["amount", "orders", "visits", "new_customers"]
    found[counts] = found[counts].fillna(0)
    found["attainment"] = (found["amount"] / found["target"]).where(found["target"] > 0)
    found["month"] = np.datetime64(as_of.replace(day=1), "s")
    found["salesperson"] = pd.Series([name or None for name in names], index=names, dtype="str")
    ordered = found.sort_values(["amount", "salesperson"], ascending=[False, True], na_position="last")
    return ordered[list(COLUMNS)].reset_index(drop=True)


def _in_month(dates: pd.Series[Any], as_of: dt.date) -> NDArray[np.bool_]:
    whole = days.whole(dates)
    found: NDArray[np.bool_] = (whole.astype("datetime64[M]") == np.datetime64(as_of, "M")) & (whole <= days.day(as_of))
    return found
