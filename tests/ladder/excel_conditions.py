"""What a book may be like when somebody clicks: each a function on the open stand-in book, called by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.ladder import excel_stubs
from tests.ladder.excel_app import MANUAL, Workbook
from tests.ladder.excel_contents import bounds
from tests.ladder.excel_filters import Filtering
from tests.ladder.excel_formulas import moved_formula
from tests.ladder.excel_object import RECORD
from tests.ladder.excel_range import DOWN

REJECTED, IGNORED, FAILED = -2147418111, -2146777998, -2147352567
WRITES = {
    ("Excel.Range", "Value", "put"), ("Excel.Range", "Formula", "put"), ("Excel.Range", "NumberFormat", "put"),
    ("Excel.Range", "ClearContents", "call"), ("Excel.Range", "Delete", "call"), ("Excel.Range", "Insert", "call"),
    ("Excel.ListObject", "Resize", "call"), ("Excel.ListObject", "ShowTotals", "put"),
}  # fmt: skip


def edit(book: Workbook, cells: list[list[Any]]) -> None:
    """[sheet, row, column, value] each: somebody typed; dates as ISO text with a leading @."""
    import datetime as dt

    for sheet, row, column, value in cells:
        typed = dt.datetime.fromisoformat(value[1:]) if isinstance(value, str) and value.startswith("@") else value
        book._sheets[sheet]._formulas.pop((row, column), None)
        book._sheets[sheet]._values[row, column] = typed


def formula(book: Workbook, cells: list[list[Any]]) -> None:
    """[sheet, row, column, formula, value] each: somebody typed a formula, and Excel calculated it."""
    for sheet, row, column, text, value in cells:
        book._sheets[sheet]._formulas[row, column] = text
        book._sheets[sheet]._values[row, column] = value


def filtered(book: Workbook, table: str, header: str, criterion: dict[str, Any]) -> None:
    """A filter lies on a column of a table: Criteria1, Operator, Criteria2 as they were asked for."""
    one = book.table(table)
    field = one.column(header)._left - one._bounds[0] + 1
    one._filtering.criteria[field] = criterion


def general(book: Workbook, table: str, header: str) -> None:
    """The user took the format of text from a column."""
    column = book.table(table).column(header)
    column._sheet._formats.put(column._left, column._top, [None] * (column._bottom - column._top + 1))


def look(book: Workbook, table: str, header: str, kind: str, rows: list[int], value: Any) -> None:
    """Cells of a column have a fill, a font's colour or an icon (set and place); rows from 0."""
    column = book.table(table).column(header)
    for row in rows:
        at = column._top + row, column._left
        column._sheet._looks[kind][at] = tuple(value) if isinstance(value, list) else value


def plain_filter(book: Workbook, sheet: str, address: str, field: int, criterion: dict[str, Any]) -> None:
    """A range that is no table has a filter."""
    one = book._sheets[sheet]
    one._plain_filter = Filtering(one, lambda: bounds(address))
    one._plain_filter.criteria[field] = criterion


def advanced_filter(book: Workbook, sheet: str, rows: list[int]) -> None:
    """An advanced filter hides these rows of a sheet."""
    book._sheets[sheet]._advanced = set(rows)


def hidden_by_hand(book: Workbook, sheet: str, rows: list[int]) -> None:
    """The user hid these rows of a sheet, or closed an outline over them."""
    book._sheets[sheet]._by_hand = set(rows)


def sorted_by(book: Workbook, table: str, header: str) -> None:
    """The rows of a table stand in the order of a column, descending; blanks last."""
    one = book.table(table)
    left, top, right, _ = one._bounds
    by = one.column(header)._left
    sheet = one._sheet
    rows = list(range(top + 1, one.last_row() + 1))
    order = sorted(rows, key=lambda row: str(sheet._values.get((row, by), "")), reverse=True)
    for kept in sheet.maps():
        moved = {
            (row, column): kept[source, column]
            for row, source in zip(rows, order, strict=True)
            for column in range(left, right + 1)
            if (source, column) in kept
        }
        for at in [at for at in kept if at[0] in rows and left <= at[1] <= right]:
            del kept[at]
        kept.update(moved)
    for row, source in zip(rows, order, strict=True):
        for column in range(left, right + 1):
            if (text := sheet._formulas.get((row, column))) is not None:
                sheet._formulas[row, column] = moved_formula(text, (source, column), (row, column))


