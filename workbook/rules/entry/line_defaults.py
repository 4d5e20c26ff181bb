"""What an order line is filled with where it is blank: price and cost of the product, the discount of the customer.

The price is the customer's on the price list, else its dealer level's, else everybody's, else the product's list price
(`workbook.rules.market.price_list`); the cost is the product's times the quantity. The discount offered is that of the
customer's last sale of this product up to the day, where a line without a discount says that there is none; a discount
on the price list counts where there was no sale since it began.

>>> products = pd.DataFrame({"product_id": ["P1"], "name": ["Tea"], "list_price": [10.0], "cost": [6.0]})
>>> orders = pd.DataFrame({"date": pd.to_datetime(["2026-05-01", "2026-06-01"]), "customer_id": ["C1", "C1"],
...     "product": ["Tea", "P1"], "discount": [0.2, 0.05], "kind": [None, None]})
>>> of_product(0, 3.0, products)
{'unit_price': 10.0, 'cost': 18.0}
>>> customers = pd.DataFrame({"customer_id": ["C1"], "dealer_level": ["core"]})
>>> listed = pd.DataFrame({"product": ["Tea"], "customer_id": [None], "dealer_level": ["core"], "price": [9.0],
...     "valid_from": pd.to_datetime(["2026-01-01"]), "valid_to": pd.to_datetime([None]), "discount": [0.1]})
>>> terms("C1", "Tea", dt.date(2026, 6, 30), listed, orders, customers, products)
{'unit_price': 9.0, 'discount': 0.05}
>>> terms("C1", "Tea", dt.date(2026, 6, 30), listed, orders.iloc[:0], customers, products)
{'unit_price': 9.0, 'discount': 0.1}
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import LARGEST, amount, units
from workbook.rules.basics.references import canonical, resolve
from workbook.rules.basics.trade_kinds import SALE
from workbook.rules.journal.json_scalars import Scalar
from workbook.rules.market import price_list


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


def terms(
    customer_id: str | None,
    product: str,
    day: dt.date,
    listed: pd.DataFrame,
    orders: pd.DataFrame,
    customers: pd.DataFrame,
    products: pd.DataFrame,
    *,
    priced: bool = False,
) -> dict[str, Scalar]:
    """unit_price and discount (0-1) of a customer's new line of a product (by its name), as far as they are known;
    `priced`: the line has a price, so that the price list has no say in its discount."""
    line = pd.DataFrame({"customer_id": [customer_id], "product": [product], "date": [pd.Timestamp(day)]})
    [found] = price_list.agreed(line, listed, customers, products).to_dict("records")
    made: dict[str, Scalar] = {}
    if pd.notna(found["price"]):
        made["unit_price"] = float(found["price"])
    last = None if customer_id is None else _last_sale(customer_id, product, day, orders, customers, products)
    since = found["since"]
    discount = np.nan if priced else found["discount"]
    if last is not None and (pd.isna(discount) or last[0] >= days.day(since.date())):
        discount = last[1]
    if pd.notna(discount) and discount:
        made["discount"] = float(discount)
    return made


def _last_sale(
    customer_id: str,
    product: str,
    day: dt.date,
    orders: pd.DataFrame,
    customers: pd.DataFrame,
    products: pd.DataFrame,
) -> tuple[np.datetime64, float] | None:
    """Day and discount (NaN = none) of the customer's last sale of a product; None where it never bought it."""
    if orders.empty:
        return None
    sold = orders[orders["kind"].isna() | (orders["kind"] == SALE)]
    sold = sold[canonical(sold["product"], products, id_key="product_id", name_key="name") == product]
    sold = sold[resolve(sold["customer_id"], customers).ids == customer_id]
    sold = sold[days.whole(sold["date"]) <= days.day(day)]
    if sold.empty:
        return None
    last = sold.sort_values("date", kind="stable").iloc[-1:]
    return days.whole(last["date"])[0], float(last["discount"].iloc[0])
