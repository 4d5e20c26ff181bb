"""What a cell of each kind may hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.schema.findings import Severity
from workbook.schema.model import Kind
from workbook.schema.values import parse_column


def parse(cell: Any, kind: Kind) -> tuple[Any, list[Severity]]:
    """One cell as a kind: its value (None for missing) and how severe its troubles are."""
    column, troubles = parse_column(pd.Series([cell], dtype=object), kind)
    value = column.iloc[0]
    return (None if pd.isna(value) else value), [t.severity for t in troubles]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("￥1,234.50", 1234.5), ("１２３", 123.0), ("(500)", -500.0), ("1.2万", 12000.0), ("15%", 0.15), ("-3 元", -3.0)],
)
def test_an_amount_stored_as_text_counts_and_is_mentioned(cell: str, value: float) -> None:
    """It can mean only one number, so it counts; somebody should still mend it."""
    assert parse(cell, Kind.MONEY) == (value, [Severity.WARNING])


@pytest.mark.parametrize("cell", ["12,34", "abc", "1.2.3", "1 2/3", "--", "￥", "1e5x"])
def test_a_text_that_is_no_number_is_left_out_and_said(cell: str) -> None:
    """Nothing is guessed."""
    assert parse(cell, Kind.MONEY) == (None, [Severity.ERROR])


@pytest.mark.parametrize(
    "cell",
    ["2026-06-03", "2026/6/3", "2026.06.03", "2026年6月3日", "20260603", "２０２６－０６－０３", "2026-06-03 00:00:00"],
)
def test_a_date_stored_as_text_counts_when_the_year_comes_first(cell: str) -> None:
    """Every usual spelling with the year first is one date."""
    assert parse(cell, Kind.DATE) == (pd.Timestamp(2026, 6, 3), [Severity.WARNING])


@pytest.mark.parametrize("cell", ["03/06/2026", "3-6-26", "2026-13-01", "2026-02-30", "yesterday"])
def test_a_date_that_could_be_two_days_is_no_date(cell: str) -> None:
    """Day or month first? Nobody can tell, so nobody guesses."""
    assert parse(cell, Kind.DATE) == (None, [Severity.ERROR])


def test_a_real_date_has_no_trouble() -> None:
    """What Excel holds as a date is a date."""
    assert parse(dt.datetime(2026, 6, 3), Kind.DATE) == (pd.Timestamp(2026, 6, 3), [])


def test_a_plain_number_in_a_date_column_is_read_as_a_serial() -> None:
    """46176 without a date format is 2026-06-03, and is mentioned."""
    assert parse(46176.0, Kind.DATE) == (pd.Timestamp(2026, 6, 3), [Severity.WARNING])


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.MONEY, Kind.DATE, Kind.FLAG, Kind.CHOICE])
def test_an_error_value_is_left_out_everywhere(kind: Kind) -> None:
    """#N/A is no text, no number, no date."""
    value, severities = parse("#N/A", kind)
    assert not value
    assert severities == [Severity.ERROR]


def test_codes_stay_text() -> None:
    """A code typed as a number loses nothing but its decimal point; one typed as text loses nothing."""
    assert parse(12345.0, Kind.TEXT) == ("12345", [])
    assert parse("007", Kind.TEXT) == ("007", [])
    assert parse("+8610", Kind.PHONE) == ("+8610", [])


def test_a_number_too_long_for_a_double_is_an_error_in_a_text_column() -> None:
    """An account number typed as a number has lost its last digits; no program can bring them back."""
    assert parse(6222021234567890123.0, Kind.TEXT)[1] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("cell", "value"), [("是", True), ("否", False), ("Y", True), ("✓", True), (True, True), (0.0, False)]
)
def test_flags_have_many_spellings(cell: Any, value: bool) -> None:
    """Yes and no in both languages, ticks, and Excel's own booleans."""
    assert parse(cell, Kind.FLAG) == (value, [])


def test_a_day_that_excel_turned_into_a_date_is_that_day() -> None:
    """Typing 5-20 into Excel gives a date of this year; the month and the day are what was meant."""
    assert parse(dt.datetime(2026, 5, 20), Kind.MONTH_DAY) == ("05-20", [])


@given(st.lists(st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))))
def test_numbers_come_through_unchanged(cells: list[float | None]) -> None:
    """A clean number column is itself."""
    column, troubles = parse_column(pd.Series(cells, dtype=object), Kind.NUM)
    assert troubles == []
    assert [None if pd.isna(v) else v for v in column] == cells


@given(st.lists(st.one_of(st.text(), st.floats(), st.none(), st.booleans(), st.datetimes()), max_size=20))
def test_no_cell_is_lost_without_a_word(cells: list[Any]) -> None:
    """In every kind, a cell is blank, has a value, or has a trouble that says why not; the length is kept."""
    for kind in Kind:
        column, troubles = parse_column(pd.Series(cells, dtype=object), kind)
        assert len(column) == len(cells)
        said = {t.row for t in troubles if t.severity is Severity.ERROR}
        for row, cell in enumerate(cells):
            blank = cell is None or cell != cell or (isinstance(cell, str) and not cell.strip())
            if not blank and row not in said and kind is not Kind.FLAG and pd.isna(column.iloc[row]):
                assert not str(cell).strip("\u200b\ufeff \t\r\n\x1c\x1d\x1e\x1f\x85\xa0"), (kind, cell)


@pytest.mark.parametrize("rows", [3, 3_000])
def test_a_long_column_is_trimmed_as_a_short_one_is(rows: int) -> None:
    """Two ways of doing it, chosen by length: ends trimmed, blanks missing."""
    column, troubles = parse_column(pd.Series([" Ash ", "", "Oak"] * (rows // 3), dtype="str"), Kind.TEXT)
    assert column.isna().tolist() == [False, True, False] * (rows // 3)
    assert column.dropna().tolist() == ["Ash", "Oak"] * (rows // 3)
    assert troubles == []


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.MONTH_DAY, Kind.BIRTHDAY, Kind.DATE, Kind.MONEY, Kind.FLAG])
@pytest.mark.parametrize("cells", [["13-45", None], ["05-20", "x"], [None, None], ["#N/A", "1"]])
def test_a_column_of_texts_is_read_as_its_cells_are(kind: Kind, cells: list[str | None]) -> None:
    """Whatever the column is kept as."""
    kept, one_by_one = (parse_column(pd.Series(cells, dtype=dtype), kind) for dtype in ("str", object))
    pd.testing.assert_series_equal(kept[0], one_by_one[0])
    assert kept[1] == one_by_one[1]
