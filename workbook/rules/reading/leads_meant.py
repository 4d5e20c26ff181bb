"""Leads as they are meant: who must not be called or written to, firms that are no more, the country of numbers.

>>> from workbook.rules.reading.habits import PLAIN
>>> found = meant_leads({}, {"~no_call": 0, "~standing": 1}, [["是", "0"], ["存续", "注销"]].__getitem__, PLAIN)
>>> found.values["contact_limits"], list(found.asked)
(['请勿致电', ''], [1])
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from workbook.language import SEMICOLON, Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.phones import HOME
from workbook.rules.reading.habits import Habits
from workbook.rules.reading.marks import COUNTRY, NO_CALL, NO_MAIL, STANDING
from workbook.rules.reading.meant import Meant

NO_CALLS, NO_MAILS = Text("请勿致电", "Do not call"), Text("拒收邮件", "No e-mail")
_YES = re.compile(
    r"(?:1|是|y|yes|true|x|√|✓|✔|ja|oui|勿扰|拒收|拒绝|退订|已退订|请勿致电|do not .*|opt(?:ed)?[ -]?out.*)",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"注销|吊销|撤销|停业|歇业|清算|破产|解散|dissolved|revoked|closed|bankrupt|inactive|struck", re.IGNORECASE
)
_NO_MORE = Text(
    "经营状态是“{state}”；还要建档就选“新建”", "its standing is '{state}'; choose New to keep it all the same"
)

COUNTRIES: Mapping[str, str] = {
    name: code
    for code, names in {
        "CN": "中国|china|prc|cn|chn|中华人民共和国|中国大陆|mainland china",
        "US": "美国|usa|us|u.s.|u.s.a.|united states|united states of america|america",
        "CA": "加拿大|canada|ca|can",
        "GB": "英国|uk|gb|united kingdom|great britain|england|gbr",
        "DE": "德国|germany|deutschland|de|deu",
        "FR": "法国|france|fr|fra",
        "IT": "意大利|italy|italia|it",
        "ES": "西班牙|spain|españa|es",
        "JP": "日本|japan|jp|jpn",
        "KR": "韩国|korea|south korea|kr|republic of korea",
        "AU": "澳大利亚|australia|au",
        "SG": "新加坡|singapore|sg",
        "HK": "香港|hong kong|hk|中国香港",
        "TW": "台湾|taiwan|tw|中国台湾",
        "MO": "澳门|macao|macau|mo|中国澳门",
        "IN": "印度|india|in",
        "RU": "俄罗斯|russia|ru",
        "NL": "荷兰|netherlands|nl|holland",
        "AT": "奥地利|austria|österreich|at",
        "CH": "瑞士|switzerland|schweiz|suisse|ch",
    }.items()
    for name in names.split("|")
}  # fmt: skip
"""Names of countries -> their two letters."""


def meant_leads(
    places: Mapping[str, int], marks: Mapping[str, int], values: Callable[[int], list[object]], habits: Habits
) -> Meant:
    """places: field -> its column; marks: mark -> its column; values: the n data cells of a column. Numbers whose row
    names no country are of the book's own."""
    lang = habits.lang
    meant, abroad = Meant(), habits.country if habits.country != HOME else None
    limits: list[list[str]] = []
    for mark, said in ((NO_CALL, NO_CALLS), (NO_MAIL, NO_MAILS)):
        if mark in marks:
            limits.append(
                [said[lang] if _YES.fullmatch(texts.half_width(texts.of(c))) else "" for c in values(marks[mark])]
            )
    if limits:
        if "contact_limits" in places:
            limits.insert(0, [texts.of(cell) for cell in values(places["contact_limits"])])
        meant.values["contact_limits"] = [
            SEMICOLON[lang].join(filter(None, told)) for told in zip(*limits, strict=True)
        ]
    if STANDING in marks:
        for row, cell in enumerate(values(marks[STANDING])):
            if _GONE.search(texts.of(cell)):
                meant.asked[row] = _NO_MORE.format(state=texts.of(cell).strip())
    if COUNTRY in marks:
        meant.countries = [country(texts.of(cell)) or abroad for cell in values(marks[COUNTRY])]
    elif abroad and places:
        meant.countries = [abroad] * len(values(next(iter(places.values()))))
    return meant


def country(text: str) -> str | None:
    """The two letters of a country by its name; None for a blank, or one that is not known."""
    bare = re.sub(r"\s+", " ", texts.half_width(text)).strip().casefold()
    if re.fullmatch("[a-z]{2}", bare) and bare not in COUNTRIES:
        return bare.upper()
    return COUNTRIES.get(bare)