def totals(book: Workbook, table: str, label: str) -> None:
    """A totals row with a label in its first column stands below a table, whatever stood there moves down."""
    one = book.table(table)
    left, _, right, bottom = one._bounds
    one.rectangle(left, bottom + 1, right, bottom + 1).call_Insert(DOWN)
    one._bounds, one._totals = (*one._bounds[:3], bottom + 1), True
    one._sheet._values[bottom + 1, left] = label
    one._sheet._formulas[bottom + 1, right] = "=SUBTOTAL(103,A4)"


def own_column(book: Workbook, table: str, header: str, text: str | None = None, value: Any = None) -> None:
    """The user added a column at the right of a table; with a formula in every row, or a value."""
    one = book.table(table)
    left, top, right, bottom = one._bounds
    one._bounds = (left, top, right + 1, bottom)
    sheet = one._sheet
    sheet._values[top, right + 1] = header
    for row in range(top + 1, one.last_row() + 1):
        if text is not None:
            sheet._formulas[row, right + 1] = text.replace("{row}", str(row))
        if value is not None:
            sheet._values[row, right + 1] = value.replace("{row}", str(row)) if isinstance(value, str) else value


def moved_column(book: Workbook, table: str, header: str) -> None:
    """The user dragged a column to the front of its table: cells, formulas and formats go with it."""
    one = book.table(table)
    left, top, _, bottom = one._bounds
    sheet, source = one._sheet, one.column(header)._left
    order = [source, *range(left, source)]
    for kept in sheet.maps():
        for row in range(top, bottom + 1):
            cells = [kept.pop((row, column), None) for column in order]
            for column, cell in zip(range(left, source + 1), cells, strict=True):
                if cell is not None:
                    kept[row, column] = cell


def renamed_column(book: Workbook, table: str, header: str, to: str) -> None:
    """The user typed another header; Excel rewrites the names that point at the column."""
    one = book.table(table)
    column = one.column(header)._left
    one._sheet._values[one._bounds[1], column] = to
    quoted = re.sub(r"(['#\[\]])", r"'\1", to)
    for name, text in book._names.items():
        if text == f"{table}[{header}]":
            book._names[name] = f"{table}[{quoted}]"


def renamed_sheet(book: Workbook, sheet: str, to: str) -> None:
    """The user renamed a sheet; Excel rewrites the names that point at it."""
    one = book._sheets[sheet]
    one._title = to
    book._sheets = {to if title == sheet else title: kept for title, kept in book._sheets.items()}
    for name, text in book._names.items():
        for old in (f"{sheet}!", f"'{sheet}'!"):
            if text.startswith(old):
                book._names[name] = f"'{to}'!{text.removeprefix(old)}"


def moved_table(book: Workbook, table: str, to: str) -> None:
    """The user cut a whole table and pasted it, some columns to the right, on another sheet that has room."""
    one, target = book.table(table), book._sheets[to]
    left, top, right, bottom = one._bounds
    columns = target.get_UsedRange()._right + 2
    for source, kept in zip(one._sheet.maps(), target.maps(), strict=True):
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (cell := source.pop((row, column), None)) is not None:
                    kept[row, column - left + columns] = cell
    del one._sheet._tables[table]
    target._tables[table] = one
    one._sheet = one._filtering.sheet = target
    one._bounds = (columns, top, columns + right - left, bottom)


