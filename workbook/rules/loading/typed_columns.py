"""Column typing: columns of text as typed columns, and the cells that cannot be read.

Clean values go through whole columns at once; only the distinct others are read one by one, by the rules of
`workbook.rules.cleaning` (full-width digits, ￥ and commas, 万, brackets for negative, dates in any usual spelling).
Text stays what it is: '007' and '=1+1' are text. A cell with two readings is a trouble, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.language import Text
from workbook.rules.cleaning import amounts, codes, dates, id_numbers, phones, postcodes, tax_numbers
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.rules.loading.match_keys import match_keys
from workbook.schema import birthdays
from workbook.schema.cells import join_choices, number_from_text, split_choices
from workbook.schema.findings import Severity
from workbook.schema.model import Field, Kind
from workbook.schema.values import parse_column
from workbook.unforeseen import guarded

if TYPE_CHECKING:
    import pandas as pd

_PLAIN_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?"
_PLAIN_TEXT = r"[!-~]+(?: [!-~]+)*"
_EARLY = Text("“{text}”早于1900年，表格里放不下", "'{text}' is before 1900, which a sheet cannot hold")
_COUNTED = re.compile(
    r"\s*(?:人|名|位|个|個|家|台|套|次|年|岁|分钟|员工|employees|staff|people|persons|years)$", re.IGNORECASE
)
_ISO_DAY = r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_NO_BIRTHDAY = Text("“{text}”看不出是哪一天，原样保留", "'{text}' is no day of the year; it is kept as it is")
_WITH_UNIT = re.compile(r"([-+]?[\d.,]+) ?([^\W\d_]{1,6}|㎡|m²|m³)\.?")
_SCALES = frozenset("百千万亿萬億") | {"千元", "万元"}
_UNIT = Text("“{text}”读作 {value}，单位是“{unit}”", "'{text}' was read as {value}; its unit is '{unit}'")
_NO_COUNT = Text("“{text}”不是一个确切的数", "'{text}' is not one exact number")
_NOT_A_NUMBER = Text("“{text}”不是数字", "'{text}' is not a number")


@dataclass(frozen=True)
class Typed:
    """A typed column with the source's index, and why a cell of it could not be read."""

    values: pd.Series[Any]
    troubles: Mapping[int, Text]  # index label -> what is wrong
    remarks: Mapping[int, Text]  # index label -> what is odd, though it was read


def typed(
    cells: pd.Series[str], field: Field, labels: Mapping[str, str] | None = None, country: str = phones.HOME
) -> Typed:
    """Read a column of text (str, blank = '' or NaN) as the field's kind.

    `labels`: any spelling of a list value (`spelling`) -> its key, for CHOICE and CHOICES; what is not in it stays
    as typed. `country`: whose telephone numbers have no country code. What says that it is nothing (-, NULL) is blank.
    """
    said = {one for one in _NOTHING if spelling(one) in labels} if labels else set()  # 无 may be a choice of the list
    cells = cells.mask((cells.str.strip() == "") | cells.isin(_NOTHING - said))
    if field.kind is Kind.INT:
        return _numbers(cells, _count)
    if field.kind is Kind.MONEY:
        return _numbers(cells, _amount)
    if field.kind is Kind.NUM:
        return _numbers(cells, _quantity)
    if field.kind is Kind.RATE:
        return _numbers(cells, _rate)
    if field.kind is Kind.STARS:
        return _numbers(cells, _stars)
    if field.kind is Kind.DATE:
        return _dates(cells)
    if field.kind is Kind.BIRTHDAY:
        return _birthdays(cells)
    if field.kind in (Kind.DATETIME, Kind.MONTH, Kind.MONTH_DAY, Kind.FLAG):
        return _parsed(cells, field.kind)
    if field.kind is Kind.CHOICE:
        return _texts(cells, lambda text: (labels or {}).get(spelling(text), texts.tidy(text)))
    if field.kind is Kind.CHOICES:
        return _texts(cells, lambda text: _several(text, labels or {}))
    if field.kind in (Kind.ID, Kind.REF):
        return _codes(match_keys(cells.str.strip()), codes.read)
    if field.check is not None and field.check in _CODES:
        return _codes(cells.str.strip(), _CODES[field.check])
    if field.kind is Kind.PHONE:
        return _codes(cells.str.strip(), lambda text: _phone(text, country), numbers=True)
    if field.kind is Kind.NOTE:
        return _texts(cells, lambda text: texts.tidy(text, multiline=True), plain=True)
    return _texts(cells, texts.tidy, plain=True)


