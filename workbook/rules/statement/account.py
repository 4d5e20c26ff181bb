"""What one customer was sold and paid between two days, with the balance after each, as both sides sign it.

The balance is what `rules.customers.credit` calls receivable, or prepaid where it is below zero: everything sold less
everything paid; a security deposit pays nothing and stands beside, a refund takes a payment back. The lines of one
order on one day are one entry, returns of that day another. What has no date was before everything. Amounts are exact
integers of 1/10,000.

>>> sold = pd.DataFrame({"date": pd.to_datetime(["2026-01-05", "2026-02-01"]), "order_no": ["S1", "S2"],
...     "product": ["Wire", "Lamp"], "units": [3_000_000, 500_000]})
>>> paid = pd.DataFrame({"date": pd.to_datetime(["2026-02-03"]), "order_no": ["S1"], "what": ["Payment"],
...     "units": [1_000_000], "pays": [True]})
>>> made = account(sold, paid, dt.date(2026, 2, 1), dt.date(2026, 2, 28), "en")
>>> made.opening, [(one.what, one.sold, one.paid, one.balance) for one in made.entries], made.closing
(3000000, [('Lamp', 500000, 0, 3500000), ('Payment', 0, 1000000, 2500000)], 2500000)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days

_MORE = Text("{first} 等{n}种", "{first} and {more} more")
_BACK = Text("退货/折让：{what}", "Return: {what}")
_GOODS, _PAYMENT = Text("货款", "Goods"), Text("回款", "Payment")
_MONTH = Text("{month} 共{n}笔", "{month}: {n} entries")


@dataclass(frozen=True)
class Entry:
    """One line of a statement; amounts in units."""

    day: dt.date
    number: str
    what: str
    sold: int
    paid: int
    balance: int = 0


@dataclass(frozen=True)
class Account:
    """A period of one customer: from `start` to `end`, both included."""

    start: dt.date
    end: dt.date
    opening: int
    entries: tuple[Entry, ...]
    closing: int
    deposits: int  # security deposits held on the last day
    undated: int  # rows without a date, counted in the opening balance

    @property
    def sold(self) -> int:
        """All of the period."""
        return sum(one.sold for one in self.entries)

    @property
    def paid(self) -> int:
        """All of the period."""
        return sum(one.paid for one in self.entries)


def account(sold: pd.DataFrame, paid: pd.DataFrame, start: dt.date, end: dt.date, lang: Lang) -> Account:
    """The account of the customer whose lines `sold` (date, order_no, product, units) and payments `paid` (date,
    order_no, what, units: 0 for a deposit that pays nothing, pays, deposit: its units) these are."""
    lines, payments = _until(sold, end), _until(paid, end)
    opening = int(_before(lines, start)["units"].sum()) - int(_before(payments, start)["units"].sum())
    entries = sorted([*_sold(_from(lines, start), lang), *_paid(_from(payments, start), lang)], key=lambda one: one.day)
    counted: list[Entry] = []
    balance = opening
    for one in entries:
        balance += one.sold - one.paid
        counted.append(replace(one, balance=balance))
    held = payments[~payments["pays"].to_numpy(dtype=bool)]
    deposits = int(held["deposit"].sum()) if "deposit" in held else 0
    undated = int(lines["date"].isna().sum() + payments["date"].isna().sum())
    return Account(start, end, opening, tuple(counted), balance, deposits, undated)


def folded(entries: Sequence[Entry], most: int, lang: Lang) -> list[Entry]:
    """At most so many lines: where there are more, months are added up, the oldest first, until they fit."""
    found = list(entries)
    months = [list(group) for _, group in groupby(entries, key=lambda one: (one.day.year, one.day.month))]
    for at, month in enumerate(months):
        if len(found) <= most:
            break
        found[at : at + len(month)] = [_together(month, lang)]
    return found


def _together(month: list[Entry], lang: Lang) -> Entry:
    """A month's entries as one; a single one as it is."""
    if len(month) == 1:
        return month[0]
    said = _MONTH[lang].format(month=f"{month[0].day:%Y-%m}", n=len(month))
    sold, paid = sum(one.sold for one in month), sum(one.paid for one in month)
    return Entry(month[-1].day, "", said, sold, paid, month[-1].balance)


def _sold(lines: pd.DataFrame, lang: Lang) -> list[Entry]:
    """One entry an order and day, and one for what came back of it that day."""
    moved = lines[lines["units"].ne(0)]
    made: list[Entry] = []
    numbers = moved["order_no"].astype("str").fillna("")
    for (_, number, back), rows in moved.groupby([days.whole(moved["date"]), numbers, moved["units"].lt(0)]):
        said = _products(rows["product"], lang)
        what = _BACK[lang].format(what=said) if back else said
        made.append(Entry(rows["date"].iloc[0].date(), str(number), what, int(rows["units"].sum()), 0))
    return made


def _products(names: pd.Series[Any], lang: Lang) -> str:
    different = list(dict.fromkeys(str(name) for name in names.dropna()))
    if not different:
        return _GOODS[lang]
    if len(different) == 1:
        return different[0]
    return _MORE[lang].format(first=different[0], n=len(different), more=len(different) - 1)


def _paid(payments: pd.DataFrame, lang: Lang) -> list[Entry]:
    moved = payments[payments["units"].ne(0)]
    return [
        Entry(pd.Timestamp(day).date(), "" if pd.isna(number) else str(number), what or _PAYMENT[lang], 0, int(units))
        for day, number, what, units in zip(
            moved["date"], moved["order_no"], moved["what"].fillna("").tolist(), moved["units"], strict=True
        )
    ]


def _until(rows: pd.DataFrame, end: dt.date) -> pd.DataFrame:
    return rows[~(days.whole(rows["date"]) > days.day(end))]


def _before(rows: pd.DataFrame, start: dt.date) -> pd.DataFrame:
    return rows[~(days.whole(rows["date"]) >= days.day(start))]


def _from(rows: pd.DataFrame, start: dt.date) -> pd.DataFrame:
    return rows[days.whole(rows["date"]) >= days.day(start)]
