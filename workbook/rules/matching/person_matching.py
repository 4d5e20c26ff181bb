"""Person matching: names, birthday, address, numbers, each a piece of evidence, none decisive by itself.

Works on frames with any of the columns of FIELDS (or their ALIASES, among them those of the Febrl test sets). A
missing value says nothing. Given name and surname are also compared crosswise, as people swap them; a Chinese name
in one column is split at its surname. Weights are in bits, agreement against disagreement, as in evidence.py, and the
thresholds are the same.

Sources: I. Fellegi, A. Sunter (1969) for the weights' meaning; W. Winkler (1990) for the similarity of names;
P. Christen, "Febrl" (2008) for the fields.

>>> import pandas as pd
>>> a = pd.DataFrame({"name": ["欧阳明"], "mobile": ["13800138000"], "birthday": ["1980-01-05"]})
>>> b = pd.DataFrame({"name": ["歐陽明"], "mobile": ["138 0013 8000"], "birthday": [None]})
>>> found = match(a, b)
>>> found.left.tolist(), found.right.tolist(), bool(found.bits[0] >= MATCH)
([0], [0], True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from workbook.rules.cleaning import phones
from workbook.rules.cleaning import text as texts
from workbook.rules.matching.blocking import Family, pairs
from workbook.rules.matching.evidence import MATCH, REVIEW
from workbook.rules.matching.name_columns import Bits, Ints, Objects
from workbook.rules.matching.person_blocking import keys_of_persons
from workbook.rules.names.chinese_characters import pinyin, simplify
from workbook.rules.names.person_names import full_names, surname_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ALIASES", "FIELDS", "MATCH", "REVIEW", "Field", "Matches", "candidates", "match", "prepare", "weigh"]

Measure = Literal["name", "words", "code", "exact"]


@dataclass(frozen=True, slots=True)
class Field:
    """Weights of a field: bits when equal, bits when nothing agrees, and the similarity (0..1) that adds nothing."""

    equal: float
    different: float
    measure: Measure
    nothing: float = 0.6


FIELDS: dict[str, Field] = {
    "given_name": Field(5.0, -2.0, "name", 0.7),
    "surname": Field(6.0, -2.5, "name", 0.7),
    "birthday": Field(9.0, -4.0, "code", 0.75),
    "id_number": Field(12.0, -5.0, "code", 0.6),
    "street_number": Field(4.0, -1.0, "code", 0.5),
    "address": Field(7.0, -2.5, "words"),
    "address_2": Field(4.0, -0.5, "words"),
    "suburb": Field(5.0, -2.0, "words"),
    "postcode": Field(5.0, -2.0, "code", 0.5),
    "state": Field(1.5, -1.0, "exact"),
    "gender": Field(1.0, -2.0, "exact"),
    "phone": Field(8.0, -0.5, "exact"),
    "mobile": Field(11.0, -1.0, "exact"),
    "email": Field(11.0, -0.5, "exact"),
    "employer": Field(5.0, -0.5, "words"),
}

ADDRESS = ("street_number", "address", "address_2", "suburb", "postcode", "state")
ADDRESS_MOST = 12.0
"""The parts of an address go together: all of them at once say no more than this."""
CHANCE = 1.0
"""Bits that any pair owes: of thousands of pairs some agree in much by chance."""
OFTEN, FEW = 8, 500
"""A value that stands so often in a list is common; a list of fewer rows cannot tell what is common."""
QUITE_DIFFERENT = -1.5
NOT_EQUAL = -1.0
CLEARLY = 0.5
"""The share of a field's bits from which on it is evidence for one person, not a chance similarity."""
NOT_ONE_HOUSE = 8.0
"""Bits of the address below which two persons with different birthdays need not be one household."""
DAY_AND_MONTH = 0.9
"""How alike two birthdays are of which one has day and month the other way round."""
PERSONAL = ("birthday", "id_number", "mobile", "email")

ALIASES = {
    "date_of_birth": "birthday",
    "soc_sec_id": "id_number",
    "address_1": "address",
    "home_address": "address",
    "street": "address",
    "city": "suburb",
    "province": "state",
    "company": "employer",
}


