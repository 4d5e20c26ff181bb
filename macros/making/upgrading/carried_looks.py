"""The formats that users gave their cells: what differs from what the program had given goes over, on top of what the
program gives today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from workbook.engine.parts.column_settings import columns_between, with_column

if TYPE_CHECKING:
    from macros.making.upgrading.matching import Column, Matched
    from workbook.engine.book.book_tables import Table
    from workbook.engine.parts.styles import Styles

_GROUPS: tuple[Literal["fonts", "fills", "borders"], ...] = ("fonts", "fills", "borders")


def looks(rows: Sequence[int | None], one: Matched, there: Table, known: Mapping[str, Column]) -> None:
    """Give the cells of the new table the formats of the user's: all of a column of the user's own, of the program's
    columns what differs."""
    old_styles, styles = one.old.sheet.document.styles, there.sheet.document.styles
    top, old_top = there.model.area.top + 1, one.old.model.area.top + one.old.model.header_rows
    last = old_top + max((at for at in rows if at is not None), default=0)
    made: dict[tuple[int, int, int], int] = {}
    for number, model in enumerate(there.model.columns):
        column = known.get(model.name)
        if column is None:
            continue
        at, old_at = there.model.area.left + number, one.old.model.area.left + column.position
        old = one.old.sheet.styles(old_at, old_top, last)
        base = -1 if column.key is None else _programs(one, old_at, old)
        now = there.sheet.styles(at, top, top + len(rows) - 1)
        wanted = list(now)
        for row, source in enumerate(rows):
            if source is None or old[source] == base:
                continue
            key = (old[source], base, now[row])
            if key not in made:
                made[key] = (
                    adopted(styles, old_styles, old[source]) if base < 0 else _differing(styles, old_styles, *key)
                )
            wanted[row] = made[key]
        if wanted != now:
            there.sheet.overlay.write_style(at, top, wanted)
        if column.key is None and one.old.model.header_rows:
            head = one.old.sheet.style(one.old.model.area.top, old_at)
            there.sheet.overlay.write_style(at, there.model.area.top, [adopted(styles, old_styles, head)])


def _programs(one: Matched, column: int, styles: Sequence[int]) -> int:
    """The style that the program had given the cells of a column: that of most of them, where there are enough to
    tell, else that of the cells to come."""
    common, count = Counter(styles).most_common(1)[0]
    if len(styles) >= 4 and count * 2 > len(styles):
        return common
    bottom = one.old.model.area.bottom
    below: int = one.old.sheet.default_styles(column, (bottom + 1,))[0]
    return below if below in styles else common


def _differing(styles: Styles, old_styles: Styles, old: int, base: int, now: int) -> int:
    """A style of the new book with all in which one of the older book's differs from another."""
    made = now
    if old_styles.number_format(old) != old_styles.number_format(base):
        made = styles.with_number_format(made, old_styles.number_format(old))
    for group in _GROUPS:
        source = old_styles.source(group, old)
        if source and source != old_styles.source(group, base):
            made = styles.with_element(group, made, source)
    if old_styles.inner(old) != old_styles.inner(base):
        made = styles.with_attributes(made, {"applyAlignment": "1"}, old_styles.inner(old))
    return _prefixed(styles, old_styles, old, made)


def adopted(styles: Styles, old_styles: Styles, old: int) -> int:
    """A style of the older book as one of the new book."""
    return _prefixed(styles, old_styles, old, styles.adopted(old_styles, old))


def _prefixed(styles: Styles, old_styles: Styles, old: int, made: int) -> int:
    """The apostrophe that makes a text of whatever stands behind it is a part of the format."""
    if old_styles.xf(old).get("quotePrefix") in ("1", "true"):
        return styles.with_attributes(made, {"quotePrefix": "1"})
    return made


def widths_of(old: Table, position: int, there: Table) -> None:
    """Give the table's last column the width of one of the older book's."""
    at, to = old.model.area.left + position, there.model.area.right
    for _, _, found in columns_between(old.sheet.head, old.sheet.prefix, at, at):
        values: dict[str, str | None] = {
            name: found[name] for name in ("width", "customWidth", "hidden") if name in found
        }
        if values:
            there.sheet.head = with_column(there.sheet.head, there.sheet.prefix, to, to, values)
