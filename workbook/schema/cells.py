"""Cell parsing: one reader a kind of field - number, date, flag, text - for whatever stands in a cell.

A value that can only mean one thing is used and mentioned ("the number is stored as text"); a value that cannot be
understood is left out and said to be.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.language import Text
from workbook.schema import birthdays
from workbook.schema.findings import Severity
from workbook.schema.model import Kind

ERROR_VALUES = frozenset(
    {"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
TRUE_WORDS = frozenset({"是", "y", "yes", "true", "1", "✓", "√", "有", "t"})
FALSE_WORDS = frozenset({"否", "n", "no", "false", "0", "×", "✗", "无", "f", ""})
FLAG_LABELS: dict[bool, Text] = {True: Text("是", "Yes"), False: Text("否", "No")}
_MONEY_MARKS = re.compile(r"(?i)[￥¥$€£元\s ]|cny|rmb|usd|eur")
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?%?")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_LAST_SERIAL = 2_958_465  # 9999-12-31
_EXACT_INTEGER = 2**53


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value, or none, with what is odd about it."""

    value: Any
    message: Text
    fix: Text
    severity: Severity = Severity.ERROR


def excel_date(serial: float) -> dt.datetime:
    """The moment an Excel serial number stands for (1900 system), to the second."""
    return _EPOCH + dt.timedelta(seconds=round(serial * 86400))


