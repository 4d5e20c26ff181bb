"""Visits owed and made of every customer, for refresh, the analyses and the month's report alike."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from macros.counting import customer_results
from macros.counting.book_contents import VISITS
from workbook.language import Text, joined
from workbook.rules.reminders.today import open_now
from workbook.rules.visits import holiday_list, month_load, plan_rows, visits_owed

if TYPE_CHECKING:
    import pandas as pd

    from macros.counting.book_contents import BookContents
    from workbook.rules.outside.order_counts import OrderCounts

_ONE_DAY = dt.timedelta(days=1)
_SHORT = Text(
    "拜访：本月应访 {owed:,} 次，已访 {made:,} 次，欠访 {short:,} 次{more}。",
    "Visits this month: {owed:,} owed, {made:,} made, {short:,} short{more}.",
)
_FULL = Text(
    "；{names}本月做不完，先去A级、有逾期款、有承诺到期的",
    "; more than can be done for {names}: grade A, debts and promises first",
)
_BEGUN = Text(
    "周计划已确认：{n:,} 次拜访；以后只能改期或取消，要写原因。",
    "The plan of the week is confirmed: {n:,} visits, from now on put off or called off with a reason.",
)
_UNREASONED = Text(
    "周计划里有 {n:,} 处改期或取消没有写原因，不算：{names}。",
    "{n:,} changes of the plan have no reason and do not count: {names}.",
)
_NAMED = 5
COLUMNS = {"owed": "visits_owed", "made": "visits_made", "short": "visits_short", "last_visit": "last_visit"}
"""What `visits_owed.owed` gives, and the columns of the customers' sheet."""


def with_visits(worked: pd.DataFrame, orders: OrderCounts, contents: BookContents) -> pd.DataFrame:
    """The customers with what they are owed in the running month, what was made and what is short, and the last
    visit."""
    found = owed_in(contents.as_of, worked, orders, contents)
    return worked.assign(**{column: found[key] for key, column in COLUMNS.items()})


def owed_in(month: dt.date, customers: pd.DataFrame, orders: OrderCounts, contents: BookContents) -> pd.DataFrame:
    """`visits_owed.owed` of a calendar month (any of its days): by the grades as it began, visits up to the as-of
    day."""
    first = month.replace(day=1)
    graded = _graded(customers, orders, contents, first - _ONE_DAY)
    return visits_owed.owed(graded, contents.frame(VISITS), first, contents.as_of, rules_of(contents))


def rules_of(contents: BookContents) -> visits_owed.Rules:
    """The lists that say how many visits are owed and which kinds count."""
    return visits_owed.Rules(contents.list("grade.visits"), contents.list("willingness.visits"), face_to_face(contents))


def face_to_face(contents: BookContents) -> frozenset[str]:
    """The kinds of visit that are made in person."""
    return frozenset(key for key, face in contents.list("visit_kind.face").items() if face)


def _graded(customers: pd.DataFrame, orders: OrderCounts, contents: BookContents, day: dt.date) -> pd.DataFrame:
    """The customers with the grades that they had at the end of a day."""
    then = dataclasses.replace(contents, as_of=day)
    recent = orders.window(day, int(contents.settings["grade_window_months"]))
    return customer_results.with_grades(customers, recent, orders, then)


def holidays(contents: BookContents, day: dt.date) -> pd.DataFrame:
    """The list of holidays with the years that a day asks for; the list itself where it has them."""
    return holiday_list.filled(contents.holidays, holiday_list.years_of(day), contents.lang)


def short(
    customers: pd.DataFrame, reminders: pd.DataFrame, listed: pd.DataFrame, contents: BookContents
) -> pd.DataFrame:
    """What of the running month's visits is short, by salesperson (`month_load.load`); `listed`: the holidays."""
    waiting = open_now(reminders, contents.as_of)
    promised = frozenset(waiting.loc[waiting["kind"] == "promise", "customer_id"].dropna())
    a_day = int(contents.settings["visits_a_day"])
    days, own = holiday_list.told(listed), holiday_list.told_of(listed)
    return month_load.load(customers, promised, contents.as_of, days, a_day, own)


def said(found: pd.DataFrame, contents: BookContents) -> list[Text]:
    """The line of a report on `short`: in all, and who can not make up for it."""
    if found.empty:
        return []
    people = contents.list("salesperson.label")
    full = found[found["short"] > found["room"]]
    names = [str(people.get(one, one)) for one in full["owner"]]
    more = _FULL.format(names=joined(names)) if names else Text("", "")
    return [_SHORT.format(**{key: int(found[key].sum()) for key in ("owed", "made", "short")}, more=more)]


def said_of_plan(before: pd.DataFrame, after: pd.DataFrame) -> list[Text]:
    """What a refresh says of the plan: confirmed just now, changes without a reason."""
    lines = []
    if begun := int((after["state"].fillna("") != before["state"].fillna("")).sum()):
        lines.append(_BEGUN.format(n=begun))
    wrong = after.loc[plan_rows.changed(after)["unreasoned"], "customer_name"]
    if len(wrong):
        names = [str(one) for one in wrong.head(_NAMED)]
        lines.append(_UNREASONED.format(n=len(wrong), names=joined(names)))
    return lines
