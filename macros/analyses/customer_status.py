"""Analyses of each customer's status: pipeline, receivables, prices, stock, scores, stage and credit histories."""

from __future__ import annotations

import math

import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, money, rows_of
from macros.counting.book_contents import ORDERS
from macros.counting.customer_results import judged_cards
from workbook.language import Lang, Text
from workbook.rules.basics import change_history, days
from workbook.rules.market import prices, stock
from workbook.rules.sales import pipeline

_FIRST = Text("首次评定为{after:.0f}星", "First rated: {after:.0f} stars")
_STARS = Text("信用由{before:.0f}星改为{after:.0f}星", "Credit changed from {before:.0f} to {after:.0f} stars")
_CLEARED = Text("取消了信用星级", "The credit stars were taken away")
_LIMIT = Text("星级未变，信用政策的额度改了", "The stars stayed; the limit in the credit terms changed")


@rows_of("tblPipeline")
def pipeline_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the pipeline sheet."""
    contents = inputs.contents
    return pipeline.pipeline(contents.frame("tblOpportunities"), inputs.customers, contents.stages, contents.as_of)


@rows_of("tblReceivables")
def receivable_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the receivables sheet: every order that is not paid in full."""
    items = inputs.shared.open_items
    owed = items[items["open"] > 0].reset_index(drop=True)
    owner = inputs.customers["owner"].array.take(owed["customer"].to_numpy(dtype="int64"), allow_fill=True)
    found = owed[["order_no", "date", "due", "age_band"]]
    return found.assign(
        **inputs.customer_columns(owed["customer"]),
        amount=money(owed["units"]),
        open=money(owed["open"]),
        owner=pd.Series(owner, index=owed.index, dtype="str"),
        basis=pd.Series(inputs.contents.settings["debt_basis"], index=owed.index, dtype="str"),
    )


@rows_of("tblPrices")
def price_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the price sheet."""
    contents = inputs.contents
    found = prices.compared(
        contents.frame(ORDERS),
        contents.frame("tblSurveys"),
        contents.frame("tblPriceList"),
        inputs.customers,
        contents.frame("tblProducts"),
        tolerance=float(contents.settings["price_tolerance"]),
        age=float(contents.settings["price_age_days"]),
        as_of=contents.as_of,
        lang=contents.lang,
    )
    rounded = {key: found[key].astype("float64").round(4) for key in ("price", "reference")}
    return found.assign(customer_name=inputs.names(found["customer_id"]), **rounded)


@rows_of("tblStock")
def stock_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the stock sheet: the last survey of each customer and product up to the as-of day."""
    contents = inputs.contents
    surveys = contents.frame("tblSurveys")
    past = surveys[(days.whole(surveys["date"]) <= days.day(contents.as_of)) & surveys["stock_qty"].notna()]
    found = past.drop(columns=["days_of_stock", "stock_change", "suggested_order", "stock_state"]).join(
        stock.surveys(past, contents.frame("tblProducts"), contents.lang)
    )
    last = found.sort_values("date", kind="stable").drop_duplicates(["customer_id", "product"], keep="last")
    last = last.sort_values(["customer_id", "product"], kind="stable", ignore_index=True)
    shown = last.rename(
        columns={
            "stock_to_sales": "share_of_sales",
            "own_share_of_stock": "own_share",
            "days_of_stock": "turnover_days",
            "stock_change": "change",
            "stock_state": "verdict",
        }
    )
    columns = [
        "customer_id", "product", "date", "stock_qty", "share_of_sales", "own_share", "turnover_days", "change",
        "suggested_order", "verdict",
    ]  # fmt: skip
    return shown[columns].assign(customer_name=inputs.names(shown["customer_id"]))


@rows_of("tblScores")
def score_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the scores sheet: each judged customer in all (no aspect) and by aspect."""
    found = judged_cards(inputs.contents)
    names = inputs.names(found["customer_id"])
    return found.drop(columns="score").assign(
        customer_name=names, points=found["points"].round(2), judged=found["judged"].round(4)
    )


@rows_of("tblStageHistory")
def stage_changes(inputs: AnalysisInput) -> pd.DataFrame:
    """New rows of the stage history: customers that are not archived, and open opportunities."""
    customers, opportunities = inputs.customers, inputs.contents.frame("tblOpportunities")
    alive = customers[~customers["archived"].eq(True) & customers["customer_id"].notna()]
    open_ = opportunities["state"].isna() | opportunities["state"].eq(pipeline.OPEN)
    columns = ["customer_id", "customer_name", "opportunity_id", "stage"]
    own = alive.assign(customer_name=alive["name"], opportunity_id=pd.Series(None, index=alive.index, dtype="str"))
    theirs = opportunities[open_ & opportunities["opportunity_id"].notna()]
    now = pd.concat([own[columns], theirs[columns]], ignore_index=True)
    return change_history.stage_changes(now, inputs.before["tblStageHistory"], inputs.contents.as_of)


@rows_of("tblCreditChanges")
def credit_changes(inputs: AnalysisInput) -> pd.DataFrame:
    """New rows of the credit history, each with its reason and what to do over the new limit."""
    found = change_history.credit_changes(inputs.customers, inputs.before["tblCreditChanges"], inputs.contents.as_of)
    lang = inputs.contents.lang
    stars = found["after"].map(lambda after: f"{after:.0f}", na_action="ignore")
    reasons = [_reason(one, two, lang) for one, two in zip(found["before"], found["after"], strict=True)]
    return found.assign(
        over=stars.map(dict(inputs.over_limit)).astype("str"), reason=pd.Series(reasons, index=found.index, dtype="str")
    )


def _reason(before: float, after: float, lang: Lang) -> str:
    if math.isnan(after):
        return (_LIMIT if math.isnan(before) else _CLEARED)[lang]
    said = _FIRST if math.isnan(before) else _LIMIT if before == after else _STARS
    return said[lang].format(before=before, after=after)
