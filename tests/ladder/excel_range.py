"""Rectangles of cells: values come and go as over pywin32, and land where Excel puts them.

Numbers come as floats, dates as UTC times, errors as codes, one cell as a scalar, several as tuples of tuples. A text
that Excel would read as something else is noted, unless its cell is text. Where a filter hides rows, an array does not
go where it should: Excel puts its first element into every visible cell and nothing into the hidden ones (reported for
xlwings as issue 747, and for Office's own JavaScript as office-js issue 224), and clears and deletes visible rows only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from tests.ladder import excel_stubs
from tests.ladder.excel_areas import Lines, Pieces, stretches
from tests.ladder.excel_contents import Bounds
from tests.ladder.excel_formulas import moved_formula
from tests.ladder.excel_heights import Heights
from tests.ladder.excel_links import Hyperlinks
from tests.ladder.excel_object import RECORD
from tests.ladder.excel_values import ERRORS, LOOKS_OTHER, incoming, outgoing

if TYPE_CHECKING:
    from tests.ladder.excel_app import Application
    from tests.ladder.excel_sheet import Worksheet
    from tests.ladder.excel_tables import ListObject

UP, DOWN = -4162, -4121
VISIBLE = 12
FROM_BELOW = 1
COLUMNS = 16384


class Range(Heights):
    """A rectangle of cells."""

    kind = "Excel.Range"

    def __init__(self, sheet: Worksheet, left: int, top: int, right: int, bottom: int) -> None:
        self._sheet, self._left, self._top, self._right, self._bottom = sheet, left, top, right, bottom

    def __call__(self, row: object, column: object = None) -> Range:
        RECORD.note(self.kind, "Item", "call")
        if not (isinstance(row, int | float) and isinstance(column, int | float)):
            raise excel_stubs.disp_exception()
        top, left = self._top + int(row) - 1, self._left + int(column) - 1
        if not (1 <= top <= 1048576 and 1 <= left <= 16384):
            raise excel_stubs.disp_exception()
        return Range(self._sheet, left, top, left, top)

    def columns(self) -> range:
        """The numbers of its columns."""
        return range(self._left, self._right + 1)

    def get_Worksheet(self) -> Worksheet:
        return self._sheet

    def get_Parent(self) -> Worksheet:
        return self._sheet

    def get_Application(self) -> Application:
        return self._sheet._book._app

    def get_ListObject(self) -> ListObject | None:
        for table in self._sheet._tables.values():
            left, top, right, bottom = table._bounds
            if left <= self._left <= right and top <= self._top <= bottom:
                return table
        return None

    def get_Row(self) -> int:
        return self._top

    def get_Column(self) -> int:
        return self._left

    def get_Rows(self) -> Lines:
        return Lines(self._bottom - self._top + 1)

    def get_Columns(self) -> Lines:
        return Lines(self._right - self._left + 1)

    def get_Cells(self) -> Range:
        return self

    def get_Count(self) -> int:
        return (self._bottom - self._top + 1) * (self._right - self._left + 1)

    def get_Address(self) -> str:
        return self.call_Address()

    def call_Address(
        self,
        RowAbsolute: object = True,  # noqa: N803 - Excel's names
        ColumnAbsolute: object = True,  # noqa: N803
        ReferenceStyle: object = 1,  # noqa: N803
        External: object = False,  # noqa: N803
    ) -> str:
        row, column = "$" if RowAbsolute else "", "$" if ColumnAbsolute else ""
        first = f"{column}{get_column_letter(self._left)}{row}{self._top}"
        last = f"{column}{get_column_letter(self._right)}{row}{self._bottom}"
        plain = first if first == last else f"{first}:{last}"
        if not External:
            return plain
        title = f"[{self._sheet._book._name}]{self._sheet._title}".replace("'", "''")
        return f"'{title}'!{plain}"

    def get_Value(self) -> object:
        columns = [map(outgoing, self._sheet._values.column(c, self._top, self._bottom)) for c in self.columns()]
        rows = tuple(zip(*columns, strict=True))
        return rows[0][0] if self.get_Count() == 1 else rows

    def put_Value(self, data: object) -> None:
        self._sheet.require_open()
        for column, top, cells in self.spread(data):
            formats = self._sheet._formats.column(column, top, top + len(cells) - 1)
            self._sheet._formulas.put(column, top, [None] * len(cells))
            read = [
                self.typed(value, is_text=look == "@", at=(top + n, column))
                for n, (value, look) in enumerate(zip(cells, formats, strict=True))
            ]
            if self._sheet._merges.areas:  # what is put under a merged cell's first is lost
                read = [None if self._sheet._merges.covered(top + n, column) else one for n, one in enumerate(read)]
            self._sheet._values.put(column, top, read)

    def typed(self, value: object, *, is_text: bool, at: tuple[int, int]) -> object:
        """What becomes of a value that is put into a cell; None for nothing."""
        new = incoming(value)
        if isinstance(new, str):
            if new.startswith("'"):  # Excel's own sign of text; in a cell of text that is not documented
                new = new if is_text and self._sheet._book._text_keeps_apostrophes else new[1:]
            elif not is_text and new not in ERRORS and LOOKS_OTHER.match(new):  # an error's text makes the error
                RECORD.read_as_other.append(f"{self._sheet._title} {at}: {new}")
        return None if new == "" else new

    def get_Hyperlinks(self) -> Hyperlinks:
        return Hyperlinks(self)

    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of each of its cells."""
        return ((row, column) for column in self.columns() for row in range(self._top, self._bottom + 1))

    def get_Formula(self) -> object:
        rows = tuple(zip(*(self.formulas_of(column) for column in self.columns()), strict=True))
        return rows[0][0] if self.get_Count() == 1 else rows

    def formulas_of(self, column: int) -> list[object]:
        """Its cells of a column: formulas, or values as text."""
        values = self._sheet._values.column(column, self._top, self._bottom)
        formulas = self._sheet._formulas.column(column, self._top, self._bottom)
        return [f or ("" if v is None else str(v)) for f, v in zip(formulas, values, strict=True)]

    def get_HasFormula(self) -> bool | None:
        found = {
            text is not None
            for c in self.columns()
            for text in self._sheet._formulas.column(c, self._top, self._bottom)
        }
        return found.pop() if len(found) == 1 else None

    def get_MergeCells(self) -> bool | None:
        merged = list(self._sheet._merges.across(*self._bounds()))
        if not merged:
            return False
        return True if self._within(merged[0]) else None

    def get_MergeArea(self) -> Range:
        """Of a single cell: its merged area, or itself."""
        if self.get_Count() != 1:
            raise excel_stubs.disp_exception()
        return next((Range(self._sheet, *area) for area in self._sheet._merges.across(*self._bounds())), self)

    def _bounds(self) -> Bounds:
        return self._left, self._top, self._right, self._bottom

    def _within(self, area: Bounds) -> bool:
        left, top, right, bottom = area
        return left <= self._left and self._right <= right and top <= self._top and self._bottom <= bottom

    def put_Formula(self, data: object) -> None:
        self._sheet.require_open()
        for column, top, cells in self.spread(data):
            for row, value in enumerate(cells, start=top):
                if isinstance(value, str) and value.startswith("=") and self._sheet._formats.get((row, column)) == "@":
                    self._sheet._values[row, column] = value  # in a cell formatted as text it is a text
                    self._sheet._formulas.put(column, row, [None])
                elif isinstance(value, str) and value.startswith("="):
                    # one formula for many cells is filled down from the first
                    spread = isinstance(data, list | tuple)
                    moved = value if spread else moved_formula(value, (self._top, self._left), (row, column))
                    self._sheet._formulas[row, column] = moved
                else:
                    Range(self._sheet, column, row, column, row).put_Value(value)

    def get_NumberFormat(self) -> object:
        formats: set[Any] = set()
        for column in self.columns():
            formats.update(self._sheet._formats.column(column, self._top, self._bottom))
        return (formats.pop() or "General") if len(formats) == 1 else None

    def put_NumberFormat(self, value: object) -> None:
        self._sheet.require_open()
        look = None if value == "General" else str(value)
        for column in self.columns():
            self._sheet._formats.put(column, self._top, [look] * (self._bottom - self._top + 1))

    def call_ClearContents(self) -> None:
        self._sheet.require_open()
        self._sheet._merges.require_whole(*self._bounds())
        for first, last in self.shown():
            for column in self.columns():
                self._sheet._values.put(column, first, [None] * (last - first + 1))
                self._sheet._formulas.put(column, first, [None] * (last - first + 1))

    def call_Delete(self, Shift: object = None) -> None:  # noqa: N803 - Excel's name
        """Take rows of cells out; what lies below in these columns moves up."""
        self._sheet.require_open()
        if Shift != UP:
            raise excel_stubs.disp_exception()
        self._sheet._merges.require_whole(self._left, self._top, self._right, self._bottom)
        self._require_whole_tables(self._top)
        for first, last in reversed(self.shown()):
            self._sheet._merges.move(self._left, self._right, last + 1, first - last - 1)
            for kept in self._sheet.maps():
                kept.take_rows(self._left, self._right, first, last)
            self._moved(first, first - last - 1)
            for table in self._sheet._tables.values():
                left, top, right, bottom = table._bounds
                if self._left <= left and right <= self._right and top < last and first <= bottom:
                    gone = min(last, bottom) - max(first, top + 1) + 1
                    kept_rows = max(bottom - gone, top + 1 + table._totals)  # one row of data is left, blank
                    table._bounds = (left, top, right, kept_rows)
            self._move_tables(last + 1, first - last - 1)

    def call_Insert(self, Shift: object = None, CopyOrigin: object = None) -> None:  # noqa: N803 - Excel's names
        """Put rows of blank cells in; what lies below moves down, and a table takes the rows into it."""
        self._sheet.require_open()
        if Shift != DOWN:
            raise excel_stubs.disp_exception()
        count = self._bottom - self._top + 1
        if self._sheet.filtered_out():
            raise excel_stubs.disp_exception()
        self._require_whole_tables(self._top)
        self._sheet._merges.move(self._left, self._right, self._top, count)
        for kept in self._sheet.maps():
            kept.make_room(self._left, self._right, self._top, count)
        self._moved(self._bottom + 1, count)
        row = self._bottom + 1 if CopyOrigin == FROM_BELOW else self._top - 1
        for column in self._sheet._formats.columns_between(self._left, self._right):
            if (look := self._sheet._formats.get((row, column))) is not None:
                self._sheet._formats.put(column, self._top, [look] * count)
        for table in self._sheet._tables.values():
            left, top, right, bottom = table._bounds
            if self._left <= left and right <= self._right and top < self._top <= bottom:
                table._bounds = (left, top, right, bottom + count)
        self._move_tables(self._top, count)

    def _require_whole_tables(self, first: int) -> None:
        """Excel's error where moving the cells of these columns from a row on would tear a table."""
        for table in self._sheet._tables.values():
            left, _, right, bottom = table._bounds
            meets = self._left <= right and left <= self._right and bottom >= first
            if meets and not (self._left <= left and right <= self._right):
                raise excel_stubs.disp_exception()

    def _move_tables(self, first: int, by: int) -> None:
        """Tables that stand wholly in cells that have moved are where these are now; so are rows hidden by hand."""
        for table in self._sheet._tables.values():
            left, top, right, bottom = table._bounds
            if self._left <= left and right <= self._right and top >= first:
                table._bounds = (left, top + by, right, bottom + by)
        if self._right - self._left + 1 == COLUMNS:
            moved = {row + by if row >= first else row for row in self._sheet._by_hand if not first + by <= row < first}
            self._sheet._by_hand = moved

    def _moved(self, first: int, by: int) -> None:
        """Formulas that stand from row `first` on have come there by so many rows: what they refer to moves along."""
        for column in self._sheet._formulas.columns_between(self._left, self._right):
            texts = self._sheet._formulas.column(column, first, self._sheet._formulas.bottom(column))
            for row, text in enumerate(texts, start=first):
                if text is not None:
                    self._sheet._formulas[row, column] = moved_formula(text, (row - by, column), (row, column))

    def call_AutoFilter(
        self,
        Field: Any = None,  # noqa: N803 - Excel's names
        Criteria1: Any = None,  # noqa: N803
        Operator: Any = None,  # noqa: N803
        Criteria2: Any = None,  # noqa: N803
    ) -> None:
        self._sheet.require_open()
        table = self.get_ListObject()
        filtering = self._sheet._plain_filter if table is None else table._filtering
        assert filtering is not None
        given = {"Criteria1": Criteria1, "Operator": Operator, "Criteria2": Criteria2}
        filtering.lay(int(Field), {key: value for key, value in given.items() if value is not None})

    def call_SpecialCells(self, Type: object, Value: object = None) -> Pieces:  # noqa: N803 - Excel's names
        """The visible cells: of one cell alone Excel would take the whole sheet's."""
        if Type != VISIBLE or Value is not None or self.get_Count() == 1:
            raise excel_stubs.disp_exception()
        hidden = self._sheet.filtered_out() | self._sheet._by_hand
        rows = [row for row in range(self._top, self._bottom + 1) if row not in hidden]
        if not rows:
            raise excel_stubs.disp_exception()
        return Pieces([Range(self._sheet, self._left, top, self._right, bottom) for top, bottom in stretches(rows)])

    def common(self, other: Range) -> Range | None:
        """The cells that are in another range too."""
        left, right = max(self._left, other._left), min(self._right, other._right)
        top, bottom = max(self._top, other._top), min(self._bottom, other._bottom)
        return Range(self._sheet, left, top, right, bottom) if left <= right and top <= bottom else None

    def shown(self) -> list[tuple[int, int]]:
        """Its rows that no filter hides, as stretches: Excel clears and deletes only these."""
        hidden = self._sheet.filtered_out()
        return stretches(row for row in range(self._top, self._bottom + 1) if row not in hidden)

    def spread(self, data: object) -> Iterator[tuple[int, int, Sequence[object]]]:
        """Column, first row and values of what is put in: a scalar goes into every cell, a block cell by cell."""
        height, width = self._bottom - self._top + 1, self._right - self._left + 1
        shown = self.shown()
        block: Any = None
        if isinstance(data, list | tuple):
            block = data if data and isinstance(data[0], list | tuple) else [data]
            if len(block) != height or any(len(line) != width for line in block):
                RECORD.refuse(f"{self.get_Address()} is given {len(block)} rows; Excel would pad them with #N/A")
        if block is None or shown != [(self._top, self._bottom)]:
            same = data if block is None else block[0][0]  # a filter hides rows: the first element goes everywhere
            for first, last in shown:
                yield from ((column, first, [same] * (last - first + 1)) for column in self.columns())
            return
        for column, cells in zip(self.columns(), zip(*block, strict=False), strict=False):
            yield column, self._top, cells
