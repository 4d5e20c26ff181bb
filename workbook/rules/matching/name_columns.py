"""Parsed names of firms and persons as arrays, whole columns at a time: what `name_pairs` compares."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from workbook.rules.cleaning.content_kinds import is_company, is_person
from workbook.rules.matching.company_names import CompanyName, normal_all, read_normal
from workbook.rules.names.administrative_divisions import CITY_BY_DISTRICT, PROVINCE_BY_PLACE
from workbook.rules.names.chinese_characters import LOOKALIKES, pinyin_all, translated
from workbook.rules.names.company_words import TRADES, trade_line, trade_stem
from workbook.rules.names.place_names import is_inner, province_of, without_place

if TYPE_CHECKING:
    from collections.abc import Sequence

Objects = npt.NDArray[np.object_]
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.float64]


_DIGITS = re.compile(r"[^0-9]+")
MOST_TRADES = 3
_LINES = sorted({line for line in TRADES.values() if line})
PROVINCES = sorted({province for province in PROVINCE_BY_PLACE.values() if province})


@dataclass(frozen=True, slots=True)
class Names:
    """n names taken apart. Codes and hashes are equal where the texts are; -1 and 0 stand for "none"."""

    normal: Objects
    core: Objects
    with_trade: Objects
    """Core and trade together: what a slip in the trade leaves comparable."""
    place: Objects
    normal_hash: Hashes
    core_hash: Hashes
    bare_hash: Hashes
    """Of the core without a place that could not be told from a word (中山玉泰: 玉泰)."""
    sound_hash: Hashes
    shape_hash: Hashes
    branch_hash: Hashes
    digits_hash: Hashes
    """Of the digits in the name, 0 for none: 客户1001 and 客户1002 are not one slip apart."""
    length: Ints
    chinese: Bools
    person: Bools
    maybe_person: Bools
    province: Ints
    city: Ints
    stems: Ints
    """n × 3: the trades by their stems."""
    lines: Ints
    """n: a bit for each line of business."""
    form: Ints

    def __len__(self) -> int:
        return len(self.normal)


def hashed(strings: Sequence[str] | Objects) -> Hashes:
    """64-bit hashes of texts, the same in every run; '' gives 0."""
    from pandas.util import hash_array

    values = np.asarray(strings, dtype=object)
    if len(values) == 0:
        return np.zeros(0, dtype=np.uint64)
    codes = hash_array(values, categorize=False).astype(np.uint64)
    return np.where(values == "", np.uint64(0), codes)


def prepare(names: Sequence[str], kinds: Sequence[str] | None = None) -> Names:
    """Take n names apart. `kinds`: 'person', 'company' or '' for each, where it is known."""
    position: dict[str, int] = {}
    index = np.fromiter((position.setdefault(name, len(position)) for name in names), dtype=np.int64, count=len(names))
    different = list(position)
    plain = normal_all(different)
    parts = [read_normal(name) if name else CompanyName("") for name in plain]
    cores = [_joined(part, name) for part, name in zip(parts, different, strict=True)]
    trades = ["".join(part.trades) for part in parts]
    places = np.array([_place_codes(part.place) for part in parts], dtype=np.int64).reshape(-1, 2)
    chinese = np.array([not core.isascii() for core in cores], dtype=bool)
    maybe = np.array(
        [
            not (part.trades or part.forms or part.branch) and (is_person(name) or is_person(simple))
            for name, simple, part in zip(different, plain, parts, strict=True)
        ],
        dtype=bool,
    )
    surely = np.array(
        [may and len(name) > 2 and not is_company(name) for may, name in zip(maybe.tolist(), different, strict=True)],
        dtype=bool,
    )
    given = np.asarray(kinds if kinds is not None else [""] * len(index), dtype=object)
    person = np.asarray((surely[index] | (given == "person")) & (given != "company"), dtype=bool)
    stems = np.array([_stem_codes(part.trades) for part in parts], dtype=np.int64).reshape(-1, MOST_TRADES)
    lines = np.array([_lines(part.trades) for part in parts], dtype=np.int64)
    objects = {
        "normal": np.array(plain, dtype=object),
        "core": np.array(cores, dtype=object),
        "place": np.array([part.place for part in parts], dtype=object),
        "with_trade": np.array([core + trade for core, trade in zip(cores, trades, strict=True)], dtype=object),
    }
    sounds = [sound.replace(" ", "") for sound in pinyin_all(cores)]
    shapes = translated(cores, LOOKALIKES)
    return Names(
        **{key: values[index] for key, values in objects.items()},
        normal_hash=hashed(plain)[index],
        core_hash=hashed(cores)[index],
        bare_hash=hashed([without_place(core) for core in cores])[index],
        sound_hash=hashed(sounds)[index],
        shape_hash=hashed(shapes)[index],
        branch_hash=hashed([part.branch for part in parts])[index],
        digits_hash=hashed([_DIGITS.sub("", name) for name in plain])[index],
        length=np.array([len(core) for core in cores], dtype=np.int64)[index],
        chinese=chinese[index],
        person=person,
        maybe_person=np.asarray((maybe[index] | (given == "person")) & (given != "company"), dtype=bool),
        province=places[index, 0],
        city=places[index, 1],
        stems=stems[index],
        lines=lines[index],
        form=np.array([_form_code(part.forms) for part in parts], dtype=np.int64)[index],
    )


def _joined(part: CompanyName, name: str) -> str:
    """The core without spaces; a person's English name with its words in one order (Smith John, John Smith)."""
    if " " in part.core and not (part.trades or part.forms) and is_person(name):
        return "".join(sorted(part.core.split()))
    return part.core.replace(" ", "")


@cache
def _stem_codes(trades: tuple[str, ...]) -> tuple[int, ...]:
    codes = [zlib.crc32(trade_stem(trade).encode()) for trade in trades[-MOST_TRADES:]]
    return (*codes, *[-1] * (MOST_TRADES - len(codes)))


@cache
def _lines(trades: tuple[str, ...]) -> int:
    """A bit for each line of business that the trades belong to."""
    return sum({1 << _LINES.index(line) for trade in trades if (line := trade_line(trade))})


@cache
def _place_codes(place: str) -> tuple[int, int]:
    """(province, city): -1 for "not known"; a country is neither; a district (-2) agrees with any city around it."""
    province = province_of(place) if place else ""
    if province == "":
        return -1, -1
    place = CITY_BY_DISTRICT.get(place, place)
    city = -1 if place == province else -2 if is_inner(place) else zlib.crc32(place.encode())
    return -1 if province is None else PROVINCES.index(province), city


@cache
def _form_code(forms: tuple[str, ...]) -> int:
    """0 none, 1 company, 2 group, 3 works, 4 shop, 5 partnership."""
    joined = "".join(forms)
    if not joined:
        return 0
    if "集团" in joined or "group" in forms or "holdings" in forms:
        return 2
    if "公司" in joined or "有限" in joined or joined.isascii() or "股份" in joined or "控股" in joined:
        return 1
    if "厂" in joined:
        return 3
    return 5 if "合伙" in joined else 4
