"""What check says of each cell of each sheet: every column with values that are right, odd and wrong, as text on file.

Each line is one cell with all that is said of its row, in the order of the columns; whatever a check comes to say
otherwise, or no more, is seen there and approved. python -m workbook.regenerate writes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from tests.rules.check.conftest import frame
from workbook import schema
from workbook.schema.findings import Finding
from workbook.schema.model import Field, Kind, Table

GOLDEN = Path(__file__).with_name("golden") / "findings.txt"
Check = Callable[..., list[Finding]]
DAYS = ("2026-06-30", "2026-07-01", "2026-12-31", "1899-12-31", "1950-01-01", "2031-06-30", "2031-07-01")
NUMBERS = (0.0, -1.0, 1.0, 1.5, 5.0, 6.0, 100.0, 101.0, 2200.0)
TEXTS = ("x", "话" * 50, "13800138000")
VALUES: dict[Kind, tuple[Any, ...]] = {
    Kind.DATE: DAYS,
    Kind.DATETIME: DAYS,
    Kind.MONTH: DAYS,
    Kind.BIRTHDAY: ("1980-05-20", "2026-07-01", "2-30", "农历二月三十", "1989-02-29", "soon"),
    Kind.MONTH_DAY: ("02-29", "02-30"),
    Kind.PHONE: ("020-88880000", "12345", "88880000", "020-88880000/13800138000"),
    Kind.EMAIL: ("a@example.com", "x@", "a@example.com b@example.com"),
    Kind.URL: ("www.example.com", "官网", "a@example.com"),
    Kind.FLAG: (True, False),
    Kind.REF: ("C1", "Ash Trading", "Birch Ltd", "C9"),
    Kind.ID: ("C1", "C00001", "X1", "c 1"),
}
FIGURES = (
    (3, 10, 30), (3, 10, 30.02), (3, 10, 30.03), (-3, 10, -30), (-3, 10, 30), (1, 10, 0), (2, 10, 1), (0, 10, 0),
    (-1, None, 5), (-1, None, -5), (1, None, 0), (-3, None, 0.5), (3, None, 0.5),
)  # fmt: skip
CHECKED = {
    "uscc": ("91110000600037341L", "91110000600037341A", "1"),
    "cn_id": ("360426199101010004", "360426199101010001", "1"),
    "postcode": ("510000", "51000", "SW1A 1AA"),
    "code": ("6222021234567890", "1.5", "6222021234567890123"),
    "traits_length": ("话" * 49, "话" * 50, "话" * 100, "话" * 101),
}


def _values(field: Field) -> tuple[Any, ...]:
    if field.check:
        return CHECKED[field.check]
    if field.list:
        keys = [entry.key for entry in schema.listing(field.list).entries]
        return (*keys[:2], *keys[-1:], "Atlantis")
    return VALUES.get(field.kind) or (NUMBERS if field.kind.is_number else TEXTS)


def _rows(table: Table) -> list[dict[str, Any]]:
    """A row for each value of each column; and each two dates of a row, both ways round; figures that go together."""
    single = [{field.key: value} for field in table.inputs if field.kind is not Kind.ROW_ID for value in _values(field)]
    dates = [field.key for field in table.inputs if field.kind is Kind.DATE]
    for first in dates:
        single += [{first: "2026-06-02", other: "2026-06-01"} for other in dates if other != first]
    if {"quantity", "unit_price", "amount"} <= set(table.keys):
        for quantity, price, amount in FIGURES:
            single.append({"quantity": float(quantity), "unit_price": price and float(price), "amount": float(amount)})
    if "state" in table and "stage" in table:
        single += [{"state": state, "stage": "contact"} for state in ("open", "won", None)]
    return single


def _told(check: Check, lists: dict[str, pd.DataFrame]) -> Iterator[str]:
    customers = [{"customer_id": "C1", "name": "Ash Trading"}, {"customer_id": "C2", "name": "Birch Ltd"},
                 {"customer_id": "C3", "name": "Birch Ltd"}]  # fmt: skip
    retired = {**lists, "gender": lists["gender"].assign(in_use=[True, False])}
    retired |= {key: lists[key].assign(in_use=False) for key in ("region", "stage")}
    for table in (one for one in schema.TABLES if not one.result):
        rows = _rows(table)
        found = check(table.name, rows, tables={"tblCustomers": frame("tblCustomers", customers)}, lists=retired)
        by_row: dict[int | None, list[str]] = {}
        for one in found:
            required = one.message.en == "A required cell is blank"
            said = f"{one.severity} {one.field}: {one.message.en} | {one.fix.en} | {one.value} {one.others}"
            if not required:
                by_row.setdefault(one.row, []).append(said)
        blank = sum(one.message.en == "A required cell is blank" for one in found)
        yield f"# {table.name}: {blank} required cells are blank"
        for at, row in enumerate(rows):
            shown = ", ".join(f"{key}={str(value)[:24]}" for key, value in row.items())
            yield "\t".join([shown, *by_row.get(at, ["fine"])])
        yield from (f"whole table\t{said}" for said in by_row.get(None, []))


def test_every_finding_is_as_on_file(check: Check, default_lists: dict[str, pd.DataFrame]) -> None:
    """Severity, column, sentence, cure, value, and the other rows of it."""
    told = list(_told(check, default_lists))
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        GOLDEN.write_text("\n".join(told) + "\n", "utf-8", newline="\n")
    assert told == GOLDEN.read_text("utf-8").split("\n")[:-1]
