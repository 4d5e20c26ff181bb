"""Own rows: lists that are rows of the book itself, copied from a sheet or shown as CSV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import normal
from workbook.schema.tables.leads import lead_fields, table_of

OWN = "="
"""Before the key of a field that the program fills: what such a column of the book's own rows is."""
_ROW_ID = re.compile(r"[0-9a-f]{16}")
"""A row_id as commands give it."""
_DEEPEST = 20
"""The header is looked for in so many rows from the top."""
_SAMPLE = 500


def own_names(rows: Sequence[Sequence[object]], target: str) -> dict[str, list[str]]:
    """Where the rows are the book's own, copied from a sheet or shown as CSV: the names of what the program fills in
    its table. Told by their row_id or check mark, or by every header being one of the table's; a
    name that is shown beside a number is the book's own only where the number stands there too."""
    table = table_of(target)
    headed = {
        one.key: [one.label.zh, one.label.en, one.key, *(one.also if one.computed else ())] for one in table.fields
    }
    spelled = {key: {normal(name) for name in names} for key, names in headed.items()}
    every = set().union(*spelled.values())
    inputs = {normal(name) for one in lead_fields(target).values() for name in one.headers}
    for row in rows[:_DEEPEST]:
        here = {normal(texts.of(cell)) for cell in row} - {""}
        marks = {key for key in ("row_id", "check", table.key) if key in spelled and spelled[key] & here}
        known = len(here & every)
        all_ours = here <= every and (table.key is None or table.key in marks)
        if (
            "row_id" in marks
            and spelled["row_id"] & here <= inputs
            and not _holds_row_ids(rows, row, spelled["row_id"])
        ):
            marks.discard("row_id")  # another program's own numbers, under the same words
            spelled["row_id"] = set()
        if ("row_id" in marks and known > 1) or (known > 2 and ("check" in marks or all_ours)):
            return {
                f"{OWN}{one.key}": headed[one.key]
                for one in table.fields
                if (one.computed or (one.key == "row_id" and spelled["row_id"]))
                and not (one.shows and not spelled[one.shows] & here)
            }
    return {}


def _holds_row_ids(rows: Sequence[Sequence[object]], header: Sequence[object], names: AbstractSet[str]) -> bool:
    """Does a column under one of these headers hold the book's own row_ids?"""
    places = [place for place, cell in enumerate(header) if normal(texts.of(cell)) in names]
    return any(
        _ROW_ID.fullmatch(texts.of(row[place]).strip())
        for row in rows[:_SAMPLE]
        for place in places
        if place < len(row)
    )
