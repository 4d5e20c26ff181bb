"""Duplicate detection for rows of orders, payments, visits: the same export pasted twice adds nothing.

Order lines and payments are told by `loading.line_identity`, as where a file is loaded. Of what the book has already a
row with nothing new is the same; one that tells something else is for review, and Update writes to the row in the
book. Visits are equal where every column of the list is. Remarks are told apart: a row whose remark the book's row
holds is the same (somebody wrote more behind it), one whose remark it lacks is for review.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.language import Text, joined
from workbook.rules.importing.line_plan import LinePlan, values_frame
from workbook.rules.importing.record_changes import added_text
from workbook.rules.journal.digests import row_hashes
from workbook.rules.journal.json_scalars import Scalar, same, to_scalars
from workbook.rules.loading.line_identity import IDENTITY, known_lines
from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    import pandas as pd

_SAME = Text("客户簿里已有这一行", "the book has this row already")
_REMARK = Text("客户簿里已有这一行，只是“{field}”不同", "the book has this row already, but for {field}")
_CORRECTED = Text(
    "订单 {order} 在客户簿里已有这个产品的一行（{id}），不同的是：{fields}；是更正就选“更新”，是另一行就选“新建”",
    "order {order} has a line of this product in the book ({id}); different: {fields}. "
    "Choose Update if it was corrected, New if it is another line",
)
_ASKED = Text(
    "客户簿里已有相同的一行，都没有单号；确实是另一笔就选“新建”",
    "the book has an equal row, and neither has a number; choose New if this is another one",
)


def mark_known(plans: Sequence[LinePlan], table: Table, existing: pd.DataFrame, *, own: bool = False) -> None:
    """Decide the rows that are new so far: same, for review, or still new. existing: the table's inputs; own: the list
    is of the book's own rows, so that one equal to a row of the book is that row."""
    new = [plan for plan in plans if plan.decision == "new"]
    if not new or existing.empty:
        return
    notes = next(key for key in ("remarks", "result") if key in table)
    if table.name not in IDENTITY:
        _equal(new, table, existing, notes)
        return
    keys = [one.key for one in table.inputs if one.key != table.key and any(one.key in p.row.values for p in new)]
    found = known_lines(values_frame([plan.row.values for plan in new], table, keys), existing, table)
    decided = {**found.same, **found.corrected}
    asked = found.asked
    if own:
        decided, asked = {**decided, **asked}, {}
    if table.key:
        keys.append(table.key)
    rows = _book_rows(existing, [key for key in keys if key in existing.columns], [*decided.values(), *asked.values()])
    for at, place in decided.items():
        _decide(new[at], table, rows[place], notes)
    for at, place in asked.items():
        new[at].decision, new[at].reason = "review", _ASKED
        _update_goes_to(new[at], table, rows[place])


def _book_rows(existing: pd.DataFrame, keys: Sequence[str], places: Sequence[int]) -> dict[int, dict[str, Scalar]]:
    """The book's rows at these places, each column turned into scalars once."""
    columns = {key: to_scalars(existing[key].iloc[list(places)]) for key in keys}
    return {place: {key: cells[at] for key, cells in columns.items()} for at, place in enumerate(places)}


def _decide(plan: LinePlan, table: Table, before: Mapping[str, Scalar], notes: str) -> None:
    """A row that is a row of the book (`before`): what else it says."""
    differing = {
        key: value
        for key, value in plan.row.values.items()
        if key in before
        and key not in (table.key, notes)
        and value not in (None, False)
        and not same(value, before[key], table[key].kind)
    }
    more = added_text(before.get(notes), plan.row.values.get(notes))
    if not differing and more is None:
        plan.decision, plan.reason = "same", _SAME
        return
    plan.decision = "review"
    if not differing:
        plan.reason = _REMARK.format(field=table[notes].label)
    else:
        fields = [table[key].label for key in differing]
        named = joined(fields)
        number = before.get(str(table.key))
        plan.overwritten = [(key, before[key], value) for key, value in differing.items() if before[key] is not None]
        plan.reason = _CORRECTED.format(order=plan.row.values.get("order_no"), id=number or "?", fields=named)
    _update_goes_to(plan, table, before)


def _equal(new: Sequence[LinePlan], table: Table, existing: pd.DataFrame, notes: str) -> None:
    """The k-th of several equal rows is there already where the book has at least k of them."""
    keys = [one.key for one in table.inputs if one.key != table.key and any(one.key in p.row.values for p in new)]
    keys = [key for key in keys if key != notes]
    used: set[int] = set()
    if not keys:
        return
    theirs: dict[int, list[int]] = {}
    for at, value in enumerate(row_hashes(table, _plain(existing[keys], table)).tolist()):
        theirs.setdefault(value, []).append(at)
    said = to_scalars(existing[notes])
    mine = row_hashes(table, _plain(values_frame([plan.row.values for plan in new], table, keys), table)).tolist()
    open_ones: list[tuple[LinePlan, list[int]]] = []
    for plan, value in zip(new, mine, strict=True):
        places = theirs.get(value, [])
        told = plan.row.values.get(notes)
        place = next((at for at in places if at not in used and added_text(said[at], told) is None), None)
        if place is not None:
            used.add(place)
            plan.decision, plan.reason = "same", _SAME
        elif places:
            open_ones.append((plan, places))
    ids = to_scalars(existing[table.key]) if table.key and open_ones else []
    for plan, places in open_ones:  # only now is it known which rows are left
        place = next((at for at in places if at not in used), None)
        if place is not None:
            used.add(place)
            plan.decision, plan.reason = "review", _REMARK.format(field=table[notes].label)
            _update_goes_to(plan, table, {str(table.key): ids[place]} if table.key else {})


def _update_goes_to(plan: LinePlan, table: Table, before: Mapping[str, Scalar]) -> None:
    """Where the user chooses Update, this is the row that is written to."""
    if table.key and (number := before.get(table.key)) is not None:
        plan.row.values[table.key] = number


def _plain(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Numbers of rows to the 1/10,000, so that a sum worked out elsewhere is the same sum."""
    numbers = [key for key in frame.columns if table[key].kind in (Kind.MONEY, Kind.NUM, Kind.RATE)]
    return frame.assign(**{key: frame[key].round(4) for key in numbers})
