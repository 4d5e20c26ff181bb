"""What the report says in words: three sentences, and the points for the month after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbook.language import COMMA, Text
from workbook.rules.basics.exact_money import amount as money
from workbook.rules.month_report.model import JOIN, Row, percent, short
from workbook.schema.month_report import LINES

if TYPE_CHECKING:
    from workbook.rules.month_report.facts import Facts

Totals = Mapping[str, float | int | None]
Change = tuple[str, int]  # a customer and the units of its change
_NAMED = 3  # customers that a point names

_NET = Text("{period}净额{amount}", "{period}: net amount {amount}")
_REACHED = Text("达成目标的{share:.0%}", "{share:.0%} of the target")
_MONTH = Text("较上月{change}", "{change} on last month")
_BEFORE = Text("较上期{change}", "{change} on the period before")
_YEAR = Text("较去年同期{change}", "{change} on a year ago")
_FORETOLD = Text("月初预测{amount}，实际{change}", "{change} on the {amount} forecast before it began")
_NOTHING = Text("{period}没有成交", "nothing was sold in {period}")
_BUYERS = Text("{buyers}家成交，其中新客户{new}家", "{buyers} customers bought, {new} of them for the first time")
_LARGEST = Text("净额最大的是{name}（{share:.0%}）", "the largest is {name} ({share:.0%})")
_GAINED = Text("增加最多的是{name}（+{amount}）", "the largest rise is {name}'s (+{amount})")
_LOST = Text("减少最多的是{name}（−{amount}）", "the largest fall is {name}'s (−{amount})")
_STOPPED = Text("停购或下滑{n}家（一年净额共{amount}）", "{n} stopped or buy less (net {amount} a year in all)")
_PAID = Text("回款{amount}", "receipts {amount}")
_DEBT = Text("应收{owed}，逾期{late}（{n}家）", "{owed} are owed, {late} of it too late ({n} customers)")
_NO_DEBT = Text("没有逾期款", "nothing is overdue")
_VISITS = Text("应访{owed}次，已访{made}次，欠{short}次", "{made} of {owed} visits owed were made, {short} are missing")
_END = Text("。", ".")

_AIM = Text("下月目标{aim}", "Next month's target is {aim}")
_FORECAST = Text("按以往走势约{amount}", "by what has been, about {amount} is to be expected")
_MISSING = Text("还差{gap}要找", "{gap} remain to be found")
_NO_AIM = Text("下月还没有填目标", "No target is given for next month yet")
_COLLECT = Text("催款：{who}", "Collect: {who}")
_WIN_BACK = Text("挽回：{who}", "Win back: {who}")
_CATCH_UP = Text("补访：{who}", "Visits to catch up on: {who}")
_PROMISES = Text("到期未兑现的承诺{n}项：{who}", "Promises due and not kept, {n}: {who}")
_COMPLAINTS = Text("未结投诉{n}件：{who}", "Open complaints, {n}: {who}")
_CONTRACTS = Text("合同要续签或跟进{n}份：{who}", "Contracts to renew or follow up, {n}: {who}")
_OF = Text("{name}{amount}", "{name} {amount}")
_TIMES = Text("{name}{n}次", "{name} {n}")
_AND = Text("{named}等{n}家", "{named} and others, {n} in all")


def sentences(
    facts: Facts, totals: Totals, tables: Mapping[str, tuple[Row, ...]], changes: tuple[Change, Change]
) -> tuple[str, ...]:
    """Three sentences: the amount, the customers, the money and the visits. `changes`: the largest rise and fall
    (`tables.largest_changes`)."""
    return tuple(
        _sentence(facts, parts)
        for parts in (_amounts(facts, totals), _customers(facts, totals, tables, changes), _work(facts, totals))
    )


def _sentence(facts: Facts, parts: list[str]) -> str:
    said = JOIN[facts.lang].join(parts) + _END[facts.lang]
    return said if facts.lang == "zh" else said[:1].upper() + said[1:]


def _amounts(facts: Facts, totals: Totals) -> list[str]:
    lang, amount = facts.lang, _of(totals, "amount")
    period = facts.period.label[lang]
    if not amount and not totals["buyers"]:
        return [_NOTHING[lang].format(period=period)]
    said = [_NET[lang].format(period=period, amount=short(amount, lang))]
    if totals["target"]:
        said.append(_REACHED[lang].format(share=amount / _of(totals, "target")))
    before = _MONTH if len(facts.period.months) == 1 else _BEFORE
    for key, text in (("amount_before", before), ("amount_year_ago", _YEAR)):
        if _of(totals, key) > 0:
            said.append(text[lang].format(change=percent(amount / _of(totals, key) - 1)))
    if said_before := _of(totals, "foretold"):
        came = percent(amount / said_before - 1)
        said.append(_FORETOLD[lang].format(amount=short(said_before, lang), change=came))
    return said


def _customers(
    facts: Facts, totals: Totals, tables: Mapping[str, tuple[Row, ...]], changes: tuple[Change, Change]
) -> list[str]:
    lang = facts.lang
    said = [_BUYERS[lang].format(buyers=totals["buyers"], new=totals["new_customers"])]
    top = tables["top"]
    if top and isinstance(top[0][4], float | int):
        said.append(_LARGEST[lang].format(name=top[0][0], share=top[0][4]))
    for text, (name, change) in zip((_GAINED, _LOST), changes, strict=True):
        if change:
            said.append(text[lang].format(name=name, amount=short(abs(money(change)), lang)))
    if totals["stopped"]:
        amount = short(_of(totals, "stopped_amount"), lang)
        said.append(_STOPPED[lang].format(n=totals["stopped"], amount=amount))
    return said


def _work(facts: Facts, totals: Totals) -> list[str]:
    lang = facts.lang
    said = [_PAID[lang].format(amount=short(_of(totals, "receipts"), lang))]
    if totals["debtors"]:
        owed, late = short(_of(totals, "open_debt"), lang), short(_of(totals, "overdue"), lang)
        said.append(_DEBT[lang].format(owed=owed, late=late, n=totals["debtors"]))
    else:
        said.append(_NO_DEBT[lang])
    if totals["visits_owed"]:
        told = {"owed": totals["visits_owed"], "made": totals["visits_made"], "short": totals["visits_short"]}
        said.append(_VISITS[lang].format(**told))
    return said


def points(facts: Facts, totals: Totals, tables: Mapping[str, tuple[Row, ...]]) -> tuple[str, ...]:
    """What to see to in the month after, at most `LINES["points"]`: each names the first customers."""
    lang = facts.lang
    found = [_aim(facts, totals)] if not facts.period.running else []
    debts = [_OF[lang].format(name=row[0], amount=short(float(row[1] or 0), lang)) for row in tables["debtors"]]
    gone = [_OF[lang].format(name=row[0], amount=short(float(row[3] or 0), lang)) for row in tables["stopped"]]
    short_of = facts.owed[facts.mine & (facts.owed["short"] > 0).to_numpy()].sort_values(
        "short", ascending=False, kind="stable"
    )
    places = facts.customers.index.get_indexer(short_of.index[:_NAMED])
    visits = [
        _TIMES[lang].format(name=facts.name(int(at)), n=int(many))
        for at, many in zip(places, short_of["short"], strict=False)
    ]
    for text, named, many in (
        (_COLLECT, debts, int(totals["debtors"] or 0)),
        (_WIN_BACK, gone, int(totals["stopped"] or 0)),
        (_CATCH_UP, visits, len(short_of)),
    ):
        if named:
            found.append(text[lang].format(who=_who(facts, named[:_NAMED], many)))
    for text, kinds in ((_PROMISES, ("promise",)), (_COMPLAINTS, ("complaint",)), (_CONTRACTS, ("contract",))):
        due = facts.reminders[facts.reminders["kind"].isin(kinds)]
        names = list(dict.fromkeys(name for name in due["customer_name"] if isinstance(name, str)))
        if len(due):
            found.append(text[lang].format(n=len(due), who=_who(facts, names[:_NAMED], len(names))))
    return tuple(found[: LINES["points"]])


def _aim(facts: Facts, totals: Totals) -> str:
    lang, aim, expected = facts.lang, totals["next_target"], totals["next_forecast"]
    said = [_AIM[lang].format(aim=short(float(aim), lang)) if aim else _NO_AIM[lang]]
    if expected:
        said.append(_FORECAST[lang].format(amount=short(float(expected), lang)))
        if aim and float(aim) > float(expected):
            said.append(_MISSING[lang].format(gap=short(float(aim) - float(expected), lang)))
    return JOIN[lang].join(said)


def _who(facts: Facts, named: list[str], many: int) -> str:
    said = COMMA[facts.lang].join(named)
    return said if many <= len(named) else _AND[facts.lang].format(named=said, n=many)


def _of(totals: Totals, key: str) -> float:
    return float(totals.get(key) or 0)
