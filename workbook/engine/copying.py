"""Copying a range's cells to another place, as xlwings sees it. Values, formulas, formats and merged cells go along;
the program's own clipboard stands in for the system's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine.cellrange import CellRange
from workbook.engine.formulas import check_no_arrays
from workbook.engine.formulatext import leaves_sheet
from workbook.engine.references import Area, column_name, quoted, shift_formula
from workbook.engine.refusing import unsupported
from workbook.engine.staleness import warn_if_stale
from workbook.engine.values import Cell, Formula, Value

if TYPE_CHECKING:
    from workbook.engine.ranges import Range
    from workbook.engine.sheetpart import SheetPart

_ALL = frozenset(("all", "all_merging_conditional_formats", "all_using_source_theme"))
_FORMULAS = _ALL | {"formulas", "formulas_and_number_formats", "all_except_borders"}
_VALUES = frozenset(("values", "values_and_number_formats"))
_STYLES = _ALL | {"formats", "all_except_borders"}
_NUMBER_FORMATS = frozenset(("values_and_number_formats", "formulas_and_number_formats"))
_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "add": lambda old, new: old + new,
    "subtract": lambda old, new: old - new,
    "multiply": lambda old, new: old * new,
    "divide": lambda old, new: old / new,
}
Block = list[list[tuple[Cell, int]]]
"""Rows of cells with their styles."""


class Copying(CellRange):
    """Copy, paste and move."""

    __slots__ = ()

    def copy(self, destination: Any = None) -> None:
        """Copy to the place of `destination`, or keep for `paste`."""
        source: Range = self.sheet.area(self.rectangle)
        if destination is None:
            self.sheet.book.app.clipboard = source
        else:
            transfer(source, destination.impl, "all")

    def copy_from(
        self, source_range: Any, copy_type: str = "all", skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Copy another range's cells here: 'all', 'formulas', 'values', 'formats', or formulas that 'link' to them."""
        target: Range = self.sheet.area(self.rectangle)
        if copy_type == "link":
            _link(source_range.impl, target)
            return
        transfer(source_range.impl, target, copy_type, skip_blanks=skip_blanks, transpose=transpose)

    def paste(
        self,
        paste: str | None = None,
        operation: str | None = None,
        skip_blanks: bool = False,
        transpose: bool = False,
    ) -> None:
        """Put what was copied last here."""
        source: Range | None = self.sheet.book.app.clipboard
        if source is None:
            raise unsupported("Range.paste (nothing was copied in this program)")
        target: Range = self.sheet.area(self.rectangle)
        transfer(source, target, paste or "all", operation, skip_blanks=skip_blanks, transpose=transpose)

    def move(self, destination: Any) -> None:
        """Cut the cells and put them where `destination` begins; formulas that refer to them follow."""
        from workbook.engine.movement import move_cells

        move_cells(self.part, self.rectangle, destination.impl.part, destination.impl.first_cell)


def transfer(
    source: Range,
    target: Range,
    kind: str,
    operation: str | None = None,
    *,
    skip_blanks: bool = False,
    transpose: bool = False,
) -> None:
    """Copy cells. A target that is a multiple of the source in both directions is filled with copies, as in Excel.
    Raises Unsupported for kinds of pasting that a closed file does not do."""
    if kind == "column_widths":
        for offset, column in enumerate(range(source.rectangle.left, source.rectangle.right + 1)):
            width = source.sheet.area(replace(source.first_cell, left=column, right=column)).column_width
            assert width is not None  # it is one column
            left = target.column + offset
            target.sheet.area(replace(target.first_cell, left=left, right=left)).column_width = width
        return
    if kind not in _FORMULAS | _VALUES | _STYLES:
        raise unsupported(f"Range.paste(paste={kind!r})")
    if operation is not None and operation not in _OPERATIONS:
        raise ValueError(f"no operation: {operation!r}")
    area = source.within_bounds(source.rectangle)
    if kind in _VALUES:
        warn_if_stale(source.part, area)
    else:
        check_no_arrays(source.part, area, "copying")
    block = _block(source.part, area)
    if target.part.document is not source.part.document:
        if kind in _FORMULAS:
            check_stays(source.part, area)
        block = _adopted(block, source.part, target.part)
    if transpose:
        if any(isinstance(cell, Formula) for row in block for cell, _ in row) and kind not in _VALUES:
            raise unsupported("Range.paste(transpose=True) of formulas")
        block = [list(row) for row in zip(*block, strict=True)]
    height, width = len(block), len(block[0])
    whole, to = target.rectangle, target.first_cell
    down = whole.height // height if whole.height % height == 0 and whole.width % width == 0 else 1
    across = whole.width // width if whole.height % height == 0 and whole.width % width == 0 else 1
    for row in range(down):
        for column in range(across):
            at = Area(to.top + row * height, to.left + column * width, 0, 0)
            steps = (0, 0) if transpose else (at.top - area.top, at.left - area.left)
            _put(target.part, at, block, kind, operation, steps, skip_blanks)
            if kind in _ALL and not transpose:
                _merge(source, area, target, steps)


