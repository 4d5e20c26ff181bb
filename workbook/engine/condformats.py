"""Conditional formats of a range, as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbook.engine import condrules
from workbook.engine.condformat import ConditionalFormat, count_added
from workbook.engine.condrules import TWIN_URI, X14
from workbook.engine.condwords import (
    ICONS,
    LOOK,
    WRITTEN_CRITERIA,
    WRITTEN_OPERATORS,
    changed_look,
    colour_xml,
    formula_text,
    point_xml,
)
from workbook.engine.refusing import Refusing, unsupported
from workbook.engine.values import number_text
from workbook.engine.xmltext import escape

if TYPE_CHECKING:
    from workbook.engine.cellrange import CellRange
    from workbook.engine.sheetpart import SheetPart


class ConditionalFormats(Refusing):
    """The rules that are for cells of a range, the first to be evaluated first."""

    __slots__ = ("_cells",)

    def __init__(self, cells: CellRange) -> None:
        self._cells = cells

    @property
    def parent(self) -> CellRange:
        """The range."""
        return self._cells

    def _all(self) -> list[ConditionalFormat]:
        area, sheet = self._cells.rectangle, self._cells.part
        met = [rule for rule in condrules.look(sheet) if any(one.meets(area) for one in rule.areas)]
        return [ConditionalFormat(self._cells.sheet, rule.priority) for rule in met]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[ConditionalFormat]:
        return iter(self._all())

    def __call__(self, index: int) -> ConditionalFormat:
        found = self._all()
        if not 1 <= index <= len(found):
            raise IndexError(index)
        return found[index - 1]

    def _put(self, kind: str, inner: str, attributes: str = "", newer: str = "") -> ConditionalFormat:
        sheet, p = self._cells.part, self._cells.part.prefix.decode()
        if p:
            raise unsupported("conditional formats on a sheet whose markup has prefixes")
        rule = f'<cfRule type="{kind}"{attributes} priority="1">{inner}</cfRule>'
        condrules.put_on_top(sheet, self._cells.rectangle, rule, newer)
        count_added(sheet)
        return ConditionalFormat(self._cells.sheet, 1)

    def _look(self, spec: Mapping[str, Any]) -> str:
        stop = ' stopIfTrue="1"' if spec.get("stop_if_true") else ""
        changes = {name: spec[name] for name in LOOK if spec.get(name) is not None}
        if not changes:
            return stop
        return f' dxfId="{changed_look(self._cells.part, None, changes)}"{stop}'

    def add_cell_value(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """A rule that compares each cell."""
        formulas = "".join(
            f"<formula>{escape(formula_text(spec[name]))}</formula>"
            for name in ("formula1", "formula2")
            if spec[name] is not None
        )
        operator = WRITTEN_OPERATORS[spec["operator"]]
        return self._put("cellIs", formulas, f'{self._look(spec)} operator="{operator}"')

    def add_custom(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """A rule by a formula, written for the range's first cell."""
        return self._put("expression", f"<formula>{escape(formula_text(spec['formula']))}</formula>", self._look(spec))

    def add_color_scale(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Colours from the lowest to the highest."""
        points = "".join(map(point_xml, spec["threshold_types"], spec["thresholds"]))
        return self._put("colorScale", f"<colorScale>{points}{''.join(map(colour_xml, spec['colors']))}</colorScale>")

    def add_data_bar(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """A bar in each cell. Whether it fades, and automatic ends, stand in the extension list."""
        shown = "" if spec["show_value"] else ' showValue="0"'
        ends = ("min", "max")
        kinds, values = spec["threshold_types"], spec["thresholds"]
        points = "".join(
            f'<cfvo type="{end}"/>' if kind == "automatic" else point_xml(kind, value)
            for end, kind, value in zip(ends, kinds, values, strict=True)
        )
        key = _free_key(self._cells.part)
        newer_points = "".join(
            f'<x14:cfvo type="auto{end.title()}"/>'
            if kind == "automatic"
            else f'<x14:cfvo type="{WRITTEN_CRITERIA[kind]}"><xm:f>{number_text(float(value))}</xm:f></x14:cfvo>'
            for end, kind, value in zip(ends, kinds, values, strict=True)
        )
        gradient = "" if spec["gradient"] else ' gradient="0"'
        newer = (
            f'<x14:cfRule type="dataBar" id="{key}"><x14:dataBar minLength="0" maxLength="100"{gradient}>{newer_points}'
            '<x14:negativeFillColor rgb="FFFF0000"/><x14:axisColor rgb="FF000000"/></x14:dataBar></x14:cfRule>'
        )
        twin = f'<extLst><ext xmlns:x14="{X14}" uri="{TWIN_URI}"><x14:id>{key}</x14:id></ext></extLst>'
        bar = f"<dataBar{shown}>{points}{colour_xml(spec['bar_color'])}</dataBar>"
        return self._put("dataBar", bar + twin, newer=newer)

    def add_icon_set(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """An icon in each cell."""
        if spec["icon_set"] not in ICONS:
            raise unsupported(f"the icons {spec['icon_set']}")
        shown = "" if spec["show_value"] else ' showValue="0"'
        order = ' reverse="1"' if spec["reverse_order"] else ""
        points = '<cfvo type="percent" val="0"/>' + "".join(map(point_xml, spec["threshold_types"], spec["thresholds"]))
        return self._put("iconSet", f'<iconSet iconSet="{ICONS[spec["icon_set"]]}"{shown}{order}>{points}</iconSet>')

    def clear(self) -> None:
        """Take all rules off the range; where they are also for other cells they stay there."""
        condrules.clear(self._cells.part, self._cells.rectangle)


def _free_key(sheet: SheetPart) -> str:
    """An id for a rule and its twin that the sheet has not."""
    number = 1
    while (key := f"{{00000000-0000-4000-8000-{number:012X}}}").encode() in sheet.tail:
        number += 1
    return key
