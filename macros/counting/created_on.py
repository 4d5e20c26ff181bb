"""建档日期 filled with the identifiers, wherever a command finds it blank (rules/customers/created_days.py)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from workbook import tables

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    Dated = tuple[pd.DataFrame, pd.Series]
    """Rows with a date, and whose they are: position in customers, -1 = nobody."""


def fill_created_on(book: xw.Book, customers: tables.TableData, as_of: dt.date | None = None) -> tables.TableData:
    """The customers with their 建档日期, in the book and in the frame; orders and visits are read only where one lacks
    it. as_of: else the setting."""
    if "created_on" not in customers.frame or not bool(customers.frame["created_on"].isna().any()):
        return customers
    return with_created_on(book, customers, *_dated(book, customers.frame), _day(book, as_of))


def new_created_on(book: xw.Book, new: pd.DataFrame) -> pd.DataFrame:
    """Customers to be added, with their 建档日期: customer_id and, where the list had it, created_on."""
    import pandas as pd

    from workbook.rules.customers.created_days import created_days

    blank = pd.Series(pd.NaT, index=new.index).astype("datetime64[s]")
    given = new.get("created_on", blank)
    people = new.assign(created_on=given)
    orders, visits = _dated(book, people, parts=False)  # a part of a name may mean one of the book's customers
    found = created_days(people, *orders, *visits, _day(book, None))
    return new if found is None else people.assign(created_on=given.fillna(found))


def _day(book: xw.Book, as_of: dt.date | None) -> dt.date | None:
    """The as-of day where one is given or set. A command that has none leaves the record without a day where there is
    no order or visit to take it from: refresh and check know theirs."""
    day: dt.date | None = as_of or tables.read_settings(book)["as_of"]
    return day


def _dated(book: xw.Book, customers: pd.DataFrame, *, parts: bool = True) -> tuple[Dated, Dated]:
    """Orders and visits with their dates, and whose they are."""
    from workbook.rules.basics.references import resolve

    found: list[Dated] = []
    for name in ("tblTransactions", "tblVisits"):
        rows = tables.read(book, name, ("date", "customer_id")).frame
        found.append((rows, resolve(rows["customer_id"], customers, parts=parts).positions))
    return found[0], found[1]


def with_created_on(
    book: xw.Book, customers: tables.TableData, orders: Dated, visits: Dated, as_of: dt.date | None
) -> tables.TableData:
    """The same with orders and visits at hand. A cell that could not be read as a date stays as it is typed."""
    from workbook.rules.customers.created_days import created_days

    created = created_days(customers.frame, *orders, *visits, as_of)
    if created is None:
        return customers
    unread = {one.row for one in customers.findings if one.field == "created_on"}
    tables.write_rows(book, customers.table, created[~created.index.isin(list(unread))].to_frame())
    frame = customers.frame
    return dataclasses.replace(customers, frame=frame.assign(created_on=frame["created_on"].fillna(created)))
