"""Prices, stock, white space, activities, pipeline, team, complaints, bank advice, contacts, histories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook.language import Text
from workbook.rules.basics import change_history
from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.basics.periods import parse
from workbook.rules.customers import bank_products, complaints
from workbook.rules.customers import contact_persons as persons
from workbook.rules.market import price_list, prices, stock
from workbook.rules.sales import activities, cross_sell, flows, pipeline, team
from workbook.schema import listing, table

Books = Callable[..., Ledger]
Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 10)


def lines(frame: Make, *rows: tuple[str, str, str, float, float, float | None]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True))
    made = frame(customer_id=list(columns[0]), product=list(columns[1]), date=list(columns[2]))
    return made.assign(
        quantity=list(columns[3]),
        unit_price=list(columns[4]),
        discount=pd.Series(columns[5], dtype="float64"),
        amount=np.nan,
    )


def surveys(frame: Make, *rows: dict[str, Any]) -> pd.DataFrame:
    blank: dict[str, Any] = {
        "customer_id": "C1", "product": "Tea", "date": "2026-03-01", "purchase_price": np.nan, "retail_price": np.nan,
        "competitor_price": np.nan, "stock_qty": np.nan, "daily_sales": np.nan, "safety_days": np.nan,
    }  # fmt: skip
    full = [{**blank, **row} for row in rows] or [blank]
    made = frame(**{key: [row[key] for row in full] for key in blank})
    return made if rows else made.iloc[:0]


def test_prices_are_compared_in_six_ways(frame: Make) -> None:
    """Each reports what is off by more than the tolerance, and says so in a sentence; most money first."""
    sold = lines(
        frame,
        ("C1", "Tea", "2026-01-01", 1.0, 10.0, None),
        ("C1", "Tea", "2026-02-01", 1.0, 12.0, 0.0),
        ("C2", "Tea", "2026-02-01", 1.0, 10.0, None),
        ("C3", "Tea", "2026-02-01", 1.0, 11.0, 0.1),
        ("C2", "Rice", "2026-02-01", 5.0, 30.0, 0.2),
    )
    seen = surveys(
        frame,
        {"purchase_price": 10.0, "retail_price": 10.2, "competitor_price": 8.0, "stock_qty": 100.0},
        {"product": "Rice", "retail_price": 30.0, "stock_qty": 3.0},
    )
    products = pd.DataFrame({"name": ["Rice", "Tea"], "list_price": [20.0, np.nan], "retail_price": [40.0, np.nan]})
    people = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "region": ["south"] * 3, "dealer_level": ["core"] * 3})
    found = prices.compared(sold, seen, price_list.empty(), people, products, tolerance=0.05, age=90, as_of=AS_OF)
    assert found[["test", "customer_id", "at_stake"]].values.tolist() == [
        ["competitor", "C1", 220.0],  # (10.20 - 8) x 100 in the shop
        ["retail_policy", "C1", 30.0],  # (40 - 30) x 3
        ["policy", "C2", 20.0],  # (30 less a fifth - 20) x 5
        ["retail", "C1", 20.0],  # (10.20 - 10) x 100
        ["customers", "C1", 2.0],
        ["time", "C1", 2.0],
    ]  # fmt: skip
    assert found["sentence"].tolist()[3:5] == [
        "零售价10.20，进货价10.00，加价仅+2.0%", "售价12.00，同区域同层级客户中位价10.00，高20.0%"
    ]  # fmt: skip
    assert {one.key for one in listing("price_test").entries} == set(found["test"])
    assert {*found.columns, "customer_name", "as_of", "row_id"} == set(table("tblPrices").keys)


def test_stock_tells_what_needs_doing(frame: Make) -> None:
    """Order first; then no sales; then the limits of stock to sales; then fine; blank where nobody looked."""
    rows = surveys(
        frame,
        {"date": "2026-02-01", "stock_qty": 20.0, "daily_sales": 5.0, "safety_days": 7.0},
        {"date": "2026-03-01", "stock_qty": 50.0, "daily_sales": 5.0, "safety_days": 7.0},
        {"product": "Rice", "stock_qty": 9.0, "daily_sales": 0.0},
        {"product": "Salt", "stock_qty": 300.0, "daily_sales": 5.0},
        {"product": "Salt", "customer_id": "C2", "stock_qty": 10.0, "daily_sales": 5.0},
        {"product": "Oil"},
    )
    products = pd.DataFrame({"name": ["Salt"], "low_stock_rate": [0.2], "high_stock_rate": [1.0]})
    found = stock.surveys(rows, products, "en")
    assert found["stock_state"].fillna("").tolist() == [
        stock.BELOW.en, stock.FINE.en, stock.NO_SALES.en, stock.TOO_MUCH.en, stock.TOO_LITTLE.en, "",
    ]  # fmt: skip
    assert found["suggested_order"].tolist()[:2] == [15.0, 0.0]
    assert found["days_of_stock"].tolist()[:2] == [4.0, 10.0]
    assert found["stock_change"].tolist()[1] == 30.0
    assert found["stock_change"].isna().sum() == 5


@pytest.mark.parametrize(
    ("quantity", "daily", "safety", "verdict", "order"),
    [
        (0.0, 5.0, 7.0, stock.OUT, 35.0),
        (0.0, 5.0, 0.0, stock.OUT, 0.0),
        (0.0, 0.0, 7.0, stock.OUT, 0.0),
        (0.0, np.nan, np.nan, stock.OUT, np.nan),
        (-3.0, 5.0, 7.0, stock.NEGATIVE, np.nan),
        (20.0, 5.1, 7.0, stock.BELOW, 16.0),  # 15.7
        (34.9, 5.0, 7.0, stock.BELOW, 1.0),
        (3.0, 0.1, 30.0, stock.FINE, 0.0),  # 0.1 × 30 is a little more than 3 to a computer
        (1.0, 5.0, 0.0, stock.FINE, 0.0),
        (9.0, np.nan, 7.0, stock.SALES_MISSING, np.nan),
        (9.0, 5.0, np.nan, stock.MEASURE_MISSING, np.nan),
        (np.nan, 5.0, 7.0, None, np.nan),
    ],
)
def test_an_empty_shelf_is_never_fine(
    frame: Make, quantity: float, daily: float, safety: float, verdict: Text | None, order: float
) -> None:
    """Nothing left is out of stock whatever else is known; what cannot be judged says why; orders are whole units."""
    found = stock.surveys(surveys(frame, {"stock_qty": quantity, "daily_sales": daily, "safety_days": safety}))
    assert found["stock_state"].fillna("").tolist() == [verdict.zh if verdict else ""]
    assert found["suggested_order"].tolist() == pytest.approx([order], nan_ok=True, abs=0)


def test_a_look_at_the_stock_takes_no_price_away(frame: Make) -> None:
    """The last prices that were seen stand until others are seen."""
    seen = surveys(
        frame,
        {"date": "2026-02-01", "purchase_price": 10.0, "retail_price": 10.2},
        {"date": "2026-03-01", "stock_qty": 5.0},
    )
    assert prices.in_shops(seen, 0.05, AS_OF)["test"].tolist() == ["retail"]


def test_white_space_is_what_similar_customers_buy(people: Make) -> None:
    """Three of the four of a trade buy tea; the fourth is offered it; other trades do not count."""
    group = cross_sell.similar(
        people(*[{} for _ in range(5)]).assign(
            industry=pd.Series(["food"] * 4 + [None], dtype="str"),
            nature=pd.Series([None] * 4 + ["state"], dtype="str"),
        )
    )
    bought = pd.DataFrame(
        {
            "customer": [0, 1, 2, 3, 0, 4, -1],
            "product": ["Tea", "Tea", "Tea", "Rice", "Salt", "Rice", "Tea"],
            "units": [10_000, 30_000, 20_000, 5, 5, 5, 5],
        }
    )
    assert cross_sell.offers(bought, group).values.tolist() == [[3, "Tea", 3, 0.75, 20_000]]


def test_what_was_given_back_can_be_offered_again() -> None:
    """A net amount of zero is no purchase."""
    bought = pd.DataFrame(
        {"customer": [0, 1, 2, 3, 3, 3], "product": ["Tea"] * 5 + ["Rice"], "units": [1, 1, 1, 9, -9, 1]}
    )
    assert cross_sell.offers(bought, pd.Series(["g"] * 4))["customer"].tolist() == [3]


def test_an_activity_earns_the_orders_after_it(books: Books, frame: Make, people: Make) -> None:
    """Of its participants, from the next day on, for the days watched, up to as_of."""
    book = books(
        2,
        ("C1", "S0", "2026-02-01", 1.0),
        ("C1", "S1", "2026-02-02", 30.0),
        ("C1", "S2", "2026-02-12", 99.0),
        ("C2", "S3", "2026-02-02", 50.0),
    )
    rows = frame(activity_id=["E1", "E2", "E3"], date=["2026-02-01", "2026-02-01", None]).assign(
        cost=[60.0, np.nan, 1.0], watch_days=[10.0, np.nan, np.nan]
    )
    took = frame(activity_id=["E1", "E1", "E2", "E1"], customer_id=["C1", "C1", "C2", None])
    customers = people({}, {})
    found = activities.effects(rows, took, customers, book, AS_OF)
    assert found.fillna(-1).values.tolist() == [[1, 1, 30.0, 0.5], [1, 1, 50.0, -1.0], [0, -1, -1, -1]]
    assert activities.taken_part(rows, took, customers, dt.date(2025, 3, 10), AS_OF).tolist() == [1, 1]
    assert activities.taken_part(rows, took, customers, dt.date(2026, 2, 1), AS_OF).tolist() == [0, 0]


STAGES = pd.DataFrame({"key": ["contact", "needs"], "days": [14.0, 21.0], "probability": [0.1, 0.2]})


def test_the_pipeline_counts_open_ones_and_how_far_all_came(people: Make, frame: Make) -> None:
    """All three that left the first stage went beyond it, two by standing further and one by winning there; the one
    that is open there is neither. Of the two in the second, one was lost and the other is open."""
    deals = frame(
        state=["open", None, "won", "lost"], stage=["contact", "needs", "contact", "needs"],
        stage_since=["2026-02-01", "2026-03-01", "2026-01-01", "2026-01-01"],
    ).assign(amount=[1000.0, 500.0, 9.0, 9.0], probability=[np.nan, 0.5, np.nan, np.nan])  # fmt: skip
    customers = people({}, {}, {"archived": True}).assign(stage=pd.Series(["contact", "contact", "needs"], dtype="str"))
    found = pipeline.pipeline(deals, customers, STAGES, AS_OF)
    assert found.values.tolist() == [
        ["contact", 2, 1, 1.0, 37.0, 1, 1000.0, 100.0],
        ["needs", 0, 1, 0.0, 9.0, 0, 500.0, 250.0],
    ]
    progress = pipeline.progress(deals, STAGES, AS_OF)
    assert progress["stage_days"].tolist()[:2] == [37.0, 9.0]
    assert progress[2:].isna().all().all()


def test_the_team_by_salesperson(books: Books, people: Make, frame: Make) -> None:
    """Of the running month, against the same days of February and of last March; nobody's is a row of its own."""
    book = books(
        2,
        ("C1", "S1", "2026-03-01", 80.0),
        ("C1", "S1", "2026-03-01", 20.0),
        ("C2", None, "2026-03-02", 30.0),
        ("C9", "S9", "2026-03-02", 5.0),
        ("C1", "S8", "2026-02-10", 40.0),
        ("C1", "S8", "2026-02-27", 999.0),
        ("C1", "S6", "2025-03-10", 50.0),
        ("C1", "S7", "2026-03-11", 999.0),
    )
    customers = people({"owner": "ann", "first_order": "2026-03-01"}, {"owner": "ann", "first_order": "2020-01-01"})
    visits = frame(
        date=["2026-03-01", "2026-03-02", "2026-02-01"], salesperson=["ann", "bo", "ann"],
        promise_due=["2026-03-05", "2026-03-20", "2026-03-09"], promise_kept=[True, False, False],
    )  # fmt: skip
    marks = frame(customer_id=["C1", "C2"], date=["2026-03-01", "2026-03-02"]).assign(overall=[5.0, 4.0])
    aims = frame(month=["2026-03-01"], salesperson=["ann"]).assign(amount=[200.0])
    period = parse("本月", AS_OF)
    lines = flows.of_period(book, period)
    sellers = pd.Series(["ann", "ann", "bo", None, "ann", "ann", "ann", "ann"], dtype="str")
    found = team.results(
        period,
        lines=lines,
        sellers=sellers.loc[lines.index],
        bought=customers,
        visits=visits,
        targets=aims,
        satisfaction=marks.assign(owner="ann"),
        owed=frame(owner=["ann", "ann", "cy", None]).assign(
            visits_owed=[3, 2, 1, 0], visits_made=[1, 2, 0, 0], visits_short=[2, 0, 1, 0], short_before=[0, 1, 0, 0]
        ),
    )
    shown = found.drop(columns="month").astype(object).fillna(-1)
    assert shown.values.tolist() == [
        ["ann", 100.0, 40.0, 60.0, 50.0, 1.0, 200.0, 0.5, 1, 1, 5, 3, 2, 1, 1, 0.5, 4.5],
        ["bo", 30.0, 0.0, 30.0, 0.0, -1.0, -1.0, -1.0, 1, 1, 0, 0, 0, 0, 0, -1.0, -1.0],
        [-1, 5.0, 0.0, 5.0, 0.0, -1.0, -1.0, -1.0, 1, 0, 0, 0, 0, 0, 0, -1.0, -1.0],
        ["cy", 0.0, 0.0, 0.0, 0.0, -1.0, -1.0, -1.0, 0, 0, 1, 0, 1, 0, 0, -1.0, -1.0],
    ]
    assert set(found["month"]) == {pd.Timestamp(2026, 3, 1)}
    assert {*found.columns, "period", "closing", "as_of", "row_id"} == set(table("tblTeam").keys)