def _link(source: Range, target: Range) -> None:
    """Formulas that show another range's cells. One cell is named absolutely, several each by their own address."""
    if target.part.document is not source.part.document:
        raise unsupported("Range.copy_from(copy_type='link') from another book")
    area, to = source.within_bounds(source.rectangle), target.first_cell
    sheet = "" if target.part is source.part else quoted(source.sheet.name) + "!"
    one = area.height * area.width == 1
    for offset, column in enumerate(range(area.left, area.right + 1)):
        letters = column_name(column)
        rows = range(area.top, area.bottom + 1)
        texts = [f"={sheet}${letters}${row}" if one else f"={sheet}{letters}{row}" for row in rows]
        target.part.write_column(to.left + offset, to.top, [Formula(text) for text in texts])


def _block(part: SheetPart, area: Area) -> Block:
    columns = [
        list(
            zip(
                part.whole_cells(column, area.top, area.bottom),
                part.styles(column, area.top, area.bottom),
                strict=True,
            )
        )
        for column in range(area.left, area.right + 1)
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def check_stays(part: SheetPart, area: Area) -> None:
    """Raise Unsupported where a formula would lead out of the sheet once it stands in another book."""
    for column in range(area.left, area.right + 1):
        for cell in part.whole_cells(column, area.top, area.bottom):
            if isinstance(cell, Formula) and leaves_sheet(cell.text[1:]):
                raise unsupported("copying formulas that refer to other sheets, names or tables into another book")


def _adopted(block: Block, source: SheetPart, target: SheetPart) -> Block:
    """The block with the formats of another book as the target's own."""
    own, other = target.document.styles, source.document.styles
    return [[(cell, own.adopted(other, style)) for cell, style in row] for row in block]


def _put(
    part: SheetPart,
    at: Area,
    block: Block,
    kind: str,
    operation: str | None,
    steps: tuple[int, int],
    skip_blanks: bool,
) -> None:
    """Write a block's cells. Column by column, since a sheet is kept so."""
    styles = part.document.styles
    for offset in range(len(block[0])):
        column = at.left + offset
        new = [row[offset] for row in block]
        kept = [skip_blanks and cell is None for cell, _ in new]
        old_styles = part.styles(column, at.top, at.top + len(new) - 1)
        if kind in _FORMULAS or kind in _VALUES:
            old = part.whole_cells(column, at.top, at.top + len(new) - 1)
            cells = [_pasted(cell, kind, steps) for cell, _ in new]
            if operation is not None:
                cells = [_calculated(was, cell, operation) for was, cell in zip(old, cells, strict=True)]
            part.overlay.write(
                column, at.top, [was if keep else cell for was, cell, keep in zip(old, cells, kept, strict=True)]
            )
        if kind in _STYLES or kind in _NUMBER_FORMATS:
            made = []
            for (_, style), was, keep in zip(new, old_styles, kept, strict=True):
                if keep:
                    made.append(was)
                elif kind in _NUMBER_FORMATS:
                    made.append(styles.with_number_format(was, styles.number_format(style)))
                elif kind == "all_except_borders":
                    made.append(styles.with_attributes(style, {"borderId": styles.xf(was).get("borderId", "0")}))
                else:
                    made.append(style)
            part.overlay.write_style(column, at.top, made)


def _pasted(cell: Cell, kind: str, steps: tuple[int, int]) -> Cell:
    if not isinstance(cell, Formula):
        return cell
    if kind in _VALUES:
        value: Value = cell.cached
        return value
    return Formula("=" + shift_formula(cell.text[1:], *steps))


def _calculated(old: Cell, new: Cell, operation: str) -> Cell:
    """The old number changed by the new one; what is no number stays."""
    if isinstance(old, Formula) or isinstance(new, Formula):
        raise unsupported(f"Range.paste(operation={operation!r}) on formulas")
    if not isinstance(new, float) or not isinstance(old, (float, type(None))) or isinstance(old, bool):
        return old
    if operation == "divide" and new == 0:
        from workbook.engine.values import CellError

        return CellError("#DIV/0!")
    return _OPERATIONS[operation](old or 0.0, new)


def _merge(source: Range, area: Area, target: Range, steps: tuple[int, int]) -> None:
    """Merge at the target what is merged in the source."""
    from workbook.engine.merging import merged

    down, right = steps
    inside = [one for one in merged(source.part).meeting(area) if one in area]
    for one in inside:
        moved = Area(one.top + down, one.left + right, one.bottom + down, one.right + right)
        target.sheet.area(moved).merge()
