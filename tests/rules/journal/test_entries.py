"""Entries packed into cells and unpacked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.journal.entries import CELL, Action, Entry, pack, unpack

TEXT = st.text(max_size=40) | st.text(alphabet="长 \u3000\n\"'\\=", min_size=1, max_size=9).map(lambda t: t * 4_000)
SCALAR = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT
ITEMS = st.lists(st.tuples(TEXT.filter(bool), SCALAR, SCALAR), min_size=1, max_size=6)


def entry(items: Sequence[tuple[str, Any, Any]]) -> Entry:
    subjects, before, after = zip(*items, strict=True)
    return Entry(Action.CHANGED, "tblCustomers", "phone", tuple(s[:50] for s in subjects), before, after)


def items(entries: list[Entry]) -> list[tuple[str, str, str, object, object]]:
    return [
        (one.table, one.field, subject, before, after)
        for one in entries
        for subject, before, after in zip(one.subjects, one.before, one.after, strict=True)
    ]


@given(st.lists(ITEMS.map(entry), min_size=1, max_size=3))
def test_unpacking_gives_back_every_item_in_order(entries: list[Entry]) -> None:
    """What goes into the journal comes out of it, however long, whatever the characters."""
    rows = pack(entries)
    assert items([one.entry for one in unpack(rows)]) == items(entries)


@given(st.lists(ITEMS.map(entry), min_size=1, max_size=3))
def test_no_cell_is_too_long_or_loses_its_edges(entries: list[Entry]) -> None:
    """A cell holds 32,767 characters and is read without outer spaces."""
    for row in pack(entries):
        for cell in (row.subject, row.before, row.after):
            assert len(cell) <= CELL < 32_767
            assert cell == cell.strip()


def test_a_hundred_thousand_created_rows_take_about_sixty_journal_rows() -> None:
    """So a million take about six hundred."""
    subjects = tuple(f"{n:016x}" for n in range(100_000))
    rows = pack([Entry(Action.CREATED, "tblTransactions", "", subjects, (), tuple(s[6:] for s in subjects))])
    assert len(rows) < 65
    assert sum(len(one.entry) for one in unpack(rows)) == 100_000


def test_the_rows_of_a_long_item_belong_to_one_entry() -> None:
    """Each journal row is told what became of its entry."""
    long = Entry(Action.REMOVED, "tblVisits", "", ("a",), ({"at": 0, "cells": {"结果": "长" * 50_000}},))
    packed = list(unpack(pack([long, long])))
    assert [len(one.rows) for one in packed] == [2, 2]
    assert {row for one in packed for row in one.rows} == set(range(len(pack([long, long]))))
