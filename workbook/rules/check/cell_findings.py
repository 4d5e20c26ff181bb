"""Builds findings from the invalid cells of a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


def findings_of(
    table: Table,
    field: str | None,
    troubled: pd.Series,
    message: Text,
    fix: Text,
    severity: Severity = Severity.ERROR,
) -> list[Finding]:
    """One finding a row of `troubled`: the values of the troubled cells, indexed by row.

    `{value}` in either sentence becomes the cell's value; equal values share their sentences.
    """
    made: dict[str, tuple[Text, Text]] = {}
    findings = []
    for row, value in zip(troubled.index, troubled.array, strict=True):
        text = shown(value)
        if text not in made:
            made[text] = (filled(message, value=text), filled(fix, value=text))
        said, cure = made[text]
        findings.append(Finding(table.name, int(row), field, said, cure, text, severity))
    return findings


def findings_where(
    table: Table,
    field: str,
    column: pd.Series,
    troubled: NDArray[np.bool_],
    message: Text,
    fix: Text,
    severity: Severity = Severity.ERROR,
) -> list[Finding]:
    """`findings_of` of the cells of a column that are `troubled`; most columns have none, and cost nothing more."""
    return findings_of(table, field, column[troubled], message, fix, severity) if troubled.any() else []


def findings_with_sentences(
    table: Table,
    field: str | None,
    troubled: pd.Series,
    sentences: Mapping[str, tuple[Text, Text, Severity]],
) -> list[Finding]:
    """One finding a row of `troubled` whose text has its own message, fix and severity in `sentences`."""
    findings = []
    for row, value in zip(troubled.index, troubled.array, strict=True):
        if value in sentences:
            message, fix, severity = sentences[value]
            findings.append(Finding(table.name, int(row), field, message, fix, shown(value), severity))
    return findings


def one_for_all(
    table: Table,
    field: str,
    rows: Iterable[int],
    message: Text,
    fix: Text,
    value: str = "",
    severity: Severity = Severity.HINT,
) -> list[Finding]:
    """One finding for all of these rows, which says how many they are; none where there are none."""
    at = [int(row) for row in rows]
    if not at:
        return []
    return [Finding(table.name, at[0], field, with_rows(message, len(at)), fix, value, severity, tuple(at[1:]))]


def with_rows(text: Text, rows: int) -> Text:
    """A sentence that stands for several rows says how many."""
    if rows < 2:
        return text
    return Text(f"{text.zh}，涉及 {rows:,} 行", f"{text.en}: {rows:,} rows")


def filled(text: Text, /, **values: object) -> Text:
    """The text with its placeholders filled; the values may hold braces, and long ones are cut: a sentence about a
    cell has to fit into one itself."""
    short = {key: shown(value) if isinstance(value, str) else value for key, value in values.items()}
    return text.format(**short) if "{" in text.zh else text


def shown(value: object) -> str:
    """A typed value as a person would type it, at most 200 signs: 15, 0.3, 2018-01-01, '' for a blank."""
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT are the values unequal to themselves
        return ""
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == dt.time() else "%Y-%m-%d %H:%M:%S")
    return str(value)[:200]
