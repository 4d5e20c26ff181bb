"""statement: what one customer was sold and paid in a period and what is left - one sheet of A4 for both sides to seal.

The book is only read, as of the day. The customer is the one named, else that of the chosen row; the period ends on
the as-of day and begins after the customer's last reconciliation, else with the year, where nothing else is said.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from macros.desk.active_row import chosen_customer
from macros.desk.card import chosen
from macros.files.new_file import PDF, SHEETS, make_new, must_be_new, safe_name
from macros.report import Progress, Report, silent
from workbook.errors import InputError
from workbook.language import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents
    from macros.desk.statement_page import Statement
    from workbook.rules.statement.account import Account

READING, WORKING, WRITING = Text("读取", "Reading"), Text("计算", "Working out"), Text("写入", "Writing")

_BACKWARDS = Text("起始日 {start} 晚于截止日 {end}。", "The period begins on {start}, after its end on {end}.")
_AHEAD = Text(
    "截止日 {end} 晚于截至日期 {day}，之后的往来还不知道。",
    "The period ends on {end}, after the as-of day {day}: nothing is known of the days between.",
)
_MADE = Text(
    "{name}的对账单（{start} 至 {end}）已存为 {path}：期初 {opening}，期末 {closing}。",
    "The statement of {name} ({start} to {end}) was saved as {path}: opening {opening}, closing {closing}.",
)
_UNPAID = Text(
    "这位客户没有登记过回款，期末余额是全部销售；请先核对“回款”。",
    "No payment of this customer was ever entered: the balance is everything sold. See Payments first.",
)
_UNDATED = Text("{n} 行没有日期，算在期初里。", "{n} rows have no date and are in the opening balance.")
_NAMELESS = Text("“设置”里没有填本公司名称，对账单上写“我方”。", "Settings has no company name; the paper says 'We'.")
_WE = Text("我方", "We")
_DEPOSITS = Text("押金 {sum}，不抵货款", "Security deposits of {sum}, which pay for no goods")
_STOCK = Text("铺底额度 {allowed}，实际铺底 {actual}（{day}）", "Stock on deposit {actual}, allowed {allowed} ({day})")
_COLLATERAL = Text("抵押物：{what}", "Collateral: {what}")
_ON_DEPOSIT = ("allowed_stock", "actual_stock")
_LEGACY = Text("遗留问题：{what}", "Open questions: {what}")


def statement(
    book: xw.Book,
    *,
    customer: str | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    to: Path | None = None,
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> Report:
    """Write the statement, .xlsx or .pdf. InputError where nobody, or more than one, is meant, and for a period that
    ends before it begins or after the as-of day."""
    from macros.counting.book_contents import read_contents
    from macros.desk.statement_page import write

    if to is not None:
        must_be_new(to, SHEETS, PDF)
    said = customer or chosen_customer(book)
    progress(READING, 0.0)
    contents = read_contents(book, as_of)
    customers = contents.customers.frame
    at = chosen(customers, said)
    last = end or contents.as_of
    if last > contents.as_of:
        raise InputError(_AHEAD.format(end=last, day=contents.as_of))
    first = start or _after_reconciling(contents, at, last)
    if first > last:
        raise InputError(_BACKWARDS.format(start=first, end=last))
    progress(WORKING, 0.5)
    made = account_of(contents, at, first, last)
    progress(WRITING, 0.8)
    page = _page(contents, at, made)
    path = to or _beside(book, page.you, last, contents.lang)
    make_new(path, lambda where: write(page, where))
    return _report(contents, at, made, path)


def account_of(contents: BookContents, at: int, first: dt.date, last: dt.date) -> Account:
    """The account of the customer at a position."""
    from macros.counting.book_contents import ORDERS, PAYMENTS
    from macros.counting.refresh_results import net_amounts, typed_amounts
    from workbook.rules.customers.credit import payments_of
    from workbook.rules.statement.account import account

    orders = contents.frame(ORDERS)
    net = net_amounts(contents, typed_amounts(contents)).loc[orders.index]
    theirs = (contents.order_customers == at).to_numpy(dtype=bool)
    sold = orders.loc[theirs, ["date", "order_no", "product"]].assign(units=net[theirs].fillna(0).astype("int64"))
    payments = contents.frame(PAYMENTS)
    paid = payments_of(payments, contents.payment_customers)
    own = (paid["customer"] == at).to_numpy(dtype=bool)
    return account(sold, _payments(paid[own], payments[own], contents), first, last, contents.lang)


def _payments(paid: pd.DataFrame, rows: pd.DataFrame, contents: BookContents) -> pd.DataFrame:
    """With what each is called, and what a deposit comes to."""
    from workbook.rules.basics.exact_money import to_units

    labels = contents.list("payment_kind.label")
    goods = labels.get("goods", "")
    what = [
        f"{labels.get(kind, kind) if isinstance(kind, str) else goods}" + (f"（{how}）" if isinstance(how, str) else "")
        for kind, how in zip(rows["kind"], rows["method"], strict=True)
    ]
    deposit = to_units(rows["amount"]).fillna(0).to_numpy(dtype="int64")
    return paid.assign(what=what, deposit=deposit)


def _after_reconciling(contents: BookContents, at: int, last: dt.date) -> dt.date:
    """The day after the customer's last reconciliation before the period's end, else the first of the year."""
    rows = _reconciled(contents, at, last - dt.timedelta(days=1))
    if rows.empty:
        return last.replace(month=1, day=1)
    newest: dt.date = rows["date"].max().date()
    return newest + dt.timedelta(days=1)


def _reconciled(contents: BookContents, at: int, until: dt.date) -> pd.DataFrame:
    """The customer's reconciliations up to a day, the newest last."""
    from workbook.rules.basics import days

    rows = contents.frame("tblReconciliations")
    own = rows["customer_id"].eq(contents.customers.frame["customer_id"].iloc[at]).to_numpy(dtype=bool)
    return rows[own & (days.whole(rows["date"]) <= days.day(until))].sort_values("date", kind="stable")


