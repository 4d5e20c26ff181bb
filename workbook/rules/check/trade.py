"""Consistency checks of order lines and payments: no amount, a zero, an amount unlike its own row or kind, a split
order, a payment of nobody's order."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.basics import exact_money, references
from workbook.rules.basics.trade_kinds import TAKEN_AWAY, is_free
from workbook.rules.check.cell_findings import filled, findings_of, findings_where, shown
from workbook.rules.check.context import Context
from workbook.rules.loading.match_keys import match_keys
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

CENT = 100
"""How far a typed amount may be from its row's own arithmetic, in units of 1/10,000, ..."""

HALF_A_CENT = 50
"""... and how much further for each piece, as prices are rounded."""


def amounts(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Order lines without an amount (error), with a zero (hint), or unlike quantity × price × (1 − discount) (hint)."""
    if table.name != "tblTransactions" or not {"amount", "quantity", "unit_price"} <= set(frame.columns):
        return []
    typed, quantity, price = frame["amount"], frame["quantity"], frame["unit_price"]
    free = is_free(frame["kind"]) if "kind" in frame.columns else np.zeros(len(frame), dtype=bool)
    unknown = typed[typed.isna() & (quantity.isna() | price.isna()) & ~free]
    unread = [row for row in unknown.index if {(row, k) for k in ("amount", "quantity", "unit_price")} & context.known]
    findings = findings_of(
        table,
        "amount",
        unknown.drop(unread),
        Text("没有金额，也没有数量和单价", "Neither an amount nor a quantity and a price"),
        Text("填金额，或填数量和单价。", "Type an amount, or a quantity and a price."),
    )
    worked = exact_money.net_amount(
        frame[[key for key in ("quantity", "unit_price", "discount") if key in frame.columns]]
    )
    amount = exact_money.to_units(typed)
    net = amount.where(amount.notna(), worked)
    zero = (net == 0).fillna(value=False).astype(bool) & ~free
    findings += findings_of(
        table,
        "amount",
        typed[zero].fillna(0.0),
        Text("金额是零", "The amount is zero"),
        Text("是赠品或样品就填交易类型；否则填上金额。", "Say in Kind of line if it was a gift; else type the amount."),
        Severity.HINT,
    )
    spare = CENT + HALF_A_CENT * quantity.abs()
    off = ((amount - worked).abs() > spare).fillna(value=False).astype(bool) & ~zero
    findings += _unlike(table, typed[off], exact_money.from_units(worked[off]))
    findings += findings_of(
        table,
        "amount",
        typed[(typed > 0) & (quantity < 0) & ~off],
        Text("数量是负的，金额却是正的", "The quantity is negative, the amount is not"),
        Text("退货的数量和金额都填负数。", "A return has both negative."),
        Severity.HINT,
    )
    return findings


def _unlike(table: Table, typed: pd.Series, worked: pd.Series) -> list[Finding]:
    fix = Text("看看哪一个填错了；金额填了就按金额算。", "See which one is mistyped; a typed amount is what counts.")
    findings = []
    for row, amount, product in zip(typed.index, typed.array, worked.array, strict=True):
        message = filled(
            Text(
                "金额 {typed} 与 数量×单价×(1-折扣率) = {worked} 不符",
                "The amount {typed} is not quantity × price × (1 − discount) = {worked}",
            ),
            typed=f"{amount:,.2f}",
            worked=f"{product:,.2f}",
        )
        findings.append(Finding(table.name, int(row), "amount", message, fix, shown(float(amount)), Severity.HINT))
    return findings


def payments(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Payments of nothing; of an order that is not there, or that is another customer's."""
    if table.name != "tblPayments" or "amount" not in frame.columns:
        return []
    message = Text("回款金额是零", "The payment is zero")
    fix = Text("填上金额，或删去这一行。", "Type the amount, or delete the row.")
    amounts = frame["amount"]
    findings = findings_where(table, "amount", amounts, amounts.to_numpy() == 0, message, fix, Severity.WARNING)
    return findings + _of_no_order(table, frame, context)


def _of_no_order(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    orders, customers = context.tables.get("tblTransactions"), context.tables.get("tblCustomers")
    if orders is None or customers is None or "order_no" not in frame or not bool(frame["order_no"].notna().any()):
        return []
    named = frame[frame["order_no"].notna()]
    numbers, known = match_keys(named["order_no"]), match_keys(orders["order_no"])
    unknown = ~numbers.isin(known.dropna()).to_numpy()
    lines = orders[known.isin(numbers)]
    theirs = pd.MultiIndex.from_arrays([_customers(lines["customer_id"], customers), known[lines.index]])
    payer = _customers(named["customer_id"], customers)
    mine = pd.MultiIndex.from_arrays([payer, numbers])
    others = ~unknown & (payer.to_numpy() >= 0) & ~mine.isin(theirs)
    return findings_where(
        table,
        "order_no",
        named["order_no"],
        unknown,
        Text("没有订单号是 {value} 的交易", "No order has the number {value}"),
        Text(
            "核对订单号；是预付款就空着，按先后冲抵。",
            "Check the number; leave it blank for a payment in advance: it pays the oldest order.",
        ),
        Severity.WARNING,
    ) + findings_where(
        table,
        "order_no",
        named["order_no"],
        others,
        Text("订单 {value} 是另一位客户的", "The order {value} is another customer's"),
        Text(
            "核对客户和订单号；这笔款按先后冲抵付款客户自己的订单。",
            "Check both; the payment is set against this customer's own oldest order.",
        ),
        Severity.WARNING,
    )


def _customers(typed: pd.Series, customers: pd.DataFrame) -> pd.Series:
    """Position of the customer that each cell names, -1 = nobody."""
    return references.resolve(typed, customers).positions


def orders(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Lines whose customer or date is not that of the first line with their number, at the line that differs.

    They count as orders of their own where the customer or the year differs (rules/basics/order_ledger.py).
    """
    if table.name != "tblTransactions" or "order_no" not in frame.columns:
        return []
    numbers = match_keys(frame["order_no"]).dropna()
    if not bool(numbers.duplicated().any()):
        return []
    findings: list[Finding] = []
    if "customer_id" in frame.columns:
        cells = frame.loc[numbers.index, "customer_id"].dropna()
        fix = Text(
            "填错了就改；两位客户各有这个号，就不必改，按两张订单计。",
            "Correct it if it is wrong; two customers may each have the number: they count as two orders.",
        )
        message = Text("同一订单号第 {row} 行是另一位客户", "Row {row} of the same order has another customer")
        findings += _unlike_first(table, frame, "customer_id", match_keys(cells), numbers, message, fix, context)
        numbers = match_keys(frame["customer_id"]).reindex(numbers.index).fillna("") + "\t" + numbers
    if "date" in frame.columns:
        day = frame.loc[numbers.index, "date"].dropna().dt.normalize()
        numbers = numbers[day.index] + "\t" + day.dt.year.astype("str")
        fix = Text("核对订单号；不是一张订单就分开编号。", "Check the order number; two orders need two numbers.")
        message = Text("同一订单第 {row} 行是另一个日期", "Row {row} of the same order has another date")
        findings += _unlike_first(table, frame, "date", day, numbers, message, fix, context)
    return findings


def _unlike_first(
    table: Table,
    frame: pd.DataFrame,
    key: str,
    values: pd.Series,
    orders: pd.Series,
    message: Text,
    fix: Text,
    context: Context,
) -> list[Finding]:
    """Rows whose value is not that of the first row of their order that has one."""
    orders = orders[values.index]
    differs = values.index[(values != values.groupby(orders, sort=False).transform("first")).to_numpy()]
    if differs.empty:
        return []
    first_rows = orders.drop_duplicates()
    row_of = dict(zip(first_rows.array, first_rows.index, strict=True))
    return [
        Finding(
            table.name, int(row), key, filled(message, row=context.sheet_row(row_of[order])), fix,
            shown(frame.at[row, key]), Severity.WARNING,
        )
        for row, order in zip(differs, orders[differs], strict=True)
    ]  # fmt: skip


def kinds(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Order lines whose kind and amount do not go together: a return typed as a sale, a sample with an amount."""
    if table.name != "tblTransactions" or not {"kind", "amount"} <= set(frame.columns):
        return []
    kind, typed = frame["kind"], frame["amount"]
    if not bool(kind.notna().any()):
        return []
    return findings_where(
        table,
        "amount",
        typed,
        (kind.isin(TAKEN_AWAY) & (typed > 0)).to_numpy(),
        Text("是退货或折让，{value} 按负数计入", "A return or credit note: {value} counts as a negative amount"),
        Text("金额填负数；其实是销售就改交易类型。", "Type it as a negative amount, or correct the kind."),
        Severity.HINT,
    ) + findings_where(
        table,
        "amount",
        typed,
        is_free(kind) & (typed != 0).to_numpy() & typed.notna().to_numpy(),
        Text("是样品或赠品，{value} 不计入销售", "A sample or gift: {value} is not counted as a sale"),
        Text("收了钱的改为销售；否则删去金额。", "Make it a sale if it was paid for; else delete the amount."),
        Severity.HINT,
    )
