"""The merge as rules: random edits of a book and of copies, in every order; nothing is lost, nothing said twice."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook import schema
from workbook.rules.sharing.deciding import decided
from workbook.rules.sharing.merging import Came, Change, What, compared, settle, settled_base
from workbook.rules.sharing.spelling import differs, same

VISITS = schema.table("tblVisits")
FIELDS = ("result", "next_step", "minutes")
TEXTS = ("要样品", "已付款", " 要样品 ", "ＡＢ", "AB", "7", "7.0", None)


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of visits as they are read."""
    kinds = {"row_id": "str", "result": "str", "next_step": "str", "minutes": "float64"}
    return pd.DataFrame({key: pd.Series([row.get(key) for row in rows], dtype=kind) for key, kind in kinds.items()})


values = st.fixed_dictionaries(
    {
        "result": st.sampled_from(TEXTS),
        "next_step": st.sampled_from(TEXTS),
        "minutes": st.sampled_from([5.0, 30.0, None]),
    }
)
cell = st.tuples(st.integers(0, 4), st.sampled_from(FIELDS), values)
edits = st.fixed_dictionaries(
    {
        "cells": st.lists(cell, max_size=4),
        "deleted": st.lists(st.integers(0, 4), max_size=2, unique=True),
        "new": st.lists(values, max_size=2),
        "turned": st.booleans(),
    }
)


def edited(rows: list[dict[str, Any]], said: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows after somebody worked in them."""
    rows = [dict(row) for row in rows]
    for at, key, new in said["cells"]:
        rows[at][key] = new[key]
    kept = [row for at, row in enumerate(rows) if at not in said["deleted"]]
    kept += [{"row_id": f"{name}{n}", **new} for n, new in enumerate(said["new"])]
    return kept[::-1] if said["turned"] else kept


BASE = [{"row_id": f"r{n}", "result": "要样品", "next_step": None, "minutes": 5.0} for n in range(5)]


def says(
    handout: str, base: pd.DataFrame, theirs: list[dict[str, Any]], book: pd.DataFrame, left: set[str]
) -> list[Change]:
    """What a copy says."""
    return compared(VISITS, handout, base, Came(frame(theirs)), pd.Index(book["row_id"]), left)


def applied(book: list[dict[str, Any]], changes: list[Change]) -> list[dict[str, Any]]:
    """The book after everything that can be taken was taken, and every conflict decided for the copy."""
    rows = {row["row_id"]: dict(row) for row in book}
    for one in changes:
        if one.what is What.NEW:
            rows[one.row_id] = {"row_id": one.row_id, **one.values}
        elif one.what in (What.CHANGED, What.CONFLICT) and one.row_id in rows:
            rows[one.row_id][one.field] = one.theirs
        elif one.what is What.DELETED:
            rows.pop(one.row_id, None)
    return list(rows.values())


@settings(max_examples=tries(60))
@given(master=edits, copies=st.lists(edits, min_size=1, max_size=3))
def test_every_order_gives_the_same(master: dict[str, Any], copies: list[dict[str, Any]]) -> None:
    """All permutations of the copies decide the same, and lead to the same book."""
    base, book = frame(BASE), edited(BASE, master, "m")
    said = [says(f"h{n}", base, edited(BASE, one, f"c{n}-"), frame(book), set()) for n, one in enumerate(copies)]
    ends = []
    for order in itertools.permutations(said):
        found = decided([one for many in order for one in many], {"tblVisits": frame(book)})
        ends.append((found, applied(book, found)))
    assert all(end == ends[0] for end in ends)


@settings(max_examples=tries(60))
@given(master=edits, copies=st.lists(edits, min_size=1, max_size=3))
def test_nothing_that_was_typed_is_lost(master: dict[str, Any], copies: list[dict[str, Any]]) -> None:
    """Every value that somebody typed into a copy stands in the book afterwards, or on the preview."""
    base, book = frame(BASE), edited(BASE, master, "m")
    files = [edited(BASE, one, f"c{n}-") for n, one in enumerate(copies)]
    said = [one for n, file in enumerate(files) for one in says(f"h{n}", base, file, frame(book), set())]
    found = decided(said, {"tblVisits": frame(book)})
    shown = [(one.row_id, one.field, one.theirs) for one in found] + [
        (one.row_id, key, value) for one in found for key, value in one.values.items()
    ]
    now = {(row["row_id"], key): row.get(key) for row in book for key in FIELDS}
    before = {(row["row_id"], key): row.get(key) for row in BASE for key in FIELDS}
    for file in files:
        for row in file:
            for key in FIELDS:
                at, value = (row["row_id"], key), row.get(key)
                if at in before and same(before[at], value):
                    continue
                kept = at in now and same(now[at], value)
                assert kept or value is None or any(s[0] == at[0] and s[1] == key and same(s[2], value) for s in shown)


@settings(max_examples=tries(60))
@given(master=edits, copy=edits)
def test_again_says_nothing(master: dict[str, Any], copy: dict[str, Any]) -> None:
    """Taken and noted with the base, the same copy says nothing new."""
    base, book, file = frame(BASE), edited(BASE, master, "m"), edited(BASE, copy, "c")
    found = decided(says("h", base, file, frame(book), set()), {"tblVisits": frame(book)})
    after = applied(book, found)
    settled: dict[str, Mapping[str, Any] | None] = {}
    for one in found:
        gone = one.what in (What.DELETED, What.REFUSED)
        settle(settled, one.row_id, None if gone else one.values or {one.field: one.theirs})
    base = settled_base(base, settled, VISITS)
    left = {row_id for row_id, values in settled.items() if values is None}
    again = decided(says("h", base, file, frame(after), left), {"tblVisits": frame(after)})
    assert again == []


def test_a_spelling_is_no_value() -> None:
    """Dates, flags and numbers by value, texts without what programs change in passing."""
    before = pd.Series(["2026-06-30", None], dtype="datetime64[s]")
    assert not differs(before, before.copy()).any()
    assert differs(before, before.shift(1)).tolist() == [True, True]
    assert same("1", "1.0")
    assert same("a\r\nb", "a\nb ")
    assert not same("1", "2")
    assert same(None, " ")
    assert same(None, False)
    assert not same(None, 0)
