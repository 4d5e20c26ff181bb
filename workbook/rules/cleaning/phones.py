"""Telephone numbers: one or several in a cell, told apart as telephone, mobile and fax.

Without a country code a number is Chinese (`region` changes that). Written out: mobiles as 11 digits, landlines as
area code and number (020-88880000), service numbers as 400-800-0000, extensions behind -, foreign numbers in
international form (+1 212-555-0100). A cell such as '电话：020-88880000转123 / 传真：020-88880001' is split by what
stands before each number.

Sources: numbering plans as kept by Google's libphonenumber (package phonenumbers); ITU-T E.123 for the
international form; extension marks 转, 分机, ext., x, # as seen on Chinese business cards.

>>> clean("+86 (020) 8888-0000 转 123").value
'020-88880000-123'
>>> clean("１３８ ００１３ ８０００").value
'13800138000'
>>> split("电话：020-88880000、13800138000 传真:020-88880001")
Phones(phones=('020-88880000',), mobiles=('13800138000',), faxes=('020-88880001',), left='')
>>> clean("12345").value is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from workbook.language import Text
from workbook.rules.cleaning import codes
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned

Kind = Literal["phone", "mobile", "fax"]
HOME = "CN"
"""The country of numbers without a country code, where a book says nothing else."""

CLEAN = r"1[3-9]\d{9}|0(?:10|2\d)-[2-9]\d{7}|0(?!85[23])[3-9]\d{2}-[2-9]\d{6,7}|[48]00-\d{3}-\d{4}"
"""A regular expression for numbers that stand written as `clean` writes them (the common cases)."""

_MOBILE = re.compile(r"1[3-9]\d{9}")
_SERVICE = re.compile(r"[48]00\d{7}")
_SHORT = re.compile(r"9[56]\d{3,4}")
_AREA = re.compile(r"(10|2\d)([2-9]\d{7})|([3-9]\d{2})([2-9]\d{6,7})")
_NO_ZERO = re.compile(r"[1-9]\d{9,10}", re.ASCII)
_AMERICAN = re.compile(r"\(?[2-9]\d{2}\)?[ .-]{1,3}[2-9]\d{2}[ .-]\d{4}|\([2-9]\d{2}\)[2-9]\d{2}[ .-]\d{4}", re.ASCII)
"""Three, three, four digits without a zero before them, as North America writes numbers and nobody in China does."""
_SERVICE_APART = re.compile(r"\(?[48]00")
_DASHES = re.compile(r"(?<=[\d)])\s*[\u2010-\u2015\u2212\u2500\u30fc\ufe63]+\s*(?=[\d(])")
_SLASHED = re.compile(r"(?<![\d-])\(?(0(?:10|2\d|[3-9]\d{2}))\)?\s*[/／]\s*(?=[2-9]\d{2,3}[ -]?\d{4}(?!\d))")
"""An area code with a slash behind it, which is no list of two numbers."""
_REGIONS = re.compile(r"\(?0?(?P<code>85[23]|886)\)?[\s.-]*(?P<rest>[2-9](?:[\s.-]?\d){7,8})")
"""Hong Kong, Macao, Taiwan without a plus: no mainland area has these codes (0852 and 0853 were given up in 2014)."""
_BARE_PLUS = re.compile(r"\+\s*(?=1[3-9]\d(?:[\s-]?\d){8}$)")
"""A plus before a mainland mobile without 86, as a sheet's formula bar leaves it: no country's code is 13 to 19."""
_LABELS: tuple[tuple[Kind, str], ...] = (
    ("fax", r"传真|傳真|\bfax\b|(?<![a-z])f(?=[:.])"),
    ("mobile", r"手机|手機|移动电话|行动电话|行動電話|\bmobile\b|\bcell\b|\bmob\b|(?<![a-z])m(?=[:.])"),
    ("phone", r"电话|電話|座机|总机|热线|办公|\btel(?:ephone)?\b|\bphone\b|\boffice\b|(?<![a-z])[tp](?=[:.])"),
)
_LABEL = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _LABELS) + "|(?P<both>\ue000)", re.IGNORECASE
)
_BOTH = re.compile(r"(?:电话|電話|\btel(?:ephone)?\.?)\s*[/&、和及]\s*(?:传真|傳真|fax)\b", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:转|轉|分机|分機|ext(?:ension)?\.?|x|#)\s*[:.]?\s*(\d{1,6})", re.IGNORECASE)
_BREAK = re.compile(r"[;；,，、/|\n\\]|(?<=\d)\s+(?=\+)|\s{2,}|(?:或|和|\bor\b|\band\b)", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]?\d[\d\s().\-]*\d")
_SPACED_APART = re.compile(
    r"(?<=\d)\s+(?=1[3-9]\d{9}(?!\d))|(?<=\d)\s+(?=0[1-9]\d{1,2}-[2-9]\d{6})|(?<=1[3-9]\d{9})\s+(?=\d)"
)
NOT_A_NUMBER = Text("“{text}”不像电话号码", "'{text}' does not look like a telephone number")
_NO_AREA = Text("“{text}”没有区号", "'{text}' has no area code")
_UNASSIGNED = Text("“{text}”不在已知号段内，请核对", "'{text}' is in no known number range; please check it")
_SEVERAL = Text("一格里有 {n} 个号码，这里取第一个", "{n} numbers stand in one cell; the first is taken here")
_ZERO_LOST = Text("“{text}”丢了开头的 0，读作 {number}", "'{text}' has lost its leading zero; it is read as {number}")
_ABROAD = Text("“{text}”没有国家码，原样保留", "'{text}' has no country code and stays as it is written")


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of one cell, each kind in the order written; `left` is the text that was no number."""

    phones: tuple[str, ...] = ()
    mobiles: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    left: str = ""


