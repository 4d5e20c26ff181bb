"""Live formulas: the few cells that follow the as-of date by themselves, and the structured references they use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workbook.schema.model import Field

AS_OF_NAME = "AsOfDate"  # =IF(set_as_of="",TODAY(),set_as_of)

_SPECIAL = re.compile(r"(['#\[\]@])")


@dataclass(frozen=True)
class TypedFormula:
    """A formula that a user typed into a cell: its text, the sheet's row it stood in, and the value it had."""

    text: str
    row: int
    value: object = None


def column_reference(table_name: str, header: str) -> str:
    """`tblX[header]`, with the characters that Excel reserves escaped.

    >>> column_reference("tblCustomers", "客户名称")
    'tblCustomers[客户名称]'
    """
    return f"{table_name}[{escape(header)}]"


def escape(header: str) -> str:
    """A header as it stands inside a structured reference."""
    return _SPECIAL.sub(r"'\1", header)


def live_formula(table_name: str, field: Field, headers: Mapping[str, str]) -> str:
    """The formula of a live column, with `{key}` as this row's cell; headers: field key -> header in the book.

    The long form (`tbl[[#This Row],[x]]`) is the one that files hold; Excel shows it as `[@x]`.
    """
    if field.formula is None:
        raise ValueError(f"{field.key} has no formula")
    return "=" + re.sub(r"\{(\w+)\}", lambda m: f"{table_name}[[#This Row],[{escape(headers[m[1]])}]]", field.formula)
