"""Orders outside the book in the counting: what of the book goes to the engine, which spans of days are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from macros.counting.book_contents import ORDERS
from macros.outside_orders.counting import Reading, SheetLines, counted
from workbook import tables
from workbook.rules.home import MONTHS
from workbook.rules.outside.counts import span

if TYPE_CHECKING:
    import xlwings as xw

    from macros.counting.book_contents import BookContents
    from workbook.rules.basics.order_ledger import Ledger


@contextmanager
def reading(
    book: xw.Book, contents: BookContents, lines: Ledger, orders: str, mapping: Mapping[str, str]
) -> Iterator[Reading]:
    """The counts of the orders outside and of the sheet (`lines`) together, as long as the block lasts."""
    months = int(contents.settings["grade_window_months"])
    labels = tables.labels_of(book, "trade_kind")
    sheet = SheetLines(
        contents.customers.frame,
        lines,
        contents.frame(ORDERS)["order_no"],
        tables.read(book, ORDERS, ("line_id",)).frame["line_id"],
        {label: key for key, label in labels.items()},
    )
    with counted(orders, mapping, sheet, contents.as_of) as found:
        before = contents.as_of.replace(day=1) - dt.timedelta(days=1)
        found.counts.ask([span(contents.as_of, months), span(contents.as_of, MONTHS), span(before, months)])
        yield found
