"""The sample's figures worked out again from its raw rows, in plain Python and as of three days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.counting.refresh import refresh
from workbook import engine, tables
from workbook.build.sample import sample_rows

DAYS = (dt.date(2024, 12, 31), dt.date(2025, 6, 30), dt.date(2026, 6, 30))
NOW = dt.datetime(2026, 7, 1, 8, 30)
TERMS = {"cash": 0, "on_invoice": 7, "one_month": 30, "two_months": 60, "three_months": 90}
ROWS = sample_rows("en")
CENT = Decimal("0.01")
Row = dict[str, Any]


def decimal(value: Any) -> Decimal:
    return Decimal(str(value or 0))


def net(row: Row) -> Decimal:
    """Amount, else quantity × price × (1 − discount), to the 1/10,000."""
    if row.get("amount") is not None:
        return decimal(row["amount"])
    product = decimal(row["quantity"]) * decimal(row.get("unit_price")) * (1 - decimal(row.get("discount")))
    return product.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def traded(day: dt.date) -> list[Row]:
    return [row for row in ROWS["tblTransactions"] if row["date"] <= day and row.get("kind") not in ("sample", "gift")]  # type: ignore[operator]


def sold_by(day: dt.date) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in traded(day):
        found[str(row["customer_id"])].append(row)
    return found


def orders_of(rows: list[Row]) -> set[tuple[str, int]]:
    return {(row["order_no"], row["date"].year) for row in rows if net(row) > 0}


def paid_by(day: dt.date) -> dict[str, list[tuple[str | None, Decimal]]]:
    found: dict[str, list[tuple[str | None, Decimal]]] = defaultdict(list)
    for row in ROWS["tblPayments"]:
        if row["date"] <= day and row.get("kind") != "security":  # type: ignore[operator]
            sign = -1 if row.get("kind") == "refund" else 1
            found[str(row["customer_id"])].append((row.get("order_no"), sign * decimal(row["amount"])))  # type: ignore[arg-type]
    return found


def invoices(own: list[Row], settlement: str, day: dt.date) -> list[tuple[dt.date, Decimal]]:
    """(due day, sum) of each part of an order that is due by itself, the oldest first, its returns taken off them."""
    parts: dict[dt.date, Decimal] = defaultdict(Decimal)
    for row in own:
        if net(row) > 0:
            begun: Any = row.get("invoiced_on") if settlement == "on_invoice" else own[0]["date"]
            waits = begun is None or (settlement == "on_invoice" and begun > day)
            parts[dt.date.max if waits else begun + dt.timedelta(days=TERMS[settlement])] += net(row)
    back = -sum((net(row) for row in own if net(row) < 0), Decimal())
    found = []
    for due, amount in sorted(parts.items()):
        taken = min(amount, back)
        back -= taken
        found.append((due, amount - taken))
    return found


def late(rows: list[Row], paid: list[tuple[str | None, Decimal]], settlement: str, day: dt.date) -> Decimal:
    """What is past its day: payments by name first, then the oldest due."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        lines[row["order_no"]].append(row)
    owed = {number: sum(map(net, own), Decimal()) for number, own in lines.items()}
    sold = {number: total for number, total in owed.items() if total > 0}
    named: dict[str, Decimal] = defaultdict(Decimal)
    for name, amount in paid:
        if name in sold:
            named[name] += amount
    named = defaultdict(Decimal, {number: min(total, sold[number]) for number, total in named.items()})
    pool = sum((amount for _, amount in paid), Decimal()) - sum(owed[n] for n in owed if owed[n] < 0)
    pool -= sum(named.values())
    open_: list[tuple[dt.date, Any, Decimal]] = []
    for number in sold:
        for due, amount in invoices(lines[number], settlement, day):
            used = min(amount, named[number])
            named[number] -= used
            open_.append((due, lines[number][0]["date"], amount - used))
    found = Decimal()
    for due, _, left in sorted(open_):
        used = min(left, max(pool, Decimal()))
        pool -= used
        if due < day:
            found += left - used
    return found


