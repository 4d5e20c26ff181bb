"""Numbers and addresses as they may be written: what a text gives away, in a spelling that can be compared.

A token is a code or telephone number of seven digits or more, without what divides its digits and without the 86 of
China, in capitals; or an e-mail address in small letters. What to look for are the `numbers` that a cell was filled
with; where it is looked for, digits that stand apart are read one by one and together, so that 138 0000 0000 is found
in whatever company it stands. Days (2026-06-30) are no numbers.

>>> sorted(numbers("Tel +86 138-0000-0000, a@X.example"))
['13800000000', 'a@x.example']
>>> sorted(numbers("见 T2507-181、91330100XXXX123456；2026-06-30 1234567.5"))
['1234567', '91330100XXXX123456', 'T2507181']
>>> [one.text for one in found("<!--to-Zhou@x.example-->")]
['to-zhou@x.example', 'zhou@x.example']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

LEAST_DIGITS = 7
LEAST_ADDRESS = 6

_LABEL = r"[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff-]*[A-Za-z0-9\u4e00-\u9fff])?"
_EMAIL = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9])?@{_LABEL}(?:\.{_LABEL})+")
_MAILBOX = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:[0-2]?\d|3[01])(?!\d)")
_GROUP = re.compile(r"(?<![0-9A-Za-z.])\+?\(?\d(?:[\d().\-/ \u2010-\u2015]{0,3}\d)*(?![0-9A-Za-z])")
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]+(?:[-/_.][0-9A-Za-z]+)*")
_LETTER = re.compile(r"[A-Za-z]")
_FRACTION = re.compile(r"-?(\d+)\.\d+", re.ASCII)
_MOST_PIECES, _LONGEST = 8, 20
AT = "[@＠﹫]"
"""The sign of an e-mail, as it may be written."""
MAY_HOLD = r"\d[^\u4e00-\u9fff\w]{0,3}\d[^\u4e00-\u9fff\w]{0,3}\d|\d{3}|" + AT
"""A regular expression that every text with a token matches, half width or not."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands in the half-width text."""

    text: str
    start: int
    end: int


def half_width(text: str) -> str:
    """The text with full-width digits and signs as plain ones, sign for sign: what stands where stays there."""
    return text if text.isascii() else text.translate(_plain_signs())


@cache
def _plain_signs() -> dict[int, str]:
    """Every sign of the basic plane that has another, plain form of one sign."""
    forms = ((code, unicodedata.normalize("NFKC", chr(code))) for code in range(0x80, 0xFFFF))
    return {code: plain for code, plain in forms if len(plain) == 1 and plain != chr(code)}


def numbers(text: str) -> set[str]:
    """The numbers, codes and e-mails that a cell was filled with, each in one reading."""
    text = half_width(text)
    said = {match[0].lower() for match in _EMAIL.finditer(text)}
    rest = _DAY.sub("\0", _EMAIL.sub("\0", text))
    for match in _CODE.finditer(rest):
        whole = re.sub(r"[^0-9A-Za-z]", "", match[0]).upper()
        if _LETTER.search(whole) and sum(map(str.isdigit, whole)) >= LEAST_DIGITS:
            said.add(whole)
    for match in _GROUP.finditer(rest):
        pieces = _pieces(match)
        long = [one[0] for one in pieces if len(one[0]) >= LEAST_DIGITS]
        whole = "".join(one[0] for one in pieces)
        said.update(map(canonical, long if len(long) > 1 or len(whole) > _LONGEST else [whole] * (len(whole) > 6)))
    return said


def found(text: str) -> Iterator[Token]:
    """Every token of a half-width text and its place; readings of the same digits overlap."""
    for match in _EMAIL.finditer(text):
        for begin in _MAILBOX.finditer(match[0].partition("@")[0]):  # in whatever company it stands
            yield Token(match[0][begin.start() :].lower(), match.start() + begin.start(), match.end())
    if sum(map(str.isdigit, text)) < LEAST_DIGITS:
        return
    rest = _DAY.sub(lambda day: "\0" * len(day[0]), text)
    for match in _CODE.finditer(rest):
        if _LETTER.search(match[0]):
            yield from _code(match)
    for match in _GROUP.finditer(rest):
        yield from _readings(match)


def found_in(texts: Iterable[str]) -> set[str]:
    """The tokens of half-width texts; what most cells are - a code, a number - is told at once.

    >>> sorted(found_in(["91330100XXXX123456", "008613800000000", "-1234567.5", "12345.67", "Tel 13800000000"]))
    ['1234567', '13800000000', '91330100XXXX123456']
    """
    seen: set[str] = set()
    for text in texts:
        if text.isascii() and text.isalnum():
            if text.isdigit():
                if len(text) >= LEAST_DIGITS:
                    seen.add(canonical(text) if text[0] in "08" else text)
            elif sum(map(str.isdigit, text)) >= LEAST_DIGITS:
                seen.add(text.upper())
        elif number := _FRACTION.fullmatch(text):
            if len(number[1]) >= LEAST_DIGITS:
                seen.add(canonical(number[1]))
        else:
            seen.update(token.text for token in found(text))
    return seen


def _code(match: re.Match[str]) -> Iterator[Token]:
    whole = re.sub(r"[^0-9A-Za-z]", "", match[0]).upper()
    if sum(map(str.isdigit, whole)) >= LEAST_DIGITS:
        yield Token(whole, match.start(), match.end())
    for part in re.finditer(r"[0-9A-Za-z]+", match[0]):
        if part[0] != match[0] and sum(map(str.isdigit, part[0])) >= LEAST_DIGITS:
            yield Token(canonical(part[0]), match.start() + part.start(), match.start() + part.end())


def _readings(match: re.Match[str]) -> Iterator[Token]:
    pieces = _pieces(match)
    for first in range(len(pieces)):
        digits = ""
        for last in range(first, min(len(pieces), first + _MOST_PIECES)):
            digits += pieces[last][0]
            if len(digits) >= LEAST_DIGITS:
                begin, end = match.start() + pieces[first].start(), match.start() + pieces[last].end()
                yield Token(canonical(digits), begin, end)


def _pieces(match: re.Match[str]) -> list[re.Match[str]]:
    pieces = list(re.finditer(r"\d+", match[0]))
    return pieces[:1] if re.fullmatch(r"\d+\.\d+", match[0]) else pieces  # a number with a fraction


def canonical(code: str) -> str:
    """A code without what divides it, in capitals; a Chinese number without its 86.

    >>> canonical("0086-571-88000000"), canonical("+8613800000000"), canonical("ab-12")
    ('057188000000', '13800000000', 'AB12')
    """
    bare = re.sub(r"[^0-9A-Za-z]", "", code).upper()
    for country in ("0086", "086", "86"):
        rest = bare[len(country) :]
        if bare.startswith(country) and rest.isdigit():
            if len(rest) == 11 and rest[0] == "1":
                return rest
            if len(rest) in (10, 11) and rest[0] != "0" and not rest.startswith("1"):
                return "0" + rest
    return bare


def address(text: str) -> str:
    """An address as it is compared: half width, without blanks, in small letters."""
    return "".join(half_width(text).split()).casefold()
