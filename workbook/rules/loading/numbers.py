"""Human numbers and names, as they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.schema.model import Table
from workbook.schema.values import half_width

if TYPE_CHECKING:
    import pandas as pd

NAMED = frozenset({"tblCustomers", "tblProducts"})
"""Tables whose rows people name instead of numbering them: a name tells two of their rows apart."""


def name_of(table: Table) -> str:
    """The field by which people name a row of the table, instead of its number; the number where there is none."""
    return table.name_key or str(table.key)


def match_keys(values: pd.Series) -> pd.Series:
    """Numbers and names as they are compared: half-width, single spaces; letters keep their case.

    A pandas `str` series (NaN for blanks) with the index of `values`.

    >>> import pandas as pd
    >>> match_keys(pd.Series(["Ｃ０１ ", "C01", None])).tolist()
    ['C01', 'C01', nan]
    """
    plain = values.astype("str")
    odd = plain.dropna()
    odd = odd[~odd.str.fullmatch(r"[!-~]*")]  # ASCII without spaces is as it should be
    if odd.empty:
        return plain
    keys = {value: half_width(value) for value in odd.unique()}
    plain = plain.copy()
    plain[odd.index] = odd.map(keys)
    return plain
