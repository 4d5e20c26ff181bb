"""Codes: what stands for a row or a person by its signs - numbers of customers, orders, products, accounts, phones.

A code is text, whatever it looks like. What a sheet or another program did to it is undone where nothing is lost, and
said where something is:

- full width, stray spaces, ="00123" and the apostrophe before a text are taken off;
- 17850.0 is 17850: a column of numbers with a blank among them is exported so;
- 1.38E+10 has lost its last digits, and so has a number of 17 digits or more that ends in zeros from the sixteenth
  on: a sheet keeps fifteen. Both stay as they are, with a note; 1.3800138E+7 lost nothing and is 13800138.

>>> read("１７８５０．０").value, read('="00123"').value, read("'00123").value, read(17850.0).value
('17850', '00123', '00123', '17850')
>>> read("1.38E+10").note.en
"'1.38E+10' was turned into a number; its last digits are lost"
>>> read("110105194912310000").note.en
"'110105194912310000' was cut after 15 digits by a sheet; its last digits are lost"
>>> read("C00001").note is None, read("1.5").value
(True, '1.5')
"""

from __future__ import annotations

import re
from decimal import Decimal

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

CLEAN = r"[A-Za-z][0-9A-Za-z]*|[0-9]{1,15}"
"""A regular expression for codes that stand as they should (the common cases)."""

LOST = Text("“{text}”是被表格改成数字的号码，末位已丢失", "'{text}' was turned into a number; its last digits are lost")
CUT = Text(
    "“{text}”超过15位，被表格截断，末位已丢失", "'{text}' was cut after 15 digits by a sheet; its last digits are lost"
)
_QUOTED = re.compile(r'=\s*"+([^"]*)"+')
_FLOAT = re.compile(r"(0|[1-9]\d*)\.0", re.ASCII)
_SCIENTIFIC = re.compile(r"(\d(?:\.\d+)?)[eE]\+?(\d{1,2})", re.ASCII)
_CUT = re.compile(r"\d{15}0{2,}", re.ASCII)


def read(cell: object) -> Cleaned[str]:
    """Any cell as a code; None for a blank, a note where digits are lost."""
    original = texts.of(cell)
    code = bare(original)
    if texts.is_placeholder(code):
        return Cleaned.of(None, original)
    return Cleaned.of(code, original, loss(code))


def bare(text: str) -> str:
    """A text without what sheets and exports put around a code."""
    code = texts.half_width(text)
    if quoted := _QUOTED.fullmatch(code):
        code = quoted[1].strip()
    elif code[:1] in "'‘’" and code[1:2].isalnum():
        code = code[1:]
    if whole := _FLOAT.fullmatch(code):
        return whole[1]
    if scientific := _SCIENTIFIC.fullmatch(code):
        number = Decimal(scientific[1]).scaleb(int(scientific[2]))
        if len(scientific[1]) - 2 >= int(scientific[2]) and number == number.to_integral_value():
            return f"{number:.0f}"
    return code


def unwrapped(text: str) -> str:
    """`bare` where something was put around the code; any other text, lines and all, as it is."""
    code = bare(text)
    return text if code == texts.half_width(text) else code


def loss(code: str) -> Text | None:
    """What a code has lost on its way through a sheet, if it has."""
    if _SCIENTIFIC.fullmatch(code):
        return LOST.format(text=code)
    return CUT.format(text=code) if _CUT.fullmatch(code) else None


def told_apart(code: str, line: int) -> str:
    """An order number that lost digits, with the line it stands on: two such numbers are alike and need not be one.

    >>> told_apart("2.02601E+11", 2), told_apart("2026010001", 2)
    ('2.02601E+11 (2)', '2026010001')
    """
    return f"{code} ({line})" if loss(code) else code


def is_valid(text: str) -> bool:
    """Does the code stand as it should?"""
    cleaned = read(text)
    return cleaned.value is not None and not cleaned.changed and cleaned.note is None
