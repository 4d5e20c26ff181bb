"""plan: the visits of a week, as a draft; plan_confirm: the draft is kept, and only put off or called off from then on.

The plan of every week stands in one table, the newest on top. A draft is made anew from what is wanted now, each visit
that stays on its day; a confirmed week only gets what cannot wait, where there is room. The first refresh on a week's
Monday or later confirms its draft (`confirmed_rows`).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text, joined

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.analyses.analysis_input import AnalysisInput
    from workbook.rules.visits.week_plan import Planned

PLAN, PREPARATION, HOLIDAYS = "tblVisitPlan", "tblPreVisit", "tblHolidays"
NAMED = 5
"""Customers that a line names."""
_THURSDAY, _SUNDAY = dt.timedelta(days=3), dt.timedelta(days=6)
_WEEKEND = dt.timedelta(days=2)  # after a weekend the next week is planned

READING, WORKING = Text("读取", "Reading"), Text("排计划", "Planning")
_PAST = Text(
    "{monday:%Y-%m-%d} 起的一周已经过去，不能再排。请换一个日期，如 --week {today:%Y-%m-%d}。",
    "The week of {monday:%Y-%m-%d} is over and cannot be planned. Give another day, such as --week {today:%Y-%m-%d}.",
)
_DRAFT = Text(
    "{monday:%Y-%m-%d} 起的一周：{rows:,} 次拜访，{people:,} 位业务员（草稿，可以重排）。",
    "Week of {monday:%Y-%m-%d}: {rows:,} visits of {people:,} salespeople (a draft).",
)
_FROZEN = Text(
    "{monday:%Y-%m-%d} 起的一周已确认，{rows:,} 次拜访没有重排；有空位的日子加进了 {more:,} 次急需的拜访。",
    "The week of {monday:%Y-%m-%d} is confirmed: its {rows:,} visits stay; {more:,} that cannot wait were added.",
)
_NO_DAYS = Text("这一周没有可以拜访的工作日。", "No day of this week is worked.")
_LEFT = Text(
    "另有 {left:,} 家排不下（每人每天最多 {a_day} 家、一个片区），其中该先去的 {first:,} 家{names}。",
    "{left:,} customers did not fit ({a_day} visits, one area a person and day); {first:,} of them come first{names}.",
)
_NAMES = Text("：{names}", ": {names}")
_UNKNOWN = Text(
    "{n:,} 次拜访的客户地址里没有“城市”列表的城市，列为“未分区”：请补地址，或在“字典”的“城市”里加一行。",
    "{n:,} visits have no area: their addresses name no city of the list City; complete them, or add the city there.",
)
_BY_LAW = Text(
    "{years} 年的放假安排尚未公布，按法定假日推算；公布后请改“节假日/调休”。",
    "The holidays of {years} are not announced: those of the law were taken; change the list Holidays once they are.",
)
_UNREASONED = Text(
    "{n:,} 处改期或取消没有写原因，不算：{names}。请在“改期或取消的原因”里写明。",
    "{n:,} changes without a reason do not count: {names}. Write the reason beside them.",
)
_CONFIRMED = Text(
    "{monday:%Y-%m-%d} 起的一周已确认：{rows:,} 次拜访。以后只能改期或取消，要写原因。",
    "The week of {monday:%Y-%m-%d} is confirmed: {rows:,} visits, from now on put off or called off with a reason.",
)
_NONE = Text("没有要确认的草稿：请先排周计划。", "There is no draft to confirm: plan a week first.")


def plan(
    book: xw.Book, *, week: dt.date | None = None, as_of: dt.date | None = None, progress: Progress = silent
) -> Report:
    """Plan the week of a day; InputError where it is over."""
    from macros.analyses import sales, visits  # noqa: F401 - sales gives the products to offer
    from macros.analyses.analysis_input import read_analysis_input
    from macros.counting import visit_results
    from workbook.rules.basics import days
    from workbook.rules.visits import plan_rows

    progress(READING, 0.0)
    inputs = read_analysis_input(book, as_of)
    today = inputs.contents.as_of
    monday = days.monday_of(week or today + _WEEKEND)
    if monday + _SUNDAY < today:
        raise InputError(_PAST.format(monday=monday, today=today))
    progress(WORKING, 0.4)
    listed = visit_results.holidays(inputs.contents, monday + _SUNDAY)
    stood = inputs.contents.plan
    mine = stood[plan_rows.of_week(stood, monday)]
    frozen = bool(mine["state"].eq(plan_rows.CONFIRMED).any())
    found, lines = _planned(inputs, monday, mine, listed, frozen=frozen)
    made = _rows(found.rows, mine, monday, frozen=frozen)
    others = stood[~plan_rows.of_week(stood, monday)]
    rows = _in_order([mine, made, others] if frozen else [made, others])
    if listed is not inputs.contents.holidays:
        tables.fill(book, HOLIDAYS, listed)
    tables.fill(book, PLAN, rows)
    tables.fill(book, PREPARATION, visits.preparation(inputs, rows, monday))
    left = len(found.left)
    return Report("plan", tuple(lines), {"visits": len(made), "left": left, "week": f"{monday}"})


def plan_confirm(
    book: xw.Book, *, week: dt.date | None = None, as_of: dt.date | None = None, progress: Progress = silent
) -> Report:
    """Confirm the draft of a week, else the first one; InputError where there is none."""
    from workbook.rules.basics import days
    from workbook.rules.visits import plan_rows

    rows = tables.read(book, PLAN).frame
    drafts = rows[rows["state"].eq(plan_rows.DRAFT) & rows["week"].notna()]
    if week is not None:
        drafts = drafts[plan_rows.of_week(drafts, days.monday_of(week))]
    if drafts.empty:
        raise InputError(_NONE)
    monday = drafts["week"].min().date()
    due = rows["state"].eq(plan_rows.DRAFT) & plan_rows.of_week(rows, monday)
    tables.write(book, PLAN, rows.assign(state=rows["state"].mask(due, plan_rows.CONFIRMED))[["state"]])
    return Report("plan_confirm", (_CONFIRMED.format(monday=monday, rows=int(due.sum())),), {"visits": int(due.sum())})


def _planned(
    inputs: AnalysisInput, monday: dt.date, mine: pd.DataFrame, listed: pd.DataFrame, *, frozen: bool
) -> tuple[Planned, list[Text]]:
    """The plan of the week, and what to say of it."""
    from macros.counting import visit_results
    from workbook.rules.basics import working_days
    from workbook.rules.basics.periods import month_number, month_span
    from workbook.rules.visits import areas, holiday_list, plan_rows, wanted, week_plan

    contents = inputs.contents
    today, sunday, middle = contents.as_of, monday + _SUNDAY, monday + _THURSDAY
    off = working_days.days_of(holiday_list.told(listed), {monday.year, sunday.year})
    pause = int(contents.settings["spring_pause_days"])
    paused = working_days.around_spring(monday.year, off, pause) | working_days.around_spring(sunday.year, off, pause)
    own = {"": {}, **holiday_list.told_of(listed)}
    week = {
        who: [
            one for one in working_days.working_days(max(monday, today), sunday, {**off, **told}) if one not in paused
        ]
        for who, told in own.items()
    }
    span = month_span(month_number(middle))
    month = working_days.working_days(span.start, span.end, off)
    share = sum(day <= sunday for day in month) / len(month) if month else 1.0
    owed = visit_results.owed_in(middle, inputs.customers, inputs.shared.orders, contents)
    city = contents.frame("tblProfiles").dropna(subset=["customer_id"]).drop_duplicates("customer_id")
    people = inputs.customers.assign(
        owed=owed["owed"],
        made=owed["made"],
        city=inputs.customers["customer_id"].map(city.set_index("customer_id")["city"]),
    )
    people = people.assign(area=areas.of(people, _area_of_city(inputs)).fillna(areas.UNKNOWN[contents.lang]))
    asked = wanted.wanted(
        people,
        inputs.reminders,
        end=sunday,
        as_of=today,
        share=share,
        seen=_seen(inputs, monday),
        urgent=_urgent(inputs),
        agreed=_agreed(contents.plan, monday, today, frozen=frozen),
        lang=contents.lang,
    )
    a_day = int(contents.settings["visits_a_day"])
    if frozen:
        there = asked["customer_id"].isin(mine["customer_id"])
        asked = asked[(asked["need"] | asked["fixed"].notna()) & ~there].reset_index(drop=True)
    found = week_plan.plan(asked, plan_rows.effective(mine) if frozen else mine, week, a_day, locked=frozen)
    return found, _said(inputs, found, monday, mine, listed, week, a_day, frozen=frozen)


def _agreed(stood: pd.DataFrame, monday: dt.date, today: dt.date, *, frozen: bool) -> dict[str, dt.date]:
    """Visits that have their day in this week: marked as arranged in its draft, or put off to it from another week."""
    import pandas as pd

    from workbook.rules.basics.periods import Span
    from workbook.rules.visits import plan_rows

    mine = plan_rows.of_week(stood, monday)
    put = plan_rows.effective(stood[~mine])
    put = put[put["moved_to"].notna()]
    arranged = stood[mine & stood["confirmed"].eq(True).to_numpy() & (not frozen)]
    both = pd.concat([one[["customer_id", "date"]] for one in (put, arranged)]).dropna()
    inside = both[Span(max(monday, today), monday + _SUNDAY).holds(both["date"])]
    return dict(zip(inside["customer_id"], inside["date"].dt.date, strict=True))


def _area_of_city(inputs: AnalysisInput) -> dict[str, str]:
    """City -> area, as the list says."""
    return {inputs.labels["city_area"].get(key, key): area for key, area in inputs.areas.items()}


def _seen(inputs: AnalysisInput, monday: dt.date) -> frozenset[str]:
    """Who was visited in this week already."""
    from macros.counting import visit_results
    from workbook.rules.basics.periods import Span

    made = inputs.contents.frame("tblVisits")
    inside = Span(monday, min(monday + _SUNDAY, inputs.contents.as_of)).holds(made["date"])
    face = made["kind"].isin(visit_results.face_to_face(inputs.contents))
    return frozenset(made.loc[inside & face, "customer_id"].dropna())


def _urgent(inputs: AnalysisInput) -> frozenset[str]:
    """Whose last visit or call was marked urgent."""
    from workbook.rules.basics.as_of import after

    made = inputs.contents.frame("tblVisits").dropna(subset=["customer_id", "date"])
    made = made[~after(made["date"], inputs.contents.as_of)].sort_values("date", kind="stable")
    last = made.drop_duplicates("customer_id", keep="last")
    return frozenset(last.loc[last["urgent"].eq(True), "customer_id"])


def _rows(found: pd.DataFrame, mine: pd.DataFrame, monday: dt.date, *, frozen: bool) -> pd.DataFrame:
    """Rows of the plan's table; what users said of a visit of a draft stays with its customer."""
    import numpy as np

    from workbook.rules.visits import plan_rows

    made = found.assign(
        plan_key=[plan_rows.key(monday, one) for one in found["customer_id"]],
        week=np.full(len(found), np.datetime64(monday, "s")),
        state=plan_rows.CONFIRMED if frozen else plan_rows.DRAFT,
    ).astype({"plan_key": "str", "state": "str"})
    yours = [one.key for one in schema.table(PLAN).inputs if one.key != "row_id"]
    said = mine.drop_duplicates("customer_id").set_index("customer_id")[yours]
    said = said.reindex(made["customer_id"]).set_axis(made.index)
    kept: pd.DataFrame = made.assign(
        **{key: said[key].eq(True) if mine[key].dtype == bool else said[key].astype(mine[key].dtype) for key in yours}
    )
    return kept


