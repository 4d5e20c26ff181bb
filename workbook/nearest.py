"""A name that is not there: the refusal names the three that are most alike, and where all of them stand.

A table, a column, a field, a sheet, a command, a value of a list: whoever mistyped one needs the right spelling, not
fifty others. Names are compared without case and width; nothing is chosen.

>>> lacks = Text("没有“custmers”这张表。", "There is no table custmers.")
>>> names = ("orders", "customers", "visits", "team", "targets")
>>> print(unknown_name(lacks, "custmers", [Name.of(one) for one in names]).en)
There is no table custmers. Most alike: customers, orders, visits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from workbook.language import COMMA, LANGS, Text

OFFERED = 3
_FEW = 4  # so many are all named

ALL_CUSTOMERS = Text("全部的客户见“客户”表。", "The sheet Customers has them all.")
_ALIKE = Text("最接近的：{names}。", " Most alike: {names}.")
_ALL = Text("可以是：{names}。", " It can be: {names}.")


@dataclass(frozen=True, slots=True)
class Name:
    """One name that there is: as it is shown, and all the ways in which it may be typed."""

    shown: Text
    spelled: tuple[str, ...]

    @classmethod
    def of(cls, shown: str | Text, *also: str) -> Name:
        """A name that is typed as it is shown, and in other ways too."""
        text = Text(shown, shown) if isinstance(shown, str) else shown
        return cls(text, (text.zh, text.en, *also))


def most_alike(said: str, names: Iterable[Name]) -> list[Name]:
    """The names most like what was said, best first, at most OFFERED; those that share nothing with it are left out."""
    wanted = _plain(said)
    alike = [
        (max((_likeness(wanted, _plain(one)) for one in name.spelled if one), default=0.0), name) for name in names
    ]
    best = sorted((pair for pair in alike if pair[0] > 0), key=lambda pair: -pair[0])
    return [name for _, name in best[:OFFERED]]


def unknown_name(lacks: Text, said: str, names: Iterable[Name], where: Text | None = None) -> Text:
    """The whole refusal. lacks: what is not there, as a sentence; where: a sentence that says where all names stand,
    told only where there are more than are named here."""
    every = list(dict.fromkeys(names))
    few = len(every) <= _FEW
    named = every if few else most_alike(said, every)
    told = (_ALL if few else _ALIKE).format(names=_joined(named)) if named else Text("", "")
    there = Text("", "") if few or where is None else Text(where.zh, f" {where.en}")
    return Text(lacks.zh + told.zh + there.zh, lacks.en + told.en + there.en)


def _likeness(one: str, other: str) -> float:
    """0 to 200: how alike as a whole, and how alike in a part."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) + fuzz.WRatio(one, other)


def _joined(names: list[Name]) -> Text:
    zh, en = (COMMA[lang].join(dict.fromkeys(name.shown[lang] for name in names)) for lang in LANGS)
    return Text(zh, en)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
