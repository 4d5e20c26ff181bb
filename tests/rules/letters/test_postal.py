"""Receiver, telephone and address."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook.rules.letters.postal import Parcel, parcels

AS_OF = dt.date(2026, 6, 30)


def texts(keys: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A frame of texts."""
    return pd.DataFrame({key: pd.Series([row.get(key) for row in rows], dtype="str") for key in keys.split()})


def sent(customer: dict[str, Any], people: list[dict[str, Any]], places: list[dict[str, Any]] | None = None) -> Parcel:
    """The parcel to one customer."""
    whole = {
        "customer_id": "C1",
        "name": "甲公司",
        "kind": "company",
        "phone": "020-1",
        "address": "总部1号",
        "postcode": "510000",
    }
    customers = texts("customer_id name kind phone address postcode", [{**whole, **customer}])
    contacts = texts(
        "customer_id name role post position department mobile phone status",
        [{"customer_id": "C1", **one} for one in people],
    )
    addresses = texts(
        "customer_id address recipient phone postcode", [{"customer_id": "C1", **one} for one in places or []]
    )
    addresses = addresses.assign(usual=pd.Series([one.get("usual") for one in places or []], dtype=object))
    [found] = parcels(customers, contacts, addresses, [0], AS_OF)
    return found


def test_the_usual_delivery_address_with_its_own_receiver() -> None:
    """Before the first one, and before the customer's address."""
    places: list[dict[str, Any]] = [
        {"address": "一号仓"},
        {"address": "二号仓", "recipient": "老周", "phone": "139", "postcode": "511400", "usual": True},
    ]
    found = sent({}, [{"name": "王芳", "mobile": "138"}], places)
    assert found == Parcel("C1", "甲公司", "老周", "139", "二号仓", "511400")


def test_whoever_receives_goods_comes_before_who_decides() -> None:
    """With the own mobile; without a delivery address it is the customer's."""
    people = [
        {"name": "甲"},
        {"name": "乙", "role": "decider", "mobile": "1"},
        {"name": "丙", "post": "仓库主管", "mobile": "2"},
    ]
    assert sent({}, people) == Parcel("C1", "甲公司", "丙", "2", "总部1号", "510000")
    assert sent({}, people[:2]).receiver == "乙"
    assert sent({}, people[:1]) == Parcel("C1", "甲公司", "甲", "020-1", "总部1号", "510000")


def test_who_has_left_receives_nothing() -> None:
    """The next one does."""
    people = [{"name": "乙", "role": "decider", "mobile": "1", "status": "left"}, {"name": "甲", "phone": "3"}]
    assert (sent({}, people).receiver, sent({}, people).phone) == ("甲", "3")


def test_the_number_of_a_stranger_is_not_anothers() -> None:
    """A receiver whom no contact is called has the customer's telephone, not the decision maker's mobile."""
    found = sent({}, [{"name": "王芳", "mobile": "138"}], [{"address": "一号仓", "recipient": "老周"}])
    assert (found.receiver, found.phone) == ("老周", "020-1")


def test_a_household_receives_itself() -> None:
    """Its name is the receiver."""
    assert sent({"kind": "person", "name": "温书禾"}, []).receiver == "温书禾"


def test_what_is_missing_is_named() -> None:
    """Receiver, telephone, address."""
    found = sent({"phone": None, "address": " "}, [])
    assert [label.en for label in found.missing] == ["Receiver", "Phone", "Address"]
    assert sent({}, [{"name": "王芳"}]).missing == ()
