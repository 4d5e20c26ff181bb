"""Undoing a step, planned: what goes back, what stays, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import schema
from workbook.rules.journal.digests import row_digests
from workbook.rules.journal.entries import Action, Entry, Packed
from workbook.rules.journal.undo_plan import Current, Result, Reversal, referrers, reverse
from workbook.schema.model import Table

CUSTOMERS = schema.table("tblCustomers")
CONTACTS = schema.table("tblContacts")


def customers(**columns: list[Any]) -> pd.DataFrame:
    """Three customers; C3 in the third row."""
    texts = {
        "row_id": ["r1", "r2", "r3"],
        "customer_id": ["C1", "C2", "C3"],
        "name": ["甲公司", "乙公司", "丙公司"],
        "phone": ["1", None, "3"],
    } | columns
    return pd.DataFrame({key: pd.Series(values, dtype="str") for key, values in texts.items()})


def undo(
    entries: Iterable[Entry],
    frames: Mapping[str, pd.DataFrame],
    references: Mapping[tuple[str, str], pd.DataFrame] | None = None,
    names: Mapping[str, Any] | None = None,
) -> Reversal:
    def named(table: Table) -> Iterable[tuple[Table, str, pd.DataFrame]]:
        for other, key in referrers(table):
            if (other.name, key) in (references or {}):
                yield other, key, (references or {})[other.name, key]

    packed = [Packed(entry, (at,)) for at, entry in enumerate(entries)]
    return reverse(packed, Current(frames, named, names or {}))


def changed(field: str, *values: tuple[str, Any, Any]) -> Entry:
    subjects, before, after = zip(*values, strict=True)
    return Entry(Action.CHANGED, "tblCustomers", field, subjects, before, after)


def created(frame: pd.DataFrame, table: Table = CUSTOMERS) -> Entry:
    return Entry(Action.CREATED, table.name, "", frame["row_id"].tolist(), (), row_digests(table, frame))


def test_a_value_that_still_stands_goes_back() -> None:
    """Also to blank."""
    plan = undo([changed("phone", ("r1", None, "1"))], {"tblCustomers": customers()})
    assert plan.restore == {"tblCustomers": {"phone": {0: None}}}
    assert (plan.reversed, plan.left) == (1, [])


def test_a_value_that_was_changed_since_stays_and_is_named() -> None:
    """The user's later word wins."""
    plan = undo([changed("phone", ("r1", None, "1"), ("r3", "0", "2"))], {"tblCustomers": customers()})
    assert plan.restore == {"tblCustomers": {"phone": {0: None}}}
    assert [(left.result, left.row.zh, left.reason.zh) for left in plan.left] == [
        (Result.KEPT, "客户 C3 丙公司", "“电话”后来改成了“3”")
    ]


def test_a_value_of_a_row_that_is_gone_cannot_go_back() -> None:
    """An error, not a silence."""
    plan = undo([changed("phone", ("r9", None, "1"))], {"tblCustomers": customers()})
    assert (plan.reversed, plan.errors) == (0, 1)


def test_two_changes_of_one_cell_go_back_to_the_first() -> None:
    """Entries are taken back last first."""
    steps = [changed("phone", ("r1", None, "0")), changed("phone", ("r1", "0", "1"))]
    plan = undo(steps, {"tblCustomers": customers()})
    assert plan.restore == {"tblCustomers": {"phone": {0: None}}}
    assert plan.reversed == 2


def test_a_created_row_goes_when_nobody_touched_or_used_it() -> None:
    """Wherever it stands by now."""
    plan = undo([created(customers().loc[[2]])], {"tblCustomers": customers()})
    assert plan.delete == {"tblCustomers": [2]}
    assert plan.reversed == 1


def test_a_created_row_that_was_edited_stays() -> None:
    """Its fingerprint tells."""
    plan = undo([created(customers().loc[[2]])], {"tblCustomers": customers(phone=["1", None, "4"])})
    assert plan.delete.get("tblCustomers", []) == []
    assert [left.reason.en for left in plan.left] == ["the row has been edited since"]


@pytest.mark.parametrize("typed", ["C3", "c3 ", "丙公司"])
def test_a_created_row_that_others_name_stays(typed: str) -> None:
    """By its number, however it was typed, or by its name."""
    refs = {("tblTransactions", "customer_id"): pd.DataFrame({"customer_id": pd.Series(["C1", typed], dtype="str")})}
    plan = undo([created(customers().loc[[2]])], {"tblCustomers": customers()}, refs)
    assert plan.delete == {"tblCustomers": []}
    assert [left.reason.zh for left in plan.left] == ["“交易”里有 1 行用着它"]


def test_a_customer_and_the_contact_made_with_it_go_together() -> None:
    """A reference from within the step keeps nothing."""
    frames, refs = with_contact("李娜")
    plan = undo([created(customers().loc[[2]]), created(frames["tblContacts"], CONTACTS)], frames, refs)
    assert plan.delete == {"tblCustomers": [2], "tblContacts": [0]}


def test_an_edited_contact_keeps_its_customer() -> None:
    """What stays must not lose what it refers to."""
    frames, refs = with_contact("李娜")
    entry = created(frames["tblContacts"], CONTACTS)
    frames["tblContacts"]["name"] = "李丽娜"
    plan = undo([created(customers().loc[[2]]), entry], frames, refs)
    assert not any(plan.delete.values())
    assert (plan.reversed, plan.kept) == (0, 2)


