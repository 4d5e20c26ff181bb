"""A pasted block: what is a column, what is a row, what the user may say of it."""

from __future__ import annotations

import pytest

from workbook.errors import InputError
from workbook.rules.reading.list_columns import REASON
from workbook.rules.reading.pasted_block import Block, likely_target, understand

LIST = [
    ["2026年展会名单"],
    [],
    ["公司名称", "联系人", "职务", "手机", "摊位", REASON.zh],
    ["甲乙有限公司", "张伟", "经理", "13800138000", "A1", "没有名称"],
    [],
    ["丙丁有限公司", "", "", "", "A2", ""],
    ["合计", "", "", "", "", ""],
]


def block(rows: list[list[str]] = LIST) -> Block:
    return Block(rows, range(1, len(rows) + 1))


def fields(mapping: dict[str, str] | None = None) -> list[str | None]:
    return [column.field for column in understand(block(), "customers", mapping).columns]


def test_titles_blanks_and_totals_are_no_rows() -> None:
    """Each row knows the line it was pasted in."""
    seen = understand(block(), "customers")
    assert [seen.lines[at] for at in seen.rows] == [4, 6]


def test_customer_and_contact_columns_are_told_apart() -> None:
    """职务 is the contact's, the reason is the program's own and is no part of the list."""
    assert fields() == ["name", "contact_name", "contact_position", "mobile", None, None]
    assert understand(block(), "customers").left_out == {5}


@pytest.mark.parametrize("column", ["摊位", "#5"])
@pytest.mark.parametrize("said", ["remarks", "备注", "customers.remarks"])
def test_the_users_word_wins(column: str, said: str) -> None:
    """A column is named by its header or its place, a field by key or label."""
    assert fields({column: said})[4] == "remarks"


def test_a_field_that_is_given_away_is_taken_from_its_column() -> None:
    """Each field has one column."""
    assert fields({"摊位": "name"})[:1] == [None]


def test_a_column_can_be_left_out() -> None:
    """It is then not even kept in the remarks."""
    assert 4 in understand(block(), "customers", {"摊位": "-"}).left_out


@pytest.mark.parametrize("mapping", [{"展位": "remarks"}, {"摊位": "no such field"}])
def test_what_is_not_there_is_refused(mapping: dict[str, str]) -> None:
    """With the columns, or the fields, that there are."""
    with pytest.raises(InputError):
        understand(block(), "customers", mapping)


def test_an_empty_sheet_is_refused() -> None:
    """There is nothing to preview."""
    with pytest.raises(InputError):
        understand(block([["", " "], []]), "customers")


def test_the_hash_tells_the_cells_not_their_place() -> None:
    """Blank cells at the end of a row are nothing."""
    longer = [[*row, ""] for row in LIST]
    assert Block(longer, range(5, 12)).hash() == block().hash()
    assert block([["x"], *LIST]).hash() != block().hash()
    assert block([["", ""], *LIST, [""], [""] * 9]).hash() == block().hash()
    assert block([*LIST[:2], [""], *LIST[2:]]).hash() != block().hash()


def test_rows_passed_over_are_known() -> None:
    """Totals and repeated headers are told by their lines."""
    rows = [["公司名称", "手机"], ["甲有限公司", "1"], ["公司名称", "手机"], ["乙有限公司", "2"], ["合计", "2"]]
    seen = understand(block(rows), "customers")
    assert [seen.lines[at] for at in seen.skipped] == [3, 5]


@pytest.mark.parametrize(
    ("header", "now", "likely"),
    [
        (["订单号", "下单日期", "客户名称", "产品名称", "数量", "金额"], "customers", "transactions"),
        (["回款日期", "客户名称", "回款金额", "付款方式"], "customers", "payments"),
        (["拜访日期", "客户名称", "拜访人", "沟通内容", "下次拜访"], "customers", "visits"),
        (["公司名称", "联系人", "手机", "邮箱"], "transactions", "customers"),
        (["公司名称", "联系人", "手机", "邮箱"], "customers", None),
        (["订单号", "下单日期", "客户名称", "金额"], "transactions", None),
        (["名称", "日期"], "customers", None),
    ],
)
def test_a_list_for_something_else_is_recognised(header: list[str], now: str, likely: str | None) -> None:
    """By its headers: all that the other table needs, and more of them than the chosen one knows."""
    rows = block([header, ["x"] * len(header)])
    assert likely_target(rows, understand(rows, now)) == likely


def test_more_columns_than_a_list_has_are_refused() -> None:
    """Each would be held against every field; the answer came after minutes."""
    with pytest.raises(InputError, match="10,000"):
        Block([["x"] * 10_000, ["y"] * 10_000], range(1, 3))
