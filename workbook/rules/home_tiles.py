"""The tiles of the home sheet: a figure each, the days it is of, and what has changed (workbook/schema/home.py).

The month is the running one, as the books close; it is held against the same days of last month and last year. Its
target is the company's own, else what its people have together. Money is overdue from the day after it fell due; what
fell due in the last thirty days is new. A customer is to be contacted when something is due there and open; those for
whom something came due today, or was first raised today, are new since yesterday. Buying has stopped or fallen where a
reminder of that kind is due and open.

>>> bar(0.74, 0.5, 10)
'█████|██░░░'
>>> change(112.0, 100.0), change(71.0, 100.0), change(5.0, 0.0)
('▲12.0%', '▼29.0%', '—')
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import amount, to_units, units
from workbook.rules.basics.periods import RUNNING_MONTH, Span, parse
from workbook.rules.reminders.today import open_now
from workbook.rules.sales.targets import aimed
from workbook.schema.home import TILE_COLUMNS, TILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from workbook.rules.basics.order_ledger import Ledger
    from workbook.rules.basics.periods import Period

RECENT = 30
"""Days within which a debt or a decline is new."""
BAR = 18
DECLINE = "decline"

_FULL, _EMPTY, _MARK, _NONE = "█", "░", "|", "—"
_ON = Text("{start:%m-%d} 至 {end:%m-%d}", "{start:%m-%d} to {end:%m-%d}")
_TO_MONTH_BEFORE = Text("比上月同期 {change}", "{change} on the same days last month")
_TARGET = Text("目标 {target:,.0f}，按日期应达 {due:.0%}", "of {target:,.0f}; {due:.0%} due by the day")
_NO_TARGET = Text("本月没有填目标", "No target for this month")
_YEAR_AGO = Text(
    "去年 {start:%m-%d} 至 {end:%m-%d}：{amount:,.0f}", "{start:%m-%d} to {end:%m-%d} a year ago: {amount:,.0f}"
)
_THIS_YEAR = Text("今年累计比去年同期 {change}", "{change} on last year so far")
_OVERDUE = Text("截至 {day:%m-%d}，{n} 家客户", "to {day:%m-%d}, {n} customers")
_NEWLY_DUE = Text("近30天新逾期 {amount:,.0f}", "{amount:,.0f} of it new in 30 days")
_DUE_BY = Text("到期日在 {day:%m-%d} 或之前", "due by {day:%m-%d}")
_SINCE_YESTERDAY = Text("比昨天新增 {n} 家", "{n} new since yesterday")
_SILENT = Text("到 {day:%m-%d} 该下单而没有下", "no order by {day:%m-%d}, though due")
_NEWLY_SILENT = Text("近30天新增 {n} 家", "{n} new in 30 days")


@dataclass(frozen=True)
class Filled:
    """What stands on a tile: the figure (None = not known), the line below it, and the change."""

    value: float | None
    line: str
    change: str


def tiles(
    book: Ledger,
    targets: pd.DataFrame,
    customers: pd.DataFrame,
    open_items: pd.DataFrame,
    reminders: pd.DataFrame,
    as_of: dt.date,
    *,
    closes_on: int | None = None,
    lang: Lang = "zh",
) -> dict[str, Filled]:
    """Key → what stands on each tile. `targets`: month, salesperson, amount; `customers`: overdue (currency, NaN = not
    known); `open_items`: what is still owed (rules/customers/credit.py); `reminders`: those that count on as_of."""
    month = parse(RUNNING_MONTH, as_of, closes_on)
    sold = _sold(book, month.counted)
    return {
        "month": Filled(
            amount(sold),
            _ON[lang].format(start=month.counted.start, end=month.counted.end),
            _TO_MONTH_BEFORE[lang].format(change=change(sold, _sold(book, month.before))),
        ),
        "target": _target(sold, targets, month, lang),
        "year": _year(book, sold, month, as_of, closes_on, lang),
        "overdue": _overdue(customers, open_items, as_of, lang),
        **_waiting(reminders, as_of, lang),
    }


def block(filled: Mapping[str, Filled]) -> list[list[object]]:
    """The rows of the block of tiles: figures, lines, changes, each in its tile's first column."""
    rows: list[list[object]] = [[None] * TILE_COLUMNS for _ in range(3)]
    for tile in TILES:
        one = filled[tile.key]
        for row, value in zip(rows, (one.value, one.line, one.change), strict=True):
            row[tile.at] = value
    return rows