def with_contact(name: str) -> tuple[dict[str, pd.DataFrame], dict[tuple[str, str], pd.DataFrame]]:
    texts = {"row_id": ["p1"], "contact_id": ["L1"], "customer_id": ["C3"], "name": [name]}
    contacts = pd.DataFrame({key: pd.Series(values, dtype="str") for key, values in texts.items()})
    return {"tblCustomers": customers(), "tblContacts": contacts}, {("tblContacts", "customer_id"): contacts}


def test_a_created_row_that_the_step_also_changed_goes() -> None:
    """What the undo puts back belongs to the row as it was created."""
    made = customers(phone=["1", None, None]).loc[[2]]
    plan = undo([created(made), changed("phone", ("r3", None, "3"))], {"tblCustomers": customers()})
    assert plan.delete == {"tblCustomers": [2]}


def removed(number: str, row_id: str) -> Entry:
    return Entry(
        Action.REMOVED, "tblCustomers", "", (row_id,), ({"at": 1, "key": number, "cells": {"客户名称": "丁"}},)
    )


def test_a_removed_row_comes_back_where_it_stood() -> None:
    """With every cell it had."""
    plan = undo([removed("C4", "r4")], {"tblCustomers": customers()})
    assert plan.insert == {"tblCustomers": [(1, {"客户名称": "丁"})]}


@pytest.mark.parametrize(("number", "row_id"), [("C2", "r4"), ("C4", "r2")])
def test_a_removed_row_whose_place_is_taken_stays_away(number: str, row_id: str) -> None:
    """Two rows of one number would be worse."""
    plan = undo([removed(number, row_id)], {"tblCustomers": customers()})
    assert (plan.insert, plan.kept) == ({}, 1)


@pytest.mark.parametrize(("now", "kept"), [("b", 0), ("a", 0), ("c", 1)])
def test_a_setting_goes_back_unless_changed_since(now: str, kept: int) -> None:
    """Named cells are taken back like any other."""
    plan = undo([Entry(Action.CHANGED, "", "", ("set_company",), ("a",), ("b",))], {}, names={"set_company": now})
    assert plan.kept == kept
    assert plan.names == ({} if kept else {"set_company": "a"})


@pytest.mark.parametrize(("cell", "stays"), [("a、new", True), ("new", True), ("a、b", False), (None, False)])
def test_a_list_value_that_is_one_of_several_in_a_cell_stays(cell: str | None, stays: bool) -> None:
    """A cell of several choices uses each of them."""
    tools = schema.table("dicSalesTool")
    frame = pd.DataFrame({"key": ["a", "new"], "label": ["册", "新"]}, dtype="str")
    (column,) = [one for one in referrers(tools) if one[0][one[1]].kind == "choices"]
    refs = {(column[0].name, column[1]): pd.DataFrame({column[1]: [cell, "a"]}, dtype="str")}
    entry = Entry(Action.CREATED, tools.name, "", ("new",), (), row_digests(tools, frame.loc[[1]]))
    plan = undo([entry], {tools.name: frame}, refs)
    assert plan.delete == {tools.name: [] if stays else [1]}


def test_the_size_of_a_table_goes_back_or_says_why_not() -> None:
    """A table that took rows in gives them back only where they stand as they were taken in."""
    size = {"rows": 2}
    entry = Entry(Action.CHANGED, "", "", ("size:tblCustomers",), (size,), ("abc",))
    assert undo([entry], {}, names={"size:tblCustomers": "abc"}).names == {"size:tblCustomers": size}
    plan = undo([entry], {}, names={"size:tblCustomers": "other"})
    assert (plan.names, plan.kept, plan.reversed) == ({}, 1, 0)
    assert (plan.left[0].row.en, plan.left[0].entry) == ("Customers", 0)
    assert "have changed since" in plan.left[0].reason.en


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["r1", "r2", "r3", "r9"]), st.sampled_from([None, "1", "2"]), st.sampled_from(["1", "3"])
    ),
    min_size=1,
    max_size=8,
)


@given(CHANGES)
def test_reversed_kept_and_errors_reconcile(changes: list[tuple[str, str | None, str]]) -> None:
    """Every item of a step is in exactly one of the three."""
    entries = [changed("phone", change) for change in changes] + [created(customers()), removed("C9", "r8")]
    plan = undo(entries, {"tblCustomers": customers()})
    assert plan.reversed + plan.kept + plan.errors == sum(map(len, entries))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            "tblProducts",
            [
                ("tblTransactions", "product"),
                ("tblPriceList", "product"),
                ("tblPolicies", "product"),
                ("tblComplaints", "product"),
                ("tblCompetitors", "product"),
                ("tblSurveys", "product"),
            ],
        ),
        ("tblOpportunities", [("tblContracts", "opportunity"), ("tblDecisionChain", "opportunity_id")]),
    ],
)
def test_who_names_rows_of_a_table(name: str, columns: list[tuple[str, str]]) -> None:
    """By name where a product is meant, by reference elsewhere."""
    assert [(one.name, key) for one, key in referrers(schema.table(name))] == columns
