"""A quarter on the road, made up: five salespeople, three hundred customers, holidays, leave, promises kept and broken.

Each Friday the next week is planned, its Monday's refresh confirms it, and people do most of it: some visits are put
off or called off, some made beside the plan, by phone, by a colleague. What the week summaries say is then counted
again from the tables, row by row in plain Python.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.analyses.plan import plan
from macros.counting.refresh import refresh
from workbook import engine, tables

PEOPLE = ("an", "bo", "chen", "ding", "e")
CITIES = ("北京", "天津", "上海", "苏州", "广州", "佛山", "成都")
FIRST, WEEKS, A_DAY = dt.date(2026, 9, 7), 13, 5  # over Mid-Autumn and National Day
LEAVE = {("bo", dt.date(2026, 9, 15)), ("bo", dt.date(2026, 9, 16)), ("chen", dt.date(2026, 11, 2))}
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
REASONS = ("offer", "mismatch", "obstacle", "rival")
Rows = list[dict[str, Any]]


@pytest.fixture
def quarter(shared: Callable[..., Path], empty_book: Callable[[str], Path]) -> Path:
    """The book at the end of the quarter; made once a run."""

    def make(path: Path) -> None:
        path.write_bytes(empty_book("zh").read_bytes())
        with engine.open_book(path) as book:
            lived(book, random.Random(7))
            book.save()

    return shared("quarter.xlsm", make)


def lived(book: Any, dice: random.Random) -> None:
    """Let the quarter happen."""
    started(book, dice)
    for n in range(WEEKS):
        monday = FIRST + n * WEEK
        friday = monday - 3 * DAY
        plan(book, week=monday, as_of=friday)
        refresh(book, as_of=monday, now=dt.datetime.combine(monday, dt.time(9)))
        done(book, monday, dice)
        if n in (7, WEEKS - 1):
            analyse(book, as_of=monday + 6 * DAY)


def started(book: Any, dice: random.Random) -> None:
    """People, customers, orders of which some are not paid, leave."""
    tables.append(book, "dicSalesperson", pd.DataFrame({"key": PEOPLE, "label": PEOPLE}, dtype="str"))
    ids = [f"C{n:05}" for n in range(1, 301)]
    made = pd.DataFrame(
        {
            "customer_id": ids, "name": [f"第{n}商行" for n in range(300)], "kind": "company",
            "owner": [PEOPLE[n % 5] for n in range(300)], "settlement": "cash",
            "address": [f"{dice.choice(CITIES)}市样板街{dice.randrange(900)}号" for _ in ids[:280]] + [None] * 20,
            "manual_grade": [dice.choice("ABCC") for _ in ids],
            "category": ["lost_end_user" if n % 50 == 3 else None for n in range(300)],
        },
        dtype="str",
    )  # fmt: skip
    tables.append(book, "tblCustomers", made.assign(created_on=stamps([dt.date(2026, 1, 5)] * 300)))
    orders = [{"customer_id": one, "order_no": f"S{n}", "amount": 100.0 + n} for n, one in enumerate(ids) if n % 9 == 0]
    frame = pd.DataFrame(orders).astype({"customer_id": "str", "order_no": "str"})
    tables.append(book, "tblTransactions", frame.assign(date=stamps([dt.date(2026, 8, 3)] * len(frame))))
    leave = pd.DataFrame(
        {"salesperson": [who for who, _ in sorted(LEAVE)], "day_kind": "off", "name": "假"}, dtype="str"
    )
    tables.append(book, "tblHolidays", leave.assign(date=stamps([day for _, day in sorted(LEAVE)])))


def done(book: Any, monday: dt.date, dice: random.Random) -> None:
    """Do what was planned, mostly."""
    every = tables.read(book, "tblVisitPlan").frame
    mine = every.index[every["week"] == pd.Timestamp(monday)]
    moved, cancelled, reason = (every[key].astype(object).copy() for key in ("moved_to", "cancelled", "reason"))
    visits: Rows = []
    for at in mine:
        row, luck = every.loc[at], dice.random()
        if luck < 0.06:
            moved[at], reason[at] = (
                pd.Timestamp(monday + (7 + dice.randrange(4)) * DAY),
                dice.choice(["客户出差", None]),
            )
        elif luck < 0.1:
            cancelled[at], reason[at] = True, dice.choice(["停业盘点", None])
        elif luck < 0.85:
            who = dice.choice(PEOPLE) if luck < 0.15 else row["salesperson"]
            kind = "phone" if luck < 0.2 else "return"
            visits.append(visit(row["customer_id"], row["date"].date(), who, kind, dice))
    beside = [
        visit(f"C{dice.randrange(1, 301):05}", monday + dice.randrange(5) * DAY, dice.choice(PEOPLE), "return", dice)
    ]
    add(book, [*visits, *beside, visit("C00009", monday, None, "first", dice)])
    changed = pd.DataFrame(
        {
            "moved_to": stamps(moved.tolist()).set_axis(every.index),
            "cancelled": cancelled.eq(True),
            "reason": reason.astype("str"),
        }
    )
    tables.write(book, "tblVisitPlan", changed)
    fresh = pd.DataFrame(
        {"name": [f"新店{monday:%m%d}{n}" for n in range(3)], "owner": [*dice.sample(PEOPLE, 2), None],
         "kind": "company", "willingness": ["high", "high", "low"],
         "dealer_level": [dice.choice(["core", "general", "sub"]), None, "sub"]},
        dtype="str",
    )  # fmt: skip
    new = fresh.assign(created_on=stamps([monday + DAY] * 3), fits_development=[True, False, True])
    tables.append(book, "tblCustomers", new)


def visit(customer: str, day: dt.date, who: str | None, kind: str, dice: random.Random) -> dict[str, Any]:
    """A visit that came out somehow."""
    goal, reached, promised = dice.random() < 0.8, dice.random() < 0.5, dice.random() < 0.3
    return {
        "customer_id": customer, "date": day, "salesperson": who, "kind": kind, "goal": "more" if goal else None,
        "goal_reached": goal and reached,
        "failure_reason": dice.choice([*REASONS, None]) if goal and not reached else None,
        "promise": "报价" if promised else None, "promise_due": day + dice.randrange(1, 12) * DAY if promised else None,
        "promise_kept": promised and dice.random() < 0.6,
        "competitor_news": "降价" if dice.random() < 0.1 else None,
    }  # fmt: skip


def add(book: Any, visits: Rows) -> None:
    """Write visits down."""
    frame = pd.DataFrame(visits)
    texts = ["customer_id", "salesperson", "kind", "goal", "failure_reason", "promise", "competitor_news"]
    frame = frame.astype(dict.fromkeys(texts, "str"))
    tables.append(book, "tblVisits", frame.assign(**{key: stamps(frame[key]) for key in ("date", "promise_due")}))


def stamps(values: Any) -> pd.Series[Any]:
    """Days as a column."""
    return pd.Series(pd.to_datetime(pd.Series(list(values), dtype=object))).astype("datetime64[s]")


def records(book: Any, name: str) -> Rows:
    """A table's rows with None for blank."""
    frame = tables.read(book, name).frame
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")
    ]


