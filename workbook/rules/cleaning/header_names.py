"""Header recognition: the field a column header names - exactly, with a usual word around it, in two languages.

>>> names = known({"name": ("客户名称", "公司名称"), "phone": ("电话", "Tel")})
>>> [recognise(header, names).field for header in ("公司名称（必填）", "联系电话", "Tel. 电话", "Company phone")]
['name', 'phone', 'phone', 'phone']
>>> recognise("摊位", names) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.names.chinese_characters import simplify, syllables

How = Literal["key", "name", "affix", "similar", "look", "none"]
"""How a column was told, surest first."""

LONGEST = 30
"""More signs than this are a sentence, not a header."""

SHORT_WORD = 6
"""A Latin header of so many letters is nearly another only with one slip: two make another word."""

_BEFORE = (
    "客户|顾客|公司|单位|企业|厂家|厂商|供应商|经销商|联系人|联系|联络|负责人|办公|主要|常用|您的|贵公司|"
    "customer|client|company|contact|business|office|your|main|primary|cust"
)
_BEHIND = "号码|信息|资料|填写|必填|可选|栏|no|number|numbers|nr|info|[0-9一二三]"
_OF_ROWS = frozenset(("序号", "序", "行号", "no", "sn", "serial", "serialno", "nr", "rowno", "#", "№"))


@dataclass(frozen=True, slots=True)
class Name:
    """A field that a header names, the spelling it was told by, and how surely."""

    field: str
    shown: str
    how: How


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One pasted column: its place from 0, its header as read, the field it is (None: kept, unmatched) and why;
    `idle` where it only numbers the rows of the list; `part`: the field that it makes with others, and its part."""

    index: int
    header: str
    field: str | None
    how: How
    why: Text
    idle: bool = False
    part: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Headers:
    """What was understood of a block. Rows count from 0; `header_rows` is empty for a list without a header."""

    header_rows: tuple[int, ...]
    first_row: int
    columns: tuple[ColumnMatch, ...]


class Spellings(dict[str, Name]):
    """Normal spelling -> the field it names."""

    @cached_property
    def by_sound(self) -> tuple[dict[str, Name], dict[str, Name]]:
        """Chinese headers by their sound, as databases name their columns: lianxiren, and by the sound's initials, lxr,
        where one field alone has them."""
        sounds: dict[str, Name] = {}
        initials: dict[str, Name | None] = {}
        for spelling, name in self.items():
            if re.fullmatch(f"[{texts.HAN}]{{2,}}", spelling):
                spoken = syllables(spelling)
                sounds.setdefault("".join(spoken), Name(name.field, name.shown, "affix"))
                short = "".join(one[0] for one in spoken)
                same = initials.setdefault(short, Name(name.field, name.shown, "similar"))
                if same and same.field != name.field:
                    initials[short] = None
        return sounds, {short: name for short, name in initials.items() if name and len(short) > 2}


def normal(header: str) -> str:
    """A header without case, spaces, signs, remarks in brackets, and in simplified characters.

    >>> normal("*公司 名稱（必填）："), normal("E-Mail")
    ('公司名称', 'email')
    """
    bare = re.sub(r"[(（\[【].*?[)）\]】]", "", simplify(texts.half_width(header)).casefold())
    return re.sub(r"[\W_]", "", bare) or re.sub(r"[\W_]", "", simplify(texts.half_width(header)).casefold())


def numbers_rows(header: str) -> bool:
    """Does the header say that its column only numbers the rows of the list?

    >>> numbers_rows("序号"), numbers_rows("No."), numbers_rows("#"), numbers_rows("编号")
    (True, True, True, False)
    """
    return normal(header) in _OF_ROWS or texts.half_width(header) in _OF_ROWS


def known(names: Mapping[str, Iterable[str]]) -> Spellings:
    """Normal spelling -> field; of two fields with one spelling the first has it. names: field key -> spellings."""
    found = Spellings()
    for field in names:
        found.setdefault(normal(field), Name(field, field, "key"))
    for field, shown in names.items():
        for name in shown:
            found.setdefault(normal(name), Name(field, name, "name"))
    found.pop("", None)
    return found


def recognise(header: str, names: Spellings, *, loosely: bool = True) -> Name | None:
    """The field a header names: exactly, with a usual word around it, or (loosely) nearly."""
    plain = normal(header)
    if not plain or len(plain) > LONGEST:
        return None
    if found := _surely(plain, names) or _in_two_languages(header, names):
        return found
    if plain.isascii() and plain.isalpha() and len(plain) > 2:
        sounds, initials = names.by_sound
        if found := sounds.get(plain) or (initials.get(plain) if loosely else None):
            return found
    if not loosely or len(plain) < 3:
        return None
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    best = process.extractOne(plain, list(names), scorer=fuzz.ratio, score_cutoff=80)
    if not best or len(best[0]) < 3 or abs(len(best[0]) - len(plain)) > 2:
        return None
    if plain.isascii() and len(plain) <= SHORT_WORD and OSA.distance(plain, best[0]) > 1:
        return None  # sales is no slip of scale, phnoe one of phone
    return Name(names[best[0]].field, names[best[0]].shown, "similar")


def _surely(plain: str, names: Mapping[str, Name]) -> Name | None:
    if plain in names:
        return names[plain]
    without_end = re.sub(f"(?:{_BEHIND})+$", "", plain)
    without_start = re.sub(f"^(?:{_BEFORE})+", "", plain)
    for bare in (without_end, without_start, re.sub(f"^(?:{_BEFORE})+", "", without_end)):
        if bare in names and len(bare) > 1:
            return Name(names[bare].field, names[bare].shown, "affix")
    return None


def _in_two_languages(header: str, names: Mapping[str, Name]) -> Name | None:
    """'Contact 联系人', '地址/Address': the Chinese part says it, else the other one."""
    text = simplify(texts.half_width(header))
    chinese = normal(re.sub(f"[^{texts.HAN}]", "", text))
    other = normal(re.sub(f"[{texts.HAN}]", " ", text))
    if not chinese or len(other) < 2:
        return None
    found = _surely(chinese, names) or _surely(other, names)
    return Name(found.field, found.shown, "affix") if found else None
