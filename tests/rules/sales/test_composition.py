"""Composition, concentration, completeness, sources, markets, months."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.basics.periods import parse
from workbook.rules.customers import completeness
from workbook.rules.market import market_share
from workbook.rules.sales import composition, customer_sources, flows, monthly_sales
from workbook.schema import listing, table

Books = Callable[..., Ledger]
Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 10)
UNITS = st.lists(st.integers(-100, 1000), min_size=1, max_size=30)


MARCH = parse("2026-03", AS_OF)
YEAR = parse("2026", AS_OF)


def line(one: dict[str, int]) -> dict[str, Any]:
    """A line of a period, of customer 0."""
    return {"customer": 0, "before": False, "year_ago": False, "now": True} | one


@pytest.fixture
def book(books: Books) -> Ledger:
    return books(
        3,
        ("C1", "S1", "2026-03-01", 100.0),
        ("C1", "S1", "2026-03-01", 20.0),
        ("C2", None, "2026-03-05", 30.0),
        ("C9", "S4", "2026-02-01", 50.0),
    )


def test_a_dimension_of_the_lines(book: Ledger) -> None:
    """Orders as the statistics count them; a customer counts once; a blank value is a row."""
    products = pd.Series(["Tea", "Tea", "Tea", None], dtype="str")
    found = composition.rows(composition.by(products, flows.of_period(book, YEAR)))
    shown = found[["value", "rank", "customers", "orders", "units"]].astype(object).fillna("")
    assert shown.values.tolist() == [["Tea", 1, 2, 2, 1_500_000], ["", 2, 0, 1, 500_000]]
    assert found["share"].tolist() == [0.75, 0.25]
    assert found["cumulative"].tolist() == [0.75, 1.0]


def test_a_dimension_of_the_customers(book: Ledger, people: Make) -> None:
    """Lines of nobody have no region."""
    customers = people({"region": "south"}, {"region": "north"}, {"region": "south"})
    lines = flows.of_period(book, YEAR)
    found = composition.by(composition.of_customers(customers["region"], lines), lines)
    assert found.astype(object).fillna("").set_index("value")["units"].to_dict() == {
        "south": 1_200_000,
        "north": 300_000,
        "": 500_000,
    }


def test_what_is_outside_a_period_stands_beside_it(book: Ledger) -> None:
    """February's line is no order of March, and the month before; nothing of last year."""
    lines = flows.of_period(book, MARCH)
    found = composition.by(pd.Series("Tea", index=lines.index), lines)
    assert found[["units", "units_before", "units_year_ago", "orders", "customers"]].values.tolist() == [
        [1_500_000, 500_000, 0, 2, 2]
    ]


