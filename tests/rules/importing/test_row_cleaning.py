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


def test_a_foreign_mobile_is_told_by_its_column(rows: Rows) -> None:
    """Its digits do not say so."""
    head = ["公司名称", "联系人", "电话", "手机"]
    row = rows(head, ["Yunhe Ltd.", "Ann Lee", "+44 20 7946 0000", "+44 7700 900123"])[0]
    assert (row.values["phone"], row.values["mobile"]) == ("+44 20 7946 0000", "+44 7700 900123")


@pytest.mark.parametrize(
    ("header", "pasted"),
    [
        ("邮箱", "a@example.com; b@example.com"),
        ("邮箱", "张经理 <a@example.com>"),
        ("网址", "www.example.com 微信：jiayi"),
    ],
)
def test_a_cell_with_more_than_its_address_is_kept_whole(rows: Rows, header: str, pasted: str) -> None:
    """The second address or the name beside it is not lost."""
    row = rows(["公司名称", header], ["甲乙有限公司", pasted])[0]
    assert row.left == [(header, row.left[0][1])]
    assert row.left[0][1].split() == pasted.split()


@pytest.mark.parametrize(
    ("header", "pasted"), [("邮箱", "E-mail: A@Example.com"), ("网址", "网址：https://www.example.com/")]
)
def test_a_word_that_names_the_address_is_no_remark(rows: Rows, header: str, pasted: str) -> None:
    """Nothing is lost without it."""
    assert rows(["公司名称", header], ["甲乙有限公司", pasted])[0].left == []


@pytest.mark.parametrize(("pasted", "number"), [("30人", 30), ("1,200 名", 1200), ("５０", 50), ("三十人", 30)])
def test_people_are_counted_with_their_word(rows: Rows, pasted: str, number: int) -> None:
    """人, 名 and the like are no part of the number."""
    assert rows(["公司名称", "员工数量"], ["甲乙有限公司", pasted])[0].values["employees"] == number


def test_a_label_with_a_space_in_it_is_the_label(rows: Rows) -> None:
    """华 南 is typed to line up with 东北亚."""
    assert rows(["公司名称", "所属区域"], ["甲乙有限公司", "华　南"])[0].values["region"] == "south"


def test_a_column_that_only_counts_makes_no_remark(rows: Rows) -> None:
    """It is shown as pasted all the same."""
    row = rows(["序号", "公司名称", "摊位"], ["1", "甲乙有限公司", "A1"])[0]
    assert row.left == [("摊位", "A1")]
    assert row.cells[0] == (0, "序号", "1")


def test_nothing_in_a_remark_is_nothing(rows: Rows) -> None:
    """A dash, N/A, the error of a formula."""
    for nothing in ("N/A", "—", "无", "#REF!"):
        assert "remarks" not in rows(["公司名称", "备注"], ["甲乙有限公司", nothing])[0].values