def bar(share: float, mark: float, width: int = BAR) -> str:
    """A share (0-1, beyond it full) as a bar of signs, with a mark where it should be by now."""
    full, at = (round(min(max(one, 0.0), 1.0) * width) for one in (share, mark))
    signs = _FULL * full + _EMPTY * (width - full)
    return signs[:at] + _MARK + signs[at:]


def change(now: float, before: float) -> str:
    """How much more or less than before, which must be above zero to say it."""
    if before <= 0:
        return _NONE
    share = now / before - 1
    return f"{'▲' if share >= 0 else '▼'}{abs(share):.1%}"


def _sold(book: Ledger, span: Span) -> int:
    return int(book.lines["units"].to_numpy()[span.holds(book.lines["date"])].sum())


def _target(sold: int, targets: pd.DataFrame, month: Period, lang: Lang) -> Filled:
    aim = aimed(targets, np.array(month.months[:1]))[0]
    wanted = 0 if np.isnan(aim) else units(float(aim))
    if not wanted:
        return Filled(None, "", _NO_TARGET[lang])
    by_now = month.gone
    share = sold / wanted
    return Filled(round(share, 4), bar(share, by_now), _TARGET[lang].format(target=amount(wanted), due=by_now))


def _year(book: Ledger, sold: int, month: Period, as_of: dt.date, closes_on: int | None, lang: Lang) -> Filled:
    ago = _sold(book, month.year_ago)
    year = parse(month.name[:4], as_of, closes_on)
    so_far = change(_sold(book, year.counted), _sold(book, year.year_ago))
    said = _YEAR_AGO[lang].format(start=month.year_ago.start, end=month.year_ago.end, amount=amount(ago))
    return Filled(round(sold / ago - 1, 4) if ago > 0 else None, said, _THIS_YEAR[lang].format(change=so_far))


def _overdue(customers: pd.DataFrame, open_items: pd.DataFrame, as_of: dt.date, lang: Lang) -> Filled:
    owed = to_units(customers["overdue"]).fillna(0)
    known = customers["overdue"].notna().to_numpy()[open_items["customer"].to_numpy()]
    late = open_items["overdue_days"].to_numpy()
    new = int(open_items["open"].to_numpy()[known & (late > 0) & (late <= RECENT)].sum())
    total = int(owed.sum())
    return Filled(
        amount(total),
        _OVERDUE[lang].format(day=as_of, n=int((owed > 0).sum())),
        _NEWLY_DUE[lang].format(amount=amount(min(new, total))),
    )


def _waiting(reminders: pd.DataFrame, as_of: dt.date, lang: Lang) -> dict[str, Filled]:
    waiting = open_now(reminders, as_of)
    waiting = waiting[waiting["customer_id"].notna() & ~(days.whole(waiting["due"]) > days.day(as_of))]
    silent = waiting[waiting["kind"] == DECLINE]
    lately = days.whole(silent["due"]) > days.day(as_of - dt.timedelta(days=RECENT))
    return {
        "contact": Filled(
            waiting["customer_id"].nunique(),
            _DUE_BY[lang].format(day=as_of),
            _SINCE_YESTERDAY[lang].format(n=waiting.loc[came_up(waiting, as_of), "customer_id"].nunique()),
        ),
        "stopped": Filled(
            silent["customer_id"].nunique(),
            _SILENT[lang].format(day=as_of),
            _NEWLY_SILENT[lang].format(n=silent.loc[lately, "customer_id"].nunique()),
        ),
    }


def came_up(reminders: pd.DataFrame, as_of: dt.date) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which reminders are new since yesterday: due today, or first raised today on a list that was there before."""
    today = days.day(as_of)
    seen = days.whole(reminders["first_seen"])
    found: np.ndarray[Any, np.dtype[np.bool_]] = days.whole(reminders["due"]) == today
    if (seen < today).any():
        found = found | (seen == today)
    return found
