"""Cell functions on the transactions: what a customer ordered up to the as-of day, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from udfs.calling import Block, Reject, cell_function, flat, is_blank, is_error, oriented, without_errors
from udfs.values import as_of as day_given
from udfs.values import choice, code, customers, day, moment, number
from workbook.rules.basics.as_of import known_on
from workbook.rules.basics.exact_money import amount, net_amount
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.basics.references import fold, resolve
from workbook.rules.basics.trade_kinds import is_free, signed
from workbook.rules.customers.order_statistics import statistics
from workbook.schema import table

_NEEDED = ("customer_id", "date")
_MONEY = ("amount", "quantity", "unit_price", "discount")


@cell_function("CB_ORDERS")
def cb_orders(customer: Block | None, transactions: Block | None, as_of: Block | None = None) -> Block | str:
    """The number of orders of a customer, or of a column of them."""
    return _of(customer, transactions, as_of, lambda row: float(row["order_count"]))


@cell_function("CB_AMOUNT")
def cb_amount(customer: Block | None, transactions: Block | None, as_of: Block | None = None) -> Block | str:
    """The total net amount, returns included."""
    return _of(customer, transactions, as_of, lambda row: amount(int(row["units"])))


@cell_function("CB_FIRST")
def cb_first(customer: Block | None, transactions: Block | None, as_of: Block | None = None) -> Block | str:
    """The date of the first order."""
    return _of(customer, transactions, as_of, lambda row: _day(row["first_order"]))


@cell_function("CB_LAST")
def cb_last(customer: Block | None, transactions: Block | None, as_of: Block | None = None) -> Block | str:
    """The date of the last order."""
    return _of(customer, transactions, as_of, lambda row: _day(row["last_order"]))


def _of(
    customer: Block | None, transactions: Block | None, as_of: Block | None, pick: Callable[[Any], Any]
) -> Block | str:
    if customer is None or transactions is None:
        return ""
    without_errors(transactions, as_of)
    lines = known_on("tblTransactions", _lines(transactions), day_given(as_of)).rows.reset_index(drop=True)
    asked = pd.Series([code(cell) for cell in flat(customer)], dtype="str")
    owners = _owners(lines, asked)
    counted = statistics(ledger(owners, lines, signed(net_amount(lines), lines["kind"]))).customers
    positions = resolve(asked, owners).positions.to_list()
    rows = counted.to_dict("records")
    answers = [pick(rows[at] if at >= 0 else _NOTHING) for at in positions]
    told: Block = [
        [cell if is_error(cell) else "" if is_blank(cell) or answer is None else answer]
        for cell, answer in zip(flat(customer), answers, strict=True)
    ]
    return oriented(told, customer)


_NOTHING = {"order_count": 0, "units": 0, "first_order": pd.NaT, "last_order": pd.NaT}


_A_NUMBER = r"[a-z]{0,4}[-_]?[0-9]+"


def _owners(lines: pd.DataFrame, asked: pd.Series[Any]) -> pd.DataFrame:
    """Whom the lines can belong to, number and names, as refresh sees them: each once, however it is written.

    They are the customers of the book that asks. Outside it, they are the numbers in the lines, one for all spellings,
    with the names beside them; a name in place of a number is its customer's where the lines tell whose it is.
    """
    written = lines["customer_id"].dropna().drop_duplicates()
    wanted = pd.concat([written, asked.dropna()])
    named = not bool(wanted.map(fold).str.fullmatch(_A_NUMBER).all())
    known = customers() if named else None
    if known is None:
        beside = lines[["customer_id", "customer_name"]].dropna().drop_duplicates()
        apart = beside["customer_id"].map(fold) != beside["customer_name"].map(fold)
        known = beside[apart].set_axis(["customer_id", "name"], axis=1)
        known = known[~known["customer_id"].map(fold).duplicated()]
    strange = written[resolve(written, known).positions.to_numpy() < 0]
    strange = strange[~strange.map(fold).duplicated()]
    more = pd.DataFrame({"customer_id": strange, "name": None}, dtype="str")
    return pd.concat([known, more], ignore_index=True)


def _lines(block: Block) -> pd.DataFrame:
    """The order lines as the ledger reads them, columns found by header."""
    declared = table("tblTransactions")
    header = ["" if is_blank(cell) else fold(str(cell)) for cell in block[0]]
    at: dict[str, int] = {}
    for key in (*_NEEDED, "customer_name", "order_no", "kind", *_MONEY):
        field = declared[key]
        names = {fold(n) for n in (key, field.label.zh, field.label.en, *field.also)}
        found = [place for place, name in enumerate(header) if name in names]
        if found:
            at[key] = found[0]
    missing = [declared[key].label.en for key in _NEEDED if key not in at]
    if missing or not at.keys() & set(_MONEY):
        raise Reject(f"the transactions need their header row, with {missing or ['Amount']}")
    rows = [row for row in block[1:] if not all(map(is_blank, row))]
    frame = pd.DataFrame(index=range(len(rows)))
    for key in ("customer_id", "customer_name", "order_no"):
        cells = [code(row[at[key]]) if key in at else None for row in rows]
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


def _day(value: Any) -> Any:
    return None if pd.isna(value) else value.to_pydatetime()