@pytest.mark.parametrize("day", DAYS)
def test_totals_orders_and_debts_are_those_of_the_raw_rows(sample_en: Path, day: dt.date) -> None:
    """Every customer's orders, amount, first and last order, receivable, prepaid and overdue amount; and the totals."""
    with engine.open_book(sample_en) as book:
        report = refresh(book, as_of=day, now=NOW)
        rows = tables.read(book, "tblCustomers").frame.set_index("customer_id")
    sold, paid = sold_by(day), paid_by(day)
    settlements = {row["customer_id"]: row["settlement"] for row in ROWS["tblCustomers"]}
    total = sum((net(row) for row in traded(day)), Decimal())
    assert Decimal(str(report.figures["amount"])) == total.quantize(CENT, ROUND_HALF_UP)
    assert report.figures["orders"] == sum(len(orders_of(own)) for own in sold.values())
    assert report.figures["later_lines"] == sum(row["date"] > day for row in ROWS["tblTransactions"])  # type: ignore[operator]
    for who, row in rows.iterrows():
        own, payments = sold.get(str(who), []), paid.get(str(who), [])
        bought = [one["date"] for one in own if net(one) > 0]
        amount = sum(map(net, own), Decimal())
        assert row["order_count"] == len(orders_of(own)), who
        assert Decimal(str(row["total_amount"])) == amount.quantize(CENT, ROUND_HALF_UP), who
        for key, pick in (("first_order", min), ("last_order", max)):
            assert (None if row[key] != row[key] else row[key].date()) == pick(bought, default=None), who
        if not payments:
            assert row[["receivable", "overdue", "prepaid"]].isna().all(), who
            continue
        owed = (amount - sum((one for _, one in payments), Decimal())).quantize(CENT, ROUND_HALF_UP)
        past = late(own, payments, str(settlements[who]), day).quantize(CENT, ROUND_HALF_UP)
        found = [Decimal(str(row[key])).quantize(CENT) for key in ("receivable", "prepaid", "overdue")]
        assert found == [max(owed, Decimal()), max(-owed, Decimal()), past], who


def test_half_a_year_ago_is_half_a_year_ago(sample_en: Path) -> None:
    """2,078,178.63 by 30 June 2025: 175 orders, beside four returns that have numbers of their own."""
    with engine.open_book(sample_en) as book:
        report = refresh(book, as_of=dt.date(2025, 6, 30), now=NOW)
        first = tables.read(book, "tblCustomers").frame.iloc[0]
        assert (report.figures["amount"], report.figures["orders"]) == (2_078_178.63, 175)
        assert any("not counted" in line.en for line in report.lines)
        assert first["last_order"].date() <= dt.date(2025, 6, 30)
        refresh(book, as_of=dt.date(2026, 6, 30), now=NOW)
        assert tables.read(book, "tblCustomers").frame.iloc[0]["order_count"] == 31


def test_the_sheet_is_what_counts_and_what_does_not(sample_en: Path) -> None:
    """Sheet = customers + nobody's + later + samples and gifts."""
    with engine.open_book(sample_en) as book:
        dates = pd.to_datetime(["2062-06-05", "2026-06-01", "2026-06-02"])
        more = {"customer_id": ["C00001", "C00002", "Nobody Ltd"], "amount": [70.0, 5.0, 9.0], "date": dates}
        tables.append(
            book, "tblTransactions", pd.DataFrame(more).assign(kind=pd.Series([None, "sample", None], dtype="str"))
        )
        report = refresh(book, as_of=DAYS[-1], now=NOW)
        sheet = tables.read(book, "tblTransactions", ("net_amount",)).frame["net_amount"].sum()
        customers = tables.read(book, "tblCustomers").frame
        parts = [
            customers["total_amount"].sum(),
            *(report.figures[k] for k in ("unassigned", "later_amount", "free_amount")),
        ]
        assert parts[1:] == [9.0, 70.0, 5.0]
        assert sheet == pytest.approx(sum(map(float, parts)), abs=0.005)
        assert customers.iloc[0]["last_order"].year < 2062


def test_a_customer_without_a_date_gets_its_first_order_or_the_day(sample_en: Path) -> None:
    """Never the clock; the cell is filled once and stays."""
    with engine.open_book(sample_en) as book:
        people = tables.read(book, "tblCustomers").frame
        tables.write_rows(
            book,
            "tblCustomers",
            people.iloc[[0]][["last_order"]].mask(people["name"].notna()).set_axis(["created_on"], axis=1),
        )
        tables.append(book, "tblCustomers", pd.DataFrame({"name": ["Fresh Ltd"]}))
        refresh(book, as_of=DAYS[-1], now=NOW)
        found = tables.read(book, "tblCustomers").frame
        assert found.iloc[0]["created_on"] <= found.iloc[0]["first_order"]
        assert found.iloc[-1]["created_on"].date() == DAYS[-1]
        refresh(book, as_of=dt.date(2026, 12, 1), now=NOW)
        assert tables.read(book, "tblCustomers").frame.iloc[-1]["created_on"].date() == DAYS[-1]
