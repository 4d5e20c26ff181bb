"""Amounts of money as people type them: ￥1,234.50, 1.2万元, 3亿, (500), full-width digits, 壹万贰仟元整.

The value is an exact decimal number in the unit written (元, or the currency's); a foreign currency sign is named
in a note, never converted. What can be read in two ways (1.234,56; 1,23) or is a range (5-10万) is None with a
note. A dash is a blank.

Sources: 万 = 10^4, 亿 = 10^8; accountants' brackets for negative amounts; capital numerals after 支付结算办法 (1997).

>>> clean("￥1,234.50").value, clean("1.2万").value, clean("（５００）").value, clean("3亿元").value
(Decimal('1234.50'), Decimal('12000'), Decimal('-500'), Decimal('300000000'))
>>> clean("壹万贰仟叁佰元伍角整").value
Decimal('12300.5')
>>> clean("1.234,56").note.en
"'1.234,56' can be read in two ways; please write it as 1234.56"
>>> clean("US$ 1,000").note.en
"'US$ 1,000' is in USD and was not converted"
"""

from __future__ import annotations

import re
from decimal import Decimal

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

CLEAN = r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?"
"""A regular expression for amounts that are plain numbers already."""

LONGEST = 18
"""More digits than this are a code, not an amount."""

CURRENCIES = {
    "CNY": r"￥|¥|CN¥|RMB|CNY|人民币|人民幣|元整?|圆整?|圓整?|块钱?|塊錢?|yuan",
    "USD": r"US\$|USD|\$|美元|美金",
    "EUR": r"€|EUR|欧元|歐元",
    "GBP": r"£|GBP|英镑|英鎊",
    "JPY": r"JPY|日元|日圆|円",
    "HKD": r"HK\$|HKD|港币|港幣|港元",
    "TWD": r"NT\$|TWD|NTD|新台币|新臺幣|台币",
}
"""Signs and names of currencies that stand at an amount, as regular expressions."""
_SCALES = {"百": 2, "千": 3, "仟": 3, "k": 3, "万": 4, "萬": 4, "w": 4, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7}
_SCALES |= {"亿": 8, "億": 8, "万亿": 12, "萬億": 12, "m": 6, "million": 6, "bn": 9, "billion": 9}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(rf"(?P<number>\d[\d.,' ]*|\.\d+)\s*(?P<scale>{_SCALE})?", re.IGNORECASE)
_NUMERALS = {
    c: i
    for i, cs in enumerate(("零〇", "壹一", "贰二貳两", "叁三參", "肆四", "伍五", "陆六陸", "柒七", "捌八", "玖九"))
    for c in cs
}
_DIGITS = "".join(sign for sign, digit in _NUMERALS.items() if digit)
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_TWO_WAYS = Text(
    "“{text}”有两种读法，请写成 1234.56 的样子", "'{text}' can be read in two ways; please write it as 1234.56"
)
_FOREIGN = Text("“{text}”是 {currency}，没有换算", "'{text}' is in {currency} and was not converted")
_RANGE = Text("“{text}”是一个范围，不是一个金额", "'{text}' is a range, not one amount")
_ABOUT = Text("“{text}”不是确切的金额", "'{text}' is not an exact amount")
_PERCENT = Text("“{text}”是百分比，不是金额", "'{text}' is a percentage, not an amount")
_UNREADABLE = Text("“{text}”不是金额", "'{text}' is not an amount")


def clean(text: str) -> Cleaned[Decimal]:
    """The exact amount; None with a note where there is none, or where there are two readings."""
    tidied = texts.half_width(text)
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    value, note = _read(tidied)
    return Cleaned.of(value, text, note)


def is_valid(text: str) -> bool:
    """Is this a plain number as it stands?"""
    cleaned = clean(text)
    return cleaned.value is not None and not cleaned.changed and cleaned.note is None


