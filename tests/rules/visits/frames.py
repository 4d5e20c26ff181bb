"""Small frames as the tables are read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbook.schema import table


def rows_of(name: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """A typed frame of a table with these rows, everything else blank."""
    made: dict[str, pd.Series[Any]] = {}
    for field in table(name).fields:
        values = [row.get(field.key) for row in rows]
        kind = field.kind
        dtype: Any = "datetime64[s]" if kind.is_date else "float64" if kind.is_number else "str"
        if kind.name == "FLAG":
            made[field.key] = pd.Series([bool(value) for value in values], dtype=bool)
        else:
            made[field.key] = pd.Series(values, dtype=object).astype(dtype)
    return pd.DataFrame(made)
