"""The <mergeCells> of a sheet: read, and changed so that those which stay keep their bytes
(ECMA-376 part 1, 18.3.1.55)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook.engine.parts.sheet_frame import edit_tail, put
from workbook.engine.text.markup import Markup
from workbook.engine.text.references import Area, parse_area
from workbook.engine.text.xml_text import BadXml

_USUAL = re.compile(rb'<mergeCells(?: count="[0-9]+")?>((?:<mergeCell ref="[A-Z0-9:]+"/>)++)</mergeCells>')
"""As the usual programs write them: twenty thousand are no matter then."""
_ONE = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"/>')


def merged(tail: bytes, prefix: bytes) -> list[Area]:
    """The merged ranges of a sheet. Raises BadXml."""
    usual = _usual(tail)
    if usual is not None:
        return [_area(ref.decode()) for ref in _ONE.findall(usual.group(1))]
    found: list[Area] = []

    def look(markup: Markup) -> None:
        node = markup.root.find("mergeCells")
        found.extend(_area(child.get("ref") or "") for child in (node.children if node else []))

    edit_tail(tail, prefix, look)
    return found


def with_merged(tail: bytes, prefix: bytes, apart: Sequence[Area], new: Sequence[Area]) -> bytes:
    """The tail with some of the merged ranges taken apart, and new ones behind the others."""
    if not apart and not new:
        return tail
    p, gone = prefix.decode(), set(apart)
    inner = "".join(f'<{p}mergeCell ref="{area}"/>' for area in new)
    usual = _usual(tail)
    if usual is not None:
        ones = usual.group(1)
        if gone:
            ones = _ONE.sub(lambda one: b"" if _area(one.group(1).decode()) in gone else one.group(), ones)
        ones += inner.encode()
        whole = b'<mergeCells count="%d">%s</mergeCells>' % (ones.count(b"<"), ones) if ones else b""
        return tail[: usual.start()] + whole + tail[usual.end() :]

    def change(markup: Markup) -> None:
        node = markup.root.find("mergeCells")
        children = node.children if node is not None else []
        leaving = [child for child in children if _area(child.get("ref") or "") in gone]
        count = len(children) - len(leaving) + len(new)
        if node is None or count == len(new):
            put(markup, "mergeCells", f'<{p}mergeCells count="{count}">{inner}</{p}mergeCells>' if count else "")
            return
        for child in leaving:
            markup.remove(child)
        markup.append(node, inner)
        markup.set(node, count=str(count))

    return edit_tail(tail, prefix, change)


def _usual(tail: bytes) -> re.Match[bytes] | None:
    return _USUAL.search(tail) if b"<!" not in tail and tail.count(b"<mergeCells") == 1 else None


def _area(text: str) -> Area:
    try:
        return parse_area(text)
    except ValueError as error:
        raise BadXml("mergeCell") from error
