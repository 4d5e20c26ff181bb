"""Which rows of a list the book has already: one identity for every way in."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook.rules.loading.line_identity import KnownLines, known_lines
from workbook.schema.tables.trade import PAYMENTS, TRANSACTIONS

BOOK = {"customer_id": "K1", "order_no": "D1", "product": "灯", "date": "2024-05-01", "amount": 100.0}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    made = pd.DataFrame(list(rows))
    return made.assign(date=pd.to_datetime(made["date"])) if "date" in made else made


def told(row: dict[str, object], *book: dict[str, object]) -> str:
    found = known_lines(frame(row), frame(*(book or (BOOK,))), TRANSACTIONS)
    return "same" if found.same else "corrected" if found.corrected else "asked" if found.asked else "new"


@pytest.mark.parametrize(
    ("changed", "decision"),
    [
        ({}, "same"),
        ({"order_no": "ｄ1 "}, "same"),
        ({"date": "2024-05-01 15:00"}, "same"),
        ({"amount": 100.00004}, "same"),
        ({"amount": 90.0}, "corrected"),
        ({"date": "2024-05-03"}, "corrected"),
        ({"date": "2025-05-01"}, "new"),
        ({"product": "泵"}, "new"),
        ({"customer_id": "K2"}, "new"),
        ({"order_no": "D2"}, "new"),
    ],
)
def test_a_line_is_its_customer_number_product_day_and_amount(changed: dict[str, object], decision: str) -> None:
    """Another day or amount of the year is a correction to look at; another year's number is another order."""
    assert told({**BOOK, **changed}) == decision


def test_the_amount_is_the_net_amount_however_it_is_written() -> None:
    """Typed, or quantity times price less the discount; a return is negative by its kind."""
    parts = {"quantity": 10.0, "unit_price": 12.5, "discount": 0.2}
    row = {key: value for key, value in BOOK.items() if key != "amount"}
    assert told({**row, **parts}) == "same"
    assert told({**BOOK, "kind": "return"}, {**BOOK, "amount": -100.0, "kind": None}) == "same"


def test_equal_lines_of_one_file_need_as_many_in_the_book() -> None:
    """The third of three is a line of its own where the book has two."""
    found = known_lines(frame(BOOK, BOOK, BOOK), frame(BOOK, BOOK), TRANSACTIONS)
    assert found == KnownLines(same={0: 0, 1: 1})


def test_a_repeat_without_a_number_is_asked() -> None:
    """It may be a second purchase of that day; of another day it is one."""
    bare = {**BOOK, "order_no": None}
    assert told(bare, bare) == "asked"
    assert told({**bare, "date": "2024-05-02"}, bare) == "new"


def test_payments_too() -> None:
    """With an order number the same, without one asked; two payments of one order are no correction."""
    paid = {"customer_id": "K1", "order_no": "D1", "date": "2024-05-05", "amount": 50.0}
    book = frame(paid, {**paid, "order_no": None})
    rows = frame(paid, {**paid, "order_no": None}, {**paid, "amount": 10.0})
    assert known_lines(rows, book, PAYMENTS) == KnownLines(same={0: 0}, asked={1: 1})


def test_what_the_list_does_not_have_is_not_compared() -> None:
    """An export without products repeats the lines all the same."""
    row = {key: value for key, value in BOOK.items() if key != "product"}
    assert told(row) == "same"
