"""Analyses by month: what was sold against target and before, and what is forecast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, rows_of
from workbook.language import SEMICOLON, Text
from workbook.rules.basics.periods import RUNNING_MONTH, month_number, month_numbers, parse
from workbook.rules.sales import closings, composition, flows, forecast_months, monthly_sales, stage_conversion
from workbook.rules.sales.targets import aimed

COMPANY = Text("全公司", "Whole company")
LOOKED_BACK = 24  # months: who sold nothing in them, and has neither target nor opportunity, is not forecast

_UNDATED = Text(
    "另有 {count} 个商机没写预计成交或已过期，未计入",
    "opportunities left out, having no expected close or a past one: {count}",
)


@rows_of("tblMonthly", "tblForecast")
def month_rows(inputs: AnalysisInput) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of the months sheet and of the forecast sheet; the months show the forecast of the other, so that the book
    has one. The whole company comes first, then everyone who sold or has a target."""
    contents = inputs.contents
    sold = flows.months(inputs.shared.book, inputs.sellers.fillna(""), inputs.closes_on)
    subjects = list(_subjects(inputs, sold))
    made = [_forecast(inputs, one) for one in subjects]
    shown = [
        rows.assign(dimension=one.dimension, value=one.shown)
        for one, rows in zip(subjects, made, strict=True)
        if one.counts
    ]
    forecasts = pd.concat(shown, ignore_index=True)
    by_person = {
        one.key: dict(zip(_numbers(rows), rows["amount"], strict=True))
        for one, rows in zip(subjects, made, strict=True)
        if one.dimension in ("company", "salesperson")
    }
    running = parse(RUNNING_MONTH, contents.as_of, inputs.closes_on)
    flow = flows.of_period(inputs.shared.book, running)
    same = composition.by(inputs.sellers.loc[flow.index].fillna(""), flow).set_index("value")
    same = same[["units_before", "units_year_ago"]]
    back = running.months[0] - month_number(inputs.period.span.start, inputs.closes_on) + 1
    parts = []
    for person, forecast in by_person.items():
        own = sold if person is None else sold[sold["value"] == person]
        days_of = same.sum() if person is None else same.reindex([person], fill_value=0).iloc[0]
        found = monthly_sales.monthly(
            own.groupby("month")["units"].sum(),
            (int(days_of.iloc[0]), int(days_of.iloc[1])),
            contents.frame("tblTargets"),
            contents.as_of,
            salesperson=person,
            forecast=forecast,
            closes_on=inputs.closes_on,
            months=max(monthly_sales.MONTHS, back),
        )
        parts.append(_since_the_first(found).assign(salesperson=person))
    filled = [part for part in parts if len(part)]
    if not filled:
        return parts[0], forecasts
    every = pd.concat([part.astype({"salesperson": "str"}) for part in filled], ignore_index=True)
    return _with_closings(inputs, every.assign(year_before=every["year_before"].round(2))), forecasts


@dataclass(frozen=True)
class _Subject:
    """Whom or what a forecast is of: a value of a dimension, as its sheet shows it; what it sold by month (units), its
    targets in the months ahead and its opportunities. Who has nothing of late `counts` for no row."""

    dimension: str
    key: str | None
    shown: str
    sums: pd.Series
    target: np.ndarray
    deals: pd.DataFrame
    counts: bool


def _subjects(inputs: AnalysisInput, sold: pd.DataFrame) -> Iterator[_Subject]:
    """The company, its salespeople, regions and product categories; what belongs to none of them is the company's."""
    contents, customers, lines = inputs.contents, inputs.customers, inputs.shared.book.lines
    targets, months = contents.frame("tblTargets"), forecast_months.ahead(contents.as_of, inputs.closes_on)
    deals = _deals(inputs)
    since = months[0] - LOOKED_BACK

    def subject(dimension: str, key: str | None, shown: str, own: pd.DataFrame, theirs: pd.DataFrame) -> _Subject:
        sums = own.groupby("month")["units"].sum()
        whose = {dimension: key} if dimension in ("salesperson", "region") else {}
        target = aimed(targets, months, **whose) if dimension != "category" else np.full(len(months), np.nan)
        lately = bool((sums[sums.index >= since] != 0).any()) or theirs["month"].isin(months).any()
        counts = dimension == "company" or lately or not np.isnan(target).all()
        return _Subject(dimension, key, shown, sums, target, theirs, bool(counts))

    yield subject("company", None, COMPANY[contents.lang], sold, deals)
    people = sorted({*inputs.sellers.dropna(), *targets["salesperson"].dropna(), *deals["salesperson"].dropna()})
    for key in people:
        own = sold[sold["value"] == key]
        label = inputs.labels["salesperson"].get(key, key)
        yield subject("salesperson", key, label, own, deals[deals["salesperson"] == key])
    codes, regions = pd.factorize(customers["region"], sort=True)
    by_region = _months(inputs, np.append(codes, -1)[lines["customer"].to_numpy(dtype="int64")])
    place = {str(key): at for at, key in enumerate(regions)}
    for key in sorted({*place, *targets["region"].dropna()}):
        own = by_region[by_region["value"] == place.get(key, len(place))]
        yield subject("region", key, inputs.labels["region"].get(key, key), own, deals[deals["region"] == key])
    product, products = pd.factorize(inputs.lines["product"])
    catalogue = contents.frame("tblProducts").dropna(subset=["name"]).drop_duplicates("name").set_index("name")
    codes, categories = pd.factorize(catalogue["category"].reindex(products), sort=True)
    by_category = _months(inputs, np.append(codes, -1)[product])
    for at, key in enumerate(categories):
        yield subject("category", key, key, by_category[by_category["value"] == at], deals.iloc[:0])


