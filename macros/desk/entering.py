"""What a form of entry needs of the book, and how its rows get there: numbers given, one step of the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.importing.line_plan import values_frame
from workbook.schema.findings import Finding
from workbook.schema.forms import Form
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.prices import PRICE_LIST
from workbook.schema.tables.trade import PRODUCTS, TRANSACTIONS
from workbook.schema.tables.visits import VISITS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros import journal
    from workbook.rules.entry.filled import Labels
    from workbook.rules.entry.known import Entered, Known

CUSTOMER_FIELDS = tuple(
    dict.fromkeys(("row_id", *CUSTOMERS.reference_keys, "kind", "phone", "owner", "settlement", "dealer_level"))
)
CONTACT_FIELDS = tuple(dict.fromkeys(("row_id", *CONTACTS.reference_keys, "customer_id")))
PRODUCT_FIELDS = tuple(dict.fromkeys((*PRODUCTS.reference_keys, "list_price", "cost")))
ORDER_FIELDS = ("order_no", "date", "customer_id", "kind", "product", "discount")

_REFUSED = Text("没有保存。{what}", "Nothing was saved. {what}")


def today_of(book: xw.Book, now: dt.datetime) -> dt.date:
    """The day that a form without a date is of: the setting, else the user's own day."""
    day: dt.date | None = tables.read_settings(book)["as_of"]
    return day or now.date()


def read_known(book: xw.Book, form: Form, today: dt.date) -> Known:
    """The rows that a form is held against; customers and contacts get the numbers they lack."""
    from workbook.rules.entry.known import Known

    customers = tables.fill_ids(book, tables.read(book, CUSTOMERS, CUSTOMER_FIELDS)).frame
    more: dict[str, Any] = {}
    if "contact" in {one.key for one in form.cells}:
        more["contacts"] = tables.fill_ids(book, tables.read(book, CONTACTS, CONTACT_FIELDS)).frame
    if form.lines and form.lines[0].field.names == PRODUCTS.name:
        more["products"] = tables.read(book, PRODUCTS, PRODUCT_FIELDS).frame
        more["price_list"] = _price_list(book, customers, more["products"])
        more["orders"] = tables.read(book, TRANSACTIONS, ORDER_FIELDS).frame
        more["order_pattern"] = str(tables.read_settings(book)["order_numbers"] or "")
    [number] = tables.next_ids(book, CUSTOMERS, customers["customer_id"], 1)
    return Known(today, customers, new_customer=number, **more)


def _price_list(book: xw.Book, customers: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """The price list with references as ids and names; a line for a customer whom nobody knows is left out: without
    its customer it would be everybody's."""
    from workbook.rules.basics.references import canonical, resolve
    from workbook.rules.market.price_list import COLUMNS

    listed = tables.read(book, PRICE_LIST, COLUMNS).frame
    whose = resolve(listed["customer_id"], customers).ids
    known = listed["customer_id"].isna() | whose.notna()
    named = canonical(listed["product"], products, id_key="product_id", name_key="name")
    return listed.assign(product=named, customer_id=whose)[known]


def read_labels(book: xw.Book, forms: Iterable[Form]) -> Labels:
    """What may be chosen in the lists of the forms: label, or key, to key."""
    lists = {str(one.field.list) for form in forms for one in (*form.cells, *form.lines) if one.field.list}
    return {name: tables.keys_of(book, name) for name in lists}


def moment(day: object) -> object:
    """A day as a cell holds it."""
    if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
        return dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a sheet's dates have no zone
    return day


def refuse(findings: Iterable[Finding]) -> None:
    """InputError that names every cell in question; nothing where there is none."""
    found = list(findings)
    if found:
        zh = "；".join(f"{one.message.zh}。{one.fix.zh}".rstrip("。") for one in found) + "。"
        en = " ".join(f"{one.message.en}. {one.fix.en}" for one in found)
        raise InputError(_REFUSED.format(what=Text(zh, en)))


def write(step: journal.Step, entered: Entered) -> dict[str, pd.DataFrame]:
    """Add the rows with the numbers that follow the largest in use; gives them by table, with their row_ids."""
    made: dict[str, pd.DataFrame] = {}
    for name, rows in entered.rows.items():
        table = schema.table(name)
        keys = [one.key for one in table.fields if any(one.key in row for row in rows)]
        made[name] = step.append_numbered(table, values_frame(rows, table, keys))
    return made


def already_there(book: xw.Book, row: Mapping[str, object]) -> str | None:
    """The number of a visit that says the same of the same customer and day; None where there is none."""
    from workbook.rules.journal.json_scalars import to_scalars

    asked = ("customer_id", "date", "kind", "result")
    there = tables.read(book, VISITS, ["visit_id", *asked]).frame
    columns = [to_scalars(there[key]) for key in asked]
    wanted = tuple(row.get(key) for key in asked)
    found = [
        number for number, *cells in zip(there["visit_id"].tolist(), *columns, strict=True) if tuple(cells) == wanted
    ]
    return str(found[-1]) if found else None
