"""Free text before it goes out: telephone and identity numbers, bank cards, e-mails and addresses of persons.

Masked is what a number looks like, and whatever the copy withholds elsewhere; a number that stands in a column of the
copy rightfully stays. Bank cards are told by their check digit (ISO/IEC 7812, Luhn), identity numbers by theirs (GB
11643), homes by the words of Chinese addresses down to building or door.

>>> spans("东湖花园3幢502室，电话13800000000，卡号4000000000000002")
[(0, 'address', '东湖花园3幢502室'), (13, 'phone', '13800000000'), (27, 'card', '4000000000000002')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbook import schema
from workbook.language import Lang, Text
from workbook.rules.cleaning import id_numbers
from workbook.rules.sharing.tokens import MAY_HOLD, address, found, half_width
from workbook.rules.sharing.withheld import Withheld, hashes, is_free, secrets
from workbook.schema.model import Field, Who

MASKS: dict[str, Text] = {
    "phone": Text("［电话已遮盖］", "[telephone masked]"),
    "identity": Text("［证件号已遮盖］", "[identity number masked]"),
    "card": Text("［卡号已遮盖］", "[card number masked]"),
    "email": Text("［邮箱已遮盖］", "[e-mail masked]"),
    "address": Text("［住址已遮盖］", "[address masked]"),
    "code": Text("［号码已遮盖］", "[number masked]"),
}
_PHONE = re.compile(r"1[3-9]\d{9}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}|[48]00\d{7}|(?:10|2\d)\d{8}")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_SAID = re.compile(r"(?:电话|手机|座机|号码|致电|拨打|tel|phone|mobile|call)\D{0,4}$", re.IGNORECASE)
_LIVING = r"(?:家住|住在|住址|家庭地址|家庭住址)"
_DOORS = r"(?:号楼|栋|幢|座|单元|室|户)"
_HOME = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{1,16}?(?:小区|花园|家园|公寓|新村|社区|苑|里|弄|巷|胡同|路|街|大道|村|庄)"
    rf"[\u4e00-\u9fffA-Za-z0-9\-－#]{{0,12}}?\d+[\-－\d]{{0,6}}{_DOORS}"
    r"(?:[\d\-－]{1,9}(?:单元|室|号|户)?){0,3}"
)
_LIVES = re.compile(_LIVING + r"[:：]?\s*([^，。；,;\n]{4,40})")
_LEADS = re.compile(r".*(?:家住|住在|住址|地址|住)")
MAY_BE_HOME = rf"{_LIVING}|(?<![\u4e00-\u9fff]){_DOORS}"
"""A regular expression that a text with a home matches, half width or not: a number stands before its door."""


@dataclass(frozen=True, slots=True)
class Masked:
    """One thing that was masked: where, of what kind, and the text that goes out."""

    table: str
    position: int  # of the row in the book's table
    field: str
    kind: str
    text: str


def luhn(digits: str) -> bool:
    """Does the check digit of a card number hold?

    >>> luhn("4000000000000002"), luhn("4000000000000003")
    (True, False)
    """
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def kind_of(token: str, before: str) -> str | None:
    """What a token looks like; None where it is no business of this module. before: the text to its left."""
    if "@" in token:
        return "email"
    if id_numbers.is_valid(token):
        return "identity"
    if token.isdigit():
        if _PHONE.fullmatch(token) or (_LOCAL.fullmatch(token) and _SAID.search(before)):
            return "phone"
        if 13 <= len(token) <= 19 and luhn(token):
            return "card"
    return None


def spans(text: str, withheld: Withheld | None = None, rightful: Withheld | None = None) -> list[tuple[int, str, str]]:
    """Where something is to be masked, in order: place, kind, the text itself."""
    plain = half_width(text)
    marks: list[tuple[int, int, str]] = []
    every = list(found(plain))
    texts = [one.text for one in every]
    own = set(rightful.has(texts)) if rightful else set()
    gone = set(withheld.has(texts)) if withheld else set()
    for one in every:
        kind = kind_of(one.text, plain[max(0, one.start - 12) : one.start])
        if one.text in gone or (kind and one.text not in own):
            marks.append((one.start, one.end, kind or "code"))
    marks += _addresses(plain, withheld, rightful)
    return [(start, kind, text[start:end]) for start, end, kind in _joined(marks)]


def _addresses(plain: str, withheld: Withheld | None, rightful: Withheld | None) -> list[tuple[int, int, str]]:
    marks = []
    for match in _HOME.finditer(plain):
        own = rightful is not None and any(True for _ in rightful.addresses_in(address(match[0])))
        if not own:
            said = _LEADS.match(match[0])
            marks.append((match.start() + (said.end() if said else 0), match.end(), "address"))
    marks += [(match.start(1), match.end(1), "address") for match in _LIVES.finditer(plain)]
    if withheld is not None:
        marks += [(start, end, "address") for start, end in withheld_addresses(plain, withheld)]
    return marks


def withheld_addresses(plain: str, withheld: Withheld) -> list[tuple[int, int]]:
    """Where withheld addresses stand in a half-width text."""
    if not withheld.addresses:
        return []
    places = [at for at, sign in enumerate(plain) for _ in sign.casefold() if not sign.isspace()]
    squeezed = address(plain)
    spans: list[tuple[int, int]] = []
    for whole in withheld.addresses_in(squeezed):
        at = squeezed.find(whole)
        while at >= 0:
            spans.append((places[at], places[at + len(whole) - 1] + 1))
            at = squeezed.find(whole, at + 1)
    return spans


def _joined(marks: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Overlapping marks as one, named after the longest."""
    found: list[tuple[int, int, str, int]] = []
    for start, end, kind in sorted(marks):
        if found and start < found[-1][1]:
            first, last, name, length = found[-1]
            longer = end - start > length
            found[-1] = (first, max(last, end), kind if longer else name, max(length, end - start))
        else:
            found.append((start, end, kind, end - start))
    return [(start, end, kind) for start, end, kind, _ in found]


