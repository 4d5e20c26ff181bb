"""Composition and concentration of a period by every dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, in_currency, rows_of
from workbook.language import Text
from workbook.rules.customers import groups
from workbook.rules.sales import composition

BLANK = Text("（未填）", "(not given)")
NOBODY = Text("（未匹配到客户）", "(no known customer)")

# Dimensions that are a property of the customer: the dimension, the customer's column, the list of its labels (None:
# the column says it itself).
OF_CUSTOMER = (
    ("region", "region", "region"),
    ("industry", "industry", "industry"),
    ("nature", "nature", "nature"),
    ("source", "source", "source"),
    ("grade", "grade", "grade"),
    ("credit", "credit", "credit_terms"),
    ("customer_system", "customer_system", None),
)
TOTAL = Text("合计", "Total")


@rows_of("tblComposition", "tblConcentration")
def composition_rows(inputs: AnalysisInput) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of the composition and of the concentration sheet: every line of the period counts, one of nobody and one
    without a product too, so that each dimension adds up to the period's net amount; a dimension's last row is the
    total."""
    parts, tops = [], []
    lang = inputs.contents.lang
    for one in _dimensions(inputs):
        grouped = one.grouped
        if not grouped["value"].notna().any():
            continue
        rows = composition.rows(grouped)
        blank = (NOBODY if one.key == "customer" else BLANK)[lang]
        rows = rows.assign(value=rows["value"].map(one.names).astype("str").fillna(blank), total=False)
        parts += [part.assign(dimension=one.key) for part in (rows, _total(inputs, grouped).assign(value=TOTAL[lang]))]
        known = grouped["units"][grouped["value"].notna()]
        found = pd.concat([composition.first(known, lang=lang), composition.tops(known, lang=lang)])
        found = found.drop_duplicates("top_count").sort_values("top_count", kind="stable", ignore_index=True)
        tops.append(found.assign(dimension=one.key, index=composition.concentration(known)))
    if not parts:
        return pd.DataFrame({"total": pd.Series(dtype=bool)}), pd.DataFrame()
    return in_currency(pd.concat(parts, ignore_index=True)), pd.concat(tops, ignore_index=True)


def _total(inputs: AnalysisInput, grouped: pd.DataFrame) -> pd.DataFrame:
    """The row of a dimension's total: orders and customers counted once, though several items may share them."""
    summed = ["units", "units_before", "units_year_ago", *(key for key in ("overdue", "adjusted") if key in grouped)]
    once = inputs.whole
    whole = grouped[summed].sum().to_frame().T.astype(dict.fromkeys(summed[:3], "int64"))
    share = 1.0 if whole["units"].iloc[0] > 0 else np.nan
    return whole.assign(total=True, orders=once["orders"], customers=once["customers"], share=share)


@dataclass(frozen=True)
class _Dimension:
    """One way to compose the period: its key, its groups (`composition.by`, and of customers' properties overdue and
    adjusted), and what the sheet shows for each value."""

    key: str
    grouped: pd.DataFrame
    names: pd.Series


def _dimensions(inputs: AnalysisInput) -> Iterator[_Dimension]:
    customers, flow = inputs.customers, inputs.flow
    name = customers["name"].where(customers["name"].notna(), customers["customer_id"])
    position = pd.Series(np.arange(len(customers), dtype="float64"), index=customers.index)
    yield _of_customers(inputs, "customer", position, name.set_axis(pd.RangeIndex(len(name))))
    lines = inputs.lines.loc[flow.index]
    catalogue = inputs.contents.frame("tblProducts").dropna(subset=["name"]).drop_duplicates("name")
    category = lines["product"].map(catalogue.set_index("name")["category"]).astype("str")
    yield _as_shown("product", composition.by(lines["product"], flow))
    yield _as_shown("category", composition.by(category, flow))
    for dimension, column, listed in OF_CUSTOMER:
        values = customers[column]
        if dimension == "credit":
            values = values.map(lambda stars: f"{stars:.0f}", na_action="ignore").astype("str")
        yield _of_customers(inputs, dimension, inputs.label(listed, values) if listed else values)
    named = name.set_axis(customers["customer_id"])
    yield _of_customers(inputs, "group", groups.roots(customers).map(named[~named.index.duplicated()]))
    by_seller = composition.by(inputs.sellers.loc[flow.index], flow)
    if inputs.adjustments is not None:
        by_seller = _with(by_seller, "adjusted", inputs.adjustments.salespeople.rename({"": None}))
    yield _as_shown("salesperson", by_seller.assign(value=inputs.label("salesperson", by_seller["value"])))
    yield _as_shown("channel", composition.by(lines["channel"], flow))


def _of_customers(
    inputs: AnalysisInput, dimension: str, values: pd.Series, names: pd.Series | None = None
) -> _Dimension:
    """A property of the customers, with what they owe too late and what changed after closing."""
    customers, flow = inputs.customers, inputs.flow
    grouped = composition.by(composition.of_customers(values, flow), flow)
    owed = customers["overdue"].fillna(0)
    grouped = _with(grouped, "overdue", owed[owed != 0].groupby(values[owed != 0], dropna=False).sum().round(2))
    if inputs.adjustments is not None:
        changed = inputs.adjustments.customers
        seen = pd.Series(values.array.take(changed.index.to_numpy(dtype="int64"), allow_fill=True), index=changed.index)
        grouped = _with(grouped, "adjusted", changed.groupby(seen, dropna=False).sum())
    return _Dimension(dimension, grouped, names) if names is not None else _as_shown(dimension, grouped)


def _with(grouped: pd.DataFrame, column: str, sums: pd.Series) -> pd.DataFrame:
    """Groups with one more sum by value; a value that has nothing else gets a row of its own."""
    sums = sums[sums != 0]
    more = pd.DataFrame({"value": sums.index[~sums.index.isin(grouped["value"])]})
    if len(more):
        nothing: dict[str, Any] = {str(key): 0 for key in grouped if key != "value"}
        grouped = pd.concat([grouped, more.assign(**nothing)], ignore_index=True)
    return grouped.assign(**{column: sums.reindex(grouped["value"], fill_value=0).to_numpy()})


def _as_shown(dimension: str, grouped: pd.DataFrame) -> _Dimension:
    """Values that the sheet shows as they are."""
    distinct = grouped["value"].dropna().unique()
    return _Dimension(dimension, grouped, pd.Series(distinct, index=pd.Index(distinct), dtype="str"))
