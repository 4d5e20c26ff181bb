"""What came of a week, by salesperson: the confirmed plan held against the visits, and what the visits brought.

- planned = visited + put off + called off + carried over. Visited is who was seen face to face in the week, by anyone;
  put off is moved to another week, with a reason; a visit that was moved within the week stays planned.
- visits = visits face to face, one a customer a day; beside_plan of them went to customers who were not planned.
- aimed = reached + the four reasons + no reason given.
- promised: promises made in the week; promises due = kept + broken, broken being those that are not kept on as_of.

Coverage is visited ÷ planned. A week without a confirmed plan has visits only.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import COMMA, Lang
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.visits import plan_rows

if TYPE_CHECKING:
    from collections.abc import Set

REASONS = ("offer", "mismatch", "obstacle", "rival")
LEVELS = ("core", "general", "sub")
WEEKS = 8
"""So many weeks are summed up, the running one first."""

COLUMNS = (
    "week", "salesperson", "planned", "visited", "put_off", "called_off", "carried", "coverage", "visits", "beside_plan",
    "aimed", "goals_reached", *REASONS, "no_reason", "promised", "promises_due", "promises_kept", "promises_broken",
    "new_customers", "fit_and_willing", *LEVELS, "competitor_news", "carried_over",
)  # fmt: skip


def weeks(
    plan: pd.DataFrame,
    visits: pd.DataFrame,
    customers: pd.DataFrame,
    as_of: dt.date,
    face: Set[str],
    lang: Lang = "zh",
    many: int = WEEKS,
) -> pd.DataFrame:
    """COLUMNS of the last weeks, the newest first, a row for each salesperson who planned or did anything.

    `plan`: the plan's table; `visits`: customer_id, date, salesperson, kind, goal, goal_reached, failure_reason, promise,
    promise_due, promise_kept, competitor_news; `customers`: customer_id, owner, created_on, fits_development,
    willingness, dealer_level; `face`: the kinds of visit in person.
    """
    held = plan[plan["state"].eq(plan_rows.CONFIRMED)]
    monday = plan_rows.monday_of(as_of)
    found = [
        row
        for n in range(many)
        for row in _week(held, visits, customers, monday - dt.timedelta(days=7 * n), as_of, face, lang)
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _week(
    held: pd.DataFrame, visits: pd.DataFrame, customers: pd.DataFrame, monday: dt.date, as_of: dt.date,
    face: Set[str], lang: Lang,
) -> list[dict[str, Any]]:  # fmt: skip
    sunday = monday + dt.timedelta(days=6)
    last = min(sunday, as_of)
    plan = held[plan_rows.of_week(held, monday)].drop_duplicates("customer_id")
    state = plan_rows.changed(plan)
    made = visits[_within(visits["date"], monday, last)]
    seen = made[made["kind"].isin(face)].drop_duplicates(["customer_id", "date"])
    due = visits[_within(visits["promise_due"], monday, last) & visits["promise"].notna()]
    new = customers[_within(customers["created_on"], monday, last)]
    away = state["moved"] & ~_within(state["on"], monday, sunday)
    done = plan["customer_id"].isin(seen["customer_id"]) & ~away & ~state["cancelled"]
    left = ~done & ~away & ~state["cancelled"]
    people = {*plan["salesperson"], *made["salesperson"], *due["salesperson"], *new["owner"]}
    rows: list[dict[str, Any]] = []
    for name in sorted(one for one in people if isinstance(one, str)):
        mine, own = plan["salesperson"] == name, made[made["salesperson"] == name]
        went, promised = seen[seen["salesperson"] == name], due[due["salesperson"] == name]
        aimed, mine_new = own[own["goal"].notna()], new[new["owner"] == name]
        reached = int(aimed["goal_reached"].eq(True).sum())
        missed = aimed.loc[~aimed["goal_reached"].eq(True), "failure_reason"]
        reasons = {key: int(missed.eq(key).sum()) for key in REASONS}
        kept, planned = int(promised["promise_kept"].eq(True).sum()), int(mine.sum())
        fits = mine_new["fits_development"].eq(True) & mine_new["willingness"].eq("high")
        row = {
            "week": np.datetime64(monday, "s"), "salesperson": name, "planned": planned,
            "visited": int((mine & done).sum()), "put_off": int((mine & away).sum()),
            "called_off": int((mine & state["cancelled"]).sum()), "carried": int((mine & left).sum()),
            "coverage": float((mine & done).sum() / planned) if planned else np.nan,
            "visits": len(went), "beside_plan": int((~went["customer_id"].isin(plan["customer_id"])).sum()),
            "aimed": len(aimed), "goals_reached": reached, **reasons,
            "no_reason": len(aimed) - reached - sum(reasons.values()), "promised": int(own["promise"].notna().sum()),
            "promises_due": len(promised), "promises_kept": kept, "promises_broken": len(promised) - kept,
            "new_customers": len(mine_new), "fit_and_willing": int(fits.sum()),
            **{level: int(mine_new["dealer_level"].eq(level).sum()) for level in LEVELS},
            "competitor_news": int(own["competitor_news"].notna().sum()),
            "carried_over": COMMA[lang].join(frame.texts(plan.loc[mine & left, "customer_name"])) or None,
        }  # fmt: skip
        if any(value for key, value in row.items() if key not in ("week", "salesperson", "coverage")):
            rows.append(row)
    return rows


def _within(dates: pd.Series[Any], first: dt.date, last: dt.date) -> Any:
    whole = days.whole(dates)
    return (whole >= days.day(first)) & (whole <= days.day(last))