def _page(contents: BookContents, at: int, made: Account) -> Statement:
    from macros.desk.statement_page import Statement

    settings, lang = contents.settings, contents.lang
    row = contents.customers.frame.iloc[at]
    billed, name = row["invoice_name"], row["name"]
    return Statement(
        lang,
        str(settings["company"] or _WE[lang]),
        str(billed if isinstance(billed, str) else name if isinstance(name, str) else row["customer_id"]),
        str(settings["currency"] or "CNY"),
        contents.as_of,
        contents.as_of + dt.timedelta(days=int(settings["reconcile_return_days"])),
        made,
        tuple(_notes(contents, at, made)),
    )


def _notes(contents: BookContents, at: int, made: Account) -> list[str]:
    """What the last reconciliation noted beside the money, and deposits."""
    from workbook.rules.basics.exact_money import money

    lang = contents.lang
    notes = [_DEPOSITS[lang].format(sum=money(made.deposits))] if made.deposits else []
    rows = _reconciled(contents, at, made.end)
    if rows.empty:
        return notes
    newest = rows.iloc[-1]
    allowed, actual = (0.0 if newest[key] != newest[key] else float(newest[key]) for key in _ON_DEPOSIT)
    if allowed or actual:
        notes.append(_STOCK[lang].format(allowed=f"{allowed:,.2f}", actual=f"{actual:,.2f}", day=newest["date"].date()))
    for text, key in ((_COLLATERAL, "collateral"), (_LEGACY, "legacy")):
        if isinstance(newest[key], str):
            notes.append(text[lang].format(what=newest[key]))
    return notes


def _beside(book: xw.Book, name: str, last: dt.date, lang: Lang) -> Path:
    from macros.desk.letters.places import beside, free
    from macros.desk.statement_page import SHEET

    return free(beside(book) / f"{SHEET[lang]} {safe_name(name)} {last.isoformat()}{SHEETS}")


def _report(contents: BookContents, at: int, made: Account, path: Path) -> Report:
    from workbook.rules.basics.exact_money import amount, money
    from workbook.rules.basics.references import spelled_out

    lines = [
        _MADE.format(
            name=spelled_out(contents.customers.frame, at, "customer_id", "name"), start=made.start, end=made.end,
            path=path, opening=money(made.opening), closing=money(made.closing),
        )
    ]  # fmt: skip
    if not (contents.payment_customers == at).any() and made.closing > 0:
        lines.append(_UNPAID)
    if made.undated:
        lines.append(_UNDATED.format(n=made.undated))
    if not contents.settings["company"]:
        lines.append(_NAMELESS)
    figures: dict[str, float | int | str] = {
        "opening": amount(made.opening), "sold": amount(made.sold), "paid": amount(made.paid),
        "closing": amount(made.closing), "entries": len(made.entries),
    }  # fmt: skip
    return Report("statement", tuple(lines), figures)
