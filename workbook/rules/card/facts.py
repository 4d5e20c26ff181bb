"""Facts of a card: a field of a row with its label and its value as people read it.

What may stand on paper is said by `workbook.schema.confidential`; a card asked for with private facts has them all.

>>> value_of(schema.table("tblCustomers")["archived"], True, {}, "zh")
'是'
>>> value_of(schema.table("tblCustomers")["region"], "south", {"region": {"south": "华南"}}, "zh")
'华南'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook import schema
from workbook.rules.card.model import Fact, Value
from workbook.schema.cells import FLAG_LABELS, join_choices, split_choices
from workbook.schema.confidential import may_stand_on_card
from workbook.schema.model import Field, Kind

if TYPE_CHECKING:
    from workbook.language import Lang


@dataclass(frozen=True)
class Reader:
    """Reads rows for one card."""

    labels: Mapping[str, Mapping[str, str]]
    lang: Lang
    kind: str | None  # of the customer: a key of customer_kind
    private: bool

    def allows(self, table: str, key: str) -> bool:
        """May the card have this field?"""
        return self.private or may_stand_on_card(table, key, self.kind)

    def value(self, table: str, key: str, row: Mapping[str, object]) -> Value | None:
        """One value of a row; None where it is blank or stays in the book."""
        if not self.allows(table, key):
            return None
        return value_of(schema.table(table)[key], row.get(key), self.labels, self.lang)

    def facts(self, table: str, keys: Iterable[str], row: Mapping[str, object], *, blank: bool = False) -> list[Fact]:
        """The fields of a row that are filled; with `blank` the others too, save those that stay in the book."""
        declared = schema.table(table)
        row_id = text(row.get("row_id"))
        made = [
            Fact(key, declared[key].label, self.value(table, key, row), declared[key].kind, table, row_id)
            for key in keys
            if self.allows(table, key)
        ]
        return [one for one in made if blank or one.value is not None]


def value_of(field: Field, value: object, labels: Mapping[str, Mapping[str, str]], lang: Lang) -> Value | None:
    """A cell of a frame as people read it: labels for keys, dates without an hour; None for a blank one."""
    if field.kind is Kind.FLAG:
        return FLAG_LABELS[True][lang] if value is True or value == 1 else None
    if pd.isna(value):  # type: ignore[call-overload] # a cell, never a column
        return None
    if field.list:
        known = labels.get(field.list, {})
        if field.kind is Kind.CHOICES:
            return join_choices([known.get(one, one) for one in split_choices(str(value))])
        return known.get(str(value), str(value))
    if isinstance(value, dt.datetime):
        return value.date()
    if field.kind.is_number:
        return float(value)  # type: ignore[arg-type] # the frame's column is one of numbers
    return str(value)


def text(value: object) -> str:
    """A cell that is a text, '' for a blank one."""
    return value if isinstance(value, str) else ""


def day(value: object) -> dt.date | None:
    """A cell that is a date."""
    return value.date() if isinstance(value, dt.datetime) and not pd.isna(value) else None


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame by column, dates as datetimes."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
