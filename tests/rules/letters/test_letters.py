"""Templates filled in, one letter an address."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook.language import Lang
from workbook.rules.letters.field_names import known_fields, sources
from workbook.rules.letters.letters import Letter, Template, letters
from workbook.rules.letters.recipients import Recipient
from workbook.rules.letters.values import LetterBook, shown
from workbook.schema.registry import table

AS_OF = dt.date(2026, 6, 30)
OWN = {"tblCustomers": {"会员号": ["007", ""]}}


def day(text: str) -> pd.Timestamp:
    """A moment as frames hold it."""
    return pd.Timestamp(text)


def book(lang: Lang = "zh", **more: Any) -> LetterBook:
    """Two customers of one group with a person each, two late orders and one that is not due."""
    customers = pd.DataFrame(
        {
            "customer_id": pd.Series(["C1", "C2"], dtype="str"),
            "name": pd.Series(["甲公司", "乙公司"], dtype="str"),
            "kind": pd.Series(["company", "person"], dtype="str"),
            "owner": pd.Series(["ann", None], dtype="str"),
            "grade": pd.Series(["A", "B"], dtype="str"),
            "tax_no": pd.Series(["T1", "T2"], dtype="str"),
            "contact_limits": pd.Series(["上午十点后", None], dtype="str"),
            "overdue": [1200.5, 0.1],
            "last_order": pd.to_datetime(["2026-06-03", ""]).astype("datetime64[s]"),
        }
    ).assign(**more)
    contacts = pd.DataFrame(
        {
            "contact_id": pd.Series(["L1", "L2"], dtype="str"),
            "name": pd.Series(["王芳", "欧阳明"], dtype="str"),
            "gender": pd.Series(["female", "male"], dtype="str"),
        }
    )
    items = pd.DataFrame(
        {
            "customer": [0, 0, 0, 1],
            "order_no": pd.Series(["T1", None, "T3", "T4"], dtype="str"),
            "date": pd.to_datetime(["2026-03-01", "2026-04-01", "2026-06-20", "2026-01-02"]),
            "due": pd.to_datetime(["2026-03-31", "2026-05-01", "2026-07-20", "2026-01-31"]),
            "open": [10_000_000, 2_005_000, 500_000, 1_000],
            "overdue_days": [91.0, 60.0, 0.0, 150.0],
        }
    )
    labels = {"grade": {"A": "A级", "B": "B级"}, "salesperson": {"ann": "安然"}}
    return LetterBook(AS_OF, lang, customers, contacts, items, labels, "本公司名", {"ann": "ann@x.cn"}, OWN)


def written(body: str, *members: Recipient, lang: Lang = "zh", subject: str = "s") -> list[Letter]:
    """The letters that a template makes."""
    template = Template("t", None, subject, body, "")
    found = sources({"t": template.texts}, known_fields({}, {name: list(each) for name, each in OWN.items()}))
    return letters(book(lang), [(one, template) for one in members], found)


FIRST, SECOND = Recipient(0, 0, "a@x.cn"), Recipient(1, 1, "b@x.cn")


def test_fields_are_filled_in_the_language_of_the_book() -> None:
    """Labels of lists, days written out, amounts with two places, the user's own column."""
    body = "【称呼】 【客户名称】 【客户等级】 【负责人】 【负责人邮箱】 【最近交易】 【逾期款】 【会员号】 "
    body += "【今天】 【本公司】"
    [letter] = written(body, FIRST)
    assert letter.body == "王女士 甲公司 A级 安然 ann@x.cn 2026年6月3日 1,200.50 007 2026年6月30日 本公司名"
    [letter] = written("【Salutation】, 【Last order】", FIRST, lang="en")
    assert letter.body == "Ms 王芳, 3 June 2026"


def test_overdue_orders_are_a_line_each() -> None:
    """With number, amount, the day they were due and how late they are; open ones have the others too."""
    [letter] = written("【逾期订单】", FIRST)
    assert letter.body.split("\n") == [
        "2026-03-01  T1  1,000.00 元，应付日 2026-03-31，已逾期 91 天",
        "2026-04-01  （无单号）  200.50 元，应付日 2026-05-01，已逾期 60 天",
    ]
    [letter] = written("【未付订单】", FIRST)
    assert letter.body.split("\n")[2] == "2026-06-20  T3  50.00 元，应付日 2026-07-20"


def test_who_shares_an_address_gets_one_letter() -> None:
    """Whatever the case of the address: names side by side, orders below each other, amounts added up."""
    [letter] = written("【客户名称】【称呼】【逾期款】\n【逾期订单】", FIRST, Recipient(1, 1, "A@X.cn"))
    lines = letter.body.split("\n")
    assert lines[0] == "甲公司、乙公司王女士、欧阳先生1,200.60"
    assert len(lines) == 4
    assert (letter.customers, letter.contacts, letter.email) == ((0, 1), (0, 1), "a@x.cn")


def test_other_addresses_are_other_letters() -> None:
    """In the order of the recipients."""
    assert [one.email for one in written("x", SECOND, FIRST)] == ["b@x.cn", "a@x.cn"]


def test_what_whoever_sends_it_should_know() -> None:
    """Limits of contact, and fields that stay blank."""
    first, second = written("【最近交易】【会员号】", FIRST, SECOND)
    assert first.attention == "上午十点后"
    assert second.attention == "空着的字段：最近交易、会员号"


def test_what_is_private_of_a_person_stays_blank() -> None:
    """A company's tax number stands on its letterhead, a person's does not."""
    first, second = written("【税号】", FIRST, SECOND)
    assert (first.body, second.body) == ("T1", "")


def test_a_subject_is_one_line() -> None:
    """Whatever stands in the cells."""
    [letter] = written("x", FIRST, subject="【逾期订单】\r\nBcc: 【客户名称】")
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


def test_a_customer_without_a_person_is_still_addressed() -> None:
    """A household by its name."""
    first, second = written("【称呼】【姓名】", Recipient(0, None, "a@x.cn"), Recipient(1, None, "b@x.cn"))
    assert (first.body, second.body) == ("客户", "乙公司")


def test_every_kind_of_cell_is_text() -> None:
    """As a letter says it."""
    customers = table("tblCustomers")
    assert shown(True, customers["archived"], {}, "zh") == "是"
    assert shown(0.5, customers["completeness"], {}, "zh") == "50%"
    assert shown(12.0, customers["order_count"], {}, "en") == "12"
    assert shown(float("nan"), customers["overdue"], {}, "en") == ""
    assert shown(None, customers["name"], {}, "en") == ""
    assert shown(pd.NaT, customers["last_order"], {}, "en") == ""
