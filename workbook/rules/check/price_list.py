"""The price list: lines that say nothing, or that nobody can follow.

A line without price, discount and retail price says nothing; a price without a product is a price of nothing; of two
lines for the same product, the same customer or level and the same first day the program can only take the later row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Text
from workbook.rules.basics.references import canonical, resolve
from workbook.rules.check.cell_findings import filled, findings_where
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAYS = ("price", "discount", "retail_price")

_NOTHING = Text("没有单价、折扣率，也没有建议零售价", "has no price, no discount and no suggested retail price")
_SAY = Text("填其中一个，或删掉这一行。", "Enter one of them, or delete the line.")
_NO_PRODUCT = Text("单价 {value} 没有写是哪个产品的", "A price of {value}, of no product")
_WHICH = Text("填产品；给全部产品的只写折扣率。", "Enter the product; for all products write a discount only.")
_TWICE = Text(
    "{value} 起，同一产品、同一客户（或层级）在第{row}行已有价格",
    "Row {row} has a price of the same product for the same customer (or level) from {value} already",
)
_KEEP = Text("留一行；程序按后一行算。", "Keep one; the program takes the later one.")
_BOTH = Text(
    "写了客户，经销商层级“{value}”不起作用", "It has a customer, so that the dealer level “{value}” says nothing"
)
_ONE = Text("只留客户或层级。", "Keep the customer or the level.")


def followed(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Warnings of single rows, and of the later of two."""
    if table.name != "tblPriceList" or not {"product", "customer_id", "dealer_level", *_SAYS} <= set(frame.columns):
        return []
    nothing = frame[list(_SAYS)].isna().all(axis=1).to_numpy(dtype=bool)
    homeless = (frame["price"].notna() & frame["product"].isna()).to_numpy(dtype=bool)
    both = (frame["customer_id"].notna() & frame["dealer_level"].notna()).to_numpy(dtype=bool)
    shown = frame["dealer_level"]
    if (levels := context.lists.get("dealer_level")) is not None:
        shown = shown.map(dict(zip(levels["key"], levels["label"], strict=True))).where(shown.notna())
    made = findings_where(table, "price", frame["product"], nothing, _NOTHING, _SAY, Severity.WARNING)
    made += findings_where(table, "product", frame["price"], homeless, _NO_PRODUCT, _WHICH, Severity.WARNING)
    made += findings_where(table, "dealer_level", shown, both, _BOTH, _ONE, Severity.WARNING)
    return made + _twice(table, frame, context, nothing)


def _twice(table: Table, frame: pd.DataFrame, context: Context, nothing: NDArray[np.bool_]) -> list[Finding]:
    listed = frame[frame["valid_from"].notna() & ~nothing] if "valid_from" in frame else frame.iloc[:0]
    if len(listed) < 2:
        return []
    people, catalogue = context.tables.get("tblCustomers"), context.tables.get("tblProducts")
    whose = listed["customer_id"].astype("str")
    product = listed["product"].astype("str")
    if people is not None:
        ids = resolve(whose, people).ids
        whose = ids.where(ids.notna(), whose)
    if catalogue is not None:
        product = canonical(product, catalogue, id_key="product_id", name_key="name")
    level = listed["dealer_level"].astype("str").where(whose.isna())
    same = pd.DataFrame({"whose": whose, "level": level, "product": product, "from": listed["valid_from"]}).fillna(
        {"whose": "", "level": "", "product": ""}
    )
    same["retail"] = listed[["price", "discount"]].isna().all(axis=1)  # a retail price stands beside a price of ours
    first = same.groupby(list(same.columns), sort=False)["whose"].transform(lambda rows: rows.index[0])
    made = []
    rows, begins = first.index.tolist(), listed["valid_from"].dt.strftime("%Y-%m-%d").tolist()
    for row, at, day in zip(rows, first.tolist(), begins, strict=True):
        if at != row:
            said = filled(_TWICE, value=day, row=context.sheet_row(at))
            made.append(Finding(table.name, int(row), "valid_from", said, _KEEP, "", Severity.WARNING))
    return made
