"""An order as it is entered: a customer, and a line a product.

Blank cells: the day is today, the number follows the pattern of the settings, the price is that of the price list for
this customer, else the product's, the cost is the product's, the discount is that of this customer's last line of the
product, the terms are the customer's, the salesperson is the customer's owner. A product that is not in the catalogue
needs a price.

>>> import pandas as pd
>>> from workbook.rules.entry.filled import read
>>> from workbook.schema.forms import form
>>> known = Known(dt.date(2026, 6, 30), pd.DataFrame({"customer_id": ["C1"], "name": ["Ash"], "owner": ["ann"]}),
...     products=pd.DataFrame({"product_id": ["P1"], "name": ["Tea"], "list_price": [10.0], "cost": [6.0]}))
>>> made = order(read(form("order"), {"customer_id": "Ash"}, [{"product": "p1", "quantity": 3}], {}), known)
>>> [line] = made.rows["tblTransactions"]
>>> line["order_no"], line["product"], line["unit_price"], line["cost"], line["salesperson"]
('T260630-001', 'Tea', 10.0, 18.0, 'ann')
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from workbook.language import Text
from workbook.rules.entry.filled import Filled, missing, trouble
from workbook.rules.entry.known import Entered, Known, customer, named, taken
from workbook.rules.entry.line_defaults import of_product, terms
from workbook.rules.entry.order_numbers import next_number
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.findings import Finding

_NO_LINE = Text("一行也没有填", "there is no line")
_NO_PRICE = Text("没有填，“{product}”在产品表里也没有标准价", "is blank, and '{product}' has no list price in Products")
_NOT_LISTED = Text(
    "产品表里没有“{product}”，按填写的价格记了。", "Products has no '{product}'; it was entered at the price typed."
)
_LISTED = Text(
    "“{product}”按价格表的 {price} 记（标准价 {listed}）。",
    "'{product}' was entered at {price}, from the price list (list price {listed}).",
)
_PATTERN = Text(
    "“设置”里的订单号格式“{pattern}”要有一处 {{nnn}}", "the setting Order numbers, '{pattern}', needs one {{nnn}}"
)


def order(filled: Filled, known: Known) -> Entered:
    """The rows of one order's lines."""
    cells = filled.form
    findings = [*filled.findings, *missing(filled)]
    if not filled.lines and not any(one.field in {"product", "quantity"} for one in findings):
        findings.append(trouble(cells["product"], None, _NO_LINE))
    head: dict[str, Scalar] = {"date": known.today.isoformat(), **filled.values}
    number, read_as, wrong = customer(filled, known)
    findings += wrong
    said = list(read_as)
    if number is not None:
        head["customer_id"] = number
        _from_customer(head, known, number)
    if "order_no" not in head:
        day = dt.date.fromisoformat(str(head["date"]))
        used = known.orders["order_no"].tolist() if "order_no" in known.orders else []
        head["order_no"] = next_number(known.order_pattern, day, used)
        if head["order_no"] is None:
            findings.append(trouble(cells["order_no"], None, _PATTERN.format(pattern=known.order_pattern)))
    rows: list[dict[str, Scalar]] = []
    for place, line in zip(filled.places, filled.lines, strict=True):
        made, troubles, told = _line(filled, place, line, known, number, str(head["date"]))
        findings += troubles
        said += told
        rows.append({**head, **made})
    if findings:
        return Entered(findings=tuple(findings))
    return Entered({"tblTransactions": rows}, said=tuple(said))


def _from_customer(head: dict[str, Scalar], known: Known, number: str) -> None:
    for key, of_customer in (("payment_terms", "settlement"), ("salesperson", "owner")):
        if key not in head and (value := known.value(number, of_customer)) is not None:
            head[key] = value


def _line(
    filled: Filled, place: int, line: Mapping[str, Scalar], known: Known, customer: str | None, day: str
) -> tuple[dict[str, Scalar], list[Finding], list[Text]]:
    """One line with what is left blank, what is wrong with it, what is told of it."""
    made = dict(line)
    if "product" not in line or "quantity" not in line:
        return made, [], []
    product = str(line["product"])
    at, wrong = named(filled.form["product"], product, known.products)
    if at < 0:
        if "unit_price" in line:
            return made, [], [_NOT_LISTED.format(product=product)]
        return made, [wrong] if wrong is not None else [], []
    said = list(taken(filled.form["product"], product, known.products, at))
    name = known.products["name"].iloc[at]
    made["product"] = product = name if isinstance(name, str) else str(known.products["product_id"].iloc[at])
    until = dt.date.fromisoformat(day)
    offered = terms(
        customer, product, until, known.price_list, known.orders, known.customers, known.products,
        priced="unit_price" in line,
    )  # fmt: skip
    usual = of_product(at, float(line["quantity"] or 0), known.products)
    made = {**usual, **offered, **made}
    if "unit_price" not in line and made.get("unit_price") != usual.get("unit_price"):
        price, listed = (f"{one['unit_price']:,.2f}" if "unit_price" in one else "-" for one in (made, usual))
        said.append(_LISTED.format(product=product, price=price, listed=listed))
    if "unit_price" not in made:
        return made, [trouble(filled.form["unit_price"], None, _NO_PRICE.format(product=product), line=place)], said
    return made, [], said
