"""From a named source to the counts of the book's customers, and what is said of the reading.

The lines stay where they are; what comes home is the different customer keys, which pass the book's own resolver, one
row a day and one row a customer. The lines of the sheet go to the engine, where an order with lines in both is one; a
line in both, by its number, is the sheet's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from macros.outside_orders.file_engine import TOO_MUCH, FileEngine, opened
from macros.outside_orders.sources import source_of
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.basics.exact_money import ADDABLE, amount
from workbook.rules.basics.references import resolve
from workbook.rules.outside import customer_facts, order_lines
from workbook.rules.outside.counts import OutsideCounts, day_number
from workbook.rules.reading.line_kinds import kind_of

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger
    from workbook.rules.outside.customer_facts import Span

MOST_KEYS = 2_000_000
"""Different customers that the source may name."""

_TOO_MANY = Text(
    "外部订单 {name} 里有 {n:,} 个不同的客户，最多 {most:,} 个。请检查客户列是否选错。",
    "The orders {name} name {n:,} different customers, {most:,} at most. Look whether the right column was taken.",
)


@dataclass(frozen=True)
class SheetLines:
    """The sheet's side: customers, the ledger of the lines that count, their order numbers, every line's number."""

    customers: pd.DataFrame
    book: Ledger
    order_nos: pd.Series  # on the ledger's index
    line_ids: pd.Series  # of all lines of the sheet
    kinds: Mapping[str, str]  # label of the list of kinds → its key


@dataclass(frozen=True)
class Reading:
    """The counts, the stamp for the home sheet, sentences and figures of the report."""

    counts: OutsideCounts
    name: str
    lines: int  # that count
    changed_on: dt.datetime
    said: tuple[Text, ...]
    figures: Mapping[str, float]

    @property
    def stamp(self) -> Text:
        """What of the source the figures are: its name, lines, and when it was last written."""
        return Text(
            "含外部订单 {name}：{n:,} 行，更新于 {on:%Y-%m-%d %H:%M}",
            "With orders {name}: {n:,} lines, of {on:%Y-%m-%d %H:%M}",
        ).format(name=self.name, n=self.lines, on=self.changed_on)


@contextmanager
def counted(
    given: str, mapping: Mapping[str, str], sheet: SheetLines, as_of: dt.date, beside: Path | None = None
) -> Iterator[Reading]:
    """The counts of a source; they may ask the engine for more until the block ends."""
    source = source_of(given, beside)
    with opened(source) as engine:
        lines = engine.lines(mapping)
        kinds = _kinds(engine, lines, sheet) if "kind" in lines.columns else {}
        known = None
        if "line_id" in lines.columns and (ids := sheet.line_ids.dropna().unique()).size:
            known = engine.there(pd.DataFrame({"line_id": pd.Series(ids, dtype="str"), "both": np.int64(1)}))
        codes = _codes(engine.distinct(lines, "customer"), sheet.customers, source.name)
        marked = order_lines.keyed(order_lines.marked(lines, kinds, known), engine.there(codes))
        held = engine.held(marked)
        source.still_the_same()
        days = engine.home(order_lines.by_day(held))
        own = _own(sheet)
        if days["size"].sum() + own["units"].abs().astype("float64").sum() > ADDABLE:
            raise InputError(TOO_MUCH.format(name=source.name))
        last = day_number(as_of)
        count = order_lines.counting(days, last)
        every = order_lines.counted(held, last, engine.there(own) if len(own) else None)
        counts = OutsideCounts(sheet.customers.index, as_of, _daily(count, own), _reduced(engine, every))
        said, figures = _said(days, count, last)
        yield Reading(counts, source.name, int(figures["outside_lines"]), source.changed_on, said, figures)


def _reduced(engine: FileEngine, lines: Any) -> Callable[[Sequence[Span]], pd.DataFrame]:
    """How the facts of these lines are worked out; the days between purchases ask for no span."""
    intervals = engine.home(customer_facts.intervals(lines))

    def facts(spans: Sequence[Span]) -> pd.DataFrame:
        orders = engine.home(customer_facts.orders(lines, spans))
        found = engine.home(customer_facts.sums(lines, spans))
        return found.merge(orders, on="key", how="left").merge(intervals, on="key", how="left")

    return facts


def _kinds(engine: FileEngine, lines: Any, sheet: SheetLines) -> dict[str, str]:
    """What the source calls a kind → its key; one that nobody knows goes by the sign of the amount."""
    own = {said.casefold(): key for said, key in sheet.kinds.items()}
    found = {said: own.get(said.strip().casefold()) or kind_of(said) for said in engine.distinct(lines, "kind")}
    return {said: key for said, key in found.items() if key}


def _codes(keys: list[str], customers: pd.DataFrame, name: str) -> pd.DataFrame:
    """Every key of the source with the position of its customer; keys of nobody are told apart below 0."""
    if len(keys) > MOST_KEYS:
        raise InputError(_TOO_MANY.format(name=name, n=len(keys), most=MOST_KEYS))
    refs = pd.Series(keys, dtype="str")
    at = resolve(refs, customers, parts=False).positions.to_numpy(dtype="int64")
    nobody = np.where(refs.to_numpy() == "", -1, -2 - np.arange(len(refs)))
    return pd.DataFrame({"key": refs, "code": np.where(at >= 0, at, nobody)})


def _own(sheet: SheetLines) -> pd.DataFrame:
    """The ledger's lines as the engine's lines are."""
    lines = sheet.book.lines
    date = lines["date"].to_numpy(dtype="datetime64[D]")
    undated = np.isnat(date)
    years = date.astype("datetime64[Y]").astype("int64") + 1970
    return pd.DataFrame(
        {
            "key": lines["customer"].to_numpy(dtype="int64"),
            "order_no": sheet.order_nos.astype("str").to_numpy(),
            "day": np.where(undated, order_lines.NO_DAY, date.astype("int64")),
            "year": np.where(undated, order_lines.NO_YEAR, years),
            "units": lines["units"].to_numpy(dtype="int64"),
            "own": np.int64(1),
        }
    ).astype({"order_no": "str"})


def _daily(count: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """day, units of all lines that count."""
    every = pd.concat([count[["day", "units"]], own[["day", "units"]]])
    return every.groupby("day")["units"].sum().reset_index()


def _said(days: pd.DataFrame, count: pd.DataFrame, last: int) -> tuple[tuple[Text, ...], dict[str, float]]:
    """What was read, and what of it counts nowhere or not as it stands. `count`: the days' lines that count."""
    once = days[days["both"] == 0]
    late = once[(once["free"] == 0) & (once["day"] > last)]
    figures: dict[str, float] = {
        "outside_lines": int(count["lines"].sum()),
        "outside_amount": amount(int(count["units"].sum())),
        "outside_both": int(days.loc[days["both"] == 1, "lines"].sum()),
        "outside_later": int(late["lines"].sum()),
        "outside_free": int(once.loc[once["free"] == 1, "lines"].sum()),
        "outside_undated": int(count.loc[count["day"] == order_lines.NO_DAY, "lines"].sum()),
        "outside_unread": int(count["unread"].sum()),
        "outside_rounded": int(count["rounded"].sum()),
    }
    said = [_COUNTED.format(n=figures["outside_lines"], amount=figures["outside_amount"])]
    said += [text.format(n=figures[key]) for key, text in _LEFT.items() if figures[key]]
    return tuple(said), figures


