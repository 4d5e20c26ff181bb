"""A small book for the rules of entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from workbook.rules.entry.enter import enter
from workbook.rules.entry.filled import read
from workbook.rules.entry.known import Entered, Known
from workbook.schema.forms import form

TODAY = dt.date(2026, 6, 30)
LABELS = {
    "visit_kind": {"电话": "phone", "回访": "return"},
    "salesperson": {"ann": "ann", "bob": "bob"},
    "customer_kind": {"个人·家庭": "person"},
    "settlement": {"月结": "month"},
    "indicator": {"价格": "price", "服务": "service"},
}

Enter = Callable[..., Entered]


@pytest.fixture
def known() -> Known:
    """Three customers, one of them without an owner; two products; three orders of one of them."""
    customers = {
        "customer_id": ["C00001", "C00002", "C00003"],
        "name": ["广州市蓝汀食品有限公司", "上海青禾贸易有限公司", "无主商店"],
        "owner": ["ann", "bob", None],
        "settlement": ["month", None, None],
        "phone": ["020-81234567", None, None],
    }
    contacts = {"contact_id": ["L1", "L2", "L3"], "customer_id": ["C00001", "C00002", "上海青禾贸易有限公司"]}
    products = {
        "product_id": ["P1", "P2"], "name": ["地插", "面板"], "list_price": [100.0, None], "cost": [60.0, None],
    }  # fmt: skip
    orders = {
        "order_no": ["T260630-001", "T260629-009", "X"],
        "date": pd.to_datetime(["2026-06-01", "2026-06-02", "2026-07-15"]),
        "customer_id": ["C00001", "广州市蓝汀食品有限公司", "C00001"],
        "product": ["P1", "地插", "地插"],
        "discount": [0.1, 0.15, 0.5],
        "kind": [None, "sale", None],
    }
    return Known(
        TODAY,
        pd.DataFrame(customers),
        pd.DataFrame({**contacts, "name": ["王芳", "李娜", "王芳"]}),
        pd.DataFrame(products),
        pd.DataFrame(orders).astype({"kind": "str"}),
        new_customer="C00004",
    )


@pytest.fixture
def entered(known: Known) -> Enter:
    """What a form comes to, given its cells as they are typed."""

    def one(key: str, cells: Mapping[str, Any], lines: Sequence[Mapping[str, Any]] = (), **more: Any) -> Entered:
        return enter(read(form(key), cells, lines, LABELS), replace(known, **more))

    return one
