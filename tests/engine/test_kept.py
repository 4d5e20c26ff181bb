"""Whatever the spelling of a sheet and whatever is written into it, all other bytes stay; held against a reader that
knows nothing of the engine."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.kept import cells, rows, untouched
from tests.engine.odd_books import contents, make_book, worksheet
from tests.engine.spelt import STRINGS, Values, spelt_sheet
from workbook import engine
from workbook.engine.cells import sheet_loading
from workbook.engine.text.markup import parse

PART = "xl/worksheets/sheet1.xml"
WIDTH = 26


def _values(sheet: xw.Sheet, height: int) -> Values:
    found = sheet.range((1, 1), (height, WIDTH)).options(ndim=2).raw_value
    return {
        (row, column): value
        for row, line in enumerate(found, 1)
        for column, value in enumerate(line, 1)
        if value is not None
    }


def _edit(sheet: xw.Sheet, rng: random.Random, height: int, values: Values) -> set[tuple[int, int]]:
    """Write somewhere; returns the places, and keeps the values up to date."""
    top, left = rng.randint(1, height), rng.randint(1, WIDTH)
    what = rng.random()
    if what < 0.3:
        value = rng.choice([1.5, "x<y", True, None, "  pad "])
        sheet.range((top, left)).value = value
        values[top, left] = value
        return {(top, left)}
    if what < 0.6:
        bottom, right = min(height, top + rng.randint(0, 20)), min(WIDTH, left + rng.randint(0, 3))
        block = [[float(row * column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        sheet.range((top, left), (bottom, right)).value = block
        places = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        values.update({(row, column): float(row * column) for row, column in places})
        return places
    if what < 0.85:
        sheet.range((top, left)).number_format = "0.000"
    else:
        sheet.range((top, left)).clear()
        values.pop((top, left), None)
    return {(top, left)}


@pytest.mark.parametrize("block", range(4))
def test_everything_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    """The values read are those that were drawn; after some writes they are the model's, every other byte is as it was,
    rows and cells stand in order, and the part is well-formed."""
    monkeypatch.setattr(sheet_loading, "SMALL_PART", 1 << 12)  # both readers are asked
    for seed in range(block * 30, block * 30 + 30):
        rng = random.Random(seed)
        data, values, last = spelt_sheet(rng)
        sheets = {"One": "", "Two": worksheet("")}
        path = make_book(tmp_path / "book.xlsx", sheets, parts={PART: data}, strings=STRINGS)
        touched: set[tuple[int, int]] = set()
        with engine.open_book(path) as book:
            sheet = book.sheets[0]
            assert _values(sheet, last + 4) == values, seed
            for _ in range(rng.choice([1, 1, 2, 20])):
                touched |= _edit(sheet, rng, last + 4, values)
            book.save()
            expected = {place: value for place, value in values.items() if value is not None}
            assert _values(book.sheets[0], last + 4) == expected, seed
        after = contents(path)[PART]
        parse(after)
        old_rows = set(rows(data))
        assert untouched(after, touched, old_rows) == untouched(data, touched, old_rows), seed
        assert rows(after) == sorted(set(rows(after))), seed
        assert cells(after) == sorted(set(cells(after))), seed
