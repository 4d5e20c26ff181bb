"""Chart parts: what kind of chart one is, and charts as this engine writes them (DrawingML charts, ECMA-376 part 1,
21.2). Values are left for Excel to read from the cells."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.engine.drawings import CHART, MAIN
from workbook.engine.markup import Node, parse
from workbook.engine.xmltext import escape

TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_GROUPINGS = {"": "standard", "_stacked": "stacked", "_stacked_100": "percentStacked"}
_CLUSTERED = {"_clustered": "clustered", "_stacked": "stacked", "_stacked_100": "percentStacked"}
_SCATTERS = {
    "xy_scatter": ("lineMarker", True, False, False), "xy_scatter_lines": ("lineMarker", True, True, False),
    "xy_scatter_lines_no_markers": ("lineMarker", False, True, False),
    "xy_scatter_smooth": ("smoothMarker", True, True, True),
    "xy_scatter_smooth_no_markers": ("smoothMarker", False, True, True),
}  # fmt: skip
"""Style, markers, lines, curves."""
_RADARS = {"radar": "standard", "radar_markers": "marker", "radar_filled": "filled"}
KINDS: dict[str, tuple[str, ...]] = {
    **{f"column{name}": ("barChart", "col", grouping) for name, grouping in _CLUSTERED.items()},
    **{f"bar{name}": ("barChart", "bar", grouping) for name, grouping in _CLUSTERED.items()},
    **{f"line{name}": ("lineChart", grouping, "none") for name, grouping in _GROUPINGS.items()},
    **{f"line_markers{name}": ("lineChart", grouping, "") for name, grouping in _GROUPINGS.items()},
    **{f"area{name}": ("areaChart", grouping) for name, grouping in _GROUPINGS.items()},
    "pie": ("pieChart",),
    "doughnut": ("doughnutChart",),
    **dict.fromkeys(_SCATTERS, ("scatterChart",)),
    **{name: ("radarChart", style) for name, style in _RADARS.items()},
}
"""The charts that can be made, by xlwings' names: the element, and what sets it apart."""
_ROUND = ("pieChart", "doughnutChart")


@dataclass(frozen=True, slots=True)
class Series:
    """References of a series: its name, its categories (or x values), its values; '' for none."""

    name: str
    categories: str
    values: str


@dataclass(frozen=True, slots=True)
class ChartModel:
    """A chart as this engine writes it."""

    kind: str
    series: tuple[Series, ...] = ()
    title: str | None = None


def chart_xml(model: ChartModel) -> bytes:
    """The chart part."""
    element = KINDS[model.kind][0]
    title = ""
    if model.title is not None:
        title = (
            "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>"
            f'{escape(model.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        )
    series = "".join(_series(model.kind, number, one) for number, one in enumerate(model.series))
    body = f"<c:{element}>{_before(model.kind)}{series}{_behind(model.kind)}</c:{element}>"
    legend = '<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>'
    shown = legend if len(model.series) > 1 or element in _ROUND else ""
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{MAIN}"><c:roundedCorners val="0"/><c:chart>{title}'
        f'<c:autoTitleDeleted val="{int(model.title is None)}"/><c:plotArea><c:layout/>{body}{_axes(model.kind)}'
        f'</c:plotArea>{shown}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    ).encode()


def _before(kind: str) -> str:
    element, *rest = KINDS[kind]
    colours = f'<c:varyColors val="{int(element in _ROUND)}"/>'
    if element == "barChart":
        return f'<c:barDir val="{rest[0]}"/><c:grouping val="{rest[1]}"/>{colours}'
    if element in ("lineChart", "areaChart"):
        return f'<c:grouping val="{rest[0]}"/>{colours}'
    if element == "scatterChart":
        return f'<c:scatterStyle val="{_SCATTERS[kind][0]}"/>{colours}'
    return (f'<c:radarStyle val="{rest[0]}"/>' if element == "radarChart" else "") + colours


def _behind(kind: str) -> str:
    element, *rest = KINDS[kind]
    if element in _ROUND:
        return '<c:firstSliceAng val="0"/>' + ('<c:holeSize val="50"/>' if element == "doughnutChart" else "")
    more = ""
    if element == "barChart":
        more = '<c:gapWidth val="150"/>' + ("" if rest[1] == "clustered" else '<c:overlap val="100"/>')
    if element == "lineChart":
        more = '<c:marker val="1"/>'
    return more + '<c:axId val="1"/><c:axId val="2"/>'


def _series(kind: str, number: int, one: Series) -> str:
    element, *rest = KINDS[kind]
    name = f"<c:tx><c:strRef><c:f>{escape(one.name)}</c:f></c:strRef></c:tx>" if one.name else ""
    look = marker = smooth = ""
    across, down = "cat", "val"
    if element == "lineChart":
        marker = '<c:marker><c:symbol val="none"/></c:marker>' if rest[1] == "none" else ""
        smooth = '<c:smooth val="0"/>'
    if element == "scatterChart":
        across, down = "xVal", "yVal"
        _, markers, lines, curves = _SCATTERS[kind]
        look = "" if lines else '<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>'
        marker = "" if markers else '<c:marker><c:symbol val="none"/></c:marker>'
        smooth = f'<c:smooth val="{int(curves)}"/>'
    categories = ""
    if one.categories:
        reference = "numRef" if element == "scatterChart" else "strRef"
        categories = f"<c:{across}><c:{reference}><c:f>{escape(one.categories)}</c:f></c:{reference}></c:{across}>"
    inverted = '<c:invertIfNegative val="0"/>' if element == "barChart" else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}{look}{inverted}{marker}{categories}'
        f"<c:{down}><c:numRef><c:f>{escape(one.values)}</c:f></c:numRef></c:{down}>{smooth}</c:ser>"
    )


