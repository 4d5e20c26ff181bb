"""Rows of a table in an open book: resized, appended, inserted, deleted.

Excel's Resize moves no cells: what stands below the table is moved down first (`sheet_rows`), and a totals row is
switched off meanwhile (Excel keeps its functions, and puts it back below the new end). A column in which every row
holds a formula is a calculated column of the user's: it is filled down again, not written with values.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from workbook.engine.text.references import shift_formula
from workbook.schema.formulas import TypedFormula
from workbook.tables.live import sheet_rows
from workbook.tables.live.cells import body, changing, may_hold_formulas, put, write_columns
from workbook.tables.live.rollback import formats_noted, formulas_in, not_as_text, noted, rows_of
from workbook.tables.live.transaction import current_transaction
from workbook.tables.placement import Block, Place, stretches

if TYPE_CHECKING:
    import xlwings as xw

Cells = Mapping[str, Sequence[Any]]  # by header, one value a row
PutFormula = Callable[["xw.Book", Block, TypedFormula, Place], None]


def replace_rows(book: xw.Book, place: Place, cells: Cells, n_rows: int, formulas: Mapping[str, str]) -> None:
    """Give the table exactly n_rows data rows; Excel keeps one blank row where there are none."""
    calculated = _calculated(book, place, formulas)
    now = _resized(book, place, n_rows)
    if n_rows:
        write_columns(book, now, {h: column for h, column in cells.items() if h not in calculated}, formulas)
        _fill_down(book, now, calculated)


def append_rows(
    book: xw.Book, place: Place, cells: Cells, start: int, n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Write n_rows rows from position `start` on, growing the table as needed."""
    calculated = _calculated(book, place, formulas)
    now = _resized(book, place, max(place.n_rows, start + n_rows))
    write_columns(book, now, {h: column for h, column in cells.items() if h not in calculated}, formulas, start)
    _fill_down(book, now, calculated)


def delete_rows(book: xw.Book, place: Place, positions: Iterable[int]) -> None:
    """Take rows out; every column closes up with its formulas and formats."""
    gone = sorted(positions)
    if len(gone) >= place.n_rows:  # one row stays, blank, as where Excel's user deletes all
        _blank_first_row(book, place)
        gone = gone[1:]
    for first_row, last_row in reversed(stretches(gone)):
        count = last_row - first_row + 1
        rows = sheet_rows.own_rows(book, place, first_row, count)
        if not sheet_rows.may_go(book, place, rows):
            place = _moved_up(book, place, first_row, count)
            continue
        cells = body(book, place, first_row, 0, count, len(place.headers))
        with changing(book, rows, place, moved=True), noted(book, cells):
            rows.cells.delete("up")
        if transaction := current_transaction(book):
            transaction.forget_sheet(place.sheet)
            transaction.undo_actions.append(partial(_insert_again, rows, book, place, first_row))
        place = dataclasses.replace(place, n_rows=place.n_rows - count)


def _moved_up(book: xw.Book, place: Place, first: int, count: int) -> Place:
    """Rows go where neither the rows of the sheet may (something stands beside the table) nor its cells (another table
    stands below): what the others hold moves up."""
    after = place.n_rows - first - count
    for at in range(len(place.headers) if after else 0):
        source = body(book, place, first + count, at, after, 1)
        formulas = [line[0] for line in formulas_in(source.cells)]
        values = [line[0] for line in rows_of(source.cells.raw_value)]
        moved = [
            value if text is None else TypedFormula(text, source.top + row, value)
            for row, (text, value) in enumerate(zip(formulas, values, strict=True))
        ]
        _put_cells(book, body(book, place, first, at, after, 1), moved, place, put_formula)
    return _resized(book, place, place.n_rows - count)


def formula_at(one: TypedFormula, row: int) -> str:
    """A formula as it reads in this row of its sheet."""
    return shift_formula(one.text, row - one.row, 0)


def put_formula(book: xw.Book, cell: Block, one: TypedFormula, place: Place) -> None:
    """A formula into a cell that holds its value. A cell formatted as text would take the formula for one."""
    with changing(book, cell, place), formats_noted(book, cell), noted(book, cell):
        not_as_text(cell)
        cell.cells.formula = formula_at(one, cell.top)


def insert_rows(
    book: xw.Book,
    place: Place,
    rows: Mapping[int, Mapping[str, Any]],
    length: int,
    formulas: Mapping[str, str],
    put_formula: PutFormula = put_formula,
) -> None:
    """Put rows in (position as it will be -> raw cells by header) among the first `length` rows, or after them."""
    calculated = _calculated(book, place, formulas)
    for first, last in stretches(sorted(rows)):
        count = last - first + 1
        if first >= length:  # rows that are there and blank come first
            place = _resized(book, place, max(place.n_rows, first + count))
        else:
            target = sheet_rows.own_rows(book, place, first, count)
            with changing(book, target, place, moved=True):
                _insert(target, first)
            if transaction := current_transaction(book):
                transaction.forget_sheet(place.sheet)
                transaction.undo_actions.append(partial(lambda one: one.cells.delete("up"), target))
            place = dataclasses.replace(place, n_rows=place.n_rows + count)
        length += count
        for at, header in enumerate(place.headers):
            values = [rows[row].get(header) for row in range(first, last + 1)]
            if header not in calculated and header not in formulas and any(value is not None for value in values):
                _put_cells(book, body(book, place, first, at, count, 1), values, place, put_formula)
    write_columns(book, place, {header: [None] * place.n_rows for header in formulas}, formulas)
    _fill_down(book, place, calculated)


