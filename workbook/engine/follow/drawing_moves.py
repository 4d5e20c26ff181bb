"""Shapes, pictures and charts go with the rows and columns they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.text.area_shifts import Shift
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.text.xml_text import BadXml

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

_ANCHORS = ("twoCellAnchor", "oneCellAnchor")


def drawing_part(sheet: SheetPart) -> str | None:
    """The part of a sheet's drawing."""
    relations = [r for r in sheet.document.relationships(sheet.part) if r.kind == "drawing"]
    return next((r.target for r in relations if sheet.document.has(r.target)), None)


def follow_lines(sheet: SheetPart, move: Shift) -> None:
    """Move what is drawn when whole rows or columns come or go. As its anchor says, a thing grows and shrinks with
    them, keeps its size, or stays where it is; what stood on deleted lines only is left without extent."""
    part = drawing_part(sheet)
    if part is None:
        return
    document = sheet.document
    with document.reading(part):
        markup = Markup(document.read(part))
        for node in markup.root.walk():
            if node.name in _ANCHORS:
                _move(markup, node, move)
        if markup.changed:
            document.put_part(part, markup.result())


def _move(markup: Markup, anchor: Node, move: Shift) -> None:
    name = "row" if move.rows else "col"
    first, last = anchor.find("from"), anchor.find("to")
    behaviour = anchor.get("editAs") or "twoCell"
    if first is None or behaviour == "absolute":
        return
    start, start_off = _read(first, name)
    new_start, new_start_off = _moved(start, start_off, move)
    _write(markup, first, name, new_start, new_start_off)
    if last is None:
        return
    end, end_off = _read(last, name)
    if behaviour == "oneCell":
        _write(markup, last, name, min(end + new_start - start, _last(move)), end_off)
        return
    if end_off == 0 and end > start:  # it ends with the line before
        new_end, new_off = _moved(end - 1, 1, move)
        new_end, new_off = (new_end + 1, 0) if new_off else (new_end, 0)
    else:
        new_end, new_off = _moved(end, end_off, move)
    _write(markup, last, name, *max((new_end, new_off), (new_start, new_start_off)))


def _read(corner: Node, name: str) -> tuple[int, int]:
    at = {child.name: int(child.text) for child in corner.children}
    if name not in at:
        raise BadXml(name)
    return at[name], at.get(f"{name}Off", 0)


def _moved(line: int, offset: int, move: Shift) -> tuple[int, int]:
    """Where a line counted from 0 stands now; the first one behind those that are gone stands for them."""
    number = line + 1
    area = Area(number, 1, number, MAX_COLUMN) if move.rows else Area(1, number, MAX_ROW, number)
    new = move(area)
    if new is None:
        if move.gone is None:  # pushed off the sheet's edge: it stays on the last line
            return _last(move), 0
        return (move.gone.top if move.rows else move.gone.left) - 1, 0
    return (new.top if move.rows else new.left) - 1, offset


def _last(move: Shift) -> int:
    """The sheet's last row or column, counted from 0."""
    return (MAX_ROW if move.rows else MAX_COLUMN) - 1


def _write(markup: Markup, corner: Node, name: str, line: int, offset: int) -> None:
    for child in corner.children:
        value = {name: line, f"{name}Off": offset}.get(child.name)
        if value is not None and child.text != str(value):
            markup.replace(child.open_end, child.close_start, str(value).encode())
