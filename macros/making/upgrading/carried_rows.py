"""The rows of the older book's tables, cell by cell as they stand, with the user's own columns and formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from macros.making.upgrading.carried_looks import looks, widths_of
from macros.making.upgrading.matching import Column, Matched, new_headers
from macros.making.upgrading.references import Moved, Moves
from workbook.engine import Formula, columns
from workbook.engine.book.table_headers import headers
from workbook.engine.follow.name_updates import follow_name
from workbook.engine.follow.table_columns import insert_column
from workbook.engine.text.references import Area
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.engine.book.book_tables import Table
    from workbook.engine.book.document import Document
    from workbook.language import Lang


@dataclass
class Going:
    """A table's way into the new book: each of its rows there is one of the older book's or one of the new book's own
    (counted from 0)."""

    matched: Matched
    rows: Sequence[int | None]  # of the older book
    fresh: Sequence[int | None] = ()  # of the new book, for rows and columns that the older one has not
    cells: Mapping[str, Sequence[Any]] = field(default_factory=dict)  # what stood in the new book, by header
    formulas: dict[str, Any] = field(default_factory=dict)


def carry(old: Document, book: xw.Book, going: Sequence[Going], moves: Moves, lang: Lang) -> None:
    """Put the rows of every table into the new book. First columns and sizes, then where everything stands is known,
    then the cells, whose formulas lean on that."""
    new: Document = book.impl.document
    for one in going:
        _columns(one.matched, _table(new, one), moves, lang)
    for one in going:
        _size(book, one)
    for one in going:
        _place(old, one, _table(new, one), moves)
    for one in going:
        _cells(old, book, one, _table(new, one), moves)


def _table(new: Document, one: Going) -> Table:
    found = new.table(one.matched.table.name)
    assert found is not None  # it is declared
    return found


def _columns(one: Matched, there: Table, moves: Moves, lang: Lang) -> None:
    """Headers that the user gave, and columns that are the user's own, behind the program's."""
    one.headers = new_headers(one, lang)
    moves.headers[one.old.model.display_name] = one.headers
    fields = {f.key: at for at, f in enumerate(one.table.fields)}
    renamed: dict[str, str] = {}
    for column in one.columns:
        if column.key is None:
            continue
        now, wanted = one.table[column.key].label[lang], one.headers[column.header]
        if now != wanted:
            there.sheet.write_column(there.model.area.left + fields[column.key], there.model.area.top, [wanted])
            renamed[now] = wanted
    if renamed:
        _follow_headers(there, renamed)
    for column in one.own:
        insert_column(there, len(there.model.columns), one.headers[column.header])
        widths_of(one.old, column.position, there)
        calculated = one.old.model.columns[column.position].calculated
        if calculated is not None:
            own = there.model.columns[-1]
            formula = moves.formula(calculated, _sheet_of(one.old))
            there.model = replace(there.model, columns=(*there.model.columns[:-1], replace(own, calculated=formula)))


def _follow_headers(there: Table, renamed: Mapping[str, str]) -> None:
    """What names these columns of the new book names them by the user's headers."""
    follow = Moves(headers={there.model.display_name: dict(renamed)})
    for old in renamed:
        follow_name(there.sheet.document, old, follow.formula)
    model = there.model
    columns = tuple(
        replace(
            column,
            name=renamed.get(column.name, column.name),
            calculated=None if column.calculated is None else follow.formula(column.calculated),
        )
        for column in model.columns
    )
    there.model = replace(model, columns=columns)


def _sheet_of(table: Table) -> str:
    return table.sheet.document.entry_of(table.sheet.part).name


def _size(book: xw.Book, one: Going) -> None:
    """As many rows as there will be; one blank row where there is none."""
    table = one.matched.table
    host = host_of(book)
    place = host.locate(book, table)
    if len(one.rows) != (0 if place.blank else place.n_rows):
        host.replace_rows(book, place, {}, len(one.rows), {})


def _place(old: Document, one: Going, there: Table, moves: Moves) -> None:
    """Keep where the table stood and where it stands now."""
    model, before = there.model, one.matched.old.model
    at = {header: model.area.left + number for number, header in enumerate(headers(there))}
    columns = {
        before.area.left + column.position: at[one.matched.headers[column.header]]
        for column in one.matched.columns
        if not column.gone
    }
    rows = Area(before.area.top, before.area.left, before.area.bottom, before.area.right)
    moves.places.setdefault(_sheet_of(one.matched.old), []).append(
        Moved(rows, model.area, columns, before.display_name)
    )


def _cells(old: Document, book: xw.Book, one: Going, there: Table, moves: Moves) -> None:
    if not one.rows:
        return
    values: dict[str, list[Any]] = {}
    matched = one.matched
    top = matched.old.model.area.top + matched.old.model.header_rows
    last = top + max((at for at in one.rows if at is not None), default=0)
    known = {matched.headers[column.header]: column for column in matched.columns if not column.gone}
    live = {f.key for f in matched.table.fields if f.formula}
    for header in headers(there):
        column = known.get(header)
        default = one.cells.get(header, ())
        if column is None and not default:
            continue
        if column is not None and column.key in live:
            continue  # the table's own formula stands in every row
        cells = None if column is None else _old_cells(old, matched, column, top, last, moves)
        values[header] = [
            cells[at] if cells is not None and at is not None else _fresh(default, one, number)
            for number, at in enumerate(one.rows)
        ]
    columns.write_columns(book, matched.table.name, values)
    looks(one.rows, matched, there, known)


def _fresh(default: Sequence[Any], one: Going, number: int) -> Any:
    at = one.fresh[number] if number < len(one.fresh) else None
    return default[at] if default and at is not None else None


def _old_cells(old: Document, one: Matched, column: Column, top: int, last: int, moves: Moves) -> list[Any]:
    sheet = one.old.sheet
    cells = sheet.whole_cells(one.old.model.area.left + column.position, top, last)
    own = _sheet_of(one.old)
    return [replace(cell, text=moves.formula(cell.text, own)) if isinstance(cell, Formula) else cell for cell in cells]
