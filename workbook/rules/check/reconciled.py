"""Reconciliations: more stock on deposit than allowed, figures unlike what the book has for that day, and who owes on
terms and was never reconciled.

What was typed as receivable less what was typed as prepaid is held against everything sold less everything paid up to
the day of the reconciliation; a customer without any payment by then is left alone where only registered payments say
who owes (the setting `debt_basis`).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import money, net_amount, to_units
from workbook.rules.basics.references import resolve
from workbook.rules.basics.trade_kinds import is_free, signed
from workbook.rules.check.cell_findings import filled, one_for_all
from workbook.rules.check.context import Context
from workbook.rules.customers.credit import BY_TERMS, payments_of
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CENT = 100  # units that two figures of one day may differ by

_OVER = Text(
    "实际铺底 {actual} 超过额度 {allowed}，多 {over}", "{actual} of stock on deposit, {over} over the {allowed} allowed"
)
_LESS = Text("收回或转为货款，或核定新的额度。", "Take it back, charge it, or agree on a new limit.")
_UNLIKE = Text(
    "应收减预付是 {typed}，账面截至 {day} 是 {worked}，相差 {off}",
    "Receivable less prepaid is {typed}; the book has {worked} on {day}, {off} apart",
)
_NEVER = Text("有账期、欠款，还没有对过账", "Owes on terms and was never reconciled")
_STATE = Text(
    "做“对账单”请客户确认，登记在“对账”；以后按对账周期提醒。",
    "Make a statement for the customer to confirm, and enter it in Reconciliations; the next ones are reminded of.",
)
_COMPARE = Text(
    "用“对账单”逐笔核对：漏记的交易或回款补上，登记错了就改。",
    "Compare entry by entry with a statement; enter what is missing, or correct the figure.",
)


def agreed(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Warnings, one a row for each of the two."""
    if table.name != "tblReconciliations" or not {"date", "customer_id", "receivable", "prepaid"} <= set(frame.columns):
        return []
    return _over(table, frame) + _unlike(table, frame, context)


def ever(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """One hint for all customers that owe, have terms and are in no reconciliation, in a book that has any."""
    known = context.tables.get("tblReconciliations")
    wanted = {"customer_id", "name", "archived", "receivable", "settlement"}
    if table.name != "tblCustomers" or known is None or known.empty or not wanted <= set(frame.columns):
        return []
    terms = context.lists.get("settlement")
    waits = [] if terms is None else terms.loc[terms["days"] > 0, "key"].tolist()
    owing = (frame["receivable"] > 0).to_numpy() & frame["settlement"].isin(waits).to_numpy()
    owing &= ~frame["archived"].eq(True).to_numpy()
    there = resolve(known["customer_id"], frame).positions.to_numpy(dtype="int64")
    owing[there[there >= 0]] = False
    return one_for_all(table, "receivable", frame.index[owing], _NEVER, _STATE)


def _over(table: Table, frame: pd.DataFrame) -> list[Finding]:
    if not {"allowed_stock", "actual_stock"} <= set(frame.columns):
        return []
    allowed, actual = frame["allowed_stock"], frame["actual_stock"]
    return [
        Finding(
            table.name, int(row), "actual_stock",
            filled(_OVER, actual=f"{there:,.2f}", allowed=f"{most:,.2f}", over=f"{there - most:,.2f}"),
            _LESS, f"{there:,.2f}", Severity.WARNING,
        )
        for row, there, most in zip(frame.index, actual, allowed, strict=True)
        if there > most
    ]  # fmt: skip


def _unlike(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    people, orders, payments = (context.tables.get(f"tbl{name}") for name in ("Customers", "Transactions", "Payments"))
    typed = frame[(frame["receivable"].notna() | frame["prepaid"].notna()) & frame["date"].notna()]
    if people is None or orders is None or payments is None or typed.empty:
        return []
    whose = resolve(typed["customer_id"], people).positions.to_numpy(dtype="int64")
    wanted = np.unique(whose[whose >= 0])
    sold = _moves(orders, people, wanted)
    sold["units"] = signed(net_amount(sold), sold["kind"]).fillna(0).where(~is_free(sold["kind"]), 0).astype("int64")
    paid = _moves(payments, people, wanted)
    made = payments_of(paid, paid["customer"])
    owing = to_units(typed["receivable"]).fillna(0) - to_units(typed["prepaid"]).fillna(0)
    basis = context.settings.get("debt_basis")
    found: list[Finding] = []
    dates: list[dt.date] = typed["date"].dt.date.tolist()
    for row, at, day, said in zip(typed.index, whose.tolist(), dates, owing.tolist(), strict=True):
        theirs = (made["customer"] == at).to_numpy() & _by(made["date"], day)
        if at < 0 or day > context.as_of or (basis != BY_TERMS and not made["pays"].to_numpy()[theirs].any()):
            continue
        lines = (sold["customer"] == at).to_numpy() & _by(sold["date"], day)
        worked = int(sold["units"].to_numpy()[lines].sum()) - int(made["units"].to_numpy()[theirs].sum())
        if abs(said - worked) > _CENT:
            off = money(abs(said - worked))
            told = filled(_UNLIKE, typed=money(said), worked=money(worked), day=day.isoformat(), off=off)
            found.append(Finding(table.name, int(row), "receivable", told, _COMPARE, money(said), Severity.WARNING))
    return found


def _moves(rows: pd.DataFrame, people: pd.DataFrame, wanted: NDArray[np.int64]) -> pd.DataFrame:
    """The rows of the wanted customers, with their position."""
    whose = resolve(rows["customer_id"], people).positions
    kept = whose.isin(wanted).to_numpy(dtype=bool)
    made = rows[kept].assign(customer=whose[kept])
    lacking = [key for key in ("kind", "order_no") if key not in made.columns]
    return made.assign(**{key: pd.Series(None, index=made.index, dtype="str") for key in lacking})


def _by(dates: pd.Series[Any], day: dt.date) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = ~(days.whole(dates) > days.day(day))
    return found
