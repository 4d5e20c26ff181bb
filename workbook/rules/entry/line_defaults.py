"""What an order line is filled with where it is blank: price and cost of the product, the customer's usual discount.

The price is the product's list price, the cost its cost times the quantity. The discount offered is that of the
customer's last sale of this product up to the day; a line without a discount then says that there is none.

>>> products = pd.DataFrame({"product_id": ["P1"], "name": ["Tea"], "list_price": [10.0], "cost": [6.0]})
>>> orders = pd.DataFrame({"date": pd.to_datetime(["2026-05-01", "2026-06-01"]), "customer_id": ["C1", "C1"],
...     "product": ["Tea", "P1"], "discount": [0.2, 0.05], "kind": [None, None]})
>>> of_product(0, 3.0, products)
{'unit_price': 10.0, 'cost': 18.0}
>>> usual_discount("C1", "Tea", dt.date(2026, 6, 30), orders, pd.DataFrame({"customer_id": ["C1"]}), products)
0.05
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import LARGEST, amount, units
from workbook.rules.basics.references import canonical, resolve
from workbook.rules.basics.trade_kinds import SALE
from workbook.rules.journal.json_scalars import Scalar


def of_product(position: int, quantity: float | None, products: pd.DataFrame) -> dict[str, Scalar]:
    """unit_price and cost of a line of the product at this position, as far as they are known."""
    row = products.iloc[position]
    found: dict[str, Scalar] = {}
    if "list_price" in products and pd.notna(row["list_price"]):
        found["unit_price"] = float(row["list_price"])
    if "cost" in products and pd.notna(row["cost"]) and quantity is not None:
        cost = float(row["cost"]) * quantity
        if abs(cost) <= LARGEST:
            found["cost"] = amount(units(cost))
    return found


def usual_discount(
    customer_id: str,
    product: str,
    day: dt.date,
    orders: pd.DataFrame,
    customers: pd.DataFrame,
    products: pd.DataFrame,
) -> float | None:
    """The discount (0-1) of the customer's last sale of a product (by its name); None where there is none."""
    if orders.empty:
        return None
    sold = orders[orders["kind"].isna() | (orders["kind"] == SALE)]
    sold = sold[canonical(sold["product"], products, id_key="product_id", name_key="name") == product]
    sold = sold[resolve(sold["customer_id"], customers).ids == customer_id]
    sold = sold[days.whole(sold["date"]) <= days.day(day)]
    if sold.empty:
        return None
    last = sold.sort_values("date", kind="stable")["discount"].iloc[-1]
    return None if pd.isna(last) or not last else float(last)
