"""The report of a period from its facts: figures with what they are held against, the tables, the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics.exact_money import amount as money
from workbook.rules.month_report import tables
from workbook.rules.month_report.model import JOIN, MonthReport, Tile, percent, short
from workbook.rules.month_report.sentences import points, sentences

if TYPE_CHECKING:
    from workbook.rules.basics.periods import Span
    from workbook.rules.month_report.facts import Facts

NET = Text("净额", "Net amount")
REACHED = Text("目标达成", "Target reached")
NEW = Text("新成交客户", "New customers")
RECEIPTS = Text("回款", "Receipts")
OVERDUE = Text("逾期款", "Overdue")
NEW_NAMES = {True: (Text("较上月", "on last month"), Text("较去年同月", "on last year")),
             False: (Text("较上期", "on the period before"), Text("较去年同期", "on last year"))}  # fmt: skip

_CHANGE = Text("{since} {change}", "{change} {since}")
_WAS = Text("{since} {amount}", "{amount} {since}")
_NEW_LAST = Text("上月 {n} 家", "{n} last month")
_NEW_BEFORE = Text("上期 {n} 家", "{n} before")
_NO_TARGET = Text("没有填目标", "no target is given")
_AIM = Text("目标 {aim}，差 {gap}", "target {aim}, short of it by {gap}")
_OVER = Text("目标 {aim}，超 {gap}", "target {aim}, exceeded by {gap}")
_DAY = Text("，时间已过 {share:.0%}", "; {share:.0%} of the days gone")
_AT_START = Text("{n} 家，期初 {amount}", "{n} customers; {amount} at the start")


def make(facts: Facts) -> MonthReport:
    """The report: pure, the same for the same facts."""
    period, lang = facts.period, facts.lang
    flow = facts.flow
    units = {key: int(flow.loc[flow[key], "units"].sum()) for key in ("now", "before", "year_ago")}
    made = tables.months(facts)
    aim = tables.target(facts)
    new = [_new(facts, span) for span in (period.counted, period.before)]
    paid = [_paid(facts, span) for span in (period.counted, period.before)]
    grouped = tables.by_customer(facts)
    top, buyers = tables.top(facts, grouped)
    stopped, many_stopped, stopped_units = tables.stopped(facts)
    debtors, many_debtors = tables.debtors(facts)
    overdue = tables.overdue_units(facts)
    found = {
        "months": tables.month_rows(made),
        "people": tables.people(facts),
        "top": top,
        "stopped": stopped,
        "regions": tables.regions(facts),
        "products": tables.by_product(facts),
        "ages": tables.ages(facts),
        "debtors": debtors,
    }
    owed = facts.owed[facts.mine]
    after = made.iloc[len(found["months"])]
    running = period.running
    totals: dict[str, float | int | None] = {
        "amount": money(units["now"]),
        "amount_before": money(units["before"]),
        "amount_year_ago": money(units["year_ago"]),
        "target": aim,
        "new_customers": new[0],
        "new_before": new[1],
        "receipts": money(paid[0]),
        "receipts_before": money(paid[1]),
        "overdue": money(overdue),
        "overdue_before": money(int(facts.overdue_before.sum())),
        "debtors": many_debtors,
        "buyers": buyers,
        "stopped": many_stopped,
        "stopped_amount": money(stopped_units),
        "visits_owed": int(owed["owed"].sum()),
        "visits_made": int(owed["made"].sum()),
        "visits_short": int(owed["short"].sum()),
        "foretold": tables.foretold(facts),
        "next_target": None if running else tables.number(after["target"], 2),
        "next_forecast": None if running else tables.number(after["forecast"], 2),
        "open_debt": money(int(facts.items.loc[facts.items["open"] > 0, "open"].sum())),
    }
    return MonthReport(
        lang=lang,
        period=period.name,
        start=period.span.start,
        end=period.span.end,
        as_of=facts.as_of,
        running=running,
        company=facts.company,
        whose=facts.label("salesperson", facts.person),
        closing=facts.closing,
        sentences=sentences(facts, totals, found, tables.largest_changes(facts, grouped)),
        tiles=_tiles(facts, totals),
        tables=found,
        totals=totals,
        points=points(facts, totals, found),
        adjusted=None if facts.adjusted is None else money(facts.adjusted),
    )


def _new(facts: Facts, span: Span) -> int:
    """Customers that bought for the first time, of whoever was the owner then."""
    first = span.holds(facts.customers["first_order"])
    if facts.person is not None:
        first = first & facts.first_owner.eq(facts.person).fillna(False).to_numpy(dtype=bool)
    return int(first.sum())


def _paid(facts: Facts, span: Span) -> int:
    return int(facts.payments.loc[span.holds(facts.payments["date"]), "units"].sum())


def _tiles(facts: Facts, totals: dict[str, float | int | None]) -> tuple[Tile, ...]:
    lang = facts.lang
    aim, amount = totals["target"], float(totals["amount"] or 0)
    since = NEW_NAMES[len(facts.period.months) == 1]
    against = [
        _against(amount, float(totals[key] or 0), name, facts)
        for key, name in zip(("amount_before", "amount_year_ago"), since, strict=True)
    ]
    if aim:
        gap = float(aim) - amount
        reached = (_AIM if gap > 0 else _OVER)[lang].format(aim=short(float(aim), lang), gap=short(abs(gap), lang))
        if facts.period.running:
            reached += _DAY[lang].format(share=facts.period.gone)
    else:
        reached = _NO_TARGET[lang]
    was_new = (_NEW_LAST if len(facts.period.months) == 1 else _NEW_BEFORE)[lang].format(n=totals["new_before"])
    paid = _against(float(totals["receipts"] or 0), float(totals["receipts_before"] or 0), since[0], facts)
    before = short(float(totals["overdue_before"] or 0), lang)
    late = _AT_START[lang].format(n=totals["debtors"], amount=before)
    return (
        Tile("amount", NET[lang], totals["amount"], False, JOIN[lang].join(against)),
        Tile("attainment", REACHED[lang], amount / float(aim) if aim else None, True, reached),
        Tile("new_customers", NEW[lang], totals["new_customers"], False, was_new),
        Tile("receipts", RECEIPTS[lang], totals["receipts"], False, paid),
        Tile("overdue", OVERDUE[lang], totals["overdue"], False, late),
    )


def _against(now: float, then: float, since: Text, facts: Facts) -> str:
    """A figure against an earlier one: the change in per cent; where there was nothing, what it was."""
    lang = facts.lang
    if then > 0:
        return _CHANGE[lang].format(since=since[lang], change=percent(now / then - 1))
    return _WAS[lang].format(since=since[lang], amount=("+" if now > then else "") + short(now - then, lang))
