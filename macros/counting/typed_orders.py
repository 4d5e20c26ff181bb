"""The price and cost of order lines that were typed straight into the table, where they are blank: one step, which can
be undone. A cell with anything in it, be it what nobody can read or a formula, is left alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from workbook import tables
from workbook.language import Text

if TYPE_CHECKING:
    import xlwings as xw

    from macros.counting.book_contents import BookContents

STEP = "prices"
"""The journal's name of the step."""

ORDERS = "tblTransactions"

_FILLED = Text(
    "补价：{n:,} 行交易只有产品和数量，按价格表、产品表补了单价和成本；可以撤销。",
    "Prices: {n:,} order lines had a product and a quantity only; they got the price on the price list, else the list "
    "price, and the cost. It can be undone.",
)


def fill_prices(book: xw.Book, contents: BookContents, *, now: dt.datetime | None = None) -> list[Text]:
    """Fill them; gives what to say of it, nothing where there is none."""
    from macros import journal
    from workbook.rules.entry.typed_lines import unpriced

    made = unpriced(
        contents.whole[ORDERS].frame,
        contents.frame("tblProducts"),
        contents.frame("tblPriceList"),
        contents.customers.frame,
    )
    if made.empty:
        return []
    cost = tables.read(book, ORDERS, ["cost"], blank_rows=True)
    typed = contents.whole[ORDERS].frame["discount"]
    odd = {one.row for one in (*contents.findings, *cost.findings) if one.table == ORDERS and one.row is not None}
    positions = sorted(int(at) for at in made.index if at not in odd)
    formulas = tables.typed_formulas(book, ORDERS, ["unit_price", "amount", "cost", "discount"], positions)
    held = {at for found in formulas.values() for at in found}
    made = made.loc[[at for at in positions if at not in held]]
    if made.empty:
        return []
    free = made["cost"].notna() & cost.frame["cost"].reindex(made.index).isna()
    less = made["discount"].notna() & typed.reindex(made.index).isna()
    with journal.step(book, STEP, now=now) as step:
        step.write_rows(ORDERS, made[["unit_price"]])
        if free.any():
            step.write_rows(ORDERS, made.loc[free, ["cost"]])
        if less.any():
            step.write_rows(ORDERS, made.loc[less, ["discount"]])
    return [_FILLED.format(n=len(made))]
