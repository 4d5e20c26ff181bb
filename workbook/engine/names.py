"""Defined names, as xlwings sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine.formulawords import shown, written
from workbook.engine.references import MAX_COLUMN, MAX_ROW, column_index, column_name, parse_area, quoted
from workbook.engine.refusing import Refusing
from workbook.engine.workbookpart import DefinedName
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.books import Book
    from workbook.engine.ranges import Range
    from workbook.engine.sheets import Sheet

_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)\Z")
_STRUCTURED = re.compile(r"([^\W\d][\w.]*)(?:\[(.*)\])?\Z", re.DOTALL)


_CELL = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})\Z")
_ROW_COLUMN = re.compile(r"[Rr][0-9]*(?:[Cc][0-9]*)?\Z|[Cc][0-9]*\Z|true\Z|false\Z", re.IGNORECASE)
"""Addresses of the other style (R1C1, RC, C2), and the two constants."""


def check_name(name: str) -> None:
    """Raise InputError for what cannot be a defined name."""
    good = bool(re.match(r"[^\W\d][\w.?\\]*\Z|\\[\w.?\\]*\Z", name)) and len(name) <= 255
    cell = _CELL.match(name)
    looks_like_cell = bool(_ROW_COLUMN.match(name)) or (
        cell is not None and column_index(cell.group(1)) <= MAX_COLUMN and int(cell.group(2)) <= MAX_ROW
    )
    if not good or looks_like_cell:
        raise InputError(
            Text(
                f"“{name}”不能作名称：用字母或汉字开头，不含空格，也不能像单元格地址。",
                f"“{name}” cannot be a name: start with a letter, no spaces, and not like a cell's address.",
            )
        )


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
        match = _TARGET.match(text)
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
        found = resolve(self._book, self._book.document.workbook.names[self._at()].text)
        if found is None:
            raise InputError(
                Text(
                    f"名称 {self.name} 指向 {self.refers_to}，不是一块单元格。",
                    f"The name {self.name} refers to {self.refers_to}, which is not a range of cells.",
                )
            )
        return found

    def delete(self) -> None:
        """Take it out of the book."""
        self._book.document.workbook.delete_name(self._at())


def resolve(book: Book, text: str, sheet: Sheet | None = None) -> Range | None:
    """The cells that a reference, name or structured reference means; None when it means none."""
    match = _TARGET.match(text)
    if match:
        title = (match.group(1) or match.group(2)).replace("''", "'")
        at = book.document.workbook.find_sheet(title)
        if at is None:
            return None
        sheet, text = book.sheets.at(at), match.group(3)
        workbook = book.document.workbook
        position = workbook.find_name(text, at)
        if position is not None:
            return resolve(book, workbook.names[position].text, sheet)
    if sheet is not None:
        try:
            return sheet.area(parse_area(text))
        except ValueError:
            pass
    return _named(book, text, sheet) or _structured(book, text)


def _named(book: Book, text: str, sheet: Sheet | None) -> Range | None:
    workbook = book.document.workbook
    for scope in ([sheet.index - 1] if sheet is not None else []) + [None]:
        at = workbook.find_name(text, scope)
        if at is not None and workbook.names[at].text.casefold() != text.casefold():
            return resolve(book, workbook.names[at].text, sheet)
    return None


def _structured(book: Book, text: str) -> Range | None:
    match = _STRUCTURED.match(text)
    table = book.document.table(match.group(1)) if match else None
    if match is None or table is None:
        return None
    sheet = book.sheets.of_part(table.sheet.part)
    model = table.model
    inside = match.group(2)
    areas = {"#all": model.area, "#headers": model.header, "#totals": model.totals, "#data": model.data}
    if not inside:
        return sheet.area(model.data) if model.data else None
    parts = re.findall(r"\[((?:'.|[^'\]])*)\]", inside) if inside.startswith("[") else [inside]
    area, columns = model.data, []
    for part in parts:
        if part.lower() in areas:
            area = areas[part.lower()]
        else:
            columns.append(re.sub(r"'(.)", r"\1", part))
    if area is None:
        return None
    names = [column.name.casefold() for column in model.columns]
    if any(column.casefold() not in names for column in columns):
        return None
    if columns:
        positions = [area.left + names.index(column.casefold()) for column in columns]
        area = replace(area, left=min(positions), right=max(positions))
    return sheet.area(area)


def reference(sheet: str, area: Any) -> str:
    """How a defined name refers to a rectangle of a sheet."""
    first = f"${column_name(area.left)}${area.top}"
    last = f"${column_name(area.right)}${area.bottom}"
    return f"{quoted(sheet)}!{first}" + ("" if first == last else f":{last}")
