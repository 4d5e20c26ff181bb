"""May this customer be written to? 同意范围 and 联络时间限制 are free text; what they forbid is not done.

- Who refuses mail, or any contact, gets no letter of any kind.
- A letter that the customer's own trade calls for (a payment reminder, a statement) needs no other consent: it carries
  out a contract (PIPL, art. 13). All others do:
- a person or household is written to only where 同意范围 allows mail, or allows contact without naming ways;
- a company is written to at its business address unless 同意范围 names other ways only.
- 联络时间限制: what forbids mail or every contact leaves the customer out; anything else (hours, days, ways) is told
  beside the draft, for whoever sends it. A text that only says when ("周一例会，勿打扰") forbids nothing.

>>> may_write("电话、短信联系", "person", "news").en
'consented to other ways only: 电话、短信联系'
>>> may_write("电话、短信联系", "person", "dunning") is None, may_write(None, "company", "news") is None
(True, True)
>>> forbids("周一例会，勿打扰"), forbids("不要发邮件"), forbids("请勿联系")
(False, True, True)
"""

from __future__ import annotations

import re

from workbook.language import Text
from workbook.schema.confidential import COMPANY

BY_CONTRACT = frozenset({"dunning", "statement"})
"""Kinds of letters that the customer's orders call for."""

_REFUSES = re.compile(
    r"不同意|不接受|不愿|不希望|不要|不可|不得|不能|不准|不收|谢绝|拒|撤回|取消同意|请勿|勿|免打扰|"
    r"\b(?:no|not|never|don't|refus\w*|withdr\w*|declin\w*|opt(?:ed)?[ -]out|unsubscrib\w*)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"邮|信函|信件|书信|写信|e-?mails?\b|\bmails?\b|\bletters?\b", re.IGNORECASE)
_OTHER = re.compile(
    r"电话|手机|短信|微信|上门|拜访|来电|通话|传真|\b(?:phone|telephone|calls?|calling|sms|texts?|messages?|messaging|wechat|"
    r"visits?|fax)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"全部|所有|任何|各种|均可|都可|\b(?:all|any|every|everything)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\d|上午|下午|中午|早|晚|午休|周[一二三四五六日天末]|星期|礼拜|[点时]前|[点时]后|月初|月底|月末|节假日|假期|工作日|"
    r"\b(?:morning|afternoon|evening|noon|night|week(?:end|day)s?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|"
    r"saturdays?|sundays?|before|after|until|holidays?|am|pm)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,，;；。.\n!！]")

_REFUSED = Text("不接受邮件：{said}", "does not accept mail: {said}")
_NO_CONSENT = Text("个人客户，没有同意联系的记录", "a person without any consent on record")
_OTHER_WAYS = Text("只同意别的方式：{said}", "consented to other ways only: {said}")
_FORBIDDEN = Text("联络限制：{said}", "limits of contact: {said}")


def may_write(consent: str | None, customer_kind: str | None, letter_kind: str | None) -> Text | None:
    """Why no letter of this kind goes to a customer of this kind; None where it may. Where the kind of customer is not
    known it is taken for a person."""
    said = " ".join((consent or "").split())
    if forbids(said):
        return _REFUSED.format(said=said)
    if letter_kind in BY_CONTRACT:
        return None
    allowing = [one for one in _CLAUSES.split(said) if one.strip() and not _REFUSES.search(one)]
    if not allowing:
        return None if customer_kind == COMPANY else _NO_CONSENT
    if any(_MAIL.search(one) or _EVERY.search(one) or not _OTHER.search(one) for one in allowing):
        return None
    return _OTHER_WAYS.format(said=said)


def may_contact(limits: str | None) -> Text | None:
    """Why 联络时间限制 forbids every letter; None where it does not."""
    said = " ".join((limits or "").split())
    return _FORBIDDEN.format(said=said) if forbids(said) else None


def forbids(said: str) -> bool:
    """Whether a text refuses mail, or every contact at any time."""
    timed = bool(_WHEN.search(said))
    for clause in _CLAUSES.split(said):
        if not _REFUSES.search(clause):
            continue
        if _MAIL.search(clause):
            return True
        if not timed and (_EVERY.search(clause) or not _OTHER.search(clause)):
            return True
    return False
