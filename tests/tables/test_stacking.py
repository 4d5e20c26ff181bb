"""Tables that stand one below the other: what one of them gains or loses is whole rows of the sheet, in either host."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import xlwings as xw

from workbook import engine, tables
from workbook.schema.sheets import SHEETS, lines_above, place_name, room_below, sheet_of
from workbook.tables import closed_file, hosts, open_excel
from workbook.tables.placement import bounds

PEOPLE = sheet_of("tblFamily")


@pytest.fixture(params=[closed_file, open_excel], ids=["closed", "open"])
def book(request: pytest.FixtureRequest, sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    """The sample, by either host."""
    with engine.open_book(sample_zh) as opened:
        monkeypatch.setattr(hosts, "choose", lambda _book: request.param)
        yield opened


def page(book: xw.Book) -> xw.Sheet:
    return book.sheets[PEOPLE.label.zh]


def standing(sheet: xw.Sheet) -> dict[str, tuple[int, int]]:
    """First and last row of each table, from the top."""
    found = {one.name: bounds(one.range.address) for one in sheet.tables}
    return {name: (at[1], at[3]) for name, at in sorted(found.items(), key=lambda one: one[1][1])}


def gaps(sheet: xw.Sheet) -> dict[str, int]:
    """The blank rows between each table and what is the next one's own."""
    rows = standing(sheet)
    return {
        upper: rows[lower][0] - lines_above(lower) - rows[upper][1] - 1 for upper, lower in itertools.pairwise(rows)
    }


def cells(book: xw.Book, name: str) -> list[list[object]]:
    """Header and data of a table as they stand."""
    values: list[list[object]] = page(book).tables[name].range.value
    return values


def family(book: xw.Book, count: int) -> pd.DataFrame:
    """So many new rows."""
    one = tables.read(book, "tblFamily").frame.iloc[[0] * count][["contact_id", "name"]]
    return one.reset_index(drop=True)


def test_all_stand_apart_as_declared(book: xw.Book) -> None:
    """As built, and after commands have filled the results."""
    for one in SHEETS:
        if one.is_stacked:
            sheet = book.sheets[one.label.zh]
            assert gaps(sheet) == {name: room_below(name) for name in one.tables[:-1]}


@pytest.mark.parametrize("count", [1, 4, 40])
def test_a_table_that_grows_moves_what_stands_below(book: xw.Book, count: int) -> None:
    """By as many rows; the tables below hold what they held, their headings are found by their names."""
    before, below = standing(page(book)), cells(book, "tblBankProfiles")
    tables.append(book, "tblFamily", family(book, count))
    after = standing(page(book))
    assert after["tblFamily"] == (before["tblFamily"][0], before["tblFamily"][1] + count)
    assert after["tblBankProfiles"] == tuple(row + count for row in before["tblBankProfiles"])
    assert after["tblAnniversaries"] == before["tblAnniversaries"]
    assert cells(book, "tblBankProfiles") == below
    assert gaps(page(book))["tblFamily"] == room_below("tblFamily")
    heading = book.names[place_name("tblBankProfiles")].refers_to_range
    assert heading.row == after["tblBankProfiles"][0] - lines_above("tblBankProfiles")
    assert heading.value == "金融档案"


def test_rows_taken_out_close_up(book: xw.Book) -> None:
    """Down to the last row, which stays blank; a table below comes nearer by as many."""
    before, below = standing(page(book)), cells(book, "tblBankProfiles")
    rows = tables.size(book, "tblFamily")
    tables.delete_rows(book, "tblFamily", range(1, rows))
    assert standing(page(book))["tblBankProfiles"] == tuple(row - rows + 1 for row in before["tblBankProfiles"])
    assert cells(book, "tblBankProfiles") == below
    tables.delete_rows(book, "tblFamily", [0])
    assert tables.size(book, "tblFamily") == 1
    assert tables.read(book, "tblFamily").frame.empty
    assert gaps(page(book))["tblFamily"] == room_below("tblFamily")


def test_rows_come_back_where_they_stood(book: xw.Book) -> None:
    """Every cell of the sheet is as before."""
    before = page(book).used_range.value
    taken = tables.take_rows(book, "tblFamily", [1, 2])
    tables.delete_rows(book, "tblFamily", [1, 2])
    tables.put_rows(book, "tblFamily", list(zip([1, 2], taken, strict=True)))
    assert page(book).used_range.value == before


def test_a_note_beside_a_table_is_never_lost(book: xw.Book) -> None:
    """A row beside which something stands is not taken out: the rows below move up within the table."""
    first, last = standing(page(book))["tblFamily"]
    page(book).range((first + 1, 30)).value = "mine"
    names = tables.read(book, "tblFamily").frame["name"].tolist()
    tables.delete_rows(book, "tblFamily", [0])
    assert tables.read(book, "tblFamily").frame["name"].tolist() == names[1:]
    assert page(book).range((first + 1, 30)).value == "mine"
    assert standing(page(book))["tblFamily"] == (first, last - 1)


