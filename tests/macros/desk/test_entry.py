"""entry_save and enter: filled forms become rows, in one step that can be undone; what is missing is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from macros.desk.entry import enter, entry_save
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import tables
from workbook.errors import InputError
from workbook.schema.forms import form

if TYPE_CHECKING:
    import xlwings as xw

NOW = dt.datetime(2026, 6, 30, 9)


def a_book(path: Path) -> None:
    """One customer of ann's, one product."""
    with opened(path) as book:
        tables.set_name(book, "set_as_of", NOW)
        tables.append(book, "dicSalesperson", pd.DataFrame({"key": ["ann"], "label": ["ann"]}, dtype="str"))
        customers = {
            "customer_id": ["C00001"],
            "name": ["广州市蓝汀食品有限公司"],
            "owner": ["ann"],
            "kind": ["company"],
        }
        tables.append(book, "tblCustomers", pd.DataFrame(customers, dtype="str"))
        products = pd.DataFrame({"product_id": ["P0001"], "name": ["地插"]}, dtype="str")
        tables.append(book, "tblProducts", products.assign(list_price=100.0, cost=60.0))


def fill(book: xw.Book, key: str, values: Mapping[str, Any], lines: Sequence[Mapping[str, Any]] = ()) -> None:
    """Type into a form."""
    one = form(key)
    for name, value in values.items():
        tables.set_name(book, one.range_name(name), value)
    for number, line in enumerate(lines, start=1):
        for name, value in line.items():
            tables.set_name(book, one.range_name(name, number), value)


