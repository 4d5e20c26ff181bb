"""The filter of a range or table, as xlwings sees it: its conditions, and the rows that they hide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine import filtercriteria
from workbook.engine.filtercriteria import Criterion
from workbook.engine.markup import Markup, Node
from workbook.engine.names import reference
from workbook.engine.references import Area, parse_area
from workbook.engine.refusing import Refusing, unsupported
from workbook.engine.surroundings import edit_tail, put
from workbook.engine.tableparts import filter_area
from workbook.engine.values import number_text, to_serial
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.booktables import Table
    from workbook.engine.sheetpart import SheetPart
    from workbook.engine.sheets import Sheet

_NAME = "_xlnm._FilterDatabase"
"""The hidden name by which Excel knows a sheet's filter."""


class AutoFilter(Refusing):
    """A filter: of a table, or of a sheet's range."""

    __slots__ = ("_area", "_sheet", "_table")

    def __init__(self, sheet: Sheet, area: Area, table: Table | None = None) -> None:
        self._sheet, self._area, self._table = sheet, area, table

    @property
    def _part(self) -> SheetPart:
        return self._sheet.part

    def _edit(self, change: Callable[[Markup, Node | None], None]) -> None:
        """Change what holds the filter, given its element."""
        part = self._part
        document = part.document
        if self._table is None:
            with document.reading(part.part):
                part.tail = edit_tail(part.tail, part.prefix, lambda m: change(m, m.root.find("autoFilter")))
            return
        with document.reading(self._table.part):
            markup = Markup(document.read(self._table.part))
            change(markup, markup.root.find("autoFilter"))
            if markup.changed:
                document.put_part(self._table.part, markup.result())

    def _known(self) -> dict[int, Criterion]:
        """The conditions there are, by column of the filter from 0."""
        found: dict[int, Criterion] = {}

        def look(_: Markup, node: Node | None) -> None:
            if node is not None and (self._table is not None or parse_area(node.get("ref") or "") == self._area):
                columns = node.all("filterColumn")
                found.update((int(one.get("colId") or "0"), filtercriteria.read(one)) for one in columns)

        self._edit(look)
        return found

    @property
    def criteria(self) -> list[dict[str, object]]:
        """What each column is asked, in xlwings' words."""
        known = self._known()
        none = Criterion("none")
        return [{"field": at + 1, **known.get(at, none).snapshot} for at in range(self._area.width)]

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Let only rows through whose cell holds one of the values."""
        self._apply(field, Criterion("values", tuple(values)))

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:
        """Let only rows through that compare so."""
        first, second = self._operand(value1), self._operand(value2)
        self._apply(field, Criterion("comparison", operator=operator, value1=first, value2=second))

    def _operand(self, value: Any) -> str | None:
        if not isinstance(value, dict):
            return None if value is None else str(value)
        moment = dt.datetime.fromisoformat(value["value"])
        return number_text(to_serial(moment, date1904=self._part.document.workbook.date1904))

    def apply_top_items(self, field: int, count: int) -> None:
        """Let only the largest numbers through."""
        self._apply(field, Criterion("top_items", amount=float(count)))

    def apply_bottom_items(self, field: int, count: int) -> None:
        """Let only the smallest numbers through."""
        self._apply(field, Criterion("bottom_items", amount=float(count)))

    def apply_top_percent(self, field: int, percent: float) -> None:
        """Let only so many hundredths of the numbers through, the largest."""
        self._apply(field, Criterion("top_percent", amount=percent))

    def apply_bottom_percent(self, field: int, percent: float) -> None:
        """Let only so many hundredths of the numbers through, the smallest."""
        self._apply(field, Criterion("bottom_percent", amount=percent))

    def clear(self, field: int | None) -> None:
        """Take one column's condition away, or all."""
        known = self._known()
        gone = set(known) if field is None else {field - 1} & set(known)
        if gone:
            self._set({at: one for at, one in known.items() if at not in gone})

    def _apply(self, field: int, criterion: Criterion) -> None:
        self._set({**self._known(), field - 1: criterion})

    def _set(self, criteria: dict[int, Criterion]) -> None:
        if any(one.type == "unknown" for one in criteria.values()):
            raise unsupported("filtering beside a condition on colours, icons or dates")
        self._make_room()
        listed = sorted(criteria.items())

        def change(markup: Markup, node: Node | None) -> None:
            if node is None:
                raise unsupported("a filter of a table without a header row")
            p = node.prefix.decode()
            xml = "".join(
                f'<{p}filterColumn colId="{at}">{filtercriteria.written(one, p)}</{p}filterColumn>'
                for at, one in listed
            )
            for old in node.all("filterColumn"):
                markup.remove(old)
            if node.self_closed:
                markup.append(node, xml)
            else:
                markup.replace(node.open_end, node.open_end, xml.encode())

        self._edit(change)
        self._hide(criteria)

    def _make_room(self) -> None:
        """See to it that the filter is there."""
        if self._table is not None:
            self._make_table_filter(self._table)
            return
        part, sheet = self._part, self._sheet
        there: list[str] = []
        self._edit(lambda markup, node: there.append(node.get("ref") or "") if node is not None else None)
        if there and parse_area(there[0]) != self._area:
            raise InputError(
                Text(
                    f"工作表“{sheet.name}”上 {there[0]} 已有筛选，一张表只能有一个。",
                    f"The sheet “{sheet.name}” has a filter on {there[0]}; it can have only one.",
                )
            )
        if any(t.sheet is part and t.model.area.meets(self._area) for t in part.document.tables):
            raise unsupported("a filter over cells of a table (filter the table itself)")
        if there:
            return
        p = part.prefix.decode()
        with part.document.reading(part.part):
            xml = f'<{p}autoFilter ref="{self._area}"></{p}autoFilter>'
            part.tail = edit_tail(part.tail, part.prefix, lambda markup: put(markup, "autoFilter", xml))
        workbook, position = part.document.workbook, sheet.index - 1
        workbook.set_name(_NAME, reference(sheet.name, self._area), position)
        at = workbook.find_name(_NAME, position)
        assert at is not None  # just set
        workbook.replace_name(at, replace(workbook.names[at], hidden=True))

    def _make_table_filter(self, table: Table) -> None:
        if table.model.columns != table.saved.columns or not table.model.header_rows:
            raise unsupported("a filter of a table whose columns were changed since the last save, or without headers")
        if not table.model.has_filter or not table.saved.has_filter:
            area = filter_area(table.model)

            def add(markup: Markup, node: Node | None) -> None:
                if node is None:
                    p, at = markup.root.prefix.decode(), markup.root.open_end
                    markup.replace(at, at, f'<{p}autoFilter ref="{area}"></{p}autoFilter>'.encode())

            self._edit(add)
            table.model = replace(table.model, has_filter=True)
            table.saved = replace(table.saved, has_filter=True)

    def _hide(self, criteria: dict[int, Criterion]) -> None:
        """Hide the rows that a condition keeps out, and show the others."""
        part, area = self._part, self._area
        bottom = min(area.bottom, max(part.bounds()[0], area.top)) if self._table is None else area.bottom
        rows = range(area.top + 1, bottom + 1)
        shown = [True] * len(rows)
        date1904 = part.document.workbook.date1904
        for at, criterion in criteria.items():
            column = Area(rows.start, area.left + at, bottom, area.left + at)
            values = [value for (value,) in part.values(column)] if rows else []
            found = filtercriteria.matching(criterion, values, date1904=date1904)
            shown = [one and other for one, other in zip(shown, found, strict=True)]
        tags = part.row_tags(rows.start, bottom) if rows else {}
        for row, is_shown in zip(rows, shown, strict=True):
            if (tags.get(row, {}).get("hidden") in ("1", "true")) == is_shown:
                part.change_row(row, {"hidden": None if is_shown else "1"})
