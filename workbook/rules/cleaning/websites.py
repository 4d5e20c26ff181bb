"""Web addresses, normalised, and the domain that identifies a firm.

The host is written in lower case, a scheme that was typed stays, a closing slash goes. `identity` is the registered
domain without www (example.com.cn), or '' for a page that lives on somebody else's platform unless the shop has a
host of its own there (shop1.1688.com).

Sources: RFC 3986 §3; the second-level registries of the Public Suffix List that occur with Chinese, and frequent
foreign, firms.

>>> clean("ＨＴＴＰ：//WWW.Example.com.CN/").value
'http://www.example.com.cn'
>>> identity("http://www.example.com.cn/about"), identity("www.taobao.com/shop/1"), identity("myshop.1688.com")
('example.com.cn', '', 'myshop.1688.com')
>>> clean("官网").note.en
"'官网' is not a web address"
"""

from __future__ import annotations

import re

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.rules.cleaning.emails import FREE_MAIL

CLEAN = r"(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[A-Za-z0-9_~.%/-]*[A-Za-z0-9_~.%-])?"
"""A regular expression for addresses that stand as `clean` writes them (the common cases)."""

_PLATFORMS = (
    "taobao.com tmall.com 1688.com jd.com pinduoduo.com yangkeduo.com alibaba.com aliexpress.com made-in-china.com "
    "globalsources.com hc360.com qcc.com tianyancha.com qixin.com baidu.com weibo.com weibo.cn qq.com douyin.com "
    "xiaohongshu.com zhihu.com bilibili.com kuaishou.com meituan.com dianping.com 58.com ganji.com zhaopin.com "
    "51job.com amazon.com amazon.cn ebay.com facebook.com linkedin.com linkedin.cn twitter.com x.com instagram.com "
    "youtube.com wordpress.com blogspot.com github.io wixsite.com weebly.com shopify.com myshopify.com google.com "
    "youzan.com weidian.com feishu.cn dingtalk.com gov.cn edu.cn"
)
PLATFORMS = frozenset(_PLATFORMS.split())
"""Hosts where many firms have a page: sharing one says nothing."""
_UNDER_PLATFORMS = tuple(f".{platform}" for platform in PLATFORMS)

LONGEST = 500
"""A longer text is prose, not an address; looking for one in it would take long."""

_SECOND_LEVEL = frozenset(("com", "net", "org", "gov", "edu", "ac", "co", "mil", "idv", "gob", "or", "ne", "go"))
_ADDRESS = re.compile(
    r"(?:(?P<scheme>https?)\s*:\s*/{1,2}\s*)?"
    r"(?P<host>(?:[a-z0-9\u4e00-\u9fff](?:[a-z0-9\u4e00-\u9fff-]*[a-z0-9\u4e00-\u9fff])?\.)+"
    r"(?:[a-z]{2,}|xn--[a-z0-9-]+|中国|公司|网络|集团|商城))"
    r"(?P<port>:\d{2,5})?(?P<path>/[^\s,;，；、]*|\?[^\s,;，；、]*)?",
    re.IGNORECASE,
)
_UNREADABLE = Text("“{text}”不是网址", "'{text}' is not a web address")
_MAIL = Text("“{text}”是电子邮件，不是网址", "'{text}' is an e-mail address, not a web address")


def clean(text: str) -> Cleaned[str]:
    """The first web address of a cell; None with a note where there is none."""
    tidied = texts.half_width(text)
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    if "@" in tidied.split("/")[0]:
        return Cleaned.of(None, text, _MAIL.format(text=tidied))
    match = _ADDRESS.search(tidied.replace("。", ".")) if len(tidied) <= LONGEST else None
    if not match:
        return Cleaned.of(None, text, _UNREADABLE.format(text=tidied))
    scheme = f"{match['scheme'].lower()}://" if match["scheme"] else ""
    path = (match["path"] or "").rstrip("/.")
    return Cleaned.of(f"{scheme}{match['host'].lower()}{match['port'] or ''}{path}", text)


def is_valid(text: str) -> bool:
    """Is this one web address, written as the book writes it?"""
    cleaned = clean(text)
    return cleaned.value is not None and not cleaned.changed


def host(text: str) -> str:
    """The host in lower case without www; '' when there is none."""
    match = _ADDRESS.search(texts.half_width(text[:LONGEST]).replace("。", "."))
    return re.sub(r"^(?:www\d?|m|wap)\.", "", match["host"].lower()) if match else ""


def _registered(whole: str) -> str:
    """The domain that the owner of a host registered: the last two labels, three under .com.cn and the like."""
    labels = whole.split(".")
    keep = 3 if len(labels[-1]) == 2 and _SECOND_LEVEL.intersection(labels[-2:-1]) else 2
    return ".".join(labels[-keep:])


def identity(text: str) -> str:
    """The part that identifies a firm, of a web address or of a mail domain; '' when nothing does."""
    whole = host(text)
    registered = _registered(whole)
    if registered in FREE_MAIL or whole in FREE_MAIL:
        return ""
    if whole in PLATFORMS or whole.endswith(_UNDER_PLATFORMS):
        own = next(whole.removesuffix(p).rstrip(".") for p in PLATFORMS if whole == p or whole.endswith(f".{p}"))
        generic = re.fullmatch(r"|www|m|mp|shop|item|detail|cn|en|page|mail|weixin|open|user|space|home|wap", own)
        return "" if generic else whole
    return registered