_NOTHING = frozenset(form for one in texts.PLACEHOLDERS for form in (one, one.upper(), one.title()) if form)
"""What people and programs write for nothing, as it mostly stands."""

_CODES: Mapping[str, Callable[[str], Cleaned[str]]] = {
    "code": codes.read,
    "cn_id": id_numbers.clean,
    "uscc": tax_numbers.clean,
    "postcode": postcodes.clean,
}
"""Named checks of fields that are codes -> what reads them."""


def _phone(text: str, country: str) -> Cleaned[str]:
    """One number in its written form; a cell of several, or with words, as it stands."""
    cleaned = phones.clean(text, country)
    if cleaned.value is None or cleaned.note is None:
        return cleaned
    doubt = phones.doubt(text, country)
    return Cleaned.of(cleaned.value if doubt else None, text, doubt)


def _codes(cells: pd.Series[str], read: Callable[[str], Cleaned[str]], *, numbers: bool = False) -> Typed:
    """Codes as `read` has them; what it cannot read stays as it was written, and is told where digits are lost."""

    def one(text: str) -> tuple[str | None, Text | None]:
        code = codes.bare(text)
        if texts.is_placeholder(code):
            return None, None
        cleaned = read(text)
        said = cleaned.note if numbers else codes.loss(code) if cleaned.note else None
        return cleaned.value or texts.tidy(codes.unwrapped(text)), said

    plain = cells.str.fullmatch(codes.CLEAN if read is codes.read else r"[A-Za-z]+").fillna(value=False).astype(bool)
    return _one_by_one(cells[cells.notna() & ~plain], cells.astype("str"), one)


def spelling(text: str) -> str:
    """A list value as it is compared: half-width, no spaces, no case."""
    return texts.half_width(text).casefold().replace(" ", "")


def _numbers(cells: pd.Series[str], read: Callable[[str], tuple[float | None, Text | None]]) -> Typed:
    import pandas as pd

    plain = cells.str.fullmatch(_PLAIN_NUMBER).fillna(value=False).astype(bool)
    values = pd.to_numeric(cells.where(plain)).astype("float64")
    return _one_by_one(cells[cells.notna() & ~plain], values, read)


def _one_by_one(odd: pd.Series[str], values: pd.Series[Any], read: Callable[[str], tuple[Any, Text | None]]) -> Typed:
    """Read the distinct odd cells, put their values in, and sort what was said of them."""
    import pandas as pd

    troubles: dict[int, Text] = {}
    remarks: dict[int, Text] = {}
    if odd.empty:
        return Typed(values, troubles, remarks)
    safe = guarded(read, lambda _text, why: (None, why))
    got = {text: safe(text) for text in odd.unique()}
    for row, text in zip(odd.index, odd.array, strict=True):
        value, said = got[text]
        if said is not None:
            (troubles if value is None else remarks)[int(row)] = said
    values = values.copy()
    values[odd.index] = pd.Series([got[text][0] for text in odd.array], index=odd.index).astype(values.dtype)
    return Typed(values, troubles, remarks)


def _amount(text: str) -> tuple[float | None, Text | None]:
    cleaned = amounts.clean(text)
    if cleaned.value is None and cleaned.note is not None and "不是金额" in cleaned.note.zh:
        return None, _NOT_A_NUMBER.format(text=text)
    return None if cleaned.value is None else float(cleaned.value), cleaned.note


def _quantity(text: str) -> tuple[float | None, Text | None]:
    """10, 10箱, 2.5 kg: a number, with what it counts behind it."""
    value, note = _amount(text)
    match = None if value is not None else _WITH_UNIT.fullmatch(texts.half_width(text))
    if match is None or match[2] in _SCALES:
        return value, note
    found = amounts.clean(match[1]).value
    return (None, note) if found is None else (float(found), _UNIT.format(text=text, value=match[1], unit=match[2]))


