"""Name comparison: names of firms and persons compared pair by pair, whole columns at a time.

`compare` weighs m pairs with array arithmetic only. The weight is in bits (log2 of how much likelier the pair is for
one firm than for two): see evidence.py for how bits add up. The figures state, in order: how the cores stand to each
other, then place, trade, form. A different place or trade, or a branch on one side only, caps what any other evidence
can reach (`capped`): such a pair may be looked at, never taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from operator import contains
from typing import Any

import numpy as np

from workbook.rules.matching.name_columns import MOST_TRADES, PROVINCES, Bits, Bools, Hashes, Ints, Names, Objects


class Core(IntEnum):
    """How the distinctive parts of two names stand to each other."""

    MISSING = 0
    DIFFERENT = 1
    NEAR = 2
    LONGER = 3
    TYPO = 4
    ALIKE = 5
    INSIDE = 6
    EQUAL = 7
    PERSON = 8


class Part(IntEnum):
    """How places, or trades, stand to each other."""

    CONFLICT = -2
    KINDRED = -1
    MISSING = 0
    SAME = 1


CORE_BITS = {
    Core.MISSING: 0.0,
    Core.DIFFERENT: -6.0,
    Core.NEAR: 2.0,
    Core.LONGER: 3.0,
    Core.TYPO: 7.0,
    Core.ALIKE: 7.0,
    Core.INSIDE: 9.0,
    Core.EQUAL: 11.0,
    Core.PERSON: 5.0,
}
PLACE_BITS = {Part.CONFLICT: -12.0, Part.KINDRED: -6.0, Part.MISSING: 0.0, Part.SAME: 2.0}
TRADE_BITS = {Part.CONFLICT: -10.0, Part.KINDRED: -6.0, Part.MISSING: 0.0, Part.SAME: 2.0}
FORM_BITS = {True: 0.5, False: -1.0}
SPELT_ALIKE = 3.0
"""For names that are equal wholly, so that one of them wins against any other that fits."""
_MUNICIPALITIES = [PROVINCES.index(place) for place in ("北京", "天津", "上海", "重庆")]


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """What m pairs of names say. `core`: Core; `place`, `trade`: Part; `branch`: they are not one branch, or
    one of them is none; `capped`: no other evidence makes them one; `spelt_alike`: equal but for widths and signs."""

    bits: Bits
    core: Ints
    place: Ints
    trade: Ints
    branch: Bools
    capped: Bools
    spelt_alike: Bools


def compare(left: Names, i: Ints, right: Names, j: Ints) -> NameEvidence:
    """Weigh the pairs left[i[k]], right[j[k]], k = 0..m-1. Symmetric: compare(b, j, a, i) gives the same."""
    core = _cores(left, i, right, j)
    place = _places(left, i, right, j)
    trade = _trades(left, i, right, j)
    branch = left.branch_hash[i] != right.branch_hash[j]
    persons = left.maybe_person[i] & right.maybe_person[j]
    bits = _of(CORE_BITS, core)
    solid = np.isin(core, (Core.EQUAL, Core.ALIKE, Core.TYPO, Core.INSIDE))
    shortest = np.minimum(left.length[i], right.length[j])
    bits += np.where(solid, np.clip(shortest - 2, 0, 2) * np.where(left.chinese[i] | right.chinese[j], 1.0, 0.25), 0.0)
    spelt_alike = left.normal_hash[i] == right.normal_hash[j]
    bits += np.where(spelt_alike, SPELT_ALIKE, 0.0)
    # Where a slip spoiled the reading, place and trade stand unread in the core: nothing to weigh against.
    weighed = core > Core.DIFFERENT
    inside = (core == Core.INSIDE) | (core == Core.LONGER)
    bits += np.where(weighed, _of(PLACE_BITS, place), 0.0)
    bits += np.where(weighed & ~(inside & (trade < 0)), _of(TRADE_BITS, trade), 0.0)
    a, b = left.form[i], right.form[j]
    bits += np.where(weighed & (a > 0) & (b > 0), np.where(a == b, FORM_BITS[True], FORM_BITS[False]), 0.0)
    capped = branch | ((place == Part.CONFLICT) | ((trade == Part.CONFLICT) & ~inside))
    capped |= np.isin(core, (Core.DIFFERENT, Core.NEAR, Core.LONGER))
    # Chance likeness: 张伟 is not one person. A person's name alone never decides.
    equal = core == Core.EQUAL
    close = np.isin(core, (Core.ALIKE, Core.TYPO, Core.INSIDE))
    signs = np.minimum(left.length[i], 4)
    person_bits = np.where(equal, 3.0 + np.where(left.chinese[i], signs - 1, 3), np.where(close, 3.0, -6.0))
    bits = np.where(persons, person_bits, bits)
    core = np.where(persons, np.where(equal | close, Core.PERSON, Core.DIFFERENT), core)
    capped = np.where(persons, ~(equal | close), capped)
    missing = (left.normal_hash[i] == 0) | (right.normal_hash[j] == 0)
    return NameEvidence(
        bits=np.where(missing, 0.0, bits),
        core=np.where(missing, Core.MISSING, core).astype(np.int64),
        place=place,
        trade=trade,
        branch=branch & ~missing,
        capped=capped & ~missing,
        spelt_alike=spelt_alike & ~missing,
    )


def _of(table: dict[Any, float], codes: Ints) -> Bits:
    """A table of bits looked up by array."""
    lowest = min(table)
    values = np.array([table[type(lowest)(code)] for code in range(int(lowest), int(max(table)) + 1)])
    return values[codes - int(lowest)]


def _cores(left: Names, i: Ints, right: Names, j: Ints) -> Ints:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    core = np.full(len(i), Core.DIFFERENT, dtype=np.int64)
    same_digits = left.digits_hash[i] == right.digits_hash[j]
    equal = left.core_hash[i] == right.core_hash[j]
    alike = (left.sound_hash[i] == right.sound_hash[j]) | (left.shape_hash[i] == right.shape_hash[j])
    core[alike] = Core.ALIKE
    # A name in Latin letters against one in Chinese says the same when it sounds the same at some length.
    scripts = alike & (left.chinese[i] != right.chinese[j])
    alike &= same_digits
    core[~same_digits] = Core.DIFFERENT
    core[scripts & (np.maximum(left.length[i], right.length[j]) >= 5)] = Core.INSIDE
    core[equal] = np.where(same_digits[equal], Core.EQUAL, Core.LONGER)  # 甲乙公司1 is not 甲乙公司2
    alike |= (left.bare_hash[i] != 0) & (left.bare_hash[i] == right.core_hash[j])
    alike |= (right.bare_hash[j] != 0) & (right.bare_hash[j] == left.core_hash[i])
    core[alike & (core == Core.DIFFERENT)] = Core.INSIDE
    rest = np.flatnonzero(~alike & ~equal & same_digits)
    if not len(rest):
        return core
    a, b = i[rest], j[rest]
    cores_a, cores_b = left.core[a], right.core[b]
    distance = np.asarray(cpdist(list(cores_a), list(cores_b), scorer=OSA.distance, dtype=np.int32), dtype=np.int64)
    la, lb = left.length[a], right.length[b]
    shortest, gap = np.minimum(la, lb), np.abs(la - lb)
    chinese = left.chinese[a] & right.chinese[b]
    near = (distance <= 2) & (shortest >= 2)
    at_head = near & chinese & (left.core.astype("U3")[a] != right.core.astype("U3")[b])
    same_signs = near & (distance == 1) & (gap == 0) & (_signs(left.core)[a] == _signs(right.core)[b])
    twice = np.zeros(len(rest), dtype=bool)
    for k in np.flatnonzero(near & (distance == 1) & (gap == 1)).tolist():
        twice[k] = _once(cores_a[k]) == _once(cores_b[k])
    one_slip = (distance == 1) & np.where(chinese, shortest >= 3, shortest >= 5)
    two_slips = (distance == 2) & np.where(chinese, shortest >= 7, shortest >= 9)
    # A sign more, less or other among the first three makes another firm as often as a slip (信易, 昌易; 华美, 华美达),
    # unless the two sound or look alike, or a sign stands twice.
    replaced = chinese & (gap == 0) & ((shortest < 5) | at_head)
    one_slip &= same_signs | twice | (~at_head & ~replaced)
    one_slip |= twice & chinese & (shortest >= 2)
    found = np.where(one_slip | two_slips, Core.TYPO, Core.DIFFERENT)
    found = np.where((found == Core.DIFFERENT) & replaced & (distance == 1) & (shortest >= 3), Core.NEAR, found)
    open_ = np.flatnonzero(found == Core.DIFFERENT)
    found[open_] = _contained(left, a[open_], right, b[open_])
    # Two signs swapped across the border of core and trade (辰服峰饰, 辰峰服饰).
    open_ = np.flatnonzero(found == Core.DIFFERENT)
    xs, ys = left.with_trade[a[open_]], right.with_trade[b[open_]]
    sizes = _sizes(xs)
    same = _signs(left.with_trade)[a[open_]] == _signs(right.with_trade)[b[open_]]
    close = open_[(sizes >= 4) & (sizes == _sizes(ys)) & same & (xs != ys)]
    if len(close):
        once = _distances(left.with_trade[a[close]], right.with_trade[b[close]], OSA.distance, cpdist) == 1
        found[close[once]] = Core.INSIDE
    core[rest] = found
    return core


def _signs(texts: Objects) -> Hashes:
    """A hash of the signs of each text, in whatever order they stand: the sum of a hash of each."""
    sizes = _sizes(texts)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    for factor in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB):  # the steps of splitmix64
        codes = (codes + np.uint64(1)) * np.uint64(factor)
        codes ^= codes >> np.uint64(29)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(codes, dtype=np.uint64)])
    ends = np.cumsum(sizes)
    return np.asarray(sums[ends] - sums[ends - sizes], dtype=np.uint64)


def _once(text: str) -> str:
    """The text with signs that stand twice in a row written once."""
    return "".join(sign for k, sign in enumerate(text) if k == 0 or sign != text[k - 1])


def _contained(left: Names, a: Ints, right: Names, b: Ints) -> Ints:
    """Cores of which one stands inside the other name: a slip spoiled the reading (INSIDE), or a word more (LONGER)."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    found = np.full(len(a), Core.DIFFERENT, dtype=np.int64)
    placed = np.zeros(len(a), dtype=bool)
    heads = np.zeros(len(a), dtype=bool)
    longer = np.zeros(len(a), dtype=bool)
    traded_a, traded_b = left.stems[a, 0] >= 0, right.stems[b, 0] >= 0
    of_left = left.length[a] <= right.length[b]
    xs, ys = left.core[a], right.core[b]
    shorts, longs = np.where(of_left, xs, ys), np.where(of_left, ys, xs)
    inside = np.fromiter(map(contains, longs, shorts), dtype=bool, count=len(a))
    for k in np.flatnonzero(inside & (np.minimum(left.length[a], right.length[b]) >= 2)).tolist():
        short, long = shorts[k], longs[k]
        heads[k] = True
        more = len(long) - len(short)
        longer[k] = more >= 2 and (long.startswith(short) or long.endswith(short))
        # 嘉善伦宏 against 嘉善县|伦宏: a place that could not be told without its unit.
        place = left.place[a[k]] if of_left[k] else right.place[b[k]]
        placed[k] = 2 <= more <= len(place) and long == place[:more] + short
        # 上海恒信|光学 against 上海恒信: a trade that is in no list, left out by the other.
        untraded = not (traded_a[k] if of_left[k] else traded_b[k])
        placed[k] |= untraded and more >= 2 and long.startswith(short) and not long.isascii()
    some = np.flatnonzero(heads)
    if len(some):
        traded = _distances(left.with_trade[a[some]], right.with_trade[b[some]], OSA.distance, cpdist)
        whole = _distances(left.normal[a[some]], right.normal[b[some]], OSA.distance, cpdist)
        sizes = np.minimum(_sizes(left.with_trade[a[some]]), _sizes(right.with_trade[b[some]]))
        wholes = np.minimum(_sizes(left.normal[a[some]]), _sizes(right.normal[b[some]]))
        # Cores one sign apart with their trades read: the slip, if it is one, is in the core (华美, 华美达).
        core_gap = np.abs(left.length[a[some]] - right.length[b[some]])
        one_off = ((traded <= 1) & (sizes >= 4)) | ((whole <= 1) & (wholes >= 6))
        slip = ((core_gap >= 2) | ~(traded_a[some] & traded_b[some])) & one_off
        for k in np.flatnonzero(one_off & ~slip).tolist():  # 钟隆新新材料: a sign written twice
            slip[k] = _once(left.with_trade[a[some[k]]]) == _once(right.with_trade[b[some[k]]])
        found[some] = np.where(slip | placed[some], Core.INSIDE, np.where(longer[some], Core.LONGER, Core.DIFFERENT))
    return found


