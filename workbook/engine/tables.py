"""Tables (list objects), as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine import tableadd, tablebands, tableedit
from workbook.engine.arranging import sort_rows
from workbook.engine.refusing import Refusing, unsupported
from workbook.engine.tablelines import TableColumns, TableRows
from workbook.engine.tableparts import filter_area
from workbook.engine.tablerename import rename_table

if TYPE_CHECKING:
    from workbook.engine.autofilters import AutoFilter
    from workbook.engine.booktables import Table as DocumentTable
    from workbook.engine.ranges import Range
    from workbook.engine.sheets import Sheet
    from workbook.engine.tableparts import TableModel


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
        table = tableadd.add_table(
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

    def _flag(self, name: str) -> bool:
        return self.model.flags.get(name, False)

    def _set_flag(self, name: str, value: bool) -> None:
        self.table.model = replace(self.model, flags={**self.model.flags, name: bool(value)})

    @property
    def show_table_style_row_stripes(self) -> bool:
        """Whether every other row is shaded."""
        return self._flag("showRowStripes")

    @show_table_style_row_stripes.setter
    def show_table_style_row_stripes(self, value: bool) -> None:
        self._set_flag("showRowStripes", value)

    @property
    def show_table_style_column_stripes(self) -> bool:
        """Whether every other column is shaded."""
        return self._flag("showColumnStripes")

    @show_table_style_column_stripes.setter
    def show_table_style_column_stripes(self, value: bool) -> None:
        self._set_flag("showColumnStripes", value)

    @property
    def show_table_style_first_column(self) -> bool:
        """Whether the first column stands out."""
        return self._flag("showFirstColumn")

    @show_table_style_first_column.setter
    def show_table_style_first_column(self, value: bool) -> None:
        self._set_flag("showFirstColumn", value)

    @property
    def show_table_style_last_column(self) -> bool:
        """Whether the last column stands out."""
        return self._flag("showLastColumn")

    @show_table_style_last_column.setter
    def show_table_style_last_column(self, value: bool) -> None:
        self._set_flag("showLastColumn", value)

    @property
    def show_autofilter(self) -> bool:
        """Whether the header row has filter buttons."""
        return self.model.has_filter and self.show_headers

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        if not value and self.show_autofilter:
            self.autofilter.clear(None)
        self.table.model = replace(self.model, has_filter=bool(value))

    @property
    def show_headers(self) -> bool:
        """Whether there is a header row."""
        return bool(self.model.header_rows)

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        tablebands.show_headers(self.table, bool(value))

    @property
    def show_totals(self) -> bool:
        """Whether there is a totals row."""
        return bool(self.model.totals_rows)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        tablebands.show_totals(self.table, bool(value))

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

    @property
    def autofilter(self) -> AutoFilter:
        """Its filter."""
        from workbook.engine.autofilters import AutoFilter

        return AutoFilter(self.parent, filter_area(self.model), self.table)

    def sort(self, keys: Sequence[int], ascending: Sequence[bool]) -> None:
        """Order the data rows by columns of the table (from 1), as `Range.sort` does."""
        data = self.model.data
        if data is not None and data.height > 1:
            sort_rows(self.parent.part, data, keys, ascending)

    def resize(self, range: Any) -> None:
        """Make the table cover another range with the same first row; cells stay where they are."""
        tableedit.resize(self.table, range.impl.area)
