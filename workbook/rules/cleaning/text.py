"""Text normalisation: full-width letters, stray spaces, control characters, and formulas in disguise.

What is put right: full-width letters, digits and signs become half-width; ideographic, no-break and other odd
spaces become a space and runs of them one; zero-width and direction marks and control characters go; canonical
composition (Unicode NFC) makes equal looking texts equal. Full-width （）：，；！？ stay in a text that holds
Chinese: they are right there. Nothing is translated: traditional characters stay what they are.

Formula injection: a text that starts with = + - @, a tab or a line end (or a full-width ＝＋－＠) would run as a
formula when it is written into a cell or saved as CSV. `disarm` puts an apostrophe before it. Phone numbers such
as +86 20 8888 0000 and negative numbers are left as they are: they hold nothing that can be called.

Sources: Unicode Standard Annex 15 (normalisation forms), chapter 23.2 (layout controls); OWASP's page on CSV
injection for the list of starting characters.

>>> clean("　Ａ１２　有限公司\\u200b ").value
'A12 有限公司'
>>> clean("＝1+1").value
"'=1+1"
>>> disarm("+86 20 8888 0000"), disarm("-12.50"), disarm("@SUM(A1)")
('+86 20 8888 0000', '-12.50', "'@SUM(A1)")
>>> clean("华为技术（上海）有限公司").value
'华为技术（上海）有限公司'
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Mapping

from workbook.language import Text
from workbook.rules.cleaning.cleaned import Cleaned

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The inside of a character class: Chinese characters."""

_KEPT_IN_CHINESE = "（）：，；！？"
_GONE = [*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
_GONE += [0xAD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
_GONE += [0xFFFE, 0xFFFF, *range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000)]
_SPACES = [0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x3164, 0xFFA0]
_BREAKS = [0x09, 0x0A, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]

WIDTHS: Mapping[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(_GONE, ""),
    **dict.fromkeys(_SPACES, " "),
}
"""A table for str.translate: every full-width sign to half-width, odd spaces to a space, unseen signs away."""

_IN_CHINESE: Mapping[int, str] = {code: sign for code, sign in WIDTHS.items() if chr(code) not in _KEPT_IN_CHINESE}
_LINE_ENDS: Mapping[int, str] = {**dict.fromkeys(_BREAKS, " "), 0x0B: " "}
_MULTILINE_ENDS: Mapping[int, str] = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x09: " "}
_FORMULA_START = frozenset("=+-@\t\r\n＝＋－＠")
_UNSEEN = "".join(chr(code) for code in _GONE if not 0xD800 <= code < 0xE000) + " \u3000\xa0"
"""Signs that nobody sees, and that may stand before the first one that counts."""
WRONG_CHECK = Text("“{text}”的校验位不对，请核对", "'{text}' has a wrong check sign; please check it")
"""Said of any number with a check digit."""
MAX_CELL = 32_767
"""Characters that a cell holds."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HARMLESS = re.compile(
    r"\+\d[\d ().\-/]*(?: ?(?:转|轉|ext\.?|x|#) ?\d{1,6})?|[-+]?[￥¥$€£]?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?%?",
    re.IGNORECASE | re.ASCII,
)
_ERRORS = "#n/a #ref! #value! #div/0! #name? #num! #null! #spill! #calc!"  # what a failed formula shows
_NOTHING = "- -- --- — —— / \\ n/a na nil null none nan 无 無 没有 暂无 未知 不详 待定 空 tbd unknown . 。 … *"
_NO_DAYS = "0/0/00 00/00/00 0000-00-00 00/00/0000 0000/00/00 00.00.0000"  # what programs write for a day they lack
PLACEHOLDERS = frozenset(("", *_NOTHING.split(), *_ERRORS.split(), *_NO_DAYS.split()))
"""What stands for nothing, in lower case."""

_PLAIN = re.compile("[\u4e00-\u9fff0-9A-Za-z]*")
"""A text that is clean and half-width as it stands: most are, and this is the quickest way to see it."""
_CHINESE = re.compile(f"[{HAN}]")
_RUN_OF_SPACES = re.compile(r" {2,}")
_SPACED_LINES = re.compile(r" *\n *")
_BETWEEN_CHINESE = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}（）()])|(?<=[）)]) +(?=[{HAN}])")


def of(value: object) -> str:
    """Any cell value as the text a person sees: 13800138000.0 is '13800138000', None and NaN are ''."""
    if isinstance(value, str):
        return value
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if type(value).__name__ in ("NAType", "NaTType"):  # pandas' blanks, told without importing pandas
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, dt.datetime):
        whole_day = value.time() == dt.time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "seconds")
    return str(value)


def clean(text: str, *, multiline: bool = False) -> Cleaned[str]:
    """One line of text put right and disarmed; `multiline` keeps line ends (as \\n) for long remarks.

    A text of nothing but spaces is None. Cleaning a cleaned text changes nothing.
    """
    value = tidy(text, multiline=multiline)
    return Cleaned.of(disarm(value) or None, text)


def clean_name(text: str) -> Cleaned[str]:
    """A company's or person's name: as `clean`, with no spaces between Chinese characters; '无', 'n/a' are None.

    >>> clean_name("张　三").value, clean_name("John  Smith").value, clean_name(" N/A ").value
    ('张三', 'John Smith', None)
    """
    value = tidy(text)
    if is_placeholder(value):
        return Cleaned.of(None, text)
    return Cleaned.of(disarm(_BETWEEN_CHINESE.sub("", value)), text)


def tidy(text: str, *, multiline: bool = False) -> str:
    """As `clean`, without the disarming: for reading a value, never for writing it into a cell."""
    if _PLAIN.fullmatch(text):
        return text
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_MULTILINE_ENDS if multiline else _LINE_ENDS)
    text = text.translate(_IN_CHINESE if _CHINESE.search(text) else WIDTHS)
    text = _RUN_OF_SPACES.sub(" ", unicodedata.normalize("NFC", text))
    if multiline:
        text = _SPACED_LINES.sub("\n", text).strip("\n")
    return text.strip(" ")


def half_width(text: str) -> str:
    """Every full-width sign half-width, spaces and unseen signs as in `clean`: for reading numbers and codes.

    >>> half_width("（０２０）８８８８－００００")
    '(020)8888-0000'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(_LINE_ENDS).translate(WIDTHS))
    return _RUN_OF_SPACES.sub(" ", text).strip()


