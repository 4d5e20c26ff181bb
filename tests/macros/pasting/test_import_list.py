"""import: what the preview says is written, logged, and can be undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from macros.hosts.command_line import main
from macros.keeping.undo import undo
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from tests.macros.lead_lists import cells, opened, paste
from workbook import tables
from workbook.errors import InputError

if TYPE_CHECKING:
    import xlwings as xw

NOW = dt.datetime(2026, 6, 30, 9, 0)
LIST: list[list[object]] = [
    ["客户编号", "公司名称", "联系人", "手机", "员工数量"],
    [None, "武汉云鹤仪表有限公司", "王芳", "13900139001", 20.0],
    [None, "成都云岫食品有限公司", "李娜", "13900139002", None],
    [None, None, None, "12", None],
]


def pasted(book: xw.Book, rows: list[list[object]] = LIST) -> pd.DataFrame:
    paste(book, rows)
    preview(book)
    return tables.read(book, "tblLeadPreview").frame


def decide(book: xw.Book, at: int, decision: str, customer: str | None = None) -> None:
    said = pd.DataFrame({"decision": [decision], "customer_id": [customer]}, index=[at], dtype="str")
    tables.write_rows(book, "tblLeadPreview", said)


def test_a_lead_makes_a_customer_and_a_contact(empty_zh: Path) -> None:
    """With new numbers, the day as the day of registration, in one step of the journal."""
    with opened(empty_zh) as book:
        pasted(book)
        import_leads(book, now=NOW)
        customers, contacts = (tables.read(book, name).frame for name in ("tblCustomers", "tblContacts"))
        assert customers["customer_id"].tolist() == ["C00001", "C00002"]
        assert customers[["kind", "employees"]].to_numpy()[0].tolist() == ["company", 20]
        assert customers.loc[0, "created_on"] == pd.Timestamp("2026-06-30")
        assert contacts[["customer_id", "name", "mobile"]].to_numpy().tolist() == [
            ["C00001", "王芳", "13900139001"], ["C00002", "李娜", "13900139002"]
        ]  # fmt: skip


def test_no_cell_of_the_list_stays_beside_its_column(empty_zh: Path) -> None:
    """What was shown of the list's cells may be names and numbers of persons; it has served, and undo needs it not."""
    with opened(empty_zh) as book:
        paste(book, [["公司", "手机"], ["杭州禾渡", "16100000105"], ["广州蓝汀", "16100000106"]])
        preview(book)
        assert "16100000105" in " ".join(tables.read(book, "tblLeadColumns").frame["sample"].dropna())
        import_leads(book, now=NOW)
        columns = tables.read(book, "tblLeadColumns").frame
        assert columns["sample"].isna().all()
        assert columns["header"].tolist() == ["公司", "手机"]
        undo(book, now=NOW)
        assert tables.read(book, "tblLeadColumns").frame["sample"].isna().all()


def test_importing_twice_changes_nothing(empty_zh: Path) -> None:
    """The rows that stay wait for a decision; the same list previewed again is the same."""
    with opened(empty_zh) as book:
        pasted(book)
        import_leads(book, now=NOW)
    with opened(empty_zh) as book:
        import_leads(book, now=NOW)
        assert not tables.may_have_changed(book)
        assert pasted(book)["decision"].tolist() == ["same", "same", "rejected"]


def test_an_update_fills_and_overwrites_but_never_blanks(empty_zh: Path) -> None:
    """What is overwritten is listed before and after."""
    with opened(empty_zh) as book:
        pasted(book)
        import_leads(book, now=NOW)
        again: list[list[object]] = [LIST[0], ["C00001", None, None, None, 30.0], ["C00002", None, "李娜", None, 5.0]]
        frame = pasted(book, again)
        assert frame["decision"].tolist() == ["update", "update"]
        assert frame["overwrites"].tolist()[0] == "员工数量：20 → 30"
        report = import_leads(book, now=NOW)
        assert "  C00001 员工数量：20 → 30" in report.sentences("zh")
        customers = tables.read(book, "tblCustomers").frame
        assert customers["employees"].tolist() == [30, 5]
        assert customers["name"].tolist() == ["武汉云鹤仪表有限公司", "成都云岫食品有限公司"]
        undo(book)
        assert tables.read(book, "tblCustomers").frame["employees"].fillna(-1).tolist() == [20, -1]


