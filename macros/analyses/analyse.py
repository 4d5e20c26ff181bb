"""analyse: fill the analysis sheets - sales, customer status, field visits.

Counts as refresh does (`macros/counting/refresh_results.py`), so that its totals are the ones of the home sheet;
writes only the analysis sheets, and the two histories only where something changed, so that a second run changes
nothing. Everything is worked out before the first cell is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.language import Text

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    import xlwings as xw

    from macros.analyses.analysis_input import AnalysisInput

READING, WORKING = Text("读取", "Reading"), Text("分析", "Analysing")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")

HISTORIES = ("tblStageHistory", "tblCreditChanges")  # added to; all others are replaced
_BY = {"tblVisitPlan": "customer_id"}  # what users write beside a row follows this column


def analyse(book: xw.Book, *, as_of: dt.date | None = None, progress: Progress = silent) -> Report:
    """Fill every analysis sheet as of a day: the argument, else the setting, else today."""
    from macros.analyses.analysis_input import read_analysis_input

    progress(READING, 0.0)
    inputs = read_analysis_input(book, as_of)
    progress(WORKING, 0.4)
    made = compute(inputs)
    for at, (name, rows) in enumerate(made.items()):
        progress(WRITING, 0.6 + 0.4 * at / len(made))
        if name in HISTORIES:
            tables.append(book, name, rows)
        else:
            tables.replace(book, name, rows, _BY.get(name))
    progress(DONE, 1.0)
    return _report(inputs, made)


def compute(inputs: AnalysisInput) -> dict[str, pd.DataFrame]:
    """Table name -> its rows (of a history: its new rows), stamped with the as-of day; pure."""
    import numpy as np

    from macros.analyses import customer_status, sales, visits

    composition, concentration = sales.composition_rows(inputs)
    rules: Mapping[str, Callable[[AnalysisInput], pd.DataFrame]] = {
        "tblStageHistory": customer_status.stage_changes,
        "tblCreditChanges": customer_status.credit_changes,
        "tblMonthly": sales.month_rows,
        "tblProductAnalysis": sales.product_rows,
        "tblPipeline": customer_status.pipeline_rows,
        "tblReceivables": customer_status.receivable_rows,
        "tblPrices": customer_status.price_rows,
        "tblStock": customer_status.stock_rows,
        "tblSourceAnalysis": sales.source_rows,
        "tblTeam": sales.team_rows,
        "tblWhiteSpace": sales.white_space_rows,
        "tblScores": customer_status.score_rows,
        "tblPortrait": sales.portrait_rows,
        "tblVisitPlan": visits.visit_plan_rows,
        "tblDailyReport": visits.daily_report_rows,
    }
    made = {"tblComposition": composition, "tblConcentration": concentration}
    made |= {name: rule(inputs) for name, rule in rules.items()}
    if inputs.contents.looking_back:  # an earlier day changes no history
        made |= {name: made[name].iloc[:0] for name in HISTORIES}
    made["tblPreVisit"] = visits.preparation_rows(inputs, made["tblVisitPlan"], made["tblWhiteSpace"])
    day = np.datetime64(inputs.contents.as_of, "s")
    return {name: rows.assign(as_of=day) if "as_of" in schema.table(name) else rows for name, rows in made.items()}


def _report(inputs: AnalysisInput, made: Mapping[str, pd.DataFrame]) -> Report:
    from workbook.rules.basics.exact_money import amount as of_units

    amount = of_units(inputs.shared.counted.total_units)
    rows = {name: len(frame) for name, frame in made.items()}
    filled = sum(1 for name, count in rows.items() if count and name not in HISTORIES)
    lines = [
        Text(
            "截至 {as_of:%Y-%m-%d}：净额合计 {amount:,.2f}；填写了 {filled} 张分析表，共 {rows:,} 行。",
            "As of {as_of:%Y-%m-%d}: net amount {amount:,.2f}; {filled} analysis sheets filled, {rows:,} rows in all.",
        ).format(as_of=inputs.contents.as_of, amount=amount, filled=filled, rows=sum(rows.values())),
        Text(
            "阶段变化 {stages:,}，信用变更 {credits:,}；本周拜访 {visits:,}；价格异常 {prices:,}。",
            "{stages:,} changes of stage, {credits:,} of credit; {visits:,} visits this week; {prices:,} odd prices.",
        ).format(
            stages=rows["tblStageHistory"],
            credits=rows["tblCreditChanges"],
            visits=rows["tblVisitPlan"],
            prices=rows["tblPrices"],
        ),
    ]
    return Report("analyse", tuple(lines), {"amount": amount, **rows})
