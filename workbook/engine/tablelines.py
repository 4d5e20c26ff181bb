"""The rows and columns of a table, as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine import tablecolumns, tableedit
from workbook.engine.entering import from_value, spelt
from workbook.engine.refusing import Refusing

if TYPE_CHECKING:
    from workbook.engine.ranges import Range
    from workbook.engine.tables import Table


class TableRows(Refusing):
    """The data rows of a table; an empty table's blank row does not count."""

    __slots__ = ("parent",)

    def __init__(self, table: Table) -> None:
        self.parent = table

    @property
    def column_count(self) -> int:
        """How many values a row has."""
        return self.parent.model.area.width

    def __len__(self) -> int:
        data = self.parent.model.data
        if data is None or self.parent.insert_row_range is not None:
            return 0
        return data.height

    def __call__(self, index: int) -> TableRow:
        if not 1 <= index <= len(self):
            raise IndexError("Table row index out of range")
        return TableRow(self.parent, int(index))

    def __iter__(self) -> Iterator[TableRow]:
        return iter([TableRow(self.parent, index) for index in range(1, len(self) + 1)])

    def __contains__(self, key: int) -> bool:
        return 1 <= key <= len(self)

    def add(self, values: list[Any] | None, index: int | None) -> TableRow:
        """A new row before the one at `index`, or at the end."""
        position = len(self) if index is None else index - 1
        name = self.parent.display_name
        cells = None if values is None else [spelt(from_value(value), name) for value in values]
        tableedit.insert_row(self.parent.table, position, cells)
        return TableRow(self.parent, position + 1)


class TableRow(Refusing):
    """A data row of a table."""

    __slots__ = ("_table", "index")

    def __init__(self, table: Table, index: int) -> None:
        self._table, self.index = table, index

    @property
    def range(self) -> Range:
        """Its cells."""
        data = self._table.model.data
        if data is None or self.index > data.height:
            raise IndexError("Table row index out of range")
        row = data.top + self.index - 1
        return self._table.parent.area(replace(data, top=row, bottom=row))

    def delete(self) -> None:
        """Take it out; the rows below move up."""
        tableedit.delete_row(self._table.table, self.index - 1)


class TableColumns(Refusing):
    """The columns of a table."""

    __slots__ = ("parent",)

    def __init__(self, table: Table) -> None:
        self.parent = table

    def _names(self) -> list[str]:
        return [name.casefold() for name in tableedit.headers(self.parent.table)]

    def __len__(self) -> int:
        return len(self.parent.model.columns)

    def __call__(self, key: int | str) -> TableColumn:
        if isinstance(key, str):
            names = self._names()
            if key.casefold() not in names:
                raise KeyError(key)
            return TableColumn(self.parent, names.index(key.casefold()) + 1)
        if not 1 <= key <= len(self):
            raise IndexError("Table column index out of range")
        return TableColumn(self.parent, int(key))

    def __iter__(self) -> Iterator[TableColumn]:
        return iter([TableColumn(self.parent, index) for index in range(1, len(self) + 1)])

    def __contains__(self, key: str) -> bool:
        return key.casefold() in self._names()

    def add(self, name: str, index: int | None) -> TableColumn:
        """A new blank column before the one at `index`, or at the end."""
        position = len(self) if index is None else index - 1
        tablecolumns.insert_column(self.parent.table, position, name)
        return TableColumn(self.parent, position + 1)


class TableColumn(Refusing):
    """A column of a table."""

    __slots__ = ("_table", "index")

    def __init__(self, table: Table, index: int) -> None:
        self._table, self.index = table, index

    @property
    def name(self) -> str:
        """Its header."""
        return tableedit.headers(self._table.table)[self.index - 1]

    @property
    def range(self) -> Range:
        """Header, data and totals cell."""
        area = self._table.model.area
        column = area.left + self.index - 1
        return self._table.parent.area(replace(area, left=column, right=column))

    @property
    def data_body_range(self) -> Range | None:
        """Its data cells."""
        data = self._table.model.data
        if data is None:
            return None
        column = data.left + self.index - 1
        return self._table.parent.area(replace(data, left=column, right=column))

    def delete(self) -> None:
        """Take it out; the columns to its right move."""
        tablecolumns.delete_column(self._table.table, self.index - 1)
