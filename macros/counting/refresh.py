"""refresh: count the orders again, grade the customers, find who is due, and bring the home sheet up to date.

Reads what users typed, writes only computed columns and result sheets; run twice it changes nothing. Everything is
computed (`macros/counting/refresh_results.py`) before the first cell is written, so that a refusal leaves the book as
it was.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import tables
from workbook.language import Text
from workbook.schema.card_frame import CARD_FIND, LINKED, TO_CARD
from workbook.schema.home import FIGURES, FIRST_TODAY, HOME_TILES, REFRESHED, UNREACHED_NAME, UNREACHED_ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents
    from macros.counting.refresh_results import Result

READING, COUNTING = Text("读取", "Reading"), Text("统计", "Counting")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")
_STAMP = "stamp_orders_source"
"""The defined name of the cell of the home sheet that says of which orders outside the figures are."""
_WITHOUT = Text(
    "这次只算了“交易”表里的订单；上次：{source}。要一起算，请用 refresh --orders。",
    "Counted from the sheet Transactions alone; last time: {source}. Use refresh --orders to count both.",
)
NO_NAME = "—"
"""In a row of Today that concerns no customer: the cell is a link, and openpyxl shows where a blank one leads."""


def refresh(
    book: xw.Book,
    *,
    as_of: dt.date | None = None,
    orders: str | None = None,
    mapping: Mapping[str, str] | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Refresh the whole book as of a day: the argument, else the setting, else today; `now` stamps the home sheet.

    orders: lines outside the book that count too (`macros.outside_orders.sources`); mapping: column there → field.

    Labels changed in the dictionary are changed wherever they are used first (`macros.renaming`), and rows that stand
    right below a table and read as its own are taken in (`macros.rows_below`); an order line with a product and a
    quantity only gets the product's price (`macros.counting.typed_orders`), and reports that are due by their cycle are
    added to the register (`macros.counting.registered_reports`).
    """
    from macros.counting.book_contents import read_contents
    from macros.counting.registered_reports import register_due
    from macros.counting.typed_orders import fill_prices
    from macros.renaming import rename
    from macros.rows_below import take_in

    tables.preload(book, ("tblTransactions",))
    renamed = rename(book, now=now)
    taken = take_in(book, now=now)
    tables.keep_room(book)
    progress(READING, 0.0)
    contents = read_contents(book, as_of)
    priced = fill_prices(book, contents, now=now)
    registered = register_due(book, contents, now=now)
    if priced or registered:
        contents = read_contents(book, as_of)
    report = _count(book, contents, now, progress, (orders, mapping or {}) if orders else None)
    return replace(report, lines=(*renamed, *taken, *priced, *registered, *report.lines))


