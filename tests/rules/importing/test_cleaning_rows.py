"""Cells read as fields: what becomes of each, and that nothing is lost."""

from __future__ import annotations

import pytest

from tests.rules.importing.conftest import Rows

HEAD = ["公司名称", "联系人", "电话", "邮箱", "所属区域", "员工数量", "摊位"]


def test_a_cell_with_several_numbers_is_split(rows: Rows) -> None:
    """Landline to the customer, mobile to the contact, the rest to the remarks."""
    row = rows(HEAD, ["甲乙有限公司", "张伟", "（020）8888-0001／13800138000、13900139000", "", "", "", ""])[0]
    assert row.values["phone"] == "020-88880001"
    assert (row.values["mobile"], row.values["contact_phone"]) == ("13800138000", "13900139000")


def test_without_a_contact_a_mobile_is_the_customers_telephone(rows: Rows) -> None:
    """It would have nowhere else to go; further numbers stay readable."""
    row = rows(HEAD, ["甲乙有限公司", "", "13800138000；13900139000", "", "", "", ""])[0]
    assert row.values["phone"] == "13800138000"
    assert "mobile" not in row.values
    assert row.left == [("其他电话", "13900139000")]


def test_a_name_beside_a_number_is_the_contacts(rows: Rows) -> None:
    """张伟 13800138000 in the telephone's cell."""
    row = rows(HEAD, ["甲乙有限公司", "", "张伟 13800138000", "", "", "", ""])[0]
    assert (row.values["contact_name"], row.values["mobile"]) == ("张伟", "13800138000")


def test_what_cannot_be_read_is_kept_and_told(rows: Rows) -> None:
    """A bad telephone, a word for a number, a region that is not in the list, an unknown column."""
    row = rows(HEAD, ["甲乙有限公司", "", "见名片", "", "火星", "约二十", "A1"])[0]
    assert set(row.values) == {"name"}
    assert dict(row.left) == {"电话": "见名片", "所属区域": "火星", "员工数量": "约二十", "摊位": "A1"}
    assert len(row.troubles) == 2
    assert len(row.notes) == 1


def test_every_change_is_told_beside_the_original(rows: Rows) -> None:
    """Full width becomes half width, visibly."""
    row = rows(HEAD, ["Ａ１２ 科技有限公司", "", "", "ＩＮＦＯ@example.com", "", "", ""])[0]
    assert ("客户名称", "Ａ１２ 科技有限公司", row.values["name"]) in row.changes
    assert [label for label, *_ in row.changes] == ["客户名称", "电子邮件"]


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "@SUM(A1)", "＝1+1", "-cmd|x"])
def test_formulas_are_disarmed(rows: Rows, formula: str) -> None:
    """In every cell that goes into the book."""
    row = rows(["公司名称", "地址", "备注"], [formula, formula, formula])[0]
    assert row.values
    for value in row.values.values():
        assert str(value)[0] not in "=@＝-"


def test_a_persons_name_makes_a_person_and_their_own_contact(rows: Rows) -> None:
    """A family in a list of firms."""
    row = rows(HEAD, ["张伟", "", "13800138000", "", "", "", ""])[0]
    assert row.person
    assert (row.values["name"], row.values["contact_name"], row.values["mobile"]) == ("张伟", "张伟", "13800138000")


def test_a_row_with_a_contact_alone_is_that_person(rows: Rows) -> None:
    """Nobody is lost for want of a firm."""
    row = rows(HEAD, ["", "张伟", "", "", "", "", ""])[0]
    assert row.values["name"] == "张伟"


def test_lists_take_labels_of_both_languages(rows: Rows) -> None:
    """South and 华南 are one region."""
    got = rows(HEAD, ["甲公司", "", "", "", "华南", "", ""], ["乙公司", "", "", "", "South China", "", ""])
    assert got[0].values["region"] == "south"
