"""Content detection: whether a column holds phones, e-mails, codes, dates, addresses or names, by its values.

Each value is tested by itself; a column looks like a kind when most of its filled cells do. The tests are strict
where kinds overlap (six digits are a postal code only if nearly all cells have six).

>>> look_of(["020-88880000", "13800138000", "0755-88880001"]).look
'phone'
>>> look_of(["广州市天河路1号", "上海市南京路99号"]).look
'address'
>>> look_of(["随便", "写点", "什么"]).look is None
True
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from workbook.rules.cleaning import emails, phones, websites
from workbook.rules.cleaning import text as texts
from workbook.rules.names.person_names import surname_of

Look = Literal[
    "email", "taxno", "idnumber", "mobile", "phone", "website", "date", "postcode", "address", "company", "person",
    "amount", "gender",
]  # fmt: skip

ENOUGH = 0.6
"""The share of filled cells that must look alike."""

_ADDRESS = re.compile(
    r"[省市区县镇乡村].*(?:路|街|道|巷|弄|号|栋|幢|楼|室|园|大厦|广场|村)|(?:路|街|大道|巷|弄)\s*\d+\s*[号弄]|"
    r"\d+.*\b(?:street|st|road|rd|avenue|ave|lane|drive|dr|blvd|court|crescent|place|circuit)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:公司|集团|厂|店|商行|经营部|事务所|合作社|研究院|研究所|医院|学校|大学|学院|中心|银行|酒店|部|社|会|院|馆|堂|行|局)$|"
    r"\b(?:co|ltd|inc|llc|corp|corporation|company|gmbh|limited|plc|group|s\.?a|ag|bv|pty)\b\.?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T].*)?|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|"
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{1,2}[ -][A-Za-z]{3,9}[ -,]+\d{2,4}|民国\d+年\d+月\d+日"
)
_ENGLISH_NAME = re.compile(r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: [A-Z][a-z'’-]+){1,2}")
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:先生|女士|小姐|经理|总|工)?")


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """The kind a column looks like (None: no kind), the share of its filled cells that do, and how many are filled."""

    look: Look | None
    share: float
    filled: int


def look_of(values: Iterable[object], sample: int = 200) -> ColumnLook:
    """What the first `sample` filled cells of a column look like."""
    filled: list[str] = []
    for value in values:
        written = texts.half_width(texts.of(value))
        if not texts.is_placeholder(written):
            filled.append(written)
            if len(filled) == sample:
                break
    if not filled:
        return ColumnLook(None, 0.0, 0)
    for look, test in _TESTS:
        share = sum(map(test, filled)) / len(filled)
        if share >= (0.9 if look in ("postcode", "person", "amount", "gender") else ENOUGH):
            return ColumnLook(look, share, len(filled))
    return ColumnLook(None, 0.0, len(filled))


def is_person(text: str) -> bool:
    """Does the text look like a person's name: a Chinese surname with one or two characters, or English words?

    >>> is_person("欧阳明"), is_person("张伟"), is_person("公司"), is_person("John Smith")
    (True, True, False, True)
    """
    if _CHINESE_NAME.fullmatch(text):
        return surname_of(text) != "" and not _COMPANY.search(text)
    return bool(_ENGLISH_NAME.fullmatch(text)) and not _COMPANY.search(text)


def is_company(text: str) -> bool:
    """Does the text end like the name of an organisation?"""
    return len(text) >= 4 and bool(_COMPANY.search(text)) and not re.search(r"\d{4}", text)


def _is_phone(text: str) -> bool:
    if len(re.findall(r"\d", text)) < 7 or (re.fullmatch(r"[\d.]+", text) and len(text) < 10):
        return False
    found = phones.split(text)
    return bool(found.phones or found.mobiles or found.faxes) and len(found.left) <= 6


_TESTS: tuple[tuple[Look, Callable[[str], bool]], ...] = (
    ("email", lambda t: "@" in t and bool(emails.find_all(t))),
    ("idnumber", lambda t: bool(re.fullmatch(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx]", t))),
    ("taxno", lambda t: bool(re.fullmatch(r"[1-9ANY][1-9]\d{6}[0-9A-Za-z]{10}", t.replace(" ", "")))),
    ("mobile", lambda t: bool(re.fullmatch(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}", t))),
    ("date", lambda t: bool(_DATE.fullmatch(t))),
    ("phone", _is_phone),
    ("website", lambda t: "." in t and "@" not in t and not re.search(r"\s", t) and websites.is_valid(t.lower())),
    ("postcode", lambda t: bool(re.fullmatch(r"[0-8]\d{5}", t))),
    ("gender", lambda t: t.casefold() in ("男", "女", "m", "f", "male", "female", "先生", "女士", "mr", "ms")),
    ("address", lambda t: len(t) >= 6 and bool(_ADDRESS.search(t))),
    ("company", is_company),
    ("person", is_person),
    (
        "amount",
        lambda t: bool(re.fullmatch(r"[￥¥$]?-?\d[\d,]*\.\d{1,4}|[￥¥]\d[\d,]*|\d{1,3}(?:,\d{3})+|[\d.]+[万亿]元?", t)),
    ),
)
