"""What a command does to sheets of results, kept beside its step of the journal so that undo gives them back.

Figures are worked out again after an undo. What cannot be - decisions and words that users put beside results, rows of
a history, lists that a command makes anew - is compared before and after a command, row by row, and its differences are
entries of the journal like those of any other table. This stands around every command, so that none has to think of
it. A command without a step of its own gets one where a decision of the user's went. Samples of a pasted list are not
kept: they have served.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from macros import journal
from workbook import schema, tables
from workbook.language import Text
from workbook.rules.journal.digests import row_digests
from workbook.rules.journal.entries import Action, Entry
from workbook.rules.journal.json_scalars import raw_scalar, same, to_scalars
from workbook.rules.journal.undo_plan import id_key
from workbook.schema.command_model import Command
from workbook.schema.model import Table
from workbook.schema.tables.import_sheets import LEAD_COLUMNS
from workbook.schema.tables.results import PROBLEMS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.report import Report

MOST_ROWS = 20_000
"""A table of results with more rows is left out: the journal would become the larger part of the book."""

_SAMPLE = (LEAD_COLUMNS, "sample")
CHECKED = "home_problems"
"""How many problems the last check found, on the home sheet: beside the list that it filled."""
_UNDO, _REFRESH, _RESULTS = "undo", "refresh", "*results"
_LEFT_OUT = Text(
    "“{table}”超过 {most:,} 行，撤销时不会还原这张表。",
    "{table} has more than {most:,} rows: undo will not give that table back.",
)


@dataclass(frozen=True)
class _Stood:
    """A table of results before the command: its typed rows, and the same as they stand in the cells."""

    table: Table
    frame: pd.DataFrame
    cells: Sequence[dict[str, Any]]


def watched(one: Command) -> list[Table]:
    """The tables of results that undoing this command gives back."""
    return [
        table
        for table in schema.TABLES
        if table.result and _UNDO not in table.filled_by and "row_id" in table and _is_touched(one, table)
    ]


def _is_touched(one: Command, table: Table) -> bool:
    counted = _REFRESH in table.filled_by and "*" in one.writes  # counting again follows what is written
    return _RESULTS in one.writes or one.key in table.filled_by or (counted and bool(table.inputs or table.grows))


def keeping(one: Command, book: xw.Book, run: Callable[[], Report]) -> Report:
    """Run a command, and keep what it changed on sheets of results beside its step."""
    found = watched(one)
    if not found:
        return run()
    sizes = {table.name: tables.size(book, table) for table in found}
    small = [table for table in found if sizes[table.name] <= MOST_ROWS]
    before = [_stood(book, table, sizes[table.name]) for table in small]
    figure = raw_scalar(tables.get_name(book, CHECKED)) if PROBLEMS in found else None
    with journal.noting() as steps:
        report = run()
        if not steps and not tables.may_have_changed(book):
            return report
        covered = _covered(entry for step in steps for entry in step.entries)
        both = [(stood, tables.read(book, stood.table, blank_rows=True).frame) for stood in before]
        entries = [entry for stood, new in both for entry in _differences(stood, new, covered)]
        if PROBLEMS in found and figure != (now := raw_scalar(tables.get_name(book, CHECKED))):
            entries.append(Entry(Action.CHANGED, "", "", (CHECKED,), (figure,), (now,)))
        if entries and steps:
            journal.add_results(steps[0], entries)
        elif any(_words(stood.table, stood.frame) - _words(stood.table, new) for stood, new in both):
            with journal.step(book, one.key) as step:
                step.entries += entries
            report = replace(report, lines=(*report.lines, _UNDOES))
    large = [_LEFT_OUT.format(table=table.label, most=MOST_ROWS) for table in found if table not in small]
    return replace(report, lines=(*report.lines, *large)) if steps and large else report


_UNDOES = Text(
    "您改过的决定有一些没有了；“撤销上次命令”把它们还原。",
    "Some decisions that you had made are gone; Undo last command brings them back.",
)


def _stood(book: xw.Book, table: Table, size: int) -> _Stood:
    frame = tables.read(book, table, blank_rows=True).frame
    return _Stood(table, frame, tables.take_rows(book, table, range(size)))


def _covered(entries: Iterator[Entry]) -> set[tuple[str, str, str]]:
    """What the step tells of itself: table, row, and field of a value that it changed."""
    return {(entry.table, subject, entry.field) for entry in entries for subject in entry.subjects}


def _differences(stood: _Stood, new: pd.DataFrame, covered: set[tuple[str, str, str]]) -> Iterator[Entry]:
    """Rows that went, values that changed and rows that came, by row_id."""
    table, old = stood.table, stood.frame
    was, now = _by_id(table, old), _by_id(table, new)
    gone = [key for key in was if key not in now and (table.name, key, "") not in covered]
    came = [key for key in now if key not in was and (table.name, key, "") not in covered]
    stay = [key for key in was if key in now]
    for field in table.fields:
        if field.key == "row_id" or field.formula or not stay or (table, field.key) == _SAMPLE:
            continue
        both = zip(
            stay,
            to_scalars(old[field.key].loc[[was[key] for key in stay]]),
            to_scalars(new[field.key].loc[[now[key] for key in stay]]),
            strict=True,
        )
        changes = [
            each
            for each in both
            if not same(each[1], each[2], field.kind) and (table.name, each[0], field.key) not in covered
        ]
        if changes:
            yield Entry(Action.CHANGED, table.name, field.key, *zip(*changes, strict=True))
    if gone:
        shown = LEAD_COLUMNS["sample"].label if table is LEAD_COLUMNS else None
        rows = [
            {
                "at": was[key],
                "key": key,
                "cells": {
                    header: raw_scalar(cell)
                    for header, cell in stood.cells[was[key]].items()
                    if shown is None or header not in (shown.zh, shown.en)
                },
            }
            for key in gone
        ]
        yield Entry(Action.REMOVED, table.name, "", tuple(gone), rows)
    if came:
        frame = new.loc[[now[key] for key in came]]
        yield Entry(Action.CREATED, table.name, "", tuple(came), (), tuple(row_digests(table, frame)))


def _by_id(table: Table, frame: pd.DataFrame) -> dict[str, int]:
    """Where each row stands by what it is known by; rows that nothing tells apart are left out."""
    ids = frame[id_key(table)].dropna().astype(str)
    ids = ids[~ids.duplicated(keep=False)]
    return dict(zip(ids.tolist(), ids.index.tolist(), strict=True))


def _words(table: Table, frame: pd.DataFrame) -> Counter[tuple[object, ...]]:
    """What users put beside each row, by the row's key where it has one; proposals that they left alone are none."""
    keys = [field.key for field in table.inputs]
    if not keys or frame.empty:
        return Counter()
    said = frame[keys].notna().any(axis=1)
    if "proposed" in table:
        said = frame["decision"].fillna("") != frame["proposed"].fillna("")
        said |= frame["customer_id"].fillna("") != frame["proposed_customer"].fillna("")
    key = [table.key] if table.key else []
    rows = frame.loc[said, [*key, *keys]].astype(object).fillna("")
    return Counter(map(tuple, rows.to_numpy().tolist()))
