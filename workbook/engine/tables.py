"""Tables (list objects), as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbook.engine import tableedit
from workbook.engine.refusing import Refusing, unsupported

if TYPE_CHECKING:
    from workbook.engine.document import Table as DocumentTable
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
        """A new table over a range."""
        raise unsupported("Tables.add")


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

    @property
    def display_name(self) -> str:
        """The name formulas use."""
        return self.model.display_name

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
        tableedit.resize(self.table, range.impl.area)
