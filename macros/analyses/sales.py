"""Analyses of sales: products, sources, team, cross-selling, portrait."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, in_currency, money, rows_of
from macros.counting import visit_results
from macros.counting.book_contents import BookContents
from workbook.rules.customers import contact_persons, contacts_here, owner_history, portrait
from workbook.rules.market import market_share
from workbook.rules.sales import cross_sell, customer_sources, flows, products, referrals, team


@rows_of("tblProductAnalysis")
def product_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the product sheet."""
    contents = inputs.contents
    found = products.products(
        inputs.flow,
        inputs.lines.loc[inputs.flow.index],
        contents.frame("tblProducts"),
        products.last_sold(inputs.shared.book, inputs.lines["product"]),
        tax_included=bool(contents.settings["tax_included"]),
    )
    return in_currency(found).assign(margin=money(found["margin_units"])).drop(columns="margin_units")


@rows_of("tblSourceAnalysis", "tblReferrals")
def source_rows(inputs: AnalysisInput) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of the sources sheet, with the class each source belongs to; and of the referrers."""
    customers, span = inputs.customers, inputs.period.counted
    reward = float(inputs.contents.settings["referral_reward"] or 0)
    sums = inputs.by_customer[inputs.by_customer["value"] >= 0].set_index("value")
    sums = sums.reindex(range(len(customers)), fill_value=0).set_axis(customers.index)
    customers = customers.assign(
        **{key: sums[key] for key in flows.WINDOWS},
        new_customer=span.holds(customers["created_on"]),
        new_buyer=span.holds(customers["first_order"]),
    )
    given = _referrers(inputs)
    introduced = pd.DataFrame({"customer_id": customers["customer_id"], "introduced_by": given["key"]})
    found = customer_sources.by_source(customers, introduced, reward=reward)
    listed = inputs.sources.drop_duplicates("key").set_index("key")
    kept = {key: listed[key].reindex(found["source"]).to_numpy() for key in ("kind", "subclass")}
    facts = given.assign(**{key: customers[key] for key in ("first_order", "new_buyer", "units")})
    who = referrals.by_referrer(facts, inputs.contents.frame("tblContacts"), reward=reward)
    return (
        in_currency(found).assign(**kept, reward=money(found["reward"])),
        who.assign(amount=money(who["units"]), reward=money(who["reward"])).drop(columns="units"),
    )


def _referrers(inputs: AnalysisInput) -> pd.DataFrame:
    """Who referred each customer: kind, key, name."""
    customers, contacts = inputs.customers, inputs.contents.frame("tblContacts")
    written = referrals.written(customers, contacts)
    people = referrals.names(customers, "customer_id"), referrals.names(contacts, "contact_id")
    return referrals.who(written, *people, inputs.labels["salesperson"])


@rows_of("tblTeam")
def team_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the team sheet: customers and marks count for who was the owner on their day."""
    contents, customers = inputs.contents, inputs.customers
    everyone = np.arange(len(customers))
    owner = owner_history.owners_on(everyone, customers["first_order"], customers, inputs.owners)
    marks = contents.frame("tblSatisfaction")
    last_month = contents.as_of.replace(day=1) - dt.timedelta(days=1)
    before = visit_results.owed_in(last_month, customers, inputs.shared.orders, contents)
    return team.results(
        inputs.period,
        lines=inputs.flow,
        sellers=inputs.sellers.loc[inputs.flow.index],
        bought=customers[["first_order"]].assign(owner=owner),
        visits=contents.frame("tblVisits"),
        targets=contents.frame("tblTargets"),
        satisfaction=marks.assign(owner=inputs.owners_on(marks["customer_id"], marks["date"])),
        owed=customers[["owner", "visits_owed", "visits_made", "visits_short"]].assign(short_before=before["short"]),
    )


@rows_of("tblWhiteSpace")
def white_space_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the white-space sheet; nothing is offered to archived customers."""
    lines = inputs.shared.book.lines.assign(product=inputs.lines["product"])
    found = cross_sell.offers(lines, cross_sell.similar(inputs.customers))
    gone = inputs.customers["archived"].eq(True).to_numpy()
    found = found[~gone[found["customer"].to_numpy(dtype=np.int64)]].reset_index(drop=True)
    who = inputs.customer_columns(found["customer"])
    offered: pd.DataFrame = found[["product", "buyers", "share"]]
    return offered.assign(**who, typical_amount=money(found["units"]))


@rows_of("tblPortrait")
def portrait_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the portrait sheet: the eleven questions."""
    contents, book = inputs.contents, inputs.shared.book
    facts = portrait.Facts(
        customers=inputs.customers,
        contacts=_with_ages(contents),
        profiles=contents.frame("tblProfiles"),
        satisfaction=contents.frame("tblSatisfaction"),
        complaints=contents.frame("tblComplaints"),
        markets=contents.frame("tblMarkets"),
        shares=market_share.shares(contents.frame("tblMarkets"), inputs.customers, book, contents.as_of),
        products=_everything_sold(inputs),
        intervals=inputs.shared.rhythm,
        counted=inputs.shared.counted,
        labels=inputs.labels,
    )
    return portrait.portrait(facts, contents.as_of, contents.lang)


def _with_ages(contents: BookContents) -> pd.DataFrame:
    """The contacts that are still there, with their age on the day."""
    rows = contents.frame("tblContacts")
    kept = rows[contacts_here.here(rows, contents.as_of)]
    return kept.assign(age=contact_persons.birth(kept, contents.as_of, contents.lang)["age"])


def _everything_sold(inputs: AnalysisInput) -> pd.DataFrame:
    """product, share, units of all orders up to the day, largest first."""
    codes, names = pd.factorize(inputs.lines["product"], sort=True)
    units = inputs.shared.book.lines["units"].to_numpy()
    sums = np.zeros(len(names) + 1, dtype="int64")  # the last place takes lines without a product
    np.add.at(sums, codes, units)
    found = pd.DataFrame({"product": pd.Series(names, dtype="str"), "units": sums[:-1]})
    total = int(sums.sum())
    found = found.assign(share=found["units"] / (total if total > 0 else np.nan))
    return found.sort_values(["units", "product"], ascending=[False, True], ignore_index=True)
