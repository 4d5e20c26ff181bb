"""How long the rules over orders take: `python -m bench.rules_orders [lines] [customers]`.

Prints seconds for each step on a made-up book; run by hand. Nothing is read or written.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from workbook.rules import home
from workbook.rules.basics import exact_money, references
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.customers import decline, grade, grade_history, next_contact, order_statistics, tier
from workbook.rules.reminders import contact as contact_due
from workbook.rules.reminders import decline as decline_due
from workbook.rules.reminders import merge, today

AS_OF = dt.date(2026, 1, 1)
RHYTHM = {"weekly": 7.0, "half_monthly": 15.0, "monthly": 30.0, "quarterly": 90.0}
T = TypeVar("T")


def main(lines: int = 1_000_000, customers: int = 100_000) -> None:
    """Time every step once."""
    people, orders = made_up(lines, customers)
    total = 0.0

    def timed(what: str, work: Callable[[], T]) -> T:
        nonlocal total
        start = time.perf_counter()
        result = work()
        spent = time.perf_counter() - start
        total += spent
        print(f"{what:<24}{spent:8.3f} s")
        return result

    found = timed("references", lambda: references.resolve(orders["customer_id"], people))
    net = timed("net amount", lambda: exact_money.net_amount(orders))
    book = timed("ledger", lambda: ledger(people, orders, net, found.positions))
    figures = timed("statistics", lambda: order_statistics.statistics(book))
    recent = timed("window", lambda: order_statistics.window(book, AS_OF))
    graded = timed("grades with reasons", lambda: grade.grades(recent.assign(manual_grade=np.nan)))
    people = pd.concat([people, graded, figures.customers], axis=1)
    timed("grade history", lambda: grade_history.changes(people, HISTORY, AS_OF))
    timed("tiers", lambda: tier.tiers(people))
    touched = timed("contact", lambda: next_contact.contacts(people, None, RHYTHM, AS_OF))
    people = pd.concat([people, touched], axis=1)
    medians = timed("own rhythm", lambda: decline.rhythm(book, AS_OF))
    first = timed("reminders: contact", lambda: contact_due.due(people, as_of=AS_OF))
    second = timed(
        "reminders: decline",
        lambda: decline_due.due(people, medians, as_of=AS_OF, rhythm_days=RHYTHM, existing={"existing_end"}),
    )
    merged = timed("merge, empty list", lambda: merge.merge([first, second], NOTHING, PAST, AS_OF))
    timed("merge, second run", lambda: merge.merge([first, second], merged.reminders, PAST, AS_OF))
    timed("today", lambda: today.today(merged.reminders, people, AS_OF))
    timed("home: blocks", lambda: home.blocks(people, book, recent, AS_OF, grade_labels={}, region_labels={}))
    print(f"{'all':<24}{total:8.3f} s   {lines:,} lines, {customers:,} customers, {len(merged.reminders):,} reminders")


HISTORY = pd.DataFrame({key: pd.Series([], dtype="str") for key in ("as_of", "customer_id", "after")})
NOTHING = pd.DataFrame(
    {
        key: pd.Series([], dtype="str")
        for key in ("key", "kind", "customer_id", "customer_name", "contact", "due", "why", "owner", *merge.KEPT)
    }
)
PAST = NOTHING[["key", "status", "notes", "first_seen"]]


def made_up(lines: int, customers: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A book of random customers and order lines, the same every time."""
    random = np.random.default_rng(7)
    ids = pd.Series([f"C{n:05d}" for n in range(customers)], dtype="str")
    people = pd.DataFrame(
        {
            "row_id": pd.Series([f"{n:016x}" for n in range(customers)], dtype="str"),
            "customer_id": ids,
            "name": "Customer " + ids,
            "owner": pd.Series(random.choice(["ann", "bo"], customers), dtype="str"),
            "region": pd.Series(random.choice(["north", "south"], customers), dtype="str"),
            "phone": pd.Series([np.nan] * customers, dtype="str"),
            "position": pd.Series(random.choice(["leader", "average"], customers), dtype="str"),
            "category": pd.Series(["existing_end"] * customers, dtype="str"),
            "contact_strategy": pd.Series(random.choice(list(RHYTHM), customers), dtype="str"),
            "purchase_strategy": pd.Series(["quarterly"] * customers, dtype="str"),
            "manual_tier": pd.Series([np.nan] * customers, dtype="str"),
            "credit": random.integers(1, 6, customers).astype("float64"),
            "created_on": pd.Series(np.full(customers, np.datetime64("2023-01-01", "s"))),
            "visits_per_month": 1.0,
            "key_account": False,
            "archived": False,
        }
    )
    start = np.datetime64("2023-01-01", "s")
    orders = pd.DataFrame(
        {
            "customer_id": ids.iloc[random.integers(0, customers, lines)].reset_index(drop=True),
            "order_no": pd.Series([f"SO{n:07d}" for n in random.integers(0, lines // 2 + 1, lines)], dtype="str"),
            "date": pd.Series(start + random.integers(0, 1095, lines).astype("timedelta64[D]")),
            "quantity": random.integers(1, 50, lines).astype("float64"),
            "unit_price": random.integers(1, 100_000, lines) / 100,
            "discount": random.choice([0.0, 0.125, 0.15], lines),
            "amount": np.where(random.random(lines) < 0.5, random.integers(-2_000, 1_000_000, lines) / 100, np.nan),
        }
    )
    orders.loc[random.random(lines) < 0.05, "order_no"] = np.nan
    return people, orders


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
