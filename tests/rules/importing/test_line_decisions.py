"""Orders, payments and visits from another program."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.rules.importing.conftest import CONTACTS, CUSTOMERS, Rows, frame
from workbook import schema
from workbook.rules.importing.line_decisions import plan_lines
from workbook.rules.importing.line_plan import LinePlan

ORDERS = schema.table("tblTransactions")
HEAD = ["行号", "订单号", "日期", "客户名称", "产品", "金额"]
BOOK = frame(
    ORDERS,
    [
        {"line_id": "T0000001", "order_no": "S1", "date": "2026-06-01", "customer_id": "C00001", "amount": 100.0},
        {"line_id": "T0000002", "order_no": "S2", "date": "2026-06-02", "customer_id": "C00002", "amount": 0.3},
    ],
)


def plans(
    rows: Rows, *cells: list[str], existing: pd.DataFrame = BOOK, products: pd.DataFrame | None = None
) -> list[LinePlan]:
    customers = frame(
        schema.table("tblCustomers"), [*CUSTOMERS, {"customer_id": "C9", "name": "同名"}, {"name": "同名"}]
    )
    contacts = frame(schema.table("tblContacts"), CONTACTS)
    got = rows(HEAD, *cells, target="transactions")
    return plan_lines(got, ORDERS, existing, customers, contacts, "zh", products=products)


@pytest.mark.parametrize(
    ("row", "decision"),
    [
        (["", "S3", "2026-06-03", "C00003", "", "5"], "new"),
        (["", "S3", "2026年6月3日", "成都云岫食品有限公司", "", "￥5.00"], "new"),
        (["", "S1", "2026-06-01", "C00001", "", "100"], "same"),
        (["", "S2", "2026-06-02", "杭州禾渡智能家居有限公司", "", "0.30000000000000004"], "same"),
        (["", "S1", "2026-06-01", "C00001", "", "101"], "review"),
        (["", "S1", "2026-06-01", "C00001", "泵", "101"], "new"),
        (["", "S1", "2026-06-01", "C00002", "", "101"], "new"),
        (["", "", "2026-06-01", "C00001", "", "101"], "new"),
        (["", "S3", "2026-06-03", "无此客户", "", "5"], "rejected"),
        (["", "S3", "2026-06-03", "同名", "", "5"], "review"),
        (["", "S3", "", "C00003", "", "5"], "rejected"),
        (["", "S3", "2026-06-03", "", "", "5"], "rejected"),
        (["", "S3", "2026-06-03", "C00003", "", "五块左右"], "rejected"),
        (["T0000001", "S1", "2026-06-01", "C00001", "泵", "100"], "update"),
        (["t0000001", "S1", "2026-06-01", "C00001", "", "100"], "same"),
        (["T0009999", "S3", "2026-06-03", "C00003", "", "5"], "new"),
    ],
)
def test_each_row_has_its_decision(rows: Rows, row: list[str], decision: str) -> None:
    """Customers by number or exact unique name; rows that are there already are the same."""
    assert [plan.decision for plan in plans(rows, row)] == [decision]


@pytest.mark.parametrize(
    "row",
    [
        ["T0000001", "ZB1", "2026-06-01", "C00001", "", "200"],
        ["T0000001", "S1", "2026-06-01", "C00002", "", "100"],
        ["T0000001", "", "2026-06-29", "C00001", "", "100"],
    ],
)
def test_a_number_that_two_copies_have_given_is_for_review(rows: Rows, row: list[str]) -> None:
    """Another order, customer or day: nothing is overwritten unasked, and both values are named."""
    (plan,) = plans(rows, row)
    assert plan.decision == "review"
    assert any(value in plan.reason.zh for value in row if value not in ("", "T0000001"))
    assert any(value in plan.reason.zh for value in ("S1", "C00001", "2026-06-01"))


@pytest.mark.parametrize(("typed", "pasted"), [("P1", "水泵"), ("水泵", "p1"), ("P1", "P1")])
def test_a_product_by_its_number_is_the_product_by_its_name(rows: Rows, typed: str, pasted: str) -> None:
    """The line is there already, however either says what was sold."""
    line = {"line_id": "T1", "order_no": "S1", "date": "2026-06-01", "customer_id": "C00001", "amount": 100.0}
    products = frame(schema.table("tblProducts"), [{"product_id": "P1", "name": "水泵"}])
    book = frame(ORDERS, [{**line, "product": typed}])
    found = plans(rows, ["", "S1", "2026-06-01", "C00001", pasted, "100"], existing=book, products=products)
    assert [plan.decision for plan in found] == ["same"]


def test_two_equal_rows_need_two_in_the_book(rows: Rows) -> None:
    """The second of two equal order lines is a line of its own."""
    row = ["", "S1", "2026-06-01", "C00001", "", "100"]
    assert [plan.decision for plan in plans(rows, row, row)] == ["same", "new"]


def test_an_update_tells_what_it_overwrites(rows: Rows) -> None:
    """And writes only what differs."""
    [plan] = plans(rows, ["T0000001", "S1", "2026-06-01", "C00001", "泵", "120"])
    assert plan.changes == {"product": "泵", "amount": 120}
    assert plan.overwritten == [("amount", 100, 120)]
    assert plan.position == 0


def test_formulas_in_texts_are_disarmed(rows: Rows) -> None:
    """In every path into the book."""
    [plan] = plans(rows, ["", "S3", "2026-06-03", "C00003", "=1+1", "5"])
    assert plan.row.values["product"] == "'=1+1"


def test_a_corrected_line_tells_what_differs(rows: Rows) -> None:
    """Update would write to the line in the book; a second line of the order is for the user to say."""
    [plan] = plans(rows, ["", "S1", "2026-06-02", "C00001", "", "120"])
    assert plan.decision == "review"
    assert plan.reason.en.startswith(
        "order S1 has a line of this product in the book (T0000001); different: Date, Amount."
    )
    assert plan.row.values["line_id"] == "T0000001"
    assert ("amount", 100, 120) in plan.overwritten


def test_a_line_that_is_there_is_no_correction_of_another(rows: Rows) -> None:
    """Two lines of one product in one order, pasted again: both are the same."""
    book = frame(
        ORDERS,
        [
            {
                "line_id": f"T000000{at}",
                "order_no": "S1",
                "date": "2026-06-01",
                "customer_id": "C00001",
                "amount": amount,
            }
            for at, amount in enumerate((100.0, 50.0))
        ],
    )
    cells = [["", "S1", "2026-06-01", "C00001", "", amount] for amount in ("50", "100")]
    assert [plan.decision for plan in plans(rows, *cells, existing=book)] == ["same", "same"]
    third = ["", "S1", "2026-06-01", "C00001", "", "7"]
    assert [plan.decision for plan in plans(rows, *cells, third, existing=book)] == ["same", "same", "new"]


def test_remarks_written_behind_do_not_make_another_row(rows: Rows) -> None:
    """A remark the book's row holds is the same; one that it lacks is for the user to see."""
    head = ["订单号", "日期", "客户名称", "金额", "备注"]
    line = {"line_id": "T1", "order_no": "S1", "date": "2026-06-01", "customer_id": "广州市蓝汀机电安装有限公司"}
    book = frame(ORDERS, [line | {"amount": 100.0, "remarks": "批次 甲\n已与客户核对"}])
    decided = {}
    for remark in ("批次 甲", "", "批次 乙"):
        got = rows(head, ["S1", "2026-06-01", "C00001", "100", remark], target="transactions")
        customers, contacts = (
            frame(schema.table("tblCustomers"), CUSTOMERS),
            frame(schema.table("tblContacts"), CONTACTS),
        )
        decided[remark] = plan_lines(got, ORDERS, book, customers, contacts, "zh")[0].decision
    assert decided == {"批次 甲": "same", "": "same", "批次 乙": "review"}


