"""The month's report: every figure equals plain SQL over the rows, whatever the month and the language."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from macros.counting.refresh import refresh
from macros.making.new import build
from macros.month_end import report_facts
from macros.month_end.report import report_of
from tests.macros.month_end import report_sql as sql
from workbook import engine, tables
from workbook.rules.month_report.model import MonthReport
from workbook.rules.month_report.tables import BLANK

CASES = [("zh", "2026-05"), ("en", "2026-03"), ("zh", "2025-09"), ("generated", "2026-04")]


def days_of(month: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month."""
    year, number = (int(part) for part in month.split("-"))
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def earlier(month: tuple[dt.date, dt.date], back: int) -> tuple[dt.date, dt.date]:
    """The month so many months before."""
    number = month[0].year * 12 + month[0].month - 1 - back
    return days_of(f"{number // 12}-{number % 12 + 1}")


def generate(path: Path) -> None:
    """A book of 120 customers with two years of orders of every kind, payments and visits, drawn by a seed."""
    draw = np.random.default_rng(20260430)
    many, lines, paid, seen = 120, 2_000, 700, 600

    def days(count: int) -> Any:
        return pd.to_datetime("2024-05-01") + pd.to_timedelta(draw.integers(0, 780, count), "D")

    ids = np.array([f"C{at:05d}" for at in range(1, many + 1)])
    people, areas = np.array(["lin", "zhao", "su", None], dtype=object), np.array(["south", "east", None], dtype=object)
    customers = pd.DataFrame({
        "customer_id": ids, "name": [f"Firm {at}" for at in range(many)], "owner": draw.choice(people[:3], many),
        "region": draw.choice(areas, many), "settlement": draw.choice(["one_month", "cash", "on_invoice"], many),
        "willingness": draw.choice(np.array(["high", "low", None], dtype=object), many), "created_on": days(many),
        "archived": draw.random(many) < 0.05,
    })  # fmt: skip
    products = pd.DataFrame({
        "product_id": [f"P{at:04d}" for at in range(12)], "name": [f"Good {at}" for at in range(12)],
        "cost": draw.integers(1, 90, 12).astype("float64"), "tax_rate": draw.choice([0.13, 0.06], 12),
    })  # fmt: skip
    orders = pd.DataFrame({
        "order_no": [f"S{at}" for at in draw.integers(0, 900, lines)], "date": days(lines),
        "customer_id": draw.choice(ids, lines), "product": draw.choice(products["name"].to_numpy(), lines),
        "kind": draw.choice(["sale", "sale", "sale", "sale", "return", "credit", "sample", "gift"], lines),
        "quantity": draw.integers(1, 40, lines).astype("float64"), "unit_price": draw.integers(100, 9_999, lines) / 100,
        "discount": draw.choice([0.0, 0.05, 0.125], lines), "salesperson": draw.choice(people, lines),
    })  # fmt: skip
    # An order is one customer's, of one day, and of few kinds: what numbers mean is tested elsewhere.
    first = orders.groupby("order_no")[["customer_id", "date"]].transform("first")
    orders = orders.assign(customer_id=first["customer_id"], date=first["date"])
    orders["order_no"] += "-" + orders["kind"].map({"return": "R", "credit": "R"}).fillna("S")
    payments = pd.DataFrame({
        "date": days(paid), "customer_id": draw.choice(ids, paid), "amount": draw.integers(10_000, 900_000, paid) / 100,
        "kind": draw.choice(["goods", "goods", "goods", "advance", "security", "refund"], paid),
    })  # fmt: skip
    visits = pd.DataFrame({
        "date": days(seen), "customer_id": draw.choice(ids, seen), "salesperson": draw.choice(people[:3], seen),
        "kind": draw.choice(["return", "phone", "meeting"], seen),
    })  # fmt: skip
    build(path, "en", sample=False)
    with engine.open_book(path) as book:
        for name, frame in (
            ("tblCustomers", customers), ("tblProducts", products), ("tblTransactions", orders),
            ("tblPayments", payments), ("tblVisits", visits),
        ):  # fmt: skip
            tables.append(book, name, frame)
        refresh(book, as_of=dt.date(2026, 6, 20))
        book.save()


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def case(request: pytest.FixtureRequest, sample_book: Callable[[str], Path], shared: Any) -> Any:
    """The report of a month of the sample or of a generated book, its database, its days, the labels of lists."""
    source, month = request.param
    path = shared("generated.xlsm", generate) if source == "generated" else sample_book(source)
    with engine.open_book(path) as book:
        made = report_of(book, report_facts.read_inputs(book, month, None), None)
        labels = {key: tables.labels_of(book, key) for key in ("salesperson", "region", "age_band")}
        tax = bool(tables.read_settings(book)["tax_included"])
        yield made, sql.database(book), days_of(month), labels, tax


