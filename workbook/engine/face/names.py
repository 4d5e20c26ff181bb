"""Defined names, as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine.book.defined_names import TARGET, check_name, reference, resolve
from workbook.engine.face.ranges import Range
from workbook.engine.parts.workbook_part import DefinedName
from workbook.engine.text.formula_spelling import shown, written
from workbook.engine.text.references import Area, quoted
from workbook.engine.text.refusals import Refusing
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.face.books import Book
    from workbook.engine.face.sheets import Sheet


class Names(Refusing):
    """The names of a book (all scopes), or of one sheet, by the alphabet as Excel lists them: of two alike a sheet's
    before the book's."""

    __slots__ = ("_book", "_sheet")

    def __init__(self, book: Book, sheet: Sheet | None) -> None:
        self._book, self._sheet = book, sheet

    def _entries(self) -> list[DefinedName]:
        names = self._book.document.workbook.names
        if self._sheet is not None:
            position = self._sheet.index - 1
            names = [name for name in names if name.sheet == position]
        return sorted(names, key=lambda name: (name.name.casefold(), name.sheet is None, name.sheet or 0))

    def __len__(self) -> int:
        return len(self._entries())

    def __iter__(self) -> Iterator[Name]:
        for entry in self._entries():
            yield Name(self._book, entry.name, entry.sheet)

    def snapshot(self) -> list[tuple[str, Name]]:
        """Names with handles that stay valid."""
        return [(name.name, name) for name in self]

    def __call__(self, name_or_index: str | int) -> Name:
        if not isinstance(name_or_index, str):
            return list(self)[int(name_or_index) - 1]
        found = self._find(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return found

    def _find(self, text: str) -> Name | None:
        workbook = self._book.document.workbook
        scope, name = self._scope(text)
        scopes = [scope] if scope is not None else [None if self._sheet is None else self._sheet.index - 1]
        for candidate in scopes:
            at = workbook.find_name(name, candidate)
            if at is not None:
                return Name(self._book, workbook.names[at].name, candidate)
        return None

    def _scope(self, text: str) -> tuple[int | None, str]:
        match = TARGET.match(text)
        if not match:
            return None, text
        sheet = (match.group(1) or match.group(2)).replace("''", "'")
        return self._book.document.workbook.find_sheet(sheet), match.group(3)

    def contains(self, name_or_index: str | int) -> bool:
        """Whether there is such a name."""
        if not isinstance(name_or_index, str):
            return 1 <= int(name_or_index) <= len(self)
        return self._find(name_or_index) is not None

    def add(self, name: str, refers_to: str) -> Name:
        """Add a name, or change what it refers to."""
        scope, bare = self._scope(name)
        if scope is None and self._sheet is not None:
            scope = self._sheet.index - 1
        check_name(bare)
        self._book.document.workbook.set_name(bare, written(refers_to.removeprefix("="), dynamic=True), scope)
        return Name(self._book, bare, scope)

    def of_range(self, cells: Range) -> Name | None:
        """The name that refers to exactly these cells."""
        here = (cells.sheet.entry, cells.area)
        return next((name for name in self if resolve(self._book.document, name.refers_to[1:]) == here), None)

    def add_range(self, name: str, cells: Range) -> None:
        """Let a name refer to these cells."""
        self.add(name, reference(cells.sheet.name, cells.rectangle))


class Name(Refusing):
    """One defined name; it is found anew by name and scope each time."""

    __slots__ = ("_book", "_name", "_scope")

    def __init__(self, book: Book, name: str, scope: int | None) -> None:
        self._book, self._name, self._scope = book, name, scope

    def __bool__(self) -> bool:
        return True

    def _at(self) -> int:
        at = self._book.document.workbook.find_name(self._name, self._scope)
        if at is None:
            raise KeyError(self._name)
        return at

    @property
    def name(self) -> str:
        """The name, with its sheet where it belongs to one."""
        entry = self._book.document.workbook.names[self._at()]
        if entry.sheet is None:
            return entry.name
        return f"{quoted(self._book.document.workbook.sheets[entry.sheet].name)}!{entry.name}"

    @name.setter
    def name(self, value: str) -> None:
        check_name(value)
        workbook, at = self._book.document.workbook, self._at()
        workbook.replace_name(at, replace(workbook.names[at], name=value))
        self._name = value

    @property
    def refers_to(self) -> str:
        """What it refers to, with '='."""
        return "=" + shown(self._book.document.workbook.names[self._at()].text)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        workbook, at = self._book.document.workbook, self._at()
        workbook.replace_name(
            at, replace(workbook.names[at], text=written(value.removeprefix("="), dynamic=True), source="")
        )

    @property
    def refers_to_range(self) -> Range:
        """The cells it refers to. Raises InputError when it refers to none."""
        found = resolve(self._book.document, self._book.document.workbook.names[self._at()].text)
        if found is None:
            raise InputError(
                Text(
                    f"名称 {self.name} 指向 {self.refers_to}，不是一块单元格。",
                    f"The name {self.name} refers to {self.refers_to}, which is not a range of cells.",
                )
            )
        entry, area = found
        return self._book.sheets.of_part(entry.part).area(area)

    def delete(self) -> None:
        """Take it out of the book."""
        self._book.document.workbook.delete_name(self._at())


def found_range(sheet: Sheet, argument: Any) -> Range:
    """The range that an address, a name, (row, column), (row, column, rows, columns) or a range means on a sheet.
    Raises NoSuchObjectError, IndexError, ValueError."""
    if isinstance(argument, Range):
        return argument
    if isinstance(argument, str):
        found = resolve(sheet.book.document, argument, sheet.entry)
        if found is None:
            from xlwings import NoSuchObjectError

            raise NoSuchObjectError(f"no range or name {argument!r} on sheet {sheet.name!r}")
        entry, area = found
        return Range(sheet.book.sheets.of_part(entry.part), area, argument)
    if isinstance(argument, tuple) and len(argument) == 4:
        row, column, rows, columns = (int(part) for part in argument)
        if not rows or not columns:
            return Range(sheet, None, origin=(row, column))
        return Range(sheet, Area(row, column, row + rows - 1, column + columns - 1))
    if isinstance(argument, tuple) and len(argument) == 2:
        row, column = (int(part) for part in argument)
        if row < 1 or column < 1:
            raise IndexError(
                "Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based."
                if 0 in argument
                else "a range starts at row 1, column 1"
            )
        return Range(sheet, Area(row, column, row, column))
    raise ValueError("Invalid parameters")
