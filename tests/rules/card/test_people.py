"""The people on the card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from workbook.rules.card.book_frames import BookFrames
from workbook.rules.card.make import card
from workbook.rules.card.model import Card, Group

Book = Callable[..., BookFrames]


def person(n: int, **more: Any) -> dict[str, Any]:
    return {"contact_id": f"L{n}", "customer_id": "C1", "name": f"Person {n}", **more}


def group(found: Card, key: str) -> Group:
    return next(one for one in found.groups if one.key == key)


def test_who_decides_comes_first(book: Book) -> None:
    """Then who buys; without a role last."""
    contacts = [person(1), person(2, role="buyer"), person(3, role="decider")]
    found = card(book(Contacts=contacts), 0)
    assert [(one.name, one.role) for one in found.people] == [
        ("Person 3", "Decision maker"), ("Person 2", "Buyer"), ("Person 1", ""),
    ]  # fmt: skip


def test_at_most_five_and_the_rest_is_counted(book: Book) -> None:
    """Seven contacts: two are left out."""
    found = card(book(Contacts=[person(n) for n in range(7)]), 0)
    assert (len(found.people), found.people_left_out) == (5, 2)


def test_a_contact_is_told_with_mobile_last_touch_and_how_to_talk(book: Book) -> None:
    """The latest visit that names the person; one that lies ahead is no touch; without a mobile the telephone."""
    contacts = [person(1, mobile="16100000001", quality="low"), person(2, phone="020-90000000")]
    visits = [
        {"customer_id": "C1", "contact": "L1", "date": dt.datetime(2026, 5, 1)},
        {"customer_id": "C1", "contact": "L1", "date": dt.datetime(2026, 4, 1)},
        {"customer_id": "C1", "contact": "L1", "date": dt.datetime(2026, 7, 1)},
    ]
    first, second = card(book(Contacts=contacts, Visits=visits), 0).people
    assert (first.mobile, first.last_touch, first.advice) == ("16100000001", dt.date(2026, 5, 1), "Say it plainly.")
    assert (second.mobile, second.last_touch) == ("020-90000000", None)


def test_heads_are_contacts_by_role_or_by_the_name_in_the_profile(book: Book) -> None:
    """The proprietor has the role, the manager is a contact of that name, of the third only the name is known."""
    contacts = [person(1, role="owner", ability="Sells"), person(2, education="master")]
    profile = {"customer_id": "C1", "owner_name": "Somebody", "manager": "Person 2", "legal_person": "Ada"}
    heads = group(card(book(Contacts=contacts, Profiles=[profile]), 0), "heads")
    ability = [one.en for one in heads.head].index("Ability")
    education = [one.en for one in heads.head].index("Education")
    assert [row[1] for row in heads.rows] == ["Person 1", "Person 2", "Ada"]
    assert (heads.rows[0][ability], heads.rows[1][education], heads.rows[2][ability]) == ("Sells", "Master", None)


def test_a_family_is_told_with_ages_only_where_it_is_asked_for(book: Book) -> None:
    """Family stays in the book."""
    frames = book(
        Customers=[{"name": "Person 1", "kind": "person"}],
        Contacts=[person(1)],
        Family=[{"contact_id": "L1", "name": "Kim", "relation": "child", "birthday": "2010-07-01"}],
    )
    assert not [one for one in card(frames, 0).groups if one.key == "family"]
    (row,) = group(card(frames, 0, private=True), "family").rows
    assert row == ("Kim", "Child", "2010-07-01", 15.0, None, None)


def test_a_person_is_told_of_by_its_own_row(book: Book) -> None:
    """The contact with the customer's name, not the first one."""
    contacts = [person(1, occupation="Baker"), person(2, name="Ada", occupation="Teacher")]
    found = card(book(Customers=[{"name": "Ada", "kind": "person"}], Contacts=contacts), 0)
    assert found.person
    assert {one.key: one.value for one in found.basics}["occupation"] == "Teacher"
