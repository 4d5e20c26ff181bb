"""An amount written out, so that a figure on a signed paper cannot be altered: Chinese capitals, or English words.

Chinese follows the rules of the People's Bank for vouchers: 零 between parts that do not meet (none where only 万 is
missing before 仟, which they allow), 整 after an amount without 分, no 元 where there are only 角 and 分.

>>> in_capitals(1_005_000_53), in_capitals(50), in_capitals(3)
('壹佰万伍仟元伍角叁分', '伍角整', '叁分')
>>> in_english(1_234_56)
'One thousand two hundred thirty-four and 56/100'
"""

from __future__ import annotations

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SIZES = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def in_capitals(cents: int) -> str:
    """An amount of at least 0, in hundredths (分)."""
    whole, rest = divmod(cents, 100)
    tenths, hundredths = divmod(rest, 10)
    said = _capitals(whole) + "元" if whole or not rest else ""
    if tenths:
        said += _DIGITS[tenths] + "角"
    elif hundredths and whole:
        said += "零"
    return said + (_DIGITS[hundredths] + "分" if hundredths else "整")


def in_english(cents: int) -> str:
    """An amount of at least 0, in hundredths."""
    whole, rest = divmod(cents, 100)
    said = f"{_english(whole)} and {rest:02d}/100"
    return said[0].upper() + said[1:]


def _capitals(number: int) -> str:
    for size, sign in _SIZES:
        if number >= size:
            high, rest = divmod(number, size)
            between = "零" if rest < size // 10 else ""
            return _capitals(high) + sign + (between + _capitals(rest) if rest else "")
    return _DIGITS[number]


def _english(number: int) -> str:
    for size, word in _ENGLISH:
        if number >= size:
            high, rest = divmod(number, size)
            return f"{_english(high)} {word}" + (f" {_english(rest)}" if rest else "")
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
