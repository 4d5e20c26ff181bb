"""The computed columns of the customers table: grades, credit, sales stage - in the order of their dependencies."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from macros.counting.book_contents import ORDERS, PAYMENTS, BookContents
from workbook.rules.basics.exact_money import from_units
from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers import (
    complaints,
    completeness,
    credit,
    funnel,
    man_class,
    order_statistics,
    rfm,
    scorecard,
    tier,
    visits_per_month,
)
from workbook.rules.customers import grade as grading
from workbook.rules.customers.due_orders import Terms
from workbook.rules.development import behaviour
from workbook.rules.outside.order_counts import OrderCounts
from workbook.rules.sales import activities
from workbook.rules.service import churn


def with_grades(
    worked: pd.DataFrame, recent: pd.DataFrame, orders: OrderCounts, contents: BookContents
) -> pd.DataFrame:
    """With RFM, score, grade with its reason, tier, visits a month."""
    quintiles = rfm.rfm(recent, orders.last_orders(contents.as_of), contents.as_of)
    enough = float(contents.settings["score_share"])
    scores = scorecard.scores(judged_cards(contents), worked, enough=enough)
    months = int(contents.settings["grade_window_months"])
    start = order_statistics.window_start(contents.as_of, months)
    taken = (contents.frame("tblActivities"), contents.frame("tblParticipants"))
    facts = recent.assign(
        complaints=complaints.in_window(contents.frame("tblComplaints"), worked, start, contents.as_of),
        activities=activities.taken_part(*taken, worked, start, contents.as_of),
        manual_grade=worked["manual_grade"],
        rfm=quintiles["rfm"],
        rfm_total=quintiles["rfm_total"],
        score=scores["score"],
        judged=scores["judged"],
        band=scores["band"],
    )
    found = grading.grades(
        facts,
        method=contents.settings["grading_method"],
        months=months,
        a_share=contents.settings["grade_a_share"],
        b_share=contents.settings["grade_b_share"],
        lang=contents.lang,
    )
    worked = worked.assign(
        rfm=quintiles["rfm"], score=scores["score"].round(1), grade=found["grade"], grade_reason=found["grade_reason"],
        behaviour=behaviour.classes(facts),
    )  # fmt: skip
    worked = worked.assign(tier=tier.tiers(worked))
    visits = visits_per_month.visits(worked, contents.list("grade.visits"), contents.list("willingness.visits"))
    return worked.assign(visits_per_month=visits)


def judged_cards(contents: BookContents) -> pd.DataFrame:
    """What the scorecards say of each customer, in all and by aspect."""
    return scorecard.results(
        contents.frame("tblScorecards"),
        contents.indicators,
        contents.list("score_level.from_score"),
        contents.as_of,
        enough=float(contents.settings["score_share"]),
    )


def with_credit(
    worked: pd.DataFrame, book: Ledger, contents: BookContents, elsewhere: np.ndarray[Any, np.dtype[np.bool_]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """With receivable, overdue and prepaid amount and credit limit; and the open items they come from. Of customers of
    whom lines lie elsewhere it is not known what they owe."""
    orders = contents.frame(ORDERS)
    payments = credit.payments_of(contents.frame(PAYMENTS), contents.payment_customers)
    known = credit.accounts(payments, len(worked), contents.as_of, contents.settings["debt_basis"]) & ~elsewhere
    kept = np.append(known, False)[book.lines["customer"].to_numpy()]  # the last place is nobody's
    if not kept.all():  # of whom nothing is known the orders need not be matched with payments
        book, orders = Ledger(book.lines[kept], book.customers), orders[kept]
    days, start = contents.list("settlement.days"), contents.list("settlement.due_from")
    own = worked["settlement"].array.take(book.lines["customer"].to_numpy(), allow_fill=True)
    settlement = orders["payment_terms"].where(orders["payment_terms"].notna(), pd.Series(own, index=orders.index))
    items = credit.open_items(
        book,
        payments,
        as_of=contents.as_of,
        order_nos=orders["order_no"],
        settlement_days=worked["settlement"].map(dict(days)).astype("float64"),
        line_days=orders["payment_terms"].map(dict(days)).astype("float64"),
        terms=Terms(settlement.map(dict(start)).astype("str"), orders["invoiced_on"], contents.closes_on),
    )
    owed = credit.receivables(book, payments, items, contents.as_of, known)
    money = {key: from_units(owed[key]) for key in ("receivable", "overdue", "prepaid")}
    limits = credit.limits(worked["credit"], contents.list("credit_terms.limit"))
    return worked.assign(**money, credit_limit=limits), items


def with_warnings(worked: pd.DataFrame, rhythm: pd.Series, items: pd.DataFrame, contents: BookContents) -> pd.DataFrame:
    """With who may be about to leave and why, and `churn_since`, the anchor of the reminder."""
    rows = (contents.frame("tblSatisfaction"), contents.frame("tblComplaints"))
    found = churn.warnings(worked, rhythm, items, *rows, as_of=contents.as_of, lang=contents.lang)
    return worked.assign(**{str(key): found[key] for key in found})


def with_sales_stage(worked: pd.DataFrame, contents: BookContents) -> pd.DataFrame:
    """With MAN class, step of the funnel, completeness of the record."""
    counts = {key: contents.list(f"{key}.counts") for key in ("buying_power", "authority", "intent")}
    return worked.assign(
        man_class=man_class.classes(worked, counts["buying_power"], counts["authority"], counts["intent"]),
        funnel=funnel.steps(worked, able=_marked(counts["buying_power"]), willing=_marked(counts["intent"])),
        completeness=completeness.completeness(worked).round(4),
    )


def _marked(counts: object) -> frozenset[str]:
    return frozenset(key for key, value in dict(counts).items() if value)  # type: ignore[call-overload]