def test_a_number_of_the_other_programs_own_is_not_lost(rows: Rows) -> None:
    """The book gives its own; the other is a remark."""
    [plan] = plans(rows, ["E-77", "S3", "2026-06-03", "C00003", "", "5"])
    assert plan.row.values["remarks"] == "行号：E-77"
    assert "line_id" not in plan.row.values


def test_foreign_money_is_for_review(rows: Rows) -> None:
    """A hundred dollars are not a hundred of the book's currency."""
    [plan] = plans(rows, ["", "S3", "2026-06-03", "C00003", "", "US$100"])
    assert plan.decision == "review"
    assert "USD" in plan.reason.en


@pytest.mark.parametrize("number", ["3", "C3", "c-0003"])
def test_a_number_that_lost_its_zeros_proposes_the_customer(rows: Rows, number: str) -> None:
    """Proposed, never taken: the user says whether it is the one."""
    [plan] = plans(rows, ["", "S3", "2026-06-03", number, "", "5"])
    assert (plan.decision, plan.customer_id) == ("review", "C00003")


def test_a_line_that_stands_twice_says_so(rows: Rows) -> None:
    """Both may be meant: two equal lines of one order."""
    row = ["", "S3", "2026-06-03", "C00003", "", "5"]
    first, second = plans(rows, row, row)
    assert (first.decision, second.decision) == ("new", "new")
    assert "第 2 行" in second.reason.zh


def test_a_part_of_a_name_that_one_customer_has_is_that_customer_and_the_reason_says_so(rows: Rows) -> None:
    """The row is new; its customer is written by number."""
    (plan,) = plans(rows, ["", "S3", "2026-06-03", "云岫", "", "5"])
    assert (plan.decision, plan.customer_id, plan.row.values["customer_id"]) == ("new", "C00003", "C00003")
    assert plan.reason.zh == "新的一行；“云岫”按 C00003 成都云岫食品有限公司 处理"


def test_a_part_of_several_names_is_for_review_and_names_them(rows: Rows) -> None:
    """At most three."""
    (plan,) = plans(rows, ["", "S3", "2026-06-03", "有限公司", "", "5"])
    assert (plan.decision, plan.customer_id) == ("review", None)
    assert plan.reason.zh == (
        "“有限公司”：C00001 广州市蓝汀机电安装有限公司、C00002 杭州禾渡智能家居有限公司、"
        "C00003 成都云岫食品有限公司？请填编号或全称"
    )
