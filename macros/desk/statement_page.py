"""A statement of account on one sheet of A4, to be sealed by both sides and sent back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from macros.desk.cards.file import set_up, stamp
from macros.desk.cards.plan import COLUMNS, Look, Part, Plan, gap
from macros.files.new_workbook import new_workbook
from workbook.language import Lang, Text
from workbook.rules.basics.exact_money import amount, money
from workbook.rules.statement.account import Account, Entry, folded
from workbook.rules.statement.amount_in_words import in_capitals, in_english

MOST = 22  # entries that stand on the page; with more of them months are added up, and a second sheet lists them all
SHEET, DETAIL = Text("对账单", "Statement"), Text("对账单明细", "Statement entries")

_TITLE = Text("对 账 单", "Statement of account")
_WE, _YOU = Text("供方：{name}", "From: {name}"), Text("需方：{name}", "To: {name}")
_PERIOD = Text("期间：{start} 至 {end}", "Period: {start} to {end}")
_MADE = Text("制单日期：{day}　单位：{currency}", "Made on {day}, in {currency}")
_HEADS = (
    (Text("日期", "Date"), 3, False),
    (Text("单号", "Number"), 4, False),
    (Text("摘要", "What"), 8, False),
    (Text("应收", "Sold"), 3, True),
    (Text("已收", "Paid"), 3, True),
    (Text("余额", "Balance"), 3, True),
)
_OPENING, _CLOSING = Text("期初余额", "Opening balance"), Text("期末余额", "Closing balance")
_TOTAL = Text("本期合计", "Total of the period")
_OWES = Text("截至 {day}，需方尚欠供方货款：{sum}", "On {day} you owe us {sum}")
_AHEAD = Text("截至 {day}，需方在供方尚有预付余额：{sum}", "On {day} you have paid us {sum} in advance")
_EVEN = Text("截至 {day}，双方往来款项已结清。", "On {day} nothing is owed on either side.")
_RMB = Text("人民币（大写）{words}　￥{figure}", "CNY {figure} ({words})")
_OTHER = Text("{currency} {figure}（大写：{words}）", "{currency} {figure} ({words})")
_ALSO = Text("另：", "Also: ")
_BACK = Text(
    "请核对后盖章，于 {day} 前寄回一份；逾期未回视为无误。",
    "Please check, seal and return one copy by {day}.",
)
_RESULT = Text(
    "核对结果：□ 无误　□ 不符，相差 ____________，原因：", "Checked: [ ] agreed   [ ] differs by ____________, because:"
)
_SEAL = Text("（盖章）", "(seal)")
_SIGNED = Text("经办人：　　　　　　　　日期：", "Signed by:                    Date:")
_ALL = Text("逐笔明细见第二张工作表。", "Every entry stands on the second sheet.")
_MONEY, _DAY = "#,##0.00", "yyyy-mm-dd"
_CHINESE_MONEY = ("CNY", "RMB", "人民币")


@dataclass(frozen=True)
class Statement:
    """What is on the page beside the account: who we and they are, when it is to be back, what else is noted."""

    lang: Lang
    we: str
    you: str
    currency: str
    made_on: dt.date
    back_by: dt.date
    account: Account
    notes: tuple[str, ...] = ()


def write(made: Statement, path: Path) -> None:
    """Write a new .xlsx. OSError where it cannot be written."""
    entries = made.account.entries
    shown = folded(entries, MOST, made.lang)
    foot = f"{SHEET[made.lang]} {made.you} {made.account.end:%Y-%m-%d}"
    with new_workbook(path, made.lang) as (book, styles):
        sheet = book.create_sheet(SHEET[made.lang])
        plan = page(made, shown)
        set_up(sheet, made.lang, foot, "", pages=1)
        stamp(sheet, styles, plan, 0)
        sheet.print_area = f"A1:{get_column_letter(COLUMNS)}{plan.row}"
        if len(shown) < len(entries):
            more = book.create_sheet(DETAIL[made.lang])
            listed = Plan()
            _table(listed, made, entries)
            set_up(more, made.lang, foot, "")
            stamp(more, styles, listed, 0)
            more.print_area = f"A1:{get_column_letter(COLUMNS)}{listed.row}"
            more.print_title_rows = "1:1"


def page(made: Statement, entries: Sequence[Entry]) -> Plan:
    """The page, with these entries."""
    lang, account = made.lang, made.account
    plan = Plan()
    plan.line(gap(8), Part(_TITLE[lang], 16, Look.NAME), least=34)
    half = COLUMNS // 2
    plan.line(
        Part(_WE[lang].format(name=made.we), half, Look.STRONG),
        Part(_YOU[lang].format(name=made.you), half, Look.STRONG),
        least=20,
    )
    plan.line(
        Part(_PERIOD[lang].format(start=account.start, end=account.end), half, Look.QUIET),
        Part(_MADE[lang].format(day=made.made_on, currency=made.currency), half, Look.QUIET),
        least=18,
    )
    plan.space(6)
    _table(plan, made, entries)
    plan.space(8)
    plan.line(Part(_owed(made), COLUMNS, Look.BOX), least=26, most=3)
    for note in made.notes:
        plan.line(Part(_ALSO[lang] + note, COLUMNS, Look.BODY), most=2)
    if len(entries) < len(account.entries):
        plan.line(Part(_ALL[lang], COLUMNS, Look.QUIET))
    plan.line(Part(_BACK[lang].format(day=made.back_by), COLUMNS, Look.BODY), least=20)
    plan.line(Part(_RESULT[lang], 16, Look.BODY), Part(None, 8, Look.RULED), least=24)
    plan.space(14)
    plan.line(
        Part(made.we + _SEAL[lang], half - 1, Look.STRONG), gap(1), Part(made.you + _SEAL[lang], half, Look.STRONG),
        least=20,
    )  # fmt: skip
    plan.space(64)
    plan.line(Part(_SIGNED[lang], half - 1, Look.RULED), gap(1), Part(_SIGNED[lang], half, Look.RULED), least=20)
    return plan


def _table(plan: Plan, made: Statement, entries: Sequence[Entry]) -> None:
    lang, account = made.lang, made.account
    plan.line(*(Part(text[lang], wide, Look.HEAD, right=right) for text, wide, right in _HEADS), least=16)
    _row(plan, account.start, "", _OPENING[lang], None, None, account.opening)
    for one in entries:
        _row(plan, one.day, one.number, one.what, one.sold or None, one.paid or None, one.balance)
    _row(plan, None, "", _TOTAL[lang], account.sold, account.paid, None)
    _row(plan, account.end, "", _CLOSING[lang], None, None, account.closing)


def _row(
    plan: Plan, day: dt.date | None, number: str, what: str, sold: int | None, paid: int | None, balance: int | None
) -> None:
    figures = (None if units is None else amount(units) for units in (sold, paid, balance))
    plan.line(
        Part(day, 3, Look.LINE, _DAY),
        Part(number or None, 4, Look.LINE),
        Part(what, 8, Look.LINE),
        *(Part(figure, 3, Look.LINE, _MONEY, right=True) for figure in figures),
        least=16,
    )


def _owed(made: Statement) -> str:
    """Who owes whom what, in figures and in words."""
    lang, closing = made.lang, made.account.closing
    cents = (abs(closing) + 50) // 100
    if not cents:
        return _EVEN[lang].format(day=made.account.end)
    words = in_capitals(cents) if lang == "zh" else in_english(cents)
    form = _RMB if made.currency.upper() in _CHINESE_MONEY else _OTHER
    said = form[lang].format(words=words, figure=money(abs(closing)), currency=made.currency)
    return (_OWES if closing > 0 else _AHEAD)[lang].format(day=made.account.end, sum=said)
