"""The plan of one pasted row of orders, payments or visits: its decision, the reason, and what it would write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.journal.json_scalars import Scalar, from_scalars
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

NEW_ROW = Text("新的一行", "a new row")


@dataclass
class LinePlan:
    """One row with its decision. `position`: the book's row that an update goes to; `changes`: what it writes there."""

    row: Cleaned
    decision: str = "new"
    reason: Text = NEW_ROW
    customer_id: str | None = None
    part_of: Text | None = None  # the customer whose name has what the row says, where it is a part of a name
    position: int | None = None
    changes: dict[str, Scalar] = field(default_factory=dict)
    overwritten: list[tuple[str, Scalar, Scalar]] = field(default_factory=list)


def values_frame(values: Sequence[Mapping[str, Scalar]], table: Table, keys: Sequence[str]) -> pd.DataFrame:
    """n rows of JSON scalars as a typed frame of those fields."""
    import pandas as pd

    return pd.DataFrame({key: from_scalars([one.get(key) for one in values], table[key].kind) for key in keys})
