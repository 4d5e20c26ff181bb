"""Referrers: who they are, whom they brought, what they have earned and whom they reach."""

from __future__ import annotations

import pandas as pd

from workbook.rules.sales import referrals
from workbook.schema import listing, table

CUSTOMERS = {"C1": "Ash", "C2": "Birch", "C3": "Birch"}
CONTACTS = {"L1": "Lin", "L2": "Ash"}


def text(*values: str | None) -> pd.Series:
    return pd.Series(list(values), dtype="str")


def test_a_referrer_is_known_by_number_or_by_the_only_one_of_a_name() -> None:
    """Numbers in any writing; a name of two customers, or of a customer and a contact, is unclear."""
    found = referrals.who(
        text("ｃ2", "lin", "Bo Ma", "Birch", "Ash", "Uncle Zhao", None), CUSTOMERS, CONTACTS, {"bo": "Bo Ma"}
    )
    assert found["kind"].fillna("").tolist() == [
        "customer", "contact", "employee", "unclear", "unclear", "outside", "",
    ]  # fmt: skip
    assert found["key"].fillna("").tolist()[:3] == ["C2", "L1", "bo"]
    assert {*found["kind"].dropna()} == {one.key for one in listing("referrer_kind").entries}


def test_the_customers_own_word_comes_before_its_contacts() -> None:
    customers = pd.DataFrame({"customer_id": text("C1", "C2", "C3"), "referrer": text("Bo", None, None)})
    contacts = pd.DataFrame(
        {"customer_id": text("C1", "C2", "C2", None), "introduced_by": text("Wu", None, "Lin", "X")}
    )
    assert referrals.written(customers, contacts).fillna("").tolist() == ["Bo", "Lin", ""]


def test_reward_and_reach_are_the_referrers() -> None:
    """C1 with three contacts brought two, one of whom bought first in the period: one reward, 3 × 250 people; Lin is
    one person whoever was referred; who was not referred is in no row."""
    rows = pd.DataFrame(
        {
            "kind": text("customer", "customer", "contact", None), "key": text("C1", "C1", "L1", None),
            "name": text("Ash", "Ash", "Lin", None), "new_buyer": [True, False, False, True],
            "first_order": pd.to_datetime(pd.Series(["2026-06-01", None, "2026-01-01", "2026-06-01"])),
            "units": [50_000, 0, 90_000, 1],
        }
    )  # fmt: skip
    contacts = pd.DataFrame({"customer_id": text("C1", "C1", "C1", "C9")})
    found = referrals.by_referrer(rows, contacts, reward=200.0)
    assert found.values.tolist() == [
        ["Lin", "contact", 1, 1, 0, 90_000, 0, 1, 250],
        ["Ash", "customer", 2, 1, 1, 50_000, 2_000_000, 3, 750],
    ]
    shown = {"amount" if key == "units" else key for key in found}
    assert {*shown, "as_of", "period", "row_id"} == set(table("tblReferrals").keys)
    assert referrals.by_referrer(rows.iloc[:0], contacts).empty