def test_a_quarter_has_the_targets_of_its_months_and_no_month(books: Books, people: Make, frame: Make) -> None:
    """What is not made of whole months has no target."""
    aims = frame(month=["2026-01-01", "2026-03-01", "2025-12-01"], salesperson=["ann"] * 3).assign(
        amount=[200.0, 50.0, 7.0]
    )
    visits = frame(date=[], salesperson=[], promise_due=[]).assign(promise_kept=pd.Series(dtype=bool))
    for text, target in (("2026Q1", [250.0]), ("2026-01-02..2026-03-10", [])):
        book = books(1)
        found = team.results(
            parse(text, AS_OF), lines=flows.of_period(book, parse(text, AS_OF)), sellers=pd.Series([], dtype="str"),
            bought=people({"first_order": "2020-01-01"}), visits=visits, targets=aims,
            satisfaction=frame(date=[], owner=[]).assign(overall=pd.Series(dtype="float64")),
            owed=people({}).assign(**dict.fromkeys(team.OWED, 0)),
        )  # fmt: skip
        assert found["target"].tolist() == target
        assert found["month"].isna().all()


def test_complaints_are_timed_and_numbered(frame: Make, people: Make) -> None:
    """An answer before the complaint is no time; each customer counts its own."""
    rows = frame(
        customer_id=["C1", "C2", "C1"], date=["2026-03-01", "2026-03-01", "2026-02-01"],
        answered_on=["2026-03-04", "2026-02-01", None], closed_on=[None, "2026-03-01", None],
    )  # fmt: skip
    found = complaints.timing(rows).fillna(-1)
    assert found.values.tolist() == [[3, -1, 2], [-1, 0, 1], [-1, -1, 1]]
    counts = complaints.in_window(rows, people({}, {}, {}), dt.date(2026, 2, 1), AS_OF)
    assert counts.tolist() == [1, 1, 0]


