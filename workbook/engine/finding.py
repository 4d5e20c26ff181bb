"""Finding cells around a range, and in it, as xlwings sees it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbook.engine.cellrange import CellRange
from workbook.engine.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.sheetcolumns import columns_between
from workbook.engine.staleness import warn_if_stale
from workbook.engine.values import Cell, CellError, Formula, Value, number_text

if TYPE_CHECKING:
    from workbook.engine.names import Name
    from workbook.engine.ranges import Range
    from workbook.engine.tables import Table


class Finding(CellRange):
    """The ends of filled cells, the block around a range, its table and name; cells by their text or kind."""

    __slots__ = ()

    def end(self, direction: str) -> Range:
        """The last cell of the run of filled cells in a direction, as Ctrl and an arrow key find it."""
        area = self.rectangle
        names = {"down": "d", "d": "d", "up": "u", "u": "u", "right": "r", "r": "r", "left": "l", "l": "l"}
        if direction not in names:
            raise ValueError(f"direction must be up, down, left or right, not {direction!r}")
        kind = names[direction]
        row, column = area.top, area.left
        last_row, last_column = self.part.bounds()
        if kind in "du":
            line = self.part.whole_cells(column, 1, min(max(last_row, row) + 1, MAX_ROW))
            filled = [cell is not None for cell in line]
            row = _run_end(filled, row - 1, 1 if kind == "d" else -1, MAX_ROW) + 1
        else:
            filled = [
                self.part.whole_cells(one, row, row)[0] is not None
                for one in range(1, min(max(last_column, column) + 1, MAX_COLUMN) + 1)
            ]
            column = _run_end(filled, column - 1, 1 if kind == "r" else -1, MAX_COLUMN) + 1
        return self.sheet.area(Area(row, column, row, column))

    def expand(self, mode: str = "table") -> Range:
        """The range with the filled cells below and beside it."""
        from xlwings import expansion
        from xlwings.main import Range as Public

        expanded: Range = expansion.expanders.get(mode, mode).expand(Public(impl=self)).impl
        return expanded

    @property
    def current_region(self) -> Range:
        """The filled block around the range, bounded by blank rows and columns."""
        area = self.rectangle
        part = self.part
        last_row, last_column = part.bounds()
        while True:
            wider = Area(
                max(area.top - 1, 1),
                max(area.left - 1, 1),
                min(area.bottom + 1, MAX_ROW),
                min(area.right + 1, MAX_COLUMN),
            )
            grown = area
            if wider.top < area.top and not part.is_blank(Area(wider.top, wider.left, wider.top, wider.right)):
                grown = Area(wider.top, grown.left, grown.bottom, grown.right)
            if wider.left < area.left and not part.is_blank(Area(wider.top, wider.left, wider.bottom, wider.left)):
                grown = Area(grown.top, wider.left, grown.bottom, grown.right)
            if area.bottom < last_row and not part.is_blank(Area(wider.bottom, wider.left, wider.bottom, wider.right)):
                grown = Area(grown.top, grown.left, wider.bottom, grown.right)
            if area.right < last_column and not part.is_blank(Area(wider.top, wider.right, wider.bottom, wider.right)):
                grown = Area(grown.top, grown.left, grown.bottom, wider.right)
            if grown == area:
                return self.sheet.area(area)
            area = grown

    def find(self, text: str, whole: bool, direction: str, order: str, match_case: bool) -> Range | None:
        """The first cell that shows a text (or is it, when `whole`); `*`, `?` and `~` stand for what they do in Excel.
        Dates are not looked into: what they show depends on the reader's country."""
        area = self.within_bounds(self.rectangle)
        warn_if_stale(self.part, area)
        pattern = wildcards(text, match_case)
        matches = pattern.fullmatch if whole else pattern.search
        places = [
            (row, column)
            for row, cells in enumerate(self.part.values(area), area.top)
            for column, value in enumerate(cells, area.left)
            if (found := as_text(value)) is not None and matches(found)
        ]
        places.sort(key=lambda place: place if order == "rows" else (place[1], place[0]))
        if not places:
            return None
        row, column = places[0 if direction == "forward" else -1]
        return self.sheet.area(Area(row, column, row, column))

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Range]:
        """The cells of a kind as rectangles: 'blanks', 'constants', 'formulas' or 'visible'; of constants and
        formulas those of one type of value."""
        area = self.within_bounds(self.rectangle)
        if cell_type == "visible":
            return self._visible(area)
        wanted = _TYPES[value_type] if value_type else None
        columns = []
        for column in range(area.left, area.right + 1):
            cells = self.part.whole_cells(column, area.top, area.bottom)
            columns.append([_is_kind(cell, cell_type, wanted) for cell in cells])
        return [self.sheet.area(one) for one in rectangles(columns, area)]

    def _visible(self, area: Area) -> list[Range]:
        rows = {
            row for row, at in self.part.row_tags(area.top, area.bottom).items() if at.get("hidden") in ("1", "true")
        }
        hidden: set[int] = set()
        with self.part.document.reading(self.part.part):
            for low, high, at in columns_between(self.part.head, self.part.prefix, area.left, area.right):
                if at.get("hidden") in ("1", "true"):
                    hidden.update(range(low, high + 1))
        columns = [
            [column not in hidden and row not in rows for row in range(area.top, area.bottom + 1)]
            for column in range(area.left, area.right + 1)
        ]
        return [self.sheet.area(one) for one in rectangles(columns, area)]

    @property
    def table(self) -> Table | None:
        """The table that the first cell stands in."""
        for table in self.sheet.tables:
            if table.model.area.meets(self.first_cell):
                return table
        return None

    @property
    def name(self) -> Name | None:
        """The defined name that refers to exactly this range."""
        from workbook.engine.names import resolve

        for name in self.sheet.book.names:
            found = resolve(self.sheet.book, name.refers_to[1:])
            if found is not None and found.area == self.area and found.sheet.entry == self.sheet.entry:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        from workbook.engine.names import reference

        self.sheet.book.names.add(value, reference(self.sheet.name, self.rectangle))


