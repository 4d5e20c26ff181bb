"""Tables (list objects), their rows and columns: xlwings' Table on a closed file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine.book.cell_entry import from_value, spelt
from workbook.engine.book.table_headers import headers
from workbook.engine.follow import table_columns, table_creation, table_rows, table_size
from workbook.engine.follow.table_renaming import rename_table
from workbook.engine.text.refusals import Refusing, unsupported

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table as DocumentTable
    from workbook.engine.face.ranges import Range
    from workbook.engine.face.sheets import Sheet
    from workbook.engine.parts.table_part import TableModel


class Tables(Refusing):
    """The tables of a sheet."""

    __slots__ = ("parent",)

    def __init__(self, sheet: Sheet) -> None:
        self.parent = sheet

    def _all(self) -> list[DocumentTable]:
        document = self.parent.book.document
        return document.tables_of(self.parent.part)

    def __call__(self, key: str | int) -> Table:
        tables = self._all()
        if isinstance(key, str):
            for table in tables:
                if key.casefold() in (table.model.name.casefold(), table.model.display_name.casefold()):
                    return Table(self.parent, table.part)
            raise KeyError(key)
        if not 1 <= key <= len(tables):
            raise IndexError(key)
        return Table(self.parent, tables[int(key) - 1].part)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Table]:
        for table in self._all():
            yield Table(self.parent, table.part)

    def __contains__(self, key: str) -> bool:
        wanted = key.casefold()
        return any(wanted in (t.model.name.casefold(), t.model.display_name.casefold()) for t in self._all())

    def add(self, **options: Any) -> Table:
        """A new table over a range; without headers a header row is put above its cells, as Excel does."""
        if options.get("source_type") not in (None, "range") or options.get("destination") is not None:
            raise unsupported("Tables.add(source_type=, destination=)")
        sheet, source = self.parent, options["source"].impl
        table = table_creation.add_table(
            sheet.part, source.area, options.get("name"), options.get("has_headers", True), options["table_style_name"]
        )
        return Table(sheet, table.part)


class Table(Refusing):
    """A table, found by its part."""

    __slots__ = ("_part", "parent")

    def __init__(self, sheet: Sheet, part: str) -> None:
        self.parent = sheet
        self._part = part

    def __bool__(self) -> bool:
        return True

    @property
    def table(self) -> DocumentTable:
        """The document's table."""
        for table in self.parent.book.document.tables:
            if table.part == self._part:
                return table
        raise KeyError("this table was deleted")

    @property
    def model(self) -> TableModel:
        """The table as it is now."""
        return self.table.model

    @property
    def name(self) -> str:
        """Its name."""
        return self.model.name

    @name.setter
    def name(self, value: str) -> None:
        rename_table(self.table, value)

    @property
    def display_name(self) -> str:
        """The name formulas use."""
        return self.model.display_name

    @display_name.setter
    def display_name(self, value: str) -> None:
        rename_table(self.table, value)

    @property
    def table_style(self) -> str | None:
        """The name of its style."""
        return self.model.style

    @table_style.setter
    def table_style(self, value: str) -> None:
        self.table.model = replace(self.model, style=value)

    @property
    def show_autofilter(self) -> bool:
        """Whether the header row has filter buttons."""
        return self.model.has_filter and self.show_headers

    @property
    def show_headers(self) -> bool:
        """Whether there is a header row."""
        return bool(self.model.header_rows)

    @property
    def show_totals(self) -> bool:
        """Whether there is a totals row."""
        return bool(self.model.totals_rows)

    @property
    def rows(self) -> TableRows:
        """Its data rows."""
        return TableRows(self)

    @property
    def columns(self) -> TableColumns:
        """Its columns."""
        return TableColumns(self)

    @property
    def range(self) -> Range:
        """Header, data and totals row."""
        return self.parent.area(self.model.area)

    @property
    def data_body_range(self) -> Range | None:
        """The data rows."""
        return self.parent.area(self.model.data) if self.model.data else None

    @property
    def header_row_range(self) -> Range | None:
        """The header row."""
        return self.parent.area(self.model.header) if self.model.header else None

    @property
    def totals_row_range(self) -> Range | None:
        """The totals row."""
        return self.parent.area(self.model.totals) if self.model.totals else None

    @property
    def insert_row_range(self) -> Range | None:
        """The blank row of a table without data; Excel shows it only there."""
        data = self.model.data
        if data is not None and data.height == 1 and self.parent.part.is_blank(data):
            return self.parent.area(data)
        return None

    def resize(self, range: Any) -> None:
        """Make the table cover another range with the same first row; cells stay where they are."""
        table_size.resize(self.table, range.impl.area)


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
        table_rows.insert_row(self.parent.table, position, cells)
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
        table_rows.delete_row(self._table.table, self.index - 1)


class TableColumns(Refusing):
    """The columns of a table."""

    __slots__ = ("parent",)

    def __init__(self, table: Table) -> None:
        self.parent = table

    def _names(self) -> list[str]:
        return [name.casefold() for name in headers(self.parent.table)]

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
        table_columns.insert_column(self.parent.table, position, name)
        return TableColumn(self.parent, position + 1)


class TableColumn(Refusing):
    """A column of a table."""

    __slots__ = ("_table", "index")

    def __init__(self, table: Table, index: int) -> None:
        self._table, self.index = table, index

    @property
    def name(self) -> str:
        """Its header."""
        return headers(self._table.table)[self.index - 1]

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
        table_columns.delete_column(self._table.table, self.index - 1)
