"""plan and plan_confirm on the sample: what a week holds, what keeps, what travels."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.analyses.plan import plan, plan_confirm
from macros.counting.refresh import refresh
from macros.hosts.command_line import main
from workbook import engine, tables
from workbook.errors import InputError

AS_OF = dt.date(2026, 6, 30)  # a Tuesday
MONDAY = dt.date(2026, 6, 29)
NEXT = dt.date(2026, 7, 6)
SAMPLE_WEEK = 34


def rows(book: Any, monday: dt.date = MONDAY) -> pd.DataFrame:
    """The plan's rows of a week."""
    found = tables.read(book, "tblVisitPlan").frame
    return found[found["week"] == pd.Timestamp(monday)].reset_index(drop=True)


def say(book: Any, customer: str, **words: Any) -> None:
    """Type beside a customer on the plan."""
    every = tables.read(book, "tblVisitPlan").frame
    mine = every["customer_id"] == customer
    assert mine.any()
    typed = every.assign(**{key: every[key].mask(mine, value) for key, value in words.items()})
    tables.write(book, "tblVisitPlan", typed[list(words)])


def test_the_samples_week(sample_zh: Path) -> None:
    """One area a person and day, at most five visits, none before the day; the first refresh has confirmed it."""
    with engine.open_book(sample_zh, read_only=True) as book:
        found = rows(book)
        assert len(found) == SAMPLE_WEEK
        days = found.groupby(["salesperson", "date"])
        assert days.size().max() == 5
        assert days["area"].nunique().max() == 1
        assert found["date"].min() >= pd.Timestamp(AS_OF)
        assert set(found["state"]) == {"confirmed"}
        prepared = tables.read(book, "tblPreVisit").frame
        assert set(prepared["customer_id"].dropna()) <= set(found["customer_id"])
        assert prepared["topic"].eq("携带工具").sum() == 1


def test_a_confirmed_week_is_not_planned_anew(sample_zh: Path) -> None:
    """The file is not even written again."""
    before = sample_zh.read_bytes()
    assert main(["plan", str(sample_zh), "--week", "2026-07-03", "--as-of", AS_OF.isoformat()]) == 0
    assert sample_zh.read_bytes() == before


def test_holidays_are_kept_free(sample_zh: Path) -> None:
    """National Day 2026 is off from 1 to 7 October, and Saturday the 10th is worked."""
    with engine.open_book(sample_zh) as book:
        as_of = dt.date(2026, 9, 29)
        plan(book, week=dt.date(2026, 10, 1), as_of=as_of)
        assert set(rows(book, dt.date(2026, 9, 28))["date"].dt.day) <= {29, 30}
        report = plan(book, week=dt.date(2026, 10, 5), as_of=as_of)
        planned = rows(book, dt.date(2026, 10, 5))
        assert set(planned["date"].dt.day) <= {8, 9, 10}
        assert planned.groupby(["salesperson", "date"]).size().max() <= 5
        assert report.figures["visits"] == len(planned)


def test_leave_is_one_persons(sample_zh: Path) -> None:
    """Lin is away on Monday and Tuesday; everybody else goes out."""
    with engine.open_book(sample_zh) as book:
        plan(book, week=NEXT, as_of=AS_OF)
        before = rows(book, NEXT)
        days = pd.DataFrame({"date": pd.to_datetime(["2026-07-06", "2026-07-07"]).astype("datetime64[s]")})
        leave = days.assign(day_kind="off", name="年假", salesperson="lin").astype({"salesperson": "str"})
        tables.append(book, "tblHolidays", leave)
        plan(book, week=NEXT, as_of=AS_OF)
        after = rows(book, NEXT)
        mine = after["salesperson"] == "lin"
        assert after.loc[mine, "date"].min() >= pd.Timestamp("2026-07-08")
        others, then = (one[one["salesperson"] != "lin"].reset_index(drop=True) for one in (after, before))
        pd.testing.assert_frame_equal(others, then)


def test_a_draft_keeps_what_was_arranged_and_is_confirmed_on_its_monday(sample_zh: Path) -> None:
    """Marked as arranged a visit has its day and its note; once the week begins a refresh confirms the draft."""
    with engine.open_book(sample_zh) as book:
        plan(book, week=NEXT, as_of=AS_OF)
        first = rows(book, NEXT)
        who = first["customer_id"].iloc[-1]
        say(book, who, confirmed=True, notes="带样品")
        plan(book, week=NEXT, as_of=AS_OF)
        again = rows(book, NEXT)
        row = again.set_index("customer_id").loc[who]
        assert (row["confirmed"], row["notes"]) == (True, "带样品")
        assert again[["row_id", "customer_id", "date", "stop"]].equals(first[["row_id", "customer_id", "date", "stop"]])
        refresh(book, as_of=dt.date(2026, 7, 5), now=dt.datetime(2026, 7, 5, 9))
        assert set(rows(book, NEXT)["state"]) == {"draft"}
        report = refresh(book, as_of=NEXT, now=dt.datetime(2026, 7, 6, 9))
        assert set(rows(book, NEXT)["state"]) == {"confirmed"}
        assert any(f"周计划已确认：{len(first)} 次拜访" in line.zh for line in report.lines)
        assert rows(book)["state"].eq("confirmed").all()


def test_by_the_button_the_first_draft_is_confirmed(sample_zh: Path) -> None:
    """Or the named week's; without a draft it says what to do."""
    with engine.open_book(sample_zh) as book:
        with pytest.raises(InputError) as none:
            plan_confirm(book, as_of=AS_OF)
        assert none.value.sentence("zh") == "没有要确认的草稿：请先排周计划。"
        later = dt.date(2026, 7, 13)
        for monday in (later, NEXT):
            plan(book, week=monday, as_of=AS_OF)
        plan_confirm(book, as_of=AS_OF)
        assert [set(rows(book, one)["state"]) for one in (NEXT, later)] == [{"confirmed"}, {"draft"}]
        plan_confirm(book, week=later, as_of=AS_OF)
        assert set(rows(book, later)["state"]) == {"confirmed"}


def test_what_was_put_off_stands_in_the_other_week(sample_zh: Path) -> None:
    """On its day, with a reason; without one it does not count, and the report says so."""
    with engine.open_book(sample_zh) as book:
        one, two = rows(book)["customer_id"].iloc[:2]
        day = pd.Timestamp("2026-07-09")
        say(book, one, moved_to=day, reason="采购出差")
        say(book, two, moved_to=day)
        report = plan(book, as_of=AS_OF)
        assert any("1 处改期或取消没有写原因" in line.zh for line in report.lines)
        plan(book, week=NEXT, as_of=AS_OF)
        found = rows(book, NEXT).set_index("customer_id")
        assert found.loc[one, "date"] == day
        assert two not in found.index or found.loc[two, "why"] != "已约定"


def test_a_week_that_is_over_is_refused(sample_zh: Path) -> None:
    """Before anything is written."""
    with engine.open_book(sample_zh) as book:
        before = tables.read(book, "tblVisitPlan").frame
        with pytest.raises(InputError) as refused:
            plan(book, week=dt.date(2026, 6, 28), as_of=AS_OF)
        assert "已经过去" in refused.value.sentence("zh")
        pd.testing.assert_frame_equal(tables.read(book, "tblVisitPlan").frame, before)
