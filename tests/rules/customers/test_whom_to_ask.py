"""Every reminder of a customer names whom to ask for, and the number to dial."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from workbook.rules.customers.whom_to_ask import with_people

Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 10)


def asked(reminders: pd.DataFrame, contacts: pd.DataFrame, customers: pd.DataFrame) -> list[list[str]]:
    found = with_people(reminders, contacts, customers, AS_OF)
    assert found[[key for key in reminders if key != "contact"]].equals(reminders.drop(columns="contact"))
    told: list[list[str]] = found[["contact", "phone"]].fillna("").values.tolist()
    return told


def people_of_ash(frame: Make) -> pd.DataFrame:
    return frame(
        customer_id=["C1", "C1", "C2", None],
        name=["Lin", "Wu", "He", "Lost"],
        role=["influencer", "decider", None, "decider"],
        mobile=["130-0000-0001", "130-0000-0002", None, "130-0000-0009"],
        phone=[None, "020-00000002", "020-00000003", None],
    )


def test_the_decision_maker_is_asked_for_else_the_first_contact(frame: Make, people: Make) -> None:
    """With the mobile; with the person's own telephone where there is none."""
    customers = people({"phone": "020-00000000"}, {"phone": "020-00000000"}).assign(kind="company")
    found = asked(frame(customer_id=["C1", "C2"], contact=[None, None]), people_of_ash(frame), customers)
    assert found == [["Wu", "130-0000-0002"], ["He", "020-00000003"]]


def test_whom_the_source_names_stays(frame: Make, people: Make) -> None:
    """A birthday is that person's; a name the book does not know keeps the customer's telephone beside it."""
    customers = people({"phone": "020-00000000"}).assign(kind="company")
    found = asked(frame(customer_id=["C1", "C1"], contact=["Lin", "Gone"]), people_of_ash(frame), customers)
    assert found == [["Lin", "130-0000-0001"], ["Gone", "020-00000000"]]


def test_a_person_is_its_own_contact(frame: Make, people: Make) -> None:
    """A company that nobody is known of has its telephone only; what concerns no customer has neither."""
    customers = people({"name": "Ms Ye", "phone": "130-0000-0005"}, {"phone": "020-00000000"}).assign(
        kind=pd.Series(["person", "company"], dtype="str")
    )
    nobody = people_of_ash(frame).iloc[:0]
    found = asked(frame(customer_id=["C1", "C2", None], contact=[None, None, None]), nobody, customers)
    assert found == [["Ms Ye", "130-0000-0005"], ["", "020-00000000"], ["", ""]]


def test_who_has_left_is_not_asked_for(frame: Make, people: Make) -> None:
    """From the day of leaving on."""
    contacts = people_of_ash(frame).assign(
        left_on=pd.to_datetime(pd.Series([None, "2026-03-10", None, None])).astype("datetime64[s]")
    )
    found = asked(frame(customer_id=["C1"], contact=[None]), contacts, people({}).assign(kind="company"))
    assert found == [["Lin", "130-0000-0001"]]


def test_who_has_left_is_asked_for_no_more_even_where_the_source_names_him(frame: Make, people: Make) -> None:
    """A promise made to him is kept to whoever decides now; another of his name is meant instead."""
    contacts = people_of_ash(frame).assign(status=pd.Series(["left", None, None, None], dtype="str"))
    customers = people({"phone": "020-00000000"}, {"phone": "020-00000000"}).assign(kind="company")
    reminders = frame(customer_id=["C1"], contact=["Lin"])
    assert asked(reminders, contacts, customers) == [["Wu", "130-0000-0002"]]
    namesake = contacts.assign(name=["Lin", "Wu", "He", "Lin"], customer_id=["C1", "C1", "C2", "C1"])
    assert asked(reminders, namesake, customers) == [["Lin", "130-0000-0009"]]
