"""Which customers are meant by conditions such as 客户等级=A: column and value, all of which must hold.

A column is named as its header in the book, its label in either language, its key or another header people use. Values
of lists, numbers of customers, names and days are compared whole; several stand side by side (A；B). Numbers and days
may be a range: 1000..5000, 2026-01-01.. . Any other text is looked for inside the cell: 通讯地址=天河.

>>> customers = pd.DataFrame({"grade": ["A", "B", "C"], "overdue": [10.0, None, 500.0]})
>>> labels = {"grade": {"A": "A级", "B": "B级", "C": "C级"}}
>>> matching(customers, {"客户等级": "A级；B"}, {}, labels).tolist()
[True, True, False]
>>> matching(customers, {"逾期款": "100.."}, {}, labels).tolist()
[False, False, True]
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.errors import InputError
from workbook.language import LANGS, Text, joined
from workbook.nearest import ALL_CUSTOMERS, Name, unknown_name
from workbook.rules.basics import days, near_names
from workbook.rules.basics.references import fold
from workbook.schema.cells import FLAG_LABELS, split_choices
from workbook.schema.model import Field, Kind
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PARTS = re.compile(r"[、;；]")
_COLUMN = Text("“客户”表没有“{said}”这一列。", "The table Customers has no column '{said}'.")
_COLUMNS = Text("全部的列见“客户”表。", "The sheet Customers shows every column.")
_VALUE = Text("“{column}”没有“{said}”这个选项。", "{column} has no choice '{said}'.")
_VALUES = Text("全部选项见“字典”。", "The sheet Lists shows every choice.")
_NUMBER = Text("“{column}”要写数，或 从..到，而不是“{said}”。", "{column} takes a number, or from..to, not '{said}'.")
_DATE = Text(
    "“{column}”要写日期（2026-06-30），或 从..到，而不是“{said}”。",
    "{column} takes a day (2026-06-30), or from..to, not '{said}'.",
)
_WHOM = Text("没有“{names}”这样的客户。{near}", "There is no customer {names}. {near}")
_NEAR = Text("是不是：{names}？", "Perhaps: {names}?")


def matching(
    customers: pd.DataFrame,
    conditions: Mapping[str, str],
    headers: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]],
) -> NDArray[np.bool_]:
    """Which customers meet every condition (n). `headers`: field key -> header in the book; `labels`: list key -> key
    -> label. InputError names what is like a column or choice that is not there."""
    found = np.ones(len(customers), dtype=bool)
    for said, value in conditions.items():
        field = _field(said, headers)
        column = customers[field.key] if field.key in customers else pd.Series(None, index=customers.index, dtype="str")
        found &= _meets(column, field, value, labels)
    return found


def columns_of(conditions: Mapping[str, str], headers: Mapping[str, str]) -> list[str]:
    """The keys of the columns that conditions ask for. InputError as `matching`."""
    return [_field(said, headers).key for said in conditions]


def named(customers: pd.DataFrame, said: str) -> list[int]:
    """The positions of the customers of a list of numbers or names, commas between, in its order, each once. InputError
    names those that nobody or several have."""
    positions, missing, alike = near_names.listed(said, customers)
    if missing or not positions:
        near = _NEAR.format(names=joined(alike)) if alike else ALL_CUSTOMERS
        raise InputError(_WHOM.format(names="、".join(missing) or said, near=near))
    return positions


def _field(said: str, headers: Mapping[str, str]) -> Field:
    shown = [one for one in CUSTOMERS.fields if not one.hidden]
    ways = (
        {fold(headers[one.key]): one for one in shown if one.key in headers},
        {fold(name): one for one in shown for name in (one.key, *(one.label[lang] for lang in LANGS))},
        {fold(name): one for one in reversed(shown) for name in one.also},
    )
    for names in ways:
        if (field := names.get(fold(said))) is not None:
            return field
    offered = [Name.of(one.label, one.key, *one.also, headers.get(one.key, "")) for one in shown]
    raise InputError(unknown_name(_COLUMN.format(said=said), said, offered, _COLUMNS))


def _meets(
    column: pd.Series[Any], field: Field, value: str, labels: Mapping[str, Mapping[str, str]]
) -> NDArray[np.bool_]:
    parts = [part.strip() for part in _PARTS.split(value) if part.strip()]
    if field.kind is Kind.FLAG:
        yes = {fold(FLAG_LABELS[True][lang]) for lang in LANGS}
        no = {fold(FLAG_LABELS[False][lang]) for lang in LANGS}
        if any(fold(one) not in yes | no for one in parts):
            raise _no_choice(field, value, [FLAG_LABELS[True], FLAG_LABELS[False]])
        is_yes = column.eq(True).to_numpy(dtype=bool)
        asked = {fold(one) in yes for one in parts}
        return np.isin(is_yes, list(asked))
    if field.list:
        keys = _keys(parts, field, value, labels.get(field.list, {}))
        if field.kind is Kind.CHOICES:
            return np.array([isinstance(one, str) and bool(keys & set(split_choices(one))) for one in column.tolist()])
        return column.isin(keys).to_numpy(dtype=bool)
    if field.kind.is_number or field.kind.is_date:
        found = np.zeros(len(column), dtype=bool)
        for one in parts:
            found |= _within(column, field, one)
        return found
    cells = [fold(one) if isinstance(one, str) else "" for one in column.tolist()]
    wanted = [fold(one) for one in parts]
    if field.kind in (Kind.ID, Kind.REF):
        return np.isin(cells, wanted)
    return np.array([any(part in cell for part in wanted) for cell in cells], dtype=bool)


def _keys(parts: Sequence[str], field: Field, value: str, labels: Mapping[str, str]) -> set[str]:
    known = {fold(key): key for key in labels} | {fold(label): key for key, label in labels.items()}
    if any(fold(one) not in known for one in parts):
        raise _no_choice(field, value, [Text(label, label) for label in labels.values()])
    return {known[fold(one)] for one in parts}


def _no_choice(field: Field, value: str, choices: Sequence[Text]) -> InputError:
    lacks = _VALUE.format(column=field.label, said=value)
    return InputError(unknown_name(lacks, value, [Name.of(one) for one in choices], _VALUES))


def _within(column: pd.Series[Any], field: Field, said: str) -> NDArray[np.bool_]:
    """The cells equal to a value, or between two (either may be left out), ends included."""
    first, dots, last = said.partition("..")
    ends = [_end(one, field, said) if one.strip() else None for one in ((first, last) if dots else (first, first))]
    if field.kind.is_date:
        cells = days.whole(column)
        known = ~np.isnat(cells)
        low, high = (None if one is None else np.datetime64(one, "D") for one in ends)
    else:
        cells = column.to_numpy(dtype="float64", na_value=np.nan)
        known = ~np.isnan(cells)
        low, high = ends
    found: NDArray[np.bool_] = known
    if low is not None:
        found = found & (cells >= low)
    if high is not None:
        found = found & (cells <= high)
    return found


def _end(text: str, field: Field, said: str) -> Any:
    try:
        if field.kind.is_date:
            return dt.date.fromisoformat(text.strip())
        return float(text.replace(",", "").strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        wrong = _DATE if field.kind.is_date else _NUMBER
        raise InputError(wrong.format(column=field.label, said=said)) from None