def _put_cells(book: xw.Book, column: Block, values: Sequence[Any], place: Place, put_formula: PutFormula) -> None:
    """Values, and over them the formulas among them."""
    put(book, column, [[one.value if isinstance(one, TypedFormula) else one] for one in values], place)
    for at, one in enumerate(values):
        if isinstance(one, TypedFormula):
            put_formula(book, column.part(at, 0, 1, 1), one, place)


def _calculated(book: xw.Book, place: Place, formulas: Mapping[str, str]) -> dict[str, str]:
    """The user's calculated columns: header -> the formula of the first row."""
    data = body(book, place, 0, 0, place.n_rows, len(place.headers)).cells if place.n_rows else None
    if data is None or not may_hold_formulas(data):
        return {}
    lines = formulas_in(data)
    return {
        header: text
        for at, header in enumerate(place.headers)
        if header and header not in formulas
        if (text := lines[0][at]) is not None and all(line[at] is not None for line in lines)
    }


def _blank_first_row(book: xw.Book, place: Place) -> None:
    """Clear the row that stays, but for the formulas of calculated columns: new rows take them from here."""
    calculated = _calculated(book, place, {})
    typed = [at for at, header in enumerate(place.headers) if header not in calculated]
    for left, right in stretches(typed):
        part = body(book, place, 0, left, 1, right - left + 1)
        with changing(book, part, place), noted(book, part):
            part.cells.clear_contents()


def _fill_down(book: xw.Book, place: Place, calculated: Mapping[str, str]) -> None:
    """Each calculated column anew from its first row on: Excel moves the references from row to row."""
    for header, formula in calculated.items():
        column = body(book, place, 0, place.headers.index(header), place.n_rows, 1)
        with changing(book, column, place), noted(book, column):
            column.cells.formula = formula


def _resized(book: xw.Book, place: Place, n_rows: int) -> Place:
    """The table with another number of data rows; the cells of rows it loses are blanked."""
    rows = max(n_rows, 1)
    width = len(place.headers)
    if n_rows < place.n_rows:
        surplus = body(book, place, n_rows, 0, place.n_rows - n_rows, width)
        with changing(book, surplus, place), noted(book, surplus):
            surplus.cells.clear_contents()
    if rows == max(place.n_rows, 1):
        return dataclasses.replace(place, n_rows=rows)
    whole = body(book, place, -1, 0, 1, width)
    with changing(book, whole, place, moved=True):
        transaction = current_transaction(book)
        if place.totals:
            place.public.show_totals = False
            if transaction:
                transaction.undo_actions.append(partial(setattr, place.public, "show_totals", True))
        if rows > place.n_rows:
            sheet_rows.make_room(book, dataclasses.replace(place, totals=False), rows)
        _stretch(book, place, rows)
        if transaction:
            transaction.undo_actions.append(partial(_stretch, book, place, max(place.n_rows, 1)))
        if place.totals:
            place.public.show_totals = True
            if transaction:
                transaction.undo_actions.append(partial(setattr, place.public, "show_totals", False))
    now = dataclasses.replace(place, n_rows=rows)
    if rows < place.n_rows:
        sheet_rows.close_up(book, now, place.n_rows - rows)
    return now


def stretch(book: xw.Book, place: Place, rows: int) -> None:
    """The table with another number of data rows, and every cell as it is. There is no totals row."""
    whole = body(book, place, -1, 0, 1, len(place.headers))
    with changing(book, whole, place, moved=True):
        _stretch(book, place, rows)
    if transaction := current_transaction(book):
        transaction.undo_actions.append(partial(_stretch, book, place, place.n_rows))


def _stretch(book: xw.Book, place: Place, rows: int) -> None:
    place.public.resize(body(book, place, -1, 0, rows + 1, len(place.headers)).cells)


def _insert(rows: Block, first: int) -> None:
    """Room for rows that look like their neighbours; the first row's neighbour above is the header."""
    rows.cells.insert("down", "format_from_left_or_above" if first else "format_from_right_or_below")


def _insert_again(rows: Block, book: xw.Book, place: Place, first: int) -> None:
    """The place of deleted rows: cells inserted right below a table do not become part of it."""
    _insert(rows, first)
    if first >= place.n_rows - rows.height and not place.totals:
        _stretch(book, place, place.n_rows)
