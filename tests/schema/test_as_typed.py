# ruff: noqa: E501 - cells stand as they are typed
"""A cell of the book, as every kind of column reads it: text on file, to be read as a list of promises."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.schema import birthdays
from workbook.schema.cells import join_choices, number_from_text, split_choices
from workbook.schema.model import Kind
from workbook.schema.values import parse_column

GOLDEN = Path(__file__).with_name("golden") / "as_typed.txt"
TEXTS = (
    "1 0 -1 1. .5 1e3 1e5x 1,234 12,34 1,234.5 ￥1,234.50 $5 (500) 1.2万 3亿 15% 1.5％ -3_元 +3 1.2.3 -- ￥ 1_2/3 １２３ abc 无 "
    "2026-06-03 2026/6/3 2026.06.03 2026年6月3日 20260603 03/06/2026 2026-13-01 2026-02-30 1899-12-31 1900-01-01 9999-12-31 2026-06 2026年6月 2026-06-03_10:30 "
    "2026-06-03_10:30:15 2026-06-03T10:30 2026-06-03_25:00 06-03 6-3 6月3日 02-30 02-29 13-01 46176 "
    "是 否 Y N yes no ✓ ✔ √ × x true FALSE 有 无 1.0 maybe 007 +8610 a，b、c;d "
    "#N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL! #SPILL! #CALC! #n/a"
)
OTHERS: tuple[Any, ...] = (
    1.0, 0.0, -1.5, 0.1 + 0.2, 12345.0, 46176.0, 46176.5, 2958465.0, 2958466.0, 60.0, 1e16, 6222021234567890123.0, float("inf"),
    True, False, dt.datetime(2026, 6, 3), dt.datetime(2026, 6, 3, 10, 30, 15), dt.datetime(2026, 5, 20), 5,
)  # fmt: skip
BIRTHDAYS = (
    "1980-05-20 1980/5/20 1980.5.20 19800520 8-15 08-15 8月15 8月15日 1980-07 1980年7月 1980年 1980 80-5-20 农历八月十五 阴历八月十五 旧历八月十五 闰四月十五 二月廿九 二月三十 "
    "腊月三十 冬月初一 正月初一 十一月十一 十二月二十五日 1980年八月十五 一九八〇年闰四月二十 1989-02-29_农历 阴历1989年2月30日 公历八月十五 阳历8月15日 新历8-15 lunar_leap_4-15 lunar_8-15 "
    "solar_8-15 Aug_15 15_Aug 15_August_1980 August_15,_1980 Sept_1 13-40 0 8月32 2-30 2-29 1500-01-01 1899-01-01 1900-01-01 2100-01-01 八月半 5/20/80/1 张三 十三月一日 八月卅一 八月卅 八月廿 初一"
)


def _cells(text: str) -> list[str]:
    return [one.replace("_", " ") for one in text.split()]


def _told() -> Iterator[str]:
    for kind in Kind:
        yield f"# {kind.value}"
        for cell in (*_cells(TEXTS), *OTHERS):
            column, troubles = parse_column(pd.Series([cell, None, ""], dtype=object), kind)
            assert len(column) == 3
            said = [f"{one.severity} {one.message.en}" for one in troubles if one.row == 0]
            yield "\t".join([repr(cell), str(column.iloc[0]), *said]).rstrip()
    yield "# birthdays"
    for cell in _cells(BIRTHDAYS):
        yield "\t".join([cell, str(birthdays.read(cell)), birthdays.tidy(cell)])
    yield "# numbers and choices"
    for cell in _cells(TEXTS):
        yield "\t".join([cell, str(number_from_text(cell)), join_choices(split_choices(cell))])


def test_every_cell_is_read_as_on_file() -> None:
    """Value, and what is said of it; python -m workbook.regenerate writes the text."""
    told = list(_told())
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        GOLDEN.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == GOLDEN.read_text("utf-8").split("\n")[:-1]
