"""How a kind of column looks: number format, width, alignment. Widths are in characters of the body font."""

from __future__ import annotations

from workbook import schema
from workbook.language import Lang
from workbook.schema.model import Field, Kind
from workbook.schema.text_widths import text_width

TEXT_FORMAT = "@"
_FORMATS: dict[Kind, str] = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.DATETIME: "yyyy-mm-dd hh:mm",
    Kind.MONTH: "yyyy-mm",
    Kind.MONEY: "#,##0.00;[Red]-#,##0.00",
    Kind.INT: "#,##0;[Red]-#,##0",
    Kind.NUM: "General;[Red]-General",  # 0.## would show a whole number as "3."
    Kind.RATE: "0.0%",
    Kind.STARS: "0",
}
_FIRST_YEAR = 1900
_WIDTHS: dict[Kind, float] = {
    Kind.ROW_ID: 18,
    Kind.ID: 11,
    Kind.TEXT: 15,
    Kind.NOTE: 30,
    Kind.CHOICE: 13,
    Kind.CHOICES: 20,
    Kind.DATE: 12,
    Kind.DATETIME: 17,
    Kind.MONTH: 10,
    Kind.MONTH_DAY: 9,
    Kind.BIRTHDAY: 15,
    Kind.MONEY: 15,
    Kind.INT: 11,
    Kind.NUM: 12,
    Kind.RATE: 10.5,
    Kind.STARS: 11,
    Kind.FLAG: 8,
    Kind.PHONE: 18,
    Kind.EMAIL: 31,
    Kind.URL: 26,
    Kind.REF: 13,
}
_LEAST_CHOICE, _MOST_CHOICE, _DROPDOWN = 8.0, 26.0, 2.0  # a dropdown's column fits its longest label
_NAMES = 13.0  # what a list without values is likely to hold: names of persons
_FILTER_BUTTON = 3.0  # room that Excel's filter button takes from a header
_CENTRED = frozenset({Kind.STARS, Kind.FLAG, Kind.MONTH_DAY, Kind.BIRTHDAY, Kind.DATE, Kind.MONTH, Kind.DATETIME})


def number_format(field: Field) -> str:
    """The number format of a column; text whatever it looks like for everything that is text.

    A live formula must not stand in a text cell: Excel would show the formula instead of its value.
    """
    if field.formula and field.kind.is_text:
        return "General"
    if field.kind is Kind.INT and (field.low or 0) >= _FIRST_YEAR:
        return "0"  # a year has no thousands
    if field.kind is Kind.NUM and field.computed:
        return "#,##0.0;[Red]-#,##0.0"  # what is divided has no end of decimals
    return _FORMATS.get(field.kind, TEXT_FORMAT)


def column_width(field: Field, lang: Lang) -> float:
    """Width of a column: what its values need, and its header in at most two lines beside the filter button."""
    wanted = field.width or _WIDTHS[field.kind]
    if field.list and field.kind is Kind.CHOICE and field.width is None:
        labels = [text_width(entry.label[lang]) for entry in schema.listing(field.list).entries] or [_NAMES]
        wanted = min(max([*labels, _LEAST_CHOICE]), _MOST_CHOICE) + _DROPDOWN
    return max(wanted, _header_width(field.label[lang]))


def _header_width(label: str) -> float:
    """The narrowest width that shows a header in two lines: an English word is not broken, Chinese is anywhere."""
    room = 1.15  # headers are bold
    longest = max(text_width(word) if word.isascii() else min(text_width(word), 8) for word in label.split(" "))
    half = text_width(label) / 2 if text_width(label) > 10 else text_width(label)
    return max(longest, half + 1) * room + _FILTER_BUTTON


def horizontal(field: Field) -> str | None:
    """Dates, stars and flags are centred; numbers right and text left is what Excel does by itself."""
    if field.kind in _CENTRED or field.key == "check":
        return "center"
    return "right" if field.kind.is_number else "left"


def indent(field: Field) -> int:
    """A number keeps away from the text in the next column."""
    return 1 if horizontal(field) == "right" else 0
