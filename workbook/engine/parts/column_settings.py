"""The <cols> of a sheet: width, style, hiding and grouping of whole columns (ECMA-376 part 1, 18.3.1.13)."""

from __future__ import annotations

from collections.abc import Callable

from workbook.engine.parts.sheet_frame import edit_head, put
from workbook.engine.text.markup import Markup
from workbook.engine.text.references import MAX_COLUMN
from workbook.engine.text.xml_text import BadXml


def columns(head: bytes, prefix: bytes) -> list[dict[str, str]]:
    """The attributes of each <col>."""
    found: list[dict[str, str]] = []

    def look(markup: Markup) -> None:
        node = markup.root.find("cols")
        found.extend(child.attributes for child in (node.children if node else []))

    edit_head(head, prefix, look)
    for at in found:
        if not (at.get("min", "").isdigit() and at.get("max", "").isdigit() and at.get("style", "0").isdigit()):
            raise BadXml("col")
    return found


def with_column(head: bytes, prefix: bytes, first: int, last: int, values: dict[str, str | None]) -> bytes:
    """The head with attributes of columns `first` to `last` set (None removes one)."""
    split: list[dict[str, str]] = []
    at = first
    for column in sorted(columns(head, prefix), key=lambda c: int(c["min"])):
        low, high = int(column["min"]), min(int(column["max"]), MAX_COLUMN)
        while at <= last and at < low:  # a gap inside the wanted columns
            stop = min(low - 1, last)
            split.append({"min": str(at), "max": str(stop), "new": "1"})
            at = stop + 1
        parts: list[tuple[int, int, dict[str, str]]] = [(low, min(high, first - 1), {}), (max(low, last + 1), high, {})]
        for start, end, mark in [*parts, (max(low, first), min(high, last), {"new": "1"})]:
            if start <= end:
                split.append({**column, "min": str(start), "max": str(end), **mark})
        if low <= at <= high:
            at = high + 1
    if at <= last:
        split.append({"min": str(at), "max": str(last), "new": "1"})
    made: list[dict[str, str]] = []
    for column in sorted(split, key=lambda c: int(c["min"])):
        if column.pop("new", None):
            for name, value in values.items():
                if value is None:
                    column.pop(name, None)
                else:
                    column[name] = value
            column.setdefault("width", "9.140625")
        made.append(column)
    return written_columns(head, prefix, made)


def written_columns(head: bytes, prefix: bytes, listed: list[dict[str, str]]) -> bytes:
    """The head with exactly those columns."""
    p = prefix.decode()
    inner = "".join(
        f"<{p}col" + "".join(f' {name}="{value}"' for name, value in column.items()) + "/>" for column in listed
    )
    xml = f"<{p}cols>{inner}</{p}cols>" if listed else ""
    return edit_head(head, prefix, lambda markup: put(markup, "cols", xml))


def columns_between(head: bytes, prefix: bytes, first: int, last: int) -> list[tuple[int, int, dict[str, str]]]:
    """The stretches of columns from `first` to `last` that are alike: first, last, attributes ({} where none are
    written)."""
    found: list[tuple[int, int, dict[str, str]]] = []
    at = first
    for column in sorted(columns(head, prefix), key=lambda c: int(c["min"])):
        low, high = max(int(column["min"]), first), min(int(column["max"]), last)
        if low > high:
            continue
        if at < low:
            found.append((at, low - 1, {}))
        found.append((low, high, column))
        at = high + 1
    if at <= last:
        found.append((at, last, {}))
    return found


def column_styles(head: bytes, prefix: bytes) -> Callable[[int], int]:
    """The style of a column's cells that are not there."""
    styled = [
        (int(at["min"]), int(at["max"]), int(at["style"]))
        for at in columns(head, prefix)
        if at.get("style", "0") != "0"
    ]

    def style(column: int) -> int:
        return next((found for first, last, found in styled if first <= column <= last), 0)

    return style
