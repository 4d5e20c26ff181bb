"""Context of a check: what it reads besides the table itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Cell = tuple[int | None, str | None]


@dataclass(frozen=True)
class Context:
    """The rest of the book, as the checks of one table see it."""

    lists: Mapping[str, pd.DataFrame]  # list key -> rows (key, label, order, in_use, own columns)
    tables: Mapping[str, pd.DataFrame]  # table name -> frame, at least of every table that is referred to
    as_of: dt.date
    settings: Mapping[str, Any] = field(default_factory=dict)
    known: frozenset[Cell] = frozenset()  # cells that already carry a finding (the table layer could not read them)
    first_row: int = 4  # the sheet's row of position 0, for sentences that name another row

    def sheet_row(self, position: object) -> int:
        """The row number Excel shows."""
        return self.first_row + int(str(position))
