"""Lists of customers: who is the firm and who the person, and what the rows say beside the fields."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.importing.telephones import Numbers, read
from workbook.rules.loading.typed_columns import typed
from workbook.rules.reading.habits import PLAIN
from workbook.rules.reading.leads_meant import country
from workbook.rules.reading.pasted_block import Block, Understood, understand
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.leads import lead_fields


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
    [
        "Confidential Information - Do Not Distribute",
        "Copyright (c) 2000-2024",
        "内部资料，严禁外传",
        "合计：3家",
        "本邮件仅供收件人使用，请勿转发",
        "This list is intended only for its receiver",
        "Nur intern, vertraulich",
    ],
)
def test_a_footer_is_no_customer(line: str) -> None:
    """Nor a total."""
    found = seen("客户名称;电话;地址", "甲有限公司;0571-88000011;杭州", f"{line};;")
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("home", "written", "number"),
    [
        ("CN", "(206) 555-0112", "(206) 555-0112"),
        ("US", "(206) 555-0112", "+1 206-555-0112"),
        ("DE", "0351 4960001", "+49 351 4960001"),
        ("DE", "+44 20 7946 0011", "+44 20 7946 0011"),
    ],
)
def test_numbers_without_a_country_are_the_books(home: str, written: str, number: str) -> None:
    """In a Chinese book an American one stays as it is written, and is told; elsewhere it is read as the book's own."""
    cells = [["Company", "Phone"], ["Marsh Ltd", written]]
    found = understand(Block(cells, [1, 2]), "customers", habits=replace(PLAIN, country=home))
    rows, own = [Cleaned(2)], [Numbers()]
    read(found, rows, own, lead_fields("customers"), "en")
    assert [*own[0].phones, *own[0].mobiles] == [number]
    assert bool(rows[0].notes) is (home == "CN")


def test_a_country_of_the_list_goes_before_the_books() -> None:
    """A blank one is the book's."""
    cells = [
        ["Company", "Country", "Phone"],
        ["Marsh Ltd", "France", "01 99 00 12 34"],
        ["Hale Ltd", "", "0351 4960001"],
    ]
    found = understand(Block(cells, [1, 2, 3]), "customers", habits=replace(PLAIN, country="DE"))
    assert found.meant.countries == ["FR", "DE"]


def test_cells_that_say_they_are_none_are_told() -> None:
    """NULL is no telephone; a dash is what people write for nothing, and is not worth a word."""
    found = seen("客户名称;电话;负责人", "甲有限公司;NULL;-", "乙有限公司;NULL;#N/A")
    assert [one.zh for one in found.meant.told] == [
        "“电话”有 2 格写的是“NULL”，读成空白", "“负责人”有 1 格写的是“#N/A”，读成空白",
    ]  # fmt: skip


def test_nothing_is_a_choice_where_the_list_has_it() -> None:
    """决定权 is 有 or 无; elsewhere 无 is what people write for nothing."""
    cells = pd.Series(["无", "有", "NULL", "-"], dtype="str")
    read = typed(cells, CUSTOMERS["authority"], {"无": "none", "有": "has"})
    assert read.values.fillna("").tolist() == ["none", "has", "", ""]
    assert typed(cells, CUSTOMERS["wants_agency"]).values.fillna("").tolist() == ["", "有", "", ""]
