"""Laws that hold for cleaning whatever is pasted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.cleaning import (
    Cleaned,
    amounts,
    columns,
    dates,
    emails,
    id_numbers,
    phones,
    postcodes,
    tax_numbers,
    text,
    websites,
)

SIGNS = (
    "=+-@＝＋－＠\t\r\n \u3000\u00a0\u200b'０１２３４５６７８９0123456789().,/:;：；，。"
    "年月日转电话传真手机万亿元￥ABCxyz@. 张三公司"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
pasted = st.one_of(st.text(max_size=40), st.text(alphabet=SIGNS, max_size=30))

CLEANERS: dict[str, Callable[[str], Cleaned[Any]]] = {
    "text": text.clean,
    "note": lambda written: text.clean(written, multiline=True),
    "name": text.clean_name,
    "phone": phones.clean,
    "email": emails.clean,
    "website": websites.clean,
    "postcode": postcodes.clean,
    "taxno": tax_numbers.clean,
    "idnumber": id_numbers.clean,
    "date": dates.clean,
    "amount": amounts.clean,
}


@pytest.mark.parametrize("kind", CLEANERS)
@given(written=pasted)
def test_cleaning_a_cleaned_value_changes_nothing(kind: str, written: str) -> None:
    """clean(clean(x)) == clean(x)."""
    value = CLEANERS[kind](written).value
    if value is not None:
        again = CLEANERS[kind](str(value))
        assert again.value == value
        assert not again.changed


@pytest.mark.parametrize("kind", CLEANERS)
@given(written=pasted)
def test_no_cleaned_text_is_a_formula(kind: str, written: str) -> None:
    """Whatever is pasted, the cleaned value would not run in a cell."""
    value = CLEANERS[kind](written).value
    assert value is None or not text.is_formula(str(value))


@given(written=pasted)
def test_a_disarmed_text_is_no_formula(written: str) -> None:
    """disarm takes every text out of reach of the formula parser, and only adds one apostrophe."""
    safe = text.disarm(written)
    assert not text.is_formula(safe)
    assert safe in (written, f"'{written}")


@pytest.mark.parametrize("kind", CLEANERS)
@given(written=pasted)
def test_the_original_is_kept_and_changes_are_told(kind: str, written: str) -> None:
    """`original` is what was pasted; `changed` says truly whether the shown text differs."""
    cleaned = CLEANERS[kind](written)
    assert cleaned.original == written
    assert cleaned.changed == (("" if cleaned.value is None else str(cleaned.value)) != written)


@pytest.mark.parametrize("kind", ["date", "amount", "phone", "email", "taxno", "website"])
@given(written=pasted)
def test_what_is_not_understood_is_said(kind: str, written: str) -> None:
    """A value that became None was a blank, or has a note."""
    cleaned = CLEANERS[kind](written)
    assert cleaned.value is not None or cleaned.note is not None or text.is_placeholder(text.half_width(written))


@given(
    cells=st.lists(st.one_of(st.none(), pasted, st.floats(), st.integers(), st.dates()), max_size=6),
    kind=st.sampled_from(["text", "note", "name", "phone", "email", "website", "postcode", "taxno", "amount"]),
)
def test_a_column_is_cleaned_as_its_cells_are(cells: list[object], kind: columns.Kind) -> None:
    """The fast path over columns gives what cell by cell cleaning gives."""
    got = columns.clean(pd.Series(cells, dtype=object), kind)
    single = [CLEANERS[kind](text.of(cell)) for cell in cells]
    assert got.values.tolist() == [one.value for one in single]
    assert got.changed.tolist() == [one.changed for one in single]
    assert got.notes == {i: one.note for i, one in enumerate(single) if one.note is not None}


@given(day=st.dates(min_value=pd.Timestamp("1950-01-01").date(), max_value=pd.Timestamp("2099-12-31").date()))
def test_every_spelling_of_a_day_is_that_day(day: Any) -> None:
    """Year-first, Chinese, packed, named-month and Minguo spellings all come back to the day."""
    for written in (
        f"{day.year}-{day.month}-{day.day}",
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"民国{day.year - 1911}年{day.month}月{day.day}日",
        str((day - pd.Timestamp("1899-12-30").date()).days),
        f"{day:%Y-%m-%d} 23:59:59",
    ):
        assert dates.clean(written).value == day, written


@given(amount=st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_every_spelling_of_an_amount_is_that_amount(amount: Any) -> None:
    """Thousands, currency signs and accountants' brackets do not change the amount."""
    written = [f"{amount:,.2f}", f"{amount:f}", f"{amount:,.2f}元", f"CNY {amount:,.2f}"]
    written += [f"({-amount:,.2f})", f"-￥{-amount:,.2f}"] if amount < 0 else [f"￥{amount:,.2f}"]
    for spelling in written:
        assert amounts.clean(spelling).value == amount, spelling