def test_an_overwritten_choice_is_told_by_its_label(empty_zh: Path) -> None:
    """Keys are the program's own."""
    with opened(empty_zh) as book:
        paste(book, [["公司名称", "客户类别"], ["海棠测试有限公司", "现有终端客户"]])
        preview(book)
        import_leads(book, now=NOW)
        number = tables.read(book, "tblCustomers").frame["customer_id"].iloc[0]
        paste(book, [["客户编号", "公司名称", "客户类别"], [number, "海棠测试有限公司", "流失代理"]])
        preview(book)
        told = import_leads(book, now=NOW).sentences("zh")
        assert any("客户类别：现有终端客户 → 流失代理" in line for line in told)


def test_two_rows_for_one_customer_are_one_update_after_the_other(empty_zh: Path) -> None:
    """The second sees what the first has written."""
    with opened(empty_zh) as book:
        pasted(book)
        import_leads(book, now=NOW)
        pasted(book, [LIST[0], ["C00001", None, "张伟", None, 30.0], ["C00001", None, "张伟", "13700137000", 31.0]])
        for at in (0, 1):
            decide(book, at, "update", "C00001")
        report = import_leads(book, now=NOW)
        assert report.figures["overwritten"] == 2
        contacts = tables.read(book, "tblContacts").frame
        assert contacts[["name", "mobile"]].to_numpy().tolist()[-1] == ["张伟", "13700137000"]
        undo(book)
        assert tables.read(book, "tblCustomers").frame["employees"].tolist()[0] == 20
        assert len(tables.read(book, "tblContacts").frame) == 2


def test_a_book_that_changed_since_asks_for_a_new_preview(empty_zh: Path) -> None:
    """Nothing is written; decisions survive the new preview."""
    with opened(empty_zh) as book:
        pasted(book)
        tables.append(book, "tblCustomers", pd.DataFrame({"name": ["新来的公司"], "kind": ["company"]}))
        before = cells(book)
        with pytest.raises(InputError, match="Preview again"):
            import_leads(book, now=NOW)
        assert len(cells(book)["tblCustomers"]) == len(before["tblCustomers"])


def test_a_list_that_changed_since_asks_for_a_new_preview(empty_zh: Path) -> None:
    """What was read is what is imported."""
    with opened(empty_zh) as book:
        pasted(book)
        paste(book, [*LIST, ["又一家公司"]])
        with pytest.raises(InputError, match="Paste area has changed"):
            import_leads(book, now=NOW)


@pytest.mark.parametrize(
    ("decision", "customer", "said"),
    [
        ("update", None, "update whom"),
        ("update", "不存在", "no number or unique name"),
        ("maybe", None, "no decision"),
    ],
)
def test_a_decision_that_cannot_be_carried_out_refuses_the_whole(
    empty_zh: Path, decision: str, customer: str | None, said: str
) -> None:
    """With the row and the reason; nothing is written by halves."""
    with opened(empty_zh) as book:
        pasted(book)
        decide(book, 0, decision, customer)
        with pytest.raises(InputError, match=f"row 2: .*{said}"):
            import_leads(book, now=NOW)
        assert tables.read(book, "tblCustomers").frame.empty


def test_a_cleaned_value_edited_on_the_preview_is_refused(empty_zh: Path) -> None:
    """It would not be imported; better to say so."""
    with opened(empty_zh) as book:
        pasted(book)
        tables.write_rows(book, "tblLeadPreview", pd.DataFrame({"name": ["改过的名称"]}, dtype="str"))
        with pytest.raises(InputError, match="edited in the preview"):
            import_leads(book, now=NOW)


def test_without_a_preview_there_is_nothing_to_import(empty_zh: Path) -> None:
    """Said in a sentence."""
    with opened(empty_zh) as book, pytest.raises(InputError, match="no preview yet"):
        import_leads(book, now=NOW)


