"""Lists of customers: who is the firm and who the person, and what the rows say beside the fields."""

from __future__ import annotations

import pytest

from workbook.rules.reading.leads_meant import country
from workbook.rules.reading.pasted_block import Block, Understood, understand


def seen(*lines: str) -> Understood:
    cells = [line.split(";") for line in lines]
    return understand(Block(cells, range(1, len(cells) + 1)), "customers")


def fields(*lines: str) -> dict[str, str | None]:
    return {one.header: one.field for one in seen(*lines).columns}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name;Company;Position", "Ann Marsh;Northgate Tools Ltd;Buyer"),
        ("Full name;Organization;Job title", "Ann Marsh;Northgate Tools Ltd;Buyer"),
        ("姓名;单位;职务", "林木森;北岭五金有限公司;采购经理"),
        ("客户;工作单位;职位", "林木森;北岭五金有限公司;采购经理"),
    ],
)
def test_a_name_beside_a_company_is_the_persons(header: str, row: str) -> None:
    """And a position beside a person is that person's."""
    assert list(fields(header, row).values()) == ["contact_name", "name", "contact_position"]


@pytest.mark.parametrize(
    "header", ["Customer", "Client", "门店名称", "抬头", "买家会员名", "收货人", "客户名", "往来单位", "Firma"]
)
def test_words_of_other_programs_for_the_customer(header: str) -> None:
    """Each is its name."""
    assert fields(f"{header};电话", "北岭五金有限公司;13900001111")[header] == "name"


def test_cells_outweigh_their_header() -> None:
    """E-mails under a word for addresses are e-mails."""
    told = fields("公司名称;联络地址", "北岭五金有限公司;a@bl.example", "南塘涂料厂;b@nt.example")
    assert told["联络地址"] == "email"
    told = fields("公司名称;E-mail地址;接待人", "北岭五金有限公司;a@bl.example;赵远航")
    assert told == {"公司名称": "name", "E-mail地址": "email", "接待人": "owner"}


def test_figures_are_no_choices_of_a_list() -> None:
    """A header that only sounds like a list's, above amounts, is not that list; above words it is."""
    figures = fields("Customer Name;Sales", "Marsh Ltd;261.96", "Hale Ltd;1,731.50", "Dorn Ltd;14.62")
    assert figures["Sales"] is None
    words = fields("公司名称;企业规模情况", "甲有限公司;大型", "乙有限公司;小型")
    assert words["企业规模情况"] == "scale"


def test_opt_outs_reach_the_limits() -> None:
    """In either language, beside what stands there."""
    head = "客户名称;请勿致电;Email Opt Out;联络时间限制/特定要求"
    found = seen(head, "甲有限公司;是;1;上午", "乙有限公司;0;;")
    assert found.read_as("contact_limits") == ["上午；请勿致电；拒收邮件", ""]
    assert not found.unknown


def test_a_firm_that_is_no_more_is_asked() -> None:
    """注销, 吊销."""
    found = seen("公司名称;经营状态", "甲有限公司;存续", "乙有限公司;注销", "丙有限公司;吊销，未注销")
    assert list(found.meant.asked) == [1, 2]


@pytest.mark.parametrize(
    ("name", "code"), [("美国", "US"), ("U.S.A.", "US"), ("Deutschland", "DE"), ("", None), ("se", "SE")]
)
def test_countries_by_their_names(name: str, code: str | None) -> None:
    """In the languages of the exports; two letters are two letters."""
    assert country(name) == code


def test_a_form_of_labels_and_values_is_a_row() -> None:
    """A stack of them is a row each; no label becomes a customer."""
    cards = [
        ["客户名称", "甲有限公司"],
        ["联系人", "赵青"],
        ["电话", "0571-88000011"],
        [],
        ["客户名称", "乙有限公司"],
        ["电话", "1"],
    ]
    found = understand(Block(cards, range(1, 7)), "customers")
    assert found.values(0) == ["甲有限公司", "乙有限公司"]
    assert [found.lines[at] for at in found.rows] == [1, 5]


def test_a_table_beside_is_told_and_left_out() -> None:
    """Nothing of it goes to the remarks of somebody else."""
    found = seen("客户名称;电话;;客户名称;电话", "甲;0571-88000011;;乙;0571-88000012")
    assert any("第 4 列起还有一张表" in told.zh for told in found.meant.told)
    assert not found.unknown


@pytest.mark.parametrize(
    "line",
    ["Confidential Information - Do Not Distribute", "Copyright (c) 2000-2024", "内部资料，严禁外传", "合计：3家"],
)
def test_a_footer_is_no_customer(line: str) -> None:
    """Nor a total."""
    found = seen("客户名称;电话;地址", "甲有限公司;0571-88000011;杭州", f"{line};;")
    assert len(found.rows) == 1
