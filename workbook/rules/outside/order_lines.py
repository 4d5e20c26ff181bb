"""Order lines of another system as the counting takes them: whose, which order, which day, what amount, what counts.

The source is a frame of any library narwhals knows, with the columns customer (text), date, amount (a number), and
where it has them line_id, order_no and kind (texts). Nothing is fetched: what comes out is a frame of the same engine.
A line of the source that the book's own sheet has as well, by its number, is left to the sheet, where it may have been
put right. Keys are compared as they are, sign by sign; the book's resolver says at home which mean one customer.

The day is a whole number, days since 1970-01-01 by the calendar, worked out alike on every engine; `NO_DAY` where there
is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from workbook.rules.basics.trade_kinds import SALE, TAKEN_AWAY
from workbook.rules.outside.exact_units import one_where, with_units

NO_DAY = -1_000_000
"""Before every date of a workbook."""
NO_YEAR = 0
LINE = ("key", "order_no", "day", "year", "units", "own")
"""The columns of a line that counts: own is 1 for a line of the book's sheet."""
MARKS = ("free", "both", "unread", "rounded")
"""What is said of a line beside (`marked`)."""
_EPOCH = 719_163  # the ordinal of 1970-01-01


def marked(source: Any, kinds: Mapping[str, str], known: Any = None) -> Any:
    """The lines of the source with what says whether and how they count: `LINE` (of own none), free (no trade: sample,
    gift, purchase), both (the sheet has it too), unread (no amount), rounded (more than four places); each 0 or 1.

    kinds: what stands in the column kind -> key of the kind, another word for what is no sale at all. known: a frame of
    the same engine, the line_id of every line of the book's sheet once, and both, 1.
    """
    frame = nw.from_native(source)
    names = frame.collect_schema().names()
    if known is not None and "line_id" in names:
        frame = frame.join(nw.from_native(known), on="line_id", how="left")
    else:
        frame = frame.with_columns(both=nw.lit(0, nw.Int64))
    frame = with_units(frame, "amount")
    taken = [said for said, key in kinds.items() if key in TAKEN_AWAY]
    given = [said for said, key in kinds.items() if key not in (*TAKEN_AWAY, SALE)]
    free = nw.lit(0, nw.Int64)
    if "kind" in names and taken:
        back = nw.col("kind").is_in(taken).fill_null(False)
        frame = frame.with_columns(
            units=nw.when(back).then(nw.lit(-1) * nw.col("units").abs()).otherwise(nw.col("units"))
        )
    if "kind" in names and given:
        free = one_where(nw.col("kind").is_in(given).fill_null(False))
    number = nw.col("order_no") if "order_no" in names else nw.lit(None, nw.String)
    found = frame.with_columns(
        key=nw.col("customer").fill_null(""),
        order_no=number,
        year=nw.col("date").dt.year().fill_null(NO_YEAR).cast(nw.Int64),
        own=nw.lit(0, nw.Int64),
        free=free,
        both=nw.col("both").fill_null(0).cast(nw.Int64),
    ).with_columns(
        order_no=nw.when(nw.col("order_no") != "").then(nw.col("order_no")),
        day=_day("date", "year"),
    )
    return found.select(*LINE, *MARKS).to_native()


def keyed(lines: Any, codes: Any) -> Any:
    """The same lines with a whole number for whose they are, which an engine tells apart faster than a text. `codes`: a
    frame of the same engine, key and code, of every key there is: one code for all spellings of one customer."""
    frame = nw.from_native(lines).join(nw.from_native(codes), on="key", how="inner")
    return frame.drop("key").rename({"code": "key"}).to_native()


def counting(lines: Any, last_day: int) -> Any:
    """The lines, or their sums by day, that count up to a day."""
    frame = nw.from_native(lines)
    return frame.filter(nw.col("free") == 0, nw.col("both") == 0, nw.col("day") <= last_day).to_native()


def counted(lines: Any, last_day: int, own: Any = None) -> Any:
    """The lines that count up to a day, with those of the book's sheet (`LINE`, the same engine) among them."""
    frame = nw.from_native(counting(lines, last_day)).select(*LINE)
    every = frame if own is None else nw.concat([frame, nw.from_native(own).select(*LINE)], how="vertical")
    return every.to_native()


def by_day(lines: Any) -> Any:
    """What the lines of the source add up to by day: day, free, both, lines, units, unread, rounded, size (the sum of
    absolute units as a double, which says whether they can be added exactly at all)."""
    frame = nw.from_native(lines)
    whole = ("lines", "units", "unread", "rounded")
    sums = (
        frame.with_columns(lines=nw.lit(1, nw.Int64), size=nw.col("units").cast(nw.Float64).abs())
        .group_by("day", "free", "both")
        .agg(*(nw.col(key).sum() for key in (*whole, "size")))
    )
    return sums.with_columns(*(nw.col(key).cast(nw.Int64) for key in whole)).to_native()


def _day(date: str, year: str) -> nw.Expr:
    """Days since 1970-01-01, by the rule of leap years: engines have no common way to subtract dates."""
    before = nw.col(year) - 1
    since = before * 365 + before // 4 - before // 100 + before // 400 - _EPOCH
    dated = nw.col(year) != NO_YEAR
    inside = nw.col(date).dt.ordinal_day().fill_null(0).cast(nw.Int64)
    return nw.when(dated).then(since + inside).otherwise(nw.lit(NO_DAY, nw.Int64))
