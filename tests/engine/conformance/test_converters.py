"""Every converter and option of xlwings works on a closed file."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xlwings as xw

FRAME = pd.DataFrame(
    {"n": [1.5, np.nan, 3], "t": ["a", None, "c"], "d": [dt.datetime(2024, 1, 1), pd.NaT, dt.datetime(2024, 3, 3)]}
)


def test_frame(sheet: xw.Sheet) -> None:
    """A DataFrame goes in and comes out, with or without index and header."""
    sheet["A1"].options(index=False).value = FRAME
    sheet.book.save()
    back = sheet["A1"].expand("right").resize(4).options(pd.DataFrame, index=False).value
    assert back["n"].tolist()[0] == 1.5
    assert np.isnan(back["n"][1])
    assert back["t"].tolist()[::2] == ["a", "c"]
    assert back["d"][2] == pd.Timestamp(2024, 3, 3)
    sheet["F1"].options(header=False).value = FRAME
    assert sheet["F1"].value == 0
    assert sheet["G1"].value == 1.5


def test_series(sheet: xw.Sheet) -> None:
    """A Series too."""
    sheet["A1"].value = pd.Series([1, 2, 3], name="x", index=["a", "b", "c"])
    back = sheet["A1:B4"].options(pd.Series).value
    assert back.tolist() == [1, 2, 3]
    assert list(back.index) == ["a", "b", "c"]


def test_array(sheet: xw.Sheet) -> None:
    """A numpy array too; blanks are NaN."""
    sheet["A1"].value = np.eye(3)
    assert (sheet["A1:C3"].options(np.array).value == np.eye(3)).all()
    assert np.isnan(sheet["E1:E2"].options(np.array).value).all()
    sheet["A5"].value = np.array([np.datetime64("2024-01-01T10:00")])
    assert sheet["A5"].value == dt.datetime(2024, 1, 1, 10)


@pytest.mark.parametrize("kind", [dict, OrderedDict])
def test_dictionary(sheet: xw.Sheet, kind: Any) -> None:
    """Two columns are a dictionary."""
    sheet["A1"].value = {"a": 1, "b": 2}
    assert sheet["A1:B2"].options(kind).value == {"a": 1, "b": 2}
    assert sheet["A1:B2"].options(dict, transpose=True).value == {"a": "b", 1: 2}


def test_numbers_dates_empty(sheet: xw.Sheet) -> None:
    """numbers=, dates= and empty= change what comes out."""
    sheet["A1"].value = [1.6, dt.datetime(2024, 1, 2, 3), None]
    assert sheet["A1"].options(numbers=int).value == 2
    assert sheet["B1"].options(dates=dt.date).value == dt.date(2024, 1, 2)
    assert sheet["C1"].options(empty="-").value == "-"
    assert sheet["B1"].options(dates=lambda year, **_: year).value == 2024


def test_ndim(sheet: xw.Sheet) -> None:
    """ndim fixes the shape of lists."""
    sheet["A1:B1"].value = [1, 2]
    assert sheet["A1"].options(ndim=1).value == [1]
    assert sheet["A1"].options(ndim=2).value == [[1]]
    assert sheet["A1:B1"].options(ndim=2).value == [[1, 2]]
    with pytest.raises(Exception, match="ndim"):
        _ = sheet["A1:B2"].options(ndim=1).value


def test_chunksize(sheet: xw.Sheet) -> None:
    """Reading and writing in pieces changes nothing."""
    data = [[float(row * column) for column in range(5)] for row in range(23)]
    sheet["A1"].options(chunksize=4).value = data
    assert sheet["A1:E23"].options(chunksize=7).value == data


def test_raw(sheet: xw.Sheet) -> None:
    """The raw converter hands cells over as they are."""
    sheet["A1"].options("raw").value = 1
    assert sheet["A1:A2"].options("raw").value == [[1.0], [None]]


def test_tuple_and_json(sheet: xw.Sheet) -> None:
    """Tuples and JSON."""
    sheet["A1"].value = ((1, 2), (3, 4))
    assert sheet["A1:B1"].options(tuple).value == (1, 2)
    assert sheet["A1:B1"].options("json").value == "[1.0, 2.0]"


def test_a_category_and_a_decimal(sheet: xw.Sheet) -> None:
    """Other scalars become numbers and text."""
    from decimal import Decimal

    sheet["A1"].value = [Decimal("1.25"), np.int64(3), np.float32(0.5), np.bool_(True)]
    assert sheet["A1:D1"].value == [1.25, 3, 0.5, True]
