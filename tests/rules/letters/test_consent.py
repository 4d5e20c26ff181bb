"""Whom one may write to."""

from __future__ import annotations

import pytest

from workbook.rules.letters.consent import forbids, may_contact, may_write


@pytest.mark.parametrize(
    ("consent", "customer_kind", "letter_kind", "may"),
    [
        (None, "company", "news", True),  # a business address
        (None, "person", "news", False),
        (None, None, "news", False),  # of an unknown kind: taken for a person
        ("邮件、电话", "person", "news", True),
        ("同意联系", "person", "birthday", True),  # no way named: every way
        ("电话、短信联系", "person", "news", False),
        ("电话、短信联系", "company", "news", False),
        ("Telephone and messages", "person", "first", False),
        ("all channels", "person", "first", True),
        ("电话、短信联系", "person", "dunning", True),  # the contract calls for it
        (None, "person", "statement", True),
        ("拒收邮件", "company", "dunning", False),
        ("已撤回同意", "person", "statement", False),
        ("不要打电话", "company", "news", True),
        ("不要打电话", "person", "news", False),  # refusing one way allows no other
        ("no e-mails please", "company", None, False),
        (" ", "company", None, True),
    ],
)
def test_consent_decides(consent: str | None, customer_kind: str | None, letter_kind: str | None, may: bool) -> None:
    """By who it is, what was agreed to, and what the letter is for."""
    assert (may_write(consent, customer_kind, letter_kind) is None) is may


@pytest.mark.parametrize(
    ("limits", "forbidden"),
    [
        (None, False),
        ("上午十点后再打电话", False),
        ("周一例会，勿打扰", False),  # only says when
        ("Not on Mondays: staff meeting", False),
        ("先发信息再来电", False),
        ("请勿联系", True),
        ("不要发邮件，打电话", True),
        ("do not send any e-mail", True),
        ("晚上勿打电话", False),
    ],
)
def test_limits_of_contact_forbid_mail_or_all(limits: str | None, forbidden: bool) -> None:
    """Hours and days are for whoever sends it."""
    assert (may_contact(limits) is not None) is forbidden


def test_the_reason_says_what_stands_there() -> None:
    """So that nobody has to look it up."""
    reason = may_write("拒收邮件", "company", "news")
    assert reason is not None
    assert (reason.zh, reason.en) == ("不接受邮件：拒收邮件", "does not accept mail: 拒收邮件")


def test_a_text_without_refusal_forbids_nothing() -> None:
    """An ordinary remark."""
    assert not forbids("联系前先发邮件")