def count_again(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """What refresh works out, without a look below the tables: after another command."""
    from macros.counting.book_contents import read_contents

    progress(READING, 0.0)
    return _count(book, read_contents(book, as_of), now, progress)


def was_counted(book: xw.Book) -> bool:
    """Whether the book is counted after other commands: one that was never refreshed is not, nor one whose figures have
    orders outside in them, which the next refresh reads again."""
    return tables.get_name(book, "stamp_refreshed_at") is not None and _shown_source(book) is None


def _shown_source(book: xw.Book) -> str | None:
    """The orders outside that the book's figures were last counted with; None where it was without."""
    said = tables.get_name(book, _STAMP)
    return said if isinstance(said, str) and said else None


def count_after(
    book: xw.Book,
    what: Text,
    progress: Progress,
    since: float,
    *,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
) -> bool:
    """Count again after another command, where the book was ever refreshed; whether it was. `what` is said while the
    bar goes on from `since`."""
    if not was_counted(book):
        return False
    count_again(book, as_of=as_of, now=now, progress=lambda _what, share: progress(what, since + (1 - since) * share))
    return True


def _count(
    book: xw.Book,
    contents: BookContents,
    now: dt.datetime | None,
    progress: Progress,
    outside: tuple[str, Mapping[str, str]] | None = None,
) -> Report:
    from macros.counting.book_contents import ORDERS
    from macros.counting.refresh_report import report_of
    from macros.counting.refresh_results import (
        compute,
        net_amounts,
        order_columns,
        shared_figures,
        sheet_ledger,
        typed_amounts,
    )

    progress(COUNTING, 0.3)
    typed = typed_amounts(contents)
    net = net_amounts(contents, typed)
    tables.announce(book, ORDERS, order_columns(contents, net))
    lines = sheet_ledger(contents, net)
    before = _shown_source(book)
    said: tuple[Text, ...] = (_WITHOUT.format(source=before),) if before and not outside else ()
    more: Mapping[str, float] = {}
    stamp = None
    if outside is None:
        result = compute(contents, shared_figures(contents, net, lines))
    else:
        from macros.counting.outside import reading

        with reading(book, contents, lines, *outside) as found:
            progress(COUNTING, 0.5)
            result = compute(contents, shared_figures(contents, net, lines, found.counts))
        said, more, stamp = found.said, found.figures, found.stamp[contents.lang]
    progress(WRITING, 0.7)
    tables.set_name(book, _STAMP, stamp)
    _write(book, contents, result, typed, now or dt.datetime.now().replace(microsecond=0))  # noqa: DTZ005 - the user's own clock
    progress(DONE, 1.0)
    report = report_of(contents, result)
    return replace(report, lines=(*report.lines, *said), figures={**report.figures, **more})


def _write(book: xw.Book, contents: BookContents, result: Result, typed: pd.Series, now: dt.datetime) -> None:
    tables.write(book, "tblCustomers", result.customers)
    for name, columns in result.columns.items():
        tables.write(book, name, columns)
    tables.fill(book, "tblReminders", _live_days(result.reminders, contents.as_of))
    tables.fill(book, "tblReminderHistory", result.ended)
    tables.fill(book, "tblToday", _live_days(result.today, contents.as_of).fillna({"customer_name": NO_NAME}))
    tables.fill(book, "tblRestOfDay", result.rest_of_day)
    if result.holidays is not contents.holidays:
        tables.fill(book, "tblHolidays", result.holidays)
    if result.plan is not contents.plan:
        tables.write(book, "tblVisitPlan", result.plan[["state"]])
    tables.fill(book, "tblGradeHistory", result.grade_changes)
    tables.fill(book, "tblOwnerHistory", result.owner_changes)
    _home(book, contents, result, typed)
    if tables.may_have_changed(book) or tables.get_name(book, "stamp_refreshed_at") is None:
        tables.set_name(book, "stamp_refreshed_at", now)
    tables.open_at_ends(book)
    for name, key in LINKED.items():
        tables.link_cells(book, name, key, CARD_FIND, TO_CARD[contents.lang])


def _live_days(reminders: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """What the live column shows on as_of: the cached value of its formula."""
    import pandas as pd

    return reminders.assign(days=(pd.Timestamp(as_of) - reminders["due"]).dt.days.astype("float64"))


def _home(book: xw.Book, contents: BookContents, result: Result, typed: pd.Series) -> None:
    """Tiles, first rows of the day, figures, chart blocks, the list of customers out of reach, and stamps; the home
    sheet watches whether what the order lines add up to as they are typed has changed."""
    from workbook.rules import home_tiles
    from workbook.rules.basics.exact_money import amount as of_units
    from workbook.rules.customers import unreached

    for figure in FIGURES:
        if result.figures.get(figure.key) is not None:
            tables.set_name(book, figure.range_name, result.figures[figure.key])
    tables.set_block(book, HOME_TILES, home_tiles.block(result.tiles))
    tables.set_block(book, FIRST_TODAY, result.first_today)
    for block in REFRESHED:
        tables.set_block(book, block.range_name, result.blocks[block.key])
    lines = unreached.listed(result.unreached, contents.customers.frame, UNREACHED_ROWS, contents.lang)
    tables.set_block(book, UNREACHED_NAME, lines)
    tables.set_name(book, "stamp_refreshed_as_of", contents.as_of)
    if not contents.looking_back:
        tables.set_name(book, "stamp_newest_as_of", contents.as_of)
    tables.set_name(book, "stamp_refreshed_customers", len(contents.customers.frame))
    tables.set_name(book, "stamp_refreshed_transactions", len(contents.whole["tblTransactions"].frame))
    tables.set_name(book, "stamp_refreshed_amount", of_units(int(typed.fillna(0).sum())))