def _count(text: str) -> tuple[float | None, Text | None]:
    """50, 50人, 1,200 名."""
    bare = _COUNTED.sub("", texts.half_width(text))
    if texts.is_placeholder(bare):
        return None, None
    cleaned = amounts.clean(bare)
    if cleaned.value is not None:
        return float(cleaned.value), None
    return None, (_NO_COUNT if re.search(r"\d", bare) else _NOT_A_NUMBER).format(text=text)


def _rate(text: str) -> tuple[float | None, Text | None]:
    if texts.is_placeholder(text):
        return None, None
    value = number_from_text(text)
    return value, None if value is not None else _NOT_A_NUMBER.format(text=text)


def _stars(text: str) -> tuple[float | None, Text | None]:
    """★★★, 3星, 三星."""
    if texts.is_placeholder(text):
        return None, None
    bare = texts.half_width(text).rstrip("星颗").strip()
    if bare and set(bare) <= {"★", "☆", "*"}:
        return float(sum(sign != "☆" for sign in bare)), None
    if len(bare) == 1 and bare in "一二三四五":
        return float("一二三四五".index(bare) + 1), None
    value = number_from_text(bare)
    return value, None if value is not None else _NOT_A_NUMBER.format(text=text)


def _dates(cells: pd.Series[str]) -> Typed:
    import pandas as pd

    order = dates.order_of(cells.dropna().unique())
    values = pd.Series(pd.NaT, index=cells.index).astype("datetime64[s]")
    for form, pattern in (("%Y-%m-%d", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), ("%Y%m%d", r"(?:19|20)[0-9]{6}")):
        these = cells[cells.str.fullmatch(pattern).fillna(value=False).astype(bool)]
        if not these.empty:
            distinct = pd.Series(these.unique(), dtype="str")
            days = dict(zip(distinct, pd.to_datetime(distinct, format=form, errors="coerce"), strict=True))
            values[these.index] = these.map(days).astype("datetime64[s]")

    def read(text: str) -> tuple[Any, Text | None]:
        cleaned = dates.clean(text, order)
        return None if cleaned.value is None else pd.Timestamp(cleaned.value), cleaned.note

    got = _one_by_one(cells[cells.notna() & values.isna()], values, read)
    early = cells[got.values < pd.Timestamp(1900, 1, 1)]
    troubles = {int(row): _EARLY.format(text=text) for row, text in zip(early.index, early.array, strict=True)}
    return Typed(got.values.mask(got.values.index.isin(early.index)), {**got.troubles, **troubles}, got.remarks)


def _birthdays(cells: pd.Series[str]) -> Typed:
    """Whole dates as year-month-day in any spelling that dates have; what is known of others as it is written."""
    order = dates.order_of(cells.dropna().unique())

    def read(text: str) -> tuple[str | None, Text | None]:
        if texts.is_placeholder(text):
            return None, None
        if birthdays.read(text):
            return birthdays.tidy(text), None
        cleaned = dates.clean(text, order)
        if cleaned.value is not None:
            return cleaned.value.isoformat(), cleaned.note
        return texts.tidy(text), cleaned.note or _NO_BIRTHDAY.format(text=text)

    plain = cells.str.fullmatch(_ISO_DAY).fillna(value=False).astype(bool)
    return _one_by_one(cells[cells.notna() & ~plain], cells.astype("str"), read)


def _parsed(cells: pd.Series[str], kind: Kind) -> Typed:
    """Kinds that the table layer reads from text as well: its warnings (a date stored as text) mean nothing here."""
    blank = cells.map(lambda text: isinstance(text, str) and texts.is_placeholder(text)).astype(bool)
    values, seen = parse_column(cells.mask(blank).astype(object), kind)
    troubles = {int(cells.index[one.row]): one.message for one in seen if one.severity is Severity.ERROR}
    return Typed(values, troubles, {})


def _texts(cells: pd.Series[str], read: Callable[[str], str], *, plain: bool = False) -> Typed:
    odd = cells.dropna()
    if plain:
        odd = odd[~odd.str.fullmatch(_PLAIN_TEXT)]
    if odd.empty:
        return Typed(cells.astype("str"), {}, {})
    tidied = {text: read(text) or None for text in odd.unique()}
    values = cells.astype(object)
    values[odd.index] = [tidied[text] for text in odd.array]
    return Typed(values.astype("str"), {}, {})


def _several(text: str, labels: Mapping[str, str]) -> str:
    return join_choices([labels.get(spelling(part), texts.tidy(part)) for part in split_choices(text)])
