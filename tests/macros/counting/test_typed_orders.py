"""Order lines typed straight into the table get price and cost at the next refresh; nothing typed is written over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd

from macros.counting.refresh import refresh
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import engine, tables
from workbook.schema.tables.trade import TRANSACTIONS

NOW = dt.datetime(2026, 6, 30, 9)


def a_book(path: Path) -> None:
    """A product, and lines of it: bare, priced, with an amount, with a price that nobody can read, with a formula, a
    sample; and one of another product."""
    with opened(path) as book:
        tables.set_name(book, "set_as_of", NOW)
        tables.append(book, "tblCustomers", pd.DataFrame({"customer_id": ["C00001"], "name": ["甲公司"]}, dtype="str"))
        products = pd.DataFrame({"product_id": ["P0001"], "name": ["地插"]}, dtype="str")
        tables.append(book, "tblProducts", products.assign(list_price=100.0, cost=60.0))
        columns: dict[str, Any] = {
            "customer_id": ["C00001"] * 7,
            "date": pd.to_datetime(["2026-06-01"] * 7).astype("datetime64[s]"),
            "product": ["P0001", "地插", "地插", "地插", "地插", "地插", "蛋糕"],
            "quantity": [2.0] * 7,
            "unit_price": [None, 90.0, None, None, None, None, None],
            "amount": [None, None, 150.0, None, None, None, None],
            "kind": pd.Series([None, None, None, None, None, "sample", None], dtype="str"),
        }
        tables.append(book, "tblTransactions", pd.DataFrame(columns))
        data = tables.read(book, "tblTransactions")
        column = TRANSACTIONS.keys.index("unit_price") + 1
        sheet = book.sheets[data.sheet]
        sheet.range((data.sheet_row(3), column)).value = "面议"
        sheet.range((data.sheet_row(4), column)).raw_value = [[engine.Formula('=""', "")]]


def test_a_bare_line_gets_price_and_cost_and_no_other_does(empty_zh: Path) -> None:
    """By number or name of the product; the net amount follows."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        report = refresh(book, now=NOW)
        rows = tables.read(book, "tblTransactions").frame
    assert [(float(a), float(b)) for a, b in zip(rows["unit_price"][:2], rows["net_amount"][:2], strict=True)] == [
        (100.0, 200.0), (90.0, 180.0),
    ]  # fmt: skip
    assert rows["cost"].dropna().to_dict() == {0: 120.0}
    assert rows["unit_price"].isna().tolist() == [False, False, True, True, True, True, True]
    assert "补价：1 行" in "\n".join(report.sentences("zh"))


def test_a_second_refresh_fills_nothing_and_undo_takes_it_back(empty_zh: Path) -> None:
    """What was typed is as it was."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        before = typed(cells(book))["tblTransactions"]
        refresh(book, now=NOW)
    with opened(empty_zh) as book:
        refresh(book, now=NOW)
        assert not tables.may_have_changed(book)
        report = undo(book, now=NOW)
        assert (report.figures["reversed"], report.figures["kept"]) == (2, 0)
        assert "补价" in report.sentences("zh")[0]
        after = typed(cells(book))["tblTransactions"]
        assert [{k: v for k, v in row.items() if k != "行标识"} for row in after] == [
            {k: v for k, v in row.items() if k != "行标识"} for row in before
        ]


def test_a_bare_line_gets_the_price_on_the_list_for_its_customer(empty_zh: Path) -> None:
    """Agreed at 80 less a twentieth; a line for a customer that nobody knows is not everybody's; a typed discount
    stays."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        listed = {
            "product": ["地插"] * 2,
            "customer_id": ["甲公司", "没有的公司"],
            "price": [80.0, 1.0],
            "discount": [0.05] * 2,
        }
        day = pd.to_datetime(["2026-01-01", "2026-05-01"]).astype("datetime64[s]")
        tables.append(book, "tblPriceList", pd.DataFrame({**listed, "valid_from": day}))
        more = {"customer_id": ["C00001", "C00002"], "date": [pd.Timestamp(2026, 6, 2)] * 2, "product": ["地插"] * 2}
        typed_ = pd.DataFrame({**more, "quantity": [1.0] * 2, "discount": [0.1, None]})
        tables.append(book, "tblTransactions", typed_.astype({"date": "datetime64[s]"}))
        refresh(book, now=NOW)
        rows = tables.read(book, "tblTransactions").frame.iloc[[0, 7, 8]]
    assert rows["unit_price"].tolist() == [80.0, 80.0, 100.0]
    assert rows["discount"].fillna(-1).tolist() == [0.05, 0.1, -1]
    assert float(rows["net_amount"].iloc[0]) == 152.0