def counted(book: Any, monday: dt.date) -> dict[str, int]:
    """The figures of a whole week, from the tables, a row at a time."""
    week = {pd.Timestamp(monday + n * DAY) for n in range(7)}
    visits = [row for row in records(book, "tblVisits") if row["date"] in week]
    face = [row for row in visits if row["kind"] in ("return", "first")]
    due = [row for row in records(book, "tblVisits") if row["promise"] and row["promise_due"] in week]
    new = [row for row in records(book, "tblCustomers") if row["created_on"] in week]
    planned = [row for row in records(book, "tblVisitPlan") if row["week"] == pd.Timestamp(monday)]
    seen = {row["customer_id"] for row in face}
    found: Counter[str] = Counter(dict.fromkeys(("visited", "put_off", "called_off", "carried"), 0))
    for row in planned:
        if row["reason"] and row["cancelled"]:
            found["called_off"] += 1
        elif row["reason"] and row["moved_to"] and row["moved_to"] not in week:
            found["put_off"] += 1
        else:
            found["visited" if row["customer_id"] in seen else "carried"] += 1
    aimed = [row for row in visits if row["goal"]]
    for row in aimed:
        found["goals_met" if row["goal_reached"] else row["failure_reason"] or "no_reason"] += 1
    return dict(found) | {
        "planned": len(planned), "visits": len({(row["customer_id"], row["date"]) for row in face}),
        "aimed": len(aimed),
        "promised": sum(row["promise"] is not None for row in visits), "promises_due": len(due),
        "promises_met": sum(bool(row["promise_kept"]) for row in due),
        "promises_broken": sum(not row["promise_kept"] for row in due),
        "new_customers": len(new), "competitor_news": sum(row["competitor_news"] is not None for row in visits),
        "fit_and_willing": sum(bool(row["fits_development"]) and row["willingness"] == "high" for row in new),
        **{level: sum(row["dealer_level"] == level for row in new) for level in ("core", "general", "sub")},
    }  # fmt: skip


