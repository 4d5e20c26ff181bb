"""What the rules of entry look things up in: the book's own rows, by the one way in which references are resolved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Text
from workbook.rules.basics import near_names, references
from workbook.rules.entry.filled import Filled, trouble
from workbook.rules.journal.json_scalars import Scalar
from workbook.rules.market import price_list
from workbook.schema.findings import Finding
from workbook.schema.forms import FormCell
from workbook.schema.registry import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Known:
    """The book as a form sees it. Frames hold field keys; one that a form does not need may be left out.

    customers: customer_id, name and what tells whether two are one; contacts: contact_id, customer_id, name; products:
    product_id, name, list_price, cost; orders: order_no, date, customer_id, kind, product, discount (as typed);
    price_list: `market.price_list.COLUMNS`, references as ids and names.
    """

    today: dt.date
    customers: pd.DataFrame
    contacts: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["contact_id", "customer_id", "name"]))
    products: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["product_id", "name"]))
    orders: pd.DataFrame = field(default_factory=pd.DataFrame)
    price_list: pd.DataFrame = field(default_factory=price_list.empty)
    order_pattern: str = "T{yyMMdd}-{nnn}"
    new_customer: str = "C00001"  # the number that the next customer gets

    def value(self, customer_id: str, key: str) -> str | None:
        """A text of a customer; None where it is blank."""
        if key not in self.customers:
            return None
        found = self.customers[key][self.customers["customer_id"] == customer_id].tolist()
        return found[0] if found and isinstance(found[0], str) else None


@dataclass(frozen=True)
class Entered:
    """What a form comes to: rows by table in the order of writing, as JSON scalars by field; what forbids writing
    them; what is told beside them."""

    rows: Mapping[str, list[dict[str, Scalar]]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    said: tuple[Text, ...] = ()


def taken(cell: FormCell, value: str, target: pd.DataFrame, position: int) -> tuple[Text, ...]:
    """What is said where a cell names a row by anything but its id or name: which row it was taken for."""
    to = table(str(cell.field.ref or cell.field.names))
    id_key, name_key = str(to.key), str(to.name_key)
    spelled = {references.fold(str(target[key].iloc[position])) for key in (id_key, name_key)}
    if references.fold(value) in spelled:
        return ()
    row = references.spelled_out(target, position, id_key, name_key)
    return (references.TAKEN.format(value=value, row=row),)


def customer(filled: Filled, known: Known) -> tuple[str | None, tuple[Text, ...], list[Finding]]:
    """The customer that a form names: its number (None: none, or none is named), what is said of how it was read, and
    what is wrong with it."""
    cell, typed = filled.form["customer_id"], filled.text("customer_id")
    if typed is None:
        return None, (), []
    at, wrong = named(cell, typed, known.customers)
    if wrong is not None:
        return None, (), [wrong]
    return str(known.customers["customer_id"].iloc[at]), taken(cell, typed, known.customers, at), []


def named(cell: FormCell, value: str, target: pd.DataFrame) -> tuple[int, Finding | None]:
    """The position of the row that a cell names, and what is wrong where it names none, or several."""
    name = cell.field.ref or cell.field.names
    to = table(str(name))
    id_key, name_key = str(to.key), str(to.name_key)
    column = pd.Series([value], dtype="str")
    found = references.resolve(column, target, id_key=id_key, name_key=name_key)
    position = int(found.positions.iloc[0])
    if position >= 0:
        return position, None
    [told] = references.findings(found, column, table=cell.table, field=cell.name, target=to.label)
    offered = references.candidates(found, target, id_key, name_key).get(value)
    if offered is None:
        offered = near_names.offers([value], target, id_key, name_key).get(value)
    return position, trouble(cell, value, told.message, references.with_offers(told.fix, value, offered))