def _axes(kind: str) -> str:
    element, *rest = KINDS[kind]
    if element in _ROUND:
        return ""
    sides = ("l", "b") if rest[:1] == ["bar"] else ("b", "l")
    kinds = ("valAx" if element == "scatterChart" else "catAx", "valAx")
    lines = ("", "<c:majorGridlines/>")
    return "".join(
        f'<c:{name}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{side}"/>{line}<c:numFmt formatCode="General" sourceLinked="1"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="{3 - own}"/>'
        f'<c:crosses val="autoZero"/></c:{name}>'
        for own, name, side, line in zip((1, 2), kinds, sides, lines, strict=True)
    )


def model_of(data: bytes) -> ChartModel | None:
    """The model of a chart that is just as this engine writes it; None for one that holds more."""
    root = parse(data)
    kind = kind_of(root)
    if kind not in KINDS:
        return None
    node = _plots(root)[0]
    series = []
    for one in node.all("ser"):
        texts = [one.find("tx", "strRef", "f")]
        texts.append(
            next((f for c in one.children if c.name in ("cat", "xVal") for r in c.children for f in r.children), None)
        )
        texts.append(
            next((f for c in one.children if c.name in ("val", "yVal") for r in c.children for f in r.children), None)
        )
        series.append(Series(*("" if text is None else text.text for text in texts)))
    model = ChartModel(kind, tuple(series), title_of(root))
    return model if chart_xml(model) == data else None


def _plots(root: Node) -> list[Node]:
    area = root.find("chart", "plotArea")
    return [child for child in area.children if child.name.endswith("Chart")] if area is not None else []


def title_of(root: Node) -> str | None:
    """The title that was given to a chart."""
    rich = root.find("chart", "title", "tx", "rich")
    if rich is None:
        return None
    return "\n".join("".join(t.text for t in p.walk() if t.name == "t") for p in rich.all("p"))


def kind_of(root: Node) -> str | None:
    """xlwings' name of a chart's type; None for one without a name here."""
    plots = _plots(root)
    if len({plot.name for plot in plots}) != 1:
        return "combination" if plots else None
    plot = plots[0]

    def value(*path: str) -> str:
        node = plot.find(*path)
        return (node.get("val") or "") if node is not None else ""

    solid = "3d_" if "3D" in plot.name else ""
    name, grouping = plot.name.replace("3D", ""), value("grouping")
    stacked = {"stacked": "_stacked", "percentStacked": "_stacked_100"}.get(grouping, "")
    if name == "barChart":
        base = "column" if value("barDir") != "bar" else "bar"
        return f"{solid}{base}" + (stacked or ("" if grouping == "standard" else "_clustered"))
    if name == "lineChart":
        series = plot.all("ser")
        plain = bool(series) and all(_symbol(one) == "none" for one in series)
        markers = not solid and not plain and (bool(series) or value("marker") == "1")
        return f"{solid}line{'_markers' if markers else ''}{stacked}"
    if name == "scatterChart":
        return _scatter(plot, value("scatterStyle"))
    if name == "radarChart":
        return next((kind for kind, style in _RADARS.items() if style == value("radarStyle")), "radar")
    simple = {
        "areaChart": "area" + stacked, "pieChart": "pie", "doughnutChart": "doughnut", "bubbleChart": "bubble",
        "surfaceChart": "surface",
    }  # fmt: skip
    found = simple.get(name)
    return None if found is None else solid + found


def _symbol(series: Node) -> str:
    symbol = series.find("marker", "symbol")
    return (symbol.get("val") or "") if symbol is not None else ""


def _scatter(plot: Node, style: str) -> str:
    series = plot.all("ser")
    markers = not series or any(_symbol(one) != "none" for one in series)
    lines = any(one.find("spPr", "ln", "noFill") is None for one in series)
    curves = any((smooth := one.find("smooth")) is not None and smooth.get("val") != "0" for one in series)
    if not series:
        markers, lines, curves = True, False, style == "smoothMarker"
    return next(
        (
            kind
            for kind, (_, has_markers, has_lines, is_smooth) in _SCATTERS.items()
            if (has_markers, has_lines, is_smooth) == (markers, lines, curves)
        ),
        "xy_scatter",
    )
