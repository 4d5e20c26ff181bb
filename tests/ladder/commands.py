"""One story a command: what is clicked in which order on a sample book with troubles in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.macros.desk.on_card import cell
from tests.macros.lead_lists import paste, ugly_list
from workbook import engine, tables
from workbook.schema.home import FIND_TEXT, HOME_FIND
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.trade import TRANSACTIONS

NOW = dt.datetime(2026, 7, 1, 9, 30)
STAMP = "首页!1,12"
"""The cell that says when the book was refreshed."""

TYPED, FORMULA = (9, TRANSACTIONS.keys.index("amount") + 1), "=60*2+H9/H9*3.5"
"""Where on the sheet of orders a user typed a formula, and the formula."""

FILLED = {
    "customer_name": "深圳山川机电有限公司", "customer_contact": "张三", "customer_mobile": "13900000000",
    "order_customer_id": "C00003", "order_product_1": "P0001", "order_quantity_1": 3.0,
    "payment_customer_id": "C00002", "payment_amount": 500.5, "payment_date": dt.datetime(2026, 6, 29),
    "score_customer_id": "C00002", "score_value_2": 4.0,
}  # fmt: skip
"""What is filled in on the sheet of entry: cell by name, without entry_, and value."""

EDITED = {"tblCustomers.fax": "020-90008888", "tblProfiles.problems": "催款", "people.3.name": "陆新"}
"""What is edited on the customer card."""

_NOW = "now=__import__('datetime').datetime(2026, 7, 1, 9, 30)"
CSV = "日期,客户编号,产品,数量,单价,金额\n2026-06-29,C00001,地插,3,12.5,\n2026-06-30,C00002,007,,,-88.5\n"

STORIES: dict[str, tuple[tuple[str, str], ...]] = {
    "refresh": (("refresh", _NOW),),
    "check": (("check", ""),),
    "analyse": (("analyse", ""),),
    "preview": (("preview", ""),),
    "import": (("preview", ""), ("import", _NOW)),
    "undo": (("preview", ""), ("import", _NOW), ("refresh", _NOW), ("undo", _NOW)),
    "duplicates": (("duplicates", ""),),
    "find": (("find", ""),),
    "merge": (("merge", f"keep='C00002', drop='C00001', {_NOW}"),),
    "merge and undo": (("merge", f"keep='C00002', drop='C00001', {_NOW}"), ("undo", _NOW)),
    "month_report": (("month_report", "month='2026-05'"),),
    "close and month_report": (("close", f"month='2026-05', {_NOW}"), ("month_report", "month='2026-05'")),
    "close": (("close", f"month='2026-05', {_NOW}"),),
    "close and undo": (("close", f"month='2026-05', {_NOW}"), ("undo", _NOW)),
    "handover": (("handover", f"from_owner='罗一川', to_owner='林知夏', {_NOW}"),),
    "handover and undo": (("handover", f"from_owner='罗一川', to_owner='林知夏', {_NOW}"), ("undo", _NOW)),
    "move_on": (("move_on", f"customer='C00038', {_NOW}"),),
    "move_on and undo": (("move_on", _NOW), ("undo", _NOW)),
    "archive": (("archive", f"customer='C00024', reason='停业', {_NOW}"),),
    "archive and undo": (("archive", f"customer='C00024', reason='停业', {_NOW}"), ("undo", _NOW)),
    "clear_sample": (("clear_sample", _NOW),),
    "clear_sample and undo": (("clear_sample", _NOW), ("undo", _NOW)),
    "load": (("load", f"file='{{csv}}', table='transactions', {_NOW}"),),
    "load and undo": (("load", f"file='{{csv}}', table='transactions', {_NOW}"), ("undo", _NOW)),
    "upgrade": (("upgrade", ""),),
    "entry_save": (("entry_save", _NOW),),
    "entry_save and undo": (("entry_save", _NOW), ("undo", _NOW)),
    "card_open": (("card_open", "customer='C00001'"), ("card_next", ""), ("card_open", "customer='C00033'")),
    "card_save": (("card_save", _NOW),),
    "card_save and undo": (("card_save", _NOW), ("undo", _NOW)),
    "alike": (("alike", ""),),
    "log": (("log", f"customer='C00003', result='要样品', {_NOW}"),),
    "mail": (
        ("mail", f"where={{'客户等级': 'A、B'}}, to=__import__('pathlib').Path('{{csv}}').parent / 'letters', {_NOW}"),
    ),
    "mail and undo": (
        (
            "mail",
            f"customers='C00005', purpose='dunning', to=__import__('pathlib').Path('{{csv}}').parent / 'd', {_NOW}",
        ),
        ("undo", _NOW),
    ),
    "log and undo": (("log", f"customer='C00003', result='要样品', {_NOW}"), ("undo", _NOW)),
}
"""Command and its options as Python, one after the other on the same open book."""


def prepare(sample: Path, folder: Path) -> Path:
    """The sample with an amount typed over, rows as users leave them, a customer twice, a pasted list, filled forms."""
    book = folder / "book.xlsm"
    book.write_bytes(sample.read_bytes())
    (folder / "orders.csv").write_text(CSV, "utf-8")
    with engine.open_book(book) as opened:
        lines = opened.sheets[TRANSACTIONS.label.zh]
        lines.range((4, TRANSACTIONS.keys.index("amount") + 1)).value = 123_456.75
        lines.range((6, TRANSACTIONS.keys.index("date") + 1)).value = "2026-05-03"
        lines.range((7, TRANSACTIONS.keys.index("customer_id") + 1)).value = "C99999"
        lines.range((8, TRANSACTIONS.keys.index("amount") + 1)).value = "1,234.5"
        lines.range(TYPED).raw_value = [[engine.Formula(FORMULA, 123.5)]]
        customers = tables.read(opened, CUSTOMERS).frame
        tables.write_rows(opened, CUSTOMERS, customers.loc[[1], ["name"]].assign(name=str(customers.at[0, "name"])))
        for yellow in (FIND_TEXT, HOME_FIND):  # the yellow cell of the sheet that is open is the one that counts
            tables.set_name(opened, yellow, "有限公司")
        paste(opened, ugly_list(60))
        for key, text in EDITED.items():
            cell(opened, key).value = text
        for name, value in FILLED.items():
            tables.set_name(opened, f"entry_{name}", value)
        opened.save()
    return book


def cell_of(book: Path, name: str) -> str:
    """Sheet, row and column of a named cell."""
    with engine.open_book(book, read_only=True) as opened:
        cell = opened.names[name].refers_to_range
        return f"{cell.sheet.name}!{cell.row},{cell.column}"


def options(story: str, csv: Path) -> list[tuple[str, str]]:
    """The clicks of a story, with the place of the file to load."""
    return [(key, given.replace("{csv}", csv.as_posix())) for key, given in STORIES[story]]


def lines(story: str, csv: Path, seed: str = "live") -> list[str]:
    """The lines of Python that the clicks send, identifiers as they follow from a seed."""
    return [
        f"import macros.host, workbook.tables\nwith workbook.tables.row_ids_from('{seed}{at}'):\n"
        f"    macros.host.run('{key}'{', ' + given if given else ''})"
        for at, (key, given) in enumerate(options(story, csv))
    ]