_COUNTED = Text(
    "外部订单：{n:,} 行计入，净额 {amount:,.2f}。有外部订单的客户，应收、逾期和预收留空；活动效果和市场份额也留空。",
    "Orders outside: {n:,} lines counted, {amount:,.2f} net. What their customers owe, effects of activities and "
    "shares of markets stay blank.",
)
_LEFT = {
    "outside_both": Text(
        "其中 {n:,} 行“交易”里也有（行号相同），按“交易”里的算一次。",
        "{n:,} of its lines stand on Transactions too (same line ID) and count once, as they stand there.",
    ),
    "outside_later": Text(
        "{n:,} 行日期晚于截至日期，未计入。", "{n:,} lines are dated after the as-of date: not counted."
    ),
    "outside_free": Text(
        "{n:,} 行是样品、赠品或采购，未计入。", "{n:,} lines are samples, gifts or purchases: not counted."
    ),
    "outside_undated": Text(
        "{n:,} 行没有日期或读不出，只计入合计。", "{n:,} lines have no date that reads: in totals only."
    ),
    "outside_unread": Text(
        "{n:,} 行没有金额或读不出，按 0 计。", "{n:,} lines have no amount that reads: counted as 0."
    ),
    "outside_rounded": Text(
        "{n:,} 行金额多于四位小数，四舍五入到四位后计入。",
        "{n:,} amounts have more than four decimals and were rounded half up to four.",
    ),
}
