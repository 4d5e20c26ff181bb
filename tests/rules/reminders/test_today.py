"""The list of the day: one row a customer, what cannot wait first, and what is typed on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from workbook.rules.reminders import today as rule
from workbook.schema import table

DAY = dt.date(2026, 6, 30)
KINDS = {"promise": 1.0, "receivable": 2.0, "decline": 3.0, "contact": 4.0}


def reminder(kind: str, customer: str | None, due: str = "2026-06-01", **more: Any) -> dict[str, Any]:
    """One reminder as merge gives it."""
    return {
        "key": f"{kind}:{customer}:x", "priority": "medium", "kind": kind, "due": pd.Timestamp(due),
        "customer_id": customer, "customer_name": customer, "contact": "Ann", "phone": "1", "why": f"{kind} why",
        "action": f"{kind} action", "owner": "zhao", "status": "open", "postponed_until": pd.NaT, "notes": None, **more,
    }  # fmt: skip


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """Reminders as a frame with text columns."""
    made = pd.DataFrame(list(rows))
    texts = [key for key in made if key not in ("due", "postponed_until")]
    return made.astype(dict.fromkeys(texts, "str")).astype({"postponed_until": "datetime64[s]", "due": "datetime64[s]"})


def customers(**overdue: float) -> pd.DataFrame:
    """Customers by id with what is overdue."""
    ids = list(overdue)
    made = pd.DataFrame({"customer_id": ids, "overdue": list(overdue.values()), "traits": ["t" * 40] * len(ids)})
    return made.assign(visits_short=2.0)


def listed(*rows: dict[str, Any], **more: Any) -> pd.DataFrame:
    """The list of the day of these reminders."""
    people = customers(**{str(row["customer_id"]): 0.0 for row in rows if row["customer_id"]})
    return rule.today(frame(*rows), more.pop("people", people), KINDS, DAY, **more)


def test_a_customer_has_one_row_with_all_causes() -> None:
    """The most pressing cause gives kind and action; the sentence tells all of them."""
    made = listed(reminder("contact", "C1"), reminder("promise", "C1"), reminder("contact", "C2"))
    assert made["customer_id"].tolist() == ["C1", "C2"]
    assert made["why"].tolist() == ["promise why；contact why", "contact why"]
    assert made["kind"].tolist() == ["promise", "contact"]
    assert made["action"].tolist() == ["promise action", "contact action"]
    assert made["rank"].tolist() == [1, 2]


def test_more_than_three_causes_are_counted() -> None:
    """The row stays readable."""
    rows = [reminder("contact", "C1", key=f"contact:C1:{n}", why=f"{n}") for n in range(5)]
    assert listed(*rows)["why"].tolist() == ["0；1；2；另有2项"]


def test_kinds_stand_in_the_order_of_their_list() -> None:
    """Whatever the day; a kind that the list lost comes last."""
    rows = [reminder("gone", "C0"), *(reminder(kind, f"C{n}") for n, kind in enumerate(reversed(KINDS), start=1))]
    assert listed(*rows)["kind"].tolist() == [*KINDS, "gone"]


def test_the_largest_debt_stands_first() -> None:
    """Not the oldest."""
    rows = [reminder("receivable", "C1", "2025-01-01"), reminder("receivable", "C2")]
    assert listed(*rows, people=customers(C1=10.0, C2=900.0))["customer_id"].tolist() == ["C2", "C1"]


def test_among_equals_weight_then_day_decide() -> None:
    """A customers first, then what was due first."""
    rows = [
        reminder("decline", "C1", "2026-06-20"),
        reminder("decline", "C2", "2026-06-10"),
        reminder("decline", "C3", "2026-06-25", priority="high"),
    ]
    assert listed(*rows)["customer_id"].tolist() == ["C3", "C2", "C1"]


def test_what_lies_ahead_comes_after_all_that_is_due() -> None:
    """And is not told beside it."""
    rows = [reminder("promise", "C1", "2026-07-02"), reminder("contact", "C1"), reminder("contact", "C2")]
    rows.append(reminder("promise", "C3", "2026-07-01"))
    made = listed(*rows)
    assert made["customer_id"].tolist() == ["C1", "C2", "C3"]
    assert made["why"].tolist() == ["contact why", "contact why", "promise why"]


def test_what_concerns_no_customer_has_a_row_of_its_own() -> None:
    """A report, for example."""
    rows = [reminder("report", None, key="report:a:1"), reminder("report", None, key="report:b:1")]
    assert len(listed(*rows, people=customers(C1=0.0))) == 2


def test_one_salesperson_sees_what_is_theirs() -> None:
    """Also where another one's reminder concerns the same customer."""
    rows = [reminder("promise", "C1", owner="su"), reminder("contact", "C1"), reminder("contact", "C2", owner="su")]
    assert listed(*rows, owner="zhao")["why"].tolist() == ["contact why"]


