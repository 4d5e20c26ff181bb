"""Worksheets, as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbook.engine.areas import sheet_view
from workbook.engine.book import cell_notes
from workbook.engine.face.names import Names, found_range
from workbook.engine.face.notes import Note
from workbook.engine.face.page_setup import PageSetup
from workbook.engine.face.ranges import Range
from workbook.engine.face.tables import Tables
from workbook.engine.follow.sheet_deletion import delete_sheet
from workbook.engine.follow.sheet_list import add_sheet, move_sheet
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.text.refusals import Refusing, unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.face.books import Book
    from workbook.engine.parts.workbook_part import SheetEntry

_STATES = {True: "visible", False: "hidden"}


class Sheets(Refusing):
    """The sheets of a book in their order."""

    __slots__ = ("book",)

    def __init__(self, book: Book) -> None:
        self.book = book

    def at(self, position: int) -> Sheet:
        """The sheet at a position counted from 0."""
        return Sheet(self.book, self.book.document.workbook.sheets[position].relationship)

    def of_part(self, part: str) -> Sheet:
        """The sheet that is kept in a part."""
        return Sheet(self.book, self.book.document.entry_of(part).relationship)

    @property
    def active(self) -> Sheet:
        """The active sheet."""
        return self.at(self.book.document.workbook.active)

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, str):
            workbook = self.book.document.workbook
            found = workbook.find_sheet(name_or_index)
            if found is None or workbook.sheets[found].kind != "worksheet":
                raise KeyError(name_or_index)
            return self.at(found)
        positions = self._positions()
        if not 1 <= name_or_index <= len(positions):
            raise IndexError(name_or_index)
        return self.at(positions[int(name_or_index) - 1])

    def _positions(self) -> list[int]:
        """Where the worksheets stand among all sheets: chart sheets are no part of the collection."""
        sheets = self.book.document.workbook.sheets
        return [position for position, entry in enumerate(sheets) if entry.kind == "worksheet"]

    def __len__(self) -> int:
        return len(self._positions())

    def __iter__(self) -> Iterator[Sheet]:
        return iter([self.at(position) for position in self._positions()])

    def __contains__(self, name: str) -> bool:
        return any(sheet.name.casefold() == name.casefold() for sheet in self)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """A new empty sheet: before or after another, else before the active one; it becomes the active one."""
        document = self.book.document
        if after is not None:
            position = after.index
        else:
            position = before.index - 1 if before is not None else document.workbook.active
        return Sheet(self.book, add_sheet(document, position, name).relationship)


class Sheet(Refusing):
    """A sheet, found by the id the workbook keeps it under: renaming and moving do not lose it."""

    __slots__ = ("_id", "book")

    def __init__(self, book: Book, relationship: str) -> None:
        self.book = book
        self._id = relationship

    def __bool__(self) -> bool:
        return True

    @property
    def entry(self) -> SheetEntry:
        """The workbook's entry."""
        return self.book.document.workbook.sheets[self._position]

    @property
    def _position(self) -> int:
        for position, entry in enumerate(self.book.document.workbook.sheets):
            if entry.relationship == self._id:
                return position
        raise KeyError("this sheet was deleted")

    @property
    def part(self) -> SheetPart:
        """The sheet's cells."""
        return self.book.document.sheet(self.entry)

    @property
    def name(self) -> str:
        """Its name."""
        return self.entry.name

    @name.setter
    def name(self, value: str) -> None:
        from workbook.engine.follow.sheet_renaming import rename_sheet

        rename_sheet(self.book.document, self.entry, value)

    @property
    def index(self) -> int:
        """Its position, counted from 1."""
        return self._position + 1

    @property
    def names(self) -> Names:
        """The names that belong to this sheet."""
        return Names(self.book, self)

    @property
    def tables(self) -> Tables:
        """The tables on this sheet."""
        return Tables(self)

    @property
    def visible(self) -> bool:
        """Whether it is shown."""
        return self.entry.state == "visible"

    @visible.setter
    def visible(self, value: bool) -> None:
        from dataclasses import replace

        sheets = self.book.document.workbook.sheets
        if not value and sum(sheet.state == "visible" for sheet in sheets) == 1 and self.visible:
            raise unsupported("Sheet.visible = False (on the last visible sheet)")
        if self.visible != bool(value):
            sheets[self._position] = replace(self.entry, state=_STATES[bool(value)])

    def area(self, area: Area | None) -> Range:
        """A rectangle as a range."""
        return Range(self, area)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """A range from an address, a name, (row, column), (row, column, rows, columns) or two corners."""
        first = found_range(self, arg1)
        if arg2 is None:
            return first
        one, two = first.area, found_range(self, arg2).area
        if one is None or two is None:
            return Range(self, None)
        return Range(
            self,
            Area(
                min(one.top, two.top), min(one.left, two.left), max(one.bottom, two.bottom), max(one.right, two.right)
            ),
        )

    @property
    def cells(self) -> Range:
        """All cells."""
        return Range(self, Area(1, 1, MAX_ROW, MAX_COLUMN))

    @property
    def used_range(self) -> Range:
        """The smallest rectangle around all cells in use; A1 on an empty sheet."""
        from workbook.engine.areas.used_range import used_area

        return Range(self, used_area(self.part))

    def delete(self) -> None:
        """Take it out of the book."""
        delete_sheet(self.book.document, self.entry)

    def move(self, before: Sheet | None = None, after: Sheet | None = None) -> None:
        """Put it before or after another sheet."""
        other = before if before is not None else after
        assert other is not None  # xlwings sees to it
        order = [sheet for sheet in self.book.document.workbook.sheets if sheet != self.entry]
        move_sheet(self.book.document, self.entry, order.index(other.entry) + (0 if before is not None else 1))

    @property
    def show_gridlines(self) -> bool:
        """Whether the lines between cells are shown."""
        return sheet_view.shows_gridlines(self.part)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        sheet_view.show_gridlines(self.part, value)

    @property
    def selection(self) -> Range:
        """What is selected on it."""
        return Range(self, sheet_view.selection(self.part))

    def select_area(self, area: Area) -> None:
        """Select cells."""
        sheet_view.select(self.part, area)

    @property
    def notes(self) -> list[Note]:
        """The notes of its cells."""
        if self.entry.kind != "worksheet":
            return []
        return [Note(self, cell, author) for cell, author in cell_notes.notes(self.part)]

    @property
    def page_setup(self) -> PageSetup:
        """Print set-up."""
        return PageSetup(self.book.document.workbook, self.entry)

    def clear_contents(self) -> None:
        """Blank every cell."""
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        """Take every cell's and column's format away."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Blank every cell, take its format, note, link and validation away."""
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns ('c'), rows ('r') or both to what stands in them."""
        kind = (axis or "")[:1]
        if kind != "r":
            self.used_range.autofit("c")
        if kind != "c":
            Range(self, Area(1, 1, MAX_ROW, MAX_COLUMN)).autofit("r")

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """A copy of it before or after a sheet, of this or another book; it becomes the active one there."""
        from workbook.engine.follow.sheet_copying import copy_sheet

        other = before if before is not None else after
        assert other is not None  # xlwings sees to it
        position = other.index - 1 if before is not None else other.index
        copy_sheet(self.book.document, self.entry, other.book.document, position)

    def activate(self) -> None:
        """Make it the active sheet."""
        self.book.document.workbook.active = self._position

    select = activate
