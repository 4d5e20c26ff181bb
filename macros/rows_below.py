"""Rows below the tables: every command that reads says where they are, and refresh takes in those that can be."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbook import schema, tables
from workbook.errors import StructureError
from workbook.language import Text
from workbook.rules.journal.entries import Action, Entry
from workbook.rules.journal.json_scalars import raw_scalar
from workbook.schema.findings import Finding
from workbook.tables.placement import Seen

if TYPE_CHECKING:
    import xlwings as xw

STEP = "take_in"
"""The journal's name of the step in which rows were taken in."""

SIZE = "rows:"
"""Before a table's name: the subject of the journal's entry on its size."""

ORDERS = "tblTransactions"

_TAKEN = Text(
    "补全：表“{table}”下面的{rows}（“{sheet}”）已补进表里；可以撤销。",
    "Taken into the table {table}: {rows} of the sheet {sheet}, which stood below it; it can be undone.",
)


def lines(book: xw.Book) -> list[Text]:
    """What a command says of the rows below the tables it has read."""
    from workbook.rules.check.rows_below import sentence

    return [
        sentence(found.table, found.sheet, rows, taken=taken)
        for found in tables.below_tables_read(book)
        for rows, taken in _parts(book, found)
    ]


def everywhere(book: xw.Book) -> list[tuple[Text, Text]]:
    """What stands below any table that users type in, whether it was read or not, and what to do about it."""
    from workbook.rules.check.rows_below import MOVE, REFRESH, sentence

    told: list[tuple[Text, Text]] = []
    seen: Seen = {}
    for table in (*(one for one in schema.TABLES if not one.result), *(one.table for one in schema.LISTS)):
        with contextlib.suppress(StructureError):  # who needs it says so
            found = tables.below(book, table, seen)
            for rows, taken in _parts(book, found):
                told.append((sentence(table, found.sheet, rows, taken=taken), REFRESH if taken else MOVE))
    return told


def findings(book: xw.Book) -> list[Finding]:
    """The same as findings of check."""
    from workbook.rules.check.rows_below import finding

    told: list[Finding] = []
    for found in tables.below_tables_read(book):
        first_row = found.next_row - tables.size(book, found.table)
        cells = {one.row: one.cells for one in found.rows}
        for rows, taken in _parts(book, found):
            value = "；".join(str(cell) for cell in cells[rows[0]].values())[:60]
            told.append(finding(found.table, first_row, rows, value, taken=taken))
    return told


def _parts(book: xw.Book, found: tables.RowsBelow) -> Iterator[tuple[list[int], bool]]:
    """The rows that refresh would take in, and the others."""
    fit = _fitting(book, found)
    rows = [one.row for one in found.rows]
    yield from ((part, taken) for part, taken in ((rows[:fit], True), (rows[fit:], False)) if part)


def _fitting(book: xw.Book, found: tables.RowsBelow) -> int:
    """How many rows right below a table can be taken in."""
    from workbook.rules.check.rows_below import plausible

    table = found.table
    if found.totals or table.name in {one.table_name for one in schema.LISTS}:
        return 0
    keys = {header: key for key, header in found.headers.items()}
    rows: list[dict[str, Any]] = []
    for one in found.touching:
        if not one.alone:
            break
        rows.append({keys[header]: cell for header, cell in one.cells.items() if header in keys})
    keys_given = [key for key in ("row_id", table.key) if key and any(key in row for row in rows)]
    known = tables.read(book, table, keys_given).frame if keys_given else None
    used = {key: known[key].dropna().tolist() for key in keys_given} if known is not None else {}
    return plausible(table, rows, used)


def take_in(book: xw.Book, *, now: dt.datetime | None = None) -> list[Text]:
    """Take in what can be, as a step of the journal; gives what to say of it."""
    from macros import journal
    from workbook.rules.check.rows_below import stretches

    said: list[Text] = []
    with journal.step(book, STEP, now=now) as step:
        # Orders come last: they are read elsewhere meanwhile, where they are many.
        for table in sorted((one for one in schema.TABLES if not one.result), key=lambda one: one.name == ORDERS):
            found = tables.below(book, table)
            if not found.rows or not (count := _fitting(book, found)):
                continue
            before = tables.size(book, table)
            cells = [{h: raw_scalar(cell) for h, cell in one.cells.items()} for one in found.rows[:count]]
            tables.take_in(book, found, count)
            kept = {"rows": before, "cells": cells}
            step.entries.append(Entry(Action.CHANGED, "", "", (SIZE + table.name,), (kept,), (before + count,)))
            rows = [one.row for one in found.rows[:count]]
            said.append(_TAKEN.format(table=table.label, rows=stretches(rows), sheet=found.sheet))
    return said


def standing(book: xw.Book, subject: str, before: dict[str, Any]) -> int | str:
    """The size of a table that rows were taken into, for undo; in words where it, or one of the rows, has changed."""
    table = schema.table(subject.removeprefix(SIZE))
    size, cells = tables.size(book, table), before["cells"]
    if size != before["rows"] + len(cells):
        return size
    headers = tables.read(book, table, [one.key for one in table.inputs[:1]]).headers
    inputs = {header for key, header in headers.items() if not table[key].computed and key != "row_id"}
    now = tables.take_rows(book, table, range(before["rows"], size))
    for row, stood in zip(now, cells, strict=True):
        if any(raw_scalar(row.get(header)) != cell for header, cell in stood.items() if header in inputs):
            return "≠"
    return size


def give_back(book: xw.Book, subject: str, before: dict[str, Any]) -> None:
    """Make the table its old size again, with the cells as they stood below it."""
    from workbook.rules.journal.json_scalars import from_raw_scalar

    rows = [{header: from_raw_scalar(cell) for header, cell in row.items()} for row in before["cells"]]
    tables.give_back(book, subject.removeprefix(SIZE), rows)