def test_done_and_postponed_are_left_out() -> None:
    """Until the day has come; a wrong year silences nobody."""
    rows = [
        reminder("contact", "C1", status="done"),
        reminder("contact", "C2", status="postponed", postponed_until=pd.Timestamp("2026-07-01")),
        reminder("contact", "C3", status="postponed", postponed_until=pd.Timestamp("2026-06-30")),
        reminder("contact", "C4", status="postponed", postponed_until=pd.Timestamp("2062-06-30")),
    ]
    assert listed(*rows)["customer_id"].tolist() == ["C3", "C4"]


def test_only_so_many_lines_and_the_beginning_of_the_traits() -> None:
    """Ten customers, thirty characters."""
    made = listed(*(reminder("contact", f"C{n:02}") for n in range(15)))
    assert len(made) == 10
    assert set(made["traits"].str.len()) == {30}
    assert set(made["visits_short"]) == {2.0}


def typed(made: pd.DataFrame, row: int, **words: Any) -> pd.DataFrame:
    """The list with something typed into a row."""
    for key, value in words.items():
        made[key] = made[key].astype("object")
        made.loc[row, key] = value
    return made.astype({"postponed_until": "datetime64[s]"})


@pytest.fixture
def two() -> pd.DataFrame:
    """Two reminders of one customer, one of another."""
    return frame(reminder("promise", "C1"), reminder("contact", "C1", notes="old"), reminder("contact", "C2"))


def test_what_is_typed_on_the_list_goes_to_its_reminders(two: pd.DataFrame) -> None:
    """Status and day to each of the row, notes to the first."""
    made = typed(rule.today(two, customers(C1=0.0, C2=0.0), KINDS, DAY), 0, status="done", notes="called")
    found = rule.answered(two, made)
    assert found["status"].tolist() == ["done", "done", "open"]
    assert found["notes"].fillna("").tolist() == ["called", "old", ""]


def test_a_day_typed_on_the_list_postpones_each_of_its_reminders(two: pd.DataFrame) -> None:
    """The status with it, as on the list of reminders."""
    until = pd.Timestamp("2026-07-10")
    made = typed(rule.today(two, customers(C1=0.0, C2=0.0), KINDS, DAY), 0, status="postponed", postponed_until=until)
    found = rule.answered(two, made)
    assert found["postponed_until"].tolist()[:2] == [until, until]
    assert found["postponed_until"].isna().tolist() == [False, False, True]


def test_what_was_not_touched_on_the_list_overrules_nothing(two: pd.DataFrame) -> None:
    """What was typed on the list of reminders meanwhile stays."""
    made = rule.today(two, customers(C1=0.0, C2=0.0), KINDS, DAY)
    meanwhile = two.assign(status=pd.Series(["done", "open", "postponed"], dtype="str"))
    pd.testing.assert_frame_equal(rule.answered(meanwhile, made), meanwhile)


def test_the_columns_are_those_of_the_sheet(two: pd.DataFrame) -> None:
    """But the live one and the row's own number."""
    made = rule.today(two, customers(C1=0.0), KINDS, DAY)
    assert {*made.columns, "days", "row_id"} == set(table("tblToday").keys)


def test_a_list_without_keys_says_nothing(two: pd.DataFrame) -> None:
    """Rows that a user added to it."""
    made = rule.today(two, customers(C1=0.0), KINDS, DAY).assign(keys=None, status="done")
    assert rule.answered(two, made) is two
