"""The eleven questions and where their answers come from."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.language import LANGS, Lang
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.customers.order_statistics import statistics
from workbook.rules.customers.portrait import QUESTIONS, Facts, most, portrait

AS_OF = dt.date(2026, 6, 30)
TEXT = ("kind", "industry", "region", "settlement", "source", "grade", "latest_wishes")
PROFILE = ("comes_from", "buys_how_often", "buys_how", "learned_through", "view_of_us", "wants_from_us")
LISTS = (
    "customer_kind", "industry", "region", "settlement", "source", "grade", "buying_origin", "buying_frequency",
    "buying_way", "buying_awareness",
)  # fmt: skip


def texts(columns: tuple[str, ...], *rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({key: pd.Series([row.get(key) for row in rows], dtype="str") for key in columns})


def facts(customers: pd.DataFrame, orders: list[tuple[str, float]] | None = None, **more: pd.DataFrame) -> Facts:
    """A book with these customers (C1, C2, …), orders of one day each, and the other tables given."""
    ids = pd.Series([f"C{n + 1}" for n in range(len(customers))], dtype="str")
    sold = orders or []
    lines = pd.DataFrame(
        {
            "customer_id": pd.Series([one for one, _ in sold], dtype="str"),
            "order_no": pd.Series([f"S{n}" for n in range(len(sold))], dtype="str"),
            "date": pd.Series(["2026-01-02"] * len(sold), dtype="datetime64[s]"),
            "amount": pd.Series([amount for _, amount in sold], dtype="float64"),
        }
    )
    everyone = customers.assign(customer_id=ids)
    dates = {"date": pd.Series(dtype="datetime64[s]")}
    marks = {key: pd.Series(dtype="float64") for key in ("overall", "product", "service")}
    parts: dict[str, Any] = {
        "contacts": texts(("gender", "income_level", "occupation")).assign(age=pd.Series(dtype="float64")),
        "profiles": texts(PROFILE),
        "satisfaction": pd.DataFrame({**dates, **marks, "wants": pd.Series(dtype="str")}),
        "complaints": pd.DataFrame(dates),
        "markets": pd.DataFrame({"region": pd.Series(dtype="str"), "year": [], "market_amount": [], "population": []}),
        "shares": pd.DataFrame({"own_amount": [], "compared_amount": []}),
        "products": pd.DataFrame({"product": pd.Series(dtype="str"), "share": [], "units": []}),
        **more,
    }
    return Facts(
        customers=everyone.assign(archived=everyone.get("archived", pd.Series(data=False, index=everyone.index))),
        intervals=pd.Series(dtype="float64"),
        counted=statistics(ledger(everyone, lines)),
        labels={key: {} for key in LISTS},
        **parts,
    )


def answers(found: Facts, lang: Lang = "en") -> list[str]:
    said: list[str] = portrait(found, AS_OF, lang)["answer"].tolist()
    return said


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_book_has_eleven_questions_and_is_told_what_to_fill(lang: Lang) -> None:
    """Each answer names the sheets that would answer it."""
    rows = portrait(facts(texts(TEXT)), AS_OF, lang)
    assert rows["question"].tolist() == [one[lang] for one in QUESTIONS]
    assert all(basis in answer for basis, answer in zip(rows["basis"], rows["answer"], strict=True))


def test_the_people_behind_the_customers_are_described() -> None:
    """Ages 30 and 50: a median of 40, of the two that are known; blanks are in no share."""
    people = texts(
        ("gender", "income_level", "occupation"),
        {"gender": "female", "occupation": "Doctor"}, {"gender": "female", "income_level": "High"}, {"gender": "male"},
    ).assign(age=[30.0, 50.0, float("nan")])  # fmt: skip
    found = answers(facts(texts(TEXT, {"kind": "person"}), contacts=people))
    assert found[0] == (
        "1 customers: person 1 (100.0%); 3 contacts; median age 40 (2 known); sex: female 2 (66.7%), male 1 (33.3%); "
        "income: High 1 (100.0%); occupation: Doctor 1 (100.0%)"
    )


def test_archived_customers_are_not_described() -> None:
    """Nor counted."""
    people = texts(TEXT, {"kind": "company", "region": "east"}, {"kind": "person", "region": "north"})
    found = answers(facts(people.assign(archived=[False, True])))
    assert found[0] == "1 customers: company 1 (100.0%)"
    assert found[1] == "east 1 (100.0%)"


def test_how_much_is_the_sheet_s_total_and_the_buyers_median() -> None:
    """Of those that bought; an order is the mean."""
    found = answers(facts(texts(TEXT, {}, {}, {}), [("C1", 100.0), ("C1", 50.0), ("C2", 50.0)]))
    assert found[4] == "Net amount 200.00 in 3 orders, 66.67 an order, 100.00 a buyer in the median"


def test_several_choices_in_a_cell_each_count() -> None:
    """Whatever comma stands between them."""
    profiles = texts(PROFILE, {"buys_how": "cash、contract"}, {"buys_how": "cash"})
    assert answers(facts(texts(TEXT, {}), profiles=profiles))[5] == "cash 2 (66.7%), contract 1 (33.3%)"


def test_the_market_is_the_last_year_up_to_now() -> None:
    """Of two years the later, never a year ahead; the share is of all its regions together."""
    markets = pd.DataFrame(
        {
            "region": ["east", "east", "north", "east"],
            "year": [2025.0, 2026.0, 2026.0, 2027.0],
            "market_amount": [1.0, 300.0, 100.0, 9.0],
            "population": [5.0, 7000.0, np.nan, 5.0],
        }
    )
    shares = pd.DataFrame({"own_amount": [1.0, 30.0, 20.0, 0.0], "compared_amount": [1.0, 150.0, 50.0, np.nan]})
    found = answers(facts(texts(TEXT, {}), markets=markets, shares=shares))
    assert found[9] == "400.00 in 2026: east 300.00, north 100.00, 7,000 people"
    day = f"{AS_OF:%m-%d}"
    assert found[10] == f"25.00% in all in 2026 up to {day} (the market pro rata): east 20.00%, north 40.00%"


@given(st.lists(st.sampled_from(["a", "b", "c", "d", None]), max_size=12), st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(values: list[str | None], order: list[int]) -> None:
    """Equal counts stand in the order of their label."""
    mixed = [values[at] for at in order if at < len(values)]
    one, two = (most(pd.Series(some, dtype="str"), {}, "en") for some in (values, mixed))
    assert one == two
