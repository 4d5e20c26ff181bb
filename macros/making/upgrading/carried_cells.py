"""Single cells of the older book: settings, identity, the last refresh; what was pasted; what users wrote beside the
tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from macros.making.upgrading.carried_looks import adopted
from macros.making.upgrading.matching import is_programs_name
from workbook.engine import Formula
from workbook.engine.book.defined_names import resolve
from workbook.engine.text.references import Area
from workbook.schema.home import HOME_LINK, LEADS_HINT, LEADS_ROW
from workbook.schema.sheets import sheet as declared

if TYPE_CHECKING:
    from macros.making.upgrading.migrations import Became
    from macros.making.upgrading.references import Moved, Moves
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart

_KEPT = ("set_", "meta_", "stamp_")
_OF_THE_NEW = ("meta_schema_version", "meta_language")


def place_names(old: Document, new: Document, became: Became, moves: Moves) -> None:
    """Say where the named cells of both books are."""
    for _, (sheet, area), (_, there) in _both(old, new, became):
        if area.height == area.width == 1:
            moves.cells[sheet, area.top, area.left] = there.top, there.left


def carry_names(old: Document, new: Document, became: Became, moves: Moves) -> None:
    """Settings, the book's identity and what the last refresh counted, as they stand."""
    for name, (sheet, area), (title, there) in _both(old, new, became):
        if not name.startswith(_KEPT) or name in _OF_THE_NEW or (area.height, area.width) != (1, 1):
            continue
        cell = _sheet(old, sheet).whole_cells(area.left, area.top, area.top)[0]
        if isinstance(cell, Formula):
            cell = replace(cell, text=moves.formula(cell.text, sheet))
        _sheet(new, title).write_column(there.left, there.top, [cell])


def _both(old: Document, new: Document, became: Became) -> Iterable[tuple[str, tuple[str, Area], tuple[str, Area]]]:
    """The named cells that both books have: name today, sheet and area before, sheet and area now."""
    for name in old.workbook.names:
        now = became.cells.get(name.name, name.name)
        if name.sheet is not None or now is None or not is_programs_name(name.name):
            continue
        if name.name.startswith(("col_", "lst_")):
            continue
        before = resolve(old, name.name)
        there = resolve(new, now) if new.workbook.find_name(now, None) is not None else None
        if before is not None and there is not None and there[0].kind == "worksheet":
            yield now, (before[0].name, before[1]), (there[0].name, there[1])


def _sheet(document: Document, name: str) -> SheetPart:
    return document.sheet(next(entry for entry in document.workbook.sheets if entry.name == name))


def carry_pasted(old: Document, new: Document, sheet: str, target: str, moves: Moves) -> None:
    """What was pasted into the paste area, from its first row on."""
    from macros.making.upgrading.references import Moved

    source, there = _sheet(old, sheet), _sheet(new, target)
    bottom, right = source.bounds()
    first = source.value(1, 1)
    top = LEADS_ROW if first in (HOME_LINK.zh, HOME_LINK.en) else 1
    if bottom < top or (first if top == 1 else source.value(top, 1)) in (LEADS_HINT.zh, LEADS_HINT.en):
        return
    area = Area(top, 1, bottom, right)
    moves.places.setdefault(sheet, []).append(
        Moved(area, Area(LEADS_ROW, 1, LEADS_ROW + area.height - 1, right), {at: at for at in range(1, right + 1)})
    )
    _copy(source, area, there, LEADS_ROW, 1, moves, sheet)


def _copy(
    source: SheetPart,
    area: Area,
    there: SheetPart,
    top: int,
    left: int,
    moves: Moves,
    name: str,
    *,
    looks: bool = False,
) -> None:
    for at in range(area.left, area.right + 1):
        cells: list[Any] = [
            replace(cell, text=moves.formula(cell.text, name)) if isinstance(cell, Formula) else cell
            for cell in source.whole_cells(at, area.top, area.bottom)
        ]
        column = left + at - area.left
        there.write_column(column, top, cells)
        if looks:
            old_styles, styles = source.document.styles, there.document.styles
            found = source.styles(at, area.top, area.bottom)
            there.overlay.write_style(column, top, [adopted(styles, old_styles, style) for style in found])


def carry_beside(old: Document, new: Document, sheet: str, target: str, moves: Moves) -> list[Area]:
    """What users wrote on a sheet of tables, beside and below them; where it stands now. It stays beside its row, and
    where today's tables are wider or have another below, it goes to the right of all of them."""
    tables = moves.places.get(sheet, [])
    source, there = _sheet(old, sheet), _sheet(new, target)
    if not tables or target in {declared(key).label[lang] for key in _PAGES for lang in ("zh", "en")}:
        return []
    bottom, right = source.bounds()
    now = [one for name, title in moves.sheets.items() if title == target for one in moves.places.get(name, ())]
    edge, last = max(table.new.right for table in now), max(table.new.bottom for table in now)
    widest, below = max(table.old.right for table in tables), max(table.old.bottom for table in tables)
    head = min(table.old.top for table in tables)
    found: list[Area] = []
    for column in range(1, right + 1):
        cells = source.whole_cells(column, 1, bottom)
        for row, cell in enumerate(cells, start=1):
            if cell is None or (row < head and column <= widest) or _inside(tables, row, column):
                continue
            beside = next((one for one in tables if one.old.top <= row <= one.old.bottom), None)
            if beside is not None:
                to_row = row - beside.old.top + beside.new.top
                to_column = column - beside.old.right + edge if column > beside.old.right else edge + column
            elif row < head:
                to_row, to_column = row, column - widest + edge
            else:
                to_row, to_column = (row - below + last, column) if len(now) == 1 else (row, edge + 1 + column)
            area = Area(row, column, row, column)
            _copy(source, area, there, to_row, to_column, moves, sheet, looks=True)
            moves.cells[sheet, row, column] = to_row, to_column
            found.append(Area(to_row, to_column, to_row, to_column))
    return found


_PAGES = ("dictionary", "settings", "home", "leads", "book", "config")


def _inside(tables: Iterable[Moved], row: int, column: int) -> bool:
    return any(one.old.top <= row <= one.old.bottom and one.old.left <= column <= one.old.right for one in tables)