def half_width(text: str) -> str:
    """Full-width letters and digits as half-width, spaces of every kind as one plain space, ends trimmed."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def parse_cell(cell: Any, kind: Kind) -> Any:
    """One cell as `kind`: float, datetime, str, bool, or None where it is blank or cannot be read."""
    if cell is None or (isinstance(cell, str) and cell in ERROR_VALUES):
        return None
    got = reader(kind)(cell)
    return got.value if isinstance(got, Doubt) else got


ERROR_CELL = (
    Text("单元格是错误值，没有计入", "The cell holds an error value and was left out"),
    Text("改正公式，或直接填值。", "Fix the formula or type the value."),
)


def _read_text(cell: object) -> object:
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        if abs(cell) >= _EXACT_INTEGER or (float(cell).is_integer() and abs(cell) >= 1e15):
            return Doubt(
                shown(float(cell)),
                Text(
                    "超过15位的数字存成了数值，末尾已失真",
                    "A number of more than 15 digits was stored as a number; its last digits are lost",
                ),
                Text("把单元格设为文本格式后重新填写。", "Format the cell as text and type it again."),
            )
        return shown(float(cell))
    if isinstance(cell, dt.datetime):
        return shown(cell)
    return str(cell)


def _read_number(cell: object) -> object:
    if isinstance(cell, bool):
        return Doubt(None, Text("应为数字", "A number is expected"), Text("填数字。", "Type a number."))
    if isinstance(cell, int | float):
        return float(cell)
    if not isinstance(cell, str):
        return Doubt(
            None,
            Text("应为数字，却是日期", "A number is expected, this is a date"),
            Text("填数字，并把单元格设为数值格式。", "Type a number and give the cell a number format."),
        )
    text = half_width(cell)
    if not text:
        return None
    value = number_from_text(text)
    if value is None:
        return Doubt(
            None,
            Text("不是数字，没有计入", "Not a number; it was left out"),
            Text("填数字，例如 1234.50。", "Type a number, such as 1234.50."),
        )
    return Doubt(
        value,
        Text(f"数字存成了文本，按 {value:,.12g} 计算", f"A number stored as text; counted as {value:,.12g}"),
        Text("重新填成数字。", "Type it again as a number."),
        Severity.WARNING,
    )


def number_from_text(text: str) -> float | None:
    """'￥1,234.50', '(500)', '15%', '1.2万' as a number; None where it could mean anything else.

    >>> number_from_text("￥1,234.50"), number_from_text("(500)"), number_from_text("1.2万"), number_from_text("12,34")
    (1234.5, -500.0, 12000.0, None)
    """
    text = _MONEY_MARKS.sub("", unicodedata.normalize("NFKC", text))
    factor = 1.0
    if text.startswith("(") and text.endswith(")"):
        text, factor = text[1:-1], -1.0
    if text and text[-1] in _HUNDREDS:
        factor *= _HUNDREDS[text[-1]]
        text = text[:-1]
    if not text or not _NUMBER.fullmatch(text) or not any(c.isdigit() for c in text):
        return None
    if text.endswith("%"):
        return float(text[:-1].replace(",", "")) / 100 * factor
    number = float(text.replace(",", "")) * factor
    return round(number, 6) if factor not in (1.0, -1.0) else number


_HUNDREDS = {"万": 1e4, "亿": 1e8}


def _read_date(cell: object) -> object:
    if isinstance(cell, dt.datetime):
        return cell.replace(tzinfo=None, microsecond=0)
    if isinstance(cell, dt.date):
        return dt.datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    if isinstance(cell, bool):
        return Doubt(None, *_NOT_A_DATE)
    if isinstance(cell, int | float):
        if not 1 <= cell <= _LAST_SERIAL:
            return Doubt(None, *_NOT_A_DATE)
        moment = excel_date(float(cell))
        return Doubt(
            moment,
            Text(
                f"日期存成了数字，按 {moment:%Y-%m-%d} 计算",
                f"A date stored as a plain number; read as {moment:%Y-%m-%d}",
            ),
            Text("把单元格设为日期格式。", "Give the cell a date format."),
            Severity.WARNING,
        )
    text = half_width(str(cell))
    if not text:
        return None
    moment_or_none = date_from_text(text)
    if moment_or_none is None:
        return Doubt(None, *_NOT_A_DATE)
    return Doubt(
        moment_or_none,
        Text(
            f"日期存成了文本，按 {moment_or_none:%Y-%m-%d} 计算",
            f"A date stored as text; read as {moment_or_none:%Y-%m-%d}",
        ),
        Text("重新填成日期，例如 2026-06-30。", "Type it again as a date, such as 2026-06-30."),
        Severity.WARNING,
    )


TYPE_A_DATE = Text("请填日期，例如 2026-06-30。", "Type a date, such as 2026-06-30.")

_NOT_A_DATE = (
    Text("不是日期，没有计入", "Not a date; it was left out"),
    TYPE_A_DATE,
)


def date_from_text(text: str) -> dt.datetime | None:
    """A date whose year comes first (2026-6-30, 2026/06/30, 2026年6月30日, 20260630, with or without a time).

    >>> date_from_text("2026年6月3日")
    datetime.datetime(2026, 6, 3, 0, 0)
    >>> date_from_text("03/06/2026") is None  # day or month first? nobody can tell
    True
    """
    if not (match := _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)):
        return None
    try:
        return dt.datetime(*(int(part) for part in match.groups() if part))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None


def _read_month(cell: object) -> object:
    if isinstance(cell, str) and (match := _MONTH.fullmatch(half_width(cell))) and 1 <= int(match[2]) <= 12:
        return dt.datetime(int(match[1]), int(match[2]), 1)  # noqa: DTZ001
    got = _read_date(cell)
    return got.replace(day=1) if isinstance(got, dt.datetime) else got


def _read_month_day(cell: object) -> object:
    if isinstance(cell, dt.datetime):  # Excel makes a date of "5-20" by itself
        return f"{cell.month:02d}-{cell.day:02d}"
    text = half_width(str(cell))
    if not text:
        return None
    match = _MONTH_DAY.fullmatch(text)
    if match and 1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 31:
        return f"{int(match[1]):02d}-{int(match[2]):02d}"
    return Doubt(None, Text("应为“月-日”", "A month and a day are expected"), Text("例如 05-20。", "Such as 05-20."))


def _read_birthday(cell: object) -> object:
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        whole = float(cell).is_integer()
        if 10_000 <= cell <= _LAST_SERIAL and not (whole and birthdays.read(str(int(cell)))):
            return f"{excel_date(float(cell)):%Y-%m-%d}"
    text = birthdays.tidy(shown(cell))
    if not text:
        return None
    return text if birthdays.read(text) else Doubt(text, *_NO_BIRTHDAY, Severity.WARNING)


_NO_BIRTHDAY = (
    Text("看不出是哪一天，不会提醒", "No day of the year can be read here; it raises no reminder"),
    Text("例如 1980-05-20、8-15、农历八月十五、闰四月初三。", "Such as 1980-05-20, 8-15, lunar 8-15, lunar leap 4-3."),
)


def _read_flag(cell: object) -> object:
    if isinstance(cell, bool):
        return cell
    word = half_width(shown(cell)).lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    return Doubt(
        None, Text("应为“是”或“否”", "Yes or No is expected"), Text("从下拉列表选择。", "Choose from the dropdown.")
    )


_READERS: dict[Kind, Callable[[Any], object]] = {
    **dict.fromkeys((Kind.MONEY, Kind.INT, Kind.NUM, Kind.RATE, Kind.STARS), _read_number),
    **dict.fromkeys((Kind.DATE, Kind.DATETIME), _read_date),
    Kind.MONTH: _read_month,
    Kind.MONTH_DAY: _read_month_day,
    Kind.BIRTHDAY: _read_birthday,
    Kind.FLAG: _read_flag,
}


def join_choices(labels: Sequence[str]) -> str:
    """Several labels as one cell."""
    return "、".join(labels)


def split_choices(cell: str) -> list[str]:
    """The labels of a CHOICES cell, whatever comma stands between them."""
    return [part for part in (p.strip() for p in re.split(r"[、,，;；\n]", cell)) if part]


def reader(kind: Kind) -> Callable[[Any], object]:
    """What reads a cell that is not blank as `kind`: gives the value, or a Doubt."""
    return _READERS.get(kind, _read_text)


def shown(cell: object) -> str:
    """A cell as a finding quotes it."""
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d" if cell.time() == dt.time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:200]
