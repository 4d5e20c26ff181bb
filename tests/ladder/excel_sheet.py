"""A sheet of the stand-in: cells' values, formulas and formats, its tables, its protection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.ladder import excel_stubs
from tests.ladder.excel_areas import Merges
from tests.ladder.excel_contents import SheetContents, bounds
from tests.ladder.excel_filters import AutoFilter, Filtering
from tests.ladder.excel_grid import Grid
from tests.ladder.excel_object import Com
from tests.ladder.excel_range import Range
from tests.ladder.excel_tables import ListObject, ListObjects

if TYPE_CHECKING:
    from tests.ladder.excel_app import Application, Workbook

VISIBLE = {"visible": -1, "hidden": 0, "veryHidden": 2}  # XlSheetVisibility


class Worksheet(Com):
    """A sheet."""

    kind = "Excel.Worksheet"

    def __init__(self, book: Workbook, filled: SheetContents) -> None:
        self._book, self._title, self._visible = book, filled.title, filled.visible
        self._values: Grid = filled.values
        self._formulas: Grid = filled.formulas
        self._formats: Grid = filled.formats
        self._links: Grid = filled.links
        self._heights: dict[int, float] = {}
        self._tables = {name: ListObject(self, name, bounds) for name, bounds in filled.tables.items()}
        self._merges = Merges(filled.merged)
        self._protected = False
        self._looks = {kind: Grid() for kind in ("fill", "font", "icon")}  # colours and icons that show, by cell
        self._plain_filter: Filtering | None = None  # of a range that is no table
        self._advanced: set[int] = set()  # rows that an advanced filter hides
        self._by_hand: set[int] = set()  # rows that the user hid, or an outline

    def require_open(self) -> None:
        """Excel's error 1004 where the sheet is protected."""
        if self._protected:
            raise excel_stubs.disp_exception()

    def filtered_out(self) -> set[int]:
        """The rows that a filter hides: whole rows, whichever columns it stands in."""
        filters = [table._filtering for table in self._tables.values()]
        if self._plain_filter is not None:
            filters.append(self._plain_filter)
        return self._advanced.union(*(one.hidden_rows() for one in filters))

    def maps(self) -> Iterator[Grid]:
        """Everything that is kept by cell."""
        yield from (self._values, self._formulas, self._formats, self._links, *self._looks.values())

    def get_Name(self) -> str:
        return self._title

    def get_Parent(self) -> Workbook:
        return self._book

    def get_Application(self) -> Application:
        return self._book._app

    def get_Index(self) -> int:
        return list(self._book._sheets.values()).index(self) + 1

    def get_ListObjects(self) -> ListObjects:
        return ListObjects(self)

    def get_Visible(self) -> int:
        return VISIBLE[self._visible]

    def put_Visible(self, value: object) -> None:
        self._visible = next(name for name, number in VISIBLE.items() if number == value)

    def get_AutoFilterMode(self) -> bool:
        return self._plain_filter is not None

    def get_AutoFilter(self) -> AutoFilter | None:
        return None if self._plain_filter is None else AutoFilter(self._plain_filter)

    def get_FilterMode(self) -> bool:
        return bool(self.filtered_out())

    def get_ProtectContents(self) -> bool:
        return self._protected

    def get_Cells(self) -> Range:
        return Range(self, 1, 1, 16384, 1048576)

    def get_UsedRange(self) -> Range:
        stretches = [grid.columns_and_rows() for grid in (self._values, self._formats)]
        columns = [column for found, _ in stretches for column in found] or [1]
        return Range(self, min(columns), 1, max(columns), max(last for _, last in stretches) or 1)

    def call_Range(self, Cell1: object, Cell2: object = None) -> Range:  # noqa: N803 - Excel's names
        if isinstance(Cell1, Range) and isinstance(Cell2, Range):
            return Range(
                self,
                min(Cell1._left, Cell2._left),
                min(Cell1._top, Cell2._top),
                max(Cell1._right, Cell2._right),
                max(Cell1._bottom, Cell2._bottom),
            )
        if isinstance(Cell1, str) and Cell2 is None:
            return Range(self, *bounds(Cell1))
        raise excel_stubs.disp_exception()
