"""Inserting and deleting cells: the cells below or beside go along, and what refers to them follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.areas.merged_cells import merged
from workbook.engine.book.array_formulas import check_no_arrays
from workbook.engine.book.calculated_columns import fill_inserted
from workbook.engine.cells.cell_values import Cell
from workbook.engine.follow.drawing_moves import follow_lines
from workbook.engine.follow.reference_updates import check_followable, follow
from workbook.engine.follow.table_size import remove_cells, settle
from workbook.engine.parts.column_settings import columns, written_columns
from workbook.engine.text.area_shifts import Shift
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

MANY = 8_000_000  # cells that move at once
_ROW_LOOKS = ("ht", "customHeight", "hidden", "outlineLevel", "collapsed", "s", "customFormat")


def insert_cells(sheet: SheetPart, area: Area, shift: str | None, origin: str | None) -> None:
    """Put blank cells where `area` is. Raises Unsupported where a table, merged cells or an array formula would be
    torn, or controls and pivot tables would have to move; ValueError for an unknown direction."""
    _check_direction(shift, ("down", "right"))
    down = shift == "down" or (shift is None and area.width >= area.height) or area.width == MAX_COLUMN
    if area.height == MAX_ROW:
        down = False
    bottom, right = sheet.bounds()
    if down:
        block = replace(area, bottom=max(bottom, area.top))
        fits = block.bottom + area.height <= MAX_ROW
        move = Shift(replace(block, bottom=MAX_ROW), rows=area.height)
    else:
        block = replace(area, right=max(right, area.left))
        fits = block.right + area.width <= MAX_COLUMN
        move = Shift(replace(block, right=MAX_COLUMN), columns=area.width)
    if not fits:
        raise unsupported("moving cells off the sheet's edge")
    _check_whole(sheet, area, move)
    settle(sheet)
    whole = area.width == MAX_COLUMN if down else area.height == MAX_ROW
    block = Area(
        block.top, block.left, min(block.bottom, max(bottom, area.top)), min(block.right, max(right, area.left))
    )
    _carry(sheet, block, move.rows, move.columns)
    blank = area if not whole else replace(area, bottom=min(area.bottom, max(bottom, area.bottom if down else 1)))
    blank = Area(
        blank.top, blank.left, min(blank.bottom, block.bottom + move.rows), min(blank.right, block.right + move.columns)
    )
    _clear(sheet, blank, area, down, origin, move)
    if whole:
        _shift_lines(sheet, area, move)
    _shift_tables(sheet, move)
    follow(sheet, move)
    if down:
        fill_inserted(sheet, area.top, area.height)


def delete_cells(sheet: SheetPart, area: Area, shift: str | None) -> None:
    """Take the cells of `area` out. Raises as `insert_cells` does."""
    _check_direction(shift, ("up", "left"))
    up = shift == "up" or (shift is None and area.width > area.height) or area.width == MAX_COLUMN
    if area.height == MAX_ROW:
        up = False
    bottom, right = sheet.bounds()
    if up:
        move = Shift(replace(area, top=area.bottom + 1, bottom=MAX_ROW), rows=-area.height, gone=area)
        block = Area(area.bottom + 1, area.left, bottom, min(area.right, right))
    else:
        move = Shift(replace(area, left=area.right + 1, right=MAX_COLUMN), columns=-area.width, gone=area)
        block = Area(area.top, area.right + 1, min(area.bottom, bottom), right)
    _check_whole(sheet, area, move)
    settle(sheet)
    whole = area.width == MAX_COLUMN if up else area.height == MAX_ROW
    _carry(sheet, block, move.rows, move.columns)
    end = Area(area.top, area.left, min(area.bottom, bottom), min(area.right, right))
    if up:
        end = replace(end, top=max(bottom - area.height + 1, area.top), bottom=max(bottom, area.top))
    else:
        end = replace(end, left=max(right - area.width + 1, area.left), right=max(right, area.left))
    if bottom and end.top <= end.bottom and end.left <= end.right:
        for column in range(end.left, end.right + 1):
            remove_cells(sheet, column, end.top, end.height)
    if whole:
        _shift_lines(sheet, area, move)
    _shift_tables(sheet, move)
    follow(sheet, move)


def _check_direction(shift: str | None, known: tuple[str, ...]) -> None:
    if shift is not None and shift not in known:
        raise ValueError(f"shift must be {' or '.join(map(repr, known))}, not {shift!r}")


def _check_whole(sheet: SheetPart, area: Area, move: Shift) -> None:
    """Refuse what Excel refuses, and what cannot follow here."""
    document = sheet.document
    for table in document.tables:
        if table.sheet is sheet:
            _check_table(table.model.area, table.model.header_rows, table.model.totals_rows, area, move)
    for one in merged(sheet).areas:
        if one.meets(move.block) or one.meets(area):
            inside = (
                move.block.left <= one.left and one.right <= move.block.right
                if move.rows
                else move.block.top <= one.top and one.bottom <= move.block.bottom
            )
            if not inside:
                raise unsupported("inserting or deleting a part of merged cells")
    check_followable(sheet, move)
    for touched in [move.block, area] if move.gone else [move.block]:
        check_no_arrays(sheet, touched, "inserting or deleting cells beside")
    kinds = {relation.kind for relation in document.relationships(sheet.part)}
    stuck = sorted(kinds & {"pivotTable", "slicer", "timeline", "ctrlProp", "control", "oleObject"})
    if stuck:
        raise unsupported(f"inserting or deleting cells on a sheet with {', '.join(stuck)}")


def _check_table(whole: Area, header: int, totals: int, area: Area, move: Shift) -> None:
    """A table moves as a whole, or gets or loses rows of data; nothing else."""
    if not whole.meets(move.block) and not whole.meets(area):
        return
    first = move.block.top if move.rows else move.block.left
    if whole in move.block and (whole.top if move.rows else whole.left) >= first:
        return
    if move.rows and move.block.left <= whole.left and whole.right <= move.block.right:
        top, bottom = whole.top + header, whole.bottom - totals
        if move.gone is None and top < area.top <= bottom:
            return
        if move.gone is not None and top <= area.top and area.bottom <= bottom and area.height <= bottom - top:
            return
    raise unsupported("inserting or deleting cells through a table")


def _carry(sheet: SheetPart, block: Area, rows: int, across: int) -> None:
    """Write the cells of a block elsewhere: values, formulas as they are, styles."""
    if block.bottom < block.top or block.right < block.left:
        return
    touched = replace(block, top=min(block.top, block.top + rows))
    held = [
        column for column in range(block.left, block.right + 1)
        if _holds(sheet, column, touched) or (across and _holds(sheet, column + across, touched))
    ]  # fmt: skip
    if block.height * len(held) > MANY:
        raise unsupported(f"moving {block.height * len(held)} cells")
    found: list[tuple[int, list[Cell], list[int]]] = []
    for column in held:
        cells = sheet.whole_cells(column, block.top, block.bottom)
        found.append((column, cells, sheet.styles(column, block.top, block.bottom)))
    for column, cells, styles in found:
        sheet.overlay.write(column + across, block.top + rows, cells)
        sheet.overlay.write_style(column + across, block.top + rows, styles)


def _holds(sheet: SheetPart, column: int, block: Area) -> bool:
    """Whether a column has, or may have, cells of its own in these rows."""
    first, last = sheet.grid.columns[column].span(block.top, block.bottom) if column in sheet.grid.columns else (0, 0)
    return last > first or column in sheet.overlay.values or column in sheet.overlay.styles


def _clear(sheet: SheetPart, blank: Area, area: Area, down: bool, origin: str | None, move: Shift) -> None:
    """Blank the inserted cells. Their formats: those of the cells above or to the left, or of those that were here."""
    for column in range(blank.left, blank.right + 1):
        if origin == "format_from_right_or_below":
            looks = sheet.styles(column + move.columns, blank.top + move.rows, blank.bottom + move.rows)
        elif down:
            looks = [sheet.style(area.top - 1, column) if area.top > 1 else 0] * blank.height
        else:
            looks = sheet.styles(area.left - 1, blank.top, blank.bottom) if area.left > 1 else [0] * blank.height
        sheet.overlay.write(column, blank.top, [None] * blank.height)
        sheet.overlay.write_style(column, blank.top, looks)


def _shift_lines(sheet: SheetPart, area: Area, move: Shift) -> None:
    """Whole rows or columns take their heights, widths and groups along, and what is drawn on them."""
    follow_lines(sheet, move)
    if move.rows:
        old = sheet.row_tags(area.top, MAX_ROW)
        looks = {row: {name: at[name] for name in _ROW_LOOKS if at.get(name)} for row, at in old.items()}
        new: dict[int, dict[str, str | None]] = {row: dict.fromkeys(at) for row, at in looks.items()}
        for row, at in looks.items():
            lost = (move.gone and move.gone.top <= row <= move.gone.bottom) or row + move.rows > MAX_ROW
            if not lost and at:
                new[row + move.rows] = {**new.get(row + move.rows, {}), **at}
        for row, values in new.items():
            if values:
                sheet.change_row(row, values)
        return
    with sheet.document.reading(sheet.part):
        moved: list[dict[str, str]] = []
        for column in columns(sheet.head, sheet.prefix):
            moved += _shifted_column(column, area, move)
        sheet.head = written_columns(sheet.head, sheet.prefix, moved)


def _shifted_column(column: dict[str, str], area: Area, move: Shift) -> list[dict[str, str]]:
    low, high = int(column["min"]), min(int(column["max"]), MAX_COLUMN)
    pieces: list[tuple[int, int]] = []
    if low < area.left:
        pieces.append((low, min(high, area.left - 1)))
    first = max(low, move.block.left)
    if first <= high:
        pieces.append((first + move.columns, min(high + move.columns, MAX_COLUMN)))
    return [{**column, "min": str(one), "max": str(last)} for one, last in pieces if one <= last]


def _shift_tables(sheet: SheetPart, move: Shift) -> None:
    for table in sheet.document.tables:
        if table.sheet is sheet:
            new = move(table.model.area)
            assert new is not None  # checked before
            if new != table.model.area:
                table.model = replace(table.model, area=new)
                table.followed = table.model
