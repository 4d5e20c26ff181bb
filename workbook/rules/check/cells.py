"""Column checks: required cells filled, values from their list, within their bounds, whole where whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from workbook.language import Text
from workbook.rules.check.cell_findings import filled, findings_of, findings_where, findings_with_sentences, shown
from workbook.rules.check.context import Context
from workbook.schema.cells import split_choices
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Field, Kind, Table

if TYPE_CHECKING:
    import pandas as pd

_BLANK = Text("必填项是空的", "A required cell is blank")
_UNLISTED = Text("“{value}”不在“{list}”列表里", "'{value}' is not in the list {list}")
_RETIRED = Text("“{value}”在“{list}”列表里已停用", "'{value}' is no longer in use in the list {list}")
_CHOOSE = Text(
    "从下拉列表选一个，或先把它加进“字典”。", "Choose from the dropdown, or add it to the list on the sheet Lists."
)
_RENEW = Text("换一个在用的，或在“字典”里重新启用。", "Choose one in use, or put it back in use on the sheet Lists.")


def required(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Required cells that are blank, save numbers that every command gives by itself (`id_format`)."""
    findings: list[Finding] = []
    for field in _typed(table, frame):
        if not field.required or (field.kind is Kind.ID and table.id_format):
            continue
        column = frame[field.key]
        missing = column.isna().to_numpy()
        if not missing.any():
            continue
        blank = column[missing]
        unread = [row for row in blank.index if (row, field.key) in context.known]
        fix = filled(Text("填写“{zh}”。", "Fill in {en}."), zh=field.label.zh, en=field.label.en)
        findings += findings_of(table, field.key, blank.drop(unread), _BLANK, fix)
    return findings


def listed(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """List values that the list does not have (warning), or no longer uses (hint)."""
    findings: list[Finding] = []
    for field in _typed(table, frame):
        if not field.list or field.list not in context.lists:
            continue
        column = frame[field.key]
        distinct = [value for value in column.unique() if isinstance(value, str)]
        if distinct and (sentences := _list_troubles(field, distinct, context.lists[field.list])):
            findings += findings_with_sentences(table, field.key, column[column.isin(list(sentences))], sentences)
    return findings


def _list_troubles(field: Field, values: Iterable[str], rows: pd.DataFrame) -> dict[str, tuple[Text, Text, Severity]]:
    keys = set(rows["key"].tolist())
    # A row that a user added has its label as key, and often no mark at all: it is in use.
    entries = zip(rows["key"].tolist(), rows["label"].tolist(), rows["in_use"].tolist(), strict=True)
    retired: dict[str, str] = {key: label for key, label, in_use in entries if not in_use and key != label}
    name = field.label
    sentences: dict[str, tuple[Text, Text, Severity]] = {}
    for value in values:
        parts = split_choices(value) if field.kind is Kind.CHOICES else [value]
        if unlisted := [part for part in parts if part not in keys]:
            text = filled(_UNLISTED, value="、".join(unlisted), list=name)
            sentences[value] = (text, _CHOOSE, Severity.WARNING)
        elif old := [retired[part] for part in parts if part in retired]:
            sentences[value] = (filled(_RETIRED, value="、".join(old), list=name), _RENEW, Severity.HINT)
    return sentences


def bounded(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Numbers outside what their column allows: they count nowhere (stars without terms, a discount of 1500 %)."""
    findings: list[Finding] = []
    for field in _typed(table, frame):
        if not field.kind.is_number or (field.low is None and field.high is None):
            continue
        column = frame[field.key]
        numbers = column.to_numpy()
        low = float("-inf") if field.low is None else field.low
        high = float("inf") if field.high is None else field.high
        findings += findings_where(table, field.key, column, (numbers < low) | (numbers > high), *_bounds(field))
    return findings


def _bounds(field: Field) -> tuple[Text, Text]:
    low, high = (_as_typed(field, bound) for bound in (field.low, field.high))
    if not high:
        return Text(f"“{{value}}”小于 {low}", f"{{value}} is below {low}"), Text(
            f"填 {low} 或以上。", f"At least {low}."
        )
    if not low:
        return Text(f"“{{value}}”大于 {high}", f"{{value}} is above {high}"), Text(
            f"填 {high} 或以下。", f"At most {high}."
        )
    span = Text(f"“{{value}}”不在 {low} 到 {high} 之间", f"{{value}} is not between {low} and {high}")
    if field.kind is Kind.RATE:
        return span, Text("折扣与占比按百分数填，例如 15%。", "Shares are typed as a percentage, such as 15%.")
    return span, Text(f"填 {low} 到 {high} 之间的数。", f"Type a number between {low} and {high}.")


def _as_typed(field: Field, bound: float | None) -> str:
    if bound is None:
        return ""
    return f"{bound:.0%}" if field.kind is Kind.RATE else shown(float(bound))


def whole(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Fractions where whole numbers are asked for."""
    findings: list[Finding] = []
    for field in _typed(table, frame):
        if field.kind in (Kind.INT, Kind.STARS):
            column = frame[field.key]
            numbers = column.to_numpy()
            findings += findings_where(
                table,
                field.key,
                column,
                (np.trunc(numbers) != numbers) & ~np.isnan(numbers),
                Text("“{value}”不是整数", "{value} is not a whole number"),
                Text("填整数。", "Type a whole number."),
                Severity.WARNING,
            )
    return findings


def _typed(table: Table, frame: pd.DataFrame) -> list[Field]:
    """The columns users type, of those the frame has; columns the schema does not know are not looked at."""
    return [field for field in table.inputs if field.key in frame.columns]
