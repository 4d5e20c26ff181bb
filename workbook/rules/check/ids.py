"""Identifier checks: numbers of rows that are repeated, or written with stray spaces and full-width digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.check.cell_findings import filled, findings_with_sentences, shown
from workbook.rules.check.context import Context
from workbook.rules.loading.match_keys import NAMED, match_keys
from workbook.schema.cells import half_width
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    import pandas as pd

ONE_EACH = {"tblProfiles": "customer_id"}
"""Tables with at most one row for each row of another table."""

_UNTIDY = Text("编号里有空格或全角字符，按“{tidy}”使用", "Stray spaces or full-width signs; used as '{tidy}'")
_WRITE = Text("改成“{tidy}”。", "Write it as '{tidy}'.")
_COPIED = Text(
    "这一行是从别的行复制来的，行标识与第 {row} 行相同", "This row is a copy: its hidden row ID is that of row {row}"
)
_CLEAR = Text(
    "取消隐藏 A 列，清空这一格，再检查一次，程序会给新的。",
    "Unhide column A, clear this cell and check again; the program gives a new one.",
)


_TIDY = re.compile(r"[!-~]+(?: [!-~]+)*").fullmatch


def repeated(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Each later row with a number, row_id or (where rows may be named) name that an earlier row has."""
    findings: list[Finding] = []
    if table.key in frame.columns and table[str(table.key)].kind in (Kind.ID, Kind.TEXT):
        label = table[str(table.key)].label
        message = Text(f"{label.zh}与第 {{row}} 行重复", f"Row {{row}} has the same {label.en}")
        fix = Text("给这一行另编一个号，或删去重复的行。", "Give this row another number, or delete the duplicate.")
        findings += _later(table, str(table.key), match_keys(frame[table.key]), context, message, fix)
    if "row_id" in frame.columns:
        findings += _later(table, "row_id", frame["row_id"], context, _COPIED, _CLEAR, Severity.WARNING)
    if (owner := ONE_EACH.get(table.name)) in frame.columns:
        message = Text("这个客户在第 {row} 行已有一份", "This customer has a row already: row {row}")
        fix = Text("并成一行，删去这一行。", "Make them one row and delete this one.")
        findings += _later(table, owner, match_keys(frame[owner]), context, message, fix, Severity.WARNING)
    if table.name in NAMED and "name" in frame.columns:
        message = Text(
            "名称与第 {row} 行相同，按名称引用时分不清",
            "Row {row} has the same name: a reference by name is ambiguous",
        )
        fix = Text(
            "是同一家就合并，不是就在名称里加以区分。",
            "Merge them if they are the same customer; else tell the names apart.",
        )
        findings += _later(table, "name", match_keys(frame["name"]), context, message, fix, Severity.HINT)
    return findings


def _later(
    table: Table,
    field: str | None,
    keys: pd.Series,
    context: Context,
    message: Text,
    fix: Text,
    severity: Severity = Severity.ERROR,
) -> list[Finding]:
    filled_in = [key for key in keys.tolist() if isinstance(key, str)]
    if len(set(filled_in)) == len(filled_in):
        return []
    keys = keys.dropna()
    again = keys[keys.duplicated()]
    firsts = keys[keys.isin(again.unique()) & ~keys.duplicated()]
    first_row = dict(zip(firsts.array, firsts.index, strict=True))
    return [
        Finding(
            table.name,
            int(row),
            field,
            filled(message, row=context.sheet_row(first_row[key])),
            fix,
            shown(key),
            severity,
        )
        for row, key in zip(again.index, again.array, strict=True)
    ]


def untidy(table: Table, field: str, raw: pd.Series) -> list[Finding]:
    """Numbers with spaces around them or full-width signs, as they stand in the cells (`raw`, indexed as the frame).

    They are matched all the same; the finding says how to write them. Cells that are no text are passed over.
    """
    odd = {cell for cell in raw.tolist() if isinstance(cell, str) and not _TIDY(cell)}
    better = {value: tidy for value in odd if (tidy := half_width(value)) and tidy != value}
    if not better:
        return []
    sentences = {
        value: (filled(_UNTIDY, tidy=tidy), filled(_WRITE, tidy=tidy), Severity.HINT) for value, tidy in better.items()
    }
    return findings_with_sentences(table, field, raw, sentences)
