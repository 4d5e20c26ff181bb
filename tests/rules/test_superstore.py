"""The public sample of 9,994 order lines, against plain Python that reads the CSV by itself."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from workbook.rules.basics import references
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.customers import decline, grade, order_statistics

AS_OF = dt.date(2018, 1, 1)

pytestmark = pytest.mark.public_data


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[dict[str, str]]:
    with (public_data / "superstore.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def customers(rows: list[dict[str, str]]) -> pd.DataFrame:
    names = {row["Customer ID"]: row["Customer Name"] for row in rows}
    return pd.DataFrame({"customer_id": list(names), "name": list(names.values())}, dtype="str")


@pytest.fixture(scope="module")
def book(rows: list[dict[str, str]], customers: pd.DataFrame) -> Ledger:
    lines = pd.DataFrame(
        {
            "customer_id": pd.Series([row["Customer ID"] for row in rows], dtype="str"),
            "order_no": pd.Series([row["Order ID"] for row in rows], dtype="str"),
            "date": pd.to_datetime([row["Order Date"] for row in rows]),
            "amount": [float(row["Sales"]) for row in rows],
        }
    )
    return ledger(customers, lines)


def test_statistics_equal_plain_python(rows: list[dict[str, str]], customers: pd.DataFrame, book: Ledger) -> None:
    """Orders, amount, first and last date agree customer by customer; 793, 5,009 and 2,297,200.86 in all."""
    orders: defaultdict[str, set[str]] = defaultdict(set)
    amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
    dates: defaultdict[str, list[dt.date]] = defaultdict(list)
    for row in rows:
        orders[row["Customer ID"]].add(row["Order ID"])
        amounts[row["Customer ID"]] += Decimal(row["Sales"]).quantize(Decimal("0.0001"), "ROUND_HALF_UP")
        dates[row["Customer ID"]].append(dt.date.fromisoformat(row["Order Date"]))
    found = order_statistics.statistics(book)
    made = found.customers.set_axis(pd.Index(customers["customer_id"]), axis=0)
    assert len(made) == 793
    for customer, one in made.iterrows():
        key = str(customer)
        assert (one["order_count"], one["units"]) == (len(orders[key]), int(amounts[key] * 10_000))
        assert (one["first_order"].date(), one["last_order"].date()) == (min(dates[key]), max(dates[key]))
    assert found.order_count == 5009
    assert round(found.total_units / 10_000, 2) == 2_297_200.86
    assert (found.unassigned_lines, found.unassigned_units) == (0, 0)


def test_grades_equal_plain_python(rows: list[dict[str, str]], customers: pd.DataFrame, book: Ledger) -> None:
    """A, B, C by the wording of the rule; 100 customers ordered earlier and not in the window."""
    recent = {customer: Fraction(0) for customer in customers["customer_id"]}
    active = set()
    for row in rows:
        if dt.date(2017, 1, 1) < dt.date.fromisoformat(row["Order Date"]) <= AS_OF:
            recent[row["Customer ID"]] += Fraction(row["Sales"])
            active.add(row["Customer ID"])
    total = sum(recent.values())
    expected = dict.fromkeys(customers["customer_id"], "C")
    for customer in active:
        before = sum(amount for amount in recent.values() if amount > recent[customer])
        expected[customer] = (
            "A" if before / total < Fraction(4, 5) else "B" if before / total < Fraction(19, 20) else "C"
        )
    made = grade.grades(order_statistics.window(book, AS_OF), lang="en")
    assert dict(zip(customers["customer_id"], made["grade"], strict=True)) == expected
    earlier = made["grade_reason"].str.startswith("Ordered earlier")
    assert earlier.sum() == 100
    assert set(made.loc[earlier, "grade"]) == {"C"}


def test_decline_equals_plain_python(rows: list[dict[str, str]], customers: pd.DataFrame, book: Ledger) -> None:
    """For a rhythm of 90 days, exactly those whose last order is more than 90 days old are in decline."""
    last: dict[str, str] = {}
    for row in rows:
        last[row["Customer ID"]] = max(last.get(row["Customer ID"], ""), row["Order Date"])
    expected = {one for one, day in last.items() if (AS_OF - dt.date.fromisoformat(day)).days > 90}
    people = customers.assign(
        last_order=order_statistics.statistics(book).customers["last_order"],
        created_on=pd.to_datetime(pd.Series(None, index=customers.index, dtype="str")),
        category=None,
        purchase_strategy="quarterly",
    )
    none = pd.Series(float("nan"), index=people.index)
    found = decline.declines(people, none, as_of=AS_OF, rhythm_days={"quarterly": 90.0}, existing=set())
    assert set(people.loc[found.index, "customer_id"]) == expected


def test_names_resolve_as_ids_do(customers: pd.DataFrame) -> None:
    """All 793 names are different, so that a name finds what its id finds."""
    by_name = references.resolve(customers["name"], customers)
    assert by_name.ids.tolist() == customers["customer_id"].tolist()
