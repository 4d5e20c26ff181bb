"""How a sheet is shown: grid lines, and what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.parts.sheet_frame import edit_head, ensure_view, view
from workbook.engine.text.markup import Markup
from workbook.engine.text.references import Area, parse_sqref

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def shows_gridlines(part: SheetPart) -> bool:
    """Whether the lines between cells are shown."""
    shown: list[str | None] = []

    def look(markup: Markup) -> None:
        node = markup.root.find("sheetViews", "sheetView")
        shown.append(node.get("showGridLines") if node is not None else None)

    head = part.head
    with part.document.reading(part.part):
        edit_head(head, part.prefix, look)
    return shown[0] not in ("0", "false")


def show_gridlines(part: SheetPart, value: bool) -> None:
    """Show the lines between cells, or not."""
    head, p = part.head, part.prefix
    with part.document.reading(part.part):
        part.head = edit_head(ensure_view(head, p), p, lambda m: m.set(view(m), showGridLines=None if value else "0"))


def selection(part: SheetPart) -> Area:
    """The selected cells (the first range of several), A1 where the file names none."""
    found: list[str] = []

    def look(markup: Markup) -> None:
        node = markup.root.find("sheetViews", "sheetView")
        pane = node.find("pane") if node is not None else None
        active = (pane.get("activePane") if pane is not None else None) or "topLeft"
        for one in node.all("selection") if node is not None else []:
            if (one.get("pane") or "topLeft") == active:
                found.append(one.get("sqref") or "A1")

    head = part.head
    with part.document.reading(part.part):
        edit_head(head, part.prefix, look)
        areas = parse_sqref(found[0]) if found else []
    return areas[0] if areas else Area(1, 1, 1, 1)


def select(part: SheetPart, area: Area) -> None:
    """Select cells; below frozen rows the sheet opens where they are in sight."""
    if area == selection(part):
        return

    def change(markup: Markup) -> None:
        node = view(markup)
        pane = node.find("pane")
        active = pane.get("activePane") if pane is not None else None
        where = f' pane="{active}"' if active else ""
        cell = Area(area.top, area.left, area.top, area.left)
        xml = f'<{part.prefix.decode()}selection{where} activeCell="{cell}" sqref="{area}"/>'
        if pane is not None and (corner := pane.get("topLeftCell")):
            top = max(int(float(pane.get("ySplit") or 0)) + 1, area.top - 9)  # so many rows show above it
            markup.set(pane, topLeftCell=corner.rstrip("0123456789") + str(top))
        old = [one for one in node.all("selection") if (one.get("pane") or "topLeft") == (active or "topLeft")]
        if old:
            markup.replace(old[0].start, old[0].end, xml.encode())
        elif node.self_closed:
            markup.append(node, xml)
        else:
            others = [*node.all("pane"), *node.all("selection")]
            at = max((one.end for one in others), default=node.open_end)
            markup.replace(at, at, xml.encode())

    head = part.head
    with part.document.reading(part.part):
        part.head = edit_head(ensure_view(head, part.prefix), part.prefix, change)
