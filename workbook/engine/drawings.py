"""The drawing of a sheet: shapes, pictures, charts, each in an anchor that says where it stands (ECMA-376 part 1,
20.5). Whatever is not asked for stays as it is, byte by byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.engine.markup import Markup, Node, parse
from workbook.engine.references import Area
from workbook.engine.surroundings import edit_tail, put
from workbook.engine.xmltext import BadXml

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart
    from workbook.engine.sheets import Sheet

EMU = 12_700
"""English metric units a point."""
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SPREADSHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_OBJECTS = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp", "contentPart")
PICTURES = ("picture", "linked_picture")
Place = tuple[float, float, float, float]
"""Left, top, width, height in points from the sheet's corner."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing of a drawing, in the tree of its part."""

    anchor: Node
    node: Node
    id: str
    name: str

    @property
    def properties(self) -> Node:
        """The element that names it. Raises BadXml."""
        found = next((child.find("cNvPr") for child in self.node.children if child.name.startswith("nv")), None)
        if found is None:
            raise BadXml("cNvPr")
        return found

    @property
    def kind(self) -> str:
        """What xlwings calls such a thing."""
        node = self.node
        if node.name == "pic":
            blip = node.find("blipFill", "blip")
            linked = blip is not None and blip.get("link") and not blip.get("embed")
            return "linked_picture" if linked else "picture"
        if node.name == "graphicFrame":
            uri = self.graphic.get("uri") or ""
            kinds = {"chart": "chart", "slicer": "slicer", "diagram": "igx_graphic", "table": "table"}
            return kinds.get(uri.rstrip("/").rpartition("/")[2], "graphic")
        if node.name == "sp":
            box = node.find("nvSpPr", "cNvSpPr")
            if box is not None and box.get("txBox") in ("1", "true"):
                return "text_box"
            return "free_form" if node.find("spPr", "custGeom") is not None else "auto_shape"
        return {"grpSp": "group", "cxnSp": "line"}.get(node.name, "ink")

    @property
    def graphic(self) -> Node:
        """What a frame holds. Raises BadXml."""
        found = self.node.find("graphic", "graphicData")
        if found is None:
            raise BadXml("graphicData")
        return found


def drawing_part(sheet: SheetPart) -> str | None:
    """The part of a sheet's drawing."""
    relations = [r for r in sheet.document.relationships(sheet.part) if r.kind == "drawing"]
    return next((r.target for r in relations if sheet.document.has(r.target)), None)


def ensure_drawing(sheet: SheetPart) -> str:
    """The part of a sheet's drawing, a new one where it has none."""
    part = drawing_part(sheet)
    if part is not None:
        return part
    document, prefix = sheet.document, sheet.prefix.decode()
    part = document.free_part("drawings/drawing{}.xml")
    xml = f'<xdr:wsDr xmlns:xdr="{_SPREADSHEET}" xmlns:a="{MAIN}"></xdr:wsDr>'
    document.put_part(
        part, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode(), content_type=_TYPE
    )
    key = document.relate(sheet.part, "drawing", part)
    element = f'<{prefix}drawing xmlns:r="{RELATIONSHIPS}" r:id="{key}"/>'
    with document.reading(sheet.part):
        sheet.tail = edit_tail(sheet.tail, sheet.prefix, lambda markup: put(markup, "drawing", element))
    return part


def things(sheet: SheetPart) -> list[Drawn]:
    """What is drawn on a sheet, the lowest first. Boxes of notes and old form controls are not counted."""
    part = drawing_part(sheet)
    if part is None:
        return []
    with sheet.document.reading(part):
        return _things(parse(sheet.document.read(part)))


def _things(root: Node) -> list[Drawn]:
    found = []
    for child in root.children:
        choice = child.find("Choice") if child.name == "AlternateContent" else None
        for anchor in choice.children if choice is not None else [child]:
            if anchor.name not in _ANCHORS:
                continue
            inner = anchor.find("AlternateContent", "Choice")
            for node in [*anchor.children, *(inner.children if inner is not None else [])]:
                if node.name in _OBJECTS:
                    one = Drawn(anchor, node, "", "")
                    at = one.properties.attributes
                    found.append(Drawn(anchor, node, at.get("id", ""), at.get("name", "")))
    return found


def thing(sheet: SheetPart, key: str) -> Drawn:
    """One of a sheet's things by its id. Raises KeyError when it was deleted."""
    found = next((one for one in things(sheet) if one.id == key), None)
    if found is None:
        raise KeyError("this shape was deleted")
    return found


def edit(sheet: SheetPart, key: str, change: Callable[[Markup, Drawn], Any]) -> None:
    """Change one of a sheet's things."""
    part = drawing_part(sheet)
    document = sheet.document
    if part is None:
        raise KeyError("this shape was deleted")
    with document.reading(part):
        markup = Markup(document.read(part))
        found = next((one for one in _things(markup.root) if one.id == key), None)
        if found is None:
            raise KeyError("this shape was deleted")
        change(markup, found)
        if markup.changed:
            document.put_part(part, markup.result())