def test_the_total_counts_an_order_of_two_products_once(books: Books) -> None:
    """Each product has the order, the whole has it once."""
    lines = flows.of_period(books(1, *[("C1", "S1", "2026-03-01", 1.0)] * 2), MARCH)
    assert composition.by(pd.Series(["a", "b"]), lines)["orders"].tolist() == [1, 1]
    assert composition.by(pd.Series(["", ""]), lines)["orders"].tolist() == [1]


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_other_engines_give_the_same_sums(library: str) -> None:
    """The same rule, written once, on another dataframe library: by value, and by month and value."""
    engine = importlib.import_module(library)
    rows = [line({"value": n % 3, "order": n // 2, "units": 7 * n - 20, "month": n % 2}) for n in range(12)]
    lines = pd.DataFrame(rows).assign(before=[n % 4 == 1 for n in range(12)], customer=[n % 5 - 1 for n in range(12)])
    source = engine.from_pandas(lines) if library == "polars" else engine.from_df(lines)

    def plain(found: Any, keys: list[str]) -> Any:
        frame = found if isinstance(found, pd.DataFrame) else found.to_pandas() if library == "polars" else found.df()
        return frame.sort_values(keys).astype("int64").values.tolist()

    assert plain(flows.per_value(source), ["value"]) == plain(flows.per_value(lines), ["value"])
    keys = ["month", "value"]
    assert plain(flows.per_month(source), keys) == plain(flows.per_month(lines), keys)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", None]), st.integers(-1, 2), st.integers(0, 3), st.integers(-30, 90),
        st.booleans(), st.booleans(), st.booleans(),
    ),
    max_size=20,
)  # fmt: skip


@given(LINES)
def test_equal_to_plain_python(rows: list[tuple[str | None, int, int, int, bool, bool, bool]]) -> None:
    """Sums of the three periods, orders and customers of the first."""
    names = ["value", "customer", "order", "units", "now", "before", "year_ago"]
    lines = pd.DataFrame(rows, columns=names)
    typed: Any = {
        "customer": "int64",
        "order": "int64",
        "units": "int64",
        "now": bool,
        "before": bool,
        "year_ago": bool,
    }
    found = composition.by(lines["value"].astype("str"), lines.astype(typed).drop(columns="value"))
    for value, units, before, year_ago, orders, customers in found.astype(object).itertuples(index=False):
        mine = [row for row in rows if (row[0] is None) == pd.isna(value) and row[0] in (value, None)]
        bought = [row for row in mine if row[4] and row[3] > 0]
        assert (units, before, year_ago) == tuple(sum(row[3] for row in mine if row[at]) for at in (4, 5, 6))
        assert orders == len({row[2] for row in bought})
        assert customers == len({row[1] for row in bought if row[1] >= 0})
    assert len(found) == len({row[0] for row in rows})


@given(UNITS, st.integers(1, 30))
def test_the_curve_rises_to_the_whole(units: list[int], steps: int) -> None:
    """Never below equal shares, bent once: the largest come first."""
    found = composition.curve(pd.Series(units), steps)
    assert len(found) == (steps if any(one > 0 for one in units) else 0)
    assert all(share >= at - 1e-9 for at, share in found)
    assert all(one[1] <= other[1] + 1e-9 for one, other in pairwise(found))
    if found:
        assert list(found[-1]) == pytest.approx([1.0, 1.0])


def test_the_first_five_by_hand() -> None:
    """Of seven customers; of three there are only three."""
    found = composition.first(pd.Series([40, 20, 10, 10, 10, 5, 5]))
    assert found[["top_count", "amount_share"]].values.tolist() == [[5.0, 0.9]]
    assert composition.first(pd.Series([1, 1, 2]))["top_count"].tolist() == [3]
    assert composition.first(pd.Series([0, -1])).empty


@given(UNITS)
def test_the_sentence_is_true(units: list[int]) -> None:
    """Counting the top customers by hand gives its share; more customers never make less."""
    found = composition.tops(pd.Series(units))
    sold = sorted((one for one in units if one > 0), reverse=True)
    assert len(found) == (3 if sold else 0)
    for count, share in zip(found["top_count"], found["amount_share"], strict=True):
        assert share == pytest.approx(sum(sold[:count]) / sum(sold))
    assert found["amount_share"].is_monotonic_increasing


def test_the_sentence_in_words() -> None:
    """The share is what was counted: 1 of 3 is a third, not 20 %."""
    found = composition.tops(pd.Series([80, 15, 5]), [0.2], "zh")
    assert found["sentence"].tolist() == ["前33.3%（1个，共3个）占全部净额的80.0%"]


@given(UNITS)
def test_the_index_lies_between_equal_shares_and_one(units: list[int]) -> None:
    """1/n when all are equal, 1 when one has all, nothing without sales."""
    found = composition.concentration(pd.Series(units))
    sold = [one for one in units if one > 0]
    if not sold:
        assert found is None
    else:
        assert found is not None
        assert 1 / len(sold) - 1e-12 <= found <= 1 + 1e-12
        assert composition.concentration(pd.Series([7] * len(sold))) == pytest.approx(1 / len(sold))


def test_no_products_have_no_classes() -> None:
    """As text all the same."""
    none = pd.DataFrame({"value": pd.Series(dtype="str"), "units": [], "margin_rate": []})
    assert composition.product_class(none, main=set()).dtype == "str"


def test_product_classes_cover_main_profitable_slow_and_ordinary() -> None:
    """Marked ones are main whatever they sell."""
    rows = pd.DataFrame(
        {"value": ["a", "b", "c", "d", "e"], "units": [600, 200, 190, 5, 1], "margin_rate": [0.1, 0.5, 0.0, 0.9, 0.0]}
    )
    found = composition.product_class(rows, main={"e"})
    assert found.tolist() == ["main", "profitable", "ordinary", "slow", "main"]
    assert {*found, "unlisted"} == {one.key for one in listing("product_class").entries}


def test_completeness_counts_facts_by_kind_of_customer() -> None:
    """A person is not asked for a legal nature."""
    keys = list(table("tblCustomers").by_key)
    full = pd.DataFrame({key: ["x", "x"] for key in keys}, dtype="str").assign(kind=["person", "company"])
    bare = full.copy()
    bare.loc[:, [key for key in keys if key != "kind"]] = np.nan
    assert completeness.completeness(full).tolist() == [1.0, 1.0]
    people_, firms = completeness.completeness(bare).tolist()
    assert 0 < firms < people_ < 0.1
    assert "nature" in completeness.missing(bare, 1)
    assert "nature" not in completeness.missing(bare, 0)
    assert completeness.missing(full, 1) == []


def test_sources_tell_who_bought_and_what_was_earned(people: Make) -> None:
    """A reward for each referral that first bought in the period; reach for referrals only."""
    rows = people(
        {"source": "referral", "first_order": "2026-01-01"}, {"source": "referral"}, {"source": "fair"}, {}
    ).assign(units=[50_000, 0, 10_000, 0], units_before=[1, 2, 3, 4], units_year_ago=0)
    rows = rows.assign(new_customer=[True, False, False, True], new_buyer=[True, False, False, False])
    introduced = pd.DataFrame(
        {"customer_id": ["C1", "C2", "C2", "C3"], "introduced_by": ["Lin", "Lin", None, "Wu"]}, dtype="str"
    )
    found = customer_sources.by_source(rows, introduced, reward=100.0)
    assert found.astype(object).fillna("").values.tolist() == [
        ["referral", 2, 1, 0.5, 1, 1, 50_000, 3, 0, 1_000_000, 1, 250],
        ["fair", 1, 0, 0.0, 0, 0, 10_000, 3, 0, 0, 0, 0],
        ["", 1, 0, 0.0, 1, 0, 0, 4, 0, 0, 0, 0],
    ]
    assert set(listing("source").table.by_key) > {"allowed", "note"}
    assert {one.key for one in listing("source").entries} >= customer_sources.REFERRALS


def test_our_share_of_a_market_is_of_its_region_and_year(book: Ledger, people: Make) -> None:
    """A row without an amount has no share, nor has a year to come."""
    customers = people({"region": "south"}, {"region": "north"}, {"region": "south"})
    rows = pd.DataFrame(
        {"region": ["south", "south", "north", None, "south"], "year": [2026.0, 2025.0, 2026.0, 2026.0, 2027.0],
         "market_amount": [1_200.0, 10.0, np.nan, 5.0, 5.0]}
    )  # fmt: skip
    found = market_share.shares(rows, customers, book, dt.date(2026, 12, 31))
    assert found["own_amount"].fillna(-1).tolist() == [120.0, 0.0, 30.0, -1.0, -1.0]
    assert found["own_share"].fillna(-1).tolist() == [0.1, 0.0, -1.0, -1.0, -1.0]
    assert found["share_period"].fillna("").tolist() == ["全年", "全年", "", "", ""]


def test_a_running_year_is_held_against_the_market_pro_rata(book: Ledger, people: Make) -> None:
    """120 of ours in 73 of 365 days, beside a fifth of 6,000: a tenth, and it says so."""
    rows = pd.DataFrame({"region": ["south"], "year": [2026.0], "market_amount": [6_000.0]})
    found = market_share.shares(rows, people({"region": "south"}, {}, {}), book, dt.date(2026, 3, 14))
    assert found[["compared_amount", "own_share"]].values.tolist() == [[1_200.0, 0.1]]
    assert found["share_period"].tolist() == ["至2026-03-14，市场容量按73/365天折算"]


def history(books: Books, *amounts: float) -> Ledger:
    """One order on the first of each month, ending with March 2026."""
    end = np.datetime64("2026-03")
    days = [str(end - n) + "-01" for n in range(len(amounts))][::-1]
    return books(1, *[("C1", f"S{n}", day, amount) for n, (day, amount) in enumerate(zip(days, amounts, strict=True))])


def months_of(
    book: Ledger,
    aims: pd.DataFrame,
    *,
    forecast: Mapping[int, float] = MappingProxyType({}),
    closes_on: int | None = None,
    months: int = 12,
    ahead: int = 2,
) -> pd.DataFrame:
    """The months sheet of a whole book."""
    running = flows.of_period(book, parse("本月", AS_OF, closes_on))
    same = tuple(int(running.loc[running[key], "units"].sum()) for key in ("before", "year_ago"))
    sums = flows.months(book, pd.Series("", index=book.lines.index), closes_on).groupby("month")["units"].sum()
    return monthly_sales.monthly(
        sums, (same[0], same[1]), aims, AS_OF, forecast=forecast, closes_on=closes_on, months=months, ahead=ahead
    )


def targets(frame: Make, *rows: tuple[str, str | None, float]) -> pd.DataFrame:
    columns: list[Any] = list(zip(*rows, strict=True)) or [(), (), ()]
    made = frame(month=list(columns[0]), salesperson=list(columns[1]), region=[None] * len(rows))
    return made.assign(amount=pd.Series(list(columns[2]), dtype="float64"))


def test_months_hold_target_growth_and_forecast(books: Books, frame: Make) -> None:
    """Thirteen months of 100, then of 110; the company's own target wins over the people's; what is forecast is told of
    the months it is forecast for."""
    book = history(books, *[100.0] * 13, *[110.0] * 13)
    aims = targets(frame, ("2026-03-01", None, 220.0), ("2026-03-01", "ann", 50.0), ("2026-04-01", "ann", 60.0))
    found = months_of(book, aims, forecast={2026 * 12 + 2: 121.0}).set_index("month")
    assert len(found) == 14
    march, april = found.loc[pd.Timestamp(2026, 3, 1)], found.loc[pd.Timestamp(2026, 4, 1)]
    assert list(march[["amount", "target", "attainment", "year_before"]]) == [110.0, 220.0, 0.5, 110.0]
    assert found.loc[pd.Timestamp(2026, 1, 1), "growth"] == pytest.approx(0.1)
    assert (np.isnan(april["amount"]), april["target"]) == (True, 60.0)
    assert march["forecast"] == 121.0
    assert np.isnan(april["forecast"])


def test_a_young_book_has_no_year_before(books: Books, frame: Make) -> None:
    """Nor growth, nor a forecast that nobody made."""
    found = months_of(history(books, 10.0, 20.0, 60.0, 1.0), targets(frame), months=2, ahead=1)
    assert found[["year_before", "growth", "forecast"]].isna().all(axis=None)


def test_an_empty_book_has_no_forecast(books: Books, frame: Make) -> None:
    """But months all the same."""
    found = months_of(books(1), targets(frame), months=3, ahead=1)
    assert found["amount"].fillna(-1).tolist() == [0.0, 0.0, 0.0, -1.0]
    assert found["forecast"].isna().all()


def test_the_running_month_is_held_against_the_same_days(books: Books, frame: Make) -> None:
    """1 to 10 March against 1 to 10 February and 1 to 10 March of last year; a full month against the whole."""
    days = ("2025-03-10", "2025-03-11", "2026-01-31", "2026-02-10", "2026-02-11", "2026-03-10")
    book = books(1, *[("C1", f"S{n}", day, float(2**n)) for n, day in enumerate(days)])
    found = months_of(book, targets(frame), months=2, ahead=1)
    columns = ["amount", "amount_before", "change", "year_before", "growth"]
    assert found[columns].fillna(-1).values.tolist() == [
        [24.0, 4.0, 20.0, -1.0, -1.0], [32.0, 8.0, 24.0, 1.0, 31.0], [-1.0, -1.0, -1.0, 0.0, -1.0],
    ]  # fmt: skip


def test_months_end_on_the_day_the_books_are_closed(books: Books, frame: Make) -> None:
    """With the 5th the month of March is 6 February to 5 March, and 10 March is in April's."""
    book = books(1, ("C1", "S1", "2026-02-05", 1.0), ("C1", "S2", "2026-02-06", 2.0), ("C1", "S3", "2026-03-06", 4.0))
    found = months_of(book, targets(frame), closes_on=5, months=3, ahead=0)
    assert found["month"].dt.month.tolist() == [2, 3, 4]
    assert found["amount"].tolist() == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("units", "rates", "main", "expected"),
    [
        ([50, 50], [0.1, 0.3], set(), ["main", "profitable"]),
        ([51, 49], [0.3, 0.1], set(), ["main", "ordinary"]),
        ([49, 51], [0.2, 0.2], set(), ["ordinary", "main"]),
        ([990, 10], [0.1, 0.9], set(), ["main", "slow"]),
        ([989, 11], [0.1, 0.9], set(), ["main", "profitable"]),
        ([100, -5], [0.1, 0.9], set(), ["main", "slow"]),
        ([0, 0], [0.1, 0.9], set(), ["slow", "slow"]),
        ([990, 10], [0.1, 0.9], {"b"}, ["main", "main"]),
        ([100, 100, 100], [0.1, 0.1, 0.1], set(), ["main", "main", "ordinary"]),
    ],
)
def test_product_classes_at_their_bounds(
    units: list[int], rates: list[float], main: set[str], expected: list[str]
) -> None:
    """Main while what sold better is less than half; a hundredth is slow; a margin like all others' is nothing more."""
    rows = pd.DataFrame({"value": list("abc")[: len(units)], "units": units, "margin_rate": rates})
    assert composition.product_class(rows, main=main).tolist() == expected
