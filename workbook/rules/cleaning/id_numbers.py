"""Resident identity numbers: 18 signs with a check sign, or 15 digits as issued until 1999.

Of the region only the province is looked at, and an unknown one is a hint: counties come and go, a number keeps the
code it was issued with, and no list of them all is complete. 81, 82 and 83 stand in the residence permits of people
from Hong Kong, Macao and Taiwan, 91 in those of foreigners.

Sources: GB 11643-1999 (form and check sign, ISO 7064 MOD 11-2; package python-stdnum), GB/T 2260 (provinces), the
residence permits of 2018. The examples end in the serial 000, which nobody was given.

>>> clean("360426 19910101 0004").value
'360426199101010004'
>>> clean("360426199101010001").note.en
"'360426199101010001' has a wrong check sign; please check it"
>>> birthday_of("360426199101010004")
datetime.date(1991, 1, 1)
"""

from __future__ import annotations

import datetime as dt
import re

from workbook.language import Text
from workbook.rules.cleaning import codes
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

_LENGTH = Text("“{text}”有 {n} 位，身份证号应为 18 位", "'{text}' has {n} signs; an identity number has 18")
_BIRTH = Text("“{text}”里的出生日期不存在", "the birth date in '{text}' does not exist")
_PLACE = Text(
    "“{text}”开头两位不是省份代码，请核对", "no province has the first two digits of '{text}'; please check it"
)
_FORM = Text("“{text}”不是身份证号", "'{text}' is not an identity number")


_PROVINCES = frozenset(
    f"{area}{place}"
    for area, places in (("1", "12345"), ("2", "123"), ("3", "1234567"), ("4", "123456"), ("5", "01234"))
    for place in places
) | {"61", "62", "63", "64", "65", "71", "81", "82", "83", "91"}


def clean(text: str) -> Cleaned[str]:
    """The number without spaces, x in capitals; doubtful ones stay with a note; None for other text."""
    tidied = codes.bare(text)
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    if (lost := codes.loss(tidied)) and not tidied.isdecimal():
        return Cleaned.of(None, text, lost)
    number = re.sub(r"[\s\-.'’]", "", tidied).upper()
    if not re.fullmatch(r"\d{9,24}[\dX]", number, re.ASCII):
        return Cleaned.of(None, text, _FORM.format(text=tidied))
    return Cleaned.of(number, text, _trouble(number))


def is_valid(text: str) -> bool:
    """Is this an identity number of either kind, as it stands?"""
    return bool(re.fullmatch(r"\d{17}[\dX]|\d{15}", text, re.ASCII)) and _trouble(text) is None


def _trouble(number: str) -> Text | None:
    from stdnum.iso7064 import mod_11_2

    if len(number) not in (15, 18) or (len(number) == 15 and not number.isdigit()):
        return _LENGTH.format(text=number, n=len(number))
    if birthday_of(number) is None:
        return _BIRTH.format(text=number)
    if len(number) == 18 and number[-1] != mod_11_2.calc_check_digit(number[:-1]):
        return codes.loss(number) or texts.WRONG_CHECK.format(text=number)
    return None if number[:2] in _PROVINCES else _PLACE.format(text=number)


def birthday_of(number: str) -> dt.date | None:
    """The birth date in a number of 15 or 18 signs that holds nothing else."""
    written = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        return dt.date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None
