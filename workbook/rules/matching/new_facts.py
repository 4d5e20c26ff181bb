"""New facts: what a pasted row would add to a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.language import Text, joined
from workbook.rules.cleaning import text as texts
from workbook.rules.matching.cell_keys import address_key, mail_keys, number_keys, person_keys
from workbook.rules.matching.company_names import CompanyName, normal, read_normal
from workbook.rules.matching.name_columns import Objects
from workbook.rules.matching.other_names import split
from workbook.rules.matching.records import as_texts
from workbook.rules.names.company_words import trade_stem
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("phone", "mobile", "fax")


class Row:
    """One row of a list, cell by cell as text."""

    __slots__ = ("_at", "_cells", "_plain")

    def __init__(self, cells: Mapping[str, Sequence[object]], plain: Objects, at: int) -> None:
        self._cells, self._plain, self._at = cells, plain, at

    def __call__(self, key: str) -> str:
        return texts.of(self._cells[key][self._at]) if key in self._cells else ""

    def name(self) -> CompanyName:
        """Its name taken apart."""
        plain: str = self._plain[self._at]
        return read_normal(plain) if plain else CompanyName(core=self("name").strip().casefold())

    def same_name(self, other: Row) -> bool:
        """Are the names equal but for their spelling?"""
        return bool(self._plain[self._at] == other._plain[other._at])


class Rows:
    """The cells of both lists as text, for comparing a row with a record. plain: their names as `normal` gives them."""

    def __init__(
        self,
        pasted: pd.DataFrame,
        customers: pd.DataFrame,
        labels: Mapping[str, Text],
        plain: tuple[Objects, Objects],
    ) -> None:
        self.pasted = {c: [texts.of(v) for v in pasted[c].tolist()] for c in map(str, pasted.columns)}
        self.customers = {
            str(c): customers[c].tolist() for c in customers.columns if str(c) in self.pasted or str(c) in _NUMBERS
        }
        self.ids = as_texts(customers["customer_id"].tolist()) if len(customers) else []
        self.labels = labels
        self._plain = plain

    def pasted_id(self, row: int) -> str:
        return id_key(self.pasted["customer_id"][row]) if "customer_id" in self.pasted else ""

    def record(self, at: int) -> Row:
        return Row(self.customers, self._plain[1], at)

    def row(self, at: int) -> Row:
        return Row(self.pasted, self._plain[0], at)

    def news(self, row: int, known: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The fields a row would fill, and those it would overwrite, in another row."""
        own = self.row(row)
        fills: list[str] = []
        overwrites: list[str] = []
        for key, cells in self.pasted.items():
            value = cells[row]
            if key == "customer_id" or texts.is_placeholder(value) or _tells_nothing_new(key, value, own, known):
                continue
            (overwrites if known(key) else fills).append(key)
        return tuple(fills), tuple(overwrites)

    def other_name(self, row: int, at: int) -> bool:
        """Have a row and a record names that differ in more than their spelling?"""
        own, known = self.row(row), self.record(at)
        return not texts.is_placeholder(own("name")) and bool(known("name")) and not own.same_name(known)

    def named(self, fields: Sequence[str]) -> Text:
        shown = [self.labels.get(field, Text(field, field)) for field in fields]
        return joined(shown)


def id_key(value: str) -> str:
    return texts.half_width(value).replace(" ", "").casefold()


def _tells_nothing_new(key: str, value: str, own: Row, known: Row) -> bool:
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
        return _shorter_name(own, known) or _is_another_name(value, known)
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


def _is_another_name(value: str, known: Row) -> bool:
    """Is the record called so as well?"""
    there = (name for key in CUSTOMERS.other_names for name in split(known(key)))
    return normal(value) in map(normal, there)


def _shorter_name(own: Row, known: Row) -> bool:
    """Does the pasted name say no more than the book's: the same parts, or fewer?"""
    if own.same_name(known):
        return True
    a, b = own.name(), known.name()
    trades = {trade_stem(trade) for trade in b.trades}
    return (
        a.core == b.core
        and a.branch == b.branch
        and a.place in ("", b.place)
        and all(trade_stem(trade) in trades for trade in a.trades)
        and (not a.forms or a.forms[-1:] == b.forms[-1:])
    )
