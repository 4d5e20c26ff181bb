"""Every rule takes a new book without rows, and rows that hold nothing: both are what a user begins with."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook import schema
from workbook.language import LANGS, Lang
from workbook.rules import home, home_tiles
from workbook.rules.basics import change_history
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.basics.periods import parse
from workbook.rules.customers import (
    complaints,
    completeness,
    contact_persons,
    credit,
    decline,
    funnel,
    grade,
    grade_history,
    man_class,
    next_contact,
    order_statistics,
    rfm,
    scorecard,
    tier,
    whom_to_ask,
)
from workbook.rules.market import market_share, prices, stock
from workbook.rules.reminders import merge, registry, today
from workbook.rules.reminders.source import CUSTOMERS, OPEN_ITEMS, RHYTHM
from workbook.rules.sales import activities, composition, cross_sell, flows, monthly_sales, pipeline, team
from workbook.rules.sales import customer_sources as channels
from workbook.rules.visits import wanted, week_plan
from workbook.schema.model import Kind

AS_OF = dt.date(2026, 1, 1)
YEAR_AGO = dt.date(2025, 1, 1)
STAGES = pd.DataFrame({"key": ["s"], "days": [3.0], "probability": [0.1]})
INDICATORS = pd.DataFrame({"key": ["a"], "weight": [1.0], "standard": [1.0], "direction": ["up"], "aspect": ["x"]})


def blank(name: str, rows: int = 0) -> pd.DataFrame:
    """A table of so many blank rows as the table layer reads it, with gaps in its index."""
    columns: dict[str, pd.Series] = {}
    for field in schema.table(name).fields:
        if field.kind.is_number:
            columns[field.key] = pd.Series([np.nan] * rows, dtype="float64")
        elif field.kind.is_date:
            columns[field.key] = pd.Series([None] * rows, dtype="datetime64[s]")
        elif field.kind is Kind.FLAG:
            columns[field.key] = pd.Series([False] * rows, dtype="bool")
        else:
            columns[field.key] = pd.Series([None] * rows, dtype="str")
    return pd.DataFrame(columns).set_axis(pd.RangeIndex(0, 3 * rows, 3), axis=0)


@pytest.fixture(autouse=True)
def _no_warnings() -> Iterator[None]:
    """A rule that divides by nothing, or mixes types, says so here."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(params=[0, 2], ids=["no rows", "blank rows"])
def tables(request: pytest.FixtureRequest) -> dict[str, pd.DataFrame]:
    return {one.name: blank(one.name, request.param) for one in schema.TABLES if not one.result}


@pytest.fixture
def book(tables: dict[str, pd.DataFrame]) -> Ledger:
    return ledger(tables["tblCustomers"], tables["tblTransactions"])


@pytest.fixture
def customers(tables: dict[str, pd.DataFrame], book: Ledger) -> pd.DataFrame:
    """With its worked-out columns."""
    rows = tables["tblCustomers"]
    counted = order_statistics.statistics(book).customers
    graded = grade.grades(order_statistics.window(book, AS_OF))
    rows = rows.assign(**{str(key): counted[key] for key in counted}, **{str(key): graded[key] for key in graded})
    touched = next_contact.contacts(rows, tables["tblVisits"], {"weekly": 7.0}, AS_OF)
    return rows.assign(**{str(key): touched[key] for key in touched}, tier=tier.tiers(rows))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("method", grade.METHODS)
def test_grades(
    method: str, lang: Lang, tables: dict[str, pd.DataFrame], customers: pd.DataFrame, book: Ledger
) -> None:
    """Everybody is a prospect, by every method, and history has nothing to say."""
    recent = order_statistics.window(book, AS_OF)
    quintiles = rfm.rfm(recent, rfm.last_orders(book, AS_OF), AS_OF)
    cards = scorecard.results(tables["tblScorecards"], INDICATORS, {"poor": 0.0}, AS_OF)
    scores = scorecard.scores(cards, customers)
    facts = pd.concat([recent, quintiles, scores], axis=1).assign(manual_grade=customers["manual_grade"])
    assert set(grade.grades(facts, method=method, lang=lang)["grade"]) <= {"prospect"}
    assert len(grade_history.changes(customers, blank("tblGradeHistory"), AS_OF)) == 0


