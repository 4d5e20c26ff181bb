"""Forms of entry: what is left blank is filled, what is typed stays, what is wrong is named by its field."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.rules.entry.conftest import Enter
from workbook.rules.entry.known import Entered
from workbook.rules.market import price_list


def fields(made: Entered) -> list[str | None]:
    """The fields that findings name."""
    return [one.field for one in made.findings]


def test_a_customer_comes_with_its_contact(entered: Enter) -> None:
    """Number, kind and day of record are given; the contact is this customer's."""
    made = entered(
        "customer", {"name": "深圳山川机电公司", "phone": 12345678, "contact": "张三", "mobile": "13900000000"}
    )
    [customer], [contact] = made.rows["tblCustomers"], made.rows["tblContacts"]
    assert (customer["customer_id"], customer["kind"], customer["created_on"]) == ("C00004", "company", "2026-06-30")
    assert customer["phone"] == "12345678"
    assert contact == {"customer_id": "C00004", "name": "张三", "mobile": "13900000000"}
    assert made.said == ()


def test_what_is_typed_wins(entered: Enter) -> None:
    """A person stays a person."""
    made = entered("customer", {"name": "深圳山川", "kind": "个人·家庭"})
    assert made.rows["tblCustomers"][0]["kind"] == "person"
    assert "tblContacts" not in made.rows


def test_a_customer_like_another_is_told_and_one_of_its_very_name_refused(entered: Enter) -> None:
    """Written is the first, not the second."""
    alike = entered("customer", {"name": "广州蓝汀食品公司"})
    assert "C00001" in alike.said[0].zh
    assert alike.rows
    equal = entered("customer", {"name": " 广州市蓝汀食品有限公司"})
    assert fields(equal) == ["name"]
    assert "C00001" in equal.findings[0].message.zh
    assert equal.rows == {}


