"""Birthdays and other days of the year as people write them: a whole date, or what is known of it, solar or lunar.

A date cell holds no 30 February, no leap month and no day without a year, so a birthday is text: 1980-05-20, 8-15,
8月15日, 1980-07, 1980年, 农历八月十五, 闰四月初三, 一九八〇年八月十五, 1989-02-29 农历, 15 Aug. Words that name the calendar
(农历, 阴历, 公历, lunar …) win; without them 初, 廿, 正月, 腊月, a leap month and Chinese numerals without 日 say lunar; all
else leaves it to the column beside it (历法).

Whether the day exists is not asked here: that takes the calendar, and the years the lunar months have.

>>> read("1989-02-29 农历")
Birthday(year=1989, month=2, day=29, leap=False, lunar=True)
>>> read("闰四月十五"), read("8月15")
(Birthday(year=None, month=4, day=15, leap=True, lunar=True), Birthday(year=None, month=8, day=15, leap=False, lunar=None))
>>> read("1980-07"), read("张三") is None, read("13-40") is None
(Birthday(year=1980, month=7, day=None, leap=False, lunar=None), True, True)
>>> tidy("1980年5月20日"), tidy("8月15"), tidy("１９８０／５／２０")
('1980-05-20', '8月15', '1980-05-20')
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

YEARS = range(1800, 2201)
"""Years of birth and of plans; a number outside them is none."""

LONGEST = 40
"""A longer text is prose."""


class Birthday(NamedTuple):
    """What is known of a birthday. `lunar`: None where the text leaves it to the calendar beside it."""

    year: int | None
    month: int | None
    day: int | None
    leap: bool = False
    lunar: bool | None = None


_LUNAR = re.compile(r"农历|農曆|阴历|陰曆|旧历|舊曆|夏历|lunar(?: calendar)?", re.IGNORECASE)
_SOLAR = re.compile(r"公历|公曆|阳历|陽曆|新历|新曆|国历|國曆|solar(?: calendar)?|gregorian", re.IGNORECASE)
_NOISE = re.compile(r"生日|出生|\bborn\b|\bbirthday\b|[()\[\]{}（）【】:：,，、。;；'\"“”]", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[T\s]+0{1,2}:00(?::00)?(?:\.0+)?$")
_LEAP = r"(?:闰|閏|leap |l)?"
_FULL = re.compile(rf"(\d{{4}})\s*[-/.年 ]\s*({_LEAP})\s*(\d{{1,2}})\s*[-/.月 ]\s*(\d{{1,2}})\s*[日号號]?", re.IGNORECASE)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(rf"({_LEAP})\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号號]?", re.IGNORECASE)
_PACKED_MONTH_DAY = re.compile(r"([01]\d)([0-3]\d)")
_YEAR_MONTH = re.compile(rf"(\d{{4}})\s*[-/.年 ]\s*({_LEAP})\s*(\d{{1,2}})\s*月?", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})\s*年?")
_HAN_MONTHS = {"正": 1, "元": 1, "冬": 11, "腊": 12, "臘": 12}
_HAN = "一二三四五六七八九十"
_HAN_DATE = re.compile(
    rf"(?:(\d{{4}}|[〇零○{_HAN[:-1]}]{{4}})年)?\s*(闰|閏)?(十[一二]?|[正元冬腊臘{_HAN}])月(?:份)?"
    rf"(?:(初[{_HAN}]|[二三]?十[{_HAN[:-1]}]?|廿[{_HAN[:-1]}]?|卅|[{_HAN[:-1]}]|\d{{1,2}})([日号號])?)?"
)
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ENGLISH = {name[:length]: at for at, name in enumerate(_MONTH_NAMES, 1) for length in (3, 4, len(name))}
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ .\-]*(?:of )?)?([A-Za-z]{3,9})\.?(?:[ .\-]*(\d{4}))?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?[ \-]*(\d{1,2})(?:st|nd|rd|th)?(?:[ \-]+(\d{4}))?", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read(text: str) -> Birthday | None:
    """What a text says of a birthday; None where it says nothing of one, or names no possible month and day."""
    bare = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", text).strip())
    if len(bare) > LONGEST:
        return None
    lunar = True if _LUNAR.search(bare) else False if _SOLAR.search(bare) else None
    bare = _NOISE.sub(" ", _SOLAR.sub(" ", _LUNAR.sub(" ", bare)))
    bare = re.sub(r"\s+", " ", bare).strip()
    found = _numbers(bare) or _chinese(bare) or _english(bare)
    if found is None or not _possible(found):
        return None
    if lunar is None:
        lunar = True if found.leap else found.lunar
    return found._replace(lunar=lunar)


def tidy(text: str) -> str:
    """A text as the book keeps it: a whole date without words as year-month-day, anything else as it was written."""
    bare = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    found = read(text)
    if found is None or found.lunar is not None or found.leap or None in (found.year, found.month, found.day):
        return bare
    return f"{found.year:04d}-{found.month:02d}-{found.day:02d}"


def _numbers(bare: str) -> Birthday | None:
    if match := _FULL.fullmatch(bare):
        return Birthday(int(match[1]), int(match[3]), int(match[4]), bool(match[2]))
    if match := _PACKED.fullmatch(bare):
        return Birthday(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_DAY.fullmatch(bare):
        return Birthday(None, int(match[2]), int(match[3]), bool(match[1]))
    if match := _YEAR_MONTH.fullmatch(bare):
        return Birthday(int(match[1]), int(match[3]), None, bool(match[2]))
    if match := _PACKED_MONTH_DAY.fullmatch(bare):
        return Birthday(None, int(match[1]), int(match[2]))
    if match := _YEAR.fullmatch(bare):
        return Birthday(int(match[1]), None, None)
    return None


def _chinese(bare: str) -> Birthday | None:
    match = _HAN_DATE.fullmatch(bare.replace(" ", ""))
    if not match:
        return None
    year = None if match[1] is None else int(match[1].translate(_YEAR_SIGNS))
    month = _HAN_MONTHS.get(match[3]) or _han_number(match[3])
    day = None if match[4] is None else _han_number(match[4])
    lunar = True if match[2] or match[3] in "正冬腊臘" or (match[4] and not match[5]) else None
    if match[4] and match[4].isdecimal() and match[3] not in "正冬腊臘":
        lunar = None  # 八月15
    return Birthday(year, month, day, bool(match[2]), lunar)


_YEAR_SIGNS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def _han_number(written: str) -> int:
    """初三, 十五, 二十, 廿九, 卅, 15 as numbers."""
    if written.isdecimal():
        return int(written)
    written = written.removeprefix("初").replace("卅", "三十").replace("廿", "二十")
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _HAN.index(written) + 1
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)


def _english(bare: str) -> Birthday | None:
    if (match := _MONTH_FIRST.fullmatch(bare)) and match[1].lower() in _ENGLISH:
        return Birthday(int(match[3]) if match[3] else None, _ENGLISH[match[1].lower()], int(match[2]))
    if (match := _DAY_FIRST.fullmatch(bare)) and match[2].lower() in _ENGLISH and (match[1] or match[3]):
        year, day = (int(part) if part else None for part in (match[3], match[1]))
        return Birthday(year, _ENGLISH[match[2].lower()], day)
    return None


def _possible(one: Birthday) -> bool:
    """Can there be such a month and day in some calendar? The 31st of a lunar month is taken as its last day."""
    if one.year is not None and one.year not in YEARS:
        return False
    return (one.month is None or 1 <= one.month <= 12) and (one.day is None or 1 <= one.day <= 31)
