"""Hits of a search as rows for the reader: who it is, whom to ask for, and by what it was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.customers.contacts_here import here
from workbook.rules.customers.whom_to_ask import with_people
from workbook.rules.finding.search import Hit, Rank
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    from workbook.rules.finding.book_index import Index
    from workbook.rules.finding.search import Found

WANTED: Mapping[str, tuple[str, ...]] = {
    CUSTOMERS.name: ("kind", "grade", "owner", "phone", "last_order"),
    CONTACTS.name: ("role", "mobile", "phone", "status", "left_on"),
}
"""What is read of the two tables beside what is searched."""

_BY_ITSELF = {
    Rank.ID: Text("客户编号", "number"),
    Rank.ID_PART: Text("编号的一部分", "part of the number"),
    Rank.NAME: Text("全称", "full name"),
    Rank.INITIALS: Text("拼音首字母", "pinyin initials"),
    Rank.INITIALS_INSIDE: Text("拼音首字母", "pinyin initials"),
}
"""Found by what stands in the row anyway."""
_BY = Text("{what}：{text}", "{what}: {text}")
_LEFT = Text("（已离职）", " (has left)")


def rows(index: Index, found: Found, as_of: dt.date, lang: Lang) -> pd.DataFrame:
    """One row a hit: customer_id, customer_name, grade and owner (keys), contact, phone, last_order, archived,
    found_by; the frames of the index have the columns of WANTED too."""
    places = [hit.position for hit in found.hits]
    customers = index.customers.iloc[places].reset_index(drop=True)
    numbers = customers["customer_id"].fillna("").tolist()
    theirs = index.people[index.people["customer_id"].isin(numbers)]
    asked = customers[["customer_id"]].assign(contact=pd.Series(None, index=customers.index, dtype="str"))
    asked = with_people(asked, theirs, customers, as_of)
    left = theirs[~here(theirs, as_of)]
    gone = set(zip(left["customer_id"].tolist(), left["name"].tolist(), strict=True))
    by = [_found_by(hit, number, gone)[lang] for hit, number in zip(found.hits, numbers, strict=True)]
    return customers[["customer_id", "grade", "owner", "last_order", "archived"]].assign(
        customer_name=customers["name"],
        contact=asked["contact"],
        phone=asked["phone"],
        found_by=pd.Series(by, index=customers.index, dtype="str"),
    )


def _found_by(hit: Hit, number: str, gone: set[tuple[str, str]]) -> Text:
    if hit.rank in _BY_ITSELF:
        return _BY_ITSELF[hit.rank]
    if hit.rank in (Rank.BEGINNING, Rank.INSIDE) and hit.label == CUSTOMERS["name"].label:
        return hit.label
    told = _BY.format(what=hit.label, text=" ".join(hit.text.split()))
    if hit.rank is Rank.CONTACT and (number, hit.text) in gone:
        return Text(told.zh + _LEFT.zh, told.en + _LEFT.en)
    return told
