"""Orders, payments and visits from another program: the same path as a list of leads, with preview, import, undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from macros.keeping.undo import undo
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from tests.macros.lead_lists import cells, opened, paste
from workbook import tables
from workbook.errors import InputError
from workbook.schema.tables.leads import TARGETS

if TYPE_CHECKING:
    import xlwings as xw

DAY = dt.date(2026, 6, 30)
NOW = dt.datetime(2026, 6, 30, 9, 0)
KNOWN, NAME = "C00005", "苏州拓岚电子有限公司"
TWINS = "双生贸易有限公司"

Grid = Sequence[Sequence[object]]

LISTS: dict[str, Grid] = {
    "transactions": [
        ["销售明细", "", "", "", "", ""],
        ["单据编号", "下单日期", "客户名称", "产品名称", "数量", "金额", "仓库"],
        ["E1", "2026.6.1", KNOWN, "样例泵", "2", "￥200", "甲"],
        ["E1", "2026.6.1", NAME, "样例泵", "-1", "(100)", "甲"],
        ["E1", "2026.6.1", NAME, "样例阀", "1", "50", ""],
        ["E1", "2026.6.1", NAME, "样例阀", "1", "50", ""],
        ["E2", "2026/6/2", TWINS, "样例泵", "1", "1", ""],
        ["E3", "2026/6/3", "没有这一家", "样例泵", "1", "1", ""],
        ["E4", "6月3日", NAME, "样例泵", "1", "1", ""],
        ["合计", "", "", "", "", "202", ""],
    ],
    "payments": [
        ["到账日期", "客户名称", "到账金额", "支付方式", "凭证"],
        ["2026-6-1", KNOWN, "5万", "电汇", "V-1"],
        ["2026-6-1", NAME, "-1,000.00", "电汇", "V-2"],
        ["2026-6-1", NAME, "300", "", ""],
        ["2026-6-1", NAME, "300", "", ""],
        ["2026-6-2", TWINS, "1", "", ""],
        ["2026-6-2", "没有这一家", "1", "", ""],
        ["2026-6-2", NAME, "", "", ""],
    ],
    "visits": [
        ["拜访时间", "客户", "拜访人", "拜访内容", "下次拜访日期", "心情"],
        ["2026-6-1", KNOWN, "{owner}", "谈价格", "2026-7-1", "好"],
        ["2026-6-1", NAME, "{owner}", "送样品", "", ""],
        ["2026-6-2", NAME, "{owner}", "", "", ""],
        ["2026-6-2", NAME, "{owner}", "", "", ""],
        ["2026-6-2", TWINS, "{owner}", "", "", ""],
        ["2026-6-2", "没有这一家", "{owner}", "", "", ""],
        ["2026-6-2", NAME, "某人", "", "", ""],
    ],
}
DECISIONS = ["new"] * 4 + ["review", "rejected", "rejected"]


@pytest.fixture
def book_path(sample_zh: Path) -> Path:
    """The sample with two customers of one name."""
    with opened(sample_zh) as book:
        twins = pd.DataFrame({"customer_id": ["C90001", "C90002"], "name": TWINS, "kind": "company"}, dtype="str")
        tables.append(book, "tblCustomers", twins)
    return sample_zh


def owner(book: xw.Book) -> str:
    """A salesperson's label."""
    return str(tables.read_list(book, "salesperson")["label"].iloc[0])


def shown(book: xw.Book, target: str) -> list[str]:
    """Paste the target's list, preview it, and give the decisions."""
    grid = [[str(cell).format(owner=owner(book)) for cell in row] for row in LISTS[target]]
    paste(book, grid)
    preview(book, into=target)
    return [str(one) for one in tables.read(book, "tblLeadPreview").frame["decision"]]


