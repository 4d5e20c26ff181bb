"""Order lines typed straight into the table: the price and cost of those that have a quantity and no price.

Such a line would count for nothing. It gets the price that the price list has for its customer on its day, else the
product's list price; the discount of the price list, where it has one; and its cost where none is typed. A line with
an amount or a price, one of a product that the catalogue does not have, a sample or a gift is left as it is.

>>> lines = pd.DataFrame({"product": ["Tea", "Tea", "Tea", "Cake"], "quantity": [2.0, 2.0, 2.0, 2.0],
...     "unit_price": [None, None, 9.0, None], "amount": [None, 15.0, None, None], "kind": [None] * 4,
...     "customer_id": ["C1"] * 4, "date": pd.to_datetime(["2026-05-01"] * 4)}, dtype=object)
>>> products = pd.DataFrame({"product_id": ["P1"], "name": ["Tea"], "list_price": [10.0], "cost": [6.0]})
>>> customers = pd.DataFrame({"customer_id": ["C1"], "dealer_level": ["core"]})
>>> unpriced(lines, products, price_list.empty(), customers).to_dict("index")
{0: {'unit_price': 10.0, 'cost': 12.0, 'discount': nan}}
"""

from __future__ import annotations

import pandas as pd

from workbook.rules.basics.references import resolve
from workbook.rules.basics.trade_kinds import is_free
from workbook.rules.entry.line_defaults import of_product
from workbook.rules.market import price_list

COLUMNS = ["unit_price", "cost", "discount"]


def unpriced(
    lines: pd.DataFrame, products: pd.DataFrame, listed: pd.DataFrame, customers: pd.DataFrame
) -> pd.DataFrame:
    """unit_price, cost, discount (float64, NaN = not known) of the lines to be filled, on their index. `lines` has
    customer_id, date, product, quantity, unit_price, amount, kind; `products` product_id, name, list_price, cost;
    `listed` and `customers` as for `price_list.agreed`; references are ids and names."""
    open_ = lines["unit_price"].isna() & lines["amount"].isna() & lines["quantity"].notna() & lines["product"].notna()
    wanted = lines[open_ & ~is_free(lines["kind"])]
    if wanted.empty or products.empty:
        return pd.DataFrame({key: [] for key in COLUMNS}, dtype="float64")
    places = resolve(wanted["product"].astype("str"), products, id_key="product_id", name_key="name").positions
    found = {
        at: values
        for at, place, quantity in zip(wanted.index, places.tolist(), wanted["quantity"].tolist(), strict=True)
        if place >= 0 and (values := of_product(place, float(quantity), products)) is not None
    }
    if not found:
        return pd.DataFrame({key: [] for key in COLUMNS}, dtype="float64")
    made = pd.DataFrame.from_dict(found, orient="index").reindex(columns=COLUMNS).astype("float64")
    agreed = price_list.agreed(wanted.loc[made.index], listed, customers, products)
    made = made.assign(unit_price=agreed["price"], discount=agreed["discount"])
    return made[made["unit_price"].notna()]
