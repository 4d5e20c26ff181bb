"""Circle checks: no customer is its own parent, nor by way of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics.references import resolve
from workbook.rules.check.context import Context
from workbook.rules.customers import groups
from workbook.schema.findings import Finding
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

_CIRCLE = Text("上级客户绕一圈又回到自己", "By way of its parents the customer is its own parent")
_FIX = Text("改正上级客户；最上面一家的上级客户空着。", "Correct the parent; the topmost company has none.")


def own_parent(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """One finding for each member of a circle."""
    del context
    if table.name != "tblCustomers" or not {"customer_id", "name", "parent"} <= {*frame}:
        return []
    if not frame["parent"].notna().any():
        return []
    resolved = frame.assign(parent=resolve(frame["parent"], frame).ids)
    above = groups.parents(resolved)
    named = frame.index[frame["parent"].notna() & frame["customer_id"].notna()]
    return [
        Finding(table.name, int(row), "parent", _CIRCLE, _FIX, str(frame.at[row, "parent"]))
        for row in named
        if groups.in_circle(str(frame.at[row, "customer_id"]), above)
    ]
