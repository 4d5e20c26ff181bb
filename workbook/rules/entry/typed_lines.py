"""Order lines typed straight into the table: the price and cost of those that have a quantity and no price.

Such a line would count for nothing. It gets the product's list price, and its cost where none is typed. A line with an
amount or a price, one of a product that the catalogue does not have, a sample or a gift is left as it is.

>>> lines = pd.DataFrame({"product": ["P1", "Tea", "Tea", "Cake"], "quantity": [2.0, 2.0, 2.0, 2.0],
...     "unit_price": [None, None, 9.0, None], "amount": [None, 15.0, None, None], "kind": [None] * 4}, dtype=object)
>>> products = pd.DataFrame({"product_id": ["P1"], "name": ["Tea"], "list_price": [10.0], "cost": [6.0]})
>>> unpriced(lines, products).to_dict("index")
{0: {'unit_price': 10.0, 'cost': 12.0}}
"""

from __future__ import annotations

import pandas as pd

from workbook.rules.basics.references import resolve
from workbook.rules.basics.trade_kinds import is_free
from workbook.rules.entry.line_defaults import of_product


def unpriced(lines: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """unit_price and cost (float64, NaN = not known) of the lines to be filled, on their index. `lines` has product,
    quantity, unit_price, amount, kind; `products` product_id, name, list_price, cost."""
    open_ = lines["unit_price"].isna() & lines["amount"].isna() & lines["quantity"].notna() & lines["product"].notna()
    wanted = lines[open_ & ~is_free(lines["kind"])]
    if wanted.empty or products.empty:
        return pd.DataFrame({"unit_price": [], "cost": []}, dtype="float64")
    places = resolve(wanted["product"].astype("str"), products, id_key="product_id", name_key="name").positions
    found = {
        at: values
        for at, place, quantity in zip(wanted.index, places.tolist(), wanted["quantity"].tolist(), strict=True)
        if place >= 0 and "unit_price" in (values := of_product(place, float(quantity), products))
    }
    made = pd.DataFrame.from_dict(found, orient="index", columns=None)
    return made.reindex(columns=["unit_price", "cost"]).astype("float64")