def test_bank_advice_is_level_by_risk_less_what_is_held() -> None:
    """Labels in, labels out; who wants no offers gets none."""
    levels, risks = (
        {one.key: one.values["rank"] for one in listing(key).entries} for key in ("bank_level", "risk_tolerance")
    )
    advice = pd.DataFrame([one.values for one in listing("bank_advice").entries])
    labels = {one.key: one.label.zh for one in listing("bank_product").entries}
    profiles = pd.DataFrame(
        {
            "bank_level": ["silver", "private", None, "private"],
            "risk_tolerance": ["steady", "cautious", "bold", "bold"],
            "products_held": ["国债、信用卡", "大额存单，国债", None, None],
            "wants_no_offers": [False, False, False, True],
        }
    )
    rules = bank_products.rules(advice, levels, risks)  # type: ignore[arg-type]
    found = bank_products.recommended(profiles, rules, levels, risks, labels)  # type: ignore[arg-type]
    assert found.fillna("").tolist() == ["大额存单、稳健理财、保险", "信用卡、私人银行服务", "", ""]


def test_contacts_have_age_animal_and_sign(frame: Make) -> None:
    """A lunar birthday is converted first; one in the future or none at all leaves them blank."""
    rows = frame(birthday=["1980-01-01", "1980-01-01", "2030-01-01", None], calendar=["lunar", None, None, None])
    found = persons.birth(rows, AS_OF)
    assert found.astype(object).fillna("").values.tolist()[:2] == [[46.0, "猴", "水瓶座"], [46.0, "羊", "摩羯座"]]
    assert found[2:].isna().all().all()


