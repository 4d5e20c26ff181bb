"""Orders outside the book in the counting: what of the book goes to the engine, which spans of days are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from macros.counting.book_contents import ORDERS
from macros.counting.refresh_results import sheet_ledger
from macros.outside_orders.counting import Reading, SheetLines, counted
from workbook import tables
from workbook.language import Text
from workbook.rules.home import MONTHS
from workbook.rules.outside.counts import span

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents

STAMP = "stamp_orders_source"
"""The defined name of the cell of the home sheet that says of which orders outside the figures are."""
WITHOUT = Text(
    "这次只算了“交易”表里的订单；上次：{source}。要一起算，请用 refresh --orders。",
    "Counted from the sheet Transactions alone; last time: {source}. Use refresh --orders to count both.",
)


@contextmanager
def reading(
    book: xw.Book, contents: BookContents, net: pd.Series, orders: str, mapping: Mapping[str, str]
) -> Iterator[Reading]:
    """The counts of the orders outside and of the sheet together, as long as the block lasts."""
    months = int(contents.settings["grade_window_months"])
    labels = tables.labels_of(book, "trade_kind")
    sheet = SheetLines(
        contents.customers.frame,
        sheet_ledger(contents, net),
        contents.frame(ORDERS)["order_no"],
        tables.read(book, ORDERS, ("line_id",)).frame["line_id"],
        {label: key for key, label in labels.items()},
    )
    with counted(orders, mapping, sheet, contents.as_of) as found:
        before = contents.as_of.replace(day=1) - dt.timedelta(days=1)
        found.counts.ask([span(contents.as_of, months), span(contents.as_of, MONTHS), span(before, months)])
        yield found


def shown_source(book: xw.Book) -> str | None:
    """The orders outside that the book's figures were last counted with; None where it was without."""
    said = tables.get_name(book, STAMP)
    return said if isinstance(said, str) and said else None