@pytest.mark.parametrize(
    ("form", "cells", "lines", "wrong"),
    [
        ("customer", {"phone": "1"}, [], ["name"]),
        ("customer", {"name": "甲", "mobile": "139"}, [], ["name"]),
        ("visit", {}, [], ["customer_id", "result"]),
        ("visit", {"customer_id": "没有", "result": "谈"}, [], ["customer_id"]),
        ("visit", {"customer_id": "C00003", "result": "谈"}, [], ["salesperson"]),
        ("visit", {"customer_id": "C00001", "result": "谈", "kind": "飞鸽"}, [], ["kind"]),
        ("visit", {"customer_id": "C00001", "result": "谈", "next_date": "改天"}, [], ["next_date"]),
        ("visit", {"customer_id": "C00001", "result": "谈", "next_date": "2026-06-29"}, [], ["next_date"]),
        ("visit", {"customer_id": "C00001", "result": "谈", "date": "2026-07-01"}, [], ["date"]),
        ("visit", {"customer_id": "C00001", "result": "谈", "promise": "送样"}, [], ["promise_due"]),
        ("visit", {"customer_id": "C00001", "result": "谈", "contact": "李娜"}, [], ["contact"]),
        ("order", {"customer_id": "C00001"}, [], ["product"]),
        ("order", {"customer_id": "C00001"}, [{"product": "地插"}], ["quantity"]),
        ("order", {"customer_id": "C00001"}, [{"product": "地插", "quantity": "三"}], ["quantity"]),
        ("order", {"customer_id": "C00001"}, [{"product": "面板", "quantity": 1}], ["unit_price"]),
        ("order", {"customer_id": "C00001"}, [{"product": "蛋糕", "quantity": 1}], ["product"]),
        ("payment", {"customer_id": "C00001"}, [], ["amount"]),
        ("sweep", {}, [], ["customer_id"]),
        ("sweep", {"customer_id": "C00001"}, [], ["location"]),
        ("score", {"customer_id": "C00001"}, [{"indicator": "价格"}], ["value"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_field(
    entered: Enter, form: str, cells: dict[str, Any], lines: list[dict[str, Any]], wrong: list[str]
) -> None:
    """Blank or unreadable; nothing is then to be written."""
    made = entered(form, cells, lines)
    assert fields(made) == wrong
    assert made.rows == {}


def test_a_line_is_named_by_its_number(entered: Enter) -> None:
    """As it stands on the form, blank lines counted."""
    made = entered("order", {"customer_id": "C00001"}, [{}, {"product": "地插", "quantity": 1}, {"product": "地插"}])
    assert made.findings[0].message.zh == "第3行的数量：没有填"


def test_a_visit_is_filled(entered: Enter) -> None:
    """Today, a call, by the owner; the contact by the name that one of this customer's has."""
    made = entered("visit", {"customer_id": "上海青禾贸易有限公司", "result": "谈", "contact": "王芳"})
    [row] = made.rows["tblVisits"]
    assert (row["date"], row["kind"], row["salesperson"], row["contact"]) == ("2026-06-30", "phone", "bob", "L3")


def test_an_order_is_filled_from_the_product_the_customer_and_its_last_line(entered: Enter) -> None:
    """Price, cost, discount, terms, owner, number; later lines and those of others do not count."""
    made = entered(
        "order", {"customer_id": "C00001"}, [{"product": "P1", "quantity": 3}, {"product": "地插", "quantity": 1}]
    )
    first, second = made.rows["tblTransactions"]
    assert (first["product"], first["unit_price"], first["cost"], first["discount"]) == ("地插", 100.0, 180.0, 0.15)
    assert (first["payment_terms"], first["salesperson"], first["order_no"]) == ("month", "ann", "T260630-002")
    assert first["order_no"] == second["order_no"]


def test_what_an_order_says_is_not_filled_over(entered: Enter) -> None:
    """A price, a discount of nothing, a number of one's own."""
    line = {"product": "地插", "quantity": 2, "unit_price": 90, "discount": 0}
    [row] = entered("order", {"customer_id": "C00001", "order_no": "A7"}, [line]).rows["tblTransactions"]
    assert (row["unit_price"], row["discount"], row["order_no"]) == (90.0, 0.0, "A7")


def test_another_customer_has_no_usual_discount(entered: Enter) -> None:
    """Nor terms that nobody agreed."""
    [row] = entered("order", {"customer_id": "C00002"}, [{"product": "地插", "quantity": 1}]).rows["tblTransactions"]
    assert "discount" not in row
    assert "payment_terms" not in row


def test_a_product_that_is_not_listed_needs_a_price_and_is_told(entered: Enter) -> None:
    """It is a text that may say anything else."""
    made = entered("order", {"customer_id": "C00002"}, [{"product": "蛋糕", "quantity": 1, "unit_price": 8}])
    assert made.rows["tblTransactions"][0]["product"] == "蛋糕"
    assert "蛋糕" in made.said[0].zh


def test_a_pattern_without_a_number_is_a_finding(entered: Enter) -> None:
    """It names the setting's value."""
    made = entered("order", {"customer_id": "C00002"}, [{"product": "地插", "quantity": 1}], order_pattern="SO")
    assert fields(made) == ["order_no"]
    assert "SO" in made.findings[0].message.zh


def test_a_shop_that_nobody_knows_becomes_a_customer(entered: Enter) -> None:
    """Of whoever was there; a known one does not."""
    made = entered("sweep", {"customer_id": "街角小店", "staff": 2, "salesperson": "bob"})
    assert made.rows["tblCustomers"][0] == {
        "customer_id": "C00004", "kind": "company", "created_on": "2026-06-30", "name": "街角小店", "owner": "bob",
    }  # fmt: skip
    assert made.rows["tblSweeps"][0]["customer_id"] == "C00004"
    assert list(entered("sweep", {"customer_id": "C00001", "staff": 2}).rows) == ["tblSweeps"]


def test_a_survey_of_a_known_shop_by_its_name_is_that_customers(entered: Enter) -> None:
    """By the owner, where nobody else is named."""
    [row] = entered("sweep", {"customer_id": "上海青禾贸易有限公司", "staff": 2}).rows["tblSweeps"]
    assert (row["customer_id"], row["salesperson"]) == ("C00002", "bob")


def test_a_scorecard_is_a_row_an_indicator(entered: Enter) -> None:
    """Those that were judged."""
    lines = [{"indicator": "价格", "value": 4}, {"indicator": "服务"}]
    rows = entered("score", {"customer_id": "C00001"}, lines).rows["tblScorecards"]
    assert [(row["indicator"], row["value"]) for row in rows] == [("price", 4.0)]


def test_a_part_of_a_name_says_whom_it_was_taken_for(entered: Enter) -> None:
    """Where only one customer has it."""
    made = entered("order", {"customer_id": "青禾"}, [{"product": "地插", "quantity": 1}])
    assert made.rows["tblTransactions"][0]["customer_id"] == "C00002"
    assert [one.zh for one in made.said] == ["“青禾”按 C00002 上海青禾贸易有限公司 处理"]


def _listed(**more: Any) -> pd.DataFrame:
    row = {"product": "地插", "valid_from": pd.Timestamp(2026, 1, 1), "price": 80.0}
    return pd.DataFrame([dict.fromkeys(price_list.COLUMNS) | row | more]).astype({"valid_to": "datetime64[s]"})


def test_the_price_comes_from_the_price_list_and_the_discount_from_the_last_line(entered: Enter) -> None:
    """Agreed at 80 since January; sold at 15 % less on 2 June; the list price is 100, which is told."""
    agreed = _listed(customer_id="C00001")
    made = entered("order", {"customer_id": "C00001"}, [{"product": "P1", "quantity": 3}], price_list=agreed)
    [row] = made.rows["tblTransactions"]
    assert (row["unit_price"], row["discount"]) == (80.0, 0.15)
    assert made.said[0].zh == "“地插”按价格表的 80.00 记（标准价 100.00）。"


def test_a_discount_agreed_since_the_last_line_counts(entered: Enter) -> None:
    """From 3 June a twentieth; from 2 June the last line, of that day, says 15 %."""
    for day, discount in ((3, 0.05), (2, 0.15)):
        agreed = _listed(customer_id="C00001", discount=0.05, valid_from=pd.Timestamp(2026, 6, day))
        made = entered("order", {"customer_id": "C00001"}, [{"product": "P1", "quantity": 3}], price_list=agreed)
        assert made.rows["tblTransactions"][0]["discount"] == discount


def test_a_price_that_is_typed_is_no_business_of_the_price_list(entered: Enter) -> None:
    """Neither is the price of another customer; a discount agreed with nobody is none."""
    line = {"product": "地插", "quantity": 1, "unit_price": 90}
    agreed = _listed(customer_id="C00002", discount=0.05)
    made = entered("order", {"customer_id": "C00002"}, [line], price_list=agreed)
    assert made.rows["tblTransactions"][0]["unit_price"] == 90.0
    assert "discount" not in made.rows["tblTransactions"][0]
    assert made.said == ()
    other = entered("order", {"customer_id": "C00003"}, [{**line, "unit_price": None}], price_list=agreed)
    assert other.rows["tblTransactions"][0]["unit_price"] == 100.0
