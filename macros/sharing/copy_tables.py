"""The tables of a returned copy, each against the values it was handed out with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from macros.sharing import bases
from workbook import tables
from workbook.errors import MissingTable
from workbook.language import Text, joined
from workbook.rules.sharing.merging import Came, Change, What, compared, settle, settled_base
from workbook.schema.findings import Severity
from workbook.schema.home import PROVISIONAL
from workbook.schema.model import Copied, Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.tables.hosts import host_of
from workbook.tables.reading import find_headers

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.sharing.erasing import Eraser
    from workbook.rules.sharing.person_words import Erased

_LACKS = Text("{file}：缺少{what}，这部分当作没有改。", "{file}: {what} is missing; that part counts as unchanged.")
_ROW_IDS = Text("“{table}”的行标识", "the row ids of {table}")
_COLUMNS = Text("“{table}”的{columns}", "{columns} of {table}")
_ERASED = Text(
    "{file}：“{table}”有 {n:,} 格写着已删除的人的资料，没有收；其中另有新内容时请手工录入。",
    "{file}: {n:,} cells of {table} tell of a person whose data was erased and were left out; type by hand what else "
    "they say.",
)


@dataclass
class Reading:
    """A copy that is being read."""

    copy: xw.Book
    file: str
    handout: str
    base: Mapping[str, pd.DataFrame]  # the values as handed out, by table
    settled: Sequence[bases.Settled]
    rows: Mapping[str, pd.Index[Any]]  # row_ids of the book, by table
    erased: Mapping[str, Erased]
    numbers: dict[str, dict[str, str]] = field(default_factory=dict)  # table -> provisional number -> row_id
    remarks: list[Text] = field(default_factory=list)

    def changes(self, table: Table) -> list[Change]:
        """What the copy says of a table."""
        base = self.base.get(table.name)
        if base is None and table.copied is Copied.NEVER:
            return []
        try:
            place = host_of(self.copy).locate(self.copy, table)
        except MissingTable:
            return self._lacks(table.label)
        headers = find_headers(self.copy, table, place)
        wanted = [f.key for f in table.inputs] if base is None else [key for key in base.columns if key != "row_id"]
        if base is not None and "row_id" not in headers:
            return self._lacks(_ROW_IDS.format(table=table.label))
        if base is not None and (lost := [table[key].label for key in wanted if key not in headers]):
            columns = joined(lost)
            self._lacks(_COLUMNS.format(table=table.label, columns=columns))
        data = tables.read(self.copy, table, ["row_id", *(key for key in wanted if key in headers)])
        if base is None:
            base = data.frame.iloc[:0]
        merged = self._merged(table)
        if merged:
            base = settled_base(base, merged, table)
        frame = data.frame.astype({k: str(base[k].dtype) for k in base.columns if k in data.frame and k != "row_id"})
        unread = {
            (one.row, str(one.field)): str(one.value or "")
            for one in data.findings
            if one.severity is Severity.ERROR and one.row is not None
        }
        added = self._added(table, place.headers, headers, frame) if len(frame) else {}
        self._note_numbers(table, frame)
        if self._eraser is not None:
            frame = self._eraser.cleaned(table, frame)
        dropped = [row_id for row_id, values in merged.items() if values is None]
        found = compared(table, self.handout, base, Came(frame, unread, added), self.rows[table.name], dropped)
        return self._without_erased(table, [one for one in found if not _settled_column(one, merged)])

    def _lacks(self, what: Text) -> list[Change]:
        self.remarks.append(_LACKS.format(file=self.file, what=what))
        return []

    def _merged(self, table: Table) -> dict[str, Mapping[str, Any] | None]:
        """What earlier merges have settled of the table's rows."""
        merged: dict[str, Mapping[str, Any] | None] = {}
        for one in self.settled:
            for row_id, values in one.get(table.name, {}).items():
                settle(merged, row_id, values)
        return merged

    def _note_numbers(self, table: Table, frame: pd.DataFrame) -> None:
        if table.key and table.key in frame:
            for number, row_id in zip(frame[table.key].tolist(), frame["row_id"].tolist(), strict=True):
                if isinstance(number, str) and number.startswith(PROVISIONAL) and isinstance(row_id, str):
                    self.numbers.setdefault(table.name, {})[number] = row_id

    def _added(
        self, table: Table, headers: Sequence[str], ours: Mapping[str, str], frame: pd.DataFrame
    ) -> dict[str, dict[int, Any]]:
        """Columns that a person added, with what stands in them."""
        theirs = [header for header in headers if header and header not in ours.values()]
        if not theirs or table.result:
            return {}
        positions = frame.index.tolist()
        found: dict[str, dict[int, Any]] = {}
        for at, cells in zip(positions, tables.take_rows(self.copy, table, positions), strict=True):
            for header in theirs:
                if header in cells and str(cells[header]).strip():
                    found.setdefault(header, {})[at] = cells[header]
        return found

    @cached_property
    def _eraser(self) -> Eraser | None:
        """What takes persons out of this copy whose data was erased since it was handed out."""
        if not self.erased:
            return None
        from workbook.rules.sharing.erasing import eraser_of

        customers, contacts = (
            tables.read(self.copy, one).frame.reset_index(drop=True) for one in (CUSTOMERS, CONTACTS)
        )
        return eraser_of(customers, contacts, self.erased, tables.language(self.copy))

    def _without_erased(self, table: Table, changes: list[Change]) -> list[Change]:
        """The changes; not those that would put a text back out of which a person was taken."""
        if self._eraser is None:
            return changes
        mark = self._eraser.mark
        left = [
            one
            for one in changes
            if one.row_id not in self.erased and not (mark in str(one.base) and mark not in str(one.theirs))
        ]
        told = sum(one.row_id not in self.erased for one in changes) - len(left)
        if told:
            self.remarks.append(_ERASED.format(file=self.file, table=table.label, n=told))
        return left


def _settled_column(one: Change, merged: Mapping[str, Mapping[str, Any] | None]) -> bool:
    values = merged.get(one.row_id)
    return one.what is What.COLUMN and values is not None and values.get(f"+{one.field}") == one.theirs