@pytest.mark.parametrize("lang", LANGS)
def test_reminders(lang: Lang, tables: dict[str, pd.DataFrame], customers: pd.DataFrame, book: Ledger) -> None:
    """Nothing is due, and the home sheet says so."""
    nobody = pd.Series(-1, index=tables["tblPayments"].index, dtype="int64")
    payments = credit.payments_of(tables["tblPayments"], nobody)
    items = credit.open_items(
        book,
        payments,
        as_of=AS_OF,
        order_nos=tables["tblTransactions"]["order_no"],
        settlement_days=pd.Series(np.nan, index=customers.index),
    )
    assert len(items) == 0
    assert len(credit.receivables(book, payments, items, AS_OF)) == len(customers)
    warned = customers.assign(churn_since=pd.Series(pd.NaT, index=customers.index, dtype="datetime64[s]"))
    given: dict[str, Any] = {**tables, CUSTOMERS: warned, OPEN_ITEMS: items, RHYTHM: decline.rhythm(book, AS_OF)}
    settings = {setting.key: setting.default for setting in schema.SETTINGS}
    found = registry.due(given, {one: {} for one in registry.LISTS}, settings, as_of=AS_OF, lang=lang)
    merged = merge.merge(found, blank("tblReminders"), blank("tblReminderHistory"), AS_OF)
    assert (len(merged.reminders), len(merged.ended)) == (0, 0)
    addressed = whom_to_ask.with_people(merged.reminders, tables["tblContacts"], customers, AS_OF)
    assert len(today.today(addressed, customers, {}, AS_OF)) == 0
    recent = order_statistics.window(book, AS_OF)
    figures = home.figures(customers, order_statistics.statistics(book), recent, merged.reminders, AS_OF)
    assert (figures["amount"], figures["reminders"], figures["customers"]) == (0.0, 0, len(customers))
    aims = tables["tblTargets"]
    shown = home.blocks(customers, book, recent, AS_OF, targets=aims, grade_labels={}, region_labels={}, lang=lang)
    assert len(shown["months"]) == 12
    owing = customers.assign(overdue=np.nan)
    assert home_tiles.tiles(book, aims, owing, items, addressed, AS_OF, lang=lang)["month"].value == 0.0
    asked = customers.assign(area=None, owed=0, made=0, last_visit=customers["created_on"], overdue=np.nan)
    going = wanted.wanted(asked, merged.reminders, end=AS_OF, as_of=AS_OF, share=1.0, lang=lang)
    planned = week_plan.plan(going, blank("tblVisitPlan"), {"": [AS_OF]}, 5)
    assert (len(planned.rows), len(planned.left)) == (0, 0)


def test_worked_out_columns(tables: dict[str, pd.DataFrame], customers: pd.DataFrame, book: Ledger) -> None:
    """A row for a row, blank for blank."""
    for name, found in {
        "tblCustomers": man_class.classes(customers, {}, {}, {}),
        "tblSurveys": stock.surveys(tables["tblSurveys"], tables["tblProducts"])["stock_state"],
        "tblOpportunities": pipeline.progress(tables["tblOpportunities"], STAGES, AS_OF)["weighted_amount"],
        "tblComplaints": complaints.timing(tables["tblComplaints"])["answer_days"],
        "tblContacts": contact_persons.birth(tables["tblContacts"], AS_OF)["age"],
        "tblMarkets": market_share.shares(tables["tblMarkets"], customers, book, AS_OF)["own_share"],
        "tblScorecards": scorecard.card_points(tables["tblScorecards"], INDICATORS),
    }.items():
        assert found.index.equals(tables[name].index)
        assert found.isna().all()
    points = contact_persons.contact_points(
        tables["tblContacts"], customers, pd.Series(0, index=customers.index, dtype="int64"), 1.0
    )
    assert points.isna().all()
    assert set(funnel.steps(customers)) <= {"market"}
    assert set(completeness.completeness(customers)) <= {0.0}
    made = activities.effects(tables["tblActivities"], tables["tblParticipants"], customers, book, AS_OF)
    assert made.index.equals(tables["tblActivities"].index)
    took = activities.taken_part(tables["tblActivities"], tables["tblParticipants"], customers, YEAR_AGO, AS_OF)
    assert took.sum() == complaints.in_window(tables["tblComplaints"], customers, YEAR_AGO, AS_OF).sum() == 0


def _compared(
    orders: pd.DataFrame, tables: dict[str, pd.DataFrame], customers: pd.DataFrame, lang: Lang
) -> pd.DataFrame:
    return prices.compared(
        orders, tables["tblSurveys"], tables["tblPriceList"], customers, tables["tblProducts"],
        tolerance=0.05, age=180, as_of=AS_OF, lang=lang,
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_analyses(lang: Lang, tables: dict[str, pd.DataFrame], customers: pd.DataFrame, book: Ledger) -> None:
    """No rows, or rows of zeros."""
    orders = tables["tblTransactions"]
    period = parse("", AS_OF)
    flow = flows.of_period(book, period)
    grouped = composition.by(orders["product"].loc[flow.index], flow)
    assert composition.rows(grouped)["units"].sum() == 0
    assert len(composition.tops(grouped["units"], lang=lang)) == 0
    assert len(_compared(orders, tables, customers, lang)) == 0
    offered = cross_sell.offers(book.lines.assign(product=orders["product"]), cross_sell.similar(customers))
    assert len(offered) == 0
    assert channels.by_source(customers.assign(**dict.fromkeys(channels.SUMMED, 0)))["buyers"].sum() == 0
    assert pipeline.pipeline(tables["tblOpportunities"], customers, STAGES, AS_OF)["opportunities"].tolist() == [0]
    sums = flows.months(book, orders["salesperson"].fillna("")).groupby("month")["units"].sum()
    assert monthly_sales.monthly(sums, (0, 0), tables["tblTargets"], AS_OF)["amount"].sum() == 0
    seen = team.results(
        period,
        lines=flow,
        sellers=orders["salesperson"].loc[flow.index],
        bought=customers,
        visits=tables["tblVisits"],
        targets=tables["tblTargets"],
        satisfaction=tables["tblSatisfaction"].assign(owner=pd.Series(dtype="str")),
        owed=customers.assign(**dict.fromkeys(team.OWED, 0)),
    )
    assert len(seen) == 0
    assert len(change_history.credit_changes(customers, blank("tblCreditChanges"), AS_OF)) == 0
