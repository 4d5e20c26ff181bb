"""The public superstore sample, loaded, refreshed and shown, against figures straight from the CSV by SQL."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from macros.hosts.command_line import main

AS_OF = dt.date(2018, 1, 1)
pytestmark = pytest.mark.public_data


@dataclass(frozen=True)
class Loaded:
    """A refreshed English book with the sample's customers and orders, and a database with the same CSV."""

    book: Path
    sql: sqlite3.Connection
    shown: dict[str, dict[str, str]]
    reminders: list[dict[str, str]]


def show(book: Path, table: str, capsys: pytest.CaptureFixture[str] | None = None) -> list[dict[str, str]]:
    """What `show --format csv` prints, as rows."""
    import contextlib

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["show", str(book), table, "--format", "csv"]) == 0
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture(scope="module")
def loaded(public_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    source = public_data / "superstore.csv"
    if not source.exists():
        pytest.skip("superstore.csv is not at hand")
    book = tmp_path_factory.mktemp("superstore") / "book.xlsm"
    assert main(["new", str(book), "--lang", "en"]) == 0
    assert main([
        "load", str(book), str(source), "--table", "customers", "--add-to-lists",
        "--map", "Customer ID=customer_id", "--map", "Customer Name=name", "--map", "Segment=nature",
    ]) == 0  # fmt: skip
    assert main([
        "load", str(book), str(source), "--table", "transactions", "--map", "Row ID=line_id",
        "--map", "Order ID=order_no", "--map", "Order Date=date", "--map", "Customer ID=customer_id",
        "--map", "Product Name=product", "--map", "Sales=amount",
    ]) == 0  # fmt: skip
    _give_everyone_a_quarterly_rhythm(book)
    assert main(["refresh", str(book), "--as-of", AS_OF.isoformat()]) == 0
    sql = sqlite3.connect(":memory:")
    sql.execute("create table lines (customer text, order_no text, day text, units int)")
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (
                r["Customer ID"],
                r["Order ID"],
                r["Order Date"],
                int(Decimal(r["Sales"]).scaleb(4).to_integral_value(ROUND_HALF_UP)),
            )
            for r in csv.DictReader(file)
        ]
    sql.executemany("insert into lines values (?, ?, ?, ?)", rows)
    yield Loaded(book, sql, {r["customer_id"]: r for r in show(book, "customers")}, show(book, "reminders"))
    sql.close()


def _give_everyone_a_quarterly_rhythm(book: Path) -> None:
    from workbook import engine, tables

    with engine.open_book(book) as open_book:
        rows = tables.read(open_book, "tblCustomers", ["customer_id", "purchase_strategy"]).frame
        tables.write(open_book, "tblCustomers", rows.assign(purchase_strategy="quarterly")[["purchase_strategy"]])
        open_book.save()


def money(units: int) -> Decimal:
    """Units of 1/10,000 as an amount rounded half up to two places."""
    return Decimal(units).scaleb(-4).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_every_customer_and_line_arrives(loaded: Loaded) -> None:
    """793 customers and 9,994 lines, none lost, none twice."""
    assert len(loaded.shown) == 793
    assert (
        len(show(loaded.book, "transactions")) == loaded.sql.execute("select count(*) from lines").fetchone()[0] == 9994
    )


def test_orders_amount_and_dates_equal_sql_customer_by_customer(loaded: Loaded) -> None:
    """Distinct orders, exact amount, first and last order."""
    query = "select customer, count(distinct order_no), sum(units), min(day), max(day) from lines group by customer"
    expected = {c: (str(n), money(u), first, last) for c, n, u, first, last in loaded.sql.execute(query)}
    got = {
        c: (r["order_count"], Decimal(r["total_amount"]).quantize(Decimal("0.01")), r["first_order"], r["last_order"])
        for c, r in loaded.shown.items()
    }
    assert got == expected


