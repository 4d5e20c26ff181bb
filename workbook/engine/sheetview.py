"""How a sheet is shown and printed: frozen panes, grid lines, what is selected, the printed range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.markup import Markup
from workbook.engine.names import reference
from workbook.engine.references import MAX_COLUMN, MAX_ROW, Area, column_name, parse_area, parse_sqref
from workbook.engine.refusing import Refusing
from workbook.engine.surroundings import edit_head, ensure_view, view

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart
    from workbook.engine.sheets import Sheet


class FreezePanes(Refusing):
    """Frozen rows and columns of a sheet."""

    __slots__ = ("_sheet",)

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns of a range that starts at A1: 'A1:B2', '1:1', 'A:A'."""
        area = parse_area(frozen_range)
        rows = 0 if area.bottom == MAX_ROW else area.bottom
        columns = 0 if area.right == MAX_COLUMN else area.right
        cell = f"{column_name(columns + 1)}{rows + 1}"
        pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
        sizes = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
        self._put(f'pane{sizes} topLeftCell="{cell}" activePane="{pane}" state="frozen"/>')

    def unfreeze(self) -> None:
        """Freeze nothing."""
        self._put("")

    def _put(self, tag: str) -> None:
        part = self._sheet.part
        prefix = part.prefix.decode()

        def change(markup: Markup) -> None:
            node = view(markup)
            for child in node.children:
                if child.name in ("pane", "selection"):
                    markup.remove(child)
            if not tag:
                return
            xml = f"<{prefix}{tag}"
            if node.self_closed:
                markup.append(node, xml)
            else:
                markup.replace(node.open_end, node.open_end, xml.encode())

        with part.document.reading(part.part):
            part.head = edit_head(ensure_view(part.head, part.prefix), part.prefix, change)


class PageSetup(Refusing):
    """Print set-up of a sheet."""

    __slots__ = ("_sheet",)

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def print_area(self) -> str | None:
        """The printed range, None when all is printed."""
        workbook = self._sheet.book.document.workbook
        at = workbook.find_name("_xlnm.Print_Area", self._sheet.index - 1)
        return None if at is None else workbook.names[at].text.rpartition("!")[2]

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        workbook = self._sheet.book.document.workbook
        position = self._sheet.index - 1
        if value is None:
            at = workbook.find_name("_xlnm.Print_Area", position)
            if at is not None:
                workbook.delete_name(at)
            return
        workbook.set_name("_xlnm.Print_Area", reference(self._sheet.name, parse_area(value)), position)


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
