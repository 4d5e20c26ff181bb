"""What the engine writes, other programs read; what they write, the engine reads."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import escape as escaping
from python_calamine import CalamineWorkbook

from tests.engine.odd_books import make_book, worksheet
from tests.fuzzing import tries
from workbook import engine
from workbook.engine import CellError, columns
from workbook.engine.cells.cell_values import ERRORS, to_datetime, to_serial
from workbook.engine.cells.written_cells import SMALL

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufffe\uffff"), max_size=40)
DATES = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
    DATES,
    st.sampled_from([CellError(code) for code in ERRORS[:7]]),
)


def unescape(text: Any) -> Any:
    """A text as readers mean it that leave _xHHHH_ as it is; a blank one is none."""
    return escaping.unescape(text) if text else None


def as_read(value: Any) -> Any:
    """What a cell gives back for a value put into it."""
    if isinstance(value, bool) or value is None or value == "":
        return None if value == "" else value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, str) and value[0] == "'" and len(value) > 1:
        return value[1:]
    return value


@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VALUES, min_size=1, max_size=30))
def test_values_round_trip(values: list[Any]) -> None:
    """Every kind of value reads the same here, in openpyxl and in calamine."""
    values = [v for v in values if not (isinstance(v, str) and v.startswith("="))] or [1]
    with tempfile.TemporaryDirectory() as name:
        path = make_book(Path(name) / "x.xlsx", {"One": worksheet("")})
        with engine.open_book(path) as book:
            book.sheets[0]["A1"].options(transpose=True).value = values
            book.save()
            again = book.sheets[0].range((1, 1), (len(values), 1)).options(ndim=2).raw_value
        rows = again if isinstance(again, list) else [[again]]
        assert [row[0] for row in rows] == [as_read(value) for value in values]
        sheet = openpyxl.load_workbook(path).worksheets[0]
        for row, value in enumerate(values, 1):
            theirs = sheet.cell(row, 1).value
            if isinstance(value, CellError):
                assert theirs == value.code
            elif isinstance(value, dt.datetime):
                assert theirs == value
            elif isinstance(value, str):
                assert unescape(theirs) == as_read(value)
            else:
                assert theirs == as_read(value)
        theirs_rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
        for value, cells in zip(values, theirs_rows, strict=False):
            if isinstance(value, str):
                assert unescape(cells[0]) == as_read(value)
            elif isinstance(value, (bool, int, float, dt.datetime)):
                assert moment(cells[0]) == value


def moment(cell: Any) -> Any:
    """A cell as calamine reads it, a day without a time as its midnight."""
    is_day = isinstance(cell, dt.date) and not isinstance(cell, dt.datetime)
    return dt.datetime.combine(cell, dt.time()) if is_day else cell


@settings(max_examples=tries(25), deadline=None)
@given(
    st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), min_size=SMALL, max_size=SMALL),
    st.lists(st.none() | TEXTS, min_size=SMALL, max_size=SMALL),
    st.lists(st.none() | DATES, min_size=SMALL, max_size=SMALL),
)
def test_whole_columns_round_trip(
    numbers: list[float | None], texts: list[str | None], moments: list[dt.datetime | None]
) -> None:
    """A table written by the column reads the same here, in openpyxl and in calamine."""
    given_ = {
        "number": pd.Series(numbers, dtype="float64"),
        "text": pd.Series(texts, dtype="str"),
        "day": pd.Series(moments, dtype="datetime64[s]"),
    }
    with tempfile.TemporaryDirectory() as name:
        path = make_book(Path(name) / "x.xlsx", {"One": worksheet("")})
        with engine.open_book(path) as book:
            sheet = book.sheets[0]
            sheet["A1"].value = list(given_)
            sheet["C2"].number_format = "yyyy-mm-dd hh:mm:ss"
            sheet.tables.add(sheet["A1:C2"], name="tblA")
            columns.replace_rows(book, "tblA", given_, SMALL)
            book.save()
            again = sheet.range((2, 1), (SMALL + 1, 3)).raw_value
        expected = [[None if cell == "" else cell for cell in row] for row in zip(numbers, texts, moments, strict=True)]
        assert [list(row) for row in again] == expected
        theirs = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, max_row=SMALL + 1, values_only=True)
        assert [[number, unescape(text), day] for number, text, day in theirs] == expected
        read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)[1 : SMALL + 1]
        read += [["", "", ""]] * (SMALL - len(read))
        found = [[cell if cell != "" else None for cell in row + [""] * (3 - len(row))] for row in read]
        assert [[number, unescape(text), moment(day)] for number, text, day in found] == expected


@settings(max_examples=tries(300), deadline=None)
@given(TEXTS)
def test_texts_round_trip_through_openpyxl(text: str) -> None:
    """A text with markup, control characters or what looks like an escape is the same text afterwards."""
    from workbook.engine.text.markup import parse
    from workbook.engine.text.xml_text import escape, unescape_x

    written = parse(f"<t>{escape(text)}</t>".encode()).text
    assert unescape_x(written) == text
    assert escaping.unescape(written).replace("_x005f_", "_x005F_") in (text, escaping.unescape(written))


@settings(max_examples=tries(500), deadline=None)
@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9999, 12, 31)), st.booleans())
def test_dates_round_trip(moment: dt.datetime, date1904: bool) -> None:
    """A moment to the millisecond survives its serial number, in both date systems."""
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    if date1904 and moment < dt.datetime(1904, 1, 1):
        return
    assert to_datetime(to_serial(moment, date1904=date1904), date1904=date1904) == moment


@pytest.mark.parametrize(
    ("serial", "moment"),
    [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (45351, "2024-02-29"), (0.5, "1899-12-30T12:00")],
)
def test_known_serials(serial: float, moment: str) -> None:
    """Excel's own calendar, with its 29 February 1900."""
    assert to_datetime(serial) == dt.datetime.fromisoformat(moment)


def test_what_openpyxl_writes(tmp_path: Path) -> None:
    """A book of openpyxl's reads as openpyxl reads it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        [1, 2.5, "three", True, dt.datetime(2024, 2, 29, 12), None, "#N/A"],
        ["007", "+861380000", " x ", "a\nb"],
    ]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    with engine.open_book(tmp_path / "x.xlsx") as opened:
        values = opened.sheets[0]["A1:G2"].raw_value
    assert values[0] == [1, 2.5, "three", True, dt.datetime(2024, 2, 29, 12), None, CellError("#N/A")]
    assert values[1] == ["007", "+861380000", " x ", "a\nb", None, None, None]


@pytest.mark.parametrize(
    ("spelt", "read"), [("a_xD83D_b", "a\ufffdb"), ("_xDE00__xD83D_", "\ufffd" * 2), ("_xD83D__xDE00_", "\U0001f600")]
)
def test_half_a_character_is_read_as_one_that_stands_for_it(tmp_path: Path, spelt: str, read: str) -> None:
    """Alone, or in a column of texts, which could not hold the half; both halves are the character."""
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>{spelt}</t></is></c></row>' for r in range(1, 3000))
    with engine.open_book(make_book(tmp_path / "book.xlsx", {"One": worksheet(cells)})) as book:
        assert book.sheets[0]["A1"].value == read
        assert set(book.sheets[0]["A1:A2999"].value) == {read}