def rows(book: xw.Book, name: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    return [{str(key): value for key, value in row.items()} for row in tables.read(book, name).frame.to_dict("records")]


def standing(book: xw.Book, key: str) -> list[object]:
    """What stands in the cells of a form that are typed."""
    one = form(key)
    names = [one.range_name(cell.key) for cell in one.cells]
    names += [
        one.range_name(cell.key, n) for cell in one.lines if cell.key != "indicator" for n in range(1, one.most + 1)
    ]
    return [value for name in names if (value := tables.get_name(book, name)) is not None]


def test_a_customer_and_its_first_order_are_saved_at_once(empty_zh: Path) -> None:
    """The order names the customer that the other form makes; the forms are blank afterwards."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        fill(book, "customer", {"name": "深圳山川机电公司", "contact": "张三", "mobile": "13900000000", "owner": "ann"})
        fill(
            book,
            "order",
            {"customer_id": "深圳山川机电公司"},
            [{"product": "地插", "quantity": 3}, {"product": "P0001", "quantity": 1}],
        )
        report = entry_save(book, now=NOW)
        assert report.figures == {"tblCustomers": 1, "tblContacts": 1, "tblTransactions": 2, "closed": 0}
        assert standing(book, "customer") == standing(book, "order") == []
    with opened(empty_zh) as book:
        customer, contact, lines = (
            rows(book, "tblCustomers")[1],
            rows(book, "tblContacts")[0],
            rows(book, "tblTransactions"),
        )
    assert (customer["customer_id"], customer["kind"], f"{customer['created_on']:%F}") == (
        "C00002",
        "company",
        "2026-06-30",
    )
    assert (contact["customer_id"], contact["name"], contact["mobile"]) == ("C00002", "张三", "13900000000")
    assert [(one["customer_id"], one["product"], one["unit_price"], one["cost"]) for one in lines] == [
        ("C00002", "地插", 100.0, 180.0), ("C00002", "地插", 100.0, 60.0),
    ]  # fmt: skip
    assert {one["order_no"] for one in lines} == {"T260630-001"}
    assert [one["line_id"] for one in lines] == ["T0000001", "T0000002"]


FORMS: list[tuple[str, dict[str, Any], list[dict[str, Any]], str]] = [
    ("customer", {"name": "深圳山川机电公司"}, [], "tblCustomers"),
    ("visit", {"customer_id": "C00001", "result": "要样品", "next_date": dt.datetime(2026, 7, 9)}, [], "tblVisits"),
    ("order", {"customer_id": "C00001"}, [{"product": "地插", "quantity": 1}], "tblTransactions"),
    ("payment", {"customer_id": "C00001", "amount": 500}, [], "tblPayments"),
    ("sweep", {"customer_id": "街角小店", "staff": 3}, [], "tblSweeps"),
    ("score", {"customer_id": "C00001"}, [{}, {"value": 4}], "tblScorecards"),
]


@pytest.mark.parametrize(
    ("key", "values", "lines", "table"), FORMS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_undo_brings_the_form_back_as_it_was_filled(
    empty_zh: Path, key: str, values: dict[str, Any], lines: list[dict[str, Any]], table: str
) -> None:
    """Of every form: a row more, and none of it afterwards."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        before = typed(cells(book))
        fill(book, key, values, lines)
        filled = standing(book, key)
        entry_save(book, now=NOW)
        assert rows(book, table)
        assert standing(book, key) == []
        report = undo(book, now=NOW)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert typed(cells(book)) == before
        assert standing(book, key) == filled


@pytest.mark.parametrize(
    ("key", "values", "named"),
    [
        ("customer", {"phone": "020-81234567"}, "客户名称"),
        ("customer", {"name": "广州市蓝汀食品有限公司"}, "C00001"),
        ("visit", {"customer_id": "C00001"}, "结果"),
        ("order", {"customer_id": "C00001"}, "产品"),
        ("payment", {"customer_id": "谁", "amount": 1}, "客户"),
        ("payment", {"customer_id": "C00001", "amount": "许多"}, "金额"),
    ],
)
def test_one_form_that_is_wrong_refuses_all(empty_zh: Path, key: str, values: dict[str, Any], named: str) -> None:
    """The cell is named, nothing is written, the forms stay as they are typed."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        fill(book, "sweep", {"customer_id": "街角小店", "staff": 3})
        fill(book, key, values)
    with opened(empty_zh) as book:
        with pytest.raises(InputError) as refusal:
            entry_save(book, now=NOW)
        assert named in refusal.value.sentence("zh")
        assert not tables.may_have_changed(book)
        assert len(standing(book, key)) == len(values)


def test_nothing_filled_in_is_said(empty_en: Path) -> None:
    """Also in an English book."""
    with opened(empty_en) as book:
        with pytest.raises(InputError, match="Nothing is filled in"):
            entry_save(book, now=NOW)
        assert not tables.may_have_changed(book)


def test_the_indicator_of_a_line_is_that_of_the_list(empty_en: Path) -> None:
    """Whatever the formula beside it shows."""
    with opened(empty_en) as book:
        tables.append(book, "tblCustomers", pd.DataFrame({"customer_id": ["C00001"], "name": ["Ash"]}, dtype="str"))
        fill(book, "score", {"customer_id": "Ash"}, [{}, {"value": 4}])
        entry_save(book, now=NOW)
        second = tables.read_list(book, "indicator")["key"].iloc[1]
        assert [(one["indicator"], one["value"]) for one in rows(book, "tblScorecards")] == [(second, 4.0)]


def test_a_form_is_entered_by_command_line(empty_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fields by key or label; lines as product=quantity."""
    with opened(empty_en) as book:
        products = pd.DataFrame({"product_id": ["P0001"], "name": ["Socket"]}, dtype="str")
        tables.append(book, "tblProducts", products.assign(list_price=100.0))
    assert main(["enter", str(empty_en), "customer", "--set", "Customer name=Ash Ltd", "--set", "contact=Ann"]) == 0
    assert main(["enter", str(empty_en), "order", "--set", "Customer=Ash Ltd", "--line", "Socket=2"]) == 0
    assert "C00001" in capsys.readouterr().out
    with opened(empty_en) as book:
        [line] = rows(book, "tblTransactions")
        assert (line["customer_id"], line["product"], line["quantity"], line["unit_price"]) == (
            "C00001",
            "Socket",
            2,
            100,
        )
        undo(book, now=NOW)
        assert rows(book, "tblTransactions") == []


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"form": "payment", "cells": {"colour": "red"}}, "no cell colour"),
        ({"form": "payment", "lines": {"a": "1"}}, "no lines"),
        ({"form": "order", "lines": {str(n): "1" for n in range(9)}}, "room for 8"),
    ],
)
def test_what_a_form_does_not_have_is_said(empty_en: Path, options: dict[str, Any], named: str) -> None:
    """Nothing is written."""
    with opened(empty_en) as book:
        with pytest.raises(InputError, match=named):
            enter(book, now=NOW, **options)
        assert not tables.may_have_changed(book)
