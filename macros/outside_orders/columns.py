"""Which column of a source is what, and how its type is read; told as `load` tells the columns of a file.

Customer, date and amount there must be; line number, order number and kind are used where they are there. A
number stands as a number, or as a text that reads as one; a day as a date, a time, or a text by ISO 8601; what cannot
be meant so is refused by the name of its column. A time with a zone is moved to this computer's day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook import schema
from workbook.errors import InputError
from workbook.language import Text, joined
from workbook.rules.reading.list_columns import found_columns

TARGET = "transactions"
NEEDED = ("customer_id", "date", "amount")
WANTED = ("line_id", "order_no", *NEEDED, "kind")

_MISSING = Text(
    "外部订单 {name} 里没有认出这几列：{columns}。请用 --map 对方的列=客户簿的列 指定；它的列有：{there}。",
    "In the orders {name} these columns were not found: {columns}. Name them by --map THEIRS=FIELD; its columns are "
    "{there}.",
)
_WRONG = Text(
    "外部订单 {name} 的列“{column}”是 {type}，不能作为{field}。请在导出时改类型，或用 --map 指定另一列。",
    "The column {column} of the orders {name} is of type {type} and cannot be {field}. Export it otherwise, or name "
    "another column by --map.",
)
_TEXTS = re.compile(r"VARCHAR|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UUID|ENUM\(.*|DECIMAL\(\d+,0\)")
_NUMBERS = re.compile(r"VARCHAR|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(.*|DOUBLE|FLOAT")
_DAYS = re.compile(r"VARCHAR|DATE|TIMESTAMP.*")
_SHOWN = 12


def columns_of(
    name: str, types: Mapping[str, str], sample: Sequence[Sequence[str]], mapping: Mapping[str, str]
) -> dict[str, str]:
    """Field → how it is read: an expression of SQL in the engine that reads files.

    types: column → type, in the source's order; sample: a few rows as texts. InputError where a needed one is not
    there, or is of a type that says nothing."""
    found = found_columns([list(types), *sample], TARGET, mapping)
    there = list(types)
    picked = {one.field: there[one.index] for one in found.columns if one.field in WANTED and not one.idle}
    labels = {one.key: one.label for one in schema.table("tblTransactions").fields}
    lacking = [labels[key] for key in NEEDED if key not in picked]
    if lacking:
        shown = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
        raise InputError(_MISSING.format(name=name, columns=joined(lacking), there=shown))
    read: dict[str, str] = {}
    for key, column in picked.items():
        expression = _read(key, column, types[column])
        if expression is None:
            said = {"name": name, "column": column, "type": types[column], "field": labels[key]}
            raise InputError(_WRONG.format(**said))
        read[str(key)] = expression
    return read


def quoted(name: str) -> str:
    """A name of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _read(field: str | None, column: str, kind: str) -> str | None:
    """The column as what the field is, None where its type cannot be that."""
    cell = quoted(column)
    if field == "amount":
        number = f"TRY_CAST(replace({cell}, ',', '') AS DOUBLE)" if kind == "VARCHAR" else f"CAST({cell} AS DOUBLE)"
        return number if _NUMBERS.fullmatch(kind) else None
    if field == "date":
        if not _DAYS.fullmatch(kind):
            return None
        return f"CAST(TRY_CAST({cell} AS TIMESTAMP) AS DATE)" if kind == "VARCHAR" else f"CAST({cell} AS DATE)"
    if kind == "DOUBLE" and field == "customer_id":  # 17850.0, as a table of numbers has it after a blank cell
        return f"CAST({cell} AS VARCHAR)"
    return f"CAST({cell} AS VARCHAR)" if _TEXTS.fullmatch(kind) else None
