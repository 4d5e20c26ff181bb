"""Consistency checks of order lines and payments: no amount, a zero, an amount unlike its own row, a split order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics import exact_money
from workbook.rules.check.cell_findings import filled, findings_of, findings_where, shown
from workbook.rules.check.context import Context
from workbook.rules.loading.match_keys import match_keys
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

CENT = 100
"""How far a typed amount may be from its row's own arithmetic, in units of 1/10,000, ..."""

HALF_A_CENT = 50
"""... and how much further for each piece, as prices are rounded."""


def amounts(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Order lines without an amount (error), with a zero (hint), or unlike quantity × price × (1 − discount) (hint)."""
    if table.name != "tblTransactions" or not {"amount", "quantity", "unit_price"} <= set(frame.columns):
        return []
    typed, quantity, price = frame["amount"], frame["quantity"], frame["unit_price"]
    unknown = typed[typed.isna() & (quantity.isna() | price.isna())]
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
    zero = (net == 0).fillna(value=False).astype(bool)
    findings += findings_of(
        table,
        "amount",
        typed[zero].fillna(0.0),
        Text("金额是零", "The amount is zero"),
        Text("是赠品就不必改；否则填上金额。", "Leave it if it was a gift; else type the amount."),
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
    """Payments of nothing."""
    if table.name != "tblPayments" or "amount" not in frame.columns:
        return []
    message = Text("回款金额是零", "The payment is zero")
    fix = Text("填上金额，或删去这一行。", "Type the amount, or delete the row.")
    amounts = frame["amount"]
    return findings_where(table, "amount", amounts, amounts.to_numpy() == 0, message, fix, Severity.WARNING)


def orders(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Lines whose customer or date is not that of their order's first line, at the line that differs."""
    if table.name != "tblTransactions" or "order_no" not in frame.columns:
        return []
    findings: list[Finding] = []
    numbers = match_keys(frame["order_no"]).dropna()
    if not bool(numbers.duplicated().any()):
        return []
    for key, message in (
        (
            "customer_id",
            Text("与同一订单第 {row} 行的客户不同", "The customer is not that of row {row} of the same order"),
        ),
        ("date", Text("与同一订单第 {row} 行的日期不同", "The date is not that of row {row} of the same order")),
    ):
        if key not in frame.columns:
            continue
        filled_in = frame.loc[numbers.index, key].dropna()
        values = match_keys(filled_in) if key == "customer_id" else filled_in.dt.normalize()
        groups = values.groupby(numbers[values.index], sort=False)
        firsts = groups.transform("first")
        differs = values.index[(values != firsts).to_numpy()]
        if differs.empty:
            continue
        order_of = numbers[differs]
        first_rows = numbers[values.index].drop_duplicates()
        row_of = dict(zip(first_rows.array, first_rows.index, strict=True))
        fix = Text("核对订单号；不是一张订单就分开编号。", "Check the order number; two orders need two numbers.")
        for row, order in zip(differs, order_of, strict=True):
            said = filled(message, row=context.sheet_row(row_of[order]))
            findings.append(Finding(table.name, int(row), key, said, fix, shown(frame.at[row, key]), Severity.WARNING))
    return findings
