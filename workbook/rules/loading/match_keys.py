"""Match keys: ids and names in the form in which they are compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.schema.cells import half_width
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

NAMED = frozenset({"tblCustomers", "tblProducts"})
"""Tables whose rows people name instead of numbering them: a name tells two of their rows apart."""


_AS_IT_SHOULD_BE = re.compile(r"[!-~]*").fullmatch  # ASCII without spaces


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
    import pandas as pd

    plain = values.astype("str")
    cells = plain.tolist()
    odd = {cell for cell in cells if isinstance(cell, str) and not _AS_IT_SHOULD_BE(cell)}
    if not odd:
        return plain
    keys = {cell: half_width(cell) for cell in odd}
    return pd.Series([keys.get(cell, cell) for cell in cells], index=values.index, name=values.name, dtype="str")