_STREET_WORDS = re.compile(
    r"(?<=\w)[\s,.]+(?:street|str|st|avenue|ave|av|road|rd|drive|dr|lane|ln|court|ct|crt|boulevard|blvd|place|pl|close|cl"
    r"|crescent|cres|cr|circuit|cct|terrace|tce|parade|pde|way|highway|hwy|square|sq)\b[\s,.]*$"
)
"""What ends the name of any street: sharing it says nothing, and everybody writes it another way."""


@dataclass(frozen=True, slots=True)
class Persons:
    """n persons: each field of FIELDS that the list has as n texts ('' where blank)."""

    fields: dict[str, Objects]
    size: int

    def __len__(self) -> int:
        return self.size


@dataclass(frozen=True, slots=True)
class Matches:
    """m pairs of rows with the bits of each field and their sum."""

    left: Ints
    right: Ints
    parts: dict[str, Bits]
    bits: Bits


def prepare(frame: pd.DataFrame) -> Persons:
    """Make n persons ready; cells are text, numbers, dates or None."""
    fields: dict[str, Objects] = {}
    for column in frame.columns:
        key = ALIASES.get(column, column)
        if key in FIELDS and key not in fields:
            fields[key] = np.array([_plain(key, value) for value in frame[column].tolist()], dtype=object)
    if "name" in frame and "surname" not in fields:
        split = [_split(_plain("name", value)) for value in frame["name"].tolist()]
        fields["surname"] = np.array([surname for surname, _ in split], dtype=object)
        fields["given_name"] = np.array([given for _, given in split], dtype=object)
    return Persons(fields, len(frame))


def _plain(key: str, value: object) -> str:
    written = value if isinstance(value, str) else texts.of(value)
    if not written:
        return ""
    plain = simplify(texts.half_width(written)).casefold()
    if texts.is_placeholder(plain):
        return ""
    if key in ("phone", "mobile"):
        return phones.match_key(plain)
    if key == "address":
        plain = _STREET_WORDS.sub("", plain) or plain
    if FIELDS.get(key, FIELDS["state"]).measure == "code":
        return re.sub(r"[^0-9a-z]", "", plain)
    return " ".join(re.sub(r"[^\w@]+" if key != "email" else r"\s+", " ", plain).split())


def _split(name: str) -> tuple[str, str]:
    """(surname, given name) of a whole name."""
    surname = surname_of(name)
    if surname:
        return surname, name[len(surname) :]
    given, _, last = name.rpartition(" ")
    return last, given


def candidates(left: Persons, right: Persons, *, within: bool = False) -> tuple[Ints, Ints]:
    """Pairs that share an exact number, one with a slip, or two halves of name, address and birthday."""
    keys_left, keys_right = keys_of_persons(left.fields, len(left)), keys_of_persons(right.fields, len(right))
    families = [Family(keys_left[key], keys_right[key], 60) for key in keys_left if key in keys_right]
    return pairs(families, len(right), within=within)


def weigh(left: Persons, right: Persons, i: Ints, j: Ints) -> Matches:
    """The evidence of the pairs left[i[k]], right[j[k]]."""
    shared = [key for key in FIELDS if key in left.fields and key in right.fields]
    parts = {key: _bits(FIELDS[key], left.fields[key][i], right.fields[key][j]) for key in shared}
    for key in shared:
        larger = left.fields[key] if len(left) > len(right) else right.fields[key]
        parts[key] = np.minimum(parts[key], _rarity(larger, left.fields[key][i]))
    if "given_name" in parts and "surname" in parts:
        crossed = {
            "given_name": _bits(FIELDS["given_name"], left.fields["given_name"][i], right.fields["surname"][j]),
            "surname": _bits(FIELDS["surname"], left.fields["surname"][i], right.fields["given_name"][j]),
        }
        # Swapping is itself unlikely: it must explain clearly more than the straight reading does.
        better = crossed["given_name"] + crossed["surname"] > parts["given_name"] + parts["surname"] + 3.0
        for key, bits in crossed.items():
            parts[key] = np.where(better, bits - 1.0, parts[key])
    zero = np.zeros(len(i))
    where = np.sum([zero, *(parts[key] for key in ADDRESS if key in parts)], axis=0)
    own = np.sum([zero, *(bits for key, bits in parts.items() if key not in ADDRESS)], axis=0)
    bits = own + np.minimum(where, ADDRESS_MOST) - CHANCE
    # A household shares surname, address, telephone: where the given name or the birthday is another, something of the
    # person's own must agree.
    personal = np.any(
        [zero > 0, *(parts[key] > FIELDS[key].equal * CLEARLY for key in PERSONAL if key in parts)], axis=0
    )
    given, birthday = parts.get("given_name", zero), parts.get("birthday", zero)
    housemates = ((given <= NOT_EQUAL) | ((given < 0) & (birthday <= QUITE_DIFFERENT))) & ~personal
    housemates |= (birthday <= FIELDS["birthday"].different) & (where < NOT_ONE_HOUSE) & ~personal
    return Matches(i, j, parts, np.where(housemates, np.minimum(bits, MATCH - 0.5), bits))


