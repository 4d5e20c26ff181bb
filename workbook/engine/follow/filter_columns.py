"""The columns of a sheet's filter are counted from its left edge (ECMA-376 part 1, 18.3.2.7): when the edge or a column
moves, the count changes; the condition of a column that is gone goes with it."""

from __future__ import annotations

from workbook.engine.text.area_shifts import Change
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import Area, parse_area


def follow_filter(markup: Markup, node: Node, change: Change) -> list[Node]:
    """Move what an <autoFilter> covers and the columns it asks of; gives the elements that are taken out."""
    old = parse_area(node.get("ref") or "")
    new = change(old)
    if new is None:
        markup.remove(node)
        return [node]
    markup.set(node, ref=str(new))
    removed: list[Node] = []
    for column in node.all("filterColumn"):
        at = old.left + int(column.get("colId") or "0")
        landed = change(Area(old.top, at, old.bottom, at))
        if landed is None or not new.left <= landed.left <= new.right:
            markup.remove(column)
            removed.append(column)
        elif landed.left - new.left != at - old.left:
            markup.set(column, colId=str(landed.left - new.left))
    return removed
