"""Column checks: required cells filled, values from their list, within their bounds, whole where whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from workbook.language import Text
from workbook.rules.basics.near_names import near
from workbook.rules.basics.references import with_offers
from workbook.rules.check.cell_findings import filled, findings_of, findings_where, one_for_all, shown
from workbook.rules.check.context import Context
from workbook.schema.cells import split_choices
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Field, Kind, Table

if TYPE_CHECKING:
    import pandas as pd

_BLANK = Text("必填项是空的", "A required cell is blank")
SALESPERSON = "salesperson"
OPEN = "open"

_UNLISTED = Text("“{value}”不在“{list}”列表里", "'{value}' is not in the list {list}")
_RETIRED = Text("“{value}”在“{list}”列表里已停用", "'{value}' is no longer in use in the list {list}")
_CHOOSE = Text(
    "从下拉列表选一个；字典里改过名的，按 Ctrl+H 把旧名全部换成新名；要保留它，就在“字典”里加上。",
    "Choose from the dropdown; where the list calls it otherwise now, replace the old name (Ctrl+H); "
    "to keep it, add it on the sheet Lists.",
)
_PERSON = Text(
    "改了名：按 Ctrl+H 把“{value}”全部换成新名。"
    "已离职：在“字典”的“业务员”里加上“{value}”，“启用”填“否”，过去的记录就不再提示。",
    "Another name now: replace '{value}' (Ctrl+H). Has left: add '{value}' to Salesperson on the sheet Lists with "
    "In use = No; past rows are then left alone.",
)
_RENEW = Text("换一个在用的，或在“字典”里重新启用。", "Choose one in use, or put it back in use on the sheet Lists.")
_HAND_OVER = Text("把这些行改成在职的业务员。", "Give these rows to a salesperson who is still here.")


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
    """List values that the list does not have (warning), or no longer uses (hint): one finding a value, not one a row,
    for one cure mends them all. A retired value in what is past or put away is right as it stands: it was true then."""
    findings: list[Finding] = []
    past = None
    for field in _typed(table, frame):
        if not field.list or field.list not in context.lists:
            continue
        column = frame[field.key]
        distinct = [value for value in column.unique() if isinstance(value, str)]
        if not distinct:
            continue
        rows = context.lists[field.list]
        unlisted, retired = _list_troubles(field, distinct, rows)
        for value, cells in unlisted.items():
            findings += _of_value(table, field, column[column.isin(cells)], value, rows)
        for value, cells in retired.items():
            past = _of_the_past(table, frame, context) if past is None else past
            findings += _of_retired(table, field, column[column.isin(cells) & ~past], value)
    return findings


def _list_troubles(
    field: Field, values: Iterable[str], rows: pd.DataFrame
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Values that are not on the list, and labels of those that are out of use: each with the cells that hold it."""
    keys = set(rows["key"].tolist())
    entries = zip(rows["key"].tolist(), rows["label"].tolist(), rows["in_use"].tolist(), strict=True)
    out_of_use: dict[str, str] = {key: label for key, label, in_use in entries if not in_use}
    unlisted: dict[str, list[str]] = {}
    retired: dict[str, list[str]] = {}
    for value in values:
        for part in dict.fromkeys(split_choices(value) if field.kind is Kind.CHOICES else [value]):
            if part not in keys:
                unlisted.setdefault(part, []).append(value)
            elif part in out_of_use:
                retired.setdefault(out_of_use[part], []).append(value)
    return unlisted, retired


def _of_value(table: Table, field: Field, cells: pd.Series, value: str, rows: pd.DataFrame) -> list[Finding]:
    """One finding for all cells that hold a value the list does not have."""
    labels = [str(label) for label in rows["label"].dropna().tolist()]
    person = field.list == SALESPERSON
    offered = [labels[at] for at in near(value, labels)]
    fix = filled(_PERSON if person else _CHOOSE, list=field.label, value=value)
    message = filled(_UNLISTED, value=value, list=field.label)
    fix = with_offers(fix, value, offered)
    return one_for_all(table, field.key, cells.index, message, fix, value, Severity.WARNING)


def _of_retired(table: Table, field: Field, cells: pd.Series, value: str) -> list[Finding]:
    message = filled(_RETIRED, value=value, list=field.label)
    fix = _HAND_OVER if field.list == SALESPERSON else _RENEW
    return one_for_all(table, field.key, cells.index, message, fix, value)


def _of_the_past(table: Table, frame: pd.DataFrame, context: Context) -> pd.Series:
    """Rows that tell of what has been: dated up to the as-of day, put away, or closed."""
    import pandas as pd

    past = pd.Series(False, index=frame.index)
    happened = next((one.key for one in table.inputs if one.kind.is_date and one.required), None)
    if happened in frame:
        past |= frame[happened] <= pd.Timestamp(context.as_of)
    if "archived" in frame:
        past |= frame["archived"].eq(True)
    if "state" in table and "state" in frame:
        past |= frame["state"].notna() & (frame["state"] != OPEN)
    return past


def bounded(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Numbers outside what their column allows: they count nowhere (stars without terms, a discount of 1500 %)."""
    findings: list[Finding] = []
    for field in _typed(table, frame):
        if field.low is None and field.high is None:
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
