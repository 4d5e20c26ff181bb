"""Exports as other programs write them, loaded and imported: the same rows, and what was sold comes to the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from macros.files.load import load
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from tests.macros.program_exports import ADDRESS_BOOKS, EXPORTS, AddressBook, Export
from workbook import engine, tables
from workbook.rules.basics.exact_money import net_amount
from workbook.rules.basics.trade_kinds import signed
from workbook.schema.tables.leads import TARGETS

CUSTOMERS = "客户编号,客户名称\nZ1,甲测试有限公司\nZ2,乙测试有限公司\n"


def net(frame: pd.DataFrame) -> float:
    """What the rows come to."""
    units = net_amount(frame)
    return float((signed(units, frame["kind"]) if "product" in frame else units).sum()) / 10_000


@pytest.mark.parametrize("one", EXPORTS, ids=lambda one: one.program)
def test_an_export_is_read_as_it_was_meant(empty_zh: Path, one: Export) -> None:
    """Only what was sold counts, with its sign, its discount and its refunds; loading and importing agree."""
    customers, file = empty_zh.with_name("customers.csv"), empty_zh.with_name("export.csv")
    customers.write_text(CUSTOMERS, encoding="utf-8")
    file.write_text(one.text, encoding="utf-8")
    table = TARGETS[one.target]
    with engine.open_book(empty_zh) as book:
        load(book, file=customers, table="tblCustomers")
        preview(book, file=file, into=one.target)
        import_leads(book)
        imported = tables.read(book, table).frame
        assert (len(imported), net(imported)) == (one.rows, one.total)
        figures = load(book, file=file, table=table.name).figures
        assert figures["new"] == 0, "what was imported is not loaded once more"
        assert figures["already"] == one.rows
    with engine.open_book(empty_zh) as book:
        load(book, file=customers, table="tblCustomers")
        load(book, file=file, table=table.name)
        loaded = tables.read(book, table).frame
        assert (len(loaded), net(loaded)) == (one.rows, one.total)


def _filled(frame: pd.DataFrame, keys: Iterable[str]) -> dict[str, object]:
    """These fields of the only row; {} where there is no row."""
    return {key: frame[key].iloc[0] for key in keys} if len(frame) else {}


@pytest.mark.parametrize("one", ADDRESS_BOOKS, ids=lambda one: one.program)
def test_an_address_book_is_read_as_it_was_meant(empty_zh: Path, one: AddressBook) -> None:
    """The firm, and the person at it, each with their own; loading and importing agree."""
    file = empty_zh.with_name("export.csv")
    file.write_text(one.text, encoding="utf-8")
    with engine.open_book(empty_zh) as book:
        preview(book, file=file)
        import_leads(book)
        assert _filled(tables.read(book, "tblCustomers").frame, one.customer) == one.customer
        assert _filled(tables.read(book, "tblContacts").frame, one.contact) == one.contact
    with engine.open_book(empty_zh) as book:
        load(book, file=file, table="tblCustomers", add_to_lists=True)
        assert _filled(tables.read(book, "tblCustomers").frame, one.customer) == one.customer
        assert _filled(tables.read(book, "tblContacts").frame, one.contact) == one.contact