def _read(tidied: str) -> tuple[Decimal | None, Text | None]:
    if len(re.findall(r"\d", tidied)) > LONGEST:
        return None, _UNREADABLE.format(text=tidied)
    body, currency = _without_currency(tidied)
    if "%" in body:
        return None, _PERCENT.format(text=tidied)
    scientific = re.fullmatch(r"-?\d(?:\.\d+)?[eE][-+]?\d{1,2}", body, re.ASCII)
    if scientific:
        exact = _whole(Decimal(body))
        return (exact, None) if abs(exact) < 10**15 else (None, _UNREADABLE.format(text=tidied))
    if re.search(r"约|左右|以上|以下|多$|余$|近|超过|[~～>＞<＜≥≤±]|about|approx", body) and not re.match(
        r"\d+[~～]\d", body
    ):
        return None, _ABOUT.format(text=tidied)
    if re.search(rf"\d\s*(?:{_SCALE})?\s*(?:[-~～—–至到]|to)\s*\d", body, re.IGNORECASE):
        return None, _RANGE.format(text=tidied)
    negative = bool(re.fullmatch(r"\(.*\)|（.*）|[-−–负負].*|.*\d\s*-", body))
    body = re.sub(r"^[(（+\-−–负負\s]+|[)）\s-]+$", "", body)
    capital = _capital(body)
    if capital is None:
        value, note = _western(body, tidied)
    else:
        value, note = _whole(capital), None
    if value is None:
        return None, note
    foreign = None if currency in ("", "CNY") else _FOREIGN.format(text=tidied, currency=currency)
    return -value if negative and value else value, foreign


def _without_currency(tidied: str) -> tuple[str, str]:
    """The text without its currency sign, and the currency ('' when none is written)."""
    for currency in ("HKD", "TWD", "USD", "EUR", "GBP", "JPY", "CNY"):
        sign = CURRENCIES[currency]
        match = re.search(rf"^([(（+-]?\s*)(?:{sign})\s*[:.]?\s*|\s*(?:{sign})(\s*[)）]?)$", tidied, re.IGNORECASE)
        if match and match[0]:
            rest = tidied[: match.start()] + (match[1] or "") + (match[2] or "") + tidied[match.end() :]
            if currency == "CNY":
                rest = re.sub(
                    rf"^([(（+-]?\s*)(?:{sign})\s*|\s*(?:{sign})(\s*[)）]?)$", r"\1\2", rest, flags=re.IGNORECASE
                )
            return rest.strip(), currency
    return tidied, ""


def _western(body: str, tidied: str) -> tuple[Decimal | None, Text | None]:
    """Digits with separators, each part with its own 万 or 亿 (3亿2000万)."""
    total = Decimal(0)
    position = 0
    last = 99
    for match in _NUMBER.finditer(body):
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 0
        if body[position : match.start()].strip() or scale >= last or (last < 99 and scale == 0):
            return None, _UNREADABLE.format(text=tidied)
        number = _digits(match["number"].strip())
        if number is None:
            return None, _TWO_WAYS.format(text=tidied)
        total += number.scaleb(scale)
        position = match.end()
        last = scale
    if position == 0 or body[position:].strip():
        return None, _UNREADABLE.format(text=tidied)
    return _whole(total) if last else total, None


def _digits(number: str) -> Decimal | None:
    """1,234.50 and 1234.5 and 1 234.50; None for a comma that may be a decimal sign."""
    if re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", number, re.ASCII):
        return Decimal(number)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?", number, re.ASCII):
        return Decimal(re.sub(r"[,' ]", "", number))
    if re.fullmatch(r"\d{1,4}(?:,\d{4})+(?:\.\d+)?", number, re.ASCII):
        return Decimal(number.replace(",", ""))
    return None


def _capital(body: str) -> Decimal | None:
    """Chinese numerals, capital or plain; None when the text is not wholly made of them."""
    match = re.fullmatch(r"([^元圆圓角分整正]+)(?:[元圆圓])?(?:(.)角)?零?(?:(.)分)?[整正]?", body)
    if not match or not all(c in _NUMERALS or c in _UNITS or c in "万萬亿億" for c in match[1]):
        return None
    if re.search(f"[{_DIGITS}][{''.join(_NUMERALS)}]", match[1]):
        return None  # 二〇二四, 一二三: signs one by one, as a year or a telephone is read out
    total, section, digit = 0, 0, 0
    for sign in match[1]:
        if sign in _NUMERALS:
            digit = _NUMERALS[sign]
        elif sign in _UNITS:
            section += (digit or (1 if sign in "拾十" else 0)) * _UNITS[sign]
            digit = 0
        else:
            power = 10**4 if sign in "万萬" else 10**8
            total = (total + section + digit) * power if power == 10**8 else total + (section + digit) * power
            section = digit = 0
    cents = [_NUMERALS.get(part or "零", 0) for part in (match[2], match[3])]
    return Decimal(total + section + digit) + Decimal(cents[0] * 10 + cents[1]).scaleb(-2)


def _whole(value: Decimal) -> Decimal:
    """Without exponent and idle zeros: 1.2万 is 12000, not 12000.0."""
    return Decimal(re.sub(r"\.0+$|(\.\d*?[1-9])0+$", r"\1", f"{value:f}"))
