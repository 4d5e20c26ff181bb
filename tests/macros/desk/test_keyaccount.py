"""A key account on one page: what is on the paper, which opportunity is meant, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from macros.desk.keyaccount import keyaccount
from macros.hosts.command_line import main
from macros.report import Report
from tests.macros.lead_lists import opened
from workbook import engine, tables
from workbook.errors import InputError

DAY = dt.date(2026, 6, 30)


def a_book(path: Path) -> None:
    """Two deals of one customer, one of them with a buyer in its chain; another customer without any."""
    with opened(path) as book:
        people = {"customer_id": ["C00001", "C00002"], "name": ["=1+1", "乙公司"]}
        tables.append(book, "tblCustomers", pd.DataFrame(people, dtype="str"))
        contact = {"contact_id": ["L00001"], "customer_id": ["C00001"], "name": ["王芳"]}
        tables.append(book, "tblContacts", pd.DataFrame(contact, dtype="str"))
        deals: dict[str, Any] = {
            "opportunity_id": ["O0001", "O0002"], "customer_id": ["C00001"] * 2, "title": ["小单", "大单"],
            "stage": ["contact", "needs"], "organisation_needs": [None, "省电"], "competitor": [None, "对手甲"],
        }  # fmt: skip
        tables.append(book, "tblOpportunities", pd.DataFrame(deals, dtype="str").assign(amount=[10.0, 20.0]))
        chain = {"opportunity_id": ["O0002"], "contact": ["L00001"], "role": ["buyer"], "weight": ["minor"]}
        tables.append(book, "tblDecisionChain", pd.DataFrame(chain, dtype="str").assign(leans_to="对手甲"))


def made(path: Path, to: Path, account: str | None) -> Report:
    with engine.open_book(path, read_only=True) as book:
        return keyaccount(book, account=account, to=to, as_of=DAY)


def lines(path: Path, sheet: int = 0) -> list[list[object]]:
    rows: Any = load_workbook(path).worksheets[sheet].iter_rows(values_only=True)
    return [found for row in rows if (found := [cell for cell in row if cell is not None])]


def test_a_customer_stands_for_its_deals_the_largest_first(empty_zh: Path, tmp_path: Path) -> None:
    """The buyer is in the chain and no decision maker: said; so is what the stage needs and is blank."""
    a_book(empty_zh)
    report = made(empty_zh, tmp_path / "a.xlsx", "C00001")
    assert report.figures == {"pages": 2, "blank": 4}  # two needs and the budget; nobody in the other chain
    said = lines(tmp_path / "a.xlsx")
    assert ["大单"] in said
    assert ["组织需求", "省电"] in said
    assert ["王芳", "购买者", "次要", "对手甲"] in said
    assert ["没有找到决策者：先问清由谁拍板。"] in said
    assert ["这一阶段还要弄清：部门需求、关键人需求、采购预算"] in said
    assert ["决策链还没有登记任何人。"] in lines(tmp_path / "a.xlsx", 1)


def test_it_is_one_page_each_and_nothing_is_a_formula(empty_zh: Path, tmp_path: Path) -> None:
    a_book(empty_zh)
    made(empty_zh, tmp_path / "a.xlsx", "大单")
    [sheet] = load_workbook(tmp_path / "a.xlsx").worksheets
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth, sheet.page_setup.paperSize) == (1, 1, 9)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("account", "said"),
    [("乙公司", "no opportunity that is going on"), ("没有这家", "no number, name"), (None, "choose a row")],
)
def test_what_cannot_be_meant_is_refused(empty_zh: Path, tmp_path: Path, account: str | None, said: str) -> None:
    a_book(empty_zh)
    with pytest.raises(InputError, match=said):
        made(empty_zh, tmp_path / "a.xlsx", account)
    assert not (tmp_path / "a.xlsx").exists()


def test_the_command_line_writes_it(empty_zh: Path, tmp_path: Path) -> None:
    a_book(empty_zh)
    before = empty_zh.read_bytes()
    assert main(["keyaccount", str(empty_zh), "O0001", "-o", str(tmp_path / "a.xlsx")]) == 0
    assert empty_zh.read_bytes() == before
    assert ["小单"] in lines(tmp_path / "a.xlsx")


def test_a_number_with_signs_that_no_sheet_may_have(empty_zh: Path, tmp_path: Path) -> None:
    """The page has a sheet all the same."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        ids = tables.read(book, "tblOpportunities", ["opportunity_id"]).frame
        tables.write(book, "tblOpportunities", ids.assign(opportunity_id=pd.Series(["O[1]", "O0002"], dtype="str")))
    made(empty_zh, tmp_path / "a.xlsx", "小单")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["重点客户 O 1"]
