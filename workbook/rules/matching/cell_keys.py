"""Match keys of cells: numbers, addresses, sites and persons in the form in which they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from workbook.rules.cleaning import emails, phones, tax_numbers, websites
from workbook.rules.cleaning import text as texts
from workbook.rules.names.chinese_characters import simplify

PERSON_KINDS = frozenset(("person", "个人", "个人·家庭", "家庭", "household", "individual"))
COMPANY_KINDS = frozenset(("company", "公司", "企业", "单位", "organisation", "organization"))
_LANDLINE = re.compile(r"0\d{2,3}-\d{7,8}", re.ASCII)
_BETWEEN = re.compile(r"[;,，；、/|\n]")
_NOT_ONE_MAIL = re.compile(r"[\s;,<>:]")
_TITLE = re.compile(r"[\s.·]|先生|女士|小姐|经理|总$")
_NO_WORD = re.compile(r"[^\w]+")


@lru_cache(maxsize=1 << 16)
def record_kind(value: str) -> str:
    """'person' or 'company' for the spellings of a customer kind in use; '' for others."""
    plain = value.strip().casefold()
    return "person" if plain in PERSON_KINDS else "company" if plain in COMPANY_KINDS else ""


def tax_key(value: str) -> str:
    """The tax number in a cell, in capitals without spaces; '' where there is none of at least 15 signs."""
    if not value:
        return ""
    code = re.sub(r"[\s-]", "", value).upper()
    if len(code) != 18:
        code = tax_numbers.clean(value).value or ""
    return code if len(code) >= 15 else ""


def number_keys(value: str) -> set[str]:
    """The keys of the telephone numbers in a cell; too short ones (services, extensions) say nothing."""
    if not value:
        return set()
    if value.isdigit() and len(value) == 11:
        return {value.lstrip("0")}
    if _LANDLINE.fullmatch(value):
        return {value.replace("-", "").lstrip("0")}
    return {key for part in _BETWEEN.split(phones.together(value)) if len(key := phones.match_key(part)) >= 7}


def mail_keys(value: str) -> set[str]:
    """The mail addresses in a cell, in lower case."""
    if "@" not in value:
        return set()
    if value.isascii() and value.count("@") == 1 and not _NOT_ONE_MAIL.search(value):
        return {value.lower()}
    return {mail.lower() for mail in emails.find_all(value)}


def mail_domain(mail: str) -> str:
    """The domain of a mail address where it identifies a firm; '' for free mail."""
    return _domain(mail.rpartition("@")[2])


@lru_cache(maxsize=1 << 16)
def _domain(domain: str) -> str:
    return "" if domain in emails.FREE_MAIL else site_key(domain)


def site_key(value: str) -> str:
    """The domain of a web address where it identifies a firm; '' for free mail and pages on platforms."""
    if not value:
        return ""
    if value.count(".") == 1 and "/" not in value and value not in websites.PLATFORMS:
        return "" if value in emails.FREE_MAIL else value.lower()
    return websites.identity(value)


_ADDRESS_SIGNS = re.compile(r"[\s,，.。;；:：()（）\-—_/\\#·]+")
_ADDRESS_HEAD = re.compile(r"^(?:中国)?(?:[^省市区县\d]{2,7}(?:省|自治区))?(?:[^省市区县\d]{2,5}市)?")


def address_key(value: str) -> str:
    """An address for comparing: half-width, simplified, no signs, without province and city at its head."""
    return address_key_of(simplify(value.translate(texts.WIDTHS))) if value else ""


def address_key_of(plain: str) -> str:
    """`address_key` of a text that is half-width and simplified already."""
    plain = plain.casefold()
    if plain.isascii():
        return " ".join(_NO_WORD.sub(" ", plain).split())
    plain = _ADDRESS_SIGNS.sub("", plain)
    return _ADDRESS_HEAD.sub("", plain) or plain


def person_keys(value: str) -> set[str]:
    """The persons named in a cell, without titles."""
    return person_keys_of(simplify(value)) if value else set()


def person_keys_of(plain: str) -> set[str]:
    """`person_keys` of a text that is simplified already."""
    plain = plain.casefold()
    found = [_TITLE.sub("", part) for part in (_BETWEEN.split(plain) if _BETWEEN.search(plain) else (plain,))]
    return {name for name in found if len(name) >= 2}