def _in_order(parts: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    filled = [part.drop(columns="row_id", errors="ignore") for part in parts if len(part)]
    if not filled:
        return parts[0].drop(columns="row_id", errors="ignore")
    every = pd.concat(filled, ignore_index=True)
    return every.sort_values(
        ["week", "salesperson", "date", "stop"], ascending=[False, True, True, True], kind="stable", ignore_index=True
    )


def _said(
    inputs: AnalysisInput, found: Planned, monday: dt.date, mine: pd.DataFrame, listed: pd.DataFrame,
    week: dict[str, list[dt.date]], a_day: int, *, frozen: bool,
) -> list[Text]:  # fmt: skip
    from workbook.rules.visits import areas, holiday_list, plan_rows

    rows, left = found.rows, found.left
    if frozen:
        lines = [_FROZEN.format(monday=monday, rows=len(mine), more=len(rows))]
    else:
        lines = [_DRAFT.format(monday=monday, rows=len(rows), people=rows["salesperson"].nunique())]
    if not week[""]:
        lines.append(_NO_DAYS)
    if len(left):
        first = left.loc[left["rank"] == 0, "customer_name"].dropna()
        names = _NAMES.format(names=_listed(first)) if len(first) else Text("", "")
        lines.append(_LEFT.format(left=len(left), first=len(first), a_day=a_day, names=names))
    if unknown := int(rows["area"].eq(areas.UNKNOWN[inputs.contents.lang]).sum()):
        lines.append(_UNKNOWN.format(n=unknown))
    if years := holiday_list.by_law(listed, {monday.year, (monday + _SUNDAY).year}):
        lines.append(_BY_LAW.format(years=joined(map(str, years))))
    return lines + unreasoned(mine[plan_rows.changed(mine)["unreasoned"]])


def unreasoned(rows: pd.DataFrame) -> list[Text]:
    """What is said of changes that have no reason."""
    return [_UNREASONED.format(n=len(rows), names=_listed(rows["customer_name"]))] if len(rows) else []


def _listed(names: pd.Series) -> Text:
    return joined(str(one) for one in names.head(NAMED))
