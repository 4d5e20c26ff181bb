"""Administrative divisions of China as lookup tables: provinces, cities, districts and counties.

Places have short names here (广州), counties their unit as well (嘉善县): without it too many of them are words (和平,
平安, 长城). The lists themselves, with their sources, stand in `data/`.

>>> PROVINCE_BY_PLACE["义乌"], PROVINCE_BY_PLACE["日本"], CITY_BY_DISTRICT["萧山"]
('浙江', '', '杭州')
>>> sorted(PROVINCES_BY_COUNTY["鼓楼区"]), NAMESAKES
(['江苏', '河南', '福建'], {'辽宁': {'朝阳'}})
"""

from __future__ import annotations

from workbook.rules.names.word_lists import key_by_word, load

_PLACES = load("places")
_WORDS = load("place_words")

PROVINCE_BY_PLACE: dict[str, str] = {}
"""Short name of a place -> its province's short name ('' for a country); of two provinces the first."""
NAMESAKES: dict[str, set[str]] = {}
"""Province -> its places that have a namesake in an earlier province."""
for _province, _places in _PLACES.items():
    for _place in (_province, *_places):
        if PROVINCE_BY_PLACE.setdefault(_place, _province) != _province:
            NAMESAKES.setdefault(_province, set()).add(_place)
PROVINCE_BY_PLACE |= dict.fromkeys(_WORDS["countries"], "")

DISTRICTS = frozenset(_WORDS["inner"]).union(*(_PLACES[city] for city in ("北京", "天津", "上海", "重庆")))
"""Places that lie inside another listed city: they agree with any place of their province."""

CITY_BY_DISTRICT = key_by_word("city_districts")
"""A district of a city, where the same name means no other place -> the city."""

AMBIGUOUS_PLACES = frozenset(_WORDS["ambiguous"])
"""Places whose short name is as often a firm's own name: taken for a place only with 省, 市, 区, 县 behind it, or
where a core of two or more characters is left."""

PLACE_UNITS = _WORDS["units"]
AUTONOMOUS_REGIONS = _WORDS["long"]
ZONES = _WORDS["zones"]
"""Zones that may stand behind a place; by themselves they name none."""

PROVINCES_BY_COUNTY: dict[str, frozenset[str]] = {}
"""A county or district with its unit -> the provinces that have one of the name."""
for _province, _counties in load("counties").items():
    for _county in _counties:
        PROVINCES_BY_COUNTY[_county] = PROVINCES_BY_COUNTY.get(_county, frozenset()) | {_province}