def match(left: pd.DataFrame, right: pd.DataFrame | None = None, *, least: float = MATCH) -> Matches:
    """The pairs of two lists, or of one list with itself, with at least so many bits."""
    a = prepare(left)
    b = a if right is None else prepare(right)
    i, j = candidates(a, b, within=right is None)
    found = weigh(a, b, i, j)
    enough = found.bits >= least
    parts = {key: bits[enough] for key, bits in found.parts.items()}
    return Matches(i[enough], j[enough], parts, found.bits[enough])


def _bits(field: Field, a: Objects, b: Objects) -> Bits:
    bits = np.zeros(len(a))
    both = np.flatnonzero((a != "") & (b != ""))
    if not len(both):
        return bits
    xs, ys = a[both], b[both]
    likeness = np.where(xs == ys, 1.0, 0.0)
    rest = np.flatnonzero(likeness == 0)
    if len(rest) and field.measure != "exact":
        likeness[rest] = _likeness(field.measure, xs[rest], ys[rest])
    if field is FIELDS["birthday"]:
        for k in rest.tolist():
            if likeness[k] < DAY_AND_MONTH and _turned(xs[k]) == ys[k]:
                likeness[k] = DAY_AND_MONTH
    share = np.clip((likeness - field.nothing) / (0.95 - field.nothing), -1.0, 1.0)
    bits[both] = np.where(share >= 0, share * field.equal, -share * field.different * 2)
    bits[both] = np.maximum(bits[both], field.different)
    return bits


def _rarity(values: Objects, shared: Objects) -> Bits:
    """The most that sharing a value can say: little where every twentieth person of the list lives in that suburb."""
    found, counts = np.unique(values[values != ""].astype(str), return_counts=True)
    often = counts >= OFTEN
    if not often.any():
        return np.full(len(shared), np.inf)
    most = dict(zip(found[often].tolist(), np.log2((len(values) + FEW) / counts[often]).tolist(), strict=True))
    return np.array([most.get(value, np.inf) for value in shared.tolist()])


def _turned(day: str) -> str:
    """A birthday with day and month the other way round."""
    return day[:4] + day[6:8] + day[4:6] if len(day) == 8 else ""


def _likeness(measure: Measure, xs: Objects, ys: Objects) -> Bits:
    from rapidfuzz.distance import OSA, JaroWinkler
    from rapidfuzz.process import cpdist

    def paired(a: Any, b: Any, scorer: Any) -> Bits:
        return np.asarray(cpdist(list(a), list(b), scorer=scorer, dtype=np.float32), dtype=np.float64)

    if measure == "code":
        return paired(xs, ys, OSA.normalized_similarity)
    close = [x.replace(" ", "") for x in xs], [y.replace(" ", "") for y in ys]
    if measure == "words":
        tokens = [" ".join(sorted(x.split())) for x in xs], [" ".join(sorted(y.split())) for y in ys]
        return np.maximum(paired(*close, OSA.normalized_similarity), paired(*tokens, OSA.normalized_similarity))
    likeness = np.maximum(paired(*close, JaroWinkler.normalized_similarity), paired(*close, OSA.normalized_similarity))
    sounds = np.array([x != "" and pinyin(x) == pinyin(y) for x, y in zip(*close, strict=True)], dtype=bool)
    called = np.array([bool(full_names(x) & full_names(y)) for x, y in zip(*close, strict=True)], dtype=bool)
    return np.where(called, 0.95, np.where(sounds, np.maximum(likeness, 0.85), likeness))
