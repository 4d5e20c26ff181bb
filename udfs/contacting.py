"""Cell functions on keeping in touch: the next contact, and whether buying has declined."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from udfs.calling import Block, Cell, Reject, cell_function, each, without_errors
from udfs.values import as_of as day_given
from udfs.values import day, days, language, moment, number, one_number, rhythm, single
from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers import decline, next_contact


@cell_function("CB_NEXTCONTACT")
def cb_nextcontact(last_touch: Block | None, rhythm: Block | None = None, visits: Block | None = None) -> Block | str:
    """The next day to get in touch."""

    def one(last: Cell, cycle: Cell, often: Cell) -> dt.datetime | None:
        return moment(
            next_contact.next_contact(
                day(last),
                rhythm_days=_contact_days(cycle),
                visits_per_month=None if often is None else number(often),
            )
        )

    return each(one, last_touch, rhythm, visits, needed=1)


@cell_function("CB_DECLINE")
def cb_decline(
    order_dates: Block | None, as_of: Block | None = None, rhythm: Block | None = None, factor: Block | None = None
) -> str:
    """One sentence where one customer's buying has declined, blank otherwise."""
    if order_dates is None:
        return ""
    without_errors(order_dates, as_of, rhythm, factor)
    today = day_given(as_of)
    bought = sorted(one for one in days(order_dates) if one <= today)
    if not bought:
        return ""
    agreed = _purchase_days(single(rhythm))
    times = one_number(factor, 2.0)
    if times < 1:
        raise Reject(f"the factor must be 1 or more, not {times}")
    lines = pd.DataFrame(
        {
            "customer": [0] * len(bought),
            "units": [1] * len(bought),
            "order_no": [float(at) for at in range(len(bought))],
            "date": pd.to_datetime(bought).as_unit("s"),
        }
    )
    customers = pd.DataFrame(
        {
            "last_order": pd.to_datetime([bought[-1]]).as_unit("s"),
            "created_on": pd.to_datetime([bought[0]]).as_unit("s"),
            "category": pd.Series([None], dtype="str"),
            "purchase_strategy": pd.Series([None if agreed is None else "given"], dtype="str"),
        }
    )
    found = decline.declines(
        customers,
        decline.rhythm(Ledger(lines, customers.index), today),
        as_of=today,
        rhythm_days={} if agreed is None else {"given": agreed},
        existing=frozenset(),
        factor=times,
        lang=language(),
    )
    return str(found["why"].iloc[0]) if len(found) else ""


def _contact_days(cell: Cell) -> float | None:
    return rhythm("contact_strategy", cell)


def _purchase_days(cell: Cell) -> float | None:
    return rhythm("purchase_strategy", cell)
