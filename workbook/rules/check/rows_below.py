"""Rows below a table's end: which of them can be taken in, and what to say of the others.

A row is taken in where everything in it reads as the column it stands in: its number, if it has one, is given to no
other row, what each row must have is there, and it is no sum and no remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook.language import Text
from workbook.rules.basics.references import fold
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.data_rows import is_total
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Kind, Table
from workbook.schema.values import parse_column

_LONGEST_NAME = 60
OUTSIDE = Text(
    "“{sheet}”{rows}在表“{table}”的下面，没有计入：{what}",
    "On the sheet {sheet}, {rows} stand below the table {table} and are not counted: {what}",
)
REFRESH = Text("运行“刷新”就补进表里。", "Refresh takes them in.")
MOVE = Text(
    "请剪切、粘贴到表的最后一行的紧下面，表会随之变大；或拖动表右下角的小角。",
    "Cut them and paste them right below the table's last row, so that it grows; or drag the corner of the table.",
)
_MESSAGE = Text("{rows}在表的下面，没有计入", "{rows} below the table: not counted")


def plausible(table: Table, rows: Sequence[Mapping[str, object]], used: Mapping[str, Sequence[str]]) -> int:
    """How many rows, from the first on, can be taken in. rows: raw cells by field key; used: what the table has under
    its key and row_id already."""
    import pandas as pd

    if not rows:
        return 0
    bad = set[int]()
    keys = {key for row in rows for key in row}
    for one in (field for field in table.fields if field.key in keys and not field.computed):
        _, troubles = parse_column(pd.Series([row.get(one.key) for row in rows], dtype=object), one.kind)
        bad |= {trouble.row for trouble in troubles if trouble.severity is Severity.ERROR}
    taken = {key: {fold(one) for one in values} for key, values in used.items()}
    for at, row in enumerate(rows):
        if at in bad or not _complete(table, row) or not all(_free(row, key, taken[key]) for key in taken):
            return at
    return len(rows)


def _complete(table: Table, row: Mapping[str, object]) -> bool:
    """Has the row what each row of the table must have, and is no sum or remark?"""
    inputs = [one for one in table.inputs if one.kind is not Kind.ROW_ID]
    needed = [one for one in inputs if one.required and not one.list and not _given(table, one.key)]
    if any(row.get(one.key) in (None, "") for one in needed) or not any(one.key in row for one in inputs):
        return False
    said = [texts.half_width(str(value)) for value in row.values() if isinstance(value, str)]
    if any(is_total(text) for text in said):
        return False
    filled = [one for one in inputs if row.get(one.key) not in (None, "")]
    alone = str(row[filled[0].key]) if len(filled) == 1 else ""
    return len(alone) <= _LONGEST_NAME and not re.search(r"[:：。！？]", alone)


def _given(table: Table, key: str) -> bool:
    return key == table.key and table.id_format is not None


def _free(row: Mapping[str, object], key: str, used: set[str]) -> bool:
    """Has nobody else what the row has under this key? A blank is free."""
    value = row.get(key)
    if value in (None, ""):
        return True
    number = fold(str(value))
    free = number not in used and not any(sign.isspace() for sign in number)
    used.add(number)
    return free


def stretches(rows: Sequence[int]) -> Text:
    """Rows as a sentence names them: 第 12–14、20 行."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    zh = "、".join(_range(run) for run in runs[:10]) + ("…" if len(runs) > 10 else "")
    en = ", ".join(_range(run) for run in runs[:10]) + ("…" if len(runs) > 10 else "")
    return Text(f"第 {zh} 行", f"{'row' if len(rows) == 1 else 'rows'} {en}")


def _range(run: Sequence[int]) -> str:
    return str(run[0]) if run[0] == run[1] else f"{run[0]}–{run[1]}"


def sentence(table: Table, sheet: str, rows: Sequence[int], *, taken: bool) -> Text:
    """What to say of rows below a table; taken: whether Refresh would take them in."""
    return OUTSIDE.format(sheet=sheet, rows=stretches(rows), table=table.label, what=REFRESH if taken else MOVE)


def finding(table: Table, first_row: int, rows: Sequence[int], value: str, *, taken: bool) -> Finding:
    """The same as a finding; first_row: the sheet's row of the table's first one."""
    message = _MESSAGE.format(rows=stretches(rows))
    return Finding(table.name, rows[0] - first_row, None, message, REFRESH if taken else MOVE, value, Severity.ERROR)
