"""Tax numbers: the unified social credit code of a Chinese organisation, 18 signs with a check sign.

The code's alphabet leaves out I, O, Z, S and V because they look like digits (GB 32100-2015 §4). Where one of them
was typed and the digit it looks like makes the check sign right, the digit is taken and a note says so. Numbers
from before the three-in-one reform (15 digits) and 20-sign ones are kept with a note.

Sources: GB 32100-2015; package python-stdnum, module stdnum.cn.uscc.

>>> clean("91110000600037341l").value
'91110000600037341L'
>>> clean("9111OOOO60OO37341L").value
'91110000600037341L'
>>> clean("91110000600037341A").note.en
"'91110000600037341A' has a wrong check sign; please check it"
"""

from __future__ import annotations

import re

from workbook.language import Text
from workbook.rules.cleaning import codes
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

LOOKALIKES = str.maketrans({"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"})

_LOOKALIKE = Text(
    "“{text}”里的字母 {letters} 按形近的数字读作 {value}", "letters {letters} in '{text}' are read as digits: {value}"
)
_LENGTH = Text("“{text}”有 {n} 位，统一社会信用代码应为 18 位", "'{text}' has {n} signs; a credit code has 18")
_OLD = Text("“{text}”是旧税号（{n} 位）", "'{text}' is a tax number of the former kind ({n} signs)")
_FORM = Text("“{text}”不是统一社会信用代码", "'{text}' is not a unified social credit code")


def clean(text: str) -> Cleaned[str]:
    """The code without spaces and hyphens, in capitals; doubtful ones stay with a note; None for other text."""
    from stdnum.cn import uscc

    tidied = codes.bare(text)
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    if (lost := codes.loss(tidied)) and not tidied.isdecimal():
        return Cleaned.of(None, text, lost)
    code = re.sub(r"[\s\-.]", "", re.sub(r"^[^A-Za-z0-9]*[:：]", "", tidied)).upper()
    if not re.fullmatch(r"[0-9A-Z]{6,24}", code) or not re.search(r"\d{4}", code.translate(LOOKALIKES)):
        return Cleaned.of(None, text, _FORM.format(text=tidied))
    if uscc.is_valid(code):
        return Cleaned.of(code, text)
    alike = code.translate(LOOKALIKES)
    if alike != code and uscc.is_valid(alike):
        letters = "、".join(sorted({a for a, b in zip(code, alike, strict=True) if a != b}))
        return Cleaned.of(alike, text, _LOOKALIKE.format(text=tidied, letters=letters, value=alike))
    if len(code) in (15, 20):
        return Cleaned.of(code, text, _OLD.format(text=code, n=len(code)))
    if len(code) != 18:
        return Cleaned.of(code, text, _LENGTH.format(text=code, n=len(code)))
    if lost := codes.loss(code):
        return Cleaned.of(code, text, lost)
    return Cleaned.of(code, text, (_FORM if re.search("[IOZSV]", code) else texts.WRONG_CHECK).format(text=code))


def is_valid(text: str) -> bool:
    """Is this a credit code with a right check sign, as it stands?"""
    from stdnum.cn import uscc

    return bool(re.fullmatch(r"[0-9A-Z]{18}", text)) and bool(uscc.is_valid(text))
