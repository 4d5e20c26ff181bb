"""What customers are found by, as columns of signs: their numbers, names, contacts, telephones of any table, addresses.

A column is made when a search first needs it; of 100,000 customers each takes some hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from workbook import schema
from workbook.language import Text
from workbook.rules.basics.references import resolve
from workbook.rules.names.text_codes import END, Codes, Ints, TextCodes, text_codes, with_units_left_out
from workbook.schema.model import Kind, Table
from workbook.schema.tables.contacts import ADDRESSES, CONTACTS
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS_APART = "、；;，,/／|\n"
_NAMES_APART = r"[、;；\n]"


@dataclass(frozen=True, slots=True)
class Column:
    """n texts of one kind, the customer (0-based position) each belongs to, and what they are called."""

    label: Text
    texts: Sequence[str]
    owners: Ints
    codes: TextCodes


class Index:
    """The customers of a book, ready to be searched.

    `tables`: name -> typed frame with the columns of `wanted`; customers and contacts at least.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.customers = tables[CUSTOMERS.name].reset_index(drop=True)
        self._tables = tables
        self.active = ~self.customers["archived"].eq(True).to_numpy(dtype=bool)

    @cached_property
    def ids(self) -> Column:
        """The customers' numbers."""
        return self._of_customers("customer_id")

    @cached_property
    def names(self) -> tuple[Column, ...]:
        """The customers' names, and those with a 市 or the like once more without it."""
        names = self._of_customers("name")
        return names, Column(names.label, names.texts, names.owners, with_units_left_out(names.codes))

    @cached_property
    def other_names(self) -> tuple[Column, ...]:
        """简称, 曾用名, 开票名称."""
        return tuple(
            self._column(CUSTOMERS[key].label, cells[key].str.split(_NAMES_APART, regex=True).explode())
            for key in CUSTOMERS.other_names
            if not (cells := self.customers[[key]].dropna()).empty
        )

    @cached_property
    def addresses(self) -> tuple[Column, ...]:
        """The customers' addresses, and where they take deliveries."""
        found = [self._of_customers("address")]
        if (frame := self._tables.get(ADDRESSES.name)) is not None:
            found.append(self._column(ADDRESSES.label, frame["address"], self._owners(ADDRESSES, frame)))
        return tuple(found)

    @cached_property
    def people(self) -> pd.DataFrame:
        """The contacts, customer_id as an id, and customer: the customer's position, -1 for nobody's."""
        people = self._tables[CONTACTS.name]
        resolved = resolve(people["customer_id"], self.customers)
        return people.assign(customer_id=resolved.ids, customer=resolved.positions)

    @cached_property
    def contacts(self) -> Column:
        """The names of everybody's contacts, those who have left too."""
        return self._column(CONTACTS.label, self.people["name"], self.people["customer"])

    @cached_property
    def phones(self) -> tuple[Column, ...]:
        """The telephone numbers of every table that has some, digits only, a text for each number of a cell."""
        return tuple(
            self._column(_label(table, key), frame[key], self._owners(table, frame), digits())
            for table, keys in phone_columns().items()
            if (frame := self._tables.get(table.name)) is not None
            for key in keys
        )

    def _of_customers(self, key: str) -> Column:
        return self._column(CUSTOMERS[key].label, self.customers[key])

    def _column(
        self, label: Text, cells: pd.Series, owners: pd.Series | None = None, table: Codes | None = None
    ) -> Column:
        """The filled cells; whose they are is told by their index where `owners` does not tell."""
        filled = cells.notna().to_numpy()
        whose = (cells.index.to_numpy() if owners is None else owners.to_numpy()).astype(np.int64)
        filled = filled & (whose >= 0)
        texts = cells[filled].tolist()
        return Column(label, texts, whose[filled], text_codes(texts, table))

    def _owners(self, table: Table, frame: pd.DataFrame) -> pd.Series:
        """Of each row the customer it belongs to, -1 for nobody's: itself, its customer's, or its contact's."""
        import pandas as pd

        if table is CUSTOMERS:
            return pd.Series(np.arange(len(frame)), index=frame.index)
        if table is CONTACTS:
            return self.people["customer"]
        key = _owner_key(table)
        if table[key].ref == CUSTOMERS.name:
            return resolve(frame[key], self.customers).positions
        whose = self.people["customer"].to_numpy()
        at = resolve(frame[key], self.people, id_key=str(CONTACTS.key)).positions.to_numpy()
        return pd.Series(np.where(at >= 0, np.append(whose, -1)[at], -1), index=frame.index)


def wanted() -> dict[Table, tuple[str, ...]]:
    """The columns to read of each table."""
    found: dict[Table, list[str]] = {CUSTOMERS: [*CUSTOMERS.reference_keys, "address"]}
    found[CONTACTS] = ["contact_id", "customer_id", "name"]
    found[ADDRESSES] = ["customer_id", "address"]
    for table, keys in phone_columns().items():
        found.setdefault(table, [_owner_key(table)]).extend(keys)
    return {table: tuple(dict.fromkeys(keys)) for table, keys in found.items()}


def phone_columns() -> dict[Table, tuple[str, ...]]:
    """The telephone columns of every table users fill whose rows belong to a customer or a contact."""
    return {
        table: keys
        for table in schema.TABLES
        if not table.result and (table is CUSTOMERS or _owner_key(table))
        if (keys := tuple(field.key for field in table.inputs if field.kind is Kind.PHONE))
    }


def digits() -> Codes:
    """What becomes of the signs of a cell with telephone numbers: digits stay, what parts two numbers ends one."""
    table = np.zeros(0x110000, dtype=np.uint32)
    for digit in range(10):
        table[[ord("0") + digit, ord("０") + digit]] = ord("0") + digit
    table[[ord(sign) for sign in _NUMBERS_APART]] = END
    return table


def _owner_key(table: Table) -> str:
    """The column that says whose a row is; '' where none does."""
    refs = {field.ref: field.key for field in reversed(table.refs)}
    return refs.get(CUSTOMERS.name) or refs.get(CONTACTS.name) or ""


def _label(table: Table, key: str) -> Text:
    field = table[key].label
    if table is CUSTOMERS:
        return field
    return Text(f"{table.label.zh}{field.zh}", f"{table.label.en}: {field.en}")