def put_thing(sheet: SheetPart, make: Callable[[str, int], str]) -> str:
    """Put something new on top of a sheet's drawing; `make` writes its anchor, given the drawing's prefix and the id
    it gets. Returns the id."""
    part = ensure_drawing(sheet)
    document = sheet.document
    with document.reading(part):
        markup = Markup(document.read(part))
        taken = [int(one.id) for one in _things(markup.root) if one.id.isdigit()]
        number = max(taken, default=1) + 1
        markup.append(markup.root, make(markup.root.prefix.decode(), number))
        document.put_part(part, markup.result())
    return str(number)


def remove_thing(sheet: SheetPart, key: str) -> None:
    """Take one thing out, with the parts that only it leads to; a drawing without things goes too."""
    document = sheet.document
    gone = thing(sheet, key)
    own = {node.get(name) for node in gone.node.walk() for name in ("embed", "link", "id")} - {None}
    edit(sheet, key, lambda markup, one: markup.remove(one.anchor))
    part = drawing_part(sheet)
    assert part is not None  # it held the thing
    if not things(sheet) and not parse(document.read(part)).children:
        document.remove_part(sheet.part, part)
        with document.reading(sheet.part):
            sheet.tail = edit_tail(sheet.tail, sheet.prefix, lambda markup: put(markup, "drawing", ""))
        return
    left = {value for node in parse(document.read(part)).walk() for value in node.attributes.values()}
    for relation in document.relationships(part):
        if relation.id in own and relation.id not in left:
            if relation.external:
                document.unrelate(part, {relation.id})
            else:
                document.remove_part(part, relation.target)


# places


def place_of(sheet: Sheet, one: Drawn) -> Place:
    """Where a thing stands."""
    size = one.anchor.find("ext")
    position = one.anchor.find("pos")
    if position is not None:
        left, top = (int(position.get(name) or 0) / EMU for name in ("x", "y"))
    else:
        left, top = _corner(sheet, one.anchor, "from")
    if size is not None:
        width, height = (int(size.get(name) or 0) / EMU for name in ("cx", "cy"))
    else:
        right, bottom = _corner(sheet, one.anchor, "to")
        width, height = right - left, bottom - top
    return tuple(round(value, 4) for value in (left, top, width, height))  # type: ignore[return-value]


def _corner(sheet: Sheet, anchor: Node, name: str) -> tuple[float, float]:
    corner = anchor.find(name)
    if corner is None:
        raise BadXml(name)
    at = {child.name: int(child.text) for child in corner.children}
    if not {"row", "col"} <= set(at):
        raise BadXml(name)
    cell = sheet.area(Area(at["row"] + 1, at["col"] + 1, at["row"] + 1, at["col"] + 1))
    return cell.left + at.get("colOff", 0) / EMU, cell.top + at.get("rowOff", 0) / EMU


def corner_xml(sheet: Sheet, prefix: str, left: float, top: float) -> str:
    """The cell at a point, and how far into it, as an anchor writes it."""
    cell = sheet.area(Area(1, 1, 1, 1))
    (column, across), (row, down) = cell.column_at(left), cell.row_at(top)
    parts = {"col": column - 1, "colOff": across * EMU, "row": row - 1, "rowOff": down * EMU}
    return "".join(f"<{prefix}{name}>{round(value)}</{prefix}{name}>" for name, value in parts.items())


def move_thing(sheet: Sheet, key: str, place: Place) -> None:
    """Put a thing elsewhere, or make it larger or smaller. Raises ValueError off the sheet's edges."""
    left, top, width, height = place
    if min(place) < 0:
        raise ValueError("a shape stands inside the sheet")

    def change(markup: Markup, one: Drawn) -> None:
        anchor = one.anchor
        prefix = anchor.prefix.decode()
        corners = {"from": (left, top), "to": (left + width, top + height)}
        for name, point in corners.items():
            if (corner := anchor.find(name)) is not None:
                markup.replace(corner.open_end, corner.close_start, corner_xml(sheet, prefix, *point).encode())
        x, y, cx, cy = (str(round(value * EMU)) for value in place)
        if (position := anchor.find("pos")) is not None:
            markup.set(position, x=x, y=y)
        if (size := anchor.find("ext")) is not None:
            markup.set(size, cx=cx, cy=cy)
        frame = one.node.find("spPr", "xfrm") or one.node.find("grpSpPr", "xfrm")
        if frame is not None:
            if (offset := frame.find("off")) is not None:
                markup.set(offset, x=x, y=y)
            if (extent := frame.find("ext")) is not None:
                markup.set(extent, cx=cx, cy=cy)

    edit(sheet.part, key, change)
