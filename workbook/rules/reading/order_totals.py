"""Order totals: an amount that is the whole order's, repeated in each of its lines, or in the first alone.

Shops export one row a product, each with the sum of its order. Where quantity × price adds up to that sum, the lines
count by quantity × price, and the sum not at all; where it stands in the first line alone, that line bears what
freight or a reduction adds or takes. Without quantity and price nobody can tell: that is asked.

>>> orders, amounts = ["T1", "T1", "T2"], [350.0, 350.0, 20.0]
>>> repeated(orders, amounts, [150.0, 200.0, 20.0]), repeated(orders, amounts, [350.0, 350.0, 20.0])
('total', 'line')
>>> repeated(orders, amounts, [None, None, None])
'asked'
>>> repeated(["T1", "T1"], [35.0, None], [10.0, 20.0])
'total'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from workbook.language import Text, joined
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import normal
from workbook.rules.reading.meant import Meant
from workbook.rules.reading.money_cells import written

_SAYS_TOTAL = re.compile("订单.{0,4}(?:金额|额|款|合计|总价)|整单|总金额|ordertotal|total|gesamt")
_TOLD = Text(
    "“{header}”是整张订单的金额，不是每行的；各行按 数量×单价 计",
    "{header} is each order's total; lines count by quantity × price",
)
_MORE = Text(
    "有 {n:,} 张订单的金额与各行之和不同（运费或优惠），差额没有计入：{some}",
    "{n:,} orders have a total other than the sum of their lines (freight, reductions); it is left out: {some}",
)
_BORNE = Text(
    "{n:,} 张订单的金额与各行之和不同（运费或优惠），差额记在订单的第一行",
    "{n:,} orders have a total other than the sum of their lines (freight, reductions): their first line bears it",
)
_ASKED = Text(
    "订单 {order} 的每一行都是 {amount}：是整单的还是每行的？每行的就选“新建”，整单的请加 --amounts order 再读",
    "every line of order {order} says {amount}: the order's total, or each line's? New takes each, "
    "--amounts order reads it as the total",
)


def repeated(
    orders: Sequence[str], amounts: Sequence[float | None], products: Sequence[float | None]
) -> Literal["total", "line", "asked", "none"]:
    """What equal amounts in the lines of one order are; 'none' where no order has several lines with one amount. Each
    sequence has one item a line: the order (None: no number), the amount, quantity × price."""
    total = line = open_orders = 0
    for rows in _several(orders).values():
        values = [amounts[row] for row in rows]
        first = values[0]
        if first is None or not _one_sum(values):
            continue
        sums = [products[row] for row in rows]
        if any(one is None for one in sums):
            open_orders += 1
        elif abs(sum(sums) - first) < 0.005 * len(rows):  # type: ignore[arg-type]
            total += 1
        elif all(abs(one - first) < 0.005 for one in sums):  # type: ignore[operator]
            line += 1
        elif _alone(values) and abs((sums[0] or 0) - first) >= 0.005:
            total += 1
    if total or line:
        return "total" if total > line else "line"
    return "asked" if open_orders else "none"


def _one_sum(values: Sequence[float | None]) -> bool:
    """Is the same amount in every line of an order, or in its first line alone?"""
    return values[0] is not None and (_alone(values) or all(value == values[0] for value in values))


def _alone(values: Sequence[float | None]) -> bool:
    """Does the amount stand in the first line only?"""
    return all(value is None for value in values[1:])


def _several(orders: Sequence[str]) -> dict[str, list[int]]:
    """The orders of more than one line."""
    found: dict[str, list[int]] = {}
    for row, order in enumerate(orders):
        if order:
            found.setdefault(order, []).append(row)
    return {order: rows for order, rows in found.items() if len(rows) > 1}


def read(
    meant: Meant,
    header: str,
    orders: Sequence[str],
    cells: dict[str, list[object]],
    said: str | None,
) -> None:
    """Take totals out of the lines. orders: the number of each row with whose it is; cells: amount, and quantity,
    unit_price, discount where the list has them; said: 'line' or 'order', where the user says which they are."""
    import pandas as pd

    if said == "line" or len(set(orders)) == len(orders):
        return
    numbers = {key: pd.to_numeric(pd.Series(map(_plain, column)), errors="coerce") for key, column in cells.items()}
    amounts = [None if pd.isna(one) else float(one) for one in numbers["amount"]]
    if {"quantity", "unit_price"} <= numbers.keys():
        off = numbers["discount"].fillna(0) if "discount" in numbers else 0
        found = (numbers["quantity"] * numbers["unit_price"] * (1 - off)).tolist()
        products = [None if pd.isna(one) else float(one) for one in found]
    else:
        products = [None] * len(amounts)
    what = "total" if said == "order" else repeated(orders, amounts, products)
    if what == "asked" and not _SAYS_TOTAL.search(normal(header)):
        return
    several = {order: rows for order, rows in _several(orders).items() if _one_sum([amounts[row] for row in rows])}
    now = list(cells["amount"])
    other: list[str] = []
    borne = 0
    for order, rows in several.items():
        if what == "asked" and amounts[rows[1]] is not None:
            for row in rows:
                told = _ASKED.format(order=order.partition("\x1f")[2], amount=texts.of(cells["amount"][row]))
                meant.asked.setdefault(row, told)
        elif what == "total" and all(products[row] is not None for row in rows):
            for row in rows:
                now[row] = written(products[row] or 0)
            rest = (amounts[rows[0]] or 0) - sum(products[row] or 0 for row in rows)
            if abs(rest) >= 0.005 * len(rows) and _alone([amounts[row] for row in rows]):
                now[rows[0]] = written((products[rows[0]] or 0) + rest)
                borne += 1
            elif abs(rest) >= 0.005 * len(rows):
                other.append(order.partition("\x1f")[2])
        elif what == "total":
            for row in rows[1:]:
                now[row] = "0"
    if what != "total" or not several:
        return
    meant.values["amount"] = now
    meant.told.append(_TOLD.format(header=header))
    if borne:
        meant.told.append(_BORNE.format(n=borne))
    if other:
        meant.told.append(_MORE.format(n=len(other), some=joined(other[:5])))


def _plain(cell: object) -> str:
    return re.sub(r"[,￥¥$\s]", "", texts.half_width(texts.of(cell)))
