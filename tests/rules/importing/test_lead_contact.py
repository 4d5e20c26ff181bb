"""The contact's cell: a name, and whatever people write beside it."""

from __future__ import annotations

import pytest

from tests.rules.importing.conftest import Rows
from workbook.rules.importing.lead_contact import Person, apart

HEAD = ["公司名称", "联系人", "职位", "备注"]


@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("张伟", Person("张伟")),
        ("张伟（采购经理）", Person("张伟", "采购经理")),
        ("张三、李四/王五", Person("张三", "", ("李四", "王五"))),
        ("张三 李四", Person("张三", "", ("李四",))),
        ("Ann Lee", Person("Ann Lee")),
        ("销售部；采购部门联系", Person("销售部；采购部门联系")),
        ("", Person("")),
    ],
)
def test_a_cell_is_taken_apart(cell: str, person: Person) -> None:
    """The first person is the contact; what is no list of names stays whole."""
    assert apart(cell) == person


def test_a_number_in_the_cell_is_the_contacts(rows: Rows) -> None:
    """陈总 13700137000 is a name and a mobile."""
    row = rows(HEAD, ["甲乙有限公司", "陈总 13700137000", "", ""])[0]
    assert (row.values["contact_name"], row.values["mobile"]) == ("陈总", "13700137000")


def test_a_position_in_brackets_goes_where_positions_go(rows: Rows) -> None:
    """Or into the remarks, where the list has another."""
    first, second = rows(HEAD, ["甲有限公司", "张伟（经理）", "", ""], ["乙有限公司", "李娜（兼财务）", "经理", ""])
    assert (first.values["contact_name"], first.values["contact_position"]) == ("张伟", "经理")
    assert second.values["contact_position"] == "经理"
    assert second.left == [("联系人旁注", "兼财务")]


def test_further_persons_are_contacts_of_their_own(rows: Rows) -> None:
    """Each with the number beside it; a department is nobody, a surname and title is somebody."""
    row = rows(HEAD, ["甲乙有限公司", "张三、李四、王五", "", ""])[0]
    assert (row.values["contact_name"], row.people) == ("张三", [{"name": "李四"}, {"name": "王五"}])
    assert ("联系人：姓名", "张三、李四、王五", "张三、李四、王五") in row.changes
    row = rows(HEAD, ["甲乙有限公司", "张伟13800130011/李娜13900130012", "", ""])[0]
    assert (row.values["contact_name"], row.values["mobile"]) == ("张伟", "13800130011")
    assert row.people == [{"name": "李娜", "mobile": "13900130012"}]
    row = rows(HEAD, ["甲乙有限公司", "赵经理 钱主任", "", ""])[0]
    assert (row.values["contact_name"], row.people) == ("赵经理", [{"name": "钱主任"}])
    assert not rows(HEAD, ["甲乙有限公司", "采购部/财务部", "", ""])[0].people


@pytest.mark.parametrize(("header", "person"), [("Company", False), ("Name", True)])
def test_what_stands_under_a_word_for_firms_is_a_firm(rows: Rows, header: str, person: bool) -> None:
    """Maple Stone sounds like somebody."""
    assert rows([header, "Phone"], ["Maple Stone", "+44 20 7946 0011"])[0].person is person


def test_a_formula_behind_a_separator_is_disarmed(rows: Rows) -> None:
    """Whichever part of the cell becomes the name."""
    row = rows(["公司名称", "联系人"], ["甲乙有限公司", "；=1+1"])[0]
    assert not str(row.values.get("contact_name", "")).startswith("=")


def test_a_remark_that_names_the_contact_is_no_list_of_persons(rows: Rows) -> None:
    """Only the contact's own cell is taken apart."""
    remark = "张伟 13800130011\n李娜 13900130012"
    row = rows(HEAD, ["甲乙有限公司", "张伟", "", remark])[0]
    assert (row.values["contact_name"], row.people) == ("张伟", [])
    assert "mobile" not in row.values
    assert row.values["remarks"] == remark


def test_a_cell_of_several_lines_is_several_persons(rows: Rows) -> None:
    """Also beside a remark of several lines."""
    row = rows(HEAD, ["甲乙有限公司", "张伟 13800130011\n李娜 13900130012", "", "张伟：月底\n再约"])[0]
    assert (row.values["contact_name"], row.people) == ("张伟", [{"name": "李娜", "mobile": "13900130012"}])
