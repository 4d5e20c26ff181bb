"""What a pasted row tells that a record does not know yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.matching.cellkeys import address_key, mail_keys, number_keys, person_keys
from workbook.rules.matching.companyname import normal, read, trade_stem
from workbook.rules.matching.records import as_texts

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("phone", "mobile", "fax")


class Rows:
    """The cells of both lists as text, for comparing a row with a record."""

    def __init__(self, pasted: pd.DataFrame, customers: pd.DataFrame, labels: Mapping[str, Text]) -> None:
        self.pasted = {c: [texts.of(v) for v in pasted[c].tolist()] for c in map(str, pasted.columns)}
        self.customers = {
            str(c): customers[c].tolist() for c in customers.columns if str(c) in self.pasted or str(c) in _NUMBERS
        }
        self.ids = as_texts(customers["customer_id"].tolist()) if len(customers) else []
        self.labels = labels

    def pasted_id(self, row: int) -> str:
        return id_key(self.pasted["customer_id"][row]) if "customer_id" in self.pasted else ""

    def record(self, at: int) -> Callable[[str], str]:
        return lambda key: texts.of(self.customers[key][at]) if key in self.customers else ""

    def row(self, at: int) -> Callable[[str], str]:
        return lambda key: self.pasted[key][at] if key in self.pasted else ""

    def news(self, row: int, known: Callable[[str], str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The fields a row would fill, and those it would overwrite, in a record read by `known`."""
        fills: list[str] = []
        overwrites: list[str] = []
        for key, cells in self.pasted.items():
            value = cells[row]
            if key == "customer_id" or texts.is_placeholder(value) or _tells_nothing_new(key, value, known):
                continue
            (overwrites if known(key) else fills).append(key)
        return tuple(fills), tuple(overwrites)

    def named(self, fields: Sequence[str]) -> Text:
        shown = [self.labels.get(field, Text(field, field)) for field in fields]
        return Text("、".join(text.zh for text in shown), ", ".join(text.en for text in shown))


def id_key(value: str) -> str:
    return texts.half_width(value).replace(" ", "").casefold()


def _tells_nothing_new(key: str, value: str, known: Callable[[str], str]) -> bool:
    here = known(key)
    if value == here:
        return True
    if key in _NUMBERS:
        # A mobile written in the telephone's column is known all the same.
        there = set().union(*(number_keys(known(other)) for other in _NUMBERS))
        keys = number_keys(value)
        return bool(keys) and keys <= there
    if not here:
        return False
    if key == "name":
        return _shorter_name(value, here)
    if key == "email":
        return mail_keys(value) <= mail_keys(here)
    if key == "website":
        return re.sub(r"^https?://|^www\.|/$", "", value.lower()) == re.sub(r"^https?://|^www\.|/$", "", here.lower())
    if key == "address":
        a, b = address_key(value), address_key(here)
        return a != "" and a == b
    if key == "contact_name":
        return person_keys(value) <= person_keys(here)
    return texts.half_width(value).casefold() == texts.half_width(here).casefold()


def _shorter_name(value: str, here: str) -> bool:
    """Does the pasted name say no more than the book's: the same parts, or fewer?"""
    if normal(value) == normal(here):
        return True
    a, b = read(value), read(here)
    trades = {trade_stem(trade) for trade in b.trades}
    return (
        a.core == b.core
        and a.branch == b.branch
        and a.place in ("", b.place)
        and all(trade_stem(trade) in trades for trade in a.trades)
        and (not a.forms or a.forms[-1:] == b.forms[-1:])
    )
