"""One number, two rows: one thing, or two."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.importing.same_number import clashes, clashing


def rows(**columns: list[str | None]) -> pd.DataFrame:
    """Texts; a column called date holds days."""
    frame = pd.DataFrame({key: pd.Series(values, dtype="str") for key, values in columns.items()})
    return frame.assign(date=pd.to_datetime(frame["date"])) if "date" in frame else frame


@pytest.mark.parametrize(
    ("ours", "theirs", "clash"),
    [
        ("东港纸业有限公司", "西港木业有限公司", True),
        ("东港纸业有限公司", "东港木业有限公司", True),
        ("恒通机械有限公司", "恒达机械有限公司", True),
        ("东港纸业有限公司", "东港纸业", False),
        ("广州市人易软件技术有限公司", "人易软件", False),
        ("东港纸业有限公司", " 東港紙業有限公司", False),
        ("东港纸业有限公司", None, False),
        ("张伟", "李娜", True),
    ],
)
def test_customers_are_told_by_their_names(ours: str, theirs: str | None, clash: bool) -> None:
    """A short or differently written name is no other customer."""
    found = clashing(schema.table("tblCustomers"), rows(name=[theirs]), rows(name=[ours]))
    assert found.notna().tolist() == [clash]


def test_a_renamed_customer_with_the_same_telephone_and_address_is_one() -> None:
    """Something else agrees."""
    known: dict[str, list[str | None]] = {"phone": ["020-88880000"], "tax_no": ["91110000600037341L"]}
    mine, theirs = rows(name=["西港木业有限公司"], **known), rows(name=["东港纸业有限公司"], **known)
    assert clashing(schema.table("tblCustomers"), mine, theirs).isna().all()


@pytest.mark.parametrize(
    ("order", "customer", "day", "product", "field"),
    [
        ("D1", "C1", "2026-06-01", "泵", None),
        ("ZB1", "C1", "2026-06-01", "泵", "order_no"),
        ("D1", "C2", "2026-06-01", "泵", "customer_id"),
        ("D1", "C1", "2026-06-09", "阀", None),
        (None, "C1", "2026-06-01", "泵", None),
        (None, "C1", "2026-06-09", "泵", "date"),
        (None, "C1", "2026-06-01", "阀", "product"),
        (None, "C2", None, None, "customer_id"),
    ],
)
def test_order_lines_are_told_by_their_order_else_by_customer_day_and_product(
    order: str | None, customer: str, day: str | None, product: str | None, field: str | None
) -> None:
    """A line of the same order that was corrected stays that line."""
    book = rows(order_no=["D1"], customer_id=["C1"], date=["2026-06-01"], product=["泵"])
    mine = rows(order_no=[order], customer_id=[customer], date=[day], product=[product])
    found = clashing(schema.table("tblTransactions"), mine, book)
    assert found.dropna().tolist() == [one for one in (field,) if one]


def test_a_clash_names_both_values() -> None:
    """Of the row in the file and of the row in the book."""
    products = schema.table("tblProducts")
    book = rows(product_id=["P1", "P2"], name=["泵", "阀"])
    mine = rows(product_id=["P2", "Ｐ１"], name=["阀", "电机"])
    (one,) = clashes(mine, products, book, {})
    assert (one.at, one.number, one.field, one.ours, one.theirs) == (1, "P1", "name", "泵", "电机")
    assert "泵" in one.reason(products).zh
    assert "电机" in one.reason(products).zh
