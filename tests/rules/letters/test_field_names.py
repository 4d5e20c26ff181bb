"""Names in 【】."""

from __future__ import annotations

import pytest

from workbook.errors import InputError
from workbook.rules.letters.field_names import Source, fill, known_fields, sources

KNOWN = known_fields({"tblCustomers": {"name": "公司全称"}}, {"tblCustomers": ["会员号"]})


def source(name: str) -> Source:
    """What a name stands for."""
    return sources({"t": [f"【{name}】"]}, KNOWN)[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("客户名称", Source("tblCustomers", "name")),
        ("Customer name", Source("tblCustomers", "name")),
        ("customer NAME", Source("tblCustomers", "name")),
        ("公司全称", Source("tblCustomers", "name")),  # as the user renamed the header
        ("单位名称", Source("tblCustomers", "name")),  # another header people use
        ("逾期款", Source("tblCustomers", "overdue")),
        ("姓名", Source("tblContacts", "name")),
        ("职位", Source("tblContacts", "position")),
        ("电话", Source("tblCustomers", "phone")),
        ("联系人.电话", Source("tblContacts", "phone")),
        ("会员号", Source("tblCustomers", "会员号", own=True)),
        ("称呼", Source(None, "salutation")),
        ("Open orders", Source(None, "open_orders")),
    ],
)
def test_any_column_or_figure_may_be_named(name: str, expected: Source) -> None:
    """In either language; the customer's column before the contact's."""
    assert source(name) == expected


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    """The template and the name are told."""
    with pytest.raises(InputError) as refusal:
        sources({"催款": ["欠 【逾期金】"]}, KNOWN)
    told = refusal.value.sentence("zh")
    assert "模板“催款”里的字段【逾期金】不认识" in told
    assert "【逾期款】" in told


@pytest.mark.parametrize("name", ["身份证号", "Home address", "联系人.宗教信仰", "账号"])
def test_what_is_confidential_is_refused(name: str) -> None:
    """Whoever it belongs to: no letter has it, and none offers it."""
    with pytest.raises(InputError, match=name):
        source(name)


def test_a_text_without_fields_stays() -> None:
    """Brackets with nothing between, or without an end, are no field."""
    assert fill("a【】b【c", lambda name: "x") == "a【】b【c"


def test_the_value_is_not_read_again() -> None:
    """A customer called 【今天】 is no field."""
    assert fill("【A】", lambda name: "【今天】") == "【今天】"
