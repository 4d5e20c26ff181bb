"""Charts of a sheet, as xlwings sees them.

Any chart can be listed, named, moved and deleted, and says its type and title. What a chart shows is changed only in
charts as this engine writes them; one that Excel has made or touched holds more than could be kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine import chartparts, drawings
from workbook.engine.chartparts import KINDS, ChartModel, Series
from workbook.engine.drawings import CHART, EMU, MAIN, RELATIONSHIPS, Drawn, Place
from workbook.engine.markup import parse
from workbook.engine.names import reference
from workbook.engine.references import Area
from workbook.engine.refusing import unsupported
from workbook.engine.shapes import Shape, Shapes
from workbook.engine.xmltext import escape_attribute

if TYPE_CHECKING:
    from workbook.engine.ranges import Range
    from workbook.engine.sheets import Sheet

_USUAL_STYLE = 227
"""What xlwings asks for where nobody chose a style."""


class Chart(Shape):
    """A chart."""

    __slots__ = ()

    @property
    def _part(self) -> str:
        document = self.parent.part.document
        frame = self.drawn.graphic.find("chart")
        key = frame.get("id") if frame is not None else None
        owner = drawings.drawing_part(self.parent.part) or ""
        found = next((r.target for r in document.relationships(owner) if r.id == key), None)
        if found is None or not document.has(found):
            raise document.damaged(owner)
        return found

    def _data(self) -> bytes:
        return self.parent.part.document.read(self._part)

    def _change(self, **values: Any) -> None:
        document = self.parent.part.document
        part = self._part
        with document.reading(part):
            model = chartparts.model_of(document.read(part))
        if model is None:
            raise unsupported("changing what a chart shows that was made in Excel")
        document.put_part(part, chartparts.chart_xml(replace(model, **values)))

    @property
    def chart_type(self) -> str:
        """xlwings' name of its type."""
        with self.parent.part.document.reading(self._part):
            found = chartparts.kind_of(parse(self._data()))
        if found is None:
            raise unsupported("the type of so rare a chart")
        return found

    @chart_type.setter
    def chart_type(self, value: str) -> None:
        self._change(kind=_makeable(value))

    @property
    def title(self) -> str | None:
        """Its title."""
        with self.parent.part.document.reading(self._part):
            return chartparts.title_of(parse(self._data()))

    @title.setter
    def title(self, value: str | None) -> None:
        self._change(title=value)

    def set_source_data(self, rng: Range, plot_by: str | None = None) -> None:
        """Show other cells."""
        self._change(series=_series_of(rng, self.chart_type, plot_by))

    def set_x_axis_values(self, rng: Range) -> None:
        """Give every series these categories (or x values)."""
        with self.parent.part.document.reading(self._part):
            model = chartparts.model_of(self._data())
        place = reference(rng.sheet.name, rng.rectangle)
        self._change(series=tuple(replace(one, categories=place) for one in (model.series if model else ())))


class Charts(Shapes):
    """The charts of a sheet."""

    __slots__ = ()

    def _listed(self) -> list[Drawn]:
        return [one for one in super()._listed() if one.kind == "chart"]

    def _one(self, found: Drawn) -> Chart:
        return Chart(self.parent, found.id)

    def add(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        chart_type: str | None = None,
        source: Range | None = None,
        plot_by: str | None = None,
        name: str | None = None,
        anchor: Any = None,
        style: int | None = None,
    ) -> Chart:
        """A new chart: clustered columns unless another type is named. It moves and grows with the cells."""
        if style not in (None, _USUAL_STYLE):
            raise unsupported("Charts.add(style=)")
        kind = _makeable(chart_type or "column_clustered")
        series = () if source is None else _series_of(source, kind, plot_by)
        if anchor is not None:
            left, top = anchor.left, anchor.top
        sheet, document = self.parent, self.parent.part.document
        part = document.free_part("charts/chart{}.xml")
        document.put_part(part, chartparts.chart_xml(ChartModel(kind, series)), content_type=chartparts.TYPE)
        relation = document.relate(drawings.ensure_drawing(sheet.part), "chart", part)
        place = (left, top, width, height)
        key = drawings.put_thing(
            sheet.part, lambda prefix, number: _frame(sheet, prefix, number, relation, name, place)
        )
        return Chart(sheet, key)


def _makeable(kind: str) -> str:
    if kind not in KINDS:
        raise unsupported(f"charts of the type {kind}")
    return kind


def _frame(sheet: Sheet, prefix: str, number: int, relation: str, name: str | None, place: Place) -> str:
    p = prefix
    left, top, width, height = place
    shown = escape_attribute(name or f"Chart {number - 1}")
    x, y, cx, cy = (round(value * EMU) for value in place)
    return (
        f'<{p}twoCellAnchor xmlns:a="{MAIN}" xmlns:r="{RELATIONSHIPS}">'
        f"<{p}from>{drawings.corner_xml(sheet, p, left, top)}</{p}from>"
        f"<{p}to>{drawings.corner_xml(sheet, p, left + width, top + height)}</{p}to>"
        f'<{p}graphicFrame macro=""><{p}nvGraphicFramePr><{p}cNvPr id="{number}" name="{shown}"/>'
        f"<{p}cNvGraphicFramePr/></{p}nvGraphicFramePr>"
        f'<{p}xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></{p}xfrm>'
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{relation}"/></a:graphicData>'
        f"</a:graphic></{p}graphicFrame><{p}clientData/></{p}twoCellAnchor>"
    )


def _series_of(source: Range, kind: str, plot_by: str | None) -> tuple[Series, ...]:
    """The series of a range, as Excel tells them: the longer side runs along the axis; a first line of texts (or one
    that begins blank) names the series, a first line of texts or dates across them holds the categories. In a scatter
    chart the first line holds the x values."""
    area = source.within_bounds(source.rectangle)
    by_columns = plot_by == "columns" or (plot_by is None and area.height >= area.width)
    rows = source.part.values(area)
    lines = [list(line) for line in zip(*rows, strict=True)] if by_columns else rows
    corner = lines[0][0] is None
    named = len(lines[0]) > 1 and (corner or any(isinstance(line[0], str) for line in lines[1:] or lines))
    first = lines[0][int(named) :]
    labelled = len(lines) > 1 and (
        (corner and named)
        or any(isinstance(value, (str, dt.datetime)) for value in first)
        or KINDS[kind][0] == "scatterChart"
    )

    def place(line: int, start: int, end: int) -> str:
        if by_columns:
            cells = Area(area.top + start, area.left + line, area.top + end, area.left + line)
        else:
            cells = Area(area.top + line, area.left + start, area.top + line, area.left + end)
        return reference(source.sheet.name, cells)

    last = len(lines[0]) - 1
    categories = place(0, int(named), last) if labelled else ""
    return tuple(
        Series(place(line, 0, 0) if named else "", categories, place(line, int(named), last))
        for line in range(int(labelled), len(lines))
    )


__all__ = ["Chart", "Charts"]
