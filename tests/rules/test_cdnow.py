"""The public sample of 69,659 purchases without order numbers, against plain Python."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from workbook.rules.basics.order_ledger import ledger
from workbook.rules.customers import decline, order_statistics

pytestmark = pytest.mark.public_data


def test_purchases_without_numbers_count_by_customer_and_day(public_data: Path) -> None:
    """Exact repeats are real lines: they add to the amount and not to the orders; rhythm is between days."""
    rows = [
        line.split()
        for line in (public_data / "cdnow" / "CDNOW_master.txt").read_text(encoding="ascii").splitlines()[1:]
        if line.strip()
    ]
    days: defaultdict[str, set[dt.date]] = defaultdict(set)
    bought: defaultdict[str, set[dt.date]] = defaultdict(set)
    cents: defaultdict[str, int] = defaultdict(int)
    for customer, date, _, amount in rows:
        day = dt.date.fromisoformat(date)
        whole, _, part = amount.partition(".")
        cents[customer] += int(whole) * 100 + int(part.ljust(2, "0"))
        days[customer].add(day)
        if float(amount) > 0:
            bought[customer].add(day)
    customers = pd.DataFrame({"customer_id": list(cents), "name": list(cents)}, dtype="str")
    lines = pd.DataFrame(
        {
            "customer_id": pd.Series([row[0] for row in rows], dtype="str"),
            "order_no": pd.Series([None] * len(rows), dtype="str"),
            "date": pd.to_datetime([row[1] for row in rows], format="%Y%m%d"),
            "amount": [float(row[3]) for row in rows],
        }
    )
    book = ledger(customers, lines)
    found = order_statistics.statistics(book)
    assert (len(lines), len(customers), found.unassigned_lines) == (69_659, 23_570, 0)
    assert found.customers["order_count"].tolist() == [len(bought[one]) for one in cents]
    assert found.customers["units"].tolist() == [100 * one for one in cents.values()]
    medians = decline.rhythm(book, dt.date(1998, 7, 1))
    assert medians.notna().tolist() == [len(bought[one]) >= 3 for one in cents]
