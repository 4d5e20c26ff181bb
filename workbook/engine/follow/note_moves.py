"""Notes and threaded comments go where their cells go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.engine.text.area_shifts import Change
from workbook.engine.text.markup import Markup
from workbook.engine.text.references import Area, parse_area

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

_VML_ROW = re.compile(rb"(<(?:\w+:)?Row>)(\d+)(</(?:\w+:)?Row>\s*<(?:\w+:)?Column>)(\d+)(<)")


def follow_notes(sheet: SheetPart, change: Change) -> None:
    """Notes and threaded comments of a sheet, and the boxes of notes."""
    document = sheet.document
    for relation in document.relationships(sheet.part):
        if relation.kind in ("comments", "threadedComment") and document.has(relation.target):
            with document.reading(relation.target):
                markup = Markup(document.read(relation.target))
                for node in markup.root.walk():
                    if node.name in ("comment", "threadedComment") and (old := node.get("ref")):
                        new = moved_area(old, change)
                        if new is None:
                            markup.remove(node)
                        else:
                            markup.set(node, ref=new)
            if markup.changed:
                document.put_part(relation.target, markup.result())
        elif relation.kind == "vmlDrawing" and document.has(relation.target):
            data = document.read(relation.target)
            new_data = _VML_ROW.sub(lambda match: _box(match, change), data)
            if new_data != data:
                document.put_part(relation.target, new_data)


def _box(match: re.Match[bytes], change: Change) -> bytes:
    row, column = int(match.group(2)) + 1, int(match.group(4)) + 1
    new = change(Area(row, column, row, column))
    if new is None or (new.top, new.left) == (row, column):
        return match.group()
    return b"%s%d%s%d%s" % (match.group(1), new.top - 1, match.group(3), new.left - 1, match.group(5))


def moved_area(text: str, change: Change) -> str | None:
    """A rectangle after a change; None where it is gone."""
    new = change(parse_area(text))
    return None if new is None else str(new)
