"""Who gets a letter."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from workbook.rules.letters.recipients import Recipient, kinds, recipients

AS_OF = dt.date(2026, 6, 30)


def customers(*rows: dict[str, Any]) -> pd.DataFrame:
    """Companies that owe nothing and have ordered once."""
    texts = ("customer_id", "kind", "email", "owner", "consent", "contact_limits")
    usual = {"kind": "company", "owner": "ann", "archived": None, "overdue": 0.0, "order_count": 1.0}
    filled = [{"customer_id": f"C{n}", **usual, **row} for n, row in enumerate(rows, start=1)]
    frame = pd.DataFrame({key: pd.Series([row.get(key) for row in filled], dtype="str") for key in texts})
    return frame.assign(**{key: [row[key] for row in filled] for key in ("archived", "overdue", "order_count")})


def contacts(*rows: dict[str, Any]) -> pd.DataFrame:
    """People who are still there."""
    texts = ("contact_id", "customer_id", "name", "role", "email", "birthday", "calendar", "status")
    filled = [{"contact_id": f"L{n}", "customer_id": "C1", **row} for n, row in enumerate(rows, start=1)]
    return pd.DataFrame({key: pd.Series([row.get(key) for row in filled], dtype="str") for key in texts})


def one(customer: dict[str, Any], *people: dict[str, Any], kind: str | None = "news") -> list[Recipient]:
    """The letters to one customer."""
    return recipients(customers(customer), contacts(*people), {0: kind}, AS_OF, lead=7)


def why(customer: dict[str, Any], *people: dict[str, Any], kind: str | None = "news") -> str:
    """Why the customer gets none."""
    [found] = one(customer, *people, kind=kind)
    assert found.left_out is not None
    return found.left_out.en


def test_the_decision_maker_is_written_to() -> None:
    """Before those who stand above."""
    assert one({"email": "all@x.cn"}, {"email": "a@x.cn"}, {"email": "b@x.cn", "role": "decider"}) == [
        Recipient(0, 1, "b@x.cn")
    ]


def test_who_has_an_address_is_written_to_where_the_decision_maker_has_none() -> None:
    """The next person's own address comes before the customer's."""
    assert one({"email": "all@x.cn"}, {"role": "decider"}, {"email": "a@x.cn"}) == [Recipient(0, 1, "a@x.cn")]


def test_the_customers_own_address_with_the_first_persons_name() -> None:
    """The decision maker is addressed."""
    assert one({"email": "all@x.cn"}, {}, {"role": "decider"}) == [Recipient(0, 1, "all@x.cn")]
    assert one({"email": "all@x.cn"}) == [Recipient(0, None, "all@x.cn")]


def test_who_has_left_is_not_written_to() -> None:
    """Not by name either."""
    assert one({"email": "all@x.cn"}, {"email": "a@x.cn", "status": "left"}) == [Recipient(0, None, "all@x.cn")]


@pytest.mark.parametrize(
    ("customer", "people", "kind", "reason"),
    [
        ({}, [], "news", "no e-mail address"),
        ({"email": "x@"}, [], "news", "the e-mail address is wrong: x@"),
        ({"email": "a@公司.cn"}, [], "news", "the e-mail address is wrong: a@公司.cn"),
        ({"email": "a@x.cn", "archived": True}, [], "news", "archived"),
        ({"email": "a@x.cn", "owner": None}, [], "news", "no owner, so nobody to write in the name of"),
        ({"email": "a@x.cn"}, [], "dunning", "nothing overdue"),
        ({"email": "a@x.cn", "overdue": float("nan")}, [], "dunning", "nothing overdue"),
        ({"email": "a@x.cn", "order_count": 0.0}, [], "statement", "no orders to go through"),
        ({"email": "a@x.cn"}, [{"email": "b@x.cn", "birthday": "08-15"}], "birthday", "nobody's birthday is near"),
        (
            {"email": "a@x.cn", "contact_limits": "请勿联系", "overdue": 5.0},
            [],
            "dunning",
            "limits of contact: 请勿联系",
        ),
        ({"email": "a@x.cn", "kind": "person"}, [], "news", "a person without any consent on record"),
    ],
)
def test_who_gets_none_and_why(customer: dict[str, Any], people: list[dict[str, Any]], kind: str, reason: str) -> None:
    """One sentence a customer."""
    assert why(customer, *people, kind=kind) == reason


def test_an_archived_customer_still_owes() -> None:
    """A payment reminder goes to it."""
    assert one({"email": "a@x.cn", "archived": True, "overdue": 5.0}, kind="dunning") == [Recipient(0, None, "a@x.cn")]


def test_birthday_letters_go_to_those_whose_birthday_is_near() -> None:
    """Each of them at the own address: from three days ago to seven days ahead."""
    people = [
        {"email": "a@x.cn", "birthday": "07-07"},
        {"email": "b@x.cn", "birthday": "07-08"},
        {"email": "c@x.cn", "birthday": "1980-06-27"},
        {"email": "d@x.cn", "birthday": "06-26"},
        {"birthday": "07-01"},
    ]
    found = one({"email": "all@x.cn"}, *people, kind="birthday")
    assert [(each.contact, each.email) for each in found] == [(0, "a@x.cn"), (2, "c@x.cn"), (4, "")]
    assert found[2].left_out is not None


def test_only_those_who_were_chosen() -> None:
    """A row of contacts is a letter to that person, whoever decides."""
    people = contacts({"email": "a@x.cn", "role": "decider"}, {"email": "b@x.cn"})
    assert recipients(customers({}), people, {0: None}, AS_OF, lead=7, only=frozenset({"L2"})) == [
        Recipient(0, 1, "b@x.cn")
    ]


def test_without_a_template_the_letter_follows_the_orders() -> None:
    """First contact for who never ordered."""
    rows = customers({"order_count": 0.0}, {"order_count": 3.0}, {"order_count": float("nan")})
    assert kinds(rows, [0, 1, 2]) == ["first", "news", "first"]
