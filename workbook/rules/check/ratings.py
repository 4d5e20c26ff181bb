"""Customers that think better of a rival than of us, by the marks that their profiles have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.check.cell_findings import filled
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

_BETTER = Text("客户给竞品 {rival} 分，给我们 {own} 分", "The customer gives a rival {rival} of 5, and us {own}")
_FIX = Text(
    "问清竞品好在哪里，写在“对竞品的看法”；补上差距后请客户再打分。",
    "Ask what the rival does better, note it in View of competing products, and have us marked again later.",
)


def better_rivals(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A hint for each profile whose mark of a rival is above that of us."""
    del context
    if table.name != "tblProfiles" or not {"rating_of_us", "rating_of_rivals"} <= set(frame.columns):
        return []
    better = frame[frame["rating_of_rivals"] > frame["rating_of_us"]]
    return [
        Finding(
            table.name, int(row), "rating_of_rivals", filled(_BETTER, rival=f"{rival:g}", own=f"{own:g}"), _FIX,
            f"{rival:g}", Severity.HINT,
        )
        for row, own, rival in zip(better.index, better["rating_of_us"], better["rating_of_rivals"], strict=True)
    ]  # fmt: skip
