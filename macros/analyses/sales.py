"""Analyses of sales: composition, concentration, months, products, sources, team, cross-selling, portrait."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, money, rows_of
from workbook.language import Text
from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers import decline, portrait
from workbook.rules.market import market_share
from workbook.rules.sales import composition, cross_sell, customer_sources, monthly_sales, team

BLANK = Text("（未填）", "(not given)")
NOBODY = Text("（未匹配到客户）", "(no known customer)")

# Dimensions that are a property of the customer: the dimension, the customer's column, the list of its labels.
OF_CUSTOMER = (
    ("region", "region", "region"),
    ("industry", "industry", "industry"),
    ("nature", "nature", "nature"),
    ("source", "source", "source"),
    ("grade", "grade", "grade"),
    ("credit", "credit", "credit_terms"),
)


@rows_of("tblComposition", "tblConcentration")
def composition_rows(inputs: AnalysisInput) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of the composition and of the concentration sheet: every line of the orders sheet counts, as it does for
    the customers' own totals, so that each dimension adds up to the figure on the home sheet."""
    parts, tops = [], []
    for dimension, values, names in _dimensions(inputs):
        grouped = composition.by(values, inputs.shared.book)
        if not grouped["value"].notna().any():
            continue
        rows = composition.rows(grouped)
        blank = (NOBODY if dimension == "customer" else BLANK)[inputs.contents.lang]
        shown = rows["value"].map(names).astype("str").fillna(blank)
        parts.append(rows.assign(dimension=dimension, value=shown))
        known = grouped["units"][grouped["value"].notna()]
        found = composition.tops(known, lang=inputs.contents.lang).drop_duplicates("top_count")
        tops.append(found.assign(dimension=dimension, index=composition.concentration(known)))
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"units": pd.Series(dtype="int64")})
    every = every.assign(amount=money(every["units"])).drop(columns="units")
    return every, pd.concat(tops, ignore_index=True) if tops else pd.DataFrame()


def _dimensions(inputs: AnalysisInput) -> Iterator[tuple[str, pd.Series, pd.Series]]:
    """(dimension, its value on every order line, value -> what the sheet shows)."""
    customers, book, lines = inputs.customers, inputs.shared.book, inputs.lines
    position = book.lines["customer"]
    name = customers["name"].where(customers["name"].notna(), customers["customer_id"])
    yield "customer", position.where(position >= 0), name.set_axis(pd.RangeIndex(len(name)))
    catalogue = inputs.contents.frame("tblProducts").dropna(subset=["name"]).drop_duplicates("name")
    category = lines["product"].map(catalogue.set_index("name")["category"]).astype("str")
    yield "product", *_as_shown(lines["product"])
    yield "category", *_as_shown(category)
    for dimension, column, listed in OF_CUSTOMER:
        values = customers[column]
        if dimension == "credit":
            values = values.map(lambda stars: f"{stars:.0f}", na_action="ignore").astype("str")
        yield dimension, *_as_shown(composition.of_customers(inputs.label(listed, values), book))
    yield "salesperson", *_as_shown(inputs.label("salesperson", inputs.sellers))
    yield "channel", *_as_shown(lines["channel"])


def _as_shown(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Values that the sheet shows as they are."""
    distinct = values.dropna().unique()
    return values, pd.Series(distinct, index=pd.Index(distinct), dtype="str")


@rows_of("tblMonthly")
def month_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the months sheet: the whole company first, then everyone who sold or has a target."""
    contents, book, targets = inputs.contents, inputs.shared.book, inputs.contents.frame("tblTargets")
    people = sorted({*inputs.sellers.dropna(), *targets["salesperson"].dropna()})
    parts = [_since_the_first(monthly_sales.monthly(book, targets, contents.as_of)).assign(salesperson=None)]
    for person in people:
        own = Ledger(book.lines[(inputs.sellers == person).to_numpy(dtype=bool)], book.customers)
        found = monthly_sales.monthly(own, targets[targets["salesperson"] == person], contents.as_of)
        parts.append(_since_the_first(found).assign(salesperson=person))
    filled = [part for part in parts if len(part)]
    if not filled:
        return parts[0]
    every = pd.concat([part.astype({"salesperson": "str"}) for part in filled], ignore_index=True)
    rounded = {key: every[key].round(2) for key in ("year_before", "forecast")}
    return every.assign(**rounded)


def _since_the_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Without the months before anything was sold or aimed at."""
    something = np.nan_to_num(rows[["amount", "target", "year_before", "forecast"]].to_numpy()).any(axis=1)
    found: pd.DataFrame = rows[np.logical_or.accumulate(something)]
    return found


@rows_of("tblProductAnalysis")
def product_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the product sheet."""
    found = inputs.products
    return found.assign(amount=money(found["units"]), margin=money(found["margin_units"])).drop(
        columns=["units", "margin_units"]
    )


@rows_of("tblSourceAnalysis")
def source_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the sources sheet, with the class each source belongs to."""
    customers = inputs.customers.assign(units=inputs.shared.counted.customers["units"])
    contacts = inputs.contents.frame("tblContacts")[["customer_id", "introduced_by"]]
    reward = float(inputs.contents.settings["referral_reward"] or 0)
    found = customer_sources.by_source(customers, contacts, reward=reward)
    listed = inputs.sources.drop_duplicates("key").set_index("key")
    kept = {key: listed[key].reindex(found["source"]).to_numpy() for key in ("kind", "subclass")}
    found = found.assign(**kept, amount=money(found["units"]), reward=money(found["reward"]))
    return found.drop(columns="units")


@rows_of("tblTeam")
def team_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the team sheet: the month of the as-of day."""
    contents = inputs.contents
    return team.month(
        contents.as_of,
        book=inputs.shared.book,
        sellers=inputs.lines["salesperson"],
        customers=inputs.customers,
        visits=contents.frame("tblVisits"),
        targets=contents.frame("tblTargets"),
        satisfaction=contents.frame("tblSatisfaction"),
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
        profiles=contents.frame("tblProfiles"),
        satisfaction=contents.frame("tblSatisfaction"),
        complaints=contents.frame("tblComplaints"),
        markets=contents.frame("tblMarkets"),
        shares=market_share.shares(contents.frame("tblMarkets"), inputs.customers, book, contents.as_of),
        products=inputs.products,
        intervals=decline.rhythm(book, contents.as_of),
        counted=inputs.shared.counted,
        labels=inputs.labels,
    )
    return portrait.portrait(facts, contents.as_of, contents.lang)
