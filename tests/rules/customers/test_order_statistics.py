"""Statistics against plain Python, in any order, on any engine, and reconciled with the sheet."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook.errors import InputError
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.customers.order_statistics import per_customer, statistics, window, window_start

Books = Callable[..., Ledger]
Line = tuple[str | None, str | None, dt.date | None, int]

LINES = st.lists(
    st.tuples(
        st.sampled_from(["C1", "C2", "C3", "C9", None]),
        st.sampled_from(["S1", "S2", "S3", None]),
        st.one_of(st.none(), st.dates(dt.date(2025, 1, 1), dt.date(2025, 1, 9))),
        st.integers(-30_000, 90_000),
    ),
    max_size=30,
)
CUSTOMERS = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "name": ["a", "b", "c"]}, dtype="str", index=[0, 2, 5])


def made(lines: list[Line]) -> Ledger:
    frame = pd.DataFrame(
        {
            "customer_id": pd.Series([line[0] for line in lines], dtype="str"),
            "order_no": pd.Series([line[1] for line in lines], dtype="str"),
            "date": pd.to_datetime(pd.Series([line[2] for line in lines], dtype="object")).astype("datetime64[s]"),
            "amount": pd.Series([line[3] / 10_000 for line in lines], dtype="float64"),
        }
    )
    return ledger(CUSTOMERS, frame)


def oracle(lines: list[Line], customer: str) -> tuple[int, int, dt.date | None, dt.date | None]:
    own = [line for line in lines if line[0] == customer]
    orders = {("order", no) if no else ("day", day) for _, no, day, units in own if units > 0}
    bought = [day for _, _, day, units in own if units > 0 and day]
    return len(orders), sum(line[3] for line in own), min(bought, default=None), max(bought, default=None)


def figures(book: Ledger) -> list[tuple[int, int, dt.date | None, dt.date | None]]:
    def day(value: Any) -> dt.date | None:
        return None if value is pd.NaT else value.date()

    rows = statistics(book).customers
    return [
        (orders, units, day(first), day(last))
        for orders, units, first, last in zip(
            rows["order_count"], rows["units"], rows["first_order"], rows["last_order"], strict=True
        )
    ]


@settings(max_examples=tries(40))
@given(LINES)
def test_equal_to_plain_python(lines: list[Line]) -> None:
    """Orders, amount, first and last purchase of each customer."""
    assert figures(made(lines)) == [oracle(lines, customer) for customer in CUSTOMERS["customer_id"]]


@settings(max_examples=tries(40))
@given(LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_the_order_of_lines_does_not_matter(pair: tuple[list[Line], list[Line]]) -> None:
    """A sorted or filtered sheet counts the same."""
    assert figures(made(pair[0])) == figures(made(pair[1]))


@settings(max_examples=tries(40))
@given(LINES)
def test_totals_reconcile(lines: list[Line]) -> None:
    """Sheet = customers + unassigned, to the last unit."""
    found = statistics(made(lines))
    assert found.total_units == found.customers["units"].sum() + found.unassigned_units == sum(x[3] for x in lines)
    assert found.unassigned_lines == sum(x[0] not in {"C1", "C2", "C3"} for x in lines)


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_other_engines_give_the_same(library: str, books: Books) -> None:
    """The same rule, written once, on another dataframe library."""
    engine = importlib.import_module(library)
    book = books(2, ("C1", "S1", "2025-01-01", 5.0), ("C1", None, "2025-01-02", -1.0), ("C2", "S2", "2025-01-03", 2.0))
    table = book.lines
    source = engine.from_pandas(table) if library == "polars" else engine.from_df(table)
    result = per_customer(source)
    there = result.to_pandas() if library == "polars" else result.df()
    whole = {"orders": "int64", "units": "int64"}  # DuckDB sums into 128 bits, which pandas shows as doubles
    both = [
        one.sort_values("customer").astype(whole).astype("str").values.tolist() for one in (there, per_customer(table))
    ]
    assert both[0] == both[1]


def test_lines_of_one_order_count_once(books: Books) -> None:
    """And an order number that two customers share counts for each of them."""
    book = books(2, ("C1", "S1", "2025-01-01", 1.0), ("C1", "S1", "2025-01-09", 1.0), ("C2", "S1", "2025-01-01", 1.0))
    assert statistics(book).customers["order_count"].tolist() == [1, 1]


def test_lines_without_a_number_count_by_day(books: Books) -> None:
    """Two lines of one day are one order, beside the numbered order of that day."""
    book = books(
        1,
        ("C1", None, "2025-01-01", 1.0),
        ("C1", None, "2025-01-01", 1.0),
        ("C1", "S1", "2025-01-01", 1.0),
        ("C1", None, "2025-01-02", 1.0),
    )
    assert statistics(book).customers["order_count"].tolist() == [3]


def test_a_number_used_again_in_another_year_is_another_order(books: Books) -> None:
    """Shops whose numbers start at 1 each January; 1 of another customer is a third order."""
    book = books(2, ("C1", "1", "2024-05-14", 3.0), ("C1", "1", "2025-05-14", 4.0), ("C2", "1", "2024-05-14", 5.0))
    assert statistics(book).customers["order_count"].tolist() == [2, 1]


def test_lines_of_two_customers_on_one_day_are_two_orders(books: Books) -> None:
    """Without a number each line belongs to its own customer, also where the book knows neither."""
    lines = (("X1", None, "2024-05-13", 100.0), ("X2", None, "2024-05-13", 20.0), ("X2", None, "2024-05-13", 1.0))
    assert statistics(books(1, *lines)).order_count == 2
    named = tuple((f"C{who[1]}", no, day, amount) for who, no, day, amount in lines)
    assert statistics(books(2, *named)).customers["order_count"].tolist() == [1, 1]


def test_a_line_without_a_date_belongs_to_its_order(books: Books) -> None:
    """The date stands at the first line of the order only."""
    assert statistics(books(1, ("C1", "S1", "2025-01-05", 1.0), ("C1", "S1", None, 2.0))).order_count == 1


def test_who_only_returned_has_no_orders(books: Books) -> None:
    """No count, no first and last day; the amount is negative, and nothing was ordered."""
    book = books(1, ("C1", "S1", "2025-01-05", -9.0))
    row = statistics(book).customers.iloc[0]
    assert (row["order_count"], row["units"]) == (0, -90_000)
    assert row[["first_order", "last_order"]].isna().all()
    assert window(book, dt.date(2025, 6, 1))[["orders", "ordered", "in_window"]].values.tolist() == [[0, False, False]]


def test_a_return_is_no_order(books: Books) -> None:
    """It has a number of its own and counts for the amount only."""
    book = books(1, ("C1", "S1", "2025-01-05", 9.0), ("C1", "T1", "2025-01-20", -4.0))
    assert statistics(book).customers[["order_count", "units"]].values.tolist() == [[1, 50_000]]


def test_a_return_is_no_purchase(books: Books) -> None:
    """First and last order are of lines with a positive amount."""
    book = books(1, ("C1", "S1", "2025-01-05", 9.0), ("C1", "S2", "2025-02-01", -9.0))
    row = statistics(book).customers.iloc[0]
    assert (row["first_order"], row["last_order"]) == (pd.Timestamp(2025, 1, 5), pd.Timestamp(2025, 1, 5))


def test_a_free_line_is_no_purchase(books: Books) -> None:
    """A line of zero is no order, and moves neither first nor last."""
    book = books(1, ("C1", "S1", "2025-01-05", 0.0), ("C1", "S2", "2025-02-01", 9.0), ("C1", "S3", "2025-03-01", 0.0))
    row = statistics(book).customers.iloc[0]
    assert (row["order_count"], row["first_order"], row["last_order"]) == (
        1,
        pd.Timestamp(2025, 2, 1),
        pd.Timestamp(2025, 2, 1),
    )


def test_the_window_excludes_its_start_and_includes_as_of(books: Books) -> None:
    """(as_of − 12 months, as_of]: the day a year ago is out, today is in, tomorrow is out."""
    book = books(
        1,
        ("C1", "S1", "2025-01-01", 1.0),
        ("C1", "S2", "2025-01-02", 2.0),
        ("C1", "S3", "2026-01-01", 4.0),
        ("C1", "S4", "2026-01-02", 8.0),
    )
    row = window(book, dt.date(2026, 1, 1)).iloc[0]
    assert (row["units"], row["orders"], row["in_window"], row["ordered"]) == (60_000, 2, True, True)


def test_orders_that_lie_ahead_make_nobody_a_buyer_yet(books: Books) -> None:
    """They are in the totals, not in the window, and not yet ordered."""
    book = books(1, ("C1", "S1", "2027-01-01", 5.0))
    row = window(book, dt.date(2026, 1, 1)).iloc[0]
    assert (row["units"], row["in_window"], row["ordered"]) == (0, False, False)
    assert statistics(book).total_units == 50_000


@pytest.mark.parametrize(
    ("as_of", "months", "start"),
    [
        (dt.date(2024, 2, 29), 12, dt.date(2023, 2, 28)),
        (dt.date(2026, 5, 31), 3, dt.date(2026, 2, 28)),
        (dt.date(2018, 1, 1), 12, dt.date(2017, 1, 1)),
    ],
)
def test_months_are_calendar_months(as_of: dt.date, months: int, start: dt.date) -> None:
    """A day that the earlier month lacks is its last day."""
    assert window_start(as_of, months) == start


def test_no_lines_at_all(books: Books) -> None:
    """A new book has customers and no orders."""
    book = books(2)
    found = statistics(book)
    assert found.customers["order_count"].tolist() == [0, 0]
    assert found.customers["last_order"].isna().all()
    assert (found.total_units, found.order_count) == (0, 0)
    assert not window(book, dt.date(2026, 1, 1))["ordered"].any()


def test_amounts_beyond_exact_counting_are_refused(books: Books) -> None:
    """A sentence, not a wrapped integer."""
    with pytest.raises(InputError) as refused:
        books(1, *[("C1", f"S{n}", "2025-01-01", 8e11) for n in range(1200)])
    assert "净额" in refused.value.sentence("zh")


def test_an_order_over_new_year_is_one_on_its_first_day(books: Books) -> None:
    """Delivered on 28 December and 10 January: one order of December, in every span of time."""
    book = books(1, ("C1", "S9", "2025-12-28", 60.0), ("C1", "S9", "2026-01-10", 40.0), ("C1", "S9", None, 5.0))
    found = statistics(book).customers.iloc[0]
    assert (found["order_count"], found["units"]) == (1, 1_050_000)
    assert window(book, dt.date(2026, 1, 31), 1)["orders"].tolist() == [0]
    assert window(book, dt.date(2025, 12, 31), 1)["orders"].tolist() == [1]
    assert book.counted.tolist() == [True, False, False]


@pytest.mark.parametrize(("later", "many"), [("2026-02-26", 1), ("2026-02-27", 2)])
def test_sixty_days_over_new_year_are_one_order(books: Books, later: str, many: int) -> None:
    """Numbers that start again in January are others: 61 days are too long for one delivery."""
    book = books(1, ("C1", "1", "2025-12-28", 60.0), ("C1", "1", later, 40.0))
    assert statistics(book).order_count == many


def test_a_number_of_another_customer_joins_nothing_over_new_year(books: Books) -> None:
    """Nor that of another unknown one."""
    for first, second in (("C1", "C2"), ("X1", "X2")):
        book = books(2, (first, "1", "2025-12-28", 60.0), (second, "1", "2026-01-10", 40.0))
        assert statistics(book).order_count == 2


def test_a_return_in_december_is_not_where_an_order_counts(books: Books) -> None:
    """The first positive line is in January."""
    book = books(1, ("C1", "S9", "2025-12-28", -60.0), ("C1", "S9", "2026-01-10", 70.0))
    assert book.counted.tolist() == [False, True]
    assert window(book, dt.date(2026, 1, 31), 1)["orders"].tolist() == [1]