def deleted_column(book: Workbook, table: str, header: str) -> None:
    """The user deleted a column; the name that pointed at it is broken."""
    one = book.table(table)
    left, top, right, bottom = one._bounds
    gone = one.column(header)._left
    for kept in one._sheet.maps():
        for row in range(top, bottom + 1):
            for column in range(gone, right + 1):
                cell = kept.pop((row, column), None)
                if column > gone and cell is not None:
                    kept[row, column - 1] = cell
    one._bounds = (left, top, right - 1, bottom)
    for name, text in book._names.items():
        if text == f"{table}[{header}]":
            book._names[name] = f"{table}[#REF!]"


def no_table(book: Workbook, table: str) -> None:
    """The user turned a table into a plain range."""
    del book.table(table)._sheet._tables[table]


def chosen(book: Workbook, sheet: str, row: int, column: int, rows: int = 1) -> None:
    """A cell is chosen, or so many below each other."""
    book._app._selected = sheet, column, row, row + rows - 1


def protected(book: Workbook, sheets: list[str]) -> None:
    """Sheets are protected."""
    for title in sheets:
        book._sheets[title]._protected = True


def manual(book: Workbook) -> None:
    """Calculation is manual."""
    book._app._state["Calculation"] = MANUAL


def text_keeps_apostrophes(book: Workbook) -> None:
    """In a cell formatted as text, a typed apostrophe is part of the text."""
    book._text_keeps_apostrophes = True


def read_only(book: Workbook) -> None:
    """Somebody else has the file open."""
    book._read_only = True


def in_the_cloud(book: Workbook, folder: str) -> None:
    """The book was opened from OneDrive or SharePoint: its path is an address."""
    book._folder, book._full_name = folder, f"{folder}/{book._name}"


def unsaved(book: Workbook) -> None:
    """A book that was never saved has no path."""
    book._name, book._folder, book._full_name = "Book1", "", "Book1"


def another_active(book: Workbook, path: str) -> None:
    """A second customer book is open and active."""
    other = Workbook(book._app, Path(path))
    other._name = "other.xlsm"
    book._app._books.insert(0, book._app._books.pop())


def all_very_hidden(book: Workbook) -> None:
    """Every sheet but the first is hidden so that only code can show it."""
    for sheet in list(book._sheets.values())[1:]:
        sheet._visible = "veryHidden"


def fails_at_write(book: Workbook, n: int) -> None:
    """Excel fails at the n-th write (from 1), once."""
    _raise_at(lambda *use: use in WRITES, n, 1, FAILED)


def busy_from(book: Workbook, n: int, times: int, code: int = REJECTED) -> None:
    """Somebody edits a cell: from the n-th use on, Excel rejects so many."""
    _raise_at(lambda *use: True, n, times, code)


def interrupted_at_write(book: Workbook, n: int) -> None:
    """Ctrl+C, or a server that is shut down, at the n-th write."""
    _raise_at(lambda *use: use in WRITES, n, 1, 0)


def _raise_at(counts: Callable[..., bool], n: int, times: int, code: int) -> None:
    seen = 0

    def gate(*use: str) -> None:
        nonlocal seen
        if not counts(*use):
            return
        seen += 1
        if n <= seen < n + times:
            if not code:
                raise KeyboardInterrupt
            info = (0, "", "", "", 0, -2146827284) if code == FAILED else None
            raise excel_stubs.ComError(code, "Call was rejected by callee.", info, None)

    RECORD.gate = gate


def more_rows(book: Workbook, table: str, rows: int) -> None:
    """A table has so many rows more: the first one again and again, with identifiers of their own."""
    one = book.table(table)
    left, top, right, bottom = one._bounds
    sheet = one._sheet
    row_id = one.column("行标识")._left
    for kept in sheet.maps():
        first = {column: kept[top + 1, column] for column in range(left, right + 1) if (top + 1, column) in kept}
        kept.update({(bottom + n, column): value for n in range(1, rows + 1) for column, value in first.items()})
    for n in range(1, rows + 1):
        sheet._values[bottom + n, row_id] = f"{n:016x}"
    one._bounds = (left, top, right, bottom + rows)


def note_below(book: Workbook, table: str, text: str) -> None:
    """The user wrote something right below a table."""
    one = book.table(table)
    one._sheet._values[one._bounds[3] + 1, one._bounds[0]] = text
