"""Hits as rows: who it is, whom to ask for, by what it was found."""

from __future__ import annotations

import datetime as dt

from tests.rules.finding.conftest import Make
from workbook.rules.finding.book_index import Index
from workbook.rules.finding.found_rows import rows
from workbook.rules.finding.search import search

AS_OF = dt.date(2026, 6, 30)


def told(index: Index, typed: str) -> list[str]:
    found: list[str] = rows(index, search(index, typed), AS_OF, "en")["found_by"].tolist()
    return found


def test_a_row_says_who_it_is_and_whom_to_ask_for(book: Make) -> None:
    """Grade, owner, last order, the decision maker with the mobile."""
    customer = {"name": "Ash", "grade": "A", "owner": "Li", "last_order": "2026-05-01", "phone": "90000000"}
    people = [
        {"customer_id": "Ash", "name": "Wu", "role": "buyer", "mobile": "16100000001"},
        {"customer_id": "C00001", "name": "He", "role": "decider", "mobile": "16100000002"},
    ]
    index = book([customer], people)
    (row,) = rows(index, search(index, "ash"), AS_OF, "en").to_dict("records")
    assert (row["customer_id"], row["customer_name"], row["grade"], row["owner"]) == ("C00001", "Ash", "A", "Li")
    assert (row["contact"], row["phone"], str(row["last_order"])[:10]) == ("He", "16100000002", "2026-05-01")


def test_what_it_was_found_by_is_said(book: Make) -> None:
    """With the text, where it does not stand in the row anyway."""
    customer = {"name": "广州蓝汀", "short_name": "蓝", "address": "Lane 7", "phone": "020-9000 1234"}
    people = [{"customer_id": "C00001", "name": "Wu", "mobile": "16100000009"}]
    index = book([customer], people)
    assert told(index, "gzlt") == ["pinyin initials"]
    assert told(index, "蓝") == ["Short name: 蓝"]
    assert told(index, "蓝汀") == ["Customer name"]
    assert told(index, "1234") == ["Phone: 020-9000 1234"]
    assert told(index, "0009") == ["Contacts: Mobile: 16100000009"]
    assert told(index, "wu") == ["Contacts: Wu"]
    assert told(index, "lane") == ["Address: Lane 7"]
    assert told(index, "c00001") == ["number"]


def test_a_contact_who_has_left_is_found_and_said_to_have_left(book: Make) -> None:
    """And is not the one to ask for."""
    people = [
        {"customer_id": "C00001", "name": "Wu", "role": "decider", "status": "left", "mobile": "16100000001"},
        {"customer_id": "C00001", "name": "He"},
    ]
    index = book([{"name": "Ash"}], people)
    row = rows(index, search(index, "wu"), AS_OF, "en").iloc[0]
    assert (row["found_by"], row["contact"]) == ("Contacts: Wu (has left)", "He")


def test_no_hits_are_no_rows(book: Make) -> None:
    """With all columns."""
    index = book([{"name": "Ash"}])
    made = rows(index, search(index, "xyz"), AS_OF, "en")
    assert len(made) == 0
    assert {"customer_id", "customer_name", "contact", "phone", "found_by", "archived"} <= set(made)
