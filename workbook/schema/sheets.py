"""How tables stand one below the other on a sheet: what belongs to each above its header, and the blank rows kept
below its last row, so that a row can be typed there and Excel takes it in.

Filtering, sorting or deleting a row hides, moves or takes whole rows of the sheet: no two tables share one.
"""

from __future__ import annotations

from workbook.schema.registry import table

LIST = "dic"  # tables of the dictionary begin so
TYPED_ROOM, OTHER_ROOM = 5, 2
LAST_ROOM = 200
"""Blank rows below the last table of a sheet that have its dropdowns and formats already."""


def lines_above(name: str) -> int:
    """The rows right above a table's header that are its own: heading and bands, a list's heading only; none of a
    table that a user added."""
    if name.startswith(LIST):
        return 1
    return 2 if _is_known(name) else 0


def room_below(name: str) -> int:
    """The blank rows that are kept between a table's last row and what is the next one's own."""
    return TYPED_ROOM if _is_known(name) and not name.startswith(LIST) and not table(name).result else OTHER_ROOM


def _is_known(name: str) -> bool:
    try:
        table(name)
    except KeyError:
        return False
    return True