def test_a_lunar_birthday_on_the_31st_is_the_last_of_its_month(frame: Make) -> None:
    """No lunar month has one; a slip of the pen stops nothing."""
    rows = frame(birthday=["1980-01-31"], calendar=["lunar"])
    assert persons.birth(rows, AS_OF)["age"].tolist() == [45.0]


def test_points_are_earned_once(frame: Make, people: Make) -> None:
    """By the contact that joined first; returns never cost points."""
    rows = frame(customer_id=["C1", "C1", "C2", "C1"], date=["2026-02-01", "2026-01-01", "2026-01-01", None])
    rows = rows.rename(columns={"date": "joined_on"})
    units = pd.Series([12_345_000, -5_000_000])
    found = persons.contact_points(rows, people({}, {}), units, 1.0)
    assert found.fillna(-1).tolist() == [-1, 12.0, 0.0, -1]


def test_stage_and_credit_histories_record_changes_only(people: Make, frame: Make) -> None:
    """A second run adds nothing, and looking back writes nothing."""
    now = frame(
        customer_id=["C1", "C2", "C1"], customer_name=["a", "b", "a"], opportunity_id=[None, None, "O1"],
        stage=["needs", None, "contact"],
    )  # fmt: skip
    past = frame(customer_id=["C1"], opportunity_id=[None], after=["contact"], as_of=["2026-03-01"])
    found = change_history.stage_changes(now, past, AS_OF)
    assert found[["customer_id", "opportunity_id", "before", "after", "days"]].astype(object).fillna(
        ""
    ).values.tolist() == [
        ["C1", "", "contact", "needs", 9.0],
        ["C1", "O1", "", "contact", ""],
    ]
    assert {*found.columns, "row_id"} == set(table("tblStageHistory").keys)
    both = pd.concat([past, found[["customer_id", "opportunity_id", "after", "as_of"]]], ignore_index=True)
    assert len(change_history.stage_changes(now, both, AS_OF)) == 0
    assert len(change_history.stage_changes(now, past, dt.date(2026, 2, 1))) == 1

    rows = people({"credit": 4.0}, {"credit": np.nan}).assign(credit_limit=[200_000.0, np.nan])
    before = frame(customer_id=["C1"], as_of=["2026-03-01"]).assign(after=[3.0], limit_after=[50_000.0])
    changed = change_history.credit_changes(rows, before, AS_OF)
    assert changed[["before", "after", "limit_before", "limit_after"]].values.tolist() == [
        [3.0, 4.0, 50_000.0, 200_000.0]
    ]
    again = pd.concat([before, changed[["customer_id", "as_of", "after", "limit_after"]]], ignore_index=True)
    assert len(change_history.credit_changes(rows, again, AS_OF)) == 0
