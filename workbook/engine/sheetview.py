"""How a sheet is shown and printed: grid lines, what is selected, the printed range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.definednames import reference
from workbook.engine.markup import Markup
from workbook.engine.references import Area, parse_area, parse_sqref
from workbook.engine.refusing import Refusing
from workbook.engine.surroundings import edit_head, ensure_view, view

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart
    from workbook.engine.workbookpart import SheetEntry, WorkbookPart


class PageSetup(Refusing):
    """Print set-up of a sheet."""

    __slots__ = ("_entry", "_workbook")

    def __init__(self, workbook: WorkbookPart, entry: SheetEntry) -> None:
        self._workbook, self._entry = workbook, entry

    @property
    def print_area(self) -> str | None:
        """The printed range, None when all is printed."""
        workbook = self._workbook
        at = workbook.find_name("_xlnm.Print_Area", workbook.sheets.index(self._entry))
        return None if at is None else workbook.names[at].text.rpartition("!")[2]

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        workbook = self._workbook
        position = workbook.sheets.index(self._entry)
        if value is None:
            at = workbook.find_name("_xlnm.Print_Area", position)
            if at is not None:
                workbook.delete_name(at)
            return
        workbook.set_name("_xlnm.Print_Area", reference(self._entry.name, parse_area(value)), position)


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
    head = part.head
    with part.document.reading(part.part):
        head = ensure_view(head, part.prefix)
        part.head = edit_head(head, part.prefix, lambda m: m.set(view(m), showGridLines=None if value else "0"))


def selection(part: SheetPart) -> Area:
    """The selected cells (the first range of several), A1 where the file names none."""
    found: list[tuple[str, str]] = []

    def look(markup: Markup) -> None:
        node = markup.root.find("sheetViews", "sheetView")
        pane = node.find("pane") if node is not None else None
        active = (pane.get("activePane") if pane is not None else None) or "topLeft"
        for one in node.all("selection") if node is not None else []:
            if (one.get("pane") or "topLeft") == active:
                found.append((one.get("sqref") or "A1", active))

    head = part.head
    with part.document.reading(part.part):
        edit_head(head, part.prefix, look)
        areas = parse_sqref(found[0][0]) if found else []
    return areas[0] if areas else Area(1, 1, 1, 1)


def select(part: SheetPart, area: Area) -> None:
    """Select cells."""
    prefix = part.prefix.decode()
    if area == selection(part):
        return

    def change(markup: Markup) -> None:
        node = view(markup)
        pane = node.find("pane")
        active = pane.get("activePane") if pane is not None else None
        where = f' pane="{active}"' if active else ""
        cell = Area(area.top, area.left, area.top, area.left)
        xml = f'<{prefix}selection{where} activeCell="{cell}" sqref="{area}"/>'
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
