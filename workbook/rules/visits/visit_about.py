"""What to know of a customer before its door: traits, limits, how to talk to whom, what is advised, the step of this
visit, the last order and debt, what the manager ordered, and stock and prices as last seen.

>>> limits = pd.DataFrame({"customer_id": ["C1"], "contact_limits": ["周二上午"]})
>>> [(one.topic, one.said) for one in _columns(limits, "contact_limits", "limits")]
[('limits', '周二上午')]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from workbook.language import COLON, SEMICOLON, Lang, Text
from workbook.rules.basics import days
from workbook.rules.customers import contacts_here
from workbook.rules.customers.funnel import CLEAR
from workbook.rules.customers.whom_to_ask import DECIDER
from workbook.rules.visits import four_steps

if TYPE_CHECKING:
    from collections.abc import Set

PEOPLE = 2
"""Contacts that are told of, who decides first."""
PRODUCTS = 3
"""Products of which stock and prices are told, the latest seen first."""
_TABOO = Text("忌讳：{said}", "taboo: {said}")
_LAST = Text("最近一单{date:%Y-%m-%d}，{amount:,.2f}", "Last order on {date:%Y-%m-%d}, {amount:,.2f}")
_OWES = Text("应收{n:,.2f}", "{n:,.2f} receivable")
_LATE = Text("逾期{n:,.2f}", "{n:,.2f} overdue")
_STOCK = Text("库存{said:,g}", "stock {said:,g}")
_BOUGHT, _SOLD = Text("进货价{said:,.2f}", "bought at {said:,.2f}"), Text("零售价{said:,.2f}", "sold at {said:,.2f}")
_RIVAL = Text("{rival} {said:,.2f}", "{rival} {said:,.2f}")
_SEEN = Text("{product}（{date:%Y-%m-%d}）：{said}", "{product} ({date:%Y-%m-%d}): {said}")
_COMMA = Text("，", ", ")


class Item(NamedTuple):
    """One thing to know."""

    customer: str
    topic: str
    said: str


@dataclass(frozen=True)
class Advice:
    """What the lists advise: MAN class, buying power, knowledge level → sentence."""

    man: Mapping[str, str]
    power: Mapping[str, str]
    quality: Mapping[str, str]


def about(
    customers: pd.DataFrame,
    contacts: pd.DataFrame,
    visits: pd.DataFrame,
    surveys: pd.DataFrame,
    last_amount: Mapping[str, float],
    advice: Advice,
    face: Set[str],
    as_of: dt.date,
    lang: Lang,
) -> list[Item]:
    """What is known of these customers.

    `customers`: customer_id, traits, contact_limits, man_class, money, intent, demand, order_count, last_order,
    receivable, overdue; `contacts`: customer_id, name, role, taboos, quality, perhaps status and left_on; `visits`:
    customer_id, date, kind, joint, orders_from_above, orders_done; `surveys`: customer_id, date, product, stock_qty,
    purchase_price, retail_price, competitor, competitor_price; `last_amount`: customer_id -> amount of the last
    order's day; `face`: the kinds of visit in person.
    """
    ids = set(customers["customer_id"])
    past = visits[visits["customer_id"].isin(ids) & (days.whole(visits["date"]) <= days.day(as_of))]
    return [
        *_columns(customers, "traits", "traits"),
        *_columns(customers, "contact_limits", "limits"),
        *_people(contacts[contacts["customer_id"].isin(ids)], advice, as_of, lang),
        *_advised(customers, advice),
        *_steps(customers, past[past["kind"].isin(face)], lang),
        *_account(customers, last_amount, lang),
        *_ordered(past),
        *_seen(surveys[surveys["customer_id"].isin(ids)], as_of, lang),
    ]


def _columns(customers: pd.DataFrame, key: str, topic: str) -> Iterator[Item]:
    for who, said in zip(customers["customer_id"], customers[key], strict=True):
        if isinstance(said, str) and said.strip():
            yield Item(who, topic, said)


def _people(contacts: pd.DataFrame, advice: Advice, as_of: dt.date, lang: Lang) -> Iterator[Item]:
    """How to talk to those who are still there, and what not to do."""
    here = contacts[contacts["name"].notna()]
    here = here[contacts_here.here(here, as_of)]
    first = here.assign(later=~here["role"].eq(DECIDER)).sort_values("later", kind="stable")
    for row in first.groupby("customer_id").head(PEOPLE).to_dict("records"):
        taboo = row["taboos"] if isinstance(row["taboos"], str) else None
        manner = advice.quality.get(str(row["quality"]), "").rstrip("。.")
        said = [manner, taboo and _TABOO[lang].format(said=taboo)]
        if told := SEMICOLON[lang].join(one for one in said if one):
            yield Item(row["customer_id"], "talk", f"{row['name']}{COLON[lang]}{told}")


def _advised(customers: pd.DataFrame, advice: Advice) -> Iterator[Item]:
    columns = (customers[key].tolist() for key in ("customer_id", "man_class", "money", "intent"))
    for who, man, money, intent in zip(*columns, strict=True):
        power = advice.power.get(str(money)) if intent == CLEAR else None
        for said in dict.fromkeys((advice.man.get(str(man)), power)):
            if said:
                yield Item(who, "advice", said)


def _steps(customers: pd.DataFrame, made: pd.DataFrame, lang: Lang) -> Iterator[Item]:
    counts = made.drop_duplicates(["customer_id", "date"])["customer_id"].value_counts()
    with_manager = set(made.loc[made["joint"].isin(four_steps.FORMS), "customer_id"])
    columns = (customers[key].tolist() for key in ("customer_id", "order_count", "money", "demand"))
    for who, orders, money, demand in zip(*columns, strict=True):
        before = int(counts.get(who, 0))
        if (at := four_steps.step(before, has_ordered=orders > 0)) is not None:
            yield Item(who, "step", four_steps.STEPS[at - 1][lang])
        if four_steps.wants_manager(before, money=money, demand=demand, done=who in with_manager):
            yield Item(who, "step", four_steps.WITH_MANAGER[lang])


def _account(customers: pd.DataFrame, last_amount: Mapping[str, float], lang: Lang) -> Iterator[Item]:
    columns = (customers[key].tolist() for key in ("customer_id", "last_order", "receivable", "overdue"))
    for who, date, receivable, overdue in zip(*columns, strict=True):
        said = []
        if not pd.isna(date):
            said.append(_LAST[lang].format(date=date, amount=last_amount.get(who, 0.0)))
        said += [text[lang].format(n=amount) for text, amount in ((_OWES, receivable), (_LATE, overdue)) if amount > 0]
        if said:
            yield Item(who, "account", SEMICOLON[lang].join(said))


def _ordered(past: pd.DataFrame) -> Iterator[Item]:
    """What the manager ordered and nobody has marked as done."""
    waiting = past[past["orders_from_above"].notna() & ~past["orders_done"].eq(True)]
    for who, said in zip(waiting["customer_id"], waiting["orders_from_above"], strict=True):
        yield Item(who, "orders", said)


def _seen(surveys: pd.DataFrame, as_of: dt.date, lang: Lang) -> Iterator[Item]:
    """Of each product the latest survey."""
    known = surveys[surveys["product"].notna() & (days.whole(surveys["date"]) <= days.day(as_of))]
    latest = known.sort_values("date", ascending=False, kind="stable").drop_duplicates(["customer_id", "product"])
    for row in latest.groupby("customer_id").head(PRODUCTS).to_dict("records"):
        rival = row["competitor"] if isinstance(row["competitor"], str) else None
        parts = [
            (_STOCK, row["stock_qty"]), (_BOUGHT, row["purchase_price"]), (_SOLD, row["retail_price"]),
            (_RIVAL, row["competitor_price"] if rival else None),
        ]  # fmt: skip
        said = [text[lang].format(said=value, rival=rival) for text, value in parts if not pd.isna(value)]
        if said:
            told = _SEEN[lang].format(product=row["product"], date=row["date"], said=_COMMA[lang].join(said))
            yield Item(row["customer_id"], "seen", told)
