"""Rung 5, filters: every kind that a user can lay in Excel, on the table that is written or beside it.

Proves: the same cells are written as without the filter, and the filter lies again afterwards as it was asked for;
what Excel does not tell is a sentence, and nothing is written. The stand-in tells of filters what Excel is documented
or reported to tell (excel_filters.py). Cannot: Excel itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.ladder.commands import STAMP
from tests.ladder.excel_clicks import Condition, Told
from workbook.schema import table

Clicks = Callable[..., Told]
LINES, CUSTOMERS, REMINDERS = table("tblTransactions"), table("tblCustomers"), table("tblReminders")
SHEET = LINES.label.zh
YELLOW, RED, ICON = 65535, 255, [3, 1]


def on(field: str, in_table: str = "tblTransactions", **criterion: Any) -> Condition:
    """A filter on a column of a table."""
    header = table(in_table)[field].label.zh
    return ("filtered", {"table": in_table, "header": header, "criterion": criterion})


def filters(told: Told, *, before: bool = False) -> dict[str, Any]:
    """The filters of all tables."""
    return {name: one[2] for name, one in (told.tables_before if before else told.tables).items() if one[2]}


def without_stamp(told: Told) -> dict[str, list[Any]]:
    """The cells that changed, but for the moment of the refresh."""
    return {at: both for at, both in told.changed.items() if at != STAMP}


def look(kind: str, field: str, value: Any) -> Condition:
    """The first rows of a column have a colour or an icon."""
    header = LINES[field].label.zh
    return ("look", {"table": LINES.name, "header": header, "kind": kind, "rows": [0, 2, 5], "value": value})


LOOKS = [look("fill", "cost", YELLOW), look("font", "quantity", RED), look("icon", "unit_price", ICON)]
KINDS: dict[str, list[Condition]] = {
    "values": [
        on("customer_id", Criteria1=["=C00001", "=C00002", "="], Operator=7),
        on("salesperson", Criteria1="=赵远航"),
        on("cost", Criteria1=">=100", Operator=1, Criteria2="<=90000"),
        on("quantity", Criteria1=33, Operator=11),  # above average
    ],
    "colours and icons": [
        *LOOKS,
        on("cost", Criteria1=YELLOW, Operator=8),
        on("quantity", Criteria1=RED, Operator=9),
        on("unit_price", Criteria1=ICON, Operator=10),
    ],
    "none of them": [*LOOKS, on("cost", Operator=12), on("quantity", Operator=13), on("unit_price", Operator=14)],
    "the largest and the smallest": [
        on("cost", Criteria1="10", Operator=3),
        on("net_amount", Criteria1="7", Operator=4),
    ],
    "a year": [on("date", Operator=7, Criteria2=[0, "1/22/2024"])],
    "a month and a value": [on("date", Operator=7, Criteria2=[1, "12/2/2025"]), on("customer_id", Criteria1="=C00005")],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_neither_misplaces_what_is_written_nor_gets_lost(
    clicks: Clicks, plainly: Callable[[str], Told], kind: str
) -> None:
    """Excel would put an array's first element into every visible cell; the filter lies again as it was asked for."""
    told = clicks("load", *KINDS[kind])
    assert without_stamp(told) == without_stamp(plainly("load"))
    assert filters(told) == filters(told, before=True)
    assert len(filters(told)[LINES.name]) == sum(one[0] == "filtered" for one in KINDS[kind])


@pytest.mark.parametrize("story", ["refresh", "merge"])
def test_filters_of_several_tables_come_back(clicks: Clicks, plainly: Callable[[str], Told], story: str) -> None:
    """Result tables are filtered as often as those that users fill."""
    several = [
        on("grade", CUSTOMERS.name, Criteria1="=A"),
        on("customer_id", Criteria1=["=C00001", "=C00002"], Operator=7),
        on("customer_id", REMINDERS.name, Criteria1="=C00005"),
    ]
    told = clicks(story, *several)
    assert without_stamp(told) == without_stamp(plainly(story))
    assert filters(told) == filters(told, before=True)
    assert len(filters(told)) == 3


def refused(told: Told, word: str) -> None:
    """One sentence that names the sheet and the way out; nothing was written, and the filters lie as before."""
    (message,) = told.messages
    assert SHEET in message
    assert word in message
    assert told.changed == {}
    assert told.tables == told.tables_before


UNTOLD: dict[str, list[Condition]] = {
    "top ten per cent": [on("cost", Criteria1="10", Operator=5)],
    "a day that shows in part": [
        on("date", Operator=7, Criteria2=[0, "9/16/2025"]),
        ("hidden_by_hand", {"sheet": SHEET, "rows": [300]}),
    ],
}


@pytest.mark.parametrize("kind", UNTOLD)
def test_what_excel_does_not_tell_is_a_sentence(clicks: Clicks, kind: str) -> None:
    """It could not be laid again, so the user is asked to clear it; a filter beside it is left as it is."""
    refused(clicks("load", on("customer_id", Criteria1="=C00005"), *UNTOLD[kind]), "筛选")


def test_an_advanced_filter_is_a_sentence(clicks: Clicks) -> None:
    """Its criteria stand in cells nobody knows."""
    refused(clicks("load", ("advanced_filter", {"sheet": SHEET, "rows": [5, 6, 9]})), "高级筛选")


def test_a_filter_beside_the_table_is_lifted_too(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """It hides whole rows, the table's among them."""
    beside = {"sheet": SHEET, "address": "AX4:AY12", "field": 1, "criterion": {"Criteria1": "=nobody"}}
    assert without_stamp(clicks("load", ("plain_filter", beside))) == without_stamp(plainly("load"))


def test_rows_hidden_by_hand_are_written_like_others(clicks: Clicks, plainly: Callable[[str], Told]) -> None:
    """By hand or under an outline: only filtered rows are passed over by Excel."""
    told = clicks("load", ("hidden_by_hand", {"sheet": SHEET, "rows": [5, 6, 9]}))
    assert without_stamp(told) == without_stamp(plainly("load"))


def test_a_protected_sheet_that_may_be_filtered_is_named(clicks: Clicks) -> None:
    """Excel refuses to show all rows there, whatever the protection allows."""
    refused(clicks("load", on("customer_id", Criteria1="=C00005"), ("protected", {"sheets": [SHEET]})), "保护")
