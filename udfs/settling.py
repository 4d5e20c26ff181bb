"""Cell functions on money owed: the credit limit, and what is overdue."""

from __future__ import annotations

import pandas as pd

from udfs.calling import Block, Cell, Reject, cell_function, each, is_blank, side_by_side, without_errors
from udfs.values import as_of as day_given
from udfs.values import choice, day, moment, money, numbers_of, one_number, own_column, rhythm, single
from workbook.rules.basics.exact_money import amount
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.customers import credit as rules


@cell_function("CB_CREDITLIMIT")
def cb_creditlimit(credit: Block | None) -> Block | str:
    """The credit limit of a number of stars, by the list of credit terms."""

    def one(stars: Cell) -> float | None:
        key = choice("credit_terms", stars)
        limit = rules.limits(pd.Series([float(key)]), own_column("credit_terms", "limit")).iloc[0]
        return None if pd.isna(limit) else float(limit)

    return each(one, credit)


@cell_function("CB_OVERDUE")
def cb_overdue(
    order_dates: Block | None,
    amounts: Block | None,
    settlement: Block | None,
    paid: Block | None = None,
    as_of: Block | None = None,
) -> float | str:
    """The overdue amount of one customer: due and unpaid, payments settle the oldest orders first."""
    if order_dates is None or amounts is None or settlement is None:
        return ""
    without_errors(order_dates, amounts, settlement, paid, as_of)
    today = day_given(as_of)
    dates, sums = side_by_side(order_dates, amounts)
    if len(dates) != len(sums):
        raise Reject(f"{len(dates)} dates and {len(sums)} amounts")
    both = zip(dates, numbers_of(sums), strict=True)
    known = [(day(date), total) for date, total in both if not is_blank(date) and total is not None]
    lines = pd.DataFrame(
        {
            "customer_id": pd.Series(["one"] * len(known), dtype="str"),
            "order_no": pd.Series([str(at) for at in range(len(known))], dtype="str"),
            "date": pd.Series([moment(one) for one, _ in known], dtype="datetime64[s]"),
            "amount": [total for _, total in known],
        }
    )
    book = ledger(pd.DataFrame({"customer_id": ["one"]}, dtype="str"), lines)
    settled = money(one_number(paid, 0.0))
    payments = pd.DataFrame(
        {
            "customer": [0],
            "order_no": [None],
            "date": pd.Series([pd.Timestamp(today)]).astype("datetime64[s]"),
            "units": [settled],
        }
    )
    items = rules.open_items(
        book,
        payments,
        as_of=today,
        order_nos=lines["order_no"],
        settlement_days=pd.Series([rhythm("settlement", single(settlement))], dtype="float64"),
    )
    return amount(int(items.loc[items["overdue_days"] > 0, "open"].sum()))
