"""Cells of an open book: a table found, its columns read as blocks, columns and named cells written where they differ.

Excel parses what is written: a text that it would read as something else goes into a cell formatted as text, and only
then is the format touched.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.schema.sheets import lines_above
from workbook.tables.live.cell_values import is_plain, read, read_columns
from workbook.tables.live.excel_errors import is_busy, writing_to
from workbook.tables.live.filters import lift_filters
from workbook.tables.live.rollback import formats_noted, formulas_in, keep_apostrophes, noted, reads_as_other, rows_of
from workbook.tables.live.transaction import current_transaction
from workbook.tables.placement import Below, Block, Place, Placed, Seen, SheetCells, bounds, stretches

if TYPE_CHECKING:
    import xlwings as xw

DEEPEST = 20_000
"""So far below a table is looked for rows."""

WHOLE = 200_000
"""A table of so many cells is read in one call; of a larger one, the columns asked for."""


def known_place(book: xw.Book, name: str) -> Place | None:
    """Where a table stands, if this command has found it and not written it since."""
    transaction = current_transaction(book)
    return None if transaction is None else transaction.places.get(name)


def place_of(book: xw.Book, name: str, found: xw.main.Table) -> Place:
    """Where a table stands; its header row must be shown."""
    transaction = current_transaction(book)
    whole = found.range
    left, top, right, bottom = bounds(whole.address)
    totals = bool(found.show_totals)
    rows = bottom - top - totals
    columns: dict[int, list[Any]] = {}
    if transaction is not None and (bottom - top + 1) * (right - left + 1) <= WHOLE:
        block = read_columns(whole)
        headers = [column[0] for column in block]
        columns = {at: column[1 : rows + 1] for at, column in enumerate(block)}
    else:
        headers = read(whole[0, :])[0]
    texts = tuple("" if text is None else str(text) for text in headers)
    place = Place(name, found.parent.name, texts, top + 1, left, rows, found, totals=totals)
    if transaction is not None:
        transaction.places[name], transaction.columns[name] = place, columns
    return place


def block_of(cells: xw.Range) -> Block:
    """The block that a range is, asked for in one question."""
    left, top, right, bottom = bounds(cells.address)
    return Block(cells.sheet, top, left, bottom, right)


def columns_of(book: xw.Book, place: Place, headers: Sequence[str]) -> dict[str, list[Any]]:
    """The data cells of columns by header, error values as their text."""
    transaction = current_transaction(book)
    known = transaction.columns.setdefault(place.name, {}) if transaction is not None else {}
    wanted = sorted({place.headers.index(header) for header in headers} - known.keys())
    if wanted and transaction is not None and not known and place.n_rows * len(place.headers) <= WHOLE:
        wanted = list(range(len(place.headers)))
    for first, last in stretches(wanted):
        found = read_columns(body(book, place, 0, first, place.n_rows, last - first + 1).cells)
        known |= dict(enumerate(found, start=first))
    return {header: known[place.headers.index(header)] for header in headers}


def cells_below(book: xw.Book, place: Place, seen: Seen) -> Below:
    """What stands below a table on its sheet and above the heading of the next, but in no other table; of a sheet that
    is formatted to its end, so many rows as people type."""
    top = place.first_row + place.n_rows + place.totals
    if place.sheet not in seen:
        seen[place.sheet] = _whole_sheet(_sheet(book, place))
    whole = seen[place.sheet]
    next_one = heading_below(whole.tables, top)
    end = top + DEEPEST if next_one is None else next_one
    rows = [list(row) for row in whole.rows[top - whole.top : end - whole.top]]
    for name, (high, left, low, right) in whole.tables.items():
        if name != place.name and low >= top:
            columns = range(max(left - whole.left, 0), right - whole.left + 1)
            for row in rows[max(high - top, 0) : low - top + 1]:
                for column in columns:
                    row[column] = None
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    return Below(top, whole.left, [[None if value == "" else value for value in row] for row in rows])


def heading_below(tables: Placed, top: int) -> int | None:
    """The row of the sheet in which what is the next table's own begins, from row `top` on; None where none follows."""
    found = min((high - lines_above(name) for name, (high, *_) in tables.items() if high >= top), default=None)
    return None if found is None else max(found, top)


def tables_on(sheet: xw.Sheet) -> Placed:
    """Where the tables of a sheet stand."""
    found = {one.name: bounds(one.range.address) for one in sheet.tables}
    return {name: (high, left, low, right) for name, (left, high, right, low) in found.items()}


def _whole_sheet(sheet: xw.Sheet) -> SheetCells:
    """What is in use of a sheet below the first end of a table, and where its tables stand."""
    left, _, right, bottom = bounds(sheet.used_range.address)
    tables = tables_on(sheet)
    ends = [low for _, _, low, _ in tables.values()] or [bottom]
    top, bottom = min(ends) + 1, min(bottom, max(ends) + DEEPEST)
    rows = read(Block(sheet, top, left, bottom, right).cells) if top <= bottom else []
    return SheetCells(top, left, rows, tables)


