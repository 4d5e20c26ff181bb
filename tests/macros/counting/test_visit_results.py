"""Visits owed on the customers' sheet, on the list of the day and on the home sheet; the list of holidays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.analyses.analyse import analyse
from macros.counting.refresh import refresh
from workbook import engine, tables

AS_OF = dt.date(2026, 6, 29)


def day(text: str | None) -> Any:
    return pd.Timestamp(text) if text else pd.NaT


@pytest.fixture
def book(empty_zh: Path) -> Any:
    """A (three visits owed, one made on two touches), B created in the month's second half, a prospect that was
    called, a lost customer, and twelve names of a fair for two people."""
    with engine.open_book(empty_zh) as opened:
        people = pd.DataFrame({"key": ["lin", "zhao"], "label": ["林知夏", "赵远航"]})
        tables.append(opened, "dicSalesperson", people)
        owner, created = ["lin", "lin", "zhao", "zhao", "zhao"], ["2026-01-01"] * 5
        customers = {
            "customer_id": [f"C{n}" for n in range(1, 6)], "name": ["甲", "乙", "丙", "丁", "戊"], "owner": owner,
            "manual_grade": ["A", "B", None, "A", None], "category": [None, None, None, "lost_end", None],
            "created_on": [day(one) for one in ("2026-01-01", "2026-06-16", *created[2:])],
        }  # fmt: skip
        tables.append(opened, "tblCustomers", pd.DataFrame(customers))
        fair = {
            "customer_id": [f"F{n}" for n in range(12)], "name": [f"展会{n}" for n in range(12)],
            "owner": ["lin", "zhao"] * 6, "created_on": [day("2026-06-20")] * 12,
        }  # fmt: skip
        tables.append(opened, "tblCustomers", pd.DataFrame(fair))
        visits = {
            "customer_id": ["C1", "C1", "C1", "C3", "C2"], "kind": ["return", "return", "phone", "phone", "return"],
            "date": [day(one) for one in ("2026-06-03", "2026-06-03", "2026-06-10", "2026-06-05", "2026-05-28")],
            "salesperson": ["lin", "zhao", "lin", "zhao", "lin"],
        }  # fmt: skip
        tables.append(opened, "tblVisits", pd.DataFrame(visits))
        yield opened


def test_owed_made_and_short_of_each_customer(book: Any) -> None:
    """Once a day, face to face; half the month for one created on the 16th; one for a prospect that was called."""
    said = refresh(book, as_of=AS_OF)
    found = tables.read(book, "tblCustomers").frame.set_index("customer_id")
    counts = found[["visits_owed", "visits_made", "visits_short"]]
    assert counts.loc[["C1", "C2", "C3", "C4", "C5", "F0"]].values.tolist() == [
        [3, 1, 2], [1, 0, 1], [1, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0],
    ]  # fmt: skip
    assert found.loc[["C1", "C2"], "last_visit"].tolist() == [day("2026-06-03"), day("2026-05-28")]
    assert found["last_visit"].notna().sum() == 2
    assert [said.figures[f"visits_{key}"] for key in ("owed", "made", "short")] == [5, 1, 4]
    assert tables.get_name(book, "home_visits_short") == 4
    assert "拜访：本月应访 5 次，已访 1 次，欠访 4 次。" in [line.zh for line in said.lines]


def test_names_of_a_fair_are_two_reminders(book: Any) -> None:
    """One a salesperson, besides what is due anyway."""
    refresh(book, as_of=AS_OF)
    listed = tables.read(book, "tblReminders").frame
    assert not listed["customer_id"].fillna("").str.startswith("F").any()
    first = listed[listed["kind"] == "first_call"].sort_values("owner")
    assert first[["owner", "why"]].values.tolist() == [
        ["lin", "新名单6家待首呼，今天先打6家：" + "、".join(f"展会{n}" for n in range(0, 12, 2))],
        ["zhao", "新名单7家待首呼，今天先打7家：戊、" + "、".join(f"展会{n}" for n in range(1, 12, 2))],
    ]


def test_today_says_what_is_short(book: Any) -> None:
    """Beside the customer, and a line a salesperson; what no day is left for is said."""
    tables.set_name(book, "set_visits_a_day", 1)
    said = refresh(book, as_of=AS_OF)
    today = tables.read(book, "tblToday").frame.dropna(subset=["customer_id"]).set_index("customer_id")
    assert today.loc["C1", "visits_short"] == 2
    rest = tables.read(book, "tblRestOfDay").frame
    assert rest[["what", "owner", "why"]].head(2).values.tolist() == [
        ["本月欠访", "lin", "本月应访4次，已访1次，还欠3次（2家）；剩2个工作日，最多2次，"
         "做不完：先去A级、有逾期款、有承诺到期的。先去：甲、乙"],
        ["本月欠访", "zhao", "本月应访1次，已访0次，还欠1次（1家）；剩2个工作日，最多2次。先去：丙"],
    ]  # fmt: skip
    assert any("林知夏本月做不完" in line.zh for line in said.lines)


def test_the_team_says_the_same(book: Any) -> None:
    """And what was short last month: C1 by three, C3 by one; C2 was on record in June only."""
    refresh(book, as_of=AS_OF)
    analyse(book, as_of=AS_OF, period="2026-06")
    team = tables.read(book, "tblTeam").frame.set_index("salesperson")
    columns = ["visits_owed", "visits_made", "visits_short", "short_before"]
    assert team.loc[["lin", "zhao"], columns].values.tolist() == [[4, 1, 3, 3], [1, 0, 1, 1]]


def test_holidays_are_filled_in_and_stay_the_users(book: Any) -> None:
    """A row that was changed stays so; a second run changes nothing."""
    refresh(book, as_of=AS_OF)
    listed = tables.read(book, "tblHolidays").frame
    assert len(listed) == 39
    tables.write(book, "tblHolidays", listed.assign(name=["厂庆", *listed["name"][1:]])[["name"]])
    refresh(book, as_of=AS_OF)
    again = tables.read(book, "tblHolidays").frame
    assert again["name"].iloc[0] == "厂庆"
    assert again["row_id"].equals(listed["row_id"])


def test_a_call_ends_the_waiting(book: Any) -> None:
    """The name is a customer with a rhythm of its own from then on, and owes a visit like any prospect."""
    call = {"customer_id": "F0", "kind": "phone", "date": day("2026-06-20"), "salesperson": "lin"}
    tables.append(book, "tblVisits", pd.DataFrame([call]))
    refresh(book, as_of=AS_OF)
    found = tables.read(book, "tblCustomers").frame.set_index("customer_id")
    assert found.loc["F0", "visits_owed"] == 0  # eleven of thirty days: a third of one
    assert found.loc["F0", "next_contact"] == day("2026-07-20")
    why = tables.read(book, "tblReminders").frame.set_index("owner")["why"]
    assert any("新名单5家" in one for one in why.loc["lin"])
