"""Other names in matching: a record is also met by its 简称, 曾用名, 开票名称; a pair is weighed by the two names that
say most for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from workbook.rules.cleaning import text as texts
from workbook.rules.matching.blocking import Family, Keys, name_families
from workbook.rules.matching.name_columns import Ints, Names
from workbook.rules.matching.name_columns import prepare as prepare_names
from workbook.rules.matching.name_pairs import NameEvidence, compare
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import pandas as pd

_BETWEEN = "、;；\n"


@dataclass(frozen=True, slots=True)
class OtherNames:
    """m further names, in order of the record (row) each belongs to."""

    names: Names
    rows: Ints


def prepare(frame: pd.DataFrame) -> OtherNames:
    """The other names of n records, made ready. A cell may hold several."""
    found: list[tuple[int, str]] = []
    for key in CUSTOMERS.other_names:
        if key in frame:
            for row, cell in enumerate(frame[key].tolist()):
                if isinstance(cell, str):
                    found += [(row, name) for name in split(cell)]
    found.sort(key=lambda one: one[0])
    rows = np.fromiter((row for row, _ in found), dtype=np.int64, count=len(found))
    return OtherNames(prepare_names([name for _, name in found]), rows)


def split(cell: str) -> list[str]:
    """The names in a cell.

    >>> split("蓝汀、 粤蓝汀；")
    ['蓝汀', '粤蓝汀']
    """
    for sign in _BETWEEN:
        cell = cell.replace(sign, "\n")
    return [name for part in cell.split("\n") if (name := texts.tidy(part))]


def joined(first: OtherNames, second: OtherNames, size: int) -> OtherNames:
    """Those of a frame that was made ready in two parts, the first of `size` rows."""
    columns = (one.name for one in fields(Names))
    names = Names(**{at: np.concatenate([getattr(first.names, at), getattr(second.names, at)]) for at in columns})
    return OtherNames(names, np.concatenate([first.rows, second.rows + size]))


def families(left: Names, left_others: OtherNames, right: Names, right_others: OtherNames) -> Iterator[Family]:
    """The ways in which records meet by another name, of either or both."""
    for one, its_rows, other, their_rows in (
        (left, None, right_others.names, right_others.rows),
        (left_others.names, left_others.rows, right, None),
        (left_others.names, left_others.rows, right_others.names, right_others.rows),
    ):
        if len(one) and len(other):
            for family in name_families(one, other):
                yield replace(family, left=_of_rows(family.left, its_rows), right=_of_rows(family.right, their_rows))


def _of_rows(keys: Keys, rows: Ints | None) -> Keys:
    return keys if rows is None else Keys(rows[keys.rows], keys.hashes)


def best(
    left: Names, left_others: OtherNames, i: Ints, right: Names, right_others: OtherNames, j: Ints
) -> NameEvidence:
    """Weigh the pairs left[i[k]], right[j[k]] by those of their names that say most for it."""
    found = compare(left, i, right, j)
    mine, theirs = _Steps(left, left_others), _Steps(right, right_others)
    for step in range(-1, mine.most):
        for other in range(-1, theirs.most):
            at = np.flatnonzero(mine.have(i, step) & theirs.have(j, other)) if step + other > -2 else i[:0]
            if not len(at):
                continue
            names, places = mine.of(i[at], step)
            other_names, other_places = theirs.of(j[at], other)
            found = _better(found, at, compare(names, places, other_names, other_places))
    return found


class _Steps:
    """The names of records by number: -1 is the name itself, 0 the first of the others."""

    def __init__(self, names: Names, others: OtherNames) -> None:
        self._names, self._others = names, others
        self._count = np.bincount(others.rows, minlength=len(names)).astype(np.int64)
        self._first = np.cumsum(self._count) - self._count
        self.most = int(self._count.max()) if len(self._count) else 0

    def have(self, rows: Ints, step: int) -> Any:
        return self._count[rows] > step

    def of(self, rows: Ints, step: int) -> tuple[Names, Ints]:
        return (self._names, rows) if step < 0 else (self._others.names, self._first[rows] + step)


def _better(found: NameEvidence, at: Ints, other: NameEvidence) -> NameEvidence:
    """The evidence with that of another name where it weighs more."""
    more = other.bits > found.bits[at]
    if not more.any():
        return found
    columns = {}
    for field in fields(NameEvidence):
        columns[field.name] = values = getattr(found, field.name).copy()
        values[at[more]] = getattr(other, field.name)[more]
    return NameEvidence(**columns)
