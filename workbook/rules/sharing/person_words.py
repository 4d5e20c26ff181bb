"""What gives a person away: names, numbers and addresses that stand in the person's own rows and in no other's.

>>> customers = pd.DataFrame({"row_id": ["a"], "customer_id": ["C1"], "name": ["Ash"]}, dtype="str")
>>> contacts = pd.DataFrame({"row_id": ["b", "c"], "name": ["Li", "Li Mei"], "mobile": ["1610000001", "1610000002"],
...     "phone": ["05718800001", "05718800001"]}, dtype="str")
>>> words = words_of(customers, contacts, {"b": Erased("Erased contact L1")})
>>> sorted(words.names), sorted(words.codes), is_alone(customers, contacts, {"b"})
(['Li'], ['1610000001'], False)
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.rules.sharing.tokens import LEAST_ADDRESS, address
from workbook.rules.sharing.withheld import codes_of, is_address, is_free, looked_at
from workbook.schema.model import Kind, Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMED = ("name", "short_name", "invoice_name", "former_names", "nickname", "english_name")
_BETWEEN_NAMES = re.compile(r"[、，,;；/\n]+")


@dataclass(frozen=True, slots=True)
class Erased:
    """What stands for the name, and whether nobody else's name is or holds that name: then it is told elsewhere too."""

    name: str
    alone: bool = False


@dataclass(frozen=True)
class Words:
    """What gives a person away: names (those that are nobody else's too), numbers and e-mails, addresses."""

    names: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()

    def __or__(self, other: Words) -> Words:
        return Words(
            self.names | other.names,
            self.alone | other.alone,
            self.codes | other.codes,
            self.addresses | other.addresses,
        )


def words_of(customers: pd.DataFrame, contacts: pd.DataFrame, people: Mapping[str, Erased]) -> Words:
    """Names, numbers and addresses of these persons; a number or address that is another's as well tells of nobody."""
    names: set[str] = set()
    alone: set[str] = set()
    mine, theirs = (set[str](), set[str]()), (set[str](), set[str]())
    for table, frame in ((CUSTOMERS, customers), (CONTACTS, contacts)):
        own = held_in(frame, people)
        for at in np.flatnonzero(own).tolist():
            said = set(names_in(frame.iloc[[at]]))
            names |= said
            alone |= said if people[ids_in(frame)[at]].alone else set()
        for rows, into in ((frame[own], mine), (frame[~own], theirs)):
            codes, addresses = _given_away(table, rows)
            into[0].update(codes)
            into[1].update(addresses)
    return Words(frozenset(names), frozenset(alone), frozenset(mine[0] - theirs[0]), frozenset(mine[1] - theirs[1]))


def is_alone(customers: pd.DataFrame, contacts: pd.DataFrame, people: Container[str]) -> bool:
    """Is no name of these persons another's, or part of another's?"""
    frames = (customers, contacts)
    own = {name for frame in frames for name in names_in(frame[held_in(frame, people)])}
    other = {name for frame in frames for name in names_in(frame[~held_in(frame, people)])}
    return not any(name in one for one in other for name in own)


def held_in(frame: pd.DataFrame, people: Container[str]) -> NDArray[np.bool_]:
    """Which rows are those of the persons."""
    return np.array([one in people for one in ids_in(frame)], dtype=bool)


def _given_away(table: Table, rows: pd.DataFrame) -> tuple[set[str], set[str]]:
    codes: set[str] = set()
    addresses: set[str] = set()
    for one in looked_at(table):
        if one.key not in rows or one.kind is Kind.ID or (is_free(one) and one.key != "im"):
            continue
        values = rows[one.key].dropna().unique()
        codes.update(codes_of(values))
        if is_address(one) or one.key == "im":
            addresses.update(text for value in values if len(text := address(str(value))) >= LEAST_ADDRESS)
    return codes, addresses


def ids_in(frame: pd.DataFrame) -> list[str]:
    """The row_id of each row; blank where it has none."""
    if "row_id" not in frame:
        return [""] * len(frame)
    return [one if isinstance(one, str) else "" for one in frame["row_id"].tolist()]


def names_in(frame: pd.DataFrame) -> Iterator[str]:
    """Every name of two signs or more in these rows."""
    for key in _NAMED:
        if key in frame:
            for value in frame[key].dropna().unique().tolist():
                yield from (one for part in _BETWEEN_NAMES.split(value) if len(one := part.strip()) > 1)
