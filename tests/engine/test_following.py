"""The laws of moving references: a reference keeps meaning the cells it meant."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.engine.text.area_shifts import Shift
from workbook.engine.text.formula_references import leaves_sheet, map_references
from workbook.engine.text.references import MAX_ROW, Area, parse_area, shift_formula

SIZE = 12
numbers = st.integers(1, SIZE)


@st.composite
def areas(draw: st.DrawFn) -> Area:
    """A small rectangle."""
    rows, columns = sorted((draw(numbers), draw(numbers))), sorted((draw(numbers), draw(numbers)))
    return Area(rows[0], columns[0], rows[1], columns[1])


def _cells(area: Area) -> set[tuple[int, int]]:
    return {(row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)}


def _landed(shift: Shift, cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    found = set()
    for row, column in cells:
        one = shift(Area(row, column, row, column))
        if one is not None:
            found.add((one.top, one.left))
    return found


@given(areas(), areas())
def test_inserting_keeps_the_cells_meant(place: Area, reference: Area) -> None:
    """A reference within the moving columns means the same cells as before, and at most blank ones beside."""
    shift = Shift(replace(place, bottom=MAX_ROW), rows=place.height)
    after = shift(reference)
    assert after is not None
    if place.left <= reference.left and reference.right <= place.right:
        landed = _landed(shift, _cells(reference))
        assert landed <= _cells(after)
        assert _cells(after) - landed <= _cells(place)
    else:
        assert after == reference


@given(areas(), areas())
def test_deleting_keeps_the_cells_left(place: Area, reference: Area) -> None:
    """A reference within the moving columns means exactly its cells that are left, or is gone with the last one."""
    gone = place
    shift = Shift(replace(place, top=place.bottom + 1, bottom=MAX_ROW), rows=-place.height, gone=gone)
    after = shift(reference)
    if place.left <= reference.left and reference.right <= place.right:
        landed = _landed(shift, _cells(reference) - _cells(gone))
        assert (set() if after is None else _cells(after)) == landed
    elif reference not in gone:
        assert after == reference


@given(areas(), areas())
def test_a_cut_format_covers_what_it_covered(place: Area, ranged: Area) -> None:
    """The range of a validation or format is cut so that every cell keeps it, moved or not; inserted cells inside
    may have it too."""
    shift = Shift(replace(place, right=place.right, bottom=MAX_ROW), rows=place.height)
    pieces = shift.pieces(ranged)
    covered = set().union(*(_cells(new) for piece in pieces if (new := shift(piece)) is not None))
    assert _landed(shift, _cells(ranged)) <= covered
    assert covered - _landed(shift, _cells(ranged)) <= _cells(place)


@given(areas(), areas())
def test_there_and_back(place: Area, reference: Area) -> None:
    """Inserting rows and deleting them again leaves every reference as it was."""
    rows = replace(place, left=1, right=16_384)
    put = Shift(replace(rows, bottom=MAX_ROW), rows=rows.height)
    take = Shift(replace(rows, top=rows.bottom + 1, bottom=MAX_ROW), rows=-rows.height, gone=rows)
    moved = put(reference)
    assert moved is not None
    assert take(moved) == reference


def test_only_references_change() -> None:
    """Texts, names, functions, tables, other books and spans of sheets are left alone; dollars are kept."""
    formula = (
        "LOG10(A1)+Tax_2024+tbl[A1]+tbl[[#This Row],[B2]]&\"A1 'x'!A1\"+'My ''A1'' sheet'!$B$2:C3+[1]Other!A1"
        "+One:Three!A1+1E5+B:$C+$3:4+X.A1+A1#"
    )

    def below(_: str | None, area: Area) -> Area:
        if area.height == MAX_ROW:
            return area
        return replace(area, top=area.top + 1, bottom=area.bottom + 1)

    assert map_references(formula, below) == (
        "LOG10(A2)+Tax_2024+tbl[A1]+tbl[[#This Row],[B2]]&\"A1 'x'!A1\"+'My ''A1'' sheet'!$B$3:C4+[1]Other!A1"
        "+One:Three!A1+1E5+B:$C+$4:5+X.A1+A2#"
    )


def test_the_sheet_is_told() -> None:
    """Each reference comes with the sheet it names."""
    seen: list[tuple[str | None, Area]] = []

    def look(sheet: str | None, area: Area) -> Area:
        seen.append((sheet, area))
        return area

    map_references("A1+Two!B2+'It''s'!C3:D4+客户!E5", look)
    assert seen == [
        (None, parse_area("A1")), ("Two", parse_area("B2")), ("It's", parse_area("C3:D4")), ("客户", parse_area("E5")),
    ]  # fmt: skip


def test_what_leaves_the_sheet() -> None:
    """Other sheets, names and tables do; functions, texts and cells do not."""
    assert not leaves_sheet('SUM(A1:B2)*IF(TRUE,1,2)&"Two!A1"')
    assert leaves_sheet("Two!A1")
    assert leaves_sheet("tax*2")
    assert leaves_sheet("SUM(tbl[n])")


@pytest.mark.parametrize("text", ["[" * 8000, "'" * 8001, "t[" * 4000, "['" * 4000])
def test_a_formula_that_is_none_moves_in_a_moment(text: str) -> None:
    """Brackets and quotes without an end are looked through once."""
    began = time.process_time()
    assert len(shift_formula(text, 1, 1)) == len(text)
    assert time.process_time() - began < 1
