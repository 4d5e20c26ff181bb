"""What came of a week, by salesperson: the confirmed plan held against the visits, and what the visits brought.

- planned = visited + put off + called off + carried over. Visited is who was seen face to face in the week, by anyone;
  put off is moved to another week, with a reason; a visit that was moved within the week stays planned.
- visits = visits face to face, one a customer a day; beside_plan of them went to customers who were not planned.
- aimed = met + the four reasons + no reason given.
- promised: promises made in the week; promises due = met + broken, broken being those that are not kept on as_of.
- new_customers: put on record in the week; filled of them have a full form (rules/visits/sweep_forms.py) by its end.

Coverage is visited ÷ planned. A week without a confirmed plan has visits only. What names no salesperson stands in a
row without one, so that the rows of a week add up to the tables.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import COMMA, Lang
from workbook.rules.basics import days
from workbook.rules.basics.periods import Span
from workbook.rules.reminders import frame
from workbook.rules.visits import plan_rows, sweep_forms

if TYPE_CHECKING:
    from collections.abc import Set

REASONS = ("offer", "mismatch", "obstacle", "rival")
LEVELS = ("core", "general", "sub")
WEEKS = 8
"""So many weeks are summed up, the running one first."""
NOBODY = ""
_SAYS_NOTHING = ("week", "salesperson", "coverage", "goals_reached", "promises_kept")

COLUMNS = (
    "week", "salesperson", "planned", "visited", "put_off", "called_off", "carried", "coverage", "visits",
    "beside_plan", "aimed", "goals_met", "goals_reached", *REASONS, "no_reason", "promised", "promises_due",
    "promises_met", "promises_broken", "promises_kept", "new_customers", "filled", "fit_and_willing", *LEVELS,
    "competitor_news", "orders", "units", "carried_over",
)  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """What a week is summed up from, each with a salesperson (NaN = nobody's).

    `plan`: the plan's table; `visits`: customer_id, date, kind, goal, goal_reached, failure_reason, promise,
    promise_due, promise_kept, competitor_news; `customers`: customer_id, owner, created_on, fits_development,
    willingness, dealer_level; `sweeps`: the sweeps' table; `sold`: date, order (its number where the order is counted,
    else -1), units.
    """

    plan: pd.DataFrame
    visits: pd.DataFrame
    customers: pd.DataFrame
    sweeps: pd.DataFrame
    sold: pd.DataFrame


def weeks(given: Tables, as_of: dt.date, face: Set[str], lang: Lang = "zh", many: int = WEEKS) -> pd.DataFrame:
    """COLUMNS of the last weeks, the newest first, a row for each salesperson who planned or did anything; `face`: the
    kinds of visit in person."""
    visits = given.visits[days.whole(given.visits["date"]) <= days.day(as_of)]
    whose = {
        "plan": given.plan[given.plan["state"].eq(plan_rows.CONFIRMED)],
        "visits": visits,
        "sweeps": given.sweeps,
        "sold": given.sold,
    }
    named = {key: rows.assign(salesperson=rows["salesperson"].fillna(NOBODY)) for key, rows in whose.items()}
    held = Tables(**named, customers=given.customers.assign(owner=given.customers["owner"].fillna(NOBODY)))
    monday = days.monday_of(as_of)
    found = [row for n in range(many) for row in _week(held, monday - dt.timedelta(days=7 * n), as_of, face, lang)]
    made = pd.DataFrame(found, columns=list(COLUMNS))
    return made.assign(salesperson=made["salesperson"].where(made["salesperson"] != NOBODY).astype("str"))


def _week(held: Tables, monday: dt.date, as_of: dt.date, face: Set[str], lang: Lang) -> list[dict[str, Any]]:
    sunday = monday + dt.timedelta(days=6)
    week, gone = Span(monday, sunday), Span(monday, min(sunday, as_of))
    plan = held.plan[plan_rows.of_week(held.plan, monday)].drop_duplicates("customer_id")
    state = plan_rows.changed(plan)
    made = held.visits[gone.holds(held.visits["date"])]
    seen = made[made["kind"].isin(face) & made["customer_id"].notna()].drop_duplicates(["customer_id", "date"])
    due = held.visits[gone.holds(held.visits["promise_due"]) & held.visits["promise"].notna()]
    new = held.customers[gone.holds(held.customers["created_on"])]
    sold = held.sold[gone.holds(held.sold["date"])]
    away = state["moved"] & ~week.holds(state["on"])
    done = plan["customer_id"].isin(seen["customer_id"]) & ~away & ~state["cancelled"]
    left = ~done & ~away & ~state["cancelled"]
    full = sweep_forms.full(held.sweeps, gone.end) if len(new) else frozenset()
    people = {*plan["salesperson"], *made["salesperson"], *due["salesperson"], *new["owner"], *sold["salesperson"]}
    rows: list[dict[str, Any]] = []
    for name in sorted(people):
        mine = plan["salesperson"] == name
        went = seen[seen["salesperson"] == name]
        bought = sold[sold["salesperson"] == name]
        planned, visited = int(mine.sum()), int((mine & done).sum())
        row = {
            "week": np.datetime64(monday, "s"), "salesperson": name, "planned": planned, "visited": visited,
            "put_off": int((mine & away).sum()), "called_off": int((mine & state["cancelled"]).sum()),
            "carried": int((mine & left).sum()), "coverage": _rate(visited, planned), "visits": len(went),
            "beside_plan": int((~went["customer_id"].isin(plan["customer_id"])).sum()),
            **_of_visits(made[made["salesperson"] == name]), **_of_promises(due[due["salesperson"] == name]),
            **_of_new(new[new["owner"] == name], full),
            "orders": int((bought["order"] >= 0).sum()), "units": int(bought["units"].sum()),
            "carried_over": COMMA[lang].join(frame.texts(plan.loc[mine & left, "customer_name"])) or None,
        }  # fmt: skip
        if any(value for key, value in row.items() if key not in _SAYS_NOTHING):
            rows.append(row)
    return rows


def _of_visits(own: pd.DataFrame) -> dict[str, Any]:
    """What was gone for and reached, what was promised and heard, on somebody's visits and calls."""
    aimed = own[own["goal"].notna()]
    met = int(aimed["goal_reached"].eq(True).sum())
    missed = aimed.loc[~aimed["goal_reached"].eq(True), "failure_reason"]
    reasons = {key: int(missed.eq(key).sum()) for key in REASONS}
    return {
        "aimed": len(aimed), "goals_met": met, "goals_reached": _rate(met, len(aimed)), **reasons,
        "no_reason": len(aimed) - met - sum(reasons.values()), "promised": int(own["promise"].notna().sum()),
        "competitor_news": int(own["competitor_news"].notna().sum()),
    }  # fmt: skip


def _of_promises(due: pd.DataFrame) -> dict[str, Any]:
    met = int(due["promise_kept"].eq(True).sum())
    return {
        "promises_due": len(due), "promises_met": met, "promises_broken": len(due) - met,
        "promises_kept": _rate(met, len(due)),
    }  # fmt: skip


def _of_new(new: pd.DataFrame, full: Set[str]) -> dict[str, Any]:
    fits = new["fits_development"].eq(True) & new["willingness"].eq("high")
    return {
        "new_customers": len(new), "filled": int(new["customer_id"].isin(full).sum()),
        "fit_and_willing": int(fits.sum()), **{level: int(new["dealer_level"].eq(level).sum()) for level in LEVELS},
    }  # fmt: skip


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else np.nan
