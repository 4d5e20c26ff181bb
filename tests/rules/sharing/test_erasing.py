"""A person taken out of tables and texts: whose the words are decides what is replaced."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbook import schema
from workbook.rules.sharing.erasing import Eraser, eraser_of
from workbook.rules.sharing.person_words import Erased

CUSTOMERS = pd.DataFrame(
    {
        "row_id": ["c1", "c2"],
        "customer_id": ["C1", "C2"],
        "name": ["青山公司", "陈志明"],
        "kind": ["company", "person"],
        "phone": ["0571-88000001", "16100000001"],
        "region": ["east", "east"],
        "remarks": ["找王芳", "喜欢喝茶"],
        "archived": [False, False],
    }
)
CONTACTS = pd.DataFrame(
    {
        "row_id": ["p1", "p2", "p3"],
        "contact_id": ["L1", "L2", "L3"],
        "customer_id": ["C1", "青山公司", "C2"],
        "name": ["王芳", "王芳芳", "陈志明"],
        "mobile": ["16100000011", "16100000012", "16100000001"],
        "phone": ["0571-88000001", None, None],
        "im": ["wangfang_88", None, None],
    },
    dtype="str",
)


def without(row_id: str, *, alone: bool = False) -> Eraser:
    """What takes a person out."""
    people = {row_id: Erased("已删除", alone)}
    texts = CUSTOMERS.astype({key: "str" for key in CUSTOMERS if key != "archived"})
    return eraser_of(texts, CONTACTS, people, "zh")


def cleaned(eraser: Eraser, table: str, **columns: list[str | None]) -> dict[str, list[str | None]]:
    """Columns of a table after it."""
    frame: Any = eraser.cleaned(schema.table(table), pd.DataFrame(columns, dtype="str"))
    return {str(key): frame[key].astype(object).where(frame[key].notna(), None).tolist() for key in columns}


def test_own_row_is_blank_and_called_otherwise() -> None:
    """Number and customer stay, everything else goes; others' rows stay as they are."""
    eraser = without("p1")
    frame: Any = eraser.cleaned(schema.table("tblContacts"), eraser.contacts)
    assert frame["name"].tolist() == ["已删除", "王芳芳", "陈志明"]
    assert frame.loc[0, ["mobile", "phone", "im"]].isna().all()
    assert frame["mobile"].tolist()[1:] == ["16100000012", "16100000001"]


def test_a_customer_keeps_what_tells_of_nobody() -> None:
    """Region and number stay; name, telephone and remarks go, and it is archived; the company is left alone."""
    eraser = without("c2")
    frame: Any = eraser.cleaned(schema.table("tblCustomers"), eraser.customers)
    assert frame.loc[1, ["customer_id", "name", "region", "archived"]].tolist() == ["C2", "已删除", "east", True]
    assert frame.loc[1, ["phone", "remarks"]].isna().all()
    assert frame.iloc[:1].equals(eraser.customers.iloc[:1])


def test_a_name_is_replaced_where_it_is_meant() -> None:
    """On rows of her customer, not within a longer name, and elsewhere only where nobody else is called that."""
    eraser = without("p1")
    visits = cleaned(eraser, "tblVisits", customer_id=["C1", "C2"], result=["王芳和王芳芳都在", "王芳也来了"])
    assert visits["result"] == ["［个人资料已删除］和王芳芳都在", "王芳也来了"]
    elsewhere = cleaned(without("p1", alone=True), "tblVisits", customer_id=["C2"], result=["王芳也来了"])
    assert elsewhere["result"] == ["［个人资料已删除］也来了"]


def test_numbers_are_found_however_they_are_spelled_and_only_hers() -> None:
    """Mobile and messenger go everywhere; the company's telephone, which she has too, stays."""
    eraser = without("p1")
    texts = ["打161-0000-0011", "加 WANGFANG_88", "0571-88000001", "16100000012", None]
    assert cleaned(eraser, "tblSuggestions", text=texts)["text"] == [
        "打［个人资料已删除］", "加 ［个人资料已删除］", "0571-88000001", "16100000012", None,
    ]  # fmt: skip


def test_rows_that_tell_of_nothing_else_go_and_names_become_numbers() -> None:
    """Family and days of hers; a reference by her name is one by number."""
    eraser = without("p2")
    assert cleaned(eraser, "tblFamily", contact_id=["L1", "王芳芳"], name=["甲", "乙"])["name"] == ["甲"]
    assert cleaned(eraser, "tblVisits", contact=["王芳芳", "L1"])["contact"] == ["L2", "L1"]