def test_a_result_that_shrinks_takes_its_surplus_rows_along(book: xw.Book) -> None:
    """And a second time the same gives the same sheet."""
    sheet = book.sheets[sheet_of("tblMonthly").label.zh]
    frame = tables.read(book, "tblMonthly").frame
    whole = standing(sheet)
    tables.replace(book, "tblMonthly", frame.iloc[:3])
    small = standing(sheet)
    assert small["tblConcentration"][0] == whole["tblConcentration"][0] - (len(frame) - 3)
    tables.replace(book, "tblMonthly", frame)
    assert standing(sheet) == whole
    tables.replace(book, "tblMonthly", frame)
    assert standing(sheet) == whole


def test_rows_below_end_above_the_next_heading(book: xw.Book) -> None:
    """What is typed there is found; headings, bands and headers of the next table never are."""
    assert tables.below(book, "tblFamily").rows == ()
    _, last = standing(page(book))["tblFamily"]
    page(book).range((last + 1, 3)).value = "甲"
    page(book).range((last + room_below("tblFamily"), 3)).value = "乙"
    found = tables.below(book, "tblFamily").rows
    assert [(one.row, *one.cells.values()) for one in found] == [(last + 1, "甲"), (last + 5, "乙")]


def test_rows_that_were_used_up_are_replaced(book: xw.Book) -> None:
    """Typed rows that Excel has taken into a table leave no room for the next: refresh gives it back."""
    name = "tblFamily"
    whole = page(book).tables[name].range
    page(book).tables[name].resize(whole.resize(whole.shape[0] + 4))
    assert gaps(page(book))[name] == room_below(name) - 4
    tables.keep_room(book)
    assert gaps(page(book))[name] == room_below(name)
    before = page(book).used_range.value
    tables.keep_room(book)
    assert page(book).used_range.value == before


def test_dropdowns_and_formats_grow_with_their_table(sample_zh: Path) -> None:
    """They end with the rows that are kept blank below it, and never in the next table."""
    import openpyxl

    def ends() -> Iterator[set[int]]:
        written = openpyxl.load_workbook(sample_zh)
        for name in ("tblPayments", "tblFamily", "tblBankProfiles"):
            sheet = written[sheet_of(name).label.zh]
            top = bounds(sheet.tables[name].ref)[1] + 1
            validations = [area for one in sheet.data_validations.dataValidation for area in one.sqref.ranges]
            formats = [area for one in sheet.conditional_formatting for area in one.cells.ranges]
            yield {area.max_row for area in (*validations, *formats) if area.min_row == top}

    (payments,), (kin,), (bank,) = ends()
    with engine.open_book(sample_zh) as opened:
        tables.append(opened, "tblFamily", family(opened, 30))
        one = tables.read(opened, "tblPayments").frame.iloc[[0] * 500].drop(columns="row_id")
        tables.append(opened, "tblPayments", one.reset_index(drop=True))
        opened.save()
    assert list(ends()) == [{payments + 500}, {kin + 30}, {bank + 30}]


def test_tables_emptied_from_the_bottom_up_stand_as_declared(book: xw.Book) -> None:
    """Whatever was written to the sheet before: one row stays of each, and the blank rows between them."""
    one = sheet_of("tblComposition")
    for name in reversed(one.tables):
        tables.delete_rows(book, name, range(tables.size(book, name)))
    assert gaps(book.sheets[one.label.zh]) == {name: room_below(name) for name in one.tables[:-1]}
    assert all(tables.size(book, name) == 1 for name in one.tables)


def test_a_blank_row_keeps_its_formats_however_often_it_is_moved(book: xw.Book) -> None:
    """Where several tables above grew within one command, the last one's dates are still written as dates."""
    one = sheet_of("tblWhiteSpace")
    sheet = book.sheets[one.label.zh]

    def formats() -> list[str]:
        left, top, _, _ = bounds(sheet.tables["tblWhiteSpace"].range.address)
        return [sheet.range((top + 1, left + column)).number_format for column in range(4, 8)]

    tables.delete_rows(book, "tblWhiteSpace", range(tables.size(book, "tblWhiteSpace")))
    before = formats()
    for name in one.tables[:-1]:
        rows = tables.read(book, name).frame.iloc[[0] * 40].drop(columns="row_id", errors="ignore")
        tables.replace(book, name, rows.reset_index(drop=True))
    assert formats() == before != ["General"] * 4
