"""E-mail addresses, found in whatever stands around them and normalised.

The domain is written in lower case, the part before @ stays as typed (RFC 5321 §2.4 leaves it to the receiver);
`match_key` lowers both, as every provider in use does. Full-width signs, mailto:, names with <…>, and commas typed
for dots are put right.

Sources: RFC 5321 §4.1.2 (the form actually accepted by mail systems), RFC 5322 §3.4.1.

>>> clean("张三 <ZhangSan＠Example.COM>").value
'ZhangSan@example.com'
>>> clean("x@").note.en
"'x@' has no domain"
>>> find_all("a@example.com；b@example.com")
('a@example.com', 'b@example.com')
"""

from __future__ import annotations

import re

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

CLEAN = r"[A-Za-z0-9_%-]+(?:\.[A-Za-z0-9_%-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
"""A regular expression for addresses that stand as `clean` writes them (the common cases)."""

_FREE_MAIL = (
    "qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com sina.com sina.cn "
    "vip.sina.com sohu.com tom.com 139.com wo.cn 189.cn 21cn.com aliyun.com 263.net eyou.com citiz.net "
    "gmail.com googlemail.com hotmail.com outlook.com live.com live.cn msn.com yahoo.com yahoo.cn yahoo.com.cn "
    "yahoo.com.hk yahoo.com.tw yahoo.co.jp yahoo.co.uk icloud.com me.com mac.com aol.com mail.com gmx.com gmx.net "
    "gmx.de web.de mail.ru yandex.ru yandex.com proton.me protonmail.com zoho.com hinet.net pchome.com.tw "
    "netvigator.com naver.com hanmail.net daum.net rediffmail.com orange.fr free.fr t-online.de libero.it"
)
FREE_MAIL = frozenset(_FREE_MAIL.split())
"""Providers where anyone gets a mailbox: a shared domain says nothing about a shared firm."""

_LOCAL = r"[A-Za-z0-9!#$%&*+/=?^_{|}~-]+(?:\.[A-Za-z0-9!#$%&*+/=?^_{|}~-]+)*"
_LABEL = r"[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff-]*[A-Za-z0-9\u4e00-\u9fff])?"
_DOMAIN = rf"(?:{_LABEL}\.)+(?:[A-Za-z]{{2,}}|[\u4e00-\u9fff]{{2,}}|xn--[A-Za-z0-9-]+)"
_ADDRESS = re.compile(rf"(?<![A-Za-z0-9.!#$%&*+=?^_{{|}}~@-]){_LOCAL}@{_DOMAIN}(?![A-Za-z0-9@-])")
_NO_AT = Text("“{text}”没有 @", "'{text}' has no @")
_NO_DOMAIN = Text("“{text}”没有域名", "'{text}' has no domain")
_NO_NAME = Text("“{text}”的 @ 前没有名称", "'{text}' has no name before the @")
_UNREADABLE = Text("“{text}”不是电子邮件地址", "'{text}' is not an e-mail address")
_SEVERAL = Text("一格里有 {n} 个邮箱，这里取第一个", "{n} addresses stand in one cell; the first is taken here")


def clean(text: str) -> Cleaned[str]:
    """The first address of a cell; None with a note where there is none."""
    tidied = texts.half_width(text)
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    found = find_all(tidied)
    if found:
        note = _SEVERAL.format(n=len(found)) if len(found) > 1 else None
        return Cleaned.of(found[0], text, note)
    return Cleaned.of(None, text, _why_not(tidied))


def find_all(text: str) -> tuple[str, ...]:
    """All addresses of a cell, in order, without repeats."""
    tidied = texts.half_width(text).replace("。", ".")
    tidied = re.sub(r"\s*@\s*", "@", re.sub(r"mailto:", " ", tidied, flags=re.IGNORECASE))
    tidied = re.sub(r"(@[A-Za-z0-9-]+),(?=(?:com|cn|net|org)\b)", r"\1.", tidied)
    tidied = re.sub(r"\.{2,}", ".", tidied)
    addresses = [match[0] for match in _ADDRESS.finditer(tidied)]
    written = [f"{local.lstrip('=+')}@{at.lower()}" for local, at in (a.rsplit("@", 1) for a in addresses)]
    return tuple(dict.fromkeys(a for a in written if not a.startswith("@")))


def is_valid(text: str) -> bool:
    """Is this one address, written as the book writes it?"""
    cleaned = clean(text)
    return cleaned.value is not None and not cleaned.changed


def match_key(text: str) -> str:
    """The form in which two spellings of one address are equal: all lower case; '' when it is none."""
    return (clean(text).value or "").lower()


def _why_not(tidied: str) -> Text:
    name, at, behind = tidied.partition("@")
    if not at:
        return _NO_AT.format(text=tidied)
    if not name.strip():
        return _NO_NAME.format(text=tidied)
    if "." not in behind.strip(" ."):
        return _NO_DOMAIN.format(text=tidied)
    return _UNREADABLE.format(text=tidied)