def half_width_table() -> dict[int, str]:
    """What `half_width` does to single signs, as one table for str.translate."""
    return {**WIDTHS, **_LINE_ENDS}


def is_formula(text: str) -> bool:
    """Would this text run as a formula in a cell or a CSV file?

    >>> is_formula("=HYPERLINK(1)"), is_formula("-5%"), is_formula("＠now"), is_formula("a=b")
    (True, False, True, False)
    """
    bare = text.lstrip(_UNSEEN) if text[:1] in _UNSEEN else text  # a spreadsheet drops such signs, and then sees the =
    return bare[:1] in _FORMULA_START and bare != "" and not _HARMLESS.fullmatch(bare)


def disarm(text: str) -> str:
    """The text with an apostrophe before it where it would run as a formula; other texts unchanged."""
    return f"'{text}" if is_formula(text) else text


def plain(text: str) -> str:
    """A text of any length without signs that XML and UTF-8 refuse.

    >>> plain("a\\x00b\\ud800c")
    'abc'
    """
    return _UNWRITABLE.sub("", text)


def writable(text: str) -> str:
    """A text that any file can hold: without signs that XML and UTF-8 refuse, cut to what a cell takes.

    >>> writable("a\\x00b\\ud800c")
    'abc'
    """
    return plain(text)[:MAX_CELL]


def outgoing(text: str) -> str:
    """A text on its way out of the book into a file that has no types, such as CSV: writable, and nothing in it runs as
    a formula. The one way for all such files.

    >>> outgoing("\\ufeff=1+1"), outgoing("+86 20 8888 0000"), outgoing("-cmd|x")
    ("'\\ufeff=1+1", '+86 20 8888 0000', "'-cmd|x")
    """
    return disarm(writable(text))


def is_placeholder(text: str) -> bool:
    """Is this what people write for "nothing", a dash, 无, n/a, or the error of a formula, which says nothing?"""
    return text.strip().casefold() in PLACEHOLDERS


def is_valid(text: str) -> bool:
    """Is the text clean as it stands?"""
    return not clean(text).changed
