"""Cell functions on the transactions: what a customer ordered, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from udfs.calling import Block, Cell, Reject, cell_function, flat, is_blank, is_error, oriented, without_errors
from udfs.values import choice, day, moment, number
from workbook.rules.basics.exact_money import amount, net_amount
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.basics.references import resolve
from workbook.rules.basics.trade_kinds import is_free, signed
from workbook.rules.customers.order_statistics import statistics
from workbook.schema import table

_NEEDED = ("customer_id", "date")
_MONEY = ("amount", "quantity", "unit_price", "discount")


@cell_function("CB_ORDERS")
def cb_orders(customer: Block | None, transactions: Block | None) -> Block | str:
    """The number of orders of a customer, or of a column of them."""
    return _of(customer, transactions, lambda row: float(row["order_count"]))


@cell_function("CB_AMOUNT")
def cb_amount(customer: Block | None, transactions: Block | None) -> Block | str:
    """The total net amount, returns included."""
    return _of(customer, transactions, lambda row: amount(int(row["units"])))


@cell_function("CB_FIRST")
def cb_first(customer: Block | None, transactions: Block | None) -> Block | str:
    """The date of the first order."""
    return _of(customer, transactions, lambda row: _day(row["first_order"]))


@cell_function("CB_LAST")
def cb_last(customer: Block | None, transactions: Block | None) -> Block | str:
    """The date of the last order."""
    return _of(customer, transactions, lambda row: _day(row["last_order"]))


def _of(customer: Block | None, transactions: Block | None, pick: Callable[[Any], Any]) -> Block | str:
    if customer is None or transactions is None:
        return ""
    without_errors(transactions)
    lines = _lines(transactions)
    owners = pd.DataFrame({"customer_id": lines["customer_id"].dropna().unique()}, dtype="str")
    counted = statistics(ledger(owners, lines, signed(net_amount(lines), lines["kind"]))).customers

    asked = [None if is_blank(cell) or is_error(cell) else _text(cell) for cell in flat(customer)]
    positions = resolve(pd.Series(asked, dtype="str"), owners).positions.to_list()
    rows = counted.to_dict("records")
    answers = [pick(rows[at] if at >= 0 else _NOTHING) for at in positions]
    told: Block = [
        [cell if is_error(cell) else "" if who is None or answer is None else answer]
        for cell, who, answer in zip(flat(customer), asked, answers, strict=True)
    ]
    return oriented(told, customer)


_NOTHING = {"order_count": 0, "units": 0, "first_order": pd.NaT, "last_order": pd.NaT}


def _lines(block: Block) -> pd.DataFrame:
    """The order lines as the ledger reads them, columns found by header."""
    declared = table("tblTransactions")
    header = ["" if is_blank(cell) else str(cell).strip().casefold() for cell in block[0]]
    at: dict[str, int] = {}
    for key in (*_NEEDED, "order_no", "kind", *_MONEY):
        field = declared[key]
        names = {n.casefold() for n in (key, field.label.zh, field.label.en, *field.also)}
        found = [place for place, name in enumerate(header) if name in names]
        if found:
            at[key] = found[0]
    missing = [declared[key].label.en for key in _NEEDED if key not in at]
    if missing or not at.keys() & set(_MONEY):
        raise Reject(f"the transactions need their header row, with {missing or ['Amount']}")
    rows = [row for row in block[1:] if not all(map(is_blank, row))]
    frame = pd.DataFrame(index=range(len(rows)))
    for key in ("customer_id", "order_no"):
        cells = [_text(row[at[key]]) if key in at else None for row in rows]
        frame[key] = pd.Series(cells, dtype="str", index=frame.index)
    dates = [None if is_blank(row[at["date"]]) else moment(day(row[at["date"]])) for row in rows]
    frame["date"] = pd.Series(dates, index=frame.index, dtype="datetime64[s]")
    for key in _MONEY:
        if key in at:
            values = [None if is_blank(row[at[key]]) else number(row[at[key]]) for row in rows]
            frame[key] = pd.Series(values, dtype="float64", index=frame.index)
    kinds = [
        None if "kind" not in at or is_blank(row[at["kind"]]) else choice("trade_kind", row[at["kind"]]) for row in rows
    ]
    frame["kind"] = pd.Series(kinds, dtype="str", index=frame.index)
    return frame[~is_free(frame["kind"])].reset_index(drop=True)


def _text(cell: Cell) -> str | None:
    if is_blank(cell):
        return None
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _day(value: Any) -> Any:
    return None if pd.isna(value) else value.to_pydatetime()