def test_imports_are_undone_in_order(empty_zh: Path) -> None:
    """The last one first."""
    with opened(empty_zh) as book:
        for name in ("武汉云鹤仪表有限公司", "成都砚北食品有限公司", "青岛金禾机电有限公司"):
            pasted(book, [["公司名称"], [name]])
            import_leads(book, now=NOW)
        undo(book)
        assert tables.read(book, "tblCustomers").frame["name"].tolist()[-1] == "成都砚北食品有限公司"
        undo(book, steps="2")
        assert tables.read(book, "tblCustomers").frame.empty
        assert tables.read(book, "tblImportLog").frame["undone_at"].notna().all()


def test_orders_take_the_same_path(sample_zh: Path) -> None:
    """Customers by exact name; rows that are there are the same; import, again, undo."""
    with opened(sample_zh) as book:
        before = cells(book)["tblTransactions"]
        name = tables.read(book, "tblCustomers").frame["name"].iloc[4]
        known = tables.read(book, "tblTransactions").frame.iloc[0]
        orders: list[list[object]] = [
            ["订单号", "日期", "客户名称", "产品", "金额", "批次"],
            ["ERP-1", "2026年6月29日", name, "样例泵", "￥1,234.50", "甲"],
            [known["order_no"], known["date"].to_pydatetime(), known["customer_id"], known["product"], known["amount"]],
            ["ERP-2", "2026-06-29", "没有这家", "样例泵", 5.0],
        ]
        paste(book, orders)
        preview(book, into="transactions")
        assert tables.read(book, "tblLeadPreview").frame["decision"].tolist()[::2] == ["new", "rejected"]
        import_leads(book, now=NOW)
        made = tables.read(book, "tblTransactions").frame.iloc[-1]
        assert (made["order_no"], made["amount"], made["customer_id"]) == ("ERP-1", 1234.5, "C00005")
        assert made["remarks"] == "批次：甲"
        preview(book, into="transactions")
        assert tables.read(book, "tblLeadPreview").frame["decision"].iloc[0] == "same"
        undo(book, as_of=dt.date(2026, 6, 30))
        assert cells(book)["tblTransactions"] == before


def test_the_whole_path_on_the_command_line(empty_en: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """preview BOOK FILE, import BOOK, undo BOOK."""
    file = tmp_path / "list.csv"
    file.write_text("Company,Contact,Mobile\nYunhe Instruments Ltd.,Ann Lee,13900139001\n", encoding="utf-8")
    assert main(["preview", str(empty_en), str(file)]) == 0
    assert "new 1" in capsys.readouterr().out
    assert main(["import", str(empty_en)]) == 0
    assert main(["undo", str(empty_en)]) == 0
    assert "2 items, 2 reversed, 0 kept, 0 errors" in capsys.readouterr().out


def test_a_long_cell_is_imported_and_a_longer_row_is_rejected(empty_zh: Path) -> None:
    """What fits into a cell comes in whole; what does not is told, and stops nothing else."""
    with opened(empty_zh) as book:
        head: list[object] = ["公司名称", "备注"]
        frame = pasted(
            book, [head, ["甲乙有限公司", "长" * 14_000], ["丙丁有限公司", "长\n" * 10_000], ["戊己有限公司", "短"]]
        )
        assert frame["decision"].tolist() == ["new", "rejected", "new"]
        import_leads(book, now=NOW)
        assert [len(one) for one in tables.read(book, "tblCustomers").frame["remarks"]] == [14_000, 1]


def test_a_number_of_the_lists_own_is_not_lost(empty_zh: Path) -> None:
    """The book gives its own number; the other program's is a remark, and a second paste is the same."""
    rows: list[list[object]] = [["客户编号", "公司名称"], ["ERP-7", "武汉云鹤仪表有限公司"]]
    with opened(empty_zh) as book:
        pasted(book, rows)
        import_leads(book, now=NOW)
        made = tables.read(book, "tblCustomers").frame.iloc[0]
        assert (made["customer_id"], made["remarks"]) == ("C00001", "客户编号：ERP-7")
        assert pasted(book, rows)["decision"].tolist() == ["same"]