def test_the_total_is_the_csv_s(loaded: Loaded) -> None:
    """2,297,200.86 over all customers, rounded once."""
    assert money(loaded.sql.execute("select sum(units) from lines").fetchone()[0]) == Decimal("2297200.86")
    from workbook import engine, tables

    with engine.open_book(loaded.book) as book:
        assert tables.get_name(book, "home_amount") == 2297200.86


def test_grades_follow_the_pareto_rule(loaded: Loaded) -> None:
    """A while the share before the customer is under 80 %, B under 95 %, else C; equals share a grade."""
    window = loaded.sql.execute(
        "select customer, sum(units) u from lines where day > '2017-01-01' and day <= '2018-01-01' "
        "group by customer order by u desc"
    ).fetchall()
    total = sum(u for _, u in window)
    expected, before, grade, last = {}, 0, "A", None
    for customer, units in window:
        if units != last:
            share = before / total
            grade = "A" if share < 0.8 else "B" if share < 0.95 else "C"
        expected[customer], last = grade, units
        before += units
    everyone = {c for (c,) in loaded.sql.execute("select distinct customer from lines")}
    assert len(everyone - set(expected)) == 100
    expected |= dict.fromkeys(everyone - set(expected), "C")
    assert {c: r["grade"] for c, r in loaded.shown.items()} == expected


def test_customers_outside_the_window_say_so(loaded: Loaded) -> None:
    """The 100 that ordered earlier but not in the window carry one reason, which nobody else carries."""
    inside = {c for (c,) in loaded.sql.execute("select distinct customer from lines where day > '2017-01-01'")}
    reasons = {r["grade_reason"] for c, r in loaded.shown.items() if c not in inside}
    outside = [r for c, r in loaded.shown.items() if c not in inside]
    assert len(outside) == 100
    assert all("12" in reason for reason in reasons)


def test_purchase_decline_for_a_quarterly_rhythm(loaded: Loaded) -> None:
    """Whoever bought last more than 90 days before the as-of date, and nobody else by that rhythm."""
    latest = (AS_OF - dt.timedelta(days=90)).isoformat()
    expected = {
        c for (c,) in loaded.sql.execute("select customer from lines group by customer having max(day) < ?", [latest])
    }
    declining = {r["customer_id"] for r in loaded.reminders if r["kind"] == "Purchase decline"}
    assert expected <= declining
    by_rhythm_only = declining - expected  # three orders and more, silent beyond twice their own median interval
    for customer in by_rhythm_only:
        days = sorted(
            dt.date.fromisoformat(d)
            for (d,) in loaded.sql.execute("select distinct day from lines where customer = ?", [customer])
        )
        gaps = sorted((b - a).days for a, b in itertools.pairwise(days))
        middle = len(gaps) // 2
        median = gaps[middle] if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle]) / 2
        assert len(days) >= 3
        assert (AS_OF - days[-1]).days > 2 * median


def test_the_months_report(loaded: Loaded) -> None:
    """November 2017: the amount, the month before, a year ago (to the fen, half up), and the ten largest customers."""
    from macros.month_end.report import report_of
    from macros.month_end.report_facts import read_inputs
    from workbook import engine

    with engine.open_book(loaded.book) as book:
        made = report_of(book, read_inputs(book, "2017-11", None), None)
    for key, month in (("amount", "2017-11"), ("amount_before", "2017-10"), ("amount_year_ago", "2016-11")):
        units = loaded.sql.execute("select sum(units) from lines where day like ?", (f"{month}%",)).fetchone()[0]
        assert made.totals[key] == float((Decimal(units) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP))
    largest = loaded.sql.execute(
        "select customer, sum(units) from lines where day like '2017-11%' group by customer order by 2 desc limit 10"
    ).fetchall()
    top = made.tables["top"]
    assert [row[0] for row in top] == [loaded.shown[who]["name"] for who, _ in largest]
    assert [row[1] for row in top] == pytest.approx([units / 10_000 for _, units in largest], abs=0.005)
