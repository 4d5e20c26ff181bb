"""Text as typed values: the spellings that are read, and those that are not guessed at."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import schema
from workbook.language import Text
from workbook.rules.loading.typed_columns import Typed, typed
from workbook.schema.model import Field, Kind

LABEL = Text("x", "x")


def read(kind: Kind, *cells: str) -> Typed:
    return typed(pd.Series(list(cells), dtype="str"), Field("x", LABEL, kind))


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.MONEY, "1234.5", 1234.5),
        (Kind.MONEY, "￥1,234.50", 1234.5),
        (Kind.MONEY, "１２３４．５", 1234.5),
        (Kind.MONEY, "(500)", -500.0),
        (Kind.MONEY, "1.2万", 12000.0),
        (Kind.MONEY, "-0.4440", -0.444),
        (Kind.NUM, ".5", 0.5),
        (Kind.NUM, "1e3", 1000.0),
        (Kind.INT, "1,000", 1000.0),
        (Kind.RATE, "15%", 0.15),
        (Kind.RATE, "0.15", 0.15),
        (Kind.STARS, "★★★", 3.0),
        (Kind.STARS, "★★★☆☆", 3.0),
        (Kind.STARS, "4星", 4.0),
        (Kind.STARS, "三星", 3.0),
    ],
)
def test_numbers_in_their_usual_spellings(kind: Kind, cell: str, value: float) -> None:
    """Currency signs, commas, full-width digits, brackets, 万, per cent, stars."""
    got = read(kind, cell)
    assert got.values.tolist() == [value]
    assert not got.troubles


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Kind.MONEY, "abc"),
        (Kind.MONEY, "1.234,56"),
        (Kind.MONEY, "5-10万"),
        (Kind.NUM, "about 5"),
        (Kind.RATE, "half"),
        (Kind.STARS, "good"),
        (Kind.DATE, "5/6/2024"),
        (Kind.DATE, "2024-02-30"),
        (Kind.DATE, "20240230"),
        (Kind.DATE, "soon"),
        (Kind.DATE, "1899-12-31"),
        (Kind.FLAG, "perhaps"),
        (Kind.MONTH_DAY, "32-1"),
    ],
)
def test_what_cannot_be_read_is_a_trouble_at_its_row(kind: Kind, cell: str) -> None:
    """Blank, with a sentence in both languages; never a guess."""
    got = read(kind, "", cell)
    assert set(got.troubles) == {1}
    assert got.troubles[1].zh
    assert got.troubles[1].en


@pytest.mark.parametrize(
    "cell",
    [
        "2018-01-02",
        "20180102",
        "2018/1/2",
        "2018年1月2日",
        "2018-01-02 00:00:00",
        "43102",
        "Jan 2, 2018",
        "２０１８－０１－０２",
    ],
)
def test_dates_in_their_usual_spellings(cell: str) -> None:
    """ISO, compact, slashes, Chinese, with a time, Excel's number, an English month, full width."""
    got = read(Kind.DATE, cell)
    assert got.values.tolist() == [pd.Timestamp("2018-01-02")]
    assert str(got.values.dtype) == "datetime64[s]"


def test_a_column_of_dates_says_by_itself_whether_the_day_comes_first() -> None:
    """11/25/2016 can only be November: so 5/6/2016 is May."""
    assert read(Kind.DATE, "5/6/2016", "11/25/2016").values.tolist() == [
        pd.Timestamp("2016-05-06"),
        pd.Timestamp("2016-11-25"),
    ]


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.ROW_ID])
def test_blank_cells_are_blank_in_every_kind(kind: Kind) -> None:
    """No trouble, no value; a blank flag is no."""
    got = read(kind, "", "   ")
    assert not got.troubles
    assert (got.values == False).all() if kind is Kind.FLAG else got.values.isna().all()  # noqa: E712


def test_text_stays_what_it_is() -> None:
    """Leading zeros, what looks like a formula, what looks like a number."""
    cells = ("007", "=1+1", "@x", "1e5", "+86 20 8888 0000")
    assert read(Kind.TEXT, *cells).values.tolist() == list(cells)


def test_numbers_of_customers_are_half_width() -> None:
    """So that they match what refers to them."""
    assert read(Kind.ID, "Ｃ０１ ", "C02").values.tolist() == ["C01", "C02"]


def test_notes_keep_their_lines() -> None:
    """A remark of two lines has two lines."""
    assert read(Kind.NOTE, "a\r\nb").values.tolist() == ["a\nb"]


def test_flags_in_both_languages() -> None:
    """是, yes, 1, √; 否, no, 0."""
    assert read(Kind.FLAG, "是", "yes", "1", "√", "否", "no", "0").values.tolist() == [True] * 4 + [False] * 3


def test_list_values_by_any_spelling_and_several_at_once() -> None:
    """Labels give keys; what no label answers to stays as typed."""
    labels = {"south": "S", "华南": "S", "north": "N"}
    one = Field("x", LABEL, Kind.CHOICE, list="region")
    several = Field("x", LABEL, Kind.CHOICES, list="region")
    assert typed(pd.Series(["SOUTH ", "华南", "East"], dtype="str"), one, labels).values.tolist() == ["S", "S", "East"]
    assert typed(pd.Series(["South, north", "华南；East"], dtype="str"), several, labels).values.tolist() == [
        "S、N",
        "S、East",
    ]


def test_an_amount_in_another_currency_is_read_and_remarked() -> None:
    """Nothing is converted; somebody should look."""
    got = read(Kind.MONEY, "US$ 1,000")
    assert got.values.tolist() == [1000.0]
    assert set(got.remarks) == {0}


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12), min_size=1))
def test_numbers_written_by_programs_come_back_exactly(numbers: list[float]) -> None:
    """repr and back: the same double."""
    assert read(Kind.NUM, *map(repr, numbers)).values.tolist() == numbers


@given(st.lists(st.dates(min_value=dt.date(1900, 1, 1)), min_size=1))
def test_iso_dates_come_back(days: list[dt.date]) -> None:
    """Any year that a sheet can hold."""
    got = read(Kind.DATE, *(day.isoformat() for day in days))
    assert [value.date() for value in got.values] == days


@given(st.lists(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)), min_size=1))
def test_compact_dates_come_back(days: list[dt.date]) -> None:
    """YYYYMMDD, of this century and the last."""
    got = read(Kind.DATE, *(f"{day:%Y%m%d}" for day in days))
    assert [value.date() for value in got.values] == days


@given(st.text(max_size=12), st.sampled_from([k for k in Kind if k is not Kind.ROW_ID]))
def test_any_text_is_read_or_told(cell: str, kind: Kind) -> None:
    """Nothing pasted raises; what was not read has a sentence or was blank."""
    got = read(kind, cell)
    assert len(got.values) == 1
    value = got.values.iloc[0]
    if isinstance(value, float):
        assert not math.isinf(value) or kind is Kind.NUM


def test_every_field_of_every_table_can_be_typed() -> None:
    """No kind is forgotten."""
    for table in schema.TABLES:
        for field in table.inputs:
            assert len(typed(pd.Series(["", "x"], dtype="str"), field, {}).values) == 2
