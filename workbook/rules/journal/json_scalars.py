"""Typed cell values as JSON scalars, and back.

Text, numbers and booleans stand for themselves; a day is "2026-06-30", a moment "2026-06-30T14:05:09"; a blank cell is
null. The kind of the field says how to read a scalar back.

>>> import pandas as pd
>>> to_scalars(pd.Series([1.0, None, 2.5]))
[1, None, 2.5]
>>> to_scalars(pd.Series(["2026-06-30", None, "2026-06-30 14:05:09"], dtype="datetime64[s]"))
['2026-06-30', None, '2026-06-30T14:05:09']
>>> from_scalars(["2026-06-30", None], Kind.DATE).isna().tolist()
[False, True]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.schema.formulas import TypedFormula
from workbook.schema.model import Kind

if TYPE_CHECKING:
    import pandas as pd

Scalar = str | int | float | bool | None
Before = Scalar | dict[str, Any]  # what stood in a cell: a value, or a formula with its value (`with_formula`)

_EXACT = 2**53


def to_scalars(values: pd.Series[Any]) -> list[Scalar]:
    """n typed values as n JSON scalars."""
    import pandas as pd

    if pd.api.types.is_datetime64_any_dtype(values):
        return [None if pd.isna(moment) else _moment(moment.to_pydatetime()) for moment in values]
    if isinstance(values.dtype, pd.StringDtype):
        texts: list[Scalar] = values.to_numpy(dtype=object, na_value=None).tolist()  # type: ignore[call-overload]
        return texts
    return [_scalar(value) for value in values.astype(object).tolist()]


def raw_scalar(cell: object) -> Scalar | dict[str, Any]:
    """A raw cell, whose kind nobody knows: a date is {"date": …}, so that it comes back as a date, and a formula
    {"formula": …, "row": …, "value": …}.

    >>> raw_scalar(dt.datetime(2026, 6, 30)), raw_scalar("2026-06-30")
    ({'date': '2026-06-30'}, '2026-06-30')
    >>> raw_scalar(TypedFormula("=K5*2", 5, 6.0))
    {'formula': '=K5*2', 'row': 5, 'value': 6}
    """
    import pandas as pd

    if isinstance(cell, TypedFormula):
        return {"formula": cell.text, "row": cell.row, "value": raw_scalar(cell.value)}
    if cell is pd.NaT:
        return None
    return {"date": _moment(cell)} if isinstance(cell, dt.datetime) else _scalar(cell)


def with_formula(value: Scalar, formula: TypedFormula) -> dict[str, Any]:
    """A cell that a formula gave this value; text that only looks like a formula stays a text in the journal.

    >>> with_formula("120", TypedFormula("=60*2", 5)), formula_of("=60*2"), value_of("=60*2")
    ({'formula': '=60*2', 'row': 5, 'value': '120'}, None, '=60*2')
    """
    return {"formula": formula.text, "row": formula.row, "value": value}


def formula_of(before: Before) -> TypedFormula | None:
    """The formula that stood in a cell, if one did."""
    return TypedFormula(before["formula"], before["row"], before["value"]) if isinstance(before, dict) else None


def value_of(before: Before) -> Scalar:
    """The value that stood in a cell."""
    return before["value"] if isinstance(before, dict) else before


def from_raw_scalar(scalar: object) -> object:
    """The raw cell again."""
    if not isinstance(scalar, dict):
        return scalar
    if "formula" in scalar:
        return TypedFormula(scalar["formula"], scalar["row"], from_raw_scalar(scalar["value"]))
    return dt.datetime.fromisoformat(scalar["date"])


def from_scalars(scalars: Sequence[Scalar], kind: Kind, index: Any = None) -> pd.Series[Any]:
    """n JSON scalars as a typed column with that index, as the table layer would read it."""
    import pandas as pd

    values: list[Any] = list(scalars)
    if kind is Kind.FLAG:
        return pd.Series([bool(one) for one in values], index=index, dtype="bool")
    if kind.is_date:
        values = [None if one is None else dt.datetime.fromisoformat(str(one)) for one in values]
    dtype: Any = "float64" if kind.is_number else "datetime64[s]" if kind.is_date else "str"
    column: pd.Series[Any] = pd.Series(values, index=index, dtype=dtype)
    return column


def same(a: Scalar, b: Scalar, kind: Kind) -> bool:
    """Do two scalars stand for one cell value? A flag's blank is its no; numbers agree to 12 digits.

    >>> same(None, False, Kind.FLAG), same(0.1 + 0.2, 0.3, Kind.MONEY), same("1", 1, Kind.TEXT)
    (True, True, False)
    """
    if kind is Kind.FLAG:
        return bool(a) == bool(b)
    if a is None or b is None:
        return a is b
    if kind.is_number:
        x, y = float(a), float(b)
        return x == y or abs(x - y) <= 1e-12 * max(abs(x), abs(y))
    if isinstance(a, str) and isinstance(b, str):
        return a == b or a.replace("\r\n", "\n") == b.replace("\r\n", "\n")
    return a == b


def _scalar(value: object) -> Scalar:
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() and abs(value) < _EXACT else float(value)
    return _moment(value) if isinstance(value, dt.datetime) else str(value)


def _moment(moment: dt.datetime) -> str:
    if moment.time() == dt.time():
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