def _run_end(filled: list[bool], at: int, step: int, size: int) -> int:
    """Where Ctrl+arrow goes from position `at` in a line of cells; beyond `filled` everything is blank."""

    def is_filled(position: int) -> bool:
        return 0 <= position < len(filled) and filled[position]

    position = at + step
    if is_filled(at) and is_filled(position):
        while is_filled(position + step):
            position += step
        return position
    while 0 <= position < len(filled):
        if is_filled(position):
            return position
        position += step
    return 0 if step < 0 else size - 1


_TYPES: dict[str, tuple[type, ...]] = {
    "numbers": (float, dt.datetime), "text": (str,), "logical": (bool,), "errors": (CellError,),
}  # fmt: skip


def _is_kind(cell: Cell, kind: str, types: tuple[type, ...] | None) -> bool:
    if kind == "blanks":
        return cell is None
    if kind == "constants":
        return cell is not None and not isinstance(cell, Formula) and (types is None or type(cell) in types)
    return isinstance(cell, Formula) and (types is None or type(cell.cached) in types)


def rectangles(columns: list[list[bool]], area: Area) -> list[Area]:
    """The true places of a block as rectangles: runs down a column, widened over columns with the same run."""
    open_runs: dict[tuple[int, int], int] = {}
    found: list[Area] = []
    for column, places in enumerate([*columns, []], area.left):
        runs = set(_runs(places, area.top))
        for (top, bottom), left in list(open_runs.items()):
            if (top, bottom) not in runs:
                found.append(Area(top, left, bottom, column - 1))
                del open_runs[top, bottom]
        for run in runs:
            open_runs.setdefault(run, column)
    return sorted(found)


def _runs(places: list[bool], top: int) -> Iterator[tuple[int, int]]:
    start = None
    for row, is_one in enumerate([*places, False], top):
        if is_one and start is None:
            start = row
        elif not is_one and start is not None:
            yield start, row - 1
            start = None


def wildcards(text: str, match_case: bool) -> re.Pattern[str]:
    """What Excel's Find means by a text: `*` any signs, `?` one sign, `~` takes the next one as it is."""
    pieces = re.split(r"(~[~*?]|[*?])", text)
    written = {"*": ".*", "?": "."}
    pattern = "".join(written.get(piece) or re.escape(piece[1:] if piece[:1] == "~" and len(piece) == 2 else piece)
                      for piece in pieces)  # fmt: skip
    return re.compile(pattern, re.DOTALL if match_case else re.DOTALL | re.IGNORECASE)


def as_text(value: Value) -> str | None:
    """A value as find and replace see it; None for blanks and dates."""
    if value is None or isinstance(value, dt.datetime):
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return number_text(value) if isinstance(value, float) else str(value)
