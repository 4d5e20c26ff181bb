"""Birthdays as people write them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from workbook.schema.birthdays import Birthday, read, tidy
from workbook.schema.model import Kind
from workbook.schema.values import parse_column


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("1980-05-20", (1980, 5, 20, False, None)),
        ("１９８０年５月２０日", (1980, 5, 20, False, None)),
        ("19800520", (1980, 5, 20, False, None)),
        ("8-15", (None, 8, 15, False, None)),
        ("8月15", (None, 8, 15, False, None)),
        ("1980-07", (1980, 7, None, False, None)),
        ("1980年7月", (1980, 7, None, False, None)),
        ("1980年", (1980, None, None, False, None)),
        ("农历八月十五", (None, 8, 15, False, True)),
        ("闰四月十五", (None, 4, 15, True, True)),
        ("二月廿九", (None, 2, 29, False, True)),
        ("腊月三十", (None, 12, 30, False, True)),
        ("冬月初一", (None, 11, 1, False, True)),
        ("十一月十一", (None, 11, 11, False, True)),
        ("1980年八月十五", (1980, 8, 15, False, True)),
        ("一九八〇年闰四月二十", (1980, 4, 20, True, True)),
        ("1989-02-29 农历", (1989, 2, 29, False, True)),
        ("阴历1989年2月30日", (1989, 2, 30, False, True)),
        ("十二月二十五日", (None, 12, 25, False, None)),
        ("公历八月十五", (None, 8, 15, False, False)),
        ("lunar leap 4-15", (None, 4, 15, True, True)),
        ("Aug 15", (None, 8, 15, False, None)),
        ("15 August 1980", (1980, 8, 15, False, None)),
    ],
)
def test_what_is_known_is_read(written: str, known: tuple[int | None, ...]) -> None:
    """A date, a day of the year, a month of a year, a year; the calendar where the text names it."""
    assert read(written) == Birthday(*known)  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["", "张三", "13-40", "0", "8月32", "1500-01-01", "八月半", "5/20/80/1"])
def test_what_is_no_birthday(written: str) -> None:
    """No month and day that any calendar has."""
    assert read(written) is None


def test_only_whole_dates_are_rewritten() -> None:
    """Everything else stands as it was typed."""
    assert [tidy(one) for one in ("1980/5/20", "8月15", "农历八月十五", "1989-2-29 农历")] == [
        "1980-05-20", "8月15", "农历八月十五", "1989-2-29 农历",
    ]  # fmt: skip


def test_a_column_takes_dates_and_texts() -> None:
    """Date cells and texts in one column; what nobody can read stays beside its warning."""
    cells = [dt.datetime(1980, 5, 20), "二月三十", None, "soon", 45296.0, 19800520]
    column, troubles = parse_column(pd.Series(cells, dtype=object), Kind.BIRTHDAY)
    assert column.tolist()[:2] == ["1980-05-20", "二月三十"]
    assert column.tolist()[3:] == ["soon", "2024-01-05", "1980-05-20"]
    assert [(one.row, one.severity) for one in troubles] == [(3, "warning")]
    dates, none = parse_column(pd.Series([dt.datetime(1980, 5, 20), None], dtype="datetime64[s]"), Kind.BIRTHDAY)
    assert dates.isna().tolist() == [False, True]
    assert dates[0] == "1980-05-20"
    assert not none
