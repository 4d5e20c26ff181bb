"""Habits: how a list is written, where the user or the book says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from workbook.language import Lang


@dataclass(frozen=True)
class Habits:
    """What the options of a command, the settings and the lists of the book say of a list.

    decimal: the sign before the decimals; dates: whether the day or the month comes first; discounts: a discount is
    what is paid (折) or what is taken off; amounts: an amount is a line's or the whole order's; statuses: a word (as it
    is compared) -> sold, none, part; rates: currency -> its worth in the book's; headers: a header (as it is compared)
    -> the field it names, as taught; zone: hours that the book's clock is before Greenwich; lang: the book's language,
    for what is written into its cells; country: whose telephone numbers are written without a country code.
    """

    decimal: Literal[".", ","] | None = None
    dates: Literal["dmy", "mdy"] | None = None
    discounts: Literal["pay", "off"] | None = None
    amounts: Literal["line", "order"] | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    currency: str = "CNY"
    rates: Mapping[str, float] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    zone: float = 8.0
    lang: Lang = "zh"
    country: str = "CN"


PLAIN = Habits()
"""Nothing said."""
