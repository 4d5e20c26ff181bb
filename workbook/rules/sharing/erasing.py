"""A person's data taken out of tables: the own rows blanked, family, days and banking gone, and what elsewhere names
the person or gives a number or address away replaced. What others bought and said stays, under a neutral name.

The same is done to the book, to the values of copies as they were handed out, and to a copy that comes back later: so
nothing of the person returns with an older copy, and what else was edited in it is found as ever.

>>> customers = pd.DataFrame({"row_id": ["a"], "customer_id": ["C1"], "name": ["Ash"]}, dtype="str")
>>> contacts = pd.DataFrame({"row_id": ["b"], "contact_id": ["L1"], "customer_id": ["C1"], "name": ["Zhang San"],
...     "mobile": ["16100009999"]}, dtype="str")
>>> eraser = eraser_of(customers, contacts, {"b": Erased("Erased contact L1")}, "en")
>>> eraser.cleaned(CONTACTS, contacts)[["name", "mobile"]].fillna("").to_numpy().tolist()
[['Erased contact L1', '']]
>>> eraser.text("Zhang San, 161 0000 9999, wants samples", near=True)
'[personal data erased], [personal data erased], wants samples'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook import schema
from workbook.language import Lang, Text
from workbook.rules.basics.references import resolve
from workbook.rules.sharing.links import customer_key
from workbook.rules.sharing.masking import withheld_addresses
from workbook.rules.sharing.person_words import Erased, Words, held_in, ids_in, names_in, words_of
from workbook.rules.sharing.tokens import AT, LEAST_DIGITS, address, found, half_width
from workbook.rules.sharing.withheld import Withheld, withheld_of
from workbook.schema.confidential import OF_A_PERSON
from workbook.schema.model import Field, Kind, Table
from workbook.schema.tables.contacts import ADDRESSES, ANNIVERSARIES, BANK_PROFILES, CONTACTS, FAMILY, PROFILES
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARK = Text("［个人资料已删除］", "[personal data erased]")
"""What stands where a text told of the person."""

GOES = (FAMILY, ANNIVERSARIES, BANK_PROFILES, PROFILES, ADDRESSES)
"""Tables whose rows tell of nothing but the person they hang on: profiles and addresses of a customer who is one."""

_STAYS = frozenset({"row_id", "contact_id", "customer_id", "parent"})
_BLANKED = (Kind.PHONE, Kind.EMAIL, Kind.URL)
_TEXTS = (Kind.TEXT, Kind.NOTE, Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.BIRTHDAY, Kind.MONTH_DAY)


@dataclass(frozen=True)
class Eraser:
    """Takes persons out of tables and texts that belong together."""

    people: Mapping[str, Erased]  # by row_id
    customers: pd.DataFrame
    contacts: pd.DataFrame
    words: Words
    lang: Lang

    @property
    def mark(self) -> str:
        """What stands where a text told of one of them."""
        return MARK[self.lang]

    def cleaned(self, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows and columns of a table without the persons, under the index they had."""
        own = held_in(frame, self.people)
        of, near = self._hanging(table, frame)
        if table in GOES and bool(of.any()):
            frame, own, near = frame[~of], own[~of], near[~of]
        columns: dict[str, pd.Series] = {}
        for key in map(str, frame.columns):
            one, values = table[key], frame[key]
            if bool(own.any()) and key not in _STAYS:
                values = self._blanked(table, one, frame, own)
            if one.ref:
                values = self._numbered(one.ref, values)
            elif one.kind in _TEXTS and not one.list:
                values = self._texts(values, near & ~own, blank=one.kind in _BLANKED or bool(one.check))
            if values is not frame[key]:
                columns[key] = values.astype(frame[key].dtype)
        return frame.assign(**columns) if columns else frame

    def hangs_on(self, table: Table, frame: pd.DataFrame) -> NDArray[np.bool_]:
        """Which rows are the persons' own, or hang on them."""
        return held_in(frame, self.people) | self._hanging(table, frame)[0]

    def text(self, text: str, *, near: bool) -> str:
        """A text with what gives the persons away replaced. near: it hangs on the person's customer, so that a name
        that others have too is meant for this one."""
        plain = half_width(text)
        every = list(found(plain))
        gone = set(self._withheld.has([one.text for one in every]))
        spans = [(one.start, one.end) for one in every if one.text in gone]
        spans += withheld_addresses(plain, self._withheld)
        if names := self._names(near=near):
            spans += [match.span(1) for match in names.finditer(text) if match[1] is not None]
        return _replaced(text, spans, self.mark)

    @cached_property
    def _withheld(self) -> Withheld:
        return withheld_of(self.words.codes, self.words.addresses)

    def _names(self, *, near: bool) -> re.Pattern[str] | None:
        return self._patterns[near]

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        others = {
            name
            for frame in (self.customers, self.contacts)
            for name in names_in(frame[~held_in(frame, self.people)])
            if any(one in name and one != name for one in self.words.names)
        }
        return _pattern(self.words.alone, others), _pattern(self.words.names, others)

    def _hanging(self, table: Table, frame: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Rows that hang on the person, and on the person's customer."""
        of, near = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
        customers, contacts = (held_in(one, self.people) for one in (self.customers, self.contacts))
        around = customers.copy()
        whose = _positions(self.contacts["customer_id"], self.customers, CUSTOMERS)[contacts]
        around[whose[whose >= 0]] = True
        key = customer_key(table) if table is not CUSTOMERS else "customer_id"
        if key in frame:
            at = _positions(frame[key], self.customers, CUSTOMERS)
            near |= np.append(around, False)[at]
            of |= np.append(customers, False)[at]
        for one in table.refs:
            if one.ref == CONTACTS.name and one.key in frame:
                mine = np.append(contacts, False)[_positions(frame[one.key], self.contacts, CONTACTS)]
                near |= mine
                of |= mine
        return of, near

    def _blanked(self, table: Table, one: Field, frame: pd.DataFrame, own: NDArray[np.bool_]) -> pd.Series:
        values = frame[one.key]
        if one.key == "name":
            names = [self.people[row].name if mine else None for row, mine in zip(ids_in(frame), own, strict=True)]
            return values.mask(own, pd.Series(names, index=values.index, dtype="str"))
        if one.key == "status" and table is CONTACTS:
            return values.mask(own, "left")
        if one.key == "archived":
            return values.mask(own, True)
        secret = one.confidential or one.key in OF_A_PERSON[table.name] or one.key == "consent_on"
        text = one.kind in _TEXTS and not one.list
        if one.computed or (table is CUSTOMERS and not (text or secret)):
            return values
        return values.mask(own, False) if values.dtype == bool else values.mask(own)

    def _numbered(self, ref: str, values: pd.Series) -> pd.Series:
        """References by the name of a person as references by number."""
        if ref not in (CUSTOMERS.name, CONTACTS.name) or values.isna().all():
            return values
        table, frame = (CUSTOMERS, self.customers) if ref == CUSTOMERS.name else (CONTACTS, self.contacts)
        at = _positions(values, frame, table)
        named = np.append(held_in(frame, self.people), False)[at]
        if not named.any():
            return values
        numbers = np.array([*frame[str(table.key)].tolist(), None], dtype=object)[at]
        return values.mask(named, pd.Series(numbers, index=values.index, dtype="str"))

    def _texts(self, values: pd.Series, near: NDArray[np.bool_], *, blank: bool) -> pd.Series:
        filled = values.notna().to_numpy()
        changed: dict[int, str | None] = {}
        for close in (True, False):
            rows = np.flatnonzero(filled & (near == close))
            codes, distinct = pd.factorize(values.iloc[rows])
            for number in self._suspects(pd.Series(distinct, dtype="str"), near=close):
                new = self.text(str(distinct[number]), near=close)
                if new != distinct[number]:
                    whole = blank and new == self.mark
                    changed.update(dict.fromkeys(rows[codes == number].tolist(), None if whole else new))
        if not changed:
            return values
        new_values = values.astype(object)
        new_values.iloc[list(changed)] = list(changed.values())
        return new_values.astype("str")

    def _suspects(self, texts: pd.Series, *, near: bool) -> list[int]:
        """Which texts may hold anything: a quick look at many."""
        held = np.zeros(len(texts), dtype=bool)
        if len(texts) and self.words.codes:
            held |= texts.str.count(r"\d").ge(LEAST_DIGITS).to_numpy(dtype=bool)
            held |= texts.str.contains(AT, regex=True).to_numpy(dtype=bool)
        for name in (self.words.names if near else self.words.alone) if len(texts) else ():
            held |= texts.str.contains(name, regex=False).to_numpy(dtype=bool)
        if self.words.addresses:
            held |= np.array([any(self._withheld.addresses_in(address(one))) for one in texts.tolist()], dtype=bool)
        return np.flatnonzero(held).tolist()


def eraser_of(
    customers: pd.DataFrame, contacts: pd.DataFrame, people: Mapping[str, Erased], lang: Lang, more: Words | None = None
) -> Eraser:
    """What takes these persons out of tables that belong together. more: what else is known of them."""
    return Eraser(people, customers, contacts, words_of(customers, contacts, people) | (more or Words()), lang)


def erased_frames(
    frames: Mapping[str, pd.DataFrame], people: Mapping[str, Erased], lang: Lang, more: Words | None = None
) -> dict[str, pd.DataFrame]:
    """The tables of a copy without these persons."""
    blank = pd.DataFrame({"row_id": [], "customer_id": [], "contact_id": [], "name": []}, dtype="str")
    eraser = eraser_of(frames.get(CUSTOMERS.name, blank), frames.get(CONTACTS.name, blank), people, lang, more)
    return {name: eraser.cleaned(schema.table(name), frame) for name, frame in frames.items()}


def _positions(values: pd.Series, frame: pd.DataFrame, table: Table) -> NDArray[np.int64]:
    key, name = str(table.key), str(table.name_key)
    found_here = resolve(values.astype("str"), frame, id_key=key, name_key=name, parts=False)
    return found_here.positions.to_numpy(dtype="int64")


def _pattern(names: Iterable[str], others: Iterable[str]) -> re.Pattern[str] | None:
    """Names of others first, so that one that holds a name of the person stays whole."""
    said = sorted(names, key=lambda one: (-len(one), one))
    if not said:
        return None
    kept = [re.escape(one) for one in sorted(others, key=lambda one: (-len(one), one))]
    mine = "|".join(rf"\b{re.escape(one)}\b" if one.isascii() else re.escape(one) for one in said)
    return re.compile("|".join([*kept, f"({mine})"]))


def _replaced(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    parts: list[str] = []
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            parts += [text[last:start], mark]
        last = max(last, end)
    return "".join([*parts, text[last:]])
