"""Dates in every usual spelling: 2024-1-5, 2024年1月5日, 20240105, 5 Jan 2024, 民国113年1月5日, Excel's day numbers.

A spelling with two readings (5/1/2024) is None with a note; `order` ("dmy" or "mdy") says how a list writes them,
and `order_of` finds that out from the whole column. Two-digit years: 00-49 are 2000-2049, 50-99 are 1950-1999.
A time behind the date is dropped. Nothing depends on the clock: a date without a year is None with a note.

Sources: ISO 8601; Excel's 1900 day numbers (day 1 is 1900-01-01, 1900 counted as a leap year by mistake);
Minguo year = Gregorian year - 1911.

>>> clean("2024年1月5日 星期五").value
datetime.date(2024, 1, 5)
>>> clean("45296").value, clean("民国113年1月5日").value, clean("Jan 5, 2024").value
(datetime.date(2024, 1, 5), datetime.date(2024, 1, 5), datetime.date(2024, 1, 5))
>>> clean("5/1/2024").note.en
"'5/1/2024' can be 2024-01-05 or 2024-05-01; please write it as year-month-day"
>>> clean("5/1/2024", order="mdy").value
datetime.date(2024, 5, 1)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

Order = Literal["dmy", "mdy"]

CLEAN = r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
"""A regular expression for dates that stand as ISO writes them (days 29 to 31 are left to `clean`)."""

LONGEST = 80
"""A longer text is prose, not a date."""

SERIALS = range(18264, 73051)
"""Day numbers read as dates: 1950-01-01 to 2099-12-31."""

_MONTH_NAMES = (
    "jan january feb february mar march apr april may may jun june jul july aug august sep september oct october "
    "nov november dec december"
)
_MONTHS = {name: i // 2 + 1 for i, name in enumerate(_MONTH_NAMES.split())} | {"sept": 9}
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TIME = re.compile(
    r"(?:\s*T\s*|\s+|(?<=日)|(?<=号))(?:上午|下午|早上|晚上|凌晨)?\s*\d{1,2}(?:[:：]\d{1,2}(?:[:：]\d{1,2}(?:[.,]\d+)?)?|[时時点]\s*(?:\d{1,2}分?(?:\d{1,2}秒?)?)?)"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"[\s,(（]*(?:星期|周|週|礼拜)[一二三四五六日天][)）]?\s*|"
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?\b[.,]?\s*",
    re.IGNORECASE,
)
_AMBIGUOUS = Text(
    "“{text}”可以是 {one} 或 {two}，请写成 年-月-日",
    "'{text}' can be {one} or {two}; please write it as year-month-day",
)
_NO_DAY = Text("“{text}”没有写日", "'{text}' names no day")
_NO_YEAR = Text("“{text}”没有写年", "'{text}' names no year")
_NO_SUCH = Text("“{text}”不是存在的日期", "'{text}' is no date that exists")
_UNREADABLE = Text("“{text}”不像日期", "'{text}' does not look like a date")
_SHORT_YEAR = Text("“{text}”只有两位年份，读作 {year} 年", "'{text}' has a two-digit year, read as {year}")
_MINGUO = Text("“{text}”按民国纪年读作 {year} 年", "'{text}' is read as a Minguo year: {year}")


def clean(text: str, order: Order | None = None) -> Cleaned[dt.date]:
    """The date a text means; None with a note when it means none, or may mean two."""
    tidied = texts.half_width(text)
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    value, note = _read(tidied, order) if len(tidied) <= LONGEST else (None, _UNREADABLE.format(text=tidied[:LONGEST]))
    return Cleaned.of(value, text, note)


def is_valid(text: str) -> bool:
    """Is this an ISO date as it stands?"""
    cleaned = clean(text)
    return cleaned.value is not None and not cleaned.changed


def from_serial(days: float) -> dt.date | None:
    """The date of an Excel day number (1900 system); None outside 1950 to 2099, and for no number at all.

    >>> from_serial(45296.75), from_serial(float("nan"))
    (datetime.date(2024, 1, 5), None)
    """
    if not SERIALS.start <= days < SERIALS.stop:
        return None
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(days))


def order_of(values: Iterable[str]) -> Order | None:
    """Whether a column writes day or month first, where at least one value can be read in only one way.

    >>> order_of(["5/1/2024", "13/1/2024"]), order_of(["5/1/2024"]), order_of(["13/1/2024", "1/13/2024"])
    ('dmy', None, None)
    """
    found: set[Order] = set()
    for value in values:
        parts = re.match(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}(?!\d)", texts.half_width(value))
        if parts and int(parts[1]) > 12 >= int(parts[2]):
            found.add("dmy")
        elif parts and int(parts[2]) > 12 >= int(parts[1]):
            found.add("mdy")
    return found.pop() if len(found) == 1 else None


def _read(tidied: str, order: Order | None) -> tuple[dt.date | None, Text | None]:
    body = _TIME.sub("", _WEEKDAY.sub(" ", tidied).strip(" ,")).strip(" ,.'")
    body = re.sub(r"^公元", "", body)
    if re.search("[〇零○一二三四五六七八九十元]", body):
        body = _chinese_numerals(body)
    digits = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?", body, re.ASCII)
    if digits:
        return _made(digits[1], digits[2], digits[3], tidied)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", body, re.ASCII):
        value = from_serial(float(body))
        return value, None if value else _UNREADABLE.format(text=tidied)
    minguo = re.fullmatch(
        r"(?:中华民国|中華民國|民国|民國)\s*(\d{1,3})[年./-]\s*(\d{1,2})[月./-]\s*(\d{1,2})[日号號]?", body
    )
    minguo = minguo or re.fullmatch(r"(1\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})[日号號]?", body)
    if minguo:
        year = int(minguo[1]) + 1911
        value, note = _made(str(year), minguo[2], minguo[3], tidied)
        return value, note if note or "民" in tidied else _MINGUO.format(text=tidied, year=year)
    chinese = re.fullmatch(r"(\d{2}|\d{4})年\s*(\d{1,2})月\s*(\d{1,2})\s*[日号號]?", body, re.ASCII)
    if chinese:
        return _made(chinese[1], chinese[2], chinese[3], tidied)
    year_first = re.fullmatch(r"(\d{4})\s*([-/.\\]| )\s*(\d{1,2})\s*[-/.\\ ]\s*(\d{1,2})", body, re.ASCII)
    year_first = year_first or re.fullmatch(r"(\d{2})(-)(\d{1,2})-(\d{1,2})", body, re.ASCII)
    if year_first:
        return _made(year_first[1], year_first[3], year_first[4], tidied)
    named = _named_month(body)
    if named:
        return _made(*named, tidied)
    three = re.fullmatch(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2}|\d{4})", body, re.ASCII)
    if three:
        return _three_numbers(three[1], three[2], three[3], tidied, order)
    six = re.fullmatch(r"(\d{2})(\d{2})(\d{2})", body, re.ASCII)
    if six and not 1900 <= int(body[:4]) <= 2099 and (found := _made(six[1], six[2], six[3], tidied))[0]:
        return found  # 260105: no month of the year 2601
    if re.fullmatch(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{6}", body, re.ASCII):
        return None, _NO_DAY.format(text=tidied)
    if re.fullmatch(r"\d{1,2}\s*[月/-]\s*\d{1,2}\s*[日号號]?", body, re.ASCII):
        return None, _NO_YEAR.format(text=tidied)
    return None, _UNREADABLE.format(text=tidied)


def _made(year: str, month: str, day: str, tidied: str) -> tuple[dt.date | None, Text | None]:
    whole = _whole_year(year)
    value = _date(whole, int(month), int(day))
    if value is None:
        return None, _NO_SUCH.format(text=tidied)
    return value, _SHORT_YEAR.format(text=tidied, year=whole) if len(year) == 2 else None


def _three_numbers(
    first: str, second: str, third: str, tidied: str, order: Order | None
) -> tuple[dt.date | None, Text | None]:
    """Numbers in an order that must be found out: every reading that exists, and one of them if it is alone."""
    if len(third) == 1:
        return _made(first, second, third, tidied) if len(first) == 2 else (None, _UNREADABLE.format(text=tidied))
    year = _whole_year(third)
    dmy = _date(year, int(second), int(first))
    mdy = _date(year, int(first), int(second))
    if order:
        readings = [dmy if order == "dmy" else mdy]
    else:
        readings = [dmy, mdy]
        if len(third) == 2 and len(first) == 2:
            readings.insert(0, _date(_whole_year(first), int(second), int(third)))
    found = list(dict.fromkeys(reading for reading in readings if reading))
    if not found:
        return None, _NO_SUCH.format(text=tidied)
    if len(found) > 1:
        return None, _AMBIGUOUS.format(text=tidied, one=found[0], two=found[1])
    note = _SHORT_YEAR.format(text=tidied, year=found[0].year) if len(third) == 2 else None
    return found[0], note


def _named_month(body: str) -> tuple[str, str, str] | None:
    """Year, month, day of a date with an English month, whatever the order."""
    day_first = re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?([A-Za-z]{3,9})[\s.,\-/']*(\d{4}|\d{2})", body
    )
    month_first = re.fullmatch(r"([A-Za-z]{3,9})[\s.\-/]*(\d{1,2})(?:st|nd|rd|th)?[\s.,\-/']+(\d{4}|\d{2})", body)
    year_first = re.fullmatch(r"(\d{4})[\s.,\-/]*([A-Za-z]{3,9})[\s.\-/]*(\d{1,2})(?:st|nd|rd|th)?", body)
    for match, year, month, day in ((day_first, 3, 2, 1), (month_first, 3, 1, 2), (year_first, 1, 2, 3)):
        if match and match[month].lower() in _MONTHS:
            return match[year], str(_MONTHS[match[month].lower()]), match[day]
    return None


def _chinese_numerals(body: str) -> str:
    """二〇二四年十二月二十五日 as 2024年12月25日, 民国一百一十五年元月 as 民国115年1月."""
    body = re.sub(r"元(?=月)|(?<=民国)元(?=年)|(?<=民國)元(?=年)", "一", body)
    body = re.sub("([一二三四五六七八九])百(?:([一二三四五六七八九]?)十|零)?([一二三四五六七八九]?)", _hundreds, body)
    tens = re.sub("([一二三四五六七八九]?)十([一二三四五六七八九]?)", lambda m: f"{m[1] or '一'}{m[2] or '〇'}", body)
    return tens.translate(_DIGITS)


def _hundreds(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2] or ('一' if '十' in match[0] else '〇')}{match[3] or '〇'}"


def _whole_year(year: str) -> int:
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < 50 else 1900)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1850 <= year <= 2199 else None
    except ValueError:
        return None
