"""What a field of a template says of one customer and one person, as text in the book's language.

Amounts have two places, days are written out, list values are labels. 【称呼】 is 王女士 where surname and gender are
known, else the name, else 客户. What may not travel for this kind of customer is blank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.exact_money import UNITS, amount
from workbook.rules.letters import field_names
from workbook.rules.letters.field_names import Source
from workbook.rules.names.person_names import surname_of
from workbook.schema.cells import FLAG_LABELS, split_choices
from workbook.schema.confidential import may_stand_on_card
from workbook.schema.model import Field, Kind
from workbook.schema.registry import table

if TYPE_CHECKING:
    from collections.abc import Sequence

CUSTOMERS, CONTACTS = "tblCustomers", "tblContacts"

_SOMEBODY = Text("客户", "Customer")
_TITLES = {"male": Text("先生", "Mr"), "female": Text("女士", "Ms")}
_DAY = Text("{day.year}年{day.month}月{day.day}日", "{day.day} {month} {day.year}")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ORDER = Text("{date}  {number}  {money} 元", "{date}  {number}  {money}")
_OVERDUE = Text("，应付日 {due}，已逾期 {late} 天", ", due {due}, {late} days overdue")
_DUE = Text("，应付日 {due}", ", due {due}")
_WITHOUT_NUMBER = Text("（无单号）", "(no number)")


@dataclass(frozen=True)
class LetterBook:
    """What letters are made from. Frames by position: `customers` with worked-out columns, `contacts` with references
    resolved; `items`: the open items (customer position, order_no, date, due, open in units, overdue_days); `own`: by
    table, the user's own columns as text by header, in the frame's order."""

    as_of: dt.date
    lang: Lang
    customers: pd.DataFrame
    contacts: pd.DataFrame
    items: pd.DataFrame
    labels: Mapping[str, Mapping[str, str]]
    company: str
    owner_emails: Mapping[str, str]
    own: Mapping[str, Mapping[str, Sequence[str]]]


def value(book: LetterBook, source: Source, customer: int, contact: int | None) -> str:
    """The text of a field; '' where nothing is known."""
    if source.table is None:
        return _figure(book, source.key, customer, contact)
    at = customer if source.table == CUSTOMERS else contact
    if at is None:
        return ""
    if source.own:
        return book.own[source.table][source.key][at]
    frame = book.customers if source.table == CUSTOMERS else book.contacts
    kind = book.customers["kind"].iloc[customer]
    if source.key not in frame or not may_stand_on_card(
        source.table, source.key, kind if isinstance(kind, str) else None
    ):
        return ""
    return shown(frame[source.key].iloc[at], table(source.table)[source.key], book.labels, book.lang)


def shown(cell: Any, field: Field, labels: Mapping[str, Mapping[str, str]], lang: Lang) -> str:
    """A cell as a letter says it."""
    if cell is None or cell is pd.NaT or cell is pd.NA or (isinstance(cell, float) and cell != cell):  # noqa: PLR0124 - NaN
        return ""
    if field.kind is Kind.FLAG:
        return FLAG_LABELS[bool(cell)][lang]
    if field.list:
        parts = split_choices(cell) if field.kind is Kind.CHOICES else [str(cell)]
        return Text("、", ", ")[lang].join(labels.get(field.list, {}).get(one, one) for one in parts)
    if field.kind.is_date:
        return day(cell, lang)
    if field.kind is Kind.MONEY:
        return f"{float(cell):,.2f}"
    if field.kind is Kind.RATE:
        return f"{float(cell):.0%}"
    if field.kind.is_number:
        return f"{int(cell):,}" if float(cell).is_integer() else f"{float(cell):g}"
    return str(cell)


def day(date: dt.date, lang: Lang) -> str:
    """A day written out.

    >>> day(dt.date(2026, 6, 3), "zh"), day(dt.date(2026, 6, 3), "en")
    ('2026年6月3日', '3 June 2026')
    """
    return _DAY[lang].format(day=date, month=_MONTHS[date.month - 1])


def salutation(name: str, gender: str | None, lang: Lang) -> str:
    """How a person is addressed.

    >>> salutation("王芳", "female", "zh"), salutation("王芳", None, "zh"), salutation("", None, "zh")
    ('王女士', '王芳', '客户')
    >>> salutation("Ann Reed", "female", "en")
    'Ms Ann Reed'
    """
    if not name:
        return _SOMEBODY[lang]
    title = _TITLES.get(gender or "")
    if title is None:
        return name
    return f"{surname_of(name) or name}{title.zh}" if lang == "zh" else f"{title.en} {name}"


def _figure(book: LetterBook, key: str, customer: int, contact: int | None) -> str:
    row = book.customers.iloc[customer]
    if key == field_names.TODAY:
        return day(book.as_of, book.lang)
    if key == field_names.COMPANY_NAME:
        return book.company
    if key == field_names.OWNER_EMAIL:
        return book.owner_emails.get(row["owner"], "") if isinstance(row["owner"], str) else ""
    if key == field_names.SALUTATION:
        if contact is not None:
            person = book.contacts.iloc[contact]
            return salutation(_text(person["name"]), person.get("gender"), book.lang)
        return salutation(_text(row["name"]) if row["kind"] == "person" else "", None, book.lang)
    return "\n".join(_orders(book, customer, late_only=key == field_names.OVERDUE_ORDERS))


def _orders(book: LetterBook, customer: int, *, late_only: bool) -> list[str]:
    """The customer's open orders, a line each, those due first in front."""
    mine = book.items[(book.items["customer"] == customer) & (book.items["open"] > 0)]
    if late_only:
        mine = mine[mine["overdue_days"] > 0]
    found = []
    columns: list[list[Any]] = [mine[key].tolist() for key in ("order_no", "date", "due", "open", "overdue_days")]
    for order_no, date, due, units, late in zip(*columns, strict=True):
        number = order_no if isinstance(order_no, str) else _WITHOUT_NUMBER[book.lang]
        money = f"{amount(int(units)):,.2f}"
        line = _ORDER[book.lang].format(date=f"{date:%Y-%m-%d}", number=number, money=money)
        if late > 0:
            line += _OVERDUE[book.lang].format(due=f"{due:%Y-%m-%d}", late=int(late))
        elif not pd.isna(due):
            line += _DUE[book.lang].format(due=f"{due:%Y-%m-%d}")
        found.append(line)
    return found


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


ADDED_UP = frozenset({"receivable", "overdue", "prepaid", "total_amount", "order_count"})
"""Columns of the customers that are added up where customers share a letter."""


def added_up(book: LetterBook, key: str, customers: Sequence[int]) -> str:
    """One of ADDED_UP over several customers."""
    column = book.customers[key].iloc[list(customers)].dropna()
    if not len(column):
        return ""
    units = sum(round(float(one) * UNITS) for one in column.tolist())
    return f"{amount(units):,.2f}" if table(CUSTOMERS)[key].kind is Kind.MONEY else f"{units // UNITS:,}"
