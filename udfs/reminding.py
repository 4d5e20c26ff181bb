"""Cell functions on the reminders."""

from __future__ import annotations

import datetime as dt

from udfs.calling import Block, Cell, Reject, cell_function, is_blank, without_errors
from udfs.values import choice, day, moment, single
from workbook.rules.basics.references import fold
from workbook.schema import table

_NO_DAY = dt.datetime(1900, 1, 1)  # noqa: DTZ001 - cells have no time zone
_SHOWN = ("due", "customer_name", "why")


@cell_function("CB_REMINDERS")
def cb_reminders(salesperson: Block | None, reminders: Block | None) -> Block | str:
    """A salesperson's open reminders, one row each: due, customer, why; the earliest first."""
    if salesperson is None or reminders is None:
        return ""
    without_errors(salesperson, reminders)
    wanted = fold(str(single(salesperson)))
    declared = table("tblReminders")
    header = ["" if is_blank(cell) else fold(str(cell)) for cell in reminders[0]]
    at: dict[str, int] = {}
    for key in (*_SHOWN, "owner", "status"):
        names = {fold(declared[key].label.zh), fold(declared[key].label.en), key}
        found = [place for place, name in enumerate(header) if name in names]
        if not found:
            raise Reject(f"the reminders need their header row, with {declared[key].label.en}")
        at[key] = found[0]
    rows = []
    for row in reminders[1:]:
        if fold(str(row[at["owner"]])) != wanted or not _open(row[at["status"]]):
            continue
        due = row[at["due"]]
        shown = "" if is_blank(due) else moment(day(due))
        rows.append([shown, *("" if is_blank(row[at[key]]) else row[at[key]] for key in _SHOWN[1:])])
    return sorted(rows, key=lambda row: (row[0] == "", row[0] or _NO_DAY)) or ""


def _open(cell: Cell) -> bool:
    return is_blank(cell) or choice("reminder_status", cell) == "open"