def home_country(said: object) -> str:
    """The country that a book's setting names; China where it names none.

    >>> home_country(" us "), home_country(None), home_country("Germany")
    ('US', 'CN', 'CN')
    """
    bare = texts.half_width(said).strip().upper() if isinstance(said, str) else ""
    return bare if re.fullmatch("[A-Z]{2}", bare) else HOME


def clean(text: str, region: str = "CN") -> Cleaned[str]:
    """The first number of a cell in its written form; None with a note where there is none."""
    tidied = codes.bare(text)
    if texts.is_placeholder(tidied):
        return Cleaned.of(None, text)
    if lost := codes.loss(tidied):
        return Cleaned.of(None, text, lost)
    found = split(text, region)
    numbers = found.phones + found.mobiles + found.faxes
    if not numbers:
        if re.fullmatch(r"[2-9]\d{2,3}[ -]?\d{4}", tidied):
            return Cleaned.of(re.sub(r"\D", "", tidied), text, _NO_AREA.format(text=tidied))
        return Cleaned.of(None, text, NOT_A_NUMBER.format(text=tidied))
    if len(numbers) > 1:
        return Cleaned.of(numbers[0], text, _SEVERAL.format(n=len(numbers)))
    note = doubt(text, region) or (None if _assigned(numbers[0], region) else _UNASSIGNED.format(text=numbers[0]))
    return Cleaned.of(numbers[0], text, note)


def doubt(text: str, region: str = "CN") -> Text | None:
    """What was guessed of a number: its leading zero, or that it is none of this country's."""
    if region != "CN":
        return None
    written = codes.bare(text)
    if _NO_ZERO.fullmatch(written) and (number := _without_zero(written)):
        return _ZERO_LOST.format(text=written, number=number)
    return _ABROAD.format(text=written) if _american(written) else None


def is_valid(text: str, region: str = "CN") -> bool:
    """Is this one number, written as the book writes it?"""
    cleaned = clean(text, region)
    return cleaned.value is not None and not cleaned.changed and cleaned.note is None


def split(text: str, region: str = "CN") -> Phones:
    """All numbers of a cell by kind: by the label before them, else mobiles by their digits, else telephones."""
    tidied = texts.tidy(codes.unwrapped(text), multiline=True)
    tidied = together(tidied.translate(texts.WIDTHS))
    tidied = _BOTH.sub("\ue000", _SPACED_APART.sub(";", tidied))
    found: dict[Kind, list[str]] = {"phone": [], "mobile": [], "fax": []}
    left: list[str] = []
    label: Kind | Literal["both"] | None = None
    previous = ""
    for part in _BREAK.split(tidied):
        position = 0
        for sign in [*_LABEL.finditer(part), None]:
            piece = part[position : sign.start() if sign else len(part)]
            for number in _numbers(piece, previous, left, region):
                for kind in _kinds(number, label):
                    if number not in found[kind]:
                        found[kind].append(number)
                previous = number
            if sign:
                label = cast("Kind | Literal['both']", sign.lastgroup)
                position = sign.end()
    return Phones(tuple(found["phone"]), tuple(found["mobile"]), tuple(found["fax"]), " ".join(left))


def _kinds(number: str, label: Kind | Literal["both"] | None) -> tuple[Kind, ...]:
    """What a number is: a fax where labelled so, else a mobile by its digits or, abroad, by its label."""
    if label == "fax":
        return ("fax",)
    mobile = _is_mobile(number) or (label == "mobile" and number.startswith("+"))
    kind: Kind = "mobile" if mobile else "phone"
    return (kind, "fax") if label == "both" else (kind,)


def is_american(text: str) -> bool:
    """Is this a number as North America writes it, which stays as it is?"""
    return bool(_AMERICAN.fullmatch(texts.half_width(text)))


def _american(number: str) -> bool:
    """Is this a number as North America writes it, and none of this country's service numbers?"""
    return bool(_AMERICAN.fullmatch(number)) and not _SERVICE_APART.match(number)


def together(text: str) -> str:
    """A cell with the dashes of its numbers as hyphens, an area code with a slash behind it as one with a hyphen.

    >>> together("0571/88001234、0571—88001133")
    '0571-88001234、0571-88001133'
    """
    return _SLASHED.sub(r"\1-", _DASHES.sub("-", text))


