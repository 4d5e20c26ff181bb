"""Company name parsing: place, distinctive core, trade, legal form, branch.

A Chinese company's name is place + core + trade + form (企业名称登记管理规定, 2020, art. 6), the place also in brackets
behind the core. Parts are told from the ends only, longest word first; nothing is taken out of the middle, and the
core is never empty: where nothing else is left, the trade or the place is the core (北京银行, 上海贸易公司).
English names are read the same way word by word, the form and trade at the end, the place at the start or in brackets.

Traditional characters are simplified here, for comparing only.

>>> read("广州市人易软件技术有限公司")
CompanyName(core='人易', place='广州', trades=('软件技术',), forms=('有限公司',), branch='')
>>> read("阿里巴巴集團控股有限公司").core, read("阿里巴巴集团控股").core
('阿里巴巴', '阿里巴巴')
>>> read("华为技术（上海）有限公司深圳分公司")
CompanyName(core='华为', place='上海', trades=('技术',), forms=('有限公司',), branch='深圳分公司')
>>> read("Guangzhou Renyi Software Co., Ltd.")
CompanyName(core='renyi', place='广州', trades=('software',), forms=('co', 'ltd'), branch='')
>>> read("北京银行").core, read("有限公司").core
('北京银行', '有限公司')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from workbook.rules.cleaning import text as texts
from workbook.rules.names import company_words as words
from workbook.rules.names.chinese_characters import SEPARATOR, simplify, simplifying, translated
from workbook.rules.names.place_names import (
    END_SIZES,
    PLACES,
    ambiguous_places_by_sound,
    places_by_sound,
    sizes_by_sign,
    take_place,
)

_BRACKETS = re.compile(r"\(([^()]*)\)")
_SIGNS: dict[int, str] = dict.fromkeys(map(ord, " '\"“”‘’.,，。;；:：·•・-_/\\|!?*#~\t\n\r"), "")
_ENGLISH_SIGNS: dict[int, str] = {
    **dict.fromkeys(map(ord, ".'’"), ""),
    **dict.fromkeys(map(ord, ",-"), " "),
    ord("&"): " and ",
}
_HAN = re.compile(f"[{texts.HAN}]")
_FORMS = words.FORMS | words.SHOP_FORMS
_TRADE_SIZES = sizes_by_sign(words.TRADES, -1)
_FORM_SIZES = sizes_by_sign(_FORMS, -1)
_BRANCH_SIZES = sizes_by_sign(words.BRANCHES, -1)
_HEAD_OFFICE_TAILS = tuple(tail for word in words.HEAD_OFFICES for tail in (f"({word})", word))


class CompanyName(NamedTuple):
    """The parts of a name, in lower case and simplified characters. `place` is a short name ('广州'), '' if none."""

    core: str
    place: str = ""
    trades: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    branch: str = ""


def normal(name: str) -> str:
    """The name for comparing: half-width, simplified, lower case, brackets as (), without spaces and signs.

    >>> normal("華為技術（上海）有限公司"), normal("A.B. Foods  Co., Ltd")
    ('华为技术(上海)有限公司', 'ab foods co ltd')
    """
    return normal_all([name])[0]


def normal_all(names: Sequence[str]) -> list[str]:
    """`normal` for a column: sign by sign, all names in one go."""
    plain = unicodedata.normalize("NFC", SEPARATOR.join(names)).translate(_normalising()).casefold().split(SEPARATOR)
    if len(plain) != len(names):
        plain = [normal(name.replace(SEPARATOR, "")) for name in names]
    chinese = [k for k, name in enumerate(plain) if not name.isascii() and _HAN.search(name)]
    bare = translated([plain[k] for k in chinese], _SIGNS)
    for k, name in zip(chinese, bare, strict=True):
        plain[k] = name
    some = set(chinese)
    for k, name in enumerate(plain):
        if k not in some and name:
            plain[k] = " ".join(name.translate(_ENGLISH_SIGNS).split())
    return plain


@cache
def _normalising() -> dict[int, str]:
    table = {code: simplify(sign) for code, sign in texts.half_width_table().items() if chr(code) != SEPARATOR}
    table |= {code: sign for code, sign in simplifying().items() if code not in table}
    return table | {ord(a): b for a, b in zip("（）[]【】〔〕{}〈〉<>［］｛｝", "()()()()()()()()()", strict=True)}


def read(name: str) -> CompanyName:
    """Take a name apart. Any text is read; a nonblank one has a nonempty core."""
    plain = normal(name)
    return read_normal(plain) if plain else CompanyName(core=name.strip().casefold())


def read_normal(plain: str) -> CompanyName:
    """`read` of a name that went through `normal`."""
    return _chinese(plain) if _HAN.search(plain) else _english(plain)


def _chinese(plain: str) -> CompanyName:
    if plain[0] == "(" and plain.find(")") == len(plain) - 1:
        plain = plain[1:-1] or plain  # 【甲乙有限公司】
    body, branch = _split_branch(_without_head_office(plain))
    place, forms, extra = "", [], ""
    for inside in _BRACKETS.findall(body) if "(" in body else ():
        found, rest = take_place(inside, whole=True)
        if found and not rest:
            place = place or found
        elif inside in words.FORMS:
            forms.append(inside)
        elif inside.endswith(("店", "部", "处", "办", *words.BRANCHES)):
            branch = branch or inside
        else:
            extra += inside
    if "(" in body or ")" in body:
        body = re.sub(r"[()]", "", _BRACKETS.sub("", body)) or extra or plain
    if body in _FORMS:
        return CompanyName(body, place, (), tuple(forms), branch)
    rest, tail_forms = _take_end(body, _FORMS, _FORM_SIZES, least=2)
    if tail_forms[:1] == ("工厂",) and rest[-1:] + "工" in words.TRADES:
        rest, tail_forms = rest + "工", ("厂", *tail_forms[1:])  # 化工|厂, not 化|工厂
    if not tail_forms and len(body) > 6 and sum(a == b for a, b in zip(body[-4:], "有限公司", strict=True)) == 3:
        rest, tail_forms = body[:-4], ("有限公司",)  # 有限公可: one sign of the form mistyped
    forms += tail_forms
    found, rest_after = take_place(rest)
    if rest_after.endswith("中国") and len(rest_after) > 3:
        found, rest_after = found or "中国", rest_after[:-2]  # 3M中国
    core, trades = _take_end(rest_after, words.TRADES, _TRADE_SIZES, least=2)
    if found and (not core or (core in words.TRADES and not trades) or core in _FORMS):
        # Nothing distinctive is left behind the place: it belongs to the core (北京银行, 长安汽车).
        core, trades, found = rest, (), ""
        if len(rest) > 4:
            core, trades = _take_end(rest, words.TRADES, _TRADE_SIZES, least=3)
    return CompanyName(core or body, place or found, trades, tuple(forms), branch)


def _without_head_office(plain: str) -> str:
    """The name without 总部 behind it, in brackets or not."""
    if not plain.endswith(_HEAD_OFFICE_TAILS):
        return plain
    for word in words.HEAD_OFFICES:
        for tail in (f"({word})", word):
            if plain.endswith(tail) and len(plain) > len(tail) + 3 and not plain.endswith(f"分{tail}"):
                bare = plain[: -len(tail)]
                if tail != word or bare.endswith(("公司", "集团", "厂", "店")):
                    return bare
    return plain


def _split_branch(plain: str) -> tuple[str, str]:
    """The firm and what stands behind it: a branch, an office, a department."""
    if plain.find("公司") == len(plain) - 2 and plain[-3:-2] != "分":
        return plain, ""
    for form in ("公司", "合伙)", "合伙企业"):
        end = plain.find(form) + len(form)
        if end < len(form):
            continue
        behind = plain[end:]
        if len(form) + 2 <= end < len(plain) and behind[0] not in "(股" and _is_branch(behind):
            # One sign more is a slip (公司司), not a branch.
            return plain[:end], behind.strip("()") if len(behind) > 1 else ""
    bare = _BRACKETS.sub("", plain) if "(" in plain else plain
    for size in _BRANCH_SIZES.get(bare[-1:], ()):
        word = bare[-size:]
        if word not in words.BRANCHES or size > len(bare) - 2:
            continue
        firm = bare[:-size]
        if word in words.SHOP_FORMS and not firm.endswith(("公司", "集团", "厂")):
            return plain, ""  # 宏达五金经营部 is a firm of its own
        for length in END_SIZES.get(firm[-1:], ()):
            if length <= len(firm) - 2 and firm[-length:] in PLACES:
                return firm[:-length], firm[-length:] + word
        return firm, word
    return plain, ""


def _is_branch(behind: str) -> bool:
    return not behind.endswith("公司") or behind.endswith(("分公司", "子公司"))


def _take_end(
    body: str, known: Container[str], sizes: Mapping[str, tuple[int, ...]], least: int
) -> tuple[str, tuple[str, ...]]:
    """Words of a list taken off the end, longest first, again and again; `least` signs always stay."""
    taken: list[str] = []
    while True:
        room = len(body) - least
        for size in sizes.get(body[-1:], ()):
            if size <= room and body[-size:] in known:
                taken.insert(0, body[-size:])
                body = body[:-size]
                break
        else:
            return body, tuple(taken)


def _english(plain: str) -> CompanyName:
    places = places_by_sound()
    place, branch = "", ""
    for inside in _BRACKETS.findall(plain):
        joined = inside.replace(" ", "")
        if joined in places:
            place = place or places[joined]
        elif set(inside.split()) & words.ENGLISH_BRANCHES:
            branch = inside
    tokens = re.sub(r"[()]", " ", _BRACKETS.sub(" ", plain)).split() or plain.split()
    if len(tokens) > 2 and tokens[-1] in words.ENGLISH_BRANCHES:
        size = 2 if tokens[-2] in places else 1
        branch = " ".join(tokens[-size:])
        tokens = tokens[:-size]
    if len(tokens) > 1 and tokens[0] == "the":
        tokens = tokens[1:]
    forms: list[str] = []
    while len(tokens) > 1 and (tokens[-1] in words.ENGLISH_FORMS or tokens[-1] == "and"):
        forms.insert(0, tokens.pop())
    if len(tokens) > 2 and tokens[0] + tokens[1] in places:
        place, tokens = places[tokens[0] + tokens[1]], tokens[2:]
    elif len(tokens) > 1 and tokens[0] in places:
        place, tokens = places[tokens[0]], tokens[1:]
    if place and len(tokens) > 1 and tokens[0] in ("province", "city"):
        tokens = tokens[1:]  # Guangdong Province Renyi
    if tokens[-1] in ("province", "city"):
        tokens = tokens[:-1] or tokens
    if len(tokens) > 1 and tokens[-1] in places:
        place, tokens = place or places[tokens[-1]], tokens[:-1]
    trades: list[str] = []
    while len(tokens) > 1 and (tokens[-1] in words.ENGLISH_TRADES or tokens[-1] == "and"):
        trades.insert(0, tokens.pop())
    if len(tokens) > 1 and not place and tokens[0] in ambiguous_places_by_sound():
        place, tokens = ambiguous_places_by_sound()[tokens[0]], tokens[1:]
    return CompanyName(" ".join(tokens), place, tuple(t for t in trades if t != "and"), tuple(forms), branch)