def test_week_summaries_add_up_to_the_tables(quarter: Path) -> None:
    """Every count of each of the last eight weeks, over everybody; and each row in itself."""
    with engine.open_book(quarter, read_only=True) as book:
        found = tables.read(book, "tblWeekReport").frame
        mondays = [FIRST + n * WEEK for n in range(WEEKS - 8, WEEKS)]
        assert set(found["week"].dt.date) == set(mondays)
        for monday in mondays:
            rows = found[found["week"] == pd.Timestamp(monday)]
            wanted = counted(book, monday)
            assert {key: int(rows[key].sum()) for key in wanted} == wanted, monday
        parts = found[["visited", "put_off", "called_off", "carried"]].sum(axis=1)
        assert parts.equals(found["planned"])
        assert found[["goals_met", *REASONS, "no_reason"]].sum(axis=1).equals(found["aimed"])
        assert (found["promises_met"] + found["promises_broken"]).equals(found["promises_due"])
        rates = found["visited"] / found["planned"].where(found["planned"] > 0)
        pd.testing.assert_series_equal(found["coverage"], rates, check_names=False)


def test_plans_keep_to_the_limit_the_areas_and_the_calendar(quarter: Path) -> None:
    """Five a day, one area, nobody on leave, nothing from 25 September to 7 October but what is worked."""
    with engine.open_book(quarter, read_only=True) as book:
        rows = tables.read(book, "tblVisitPlan").frame
        days = rows.groupby(["salesperson", "date"])
        assert days.size().max() <= A_DAY
        put = {(row["customer_id"], row["moved_to"]) for row in records(book, "tblVisitPlan") if row["moved_to"]}
        arranged = [key in put for key in zip(rows["customer_id"], rows["date"], strict=True)]
        assert rows[~pd.Series(arranged)].groupby(["salesperson", "date"])["area"].nunique().max() == 1
        off = {pd.Timestamp(2026, 9, 25), *(pd.Timestamp(2026, 10, day) for day in range(1, 8))}
        assert not off & set(rows["date"])
        assert not set(zip(rows["salesperson"], rows["date"].dt.date, strict=True)) & LEAVE
        assert rows["state"].eq("confirmed").all()
        assert rows["plan_key"].is_unique


def test_a_quarter_later_one_more_visit_changes_little(quarter: Path, tmp_path: Path) -> None:
    """A draft of the next week, planned twice, is the same; with one promise more at most three rows differ."""
    path = tmp_path / "book.xlsm"
    path.write_bytes(quarter.read_bytes())
    monday = FIRST + WEEKS * WEEK
    keys = ["customer_id", "date", "stop"]
    with engine.open_book(path) as book:

        def planned() -> set[tuple[Any, ...]]:
            plan(book, week=monday, as_of=monday - DAY)
            rows = tables.read(book, "tblVisitPlan").frame
            return set(rows.loc[rows["week"] == pd.Timestamp(monday), keys].itertuples(index=False, name=None))

        before = planned()
        assert planned() == before
        listed = {one for one, _, _ in before}
        new = next(f"C{n:05}" for n in range(1, 301) if f"C{n:05}" not in listed)
        add(
            book,
            [
                visit(new, monday - 4 * DAY, "an", "phone", random.Random(1))
                | {"promise": "x", "promise_due": monday, "promise_kept": False}
            ],
        )
        changed = {who for who, _, _ in before ^ planned()}
        assert len(changed - {new}) <= 2