def match_key(text: str) -> str:
    """The digits two spellings of one number share: no country code 86, no trunk zero, no extension.

    >>> match_key("+86-20-88880000-123") == match_key("020-88880000") == "2088880000"
    True
    """
    plain = together(codes.bare(text))
    first = re.split(r"[;,、/|]|(?<=\d{7})-\d{1,6}$", plain)[0]
    digits = re.sub(r"\D", "", _EXTENSION.sub("", first))
    digits = re.sub(r"^0{0,2}86(?=\d{8})", "", digits)
    if _american(first):
        return f"1{digits}"  # as with its country code, and no number of area 020
    return digits.lstrip("0")


def _numbers(piece: str, previous: str, left: list[str], region: str) -> list[str]:
    """The numbers written in a piece of text that holds no label and no separator."""
    numbers: list[str] = []
    position = 0
    for match in _NUMBER.finditer(piece):
        if match.start() < position:
            continue
        extension = _EXTENSION.match(piece, match.end())
        number = format_number(match[0], extension[1] if extension else "", region)
        area = re.match(r"0\d{2,3}-", previous)
        if number is None and area and re.fullmatch(r"[2-9]\d{2,3}[ -]?\d{4}", match[0]):
            number = format_number(area[0] + match[0], extension[1] if extension else "", region)
        before = piece[position : match.start()].strip(" :.-()（）：")
        if before:
            left.append(before)
        position = extension.end() if extension else match.end()
        if number is None:
            left.append(match[0].strip())
        else:
            numbers.append(number)
    rest = piece[position:].strip(" :.-()（）：")
    if rest:
        left.append(rest)
    return numbers


def format_number(number: str, extension: str = "", region: str = "CN") -> str | None:
    """One number in the book's written form, or None when it is too short or too long to be one."""
    number = number.strip()
    if region == "CN" and _american(number):
        return f"{number} ext. {extension}" if extension else number  # no area of this country: as it is written
    if region == "CN" and _NO_ZERO.fullmatch(number) and (landline := _without_zero(number)):
        return f"{landline}-{extension}" if extension else landline
    if region == "CN":
        number = _BARE_PLUS.sub("", number)
        if elsewhere := _REGIONS.fullmatch(number):
            number = f"+{elsewhere['code']}{elsewhere['rest']}"
    if region == "CN" or re.match(r"\+|00", number):
        head, _, behind = number.rpartition("-")
        if not extension and re.fullmatch(r"\d{1,6}", behind):
            domestic = _chinese(head)
            if domestic and not _MOBILE.fullmatch(domestic):
                return f"{domestic}-{behind}"
        domestic = _chinese(number)
        if domestic:
            return f"{domestic}-{extension}" if extension else domestic
    import phonenumbers as library

    international = re.sub(r"^00(?=[1-9])", "+", number)
    try:
        parsed = library.parse(international, None if international.startswith("+") else region)
    except library.NumberParseException:
        return None
    if not library.is_possible_number(parsed) or (region == "CN" and not international.startswith("+")):
        return None
    if parsed.country_code == 86:
        return None
    written = str(library.format_number(parsed, library.PhoneNumberFormat.INTERNATIONAL))
    return f"{written} ext. {extension}" if extension else written


def _chinese(number: str) -> str | None:
    """A mainland number with or without +86, 0086, 86 and the trunk zero; None when it is not one."""
    if re.match(r"\+(?!\s*86)|00(?!86)", number):
        return None
    digits = re.sub(r"\D", "", number)
    prefix = re.match(r"0{0,2}86(?=\d{10,12}$)", digits)
    national = digits[prefix.end() if prefix else 0 :].lstrip("0")
    if digits == national and _SHORT.fullmatch(digits):
        return digits
    if _MOBILE.fullmatch(national) and (prefix or len(digits) - len(national) <= 1):
        return national
    if _SERVICE.fullmatch(digits):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    area = _AREA.fullmatch(national)
    written_apart = bool(re.match(r"\(?\s*\d{2,3}\s*[)\s-]\s*\d", number))
    if re.match(r"\(?0\d[)\s-]", number):
        return None  # 02-2345-6789: no mainland area has two digits, its zero counted
    if area and (prefix or digits.startswith("0") or written_apart):
        return f"0{area[1] or area[3]}-{area[2] or area[4]}"
    return None


def _without_zero(digits: str) -> str | None:
    """A landline whose leading zero a number cell dropped, with it; None where no such number is assigned."""
    area = _AREA.fullmatch(digits)
    if not area or _SERVICE.fullmatch(digits):
        return None
    number = f"0{area[1] or area[3]}-{area[2] or area[4]}"
    return number if _assigned(number, "CN", closely=True) else None


def _is_mobile(number: str) -> bool:
    return bool(_MOBILE.fullmatch(number))


def _assigned(number: str, region: str, *, closely: bool = False) -> bool:
    """Is the number in an assigned range? Service numbers and extensions are taken as they are; `closely` asks the
    numbering plan also where the form is right."""
    if not closely and re.fullmatch(CLEAN, number):
        return True
    if _SHORT.fullmatch(number):
        return True
    import phonenumbers as library

    plain = re.sub(r"(?<=\d{7})-\d{1,6}$| ext\..*", "", number)
    try:
        return bool(library.is_valid_number(library.parse(plain, region)))
    except library.NumberParseException:
        return False