def formula_rows(book: xw.Book, place: Place, headers: Sequence[str]) -> dict[str, list[int]]:
    """Which rows of these columns hold formulas, where a command is at work; only tables of data are asked."""
    transaction = current_transaction(book)
    if transaction is None or not place.name.startswith("tbl"):
        return {}
    if place.name not in transaction.formulas:
        transaction.formulas[place.name] = _formulas(book, place)
    known = transaction.formulas[place.name]
    return {header: known[header] for header in headers if header in known}


def _formulas(book: xw.Book, place: Place) -> dict[str, list[int]]:
    data = body(book, place, 0, 0, place.n_rows, len(place.headers)).cells
    if not may_hold_formulas(data):
        return {}
    found: dict[str, list[int]] = {}
    for row, line in enumerate(formulas_in(data)):
        for at, text in enumerate(line):
            if text is not None:
                found.setdefault(place.headers[at], []).append(row)
    return found


def may_hold_formulas(data: xw.Range) -> bool:
    """Whether any of these cells may hold a formula, asked in one question."""
    try:
        return data.api.HasFormula is not False  # None where some cells do
    except Exception as error:  # elsewhere than on Windows nobody tells so cheaply
        if is_busy(error):
            raise
        return True


def formula_texts(book: xw.Book, place: Place, header: str, positions: Sequence[int]) -> dict[int, str]:
    """The formulas of these cells of a column, positions ascending."""
    at = place.headers.index(header)
    found: dict[int, str] = {}
    for first, last in stretches(positions):
        texts = rows_of(body(book, place, first, at, last - first + 1, 1).cells.formula)
        found |= {first + n: line[0] for n, line in enumerate(texts)}
    return found


def body(book: xw.Book, place: Place, top: int, left: int, height: int, width: int) -> Block:
    """Cells of the data body (or below it), rows and columns from 0."""
    first, column = place.first_row + top, place.first_column + left
    return Block(_sheet(book, place), first, column, first + height - 1, column + width - 1)


def _sheet(book: xw.Book, place: Place) -> xw.Sheet:
    """The sheet of a table; looking for it by its name crosses to Excel three times."""
    transaction = current_transaction(book)
    if transaction is None:
        return book.sheets[place.sheet]
    if place.sheet not in transaction.sheets:
        transaction.sheets[place.sheet] = book.sheets[place.sheet]
    return transaction.sheets[place.sheet]


def write_columns(
    book: xw.Book, place: Place, cells: Mapping[str, Sequence[Any]], formulas: Mapping[str, str], start: int = 0
) -> None:
    """Write columns from row `start` on, where anything differs; columns side by side go in one call."""
    if not cells:
        return
    length = len(next(iter(cells.values())))
    plain = [header for header in cells if header not in formulas]
    now = columns_of(book, place, plain) if place.n_rows else {header: [] for header in plain}
    changed: dict[int, list[Any]] = {}
    for header, values in cells.items():
        wanted = [None if value == "" else value for value in values]
        if header in formulas:
            write_formula(book, place, place.headers.index(header), formulas[header], start, length)
        elif now[header][start : start + length] != wanted:
            changed[place.headers.index(header)] = wanted
    for first, last in stretches(sorted(changed)):
        lines = zip(*(changed[at] for at in range(first, last + 1)), strict=True)
        put(book, body(book, place, start, first, length, last - first + 1), [list(line) for line in lines], place)


def write_formula(book: xw.Book, place: Place, column: int, formula: str, top: int, height: int) -> None:
    """The same formula in every row of a stretch, where it does not stand there."""
    target = body(book, place, top, column, height, 1)
    if {line[0] for line in rows_of(target.cells.formula)} != {formula}:
        with changing(book, target, place), noted(book, target):
            target.cells.formula = formula


def put(book: xw.Book, target: Block, values: list[list[Any]], place: Place | None = None) -> None:
    """Write a block (rows × columns) and remember what stood there; text stays text: a table's column as a whole,
    outside of tables each cell that needs it, as cells side by side have forms of their own there."""
    with changing(book, target, place):
        for at in range(target.width):
            rows = [n for n, line in enumerate(values) if isinstance(line[at], str) and reads_as_other(line[at])]
            parts = [target.part(n, at, 1, 1) for n in rows]
            if rows and place is not None:
                parts = [target.part(0, at, target.height, 1)]
            for part in parts:
                if part.cells.number_format != "@":
                    with formats_noted(book, part):
                        part.cells.number_format = "@"
        with noted(book, target):
            if all(map(is_plain, zip(*values, strict=True))):  # xlwings would look at each cell
                target.cells.raw_value = values if target.height * target.width > 1 else values[0][0]
            else:
                target.cells.value = values
            keep_apostrophes(target, values)


@contextlib.contextmanager
def changing(book: xw.Book, target: Block, place: Place | None, *, moved: bool = False) -> Iterator[None]:
    """Around a write: no filter in its way, what is remembered of the table forgotten, refusals as sentences."""
    transaction = current_transaction(book)
    with writing_to(target.sheet):
        if transaction is not None:
            lift_filters(transaction, target, place)
            if place is not None:
                transaction.forget(place.name, moved=moved)
        yield


def link_of(cell: xw.Range) -> str | None:
    """Where a cell links to; None where it has no link."""
    try:
        return cell.hyperlink
    except Exception:
        return None
