"""Closed months: what was kept of a month when its books were closed, and what has changed in it since.

A closed month is kept as its whole and by two dimensions, each on its own: by customer and by salesperson. Whatever the
order lines of that month add up to later, what was kept stays; the difference is the adjustment after closing (结账后调
整). A month counts as closed while its days are those that were kept: who changes the setting 月结日 gets other months.

>>> kept = pd.DataFrame({"month": pd.to_datetime(["2026-05-01"]), "starts_on": pd.to_datetime(["2026-05-01"]),
...     "ends_on": pd.to_datetime(["2026-05-31"]), "dimension": pd.Series([None], dtype="str")})
>>> may = 2026 * 12 + 4
>>> closed_months(kept) == {may}, state([may], {may}), state([may, may + 1], {may}), state([may + 1], {may})
(True, 'closed', 'partly', 'open')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units, to_units
from workbook.rules.basics.periods import first_days, month_number, month_numbers, month_span
from workbook.rules.sales import composition

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger
    from workbook.rules.basics.periods import Period

CUSTOMER, SALESPERSON = "customer", "salesperson"
OPEN, PARTLY, CLOSED, ADJUSTED = "open", "partly", "closed", "adjusted"
COLUMNS = (
    "month", "starts_on", "ends_on", "dimension", "customer_id", "customer_name", "salesperson", "orders", "amount",
)  # fmt: skip


@dataclass(frozen=True)
class Adjustments:
    """What has changed since closing, in units (int64): by the customer's position (−1 = nobody) and by salesperson
    ("" = nobody)."""

    customers: pd.Series[Any]
    salespeople: pd.Series[Any]

    @property
    def total(self) -> int:
        """Of everything."""
        return int(self.customers.sum())

    @property
    def some(self) -> bool:
        """Is there any?"""
        return bool(self.customers.any() or self.salespeople.any())


def kept(period: Period, lines: pd.DataFrame, sellers: pd.Series[Any], customers: pd.DataFrame) -> pd.DataFrame:
    """The rows (COLUMNS) to keep of a period of one month: its whole, each customer's part, each salesperson's.

    `lines`: of the period (`flows.of_period`); `sellers`: whose each is; `customers`: customer_id, name.
    """
    whole = composition.by(pd.Series("", index=lines.index), lines)
    own = composition.by(lines["customer"], lines)
    theirs = composition.by(sellers.fillna(""), lines)
    parts = [
        whole.assign(dimension=None, value=""),
        _some(own).assign(dimension=CUSTOMER),
        _some(theirs).assign(dimension=SALESPERSON),
    ]
    if not len(whole):  # a month in which nothing was sold is closed all the same
        parts[0] = pd.DataFrame({"dimension": [None], "value": [""], "units": [0], "orders": [0]})
    at = parts[1]["value"].to_numpy(dtype="int64")
    named = {key: customers[key].array.take(at, allow_fill=True) for key in ("customer_id", "name")}
    parts[1] = parts[1].assign(customer_id=named["customer_id"], customer_name=named["name"])
    parts[2] = parts[2].assign(salesperson=parts[2]["value"].replace("", None))
    found = pd.concat([part.drop(columns="value") for part in parts], ignore_index=True).reindex(
        columns=["dimension", "customer_id", "customer_name", "salesperson", "orders", "units"]
    )
    texts = dict.fromkeys(("dimension", "customer_id", "customer_name", "salesperson"), "str")
    span = period.span
    made = found.astype(texts).assign(
        month=first_days(np.array(period.months[:1]))[0],
        starts_on=np.datetime64(span.start, "s"),
        ends_on=np.datetime64(span.end, "s"),
        orders=found["orders"].astype("float64"),
        amount=from_units(found["units"].astype("int64"), 4),  # exact, so that what is equal later differs by nothing
    )
    return made[list(COLUMNS)]


def _some(grouped: pd.DataFrame) -> pd.DataFrame:
    """Without what has neither an amount nor an order in the period itself."""
    found: pd.DataFrame = grouped[(grouped["units"] != 0) | (grouped["orders"] > 0)]
    return found


def closed_months(rows: pd.DataFrame, closes_on: int | None = None) -> set[int]:
    """The numbers of the months of which the whole was kept, with the days that such a month has now."""
    whole = rows[rows["dimension"].isna() & rows["month"].notna()]
    numbers = month_numbers(days.whole(whole["month"])).tolist()
    found = set()
    for number, start, end in zip(numbers, days.whole(whole["starts_on"]), days.whole(whole["ends_on"]), strict=True):
        span = month_span(number, closes_on)
        if (start, end) == (days.day(span.start), days.day(span.end)):
            found.add(number)
    return found


def touched(period: Period, closes_on: int | None = None) -> list[int]:
    """The numbers of the months that a period has a part in."""
    first, last = (month_number(day, closes_on) for day in (period.span.start, period.span.end))
    return list(range(first, last + 1))


def state(months: Sequence[int], closed: Iterable[int], *, adjusted: bool = False) -> str:
    """open, partly, closed, or adjusted: closed and changed since."""
    many = len(set(months) & set(closed))
    if not many:
        return OPEN
    if many < len(months):
        return PARTLY
    return ADJUSTED if adjusted else CLOSED


def adjustments(
    months: Iterable[int],
    rows: pd.DataFrame,
    book: Ledger,
    sellers: pd.Series[Any],
    customers: pd.DataFrame,
    closes_on: int | None = None,
) -> Adjustments:
    """What the lines of these closed months add up to now, less what was kept of them (`rows`: COLUMNS)."""
    wanted = np.array(sorted(months), dtype="int64")
    numbers = month_numbers(book.lines["date"].to_numpy(dtype="datetime64[D]"), closes_on)
    inside = np.isin(numbers, wanted) & book.lines["date"].notna().to_numpy()
    lines = book.lines[inside]
    then = rows[np.isin(month_numbers(days.whole(rows["month"])), wanted) & rows["month"].notna()]
    units = to_units(then["amount"]).fillna(0).astype("int64")
    known = pd.Series(np.arange(len(customers)), index=customers["customer_id"].to_numpy())
    known = known[~known.index.duplicated() & known.index.notna()]
    own, theirs = (then["dimension"] == one for one in (CUSTOMER, SALESPERSON))
    positions = then.loc[own, "customer_id"].map(known).fillna(-1).astype("int64")
    return Adjustments(
        _less(lines["units"].groupby(lines["customer"]).sum(), units[own].groupby(positions).sum()),
        _less(
            lines["units"].groupby(sellers[inside].fillna("")).sum(),
            units[theirs].groupby(then.loc[theirs, "salesperson"].fillna("")).sum(),
        ),
    )


def _less(now: pd.Series[Any], then: pd.Series[Any]) -> pd.Series[Any]:
    return now.sub(then, fill_value=0).astype("int64")


def amounts(rows: pd.DataFrame) -> pd.Series[Any]:
    """What was kept of each month: (month number, salesperson; "" = the whole) → currency."""
    whole, theirs = rows["dimension"].isna(), (rows["dimension"] == SALESPERSON) & rows["salesperson"].notna()
    chosen = rows[(whole | theirs) & rows["month"].notna()]
    index = pd.MultiIndex.from_arrays(
        [month_numbers(days.whole(chosen["month"])), chosen["salesperson"].where(~whole[chosen.index], "").fillna("")]
    )
    found = pd.Series(chosen["amount"].to_numpy(), index=index, dtype="float64")
    return found[~found.index.duplicated(keep="last")]
