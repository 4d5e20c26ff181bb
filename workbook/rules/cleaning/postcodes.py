"""Postal codes: six digits in mainland China; codes of other lengths are kept with a remark.

Source: GB/T 2260 regions have no part in it: the State Post's code is six digits, the first two the province.

>>> clean("５１０ ０００").value
'510000'
>>> clean("10000").note.en
"'10000' has five digits: a leading zero may be lost"
>>> is_valid("510000"), is_valid("51000")
(True, False)
"""

from __future__ import annotations

import re

from workbook.language import Text
from workbook.rules.cleaning import codes
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

CLEAN = r"\d{6}"
_FIVE = Text("“{text}”只有五位，可能丢了开头的 0", "'{text}' has five digits: a leading zero may be lost")
_OTHER = Text("“{text}”不是六位邮政编码", "'{text}' is not a six-digit postal code")


def clean(text: str) -> Cleaned[str]:
    """Six digits without spaces; another code (foreign, damaged) stays with a note; None for text without digits."""
    tidied = codes.bare(text).upper()
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    tidied = re.sub(r"^(?:邮编|邮政编码|郵編|P\.?C\.?|ZIP)[:. ]*", "", tidied)
    joined = re.sub(r"(?<=\d)[ -]+(?=\d)", "", tidied)
    if re.fullmatch(CLEAN, joined, re.ASCII):
        return Cleaned.of(joined, text)
    if not re.search(r"\d", tidied, re.ASCII):
        return Cleaned.of(None, text, _OTHER.format(text=tidied))
    note = _FIVE if re.fullmatch(r"\d{5}", tidied, re.ASCII) else _OTHER
    return Cleaned.of(texts.disarm(tidied), text, note.format(text=tidied))


def is_valid(text: str) -> bool:
    """Is this a six-digit code as it stands?"""
    return bool(re.fullmatch(CLEAN, text, re.ASCII))
