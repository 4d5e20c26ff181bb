"""Runs all checks on one table and sorts the findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.rules.check import (
    account_gaps,
    birthdays,
    cells,
    circles,
    dates,
    deciders,
    formats,
    identified,
    ids,
    information_sources,
    legal_review,
    price_list,
    reach,
    reconciled,
    references,
    registered,
    sensitive,
    service,
    standing,
    trade,
)
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

CHECKS: tuple[Callable[[Table, pd.DataFrame, Context], list[Finding]], ...] = (
    cells.required,
    ids.repeated,
    references.named,
    references.catalogued,
    circles.own_parent,
    cells.listed,
    cells.bounded,
    cells.whole,
    dates.plausible,
    dates.not_ahead,
    dates.in_order,
    birthdays.real,
    identified.birthday,
    formats.spelled,
    information_sources.permitted,
    information_sources.referred,
    standing.called_rightly,
    standing.owes_nothing,
    trade.amounts,
    trade.payments,
    trade.orders,
    trade.kinds,
    legal_review.reviewed,
    price_list.followed,
    account_gaps.known,
    account_gaps.better_rivals,
    reconciled.agreed,
    reconciled.ever,
    reach.customers,
    deciders.decided_by_somebody,
    service.complaints,
    service.surveys,
    service.suggestions,
    registered.with_somebody_else,
    sensitive.consented,
)
"""One truth each; a check that has nothing to say of a table gives an empty list."""

GOOD = "✓"
SHOWN = 5_000
"""How many findings the Problems sheet lists; the rest is a number in its last row."""

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def check_table(
    table: Table,
    frame: pd.DataFrame,
    lists: Mapping[str, pd.DataFrame],
    tables: Mapping[str, pd.DataFrame],
    as_of: dt.date,
    settings: Mapping[str, Any],
    *,
    known: Sequence[Finding] = (),
    first_row: int = 4,
) -> list[Finding]:
    """Everything wrong with a table, `known` included (what the table layer could not read): errors first, then by row.

    frame: typed rows of the table, any subset of its columns; those the schema does not know are not looked at.
    lists: list key → rows; tables: name → frame, at least of each table this one refers to. first_row: the sheet's
    row of position 0, for sentences that name another row.
    """
    context = Context(lists, tables, as_of, settings, frozenset((one.row, one.field) for one in known), first_row)
    findings = [*known]
    if len(frame):
        for check in CHECKS:
            findings += check(table, frame, context)
    return in_order(findings, table)


def in_order(findings: Iterable[Finding], table: Table) -> list[Finding]:
    """Errors, then warnings, then hints; within each by row, then by column."""
    columns = {key: place for place, key in enumerate(table.keys)}
    return sorted(
        findings,
        key=lambda one: (
            _GRAVITY[one.severity],
            -1 if one.row is None else one.row,
            columns.get(str(one.field), -1),
        ),
    )


def check_marks(rows: pd.Index[Any], findings: Iterable[Finding]) -> pd.Series[str]:
    """The column 检查 of one table's rows: ✓ where nothing was found, ⚠n for n findings. Index: `rows`."""
    import numpy as np
    import pandas as pd

    counts: dict[int, int] = {}
    for one in findings:
        for row in (*(() if one.row is None else (one.row,)), *one.others):
            counts[row] = counts.get(row, 0) + 1
    many = pd.Series(counts, dtype="float64").reindex(rows)  # a million marks, of which few differ
    marks = np.full(len(rows), GOOD, dtype=object)
    found = np.flatnonzero(many.notna())
    marks[found] = [f"⚠{count:.0f}" for count in many.to_numpy()[found]]
    return pd.Series(marks, index=rows, dtype="str")