def money(units: int) -> float:
    """Units as currency, a half rounded up."""
    return (abs(units) + 50) // 100 * (1 if units >= 0 else -1) / 100


def test_the_amounts_of_the_month_and_what_they_are_held_against(case: Any) -> None:
    """Net amount, of the month before, of a year ago."""
    made, base, month, _, _ = case
    for key, back in (("amount", 0), ("amount_before", 1), ("amount_year_ago", 12)):
        assert made.totals[key] == money(sql.asked(base, sql.SOLD, earlier(month, back))[0][0])


def test_new_customers_and_receipts(case: Any) -> None:
    """First bought in the month; what was paid, deposits left out and refunds taken off."""
    made, base, month, _, _ = case
    for key, back in (("new_customers", 0), ("new_before", 1)):
        assert made.totals[key] == sql.asked(base, sql.NEW, earlier(month, back))[0][0]
    for key, back in (("receipts", 0), ("receipts_before", 1)):
        assert made.totals[key] == money(sql.asked(base, sql.RECEIPTS, earlier(month, back))[0][0])


def test_the_ten_largest_customers(case: Any) -> None:
    """In their order, with the month before; and how many bought."""
    made, base, month, _, _ = case
    found = sql.asked(base, sql.CUSTOMERS, month)
    assert made.totals["buyers"] == len(found)
    assert [row[:4] for row in made.tables["top"]] == [
        (name, money(now), money(before), money(now - before)) for name, now, before in found[:10]
    ]


def test_salespeople(case: Any) -> None:
    """By the line's salesperson, else the owner."""
    made, base, month, labels, _ = case
    found = {labels["salesperson"].get(who, who): money(units) for who, units in sql.asked(base, sql.SELLERS, month)}
    assert {row[0]: row[1] for row in made.tables["people"] if row[1]} == {k: v for k, v in found.items() if v}


@pytest.mark.parametrize(("table", "value"), [("regions", "region"), ("products", "product")])
def test_regions_and_products_with_their_margins(case: Any, table: str, value: str) -> None:
    """Amounts and margins; what has no room is one row, and all of it is the month's amount."""
    made, base, month, labels, tax = case
    blank = BLANK[made.lang]
    found = {
        blank if key is None else labels["region"].get(key, key): (units, earned, worth)
        for key, units, earned, worth in sql.asked(base, sql.DIMENSION.format(value=value), month, tax=tax)
    }
    rows = made.tables[table]
    for label, amount, _share, margin, *_ in rows:
        if label in found:
            units, earned, worth = found[label]
            assert amount == money(units)
            assert margin == (round(earned / worth, 4) if worth > 0 else None)
    named = [row for row in rows if row[0] in found]
    assert len(named) >= min(len(found), 7)
    assert sum(row[1] for row in rows) == pytest.approx(made.totals["amount"])


def test_twelve_months(case: Any) -> None:
    """Each month's amount, and the same month's of the year before."""
    made, base, month, _, _ = case
    found = dict(sql.asked(base, sql.MONTHS, month))
    for name, amount, _target, year_before in made.tables["months"]:
        assert amount == money(found.get(name, 0))
        ago = f"{int(name[:4]) - 1}{name[4:]}"
        if ago >= min(found):
            assert year_before == money(found.get(ago, 0))


def test_debts_by_age(case: Any) -> None:
    """Payments pay the orders that they name, the rest the oldest due first."""
    made, base, month, labels, _ = case
    found = {labels["age_band"][age]: (money(units), many) for age, units, many in sql.asked(base, sql.DEBTS, month)}
    assert {row[0]: row[1:] for row in made.tables["ages"] if row[1]} == found
    late = [labels["age_band"][band] for band in ("to_30", "to_60", "to_90", "over_90")]
    assert made.totals["overdue"] == pytest.approx(sum(found.get(age, (0,))[0] for age in late))


def test_visits_owed_and_made(case: Any) -> None:
    """By the grade as the month began, or the willingness; face to face, one a customer a day."""
    made, base, month, _, _ = case
    owed, done, short = sql.asked(base, sql.VISITS, month)[0]
    assert (made.totals["visits_owed"], made.totals["visits_made"], made.totals["visits_short"]) == (owed, done, short)


def test_both_languages_say_the_same_figures(sample_book: Callable[[str], Path]) -> None:
    """Only the words differ."""
    made: list[MonthReport] = []
    for lang in ("zh", "en"):
        with engine.open_book(sample_book(lang)) as book:
            made.append(report_of(book, report_facts.read_inputs(book, "2026-05", None), None))
    assert made[0].totals == made[1].totals
    for key in ("months", "top", "people", "ages"):
        assert [row[1:] for row in made[0].tables[key]] == [row[1:] for row in made[1].tables[key]]
