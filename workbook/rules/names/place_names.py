"""Place names in company names: at the start of a name, in brackets, or as pinyin in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workbook.rules.names.administrative_divisions import (
    AMBIGUOUS_PLACES,
    AUTONOMOUS_REGIONS,
    CITY_BY_DISTRICT,
    DISTRICTS,
    NAMESAKES,
    PLACE_UNITS,
    PROVINCE_BY_PLACE,
    PROVINCES_BY_COUNTY,
    ZONES,
)
from workbook.rules.names.chinese_characters import pinyin
from workbook.rules.names.word_lists import key_by_word

_UNKNOWN_PLACE = re.compile(r"([\u4e00-\u9fff]{2,3}?)(?:自治州|自治县|市|县)")
_CITY_WORKS = re.compile("市(?:政|场|容|话|郊|井)")
"""Words in which 市 belongs to what follows: 市政工程, 市场营销."""
_NO_PLACE = re.compile(r".*(?:超|城|都|夜|菜|门|上|股|入)$")
PLACES = {place + unit: place for place in PROVINCE_BY_PLACE for unit in ("", *PLACE_UNITS)}
PLACES |= {long: long[:3] if long[:3] in PROVINCE_BY_PLACE else long[:2] for long in AUTONOMOUS_REGIONS}
"""A place as it is written, with its unit or without -> its short name."""
_SHORT_COUNTIES = {county[:-1] for county in PROVINCES_BY_COUNTY if len(county) in (3, 4) and county[-1] in "县市"}


def sizes_by_sign(known: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """First (at 0) or last (-1) sign of words -> the lengths of the words that have it there, longest first."""
    sizes: dict[str, set[int]] = {}
    for word in known:
        sizes.setdefault(word[at], set()).add(len(word))
    return {sign: tuple(sorted(lengths, reverse=True)) for sign, lengths in sizes.items()}


_SIZES = sizes_by_sign((*PLACES, *PROVINCES_BY_COUNTY), 0)
END_SIZES = sizes_by_sign(PLACES, -1)
"""The lengths of places by their last sign."""
_UNITS = frozenset("市县")
_PLACE_HEADS = frozenset(place[:2] for place in (*PLACES, *PROVINCES_BY_COUNTY))
_ZONE_HEADS = frozenset(zone[0] for zone in ZONES)


def take_place(body: str, *, whole: bool = False) -> tuple[str, str]:
    """The narrowest place at the start and the rest of the text; at least two signs stay unless `whole`."""
    place, rest = "", body
    for _ in range(4):
        found, size = _place_at_start(rest, place, keep=0 if whole else 2)
        if not found:
            break
        # 深圳市南山区: a district adds nothing to its city; 广东深圳: the city is narrower than the province.
        narrower = not is_inner(found) or (found in CITY_BY_DISTRICT and place == PROVINCE_BY_PLACE[found])
        if not place or (narrower and PROVINCE_BY_PLACE.get(found) != ""):
            place = found
        if rest[size - 1] == "市" and _CITY_WORKS.match(rest, size - 1) and rest[: size - 1] in PLACES:
            rest = rest[size - 1 :]  # 德州|市政工程, not 德州市|政工程
            break
        rest = rest[size:]
        if rest[:1] in "省市县区" and len(rest) > 3 and not _CITY_WORKS.match(rest):
            rest = rest[1:]  # 晋江市市…: a sign written twice
        if rest[:1] in _ZONE_HEADS:
            zone = next((zone for zone in ZONES if rest.startswith(zone) and len(rest) > len(zone) + 1), "")
            rest = rest[len(zone) :]
    return place, rest


def _place_at_start(body: str, outer: str, keep: int) -> tuple[str, int]:
    if body[:2] not in _PLACE_HEADS and body[2:3] not in _UNITS and body[3:4] not in _UNITS:
        return "", 0
    for size in _SIZES[body[0]] if body[:2] in _PLACE_HEADS else ():
        head = body[:size]
        if size > len(body) - keep:
            continue
        short = PLACES.get(head)
        if short is None:
            if head in PROVINCES_BY_COUNTY and (not outer or province_of(outer) in (*PROVINCES_BY_COUNTY[head], "")):
                return head, size
            continue
        if outer and not _lies_in(short, outer):
            continue
        if short == head and short in AMBIGUOUS_PLACES and not outer and keep:
            continue
        return short, size
    unknown = _UNKNOWN_PLACE.match(body) if _UNITS & {*body[2:4]} else None
    if unknown and _CITY_WORKS.match(body, unknown.end() - 1):
        unknown = None
    if unknown and len(body) - unknown.end() >= max(keep, 1) and not _NO_PLACE.match(unknown[1]):
        return unknown[1], unknown.end()
    return "", 0


def province_of(place: str) -> str | None:
    """The province of a place as `read` names it: '' for a country, None where it is not known.

    >>> province_of("义乌"), province_of("嘉善县"), province_of("中国"), province_of("城关区")
    ('浙江', '浙江', '', None)
    """
    if place in PROVINCE_BY_PLACE:
        return PROVINCE_BY_PLACE[place]
    provinces = PROVINCES_BY_COUNTY.get(place, frozenset())
    return next(iter(provinces)) if len(provinces) == 1 else None


def is_inner(place: str) -> bool:
    """Is the place a district, which agrees with any place of its province?"""
    return place in DISTRICTS or (place in PROVINCES_BY_COUNTY and place.endswith("区"))


def _lies_in(place: str, outer: str) -> bool:
    """May one place be written inside the other: the same province, or a country around it?"""
    province = province_of(outer)
    return not province or PROVINCE_BY_PLACE[place] in (province, "") or place in NAMESAKES.get(province, ())


def without_place(core: str) -> str:
    """A core without the short place name it starts with; '' where it starts with none, or nothing is left.

    >>> without_place("中山玉泰"), without_place("嘉善伦宏"), without_place("宏达"), without_place("中山")
    ('玉泰', '伦宏', '', '')
    """
    for size in (3, 2):
        if len(core) >= size + 2 and (core[:size] in AMBIGUOUS_PLACES or core[:size] in _SHORT_COUNTIES):
            return core[size:]
    return ""


@cache
def places_by_sound() -> dict[str, str]:
    """guangzhou -> 广州, for names in Latin letters."""
    sounded = key_by_word("latin_places")
    several: dict[str, set[str]] = {}
    for place in PROVINCE_BY_PLACE:
        if place not in AMBIGUOUS_PLACES:
            several.setdefault(pinyin(place), set()).add(place)
    for sound, named in several.items():
        # Taizhou is 台州 or 泰州: a place, but none that could be told from another.
        sounded.setdefault(sound, next(iter(named)) if len(named) == 1 else "")
    return sounded


@cache
def ambiguous_places_by_sound() -> dict[str, str]:
    """Places whose name is a word as well, by sound: told only where a core is left behind them."""
    return {pinyin(place): place for place in sorted(AMBIGUOUS_PLACES)}