def masked(
    frames: Mapping[str, pd.DataFrame], withheld: Withheld, rightful: Withheld, lang: Lang
) -> tuple[dict[str, pd.DataFrame], list[Masked]]:
    """The frames with their free texts masked, and what was. frames: rows as they would go out."""
    done: dict[str, pd.DataFrame] = {}
    listed: list[Masked] = []
    may = _may_hold_address(withheld)
    for name, frame in frames.items():
        columns: dict[str, Any] = {}
        for field in schema.table(name).fields:
            if field.key in frame and is_free(field) and len(frame):
                new = _column(frame[field.key], withheld, rightful, lang, may)
                if new is not None:
                    columns[field.key], found_here = new
                    listed += [Masked(name, at, field.key, kind, text) for at, kind, text in found_here]
        done[name] = frame.assign(**columns) if columns else frame
    return done, listed


def _may_hold_address(withheld: Withheld) -> Callable[[str], bool]:
    heads = withheld.addresses
    return lambda text: any(text[at : at + 6] in heads for at in range(len(text) - 5)) if heads else False


def _column(
    values: Any, withheld: Withheld, rightful: Withheld, lang: Lang, may: Callable[[str], bool]
) -> tuple[Any, list[tuple[int, str, str]]] | None:
    codes, distinct = pd.factorize(values)
    texts = pd.Series(distinct, dtype="str")
    if texts.empty:
        return None
    suspect = texts.str.contains(f"{MAY_HOLD}|{MAY_BE_HOME}", regex=True).to_numpy(dtype=bool).copy()
    if withheld.addresses:
        suspect |= np.array([may(address(text)) for text in texts.tolist()], dtype=bool)
    changed: dict[int, tuple[str, str]] = {}
    for at in np.flatnonzero(suspect).tolist():
        text = texts[at]
        marks = spans(text, withheld, rightful)
        if marks:
            changed[at] = (_with_masks(text, marks, lang), marks[0][1])
    if not changed:
        return None
    new = texts.astype(object)
    for at, (text, _) in changed.items():
        new[at] = text
    column = pd.Series(new.astype("str").array.take(codes, allow_fill=True), index=values.index, name=values.name)
    rows = [(int(values.index[row]), code) for row, code in enumerate(codes.tolist()) if code in changed]
    return column, [(row, changed[code][1], changed[code][0]) for row, code in rows]


def _with_masks(text: str, marks: list[tuple[int, str, str]], lang: Lang) -> str:
    parts, last = [], 0
    for start, kind, what in marks:
        parts += [text[last:start], MASKS[kind][lang]]
        last = start + len(what)
    return "".join([*parts, text[last:]])


def rightful_of(frames: Mapping[str, pd.DataFrame]) -> Withheld:
    """What stands in columns of the copy that hold no free text."""
    kept = {
        name: frame[[key for key in frame.columns if not _free(schema.table(name)[str(key)])]]
        for name, frame in frames.items()
    }
    found_here = secrets(kept)
    numbers: list[str] = []
    for frame in frames.values():
        for key in frame.columns:
            if frame[key].dtype == "float64":
                whole = frame[key].dropna().abs()
                numbers += [str(int(one)) for one in whole[whole >= 10**6].unique().tolist()]
    return Withheld(
        np.unique(np.concatenate([found_here.codes, hashes(numbers)])) if numbers else found_here.codes,
        found_here.addresses,
    )


def _free(field: Field) -> bool:
    return is_free(field) and field.who is not Who.RULE