def _months(inputs: AnalysisInput, codes: np.ndarray) -> pd.DataFrame:
    """What was sold in each month by each of these codes of the lines (-1 too: nobody's)."""
    lines = inputs.shared.book.lines
    return flows.months(inputs.shared.book, pd.Series(codes, index=lines.index), inputs.closes_on)


def _deals(inputs: AnalysisInput) -> pd.DataFrame:
    """The open opportunities with what they are worth, and whose they are: salesperson (the opportunity's owner, else
    the customer's) and region."""
    contents, customers = inputs.contents, inputs.customers
    deals, stages = contents.frame("tblOpportunities"), contents.stages
    shares = stage_conversion.measured(deals, inputs.before["tblStageHistory"], stages, contents.as_of)
    worth = stage_conversion.worth(deals, stages, shares, closes_on=inputs.closes_on)
    of = customers.dropna(subset=["customer_id"]).drop_duplicates("customer_id").set_index("customer_id")
    whose = of[["owner", "region"]].reindex(deals["customer_id"].loc[worth.index]).set_axis(worth.index)
    owner = deals["owner"].loc[worth.index]
    return worth.assign(salesperson=owner.where(owner.notna(), whose["owner"]), region=whose["region"])


def _forecast(inputs: AnalysisInput, one: _Subject) -> pd.DataFrame:
    """The rows of one subject; the company's first says how many opportunities are in no month."""
    lang, months = inputs.contents.lang, forecast_months.ahead(inputs.contents.as_of, inputs.closes_on)
    rows = forecast_months.rows(one.sums, months, one.target, one.deals, lang)
    left_out = int((one.deals["month"] < months[0]).sum())
    if one.dimension == "company" and left_out:
        said = rows["sentence"].tolist()
        said[0] += SEMICOLON[lang] + _UNDATED.format(count=left_out)[lang]
        rows = rows.assign(sentence=pd.Series(said, dtype="str"))
    return rows


def _numbers(rows: pd.DataFrame) -> list[int]:
    numbers: list[int] = month_numbers(rows["month"].to_numpy(dtype="datetime64[D]")).tolist()
    return numbers


def _with_closings(inputs: AnalysisInput, rows: pd.DataFrame) -> pd.DataFrame:
    """What was kept of closed months, and what has changed in them since."""
    number = month_numbers(rows["month"].to_numpy(dtype="datetime64[D]"))
    closed = np.isin(number, sorted(inputs.closed_months))
    kept = closings.amounts(inputs.closed)
    asked = pd.MultiIndex.from_arrays([number, rows["salesperson"].fillna("")])
    amount = pd.Series(kept.reindex(asked).to_numpy(), index=rows.index).fillna(0.0).where(closed)
    adjusted = (rows["amount"] - amount).round(2)
    state = np.where(closed, np.where(adjusted != 0, closings.ADJUSTED, closings.CLOSED), closings.OPEN)
    ahead = rows["amount"].isna()
    return rows.assign(
        closed_amount=amount.round(2), adjusted=adjusted, closing=pd.Series(state, index=rows.index).mask(ahead)
    )


def _since_the_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Without the months before anything was sold or aimed at."""
    something = np.nan_to_num(rows[["amount", "target", "year_before", "forecast"]].to_numpy()).any(axis=1)
    found: pd.DataFrame = rows[np.logical_or.accumulate(something)]
    return found
