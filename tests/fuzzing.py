"""How many inputs the tests try that draw them: few in a plain run, all in CI and with --slow, as many as EXAMPLES
says by hand."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st

ALL = 1_000
EXAMPLES = int(os.environ.get("EXAMPLES") or (ALL if os.environ.get("CI") else 30))


def tries(number: int) -> int:
    """Of a test that wants this many: all of them in the full run, a quarter in a plain one, at least ten."""
    return number if EXAMPLES >= ALL else min(number, max(number // 4, 10))


fuzz = settings(max_examples=EXAMPLES)
fuzz_each = settings(max_examples=max(EXAMPLES // 10, 10))
"""For tests that run once for each of many tables, kinds or functions."""

WIDE = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def of(alphabet: str, *shapes: str, longest: int = 40) -> st.SearchStrategy[str]:
    """Texts of the signs that a kind of value is written with, shapes that it has (regular expressions), the same in
    full width, and anything at all."""
    signs = alphabet + alphabet.translate(WIDE) + " \u3000\t\n\u200b'=\u0660\u00b2\u2460\u4e00"
    kinds = [st.text(alphabet=signs, max_size=longest), st.text(max_size=longest)]
    shaped = [st.from_regex(shape, fullmatch=True) for shape in shapes]
    return st.one_of(*shaped, *[one.map(lambda text: text.translate(WIDE)) for one in shaped], *kinds)


PHONE = of(
    "0123456789+-—–()/;,.、；／ 转分机extTELtel:：传真手机电话或和#eE",
    r"(?:\+86|0086|86)?[ -]?1[3-9]\d{9}",
    r"0\d{2,3}[-—–/ ]?\d{7,8}(?:[-转x]\d{1,5})?",
    r"\+\d{1,3}[ -]\d{4,12}",
    r"\d\.\d{1,8}[eE]\+?\d{1,2}",
    r"\d{5,20}\.0",
)
IDENTITY = of(
    "0123456789Xx.-'eE+",
    r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2[0-8])\d{3}[\dXx]",
    r"\d{15}",
    r"\d{18}",
    r"\d\.\d{1,14}[eE]\+17",
)
TAX = of(
    "0123456789ABCDEFGHJKLMNPQRTUWXYIOZSV.-eE+：税号", r"[159Y][1239]\d{6}[0-9A-HJ-NPQRTUWXY]{10}", r"\d{15}", r"\d{20}"
)
DATE = of(
    "0123456789-/.年月日号农历闰初十廿三正腊民国元星期 JanFebAug,:TZ",
    r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?",
    r"\d{1,2}月\d{1,2}日?",
    r"\d{5}(?:\.\d+)?",
    r"\d{8}",
    r"民国[一二三四五六七八九十百\d]{1,5}年\d{1,2}月\d{1,2}日",
    r"(?:农历)?(?:闰)?[正二三四五六七八九十冬腊]{1,2}月[初十廿三]?[一二三四五六七八九十]",
)
AMOUNT = of(
    "0123456789.,-()（）￥¥$€元万亿千百整正角分零壹贰叁eE%~至到约 CNYRMBUSD'",
    r"-?\d{1,3}(?:,\d{3})*(?:\.\d{1,4})?",
    r"\d{1,5}(?:\.\d{1,2})?[万亿]元?",
    r"-?\d(?:\.\d)?[eE][-+]?\d{1,3}",
    r"[壹贰叁肆伍陆柒捌玖零拾佰仟万亿元角分整]{1,12}",
)
MAIL = of("abcxyz0123456789.@-_+,;<>()[] mailto:QQ", r"[a-z0-9.]{1,12}@[a-z0-9-]{1,10}\.(?:com|cn|example)")
SITE = of(
    "abcxyz0123456789./:-_?#&= httpwwcn官网",
    r"(?:https?://)?(?:www\.)?[a-z0-9-]{1,12}\.(?:com|cn|com\.cn)(?:/\S{0,9})?",
)
POSTCODE = of("0123456789 -.ABCXYZ邮编:", r"\d{5,6}(?:\.0)?", r"[A-Z]\d[A-Z] ?\d[A-Z]\d")
CODE = of("0123456789CLT-_ .'=\"eE+", r"C\d{5}", r"\d{1,8}\.0", r"=\"\d{1,12}\"", r"\d\.\d{1,9}[eE]\+\d{1,2}")
NAME = of(
    "北岭五金有限公司张三李四欧阳（）() 、,/先生女士经理N.V.OyLtdCo&-123800",
    r"[张李王][一-龥]{1,2}(?:/|（)?[经理]{0,2}",
)

EVERY = st.one_of(NAME, CODE, PHONE, MAIL, SITE, POSTCODE, TAX, IDENTITY, DATE, AMOUNT)
"""A text of any kind."""
CELL = st.one_of(EVERY, st.none(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.dates())
"""Whatever a cell may hold."""
