"""For which customers: those that meet conditions, those that are listed, or those of the chosen rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.desk.letters.chosen_rows import chosen_rows
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.letters.chosen import columns_of, matching, named

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

_WHOM = Text(
    "请先在“客户”、“联系人”或“今天”里选中要写给的行（可选多行），或写明 --where 列名=值、--customers 编号。",
    "Choose the rows on Customers, Contacts or Today first (several will do), or say --where column=value or "
    "--customers numbers.",
)
_BOTH = Text("--where 和 --customers 只用一个。", "Say --where or --customers, not both.")
_NOBODY = Text("没有符合条件的客户。", "No customer meets these conditions.")


@dataclass(frozen=True)
class Choice:
    """Positions of the chosen customers, and contact_ids where persons were chosen."""

    customers: list[int]
    contacts: frozenset[str] | None = None


def choose(
    book: xw.Book,
    customers: pd.DataFrame,
    headers: Mapping[str, str],
    where: Mapping[str, str] | None,
    listed: str | None,
) -> Choice:
    """The positions in the frame. InputError where nothing says which, or nobody is meant."""
    if where and listed is not None:
        raise InputError(_BOTH)
    if where:
        asked = [schema.table("tblCustomers")[key] for key in columns_of(where, headers)]
        labels = {str(one.list): tables.labels_of(book, str(one.list)) for one in asked if one.list}
        found = [int(at) for at in matching(customers, where, headers, labels).nonzero()[0]]
        found = [at for at in found if isinstance(customers["customer_id"].iloc[at], str)]
        if not found:
            raise InputError(_NOBODY)
        return Choice(found)
    if listed is not None:
        return Choice(named(customers, listed))
    rows = chosen_rows(book)
    if rows is None:
        raise InputError(_WHOM)
    return Choice(named(customers, "\n".join(rows.customers)), rows.contacts)
