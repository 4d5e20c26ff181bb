"""The worked-out columns of the customers table, in the order in which one needs another."""

from __future__ import annotations

import pandas as pd

from macros.counting.book_contents import ORDERS, PAYMENTS, Situation
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
from workbook.rules.sales import activities


def graded(worked: pd.DataFrame, recent: pd.DataFrame, book: Ledger, seen: Situation) -> pd.DataFrame:
    """RFM, score, grade with its reason, tier, visits a month."""
    quintiles = rfm.rfm(recent, rfm.last_orders(book, seen.as_of), seen.as_of)
    judged = scorecard.results(
        seen.frame("tblScorecards"), seen.indicators, seen.list("score_level.from_score"), seen.as_of
    )
    scores = scorecard.scores(judged, worked)
    months = int(seen.settings["grade_window_months"])
    start = order_statistics.window_start(seen.as_of, months)
    taken = (seen.frame("tblActivities"), seen.frame("tblParticipants"))
    facts = recent.assign(
        complaints=complaints.in_window(seen.frame("tblComplaints"), worked, start, seen.as_of),
        activities=activities.taken_part(*taken, worked, start, seen.as_of),
        manual_grade=worked["manual_grade"],
        rfm=quintiles["rfm"],
        rfm_total=quintiles["rfm_total"],
        score=scores["score"],
        band=scores["band"],
    )
    found = grading.grades(
        facts,
        method=seen.settings["grading_method"],
        months=months,
        a_share=seen.settings["grade_a_share"],
        b_share=seen.settings["grade_b_share"],
        lang=seen.lang,
    )
    worked = worked.assign(
        rfm=quintiles["rfm"], score=scores["score"].round(1), grade=found["grade"], grade_reason=found["grade_reason"]
    )
    worked = worked.assign(tier=tier.tiers(worked))
    return worked.assign(
        visits_per_month=visits_per_month.visits(worked, seen.list("grade.visits"), seen.list("willingness.visits"))
    )


def credited(worked: pd.DataFrame, book: Ledger, seen: Situation) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Receivable, overdue amount and credit limit; and the open items they come from."""
    orders, days = seen.frame(ORDERS), seen.list("settlement.days")
    payments = credit.payments_of(seen.frame(PAYMENTS), seen.payment_customers)
    if payments.empty:  # then receivables are unknown, and a million orders need not be matched with nothing
        items = credit.open_items(
            Ledger(book.lines.iloc[:0], book.customers),
            payments,
            as_of=seen.as_of,
            order_nos=orders["order_no"].iloc[:0],
            settlement_days=worked["settlement"].map(dict(days)).astype("float64"),
        )
    else:
        items = credit.open_items(
            book,
            payments,
            as_of=seen.as_of,
            order_nos=orders["order_no"],
            settlement_days=worked["settlement"].map(dict(days)).astype("float64"),
            line_days=orders["payment_terms"].map(dict(days)).astype("float64"),
        )
    owed = credit.receivables(book, payments, items, seen.as_of)
    known = {key: from_units(owed[key]) for key in ("receivable", "overdue")}
    return worked.assign(**known, credit_limit=credit.limits(worked["credit"], seen.list("credit_terms.limit"))), items


def placed(worked: pd.DataFrame, seen: Situation) -> pd.DataFrame:
    """MAN class, step of the funnel, completeness of the record."""
    counts = {key: seen.list(f"{key}.counts") for key in ("buying_power", "authority", "intent")}
    return worked.assign(
        man_class=man_class.classes(worked, counts["buying_power"], counts["authority"], counts["intent"]),
        funnel=funnel.steps(worked, able=_marked(counts["buying_power"]), willing=_marked(counts["intent"])),
        completeness=completeness.completeness(worked).round(4),
    )


def _marked(counts: object) -> frozenset[str]:
    return frozenset(key for key, value in dict(counts).items() if value)  # type: ignore[call-overload]
