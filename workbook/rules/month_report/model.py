"""What the report of a period says, as data: nothing here knows a sheet, a page or a file.

Texts are in the report's language. Amounts are currency with two places; shares are 0-1; None where nothing is known.
A table's rows hold its columns in order (`TABLES` names them). The model goes to JSON and back unchanged: a closed
month's report is kept so.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workbook.language import Lang, Text

Value = str | float | int | None
Row = tuple[Value, ...]

TABLES: Mapping[str, tuple[str, ...]] = {
    "months": ("month", "amount", "target", "year_before"),
    "people": (
        "salesperson", "amount", "target", "attainment", "orders", "visits_owed", "visits_made", "visits_target",
        "new_customers", "new_target", "promises_kept", "satisfaction",
    ),
    "top": ("customer", "amount", "amount_before", "change", "share"),
    "stopped": ("customer", "last_order", "usual", "year_amount", "owner"),
    "regions": ("value", "amount", "share", "margin_rate", "change", "growth"),
    "products": ("value", "amount", "share", "margin_rate", "change", "growth"),
    "ages": ("age", "amount", "customers"),
    "debtors": ("customer", "overdue", "owner"),
}  # fmt: skip
"""The columns of each table."""


@dataclass(frozen=True)
class Tile:
    """A figure with its name, its period, and what has changed."""

    key: str
    label: str
    value: float | None
    is_share: bool
    change: str


@dataclass(frozen=True)
class MonthReport:
    """The report of a period, of the whole company or of one salesperson."""

    lang: Lang
    period: str  # 2026-06
    start: dt.date
    end: dt.date
    as_of: dt.date
    running: bool
    company: str
    whose: str  # the salesperson's name; "" = everybody
    closing: str  # key of the list `closing`
    sentences: tuple[str, ...]
    tiles: tuple[Tile, ...]
    tables: Mapping[str, tuple[Row, ...]]
    totals: Mapping[str, float | int | None]  # what a table's rows add up to, and how many there are in all
    points: tuple[str, ...]
    adjusted: float | None = None  # what has changed in the period since it was closed


def to_json(report: MonthReport) -> str:
    """The report as text."""
    return json.dumps(asdict(report), ensure_ascii=False, sort_keys=True, default=str)


def from_json(text: str) -> MonthReport:
    """The report that `to_json` wrote; ValueError, KeyError or TypeError where it is none."""
    read: dict[str, Any] = json.loads(text)
    day = dt.date.fromisoformat
    return MonthReport(
        **{key: value for key, value in read.items() if key not in _MADE},
        start=day(read["start"]),
        end=day(read["end"]),
        as_of=day(read["as_of"]),
        sentences=tuple(read["sentences"]),
        points=tuple(read["points"]),
        tiles=tuple(Tile(**one) for one in read["tiles"]),
        tables={key: tuple(tuple(row) for row in rows) for key, rows in read["tables"].items()},
    )


_MADE = frozenset({"start", "end", "as_of", "sentences", "points", "tiles", "tables"})


def short(amount: float, lang: Lang) -> str:
    """An amount as people say it: 15.99万, 159.9k.

    >>> short(159_900.0, "zh"), short(159_900.0, "en"), short(-999.4, "zh"), short(12_345_678.0, "en")
    ('15.99万', '159.9k', '-999', '12.35m')
    """
    size = abs(amount)
    if lang == "zh":
        if size >= 1e8:
            return f"{amount / 1e8:.2f}亿"
        return f"{amount / 1e4:.2f}万" if size >= 1e4 else f"{amount:,.0f}"
    if size >= 1e6:
        return f"{amount / 1e6:.2f}m"
    return f"{amount / 1e3:.1f}k" if size >= 1e3 else f"{amount:,.0f}"


def percent(share: float) -> str:
    """A change as it is said: +7%, −29%, ±0%.

    >>> percent(0.0651), percent(-0.2949), percent(0.001)
    ('+7%', '−29%', '±0%')
    """
    whole = round(abs(share) * 100)
    return f"{'+' if share > 0 else '−'}{whole}%" if whole else "±0%"


JOIN = Text("，", ", ")
"""Between the parts of a sentence."""
