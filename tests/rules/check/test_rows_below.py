"""Rows below a table's end: which are taken in, and how the others are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from workbook import schema
from workbook.language import Text
from workbook.rules.check import rows_below
from workbook.rules.check.rows_below import finding, plausible, sentence, stretches
from workbook.schema.findings import Severity

CUSTOMERS = schema.table("tblCustomers")
ORDERS = schema.table("tblTransactions")
USED = {"customer_id": ["C00001"], "row_id": ["aaaa"]}
GOOD: Mapping[str, Any] = {"customer_id": "C00002", "name": "甲乙有限公司", "employees": 12.0}
NAME = "甲" * 60


def taken(*rows: Mapping[str, Any]) -> int:
    """How many customers are taken in."""
    return plausible(CUSTOMERS, rows, USED)


@pytest.mark.parametrize(
    "row",
    [
        GOOD,
        {"name": "甲乙有限公司"},
        {"name": NAME},
        {"customer_id": None, "name": "甲"},
        {"customer_id": "", "name": "甲"},
        {"name": "注意：甲公司", "phone": "1"},
        {"name": "甲", "grade": "no grade that there is", "check": 1.0},
        {"name": "甲", "row_id": "bbbb"},
    ],
)
def test_a_row_that_reads_as_its_columns_is_taken_in(row: Mapping[str, Any]) -> None:
    """Its number is the program's to give, a list's value may be mended later, worked-out cells are not looked at."""
    assert taken(row) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"customer_id": "C00002"},
        {"customer_id": "C00002", "name": ""},
        {"name": "合计"},
        {"name": "甲", "remarks": "合计：3家"},
        {"name": "备注：以上为2025年的客户"},
        {"name": "谢谢！"},
        {"name": NAME + "甲"},
        {"name": "甲", "employees": "many"},
        {"name": "甲", "created_on": "soon"},
        {"name": "甲", "customer_id": "C00001"},
        {"name": "甲", "customer_id": "c00001 "},
        {"name": "甲", "customer_id": "C 2"},
        {"name": "甲", "row_id": "aaaa"},
        {"row_id": "bbbb"},
        {"grade": "A"},
        {},
    ],
)
def test_a_sum_a_remark_or_a_double_number_is_not(row: Mapping[str, Any]) -> None:
    """Nor what cannot be read, nor a row without what every row must have."""
    assert taken(row) == 0


def test_they_are_taken_in_up_to_the_first_that_is_not() -> None:
    """What stands behind it may belong to it; no row is no row."""
    other = {"name": "丙", "customer_id": "C00003"}
    assert taken(GOOD, other, {"name": "合计"}, {"name": "丁"}) == 2
    assert taken(GOOD, other, GOOD) == 2
    assert taken(GOOD, {"name": "a", "employees": "x"}) == 1
    assert taken() == 0
    assert taken(GOOD, other) == 2


def test_an_order_needs_its_day_and_its_customer() -> None:
    """What each row of the table must have: of a list's value and of a number given by the program nothing is asked."""
    used: dict[str, list[str]] = {"line_id": [], "row_id": []}
    assert plausible(ORDERS, [{"date": 46000.0, "customer_id": "C1", "amount": 5.0}], used) == 1
    assert plausible(ORDERS, [{"date": 46000.0, "amount": 5.0}], used) == 0
    assert plausible(ORDERS, [{"customer_id": "C1", "amount": 5.0}], used) == 0


@pytest.mark.parametrize(
    ("rows", "zh", "en"),
    [
        ([12], "第 12 行", "row 12"),
        ([12, 13], "第 12–13 行", "rows 12–13"),
        ([12, 13, 14, 20], "第 12–14、20 行", "rows 12–14, 20"),
        ([12, 14], "第 12、14 行", "rows 12, 14"),
        (list(range(2, 22, 2)), "第 2、4、6、8、10、12、14、16、18、20 行", "rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20"),
        (
            list(range(2, 24, 2)),
            "第 2、4、6、8、10、12、14、16、18、20… 行",
            "rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20…",
        ),
    ],
)
def test_rows_are_named_as_people_name_them(rows: list[int], zh: str, en: str) -> None:
    """Neighbours as a range; ten ranges are enough."""
    assert (stretches(rows).zh, stretches(rows).en) == (zh, en)


@pytest.mark.parametrize(("whether", "cure"), [(True, rows_below.REFRESH), (False, rows_below.MOVE)])
def test_the_cure_is_a_refresh_or_a_cut(whether: bool, cure: Text) -> None:
    """Said in the report and as a problem: an error, at its place below the table's first row."""
    said = sentence(CUSTOMERS, "客户", [12, 13], taken=whether)
    assert "客户, rows 12–13" in said.en
    assert "table Customers" in said.en
    assert said.en.endswith(cure.en)
    found = finding(CUSTOMERS, 4, [12, 13], "甲", taken=whether)
    assert (found.table, found.row, found.field, found.value) == ("tblCustomers", 8, None, "甲")
    assert found.severity is Severity.ERROR
    assert found.fix is cure
    assert "12–13" in found.message.en
