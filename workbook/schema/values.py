"""Column parsing: a raw column in, a typed column and its invalid cells out.

Raw columns come from the table layer: floats, datetimes and text as they stand in the cells, or an object array where a column
mixes them; these are read cell by cell (`cells`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.language import Text
from workbook.schema.cells import ERROR_CELL, ERROR_VALUES, Doubt, reader, shown
from workbook.schema.findings import Severity
from workbook.schema.model import Kind
from workbook.unforeseen import guarded

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Trouble:
    """One cell that is not what its column asks for; `row` counts from 0 in the column."""

    row: int
    value: str
    message: Text
    fix: Text
    severity: Severity


_BY_HAND = Text("重新填写这一格。", "Type the cell again.")


def parse_column(raw: pd.Series, kind: Kind) -> tuple[pd.Series, list[Trouble]]:
    """Read a raw column (any length, any dtype) as `kind`; the index is kept.

    Text comes back as pandas `str`, numbers as float64, dates as datetime64[s], flags as bool.
    """
    import pandas as pd

    if raw.dtype != object:
        if (clean := _clean_column(raw, kind)) is not None:
            return clean, []
        raw = raw.astype(object)
    read = guarded(reader(kind), lambda _cell, why: Doubt(None, why, _BY_HAND))
    values: list[Any] = []
    troubles: list[Trouble] = []
    for row, cell in enumerate(raw):
        if cell is None or cell is pd.NaT or cell is pd.NA or (isinstance(cell, float) and cell != cell):  # noqa: PLR0124 - NaN
            values.append(None)
            continue
        if isinstance(cell, str) and cell in ERROR_VALUES:
            got: Any = Doubt(None, *ERROR_CELL)
        else:
            got = read(cell)
        if isinstance(got, Doubt):
            troubles.append(Trouble(row, shown(cell), got.message, got.fix, got.severity))
            got = got.value
        values.append(got)
    return _typed(values, kind, raw.index), troubles


_SHORT = 2_000  # rows up to which a plain loop beats column operations


def _clean_column(raw: pd.Series, kind: Kind) -> pd.Series | None:
    """The column as it is, where its dtype already is the kind's; None where each cell must be looked at."""
    dtype = raw.dtype
    if dtype == "float64" and not kind.is_number and bool(raw.isna().all()):  # a blank column
        return _blank(kind, raw.index)
    if kind is Kind.FLAG:
        return raw if dtype.name == "bool" else None
    if dtype.name in ("bool", "boolean"):
        return None
    if kind.is_number:
        return raw.astype("float64") if dtype.kind in "fiu" else None
    if kind.is_date:
        return raw.astype("datetime64[s]") if dtype.kind == "M" else None
    if kind is Kind.BIRTHDAY:
        return _whole_days(raw) if dtype.kind == "M" else None
    if dtype == "str" and kind is not Kind.MONTH_DAY:
        return _clean_text(raw)
    return None


def _clean_text(raw: pd.Series) -> pd.Series | None:
    """A text column with its ends trimmed, blanks missing; None where it holds error values."""
    import pandas as pd

    if len(raw) <= _SHORT:
        cells = raw.tolist()
        trimmed = [cell.strip() or None if isinstance(cell, str) else None for cell in cells]
        if not ERROR_VALUES.isdisjoint(trimmed):
            return None
        same = all(
            a is b or a == b or (a is None and not isinstance(b, str)) for a, b in zip(trimmed, cells, strict=True)
        )
        return raw if same else pd.Series(trimmed, index=raw.index, dtype="str")
    text = raw.str.strip()
    text = text.mask(text == "")
    return None if text.isin(ERROR_VALUES).any() else text


def _whole_days(raw: pd.Series) -> pd.Series:
    """A column of dates as the texts that birthdays are."""
    import numpy as np
    import pandas as pd

    written = np.datetime_as_string(raw.to_numpy(dtype="datetime64[D]"))
    return pd.Series(written, index=raw.index, dtype="str").where(raw.notna())


def _blank(kind: Kind, index: pd.Index) -> pd.Series:
    """A column without a value; many a column of a customer book is."""
    import numpy as np
    import pandas as pd

    if kind.is_date:
        return pd.Series(np.full(len(index), np.datetime64("NaT", "s")), index=index)
    return pd.Series(False if kind is Kind.FLAG else None, index=index, dtype=dtype_of(kind))


def dtype_of(kind: Kind) -> str:
    """The dtype of a column read as `kind`."""
    if kind is Kind.FLAG:
        return "bool"
    return "float64" if kind.is_number else "datetime64[s]" if kind.is_date else "str"


def _typed(values: list[Any], kind: Kind, index: pd.Index) -> pd.Series:
    import pandas as pd

    if kind is Kind.FLAG:
        return pd.Series([bool(v) for v in values], index=index, dtype=bool)
    if kind.is_number:
        return pd.Series(values, index=index, dtype="float64")
    if kind.is_date:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object)).to_numpy(), index=index).astype(
            "datetime64[s]"
        )
    return pd.Series(values, index=index, dtype="str")
