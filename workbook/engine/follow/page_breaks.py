"""Manual page breaks: each is kept as the number of rows (or columns) before it (ECMA-376 part 1, 18.3.1.3), and goes
with the row that begins its page."""

from __future__ import annotations

from workbook.engine.text.area_shifts import Change
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area

BREAKS = ("rowBreaks", "colBreaks")


def follow_breaks(markup: Markup, node: Node, change: Change) -> None:
    """Move the breaks of a list with their rows or columns; one whose row is gone goes too, and so does the list when
    it has none left."""
    rows = node.name == "rowBreaks"
    moved: dict[int, Node] = {}
    for child in node.all("brk"):
        line = int(child.get("id") or "0") + 1
        new = change(Area(line, 1, line, MAX_COLUMN) if rows else Area(1, line, MAX_ROW, line))
        if new is not None and 1 < (now := new.top if rows else new.left) <= (MAX_ROW if rows else MAX_COLUMN):
            moved.setdefault(now - 1, child)
    if not moved:
        markup.remove(node)
        return
    kept = {id(child) for child in moved.values()}
    for child in node.all("brk"):
        if id(child) not in kept:
            markup.remove(child)
    for now, child in moved.items():
        if child.get("id") != str(now):
            markup.set(child, id=str(now))
    if len(kept) != len(node.children):
        by_hand = sum(child.get("man") in ("1", "true") for child in moved.values())
        markup.set_attributes(node, {"count": str(len(kept)), "manualBreakCount": str(by_hand)})
