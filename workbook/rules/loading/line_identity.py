"""Identity of order lines and payments: which rows of a list the book has already, whichever way they come in.

A row that carries its own number (行号) is told by that. Any other is the line of the same customer, order number,
product, day and net amount: overlapping exports of a cash register or an ERP repeat those, and count once. Of several
equal rows the k-th is in the book where the book has k of them, so that equal lines inside one file are all kept. An
order's line with the same customer and product but another day or amount was corrected elsewhere, or is a second line:
somebody looks. A repeat without an order number may be a second purchase of that day: that is asked.

>>> import pandas as pd
>>> from workbook.schema.tables.trade import TRANSACTIONS
>>> book = pd.DataFrame({"customer_id": ["K1", "K1"], "order_no": ["D1", None], "amount": [100.0, 7.0]})
>>> rows = pd.DataFrame({"customer_id": ["K1", "K1", "K1", "K1"], "order_no": ["D1", "D1", None, "D2"],
...                      "amount": [100.0, 90.0, 7.0, 9.0]})
>>> found = known_lines(rows, book, TRANSACTIONS)
>>> found.same, found.corrected, found.asked
({0: 0}, {}, {2: 1})
>>> known_lines(rows[1:], book, TRANSACTIONS).corrected
{1: 0}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbook.rules.basics import references
from workbook.rules.basics.order_ledger import CROSSING
from workbook.rules.journal.digests import row_hashes
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "tblTransactions": ("customer_id", "order_no", "product", "date", "amount"),
    "tblPayments": ("customer_id", "order_no", "date", "amount"),
}
"""What makes two rows one row: table -> fields; the amount of an order line is its net amount."""

WANTED: Mapping[str, tuple[str, ...]] = {
    "tblTransactions": (*IDENTITY["tblTransactions"], "quantity", "unit_price", "discount", "kind"),
    "tblPayments": IDENTITY["tblPayments"],
}
"""What is read of the book's rows to tell it."""

LINE = ("customer_id", "order_no", "product")
"""What makes an order's line the same line, whatever else has changed of it."""


@dataclass
class KnownLines:
    """Rows of a list (their labels) -> the place (0 …) of the book's row that each is, or may be."""

    same: dict[int, int] = field(default_factory=dict)
    corrected: dict[int, int] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)  # equal to a row of the book, and neither has a number


def known_lines(rows: pd.DataFrame, book: pd.DataFrame, table: Table) -> KnownLines:
    """Tell the rows that the book has. rows, book: columns `WANTED` as far as they are there, customers as numbers,
    products by one spelling. What the list does not have is not compared."""
    found = KnownLines()
    if table.name not in IDENTITY or rows.empty or book.empty:
        return found
    keys = [key for key in IDENTITY[table.name] if key == "amount" or (key in rows.columns and key in book.columns)]
    if "customer_id" not in keys:
        return found
    theirs: dict[int, list[int]] = {}
    for place, value in enumerate(_hashes(book, table, keys)):
        theirs.setdefault(value, []).append(place)
    blank = rows["order_no"].isna().tolist() if "order_no" in rows.columns else [True] * len(rows)
    used: set[int] = set()
    taken: dict[int, int] = {}
    for label, value, unnumbered in zip(rows.index.tolist(), _hashes(rows, table, keys), blank, strict=True):
        places = theirs.get(value)
        at = taken.get(value, 0)
        if places is None or at >= len(places):
            continue
        taken[value] = at + 1
        used.add(places[at])
        (found.asked if unnumbered else found.same)[int(label)] = places[at]
    if table.name == "tblTransactions" and "order_no" in keys:
        _corrected(found, rows, book, [key for key in LINE if key in keys], used)
    return found


def _hashes(frame: pd.DataFrame, table: Table, keys: list[str]) -> list[int]:
    """A fingerprint a row of these fields, as they are compared."""
    import pandas as pd

    columns = {key: _plain(frame[key]) for key in keys if key != "amount"}
    columns["amount"] = _amount(frame, table)
    hashes: list[int] = row_hashes(table, pd.DataFrame(columns, index=frame.index)).tolist()
    return hashes


def _plain(values: pd.Series[Any]) -> pd.Series[Any]:
    """Texts half width without case, days without their time."""
    import pandas as pd

    if pd.api.types.is_datetime64_any_dtype(values):
        days: pd.Series[Any] = values.dt.normalize()
        return days
    folded = {text: references.fold(text) for text in values.dropna().unique().tolist()}
    odd = {text: other for text, other in folded.items() if text != other}
    return values.where(~values.isin(list(odd)), values.map(odd)).astype("str") if odd else values.astype("str")


def _amount(frame: pd.DataFrame, table: Table) -> pd.Series[Any]:
    """What counts: the net amount in currency, with the sign that the kind of line gives it."""
    from workbook.rules.basics.exact_money import from_units, net_amount, to_units
    from workbook.rules.basics.trade_kinds import signed

    if table.name != "tblTransactions":
        return from_units(to_units(frame["amount"]), 4)
    net = net_amount(frame)
    return from_units(signed(net, frame["kind"]) if "kind" in frame.columns else net, 4)


def _corrected(found: KnownLines, rows: pd.DataFrame, book: pd.DataFrame, keys: list[str], used: set[int]) -> None:
    """Lines of orders that are in the book with another day or amount."""
    left = [label for label in rows.index.tolist() if label not in found.same and label not in found.asked]
    mine = rows.loc[left]
    mine = mine[mine["order_no"].notna()]
    if mine.empty:
        return
    numbers = set(_plain(mine["order_no"]).tolist())
    ours = _plain(book["order_no"])
    open_places = [at for at, number in enumerate(ours.tolist()) if number in numbers and at not in used]
    if not open_places:
        return
    lines: dict[tuple[Any, ...], list[int]] = {}
    for place, line in zip(open_places, _lines(book.iloc[open_places], keys), strict=True):
        lines.setdefault(line, []).append(place)
    days = "date" in rows.columns and "date" in book.columns
    for label, line in zip(mine.index.tolist(), _lines(mine, keys), strict=True):
        places = lines.get(line, [])
        near = [at for at in places if not days or _one_order(mine["date"][label], book["date"].iloc[at])]
        if near:
            found.corrected[int(label)] = near[0]
            places.remove(near[0])


def _lines(frame: pd.DataFrame, keys: list[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(_plain(frame[key]).fillna("").tolist() for key in keys), strict=True))


def _one_order(one: Any, other: Any) -> bool:
    """May two days be of one order, as orders are told apart: of one year, or near over New Year?"""
    import pandas as pd

    if pd.isna(one) or pd.isna(other):
        return True
    return bool(one.year == other.year or abs((one - other).days) <= CROSSING)
