"""A firm over several contact rows: one customer with several contacts, as the merged cells say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl import Workbook

from macros.keeping.undo import undo
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from tests.macros.lead_lists import cells, opened, paste, typed
from workbook import tables
from workbook.schema.home import LEADS_SHEET

if TYPE_CHECKING:
    import xlwings as xw

NOW = dt.datetime(2026, 6, 30, 9, 0)
LIST: list[list[object]] = [
    ["公司名称", "地址", "员工数量", "联系人", "手机"],
    ["武汉云鹤仪表有限公司", "武汉市洪山区1号", "20", "王芳", "13900139001"],
    [None, None, None, "李娜", "13900139002"],
    [None, None, None, "赵敏", "13900139003"],
    ["成都云岫食品有限公司", "成都市1号", None, "钱多", "13900139004"],
]
PEOPLE = [["C00001", "王芳"], ["C00001", "李娜"], ["C00001", "赵敏"], ["C00002", "钱多"]]


def on_the_sheet(book: xw.Book, folder: Path) -> None:
    paste(book, LIST)
    sheet = book.sheets[LEADS_SHEET[tables.language(book)]]
    for area in ("A2:A4", "B2:B4"):
        sheet.range(area).merge()
    preview(book)


def in_a_workbook(book: xw.Book, folder: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in LIST:
        sheet.append(row)
    for area in ("A2:A4", "B2:B4"):
        sheet.merge_cells(area)
    made.save(folder / "名单.xlsx")
    preview(book, file=folder / "名单.xlsx")


def in_a_web_page(book: xw.Book, folder: Path) -> None:
    """As an ERP saves it under the name of a workbook."""
    merged = {(1, 0), (1, 1)}
    lines = [
        "".join(
            f"<td{' rowspan=3' if (at, c) in merged else ''}>{cell or ''}</td>"
            for c, cell in enumerate(row)
            if not (at in (2, 3) and c < 2)
        )
        for at, row in enumerate(LIST)
    ]
    page = f"<html><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></html>"
    (folder / "名单.xls").write_bytes(page.encode("gb18030"))
    preview(book, file=folder / "名单.xls")


@pytest.mark.parametrize("pasted", [on_the_sheet, in_a_workbook, in_a_web_page])
def test_the_rows_below_join_the_customer(empty_zh: Path, tmp_path: Path, pasted: object) -> None:
    """Decided by the list itself, told with its reason, and taken back by one undo."""
    with opened(empty_zh) as book:
        before = typed(cells(book))
        pasted(book, tmp_path)  # type: ignore[operator]
        rows = tables.read(book, "tblLeadPreview").frame
        assert rows["decision"].tolist() == ["new", "update", "update", "new"]
        assert "合并的单元格，内容取自第 2 行" in str(rows["reason"][1])
        figures = import_leads(book, now=NOW).figures
        assert [figures[one] for one in ("rows_in", "new", "update", "review")] == [4, 2, 2, 0]
        customers = tables.read(book, "tblCustomers").frame
        assert customers["name"].tolist() == ["武汉云鹤仪表有限公司", "成都云岫食品有限公司"]
        assert customers["remarks"].isna().all()
        assert customers["employees"].fillna(0).tolist() == [20, 0]
        assert sorted(tables.read(book, "tblContacts").frame[["customer_id", "name"]].to_numpy().tolist()) == sorted(
            PEOPLE
        )
        preview(book, file=None if pasted is on_the_sheet else next(tmp_path.glob("名单.*")))
        assert tables.read(book, "tblLeadPreview").frame["decision"].tolist() == ["same"] * 4
        undo(book)
        assert typed(cells(book)) == before


def test_a_blank_below_a_firm_is_asked_about(empty_zh: Path) -> None:
    """Pasted as values: Update joins the firm above, New makes a customer of the person."""
    with opened(empty_zh) as book:
        paste(book, LIST)
        preview(book)
        assert tables.read(book, "tblLeadPreview").frame["decision"].tolist() == ["new", "review", "review", "new"]
        said = pd.DataFrame({"decision": pd.Series(["update", "new"], index=[1, 2], dtype="str")})
        tables.write_rows(book, "tblLeadPreview", said)
        import_leads(book, now=NOW)
        assert tables.read(book, "tblCustomers").frame["name"].tolist() == [
            "武汉云鹤仪表有限公司", "赵敏", "成都云岫食品有限公司"
        ]  # fmt: skip
        contacts = tables.read(book, "tblContacts").frame
        assert contacts.loc[contacts["name"] == "李娜", "customer_id"].tolist() == ["C00001"]


def test_a_row_stays_with_the_row_it_would_join(empty_zh: Path, tmp_path: Path) -> None:
    """The counts say so, and still add up."""
    with opened(empty_zh) as book:
        on_the_sheet(book, tmp_path)
        tables.write_rows(book, "tblLeadPreview", pd.DataFrame({"decision": pd.Series(["review"], dtype="str")}))
        figures = import_leads(book, now=NOW).figures
        assert [figures[one] for one in ("rows_in", "new", "update", "review")] == [4, 1, 0, 3]
        assert tables.read(book, "tblLeadPreview").frame["pasted_row"].tolist() == [2, 3, 4]


def test_where_two_rows_differ_nothing_is_lost(empty_zh: Path) -> None:
    """The first row's value stays, the other is kept in the remarks."""
    rows: list[list[object]] = [
        ["公司名称", "电话", "员工数量", "联系人"],
        ["武汉云鹤仪表有限公司", "027-88880001", 20, "王芳"],
        ["武汉云鹤仪表有限公司", "027-88880002", 30, "李娜"],
    ]
    with opened(empty_zh) as book:
        paste(book, rows)
        preview(book)
        frame = tables.read(book, "tblLeadPreview").frame
        assert frame["decision"].tolist() == ["new", "review"]
        assert "选“更新”就并入第 2 行的客户" in str(frame["reason"][1])
        said = pd.DataFrame({"decision": pd.Series(["update"], index=[1], dtype="str")})
        tables.write_rows(book, "tblLeadPreview", said)
        import_leads(book, now=NOW)
        customer = tables.read(book, "tblCustomers").frame.iloc[0]
        assert (customer["phone"], customer["employees"]) == ("027-88880001", 20)
        assert sorted(str(customer["remarks"]).split("\n")) == ["员工数量：30", "电话：027-88880002"]
        assert tables.read(book, "tblContacts").frame["name"].tolist() == ["王芳", "李娜"]
