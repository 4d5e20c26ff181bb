"""Repeated document fields: date, number, customer and salesperson that stand in the first line of a document alone.

An ERP prints a document's head once and leaves it blank below. A line whose date, number and customer are all blank, or
that has the number of the line above, belongs to the document above it; its product, its quantity and its money are its
own. Of a list of customers nothing is filled down: a blank e-mail, telephone or person is blank.

>>> cells = [["1月5日", "X1", "甲", "灯", "5"], ["", "", "", "泵", "7"], ["1月6日", "", "乙", "灯", "1"]]
>>> columns = {"date": 0, "order_no": 1, "customer_id": 2, "product": 3, "amount": 4}
>>> filled_down(cells, (0, 1, 2), columns, "transactions")[1]
['1月5日', 'X1', '甲', '泵', '7']
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import ColumnMatch
from workbook.rules.reading.grid import Merged
from workbook.schema.tables.leads import LeadField

DOCUMENT = ("date", "order_no", "customer_id")
"""What tells the document of a line."""

BESIDE = ("salesperson", "kind", "invoiced_on", "invoice_no", "contract_no", "payment_terms", "channel")
"""What else stands in a document's head."""

OWN = ("product", "quantity", "unit_price", "amount")
"""What a line has of its own."""


def filled_down(
    cells: Sequence[Sequence[object]],
    rows: Sequence[int],
    columns: Mapping[str, int],
    target: str,
    also: Sequence[int] = (),
) -> Sequence[Sequence[object]]:
    """The cells with the heads of documents in every line. rows: places of the data rows; columns: field -> place;
    also: places of columns that are no field and stand in heads too, such as an order's state."""
    told = [columns[key] for key in DOCUMENT if key in columns]
    if target not in ("transactions", "payments") or "date" not in columns or len(told) < 2:
        return cells
    width = max(told) + 1
    date = columns["date"]
    lacking = [at for at in rows if len(cells[at]) < width or cells[at][date] in ("", None) or _blank(cells[at][date])]
    if not lacking:
        return cells
    head = [*told, *(columns[key] for key in BESIDE if key in columns), *also]
    own = [columns[key] for key in OWN if key in columns]
    filled = list(cells)
    above = {at: before for before, at in itertools.pairwise(rows)}
    for at in lacking:
        before = above.get(at)
        if before is None or not any(not _blank(_cell(cells[at], place)) for place in own):
            continue
        upper = filled[before]
        said = [place for place in told if not _blank(_cell(cells[at], place))]
        if said and columns.get("order_no") not in said:
            continue
        if _blank(_cell(upper, date)) or any(
            not _equal(_cell(cells[at], place), _cell(upper, place)) for place in said
        ):
            continue
        row = [*cells[at], *[""] * (max(head) + 1 - len(cells[at]))]
        for place in head:
            if _blank(row[place]):
                row[place] = _cell(upper, place)
        filled[at] = row
    return filled


def _equal(cell: object, upper: object) -> bool:
    return texts.of(cell).strip() == texts.of(upper).strip()


def _cell(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else ""


def _blank(cell: object) -> bool:
    return not texts.of(cell).strip()


def merged_down(
    given: Sequence[Sequence[object]],
    merged: Sequence[Merged],
    columns: Sequence[ColumnMatch],
    first_row: int,
    fields: Mapping[str, LeadField],
) -> tuple[Sequence[Sequence[object]], dict[tuple[int, int], int]]:
    """The cells with what is merged over several data rows written in each of them. Figures stay where they stand: a
    sum over three rows is not three sums."""
    sorts = {one.index: fields[one.field].field.kind for one in columns if one.field is not None}
    rows: list[Sequence[object]] = list(given)
    filled: dict[tuple[int, int], int] = {}
    for top, column, bottom, _ in merged:
        kind = sorts.get(column)
        if top < first_row or kind is None or kind.is_number or column >= len(rows[top]):
            continue
        for at in range(top + 1, min(bottom + 1, len(rows))):
            below = [*rows[at], *[None] * (column + 1 - len(rows[at]))]
            if not texts.of(below[column]).strip() and any(texts.of(cell).strip() for cell in below):
                below[column], rows[at] = rows[top][column], below
                filled[at, column] = top
    return rows, filled