def _sizes(texts: Objects) -> Ints:
    """How many signs each has."""
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _distances(xs: Objects, ys: Objects, scorer: Any, cpdist: Any) -> Ints:
    return np.asarray(cpdist(list(xs), list(ys), scorer=scorer, dtype=np.int32), dtype=np.int64)


def _places(left: Names, i: Ints, right: Names, j: Ints) -> Ints:
    from rapidfuzz.distance import OSA

    province_a, province_b = left.province[i], right.province[j]
    city_a, city_b = left.city[i], right.city[j]
    both_provinces = (province_a >= 0) & (province_b >= 0)
    both_cities = (city_a >= 0) & (city_b >= 0)
    same = (both_provinces & (province_a == province_b)) | (both_cities & (city_a == city_b))
    place = np.where(same, Part.SAME, Part.MISSING)
    other_city = both_cities & (city_a != city_b)
    # A county in no list may lie in the other's province, or not.
    unknown = (city_a >= 0) & (province_a < 0) & (province_b >= 0) | (city_b >= 0) & (province_b < 0) & (
        province_a >= 0
    )
    place = np.where((other_city & ~both_provinces) | unknown, Part.KINDRED, place)
    for k in np.flatnonzero(place == Part.KINDRED).tolist():
        # 深深圳市, 后阳市: no such place, and one slip from the other.
        if OSA.distance(left.place[i[k]], right.place[j[k]], score_cutoff=1) <= 1:
            place[k] = Part.MISSING
            other_city[k] = False
    # 广东宏达 and 广州宏达: a firm of the province is seldom the city's.
    place = np.where(same & (_whole(left)[i] != _whole(right)[j]), Part.KINDRED, place)
    other_city &= (province_a >= 0) == (province_b >= 0)
    return np.where((both_provinces & (province_a != province_b)) | other_city, Part.CONFLICT, place).astype(np.int64)


def _whole(names: Names) -> Bools:
    """Does the name say a whole province, where it has cities?"""
    whole = (names.province >= 0) & (names.city == -1) & ~np.isin(names.province, _MUNICIPALITIES)
    return np.asarray(whole, dtype=bool)


def _trades(left: Names, i: Ints, right: Names, j: Ints) -> Ints:
    a, b = left.stems[i], right.stems[j]
    any_a, any_b = (a >= 0).any(axis=1), (b >= 0).any(axis=1)
    same = np.zeros(len(i), dtype=bool)
    for column in range(MOST_TRADES):
        for other in range(MOST_TRADES):
            same |= (a[:, column] >= 0) & (a[:, column] == b[:, other])
    kindred = (left.lines[i] & right.lines[j]) != 0
    trade = np.where(any_a & any_b, np.where(kindred, Part.KINDRED, Part.CONFLICT), Part.MISSING)
    return np.where(same, Part.SAME, trade).astype(np.int64)