@pytest.mark.parametrize("target", ["transactions", "payments", "visits"])
def test_preview_import_again_and_undo(book_path: Path, target: str) -> None:
    """By number or exact name; ambiguous ones for review, unknown and faulty ones rejected with a reason; the same
    export again adds nothing; undo leaves every cell of the table as it was."""
    table = TARGETS[target]
    with opened(book_path) as book:
        before = cells(book)[table.name]
        assert shown(book, target) == DECISIONS
        frame = tables.read(book, "tblLeadPreview").frame
        assert frame["customer_id"].tolist()[:4] == [KNOWN] * 4
        assert frame["reason"].notna().all()
        assert TWINS in str(frame["reason"].iloc[4])
    with opened(book_path) as book:
        figures = import_leads(book, now=NOW).figures
        assert [figures[key] for key in ("rows_in", "new", "review", "rejected")] == [7, 4, 1, 2]
        made = tables.read(book, table.name).frame.iloc[-4:]
        assert made["customer_id"].tolist() == [KNOWN] * 4
        if table.key:
            assert made[table.key].is_unique
        if target != "visits":
            assert (
                made["amount"].tolist()
                == {"transactions": [200, -100, 50, 50], "payments": [5e4, -1e3, 300, 300]}[target]
            )
    with opened(book_path) as book:
        again = "review" if target == "payments" else "same"  # without a number it may be another one: asked
        assert shown(book, target) == [again] * 4 + DECISIONS[4:]
        undo(book, as_of=DAY, now=NOW)
        assert cells(book)[table.name] == before


def test_an_ambiguous_name_is_settled_by_the_user(book_path: Path) -> None:
    """A number in the column of the matched customer, and the decision New."""
    with opened(book_path) as book:
        shown(book, "transactions")
        said = pd.DataFrame({"decision": ["new", "new"], "customer_id": ["C90002", NAME]}, index=[4, 5], dtype="str")
        tables.write_rows(book, "tblLeadPreview", said)
        assert import_leads(book, now=NOW).figures["new"] == 6
        made = tables.read(book, "tblTransactions").frame.iloc[-2:]
        assert made["customer_id"].tolist() == ["C90002", KNOWN]


def test_a_corrected_line_is_updated_where_the_user_says_so(book_path: Path) -> None:
    """The export came again with another amount: the line in the book is written to, its former value told."""
    head = LISTS["transactions"][1]
    with opened(book_path) as book:
        paste(book, [head, ["E9", "2026-6-1", KNOWN, "样例泵", 2, 200, ""]])
        preview(book, into="transactions")
        import_leads(book, now=NOW)
        count = len(tables.read(book, "tblTransactions").frame)
        paste(book, [head, ["E9", "2026-6-1", KNOWN, "样例泵", 3, 300, ""]])
        preview(book, into="transactions")
        frame = tables.read(book, "tblLeadPreview").frame
        assert frame["decision"].tolist() == ["review"]
        assert frame["overwrites"].iloc[0] == "数量：2 → 3；金额：200 → 300"
        tables.write_rows(book, "tblLeadPreview", pd.DataFrame({"decision": ["update"]}, dtype="str"))
        assert import_leads(book, now=NOW).figures["overwritten"] == 2
        orders = tables.read(book, "tblTransactions").frame
        assert (len(orders), orders["amount"].iloc[-1]) == (count, 300)
        undo(book, as_of=DAY, now=NOW)
        assert tables.read(book, "tblTransactions").frame["amount"].iloc[-1] == 200


def test_the_setting_says_what_lists_are(book_path: Path) -> None:
    """Where the command does not; an entry that is none is refused in words."""
    with opened(book_path) as book:
        tables.set_name(book, "set_import_into", "回款")
        paste(book, LISTS["payments"])
        preview(book)
        assert set(tables.read(book, "tblLeadPreview").frame["target"]) == {"payments"}
        tables.set_name(book, "set_import_into", "别的")
        with pytest.raises(InputError, match="there is no such choice"):
            preview(book)


def test_a_list_for_another_table_is_proposed_not_guessed(book_path: Path) -> None:
    """The columns look like orders: said in a sentence, previewed as the setting says."""
    with opened(book_path) as book:
        paste(book, LISTS["transactions"])
        report = preview(book)
        assert "--into transactions" in report.sentences("en")[0]
        assert "把“设置”里的“名单导入到”改为“交易”" in report.sentences("zh")[0]
        assert set(tables.read(book, "tblLeadPreview").frame["target"]) == {"customers"}
        assert "--into" not in "".join(preview(book, into="transactions").sentences("en"))
