"""Sensitive personal data is a finding unless the settings allow it and the person has agreed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.check.context import Context
from workbook.rules.check.sensitive import consented

DAY = dt.date(2026, 6, 30)


def contacts(**more: Any) -> pd.DataFrame:
    """One contact with an identity number, and whatever else is said."""
    row = {
        "contact_id": "L1", "name": "甲", "id_number": "1", "birthday": None,
        "consent_purpose": None, "consent_way": None, "separate_consent_on": None, "consent_withdrawn_on": None,
    }  # fmt: skip
    frame = pd.DataFrame([row | more])
    texts = {str(key): "str" for key in frame if not str(key).endswith("_on")}
    dates = dict.fromkeys(("separate_consent_on", "consent_withdrawn_on"), "datetime64[s]")
    return frame.astype({**texts, **dates})


AGREED = {"consent_purpose": "保险", "consent_way": "书面", "separate_consent_on": pd.Timestamp("2026-01-01")}


@pytest.mark.parametrize(
    ("allowed", "more", "said"),
    [
        (False, AGREED, "设置里没有允许"),
        (True, {}, "没有本人单独同意"),
        (True, AGREED | {"consent_way": None}, "没有本人单独同意"),
        (True, AGREED | {"consent_withdrawn_on": pd.Timestamp("2026-06-30")}, "已经撤回"),
        (True, AGREED | {"consent_withdrawn_on": pd.Timestamp("2026-07-01")}, None),
        (True, AGREED, None),
        (False, {"id_number": None}, None),
        (False, {"id_number": None, "birthday": "2013-05-01"}, "未满十四"),
        (False, {"id_number": None, "birthday": "2012-05-01"}, None),
    ],
)
def test_an_identity_number_and_a_child(allowed: bool, more: dict[str, Any], said: str | None) -> None:
    """2013 is under fourteen in 2026, 2012 is not; a withdrawal counts from its day on."""
    context = Context({}, {}, DAY, {"keep_sensitive": allowed})
    found = consented(schema.table("tblContacts"), contacts(**more), context)
    assert len(found) == (said is not None)
    assert all(str(said) in one.message.zh for one in found)


def test_banking_needs_the_contacts_consent() -> None:
    """Of two profiles the one whose contact has agreed is right."""
    both = pd.concat([contacts(id_number=None, **AGREED), contacts(contact_id="L2", name="乙")], ignore_index=True)
    profiles = pd.DataFrame({"contact": ["L1", "L2"]}, dtype="str")
    context = Context({}, {"tblContacts": both}, DAY, {"keep_sensitive": True})
    assert [one.row for one in consented(schema.table("tblBankProfiles"), profiles, context)] == [1]
