"""load, on a real book: what arrives in its cells, what is refused, what is said."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest

from macros.files.load import load
from macros.report import Report
from workbook import engine, tables
from workbook.errors import InputError

if TYPE_CHECKING:
    import xlwings as xw

CUSTOMERS = "Customer ID,Customer name,Region,Owner\nA1,Ash Trading,South China,ann\nA2,Birch Ltd,Mars,bob\n"


@contextmanager
def opened(path: Path, *, save: bool = True) -> Iterator[xw.Book]:
    with engine.open_book(path) as book:
        yield book
        if save:
            book.save()


def put(path: Path, text: str, table: str, **options: Any) -> Report:
    """Load a text into the book at `path` and save it."""
    file = path.with_name(options.pop("file", "list.csv"))
    file.write_text(text, encoding=options.pop("encoding", "utf-8"), newline="")
    with opened(path) as book:
        return load(book, file=file, table=table, **options)


def rows(path: Path, table: str) -> pd.DataFrame:
    """A table of the book as saved."""
    with opened(path, save=False) as book:
        return tables.read(book, table).frame


def cells(path: Path, sheet: str, header: str) -> list[tuple[object, str]]:
    """A column's filled cells as an independent reader finds them: value and type (s text, n number, f formula)."""
    data = openpyxl.load_workbook(path, keep_vba=False)[sheet]
    at = [cell.value for cell in data[3]].index(header)
    column = [row[at] for row in data.iter_rows(min_row=4) if row[at].value is not None]
    return [(cell.value, "s" if cell.data_type == "inlineStr" else str(cell.data_type)) for cell in column]


def test_rows_arrive_typed_and_with_a_row_id(empty_en: Path) -> None:
    """In the first blank row, with list labels, and with what the program gives."""
    report = put(empty_en, CUSTOMERS, "customers")
    got = rows(empty_en, "tblCustomers")
    assert got["name"].tolist() == ["Ash Trading", "Birch Ltd"]
    assert got["region"].tolist() == ["south", "Mars"]
    assert got["kind"].tolist() == ["company", "company"]
    assert got["row_id"].str.fullmatch("[0-9a-f]{16}").all()
    assert got["row_id"].is_unique
    assert got.index.tolist() == [0, 1]
    assert report.figures["new"] == 2
    assert cells(empty_en, "Customers", "Region") == [("South China", "s"), ("Mars", "s")]


def test_a_second_load_goes_below_the_first(empty_en: Path) -> None:
    """What stands in the book is not touched."""
    put(empty_en, CUSTOMERS, "customers")
    before = rows(empty_en, "tblCustomers")
    report = put(empty_en, "Customer ID,Customer name\nA2,Another name\nA3,Cedar Co\n", "customers")
    after = rows(empty_en, "tblCustomers")
    pd.testing.assert_frame_equal(after.iloc[:2], before)
    assert after["name"].tolist() == ["Ash Trading", "Birch Ltd", "Cedar Co"]
    assert (report.figures["new"], report.figures["already"], report.figures["conflicts"]) == (1, 0, 1)
    told = "\n".join(line.en for line in report.lines)
    assert "the number A2 is another row's" in told
    assert "Birch Ltd" in told
    assert "Another name" in told


def test_the_same_file_is_refused_the_second_time(empty_en: Path) -> None:
    """By its bytes, whatever its name; into another table it is another matter; --again insists."""
    put(empty_en, CUSTOMERS, "customers")
    lines = "Customer ID,Date,Amount\nA1,2026-01-02,5\n"
    put(empty_en, lines, "transactions")
    with pytest.raises(InputError) as refused:
        put(empty_en, lines, "transactions", file="other-name.csv")
    assert "other-name.csv was loaded into Transactions before" in refused.value.text.en
    assert len(rows(empty_en, "tblTransactions")) == 1
    put(empty_en, lines, "transactions", again=True)
    assert rows(empty_en, "tblTransactions")["line_id"].tolist() == ["T0000001", "T0000002"]


def test_a_refusal_leaves_the_file_as_it_was(empty_en: Path, tmp_path: Path) -> None:
    """Not a byte is written."""
    before = empty_en.read_bytes()
    with pytest.raises(InputError):
        put(empty_en, "Day,Sum\n1,2\n", "transactions")
    assert empty_en.read_bytes() == before


def test_numbers_are_given_where_the_file_has_none(empty_zh: Path) -> None:
    """Following the largest in the book."""
    put(empty_zh, "客户名称\n甲公司\n", "客户")
    put(empty_zh, "客户名称\n甲公司\n乙公司\n", "客户")
    got = rows(empty_zh, "tblCustomers")
    assert got[["customer_id", "name"]].to_numpy().tolist() == [["C00001", "甲公司"], ["C00002", "乙公司"]]


def test_unknown_values_join_their_list_when_asked(empty_en: Path) -> None:
    """The label is the key; the dropdown has it from then on; nothing else of the list changes."""
    with opened(empty_en, save=False) as book:
        before = tables.read_list(book, "region")
    report = put(empty_en, CUSTOMERS, "customers", add_to_lists=True)
    with opened(empty_en, save=False) as book:
        after = tables.read_list(book, "region")
    assert after["key"].tolist() == [*before["key"], "Mars"]
    assert after.iloc[-1][["label", "in_use"]].tolist() == ["Mars", True]
    assert after["order"].iloc[-1] == before["order"].max() + 1
    assert any(line.en == "Added to the list Region: Mars" for line in report.lines)


def test_without_that_unknown_values_are_told(empty_en: Path) -> None:
    """How many values, how many rows, and the way to add them."""
    report = put(empty_en, CUSTOMERS, "customers")
    assert any("Region: 1 values are not in its list (Mars), 1 rows" in line.en for line in report.lines)


def test_a_list_can_be_loaded_too(empty_en: Path) -> None:
    """A dictionary list is a table like the others; its rows are told apart by label."""
    put(empty_en, "Salesperson,E-mail\nann,ann@example.com\nbob,bob@example.com\nann,x@example.com\n", "dicSalesperson")
    with opened(empty_en, save=False) as book:
        got = tables.read_list(book, "salesperson")
    assert got[["key", "label", "email"]].to_numpy().tolist() == [
        ["ann", "ann", "ann@example.com"],
        ["bob", "bob", "bob@example.com"],
    ]
    assert got["in_use"].all()


def test_bad_rows_are_told_with_line_and_reason(empty_en: Path) -> None:
    """In the report's lines, and as findings."""
    report = put(empty_en, "Customer ID,Date,Amount\nA1,soon,5\nA1,2026-01-02,5\nA1,2026-01-03,much\n", "transactions")
    said = [line.en for line in report.lines]
    assert "2 rows were left out:" in said
    assert "  line 2, Date: 'soon' does not look like a date" in said
    assert "  line 4, Amount: 'much' is not a number" in said
    assert [(one.field, one.row) for one in report.findings] == [("date", None), ("amount", None)]
    assert len(rows(empty_en, "tblTransactions")) == 1


def test_many_bad_rows_are_counted_not_listed(empty_en: Path) -> None:
    """Twenty are spelled out."""
    text = "Customer ID,Date,Amount\n" + "A1,soon,5\n" * 30
    report = put(empty_en, text, "transactions")
    assert sum(line.en.startswith("  line ") for line in report.lines) == 20
    assert any(line.en == "  and 10 more." for line in report.lines)


def test_what_looks_like_a_formula_arrives_as_text(empty_en: Path) -> None:
    """The cell shows it; nothing runs."""
    put(empty_en, 'Customer ID,Customer name,Remarks\nA1,=1+1,"@SUM(A1)"\n', "customers")
    assert cells(empty_en, "Customers", "Customer name") == [("=1+1", "s")]
    assert cells(empty_en, "Customers", "Remarks") == [("@SUM(A1)", "s")]
    assert rows(empty_en, "tblCustomers")["name"].tolist() == ["=1+1"]


def test_codes_keep_their_zeros(empty_en: Path) -> None:
    """00001 is a number of a customer, not the number one."""
    put(empty_en, "customer_id,Customer name,Postcode\n00001,Ash,012345\n", "customers")
    got = rows(empty_en, "tblCustomers")
    assert got[["customer_id", "postcode"]].to_numpy().tolist() == [["00001", "012345"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_chinese_files_of_any_encoding(empty_zh: Path, encoding: str) -> None:
    """Saved by Excel in China or anywhere."""
    put(empty_zh, "客户编号;客户名称;所属区域\nC1;示例贸易有限公司;华南\n", "tblCustomers", encoding=encoding)
    got = rows(empty_zh, "tblCustomers")
    assert got[["customer_id", "name", "region"]].to_numpy().tolist() == [["C1", "示例贸易有限公司", "south"]]


def test_a_sheet_loads_like_a_text(empty_zh: Path, tmp_path: Path) -> None:
    """Real dates and numbers, text that looks like numbers, a title above the header."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["2026年订单"],
        [],
        ["订单号", "订单日期", "客户名称", "金额（万元）"],
        ["007", dt.datetime(2026, 3, 4), "甲公司", 1.25],
    ):
        sheet.append(row)
    book.save(tmp_path / "orders.xlsx")
    put(empty_zh, "客户名称\n甲公司\n", "客户")
    with opened(empty_zh) as ours:
        load(ours, file=tmp_path / "orders.xlsx", table="交易")
    got = rows(empty_zh, "tblTransactions").iloc[0]
    assert got[["order_no", "date", "customer_id", "amount"]].tolist() == [
        "007", pd.Timestamp("2026-03-04"), "C00001", 12500.0,
    ]  # fmt: skip


def test_result_tables_take_no_rows(empty_en: Path) -> None:
    """The program writes them."""
    with pytest.raises(InputError):
        put(empty_en, "Customer ID\nA1\n", "reminders")


def test_the_report_speaks_both_languages(empty_en: Path) -> None:
    """No sentence lacks one, none has a placeholder left."""
    report = put(empty_en, CUSTOMERS + "A1,Ash,Mars,ann\nA5,,x,y\n", "customers")
    for line in report.lines:
        assert line.zh
        assert line.en
        assert "{" not in line.zh + line.en


@pytest.mark.public_data
def test_the_public_sample_with_headers_alone(empty_en: Path, public_data: Path) -> None:
    """Order lines need no --map; the amounts are the file's to the last 1/10,000."""
    source = public_data / "superstore.csv"
    if not source.exists():
        pytest.skip("superstore.csv is not at hand")
    with opened(empty_en) as book:
        report = load(book, file=source, table="transactions")
    assert (report.figures["read"], report.figures["new"], report.figures["rejected"]) == (9994, 9994, 0)
    got = rows(empty_en, "tblTransactions")
    with source.open(encoding="utf-8-sig", newline="") as file:
        expected = [
            (r["Row ID"], r["Customer ID"], float(r["Sales"]), float(r["Discount"])) for r in csv.DictReader(file)
        ]
    assert list(got[["line_id", "customer_id", "amount", "discount"]].itertuples(index=False, name=None)) == expected


@pytest.mark.public_data
def test_the_purchase_log_without_order_numbers(empty_en: Path, public_data: Path) -> None:
    """69,659 purchases of 23,570 customers, columns set apart by spaces, equal lines kept."""
    source = public_data / "cdnow" / "CDNOW_master.txt"
    if not source.exists():
        pytest.skip("CDNOW_master.txt is not at hand")
    with opened(empty_en) as book:
        customers = load(book, file=source, table="customers")
        orders = load(
            book, file=source, table="transactions", mapping={"number_of_cds": "quantity", "dollar_value": "amount"}
        )
    assert (customers.figures["new"], orders.figures["new"]) == (23_570, 69_659)
    got = rows(empty_en, "tblTransactions")
    lines = [line.split() for line in source.read_text(encoding="ascii").splitlines()[1:]]
    assert sum(Decimal(str(one)) for one in got["amount"]) == sum(Decimal(line[3]) for line in lines)
    assert got["customer_id"].tolist() == [line[0] for line in lines]
    assert got["line_id"].is_unique


def test_a_part_of_a_customers_name_is_loaded_as_its_number_and_said(empty_en: Path) -> None:
    """One that two customers have stays as it is written, for check to name both."""
    put(empty_en, "Customer ID,Customer name\nA1,Ash Trading\nA2,Birch Trading\n", "customers")
    lines = "Date,Customer ID,Amount\n2026-06-01,birch,5\n2026-06-02,Trading,6\n"
    report = put(empty_en, lines, "transactions", file="orders.csv")
    assert rows(empty_en, "tblTransactions")["customer_id"].tolist() == ["A2", "Trading"]
    assert any("birch → A2 Birch Trading" in line for line in report.sentences("en"))


LINES = "日期,客户编号,订单号,产品,金额\n2024-05-01,K1,D1,灯具A,100\n2024-05-02,K2,D2,灯具B,20\n"


def test_overlapping_exports_count_once(empty_zh: Path) -> None:
    """Lines of an earlier file are in the book already; equal lines of one file are both kept."""
    put(empty_zh, LINES, "交易")
    more = LINES + "2024-05-09,K1,D3,灯具A,7\n2024-05-09,K1,D3,灯具A,7\n"
    report = put(empty_zh, more, "交易", file="more.csv")
    assert rows(empty_zh, "tblTransactions")["amount"].tolist() == [100, 20, 7, 7]
    assert (report.figures["new"], report.figures["already"]) == (2, 2)


def test_a_corrected_line_is_to_be_looked_at(empty_zh: Path) -> None:
    """Not written a second time; the report and a finding name its line."""
    put(empty_zh, LINES, "交易")
    report = put(empty_zh, LINES.replace("100", "90"), "交易", file="more.csv")
    assert rows(empty_zh, "tblTransactions")["amount"].tolist() == [100, 20]
    assert report.figures["corrected"] == 1
    assert [one.message.zh for one in report.findings if "第 2 行" in one.message.zh] == [
        "第 2 行：订单在客户簿里已有这个产品的一行，日期或金额不同"
    ]


def test_a_repeated_payment_without_a_number_is_asked(empty_zh: Path) -> None:
    """It is left out and named; --again says that it is another one."""
    first = "日期,客户编号,金额\n2024-05-05,K1,50\n"
    put(empty_zh, first, "回款")
    report = put(empty_zh, first + "2024-05-12,K1,10\n", "回款", file="more.csv")
    assert rows(empty_zh, "tblPayments")["amount"].tolist() == [50, 10]
    assert report.figures["asked"] == 1
    assert any("--again" in line.zh for line in report.lines)
    put(empty_zh, first, "回款", again=True)
    assert rows(empty_zh, "tblPayments")["amount"].tolist() == [50, 10, 50]


def test_persons_are_loaded_with_their_firms(empty_zh: Path) -> None:
    """Each under the number of its firm, those of a firm's further rows too; a second load adds none."""
    text = (
        "公司名称,联系人/职务,手机,电话,电话2\n"
        "甲测试有限公司,王芳/经理,13900001111,0571-88001122,0571-88001133\n"
        "甲测试有限公司,李静/采购,13900001112,,\n"
    )
    report = put(empty_zh, text, "客户")
    assert (report.figures["new"], report.figures["repeated"]) == (1, 1)
    people = rows(empty_zh, "tblContacts")
    assert people[["contact_id", "customer_id", "name", "position", "mobile"]].to_numpy().tolist() == [
        ["L00001", "C00001", "王芳", "经理", "13900001111"],
        ["L00002", "C00001", "李静", "采购", "13900001112"],
    ]
    assert "0571-88001133" in rows(empty_zh, "tblCustomers")["remarks"].iloc[0], "a further number is kept"
    put(empty_zh, text + "\n", "客户", file="more.csv")
    assert len(rows(empty_zh, "tblContacts")) == 2


def test_halves_of_a_name_are_a_person(empty_en: Path) -> None:
    """Without a firm the customer is the person."""
    put(empty_en, "First Name,Last Name,Email\nAnn,Alder,ann@alder.example\n", "customers")
    (customer,) = rows(empty_en, "tblCustomers").to_dict("records")
    assert (customer["name"], customer["kind"], customer["email"]) == ("Ann Alder", "person", "ann@alder.example")
    assert rows(empty_en, "tblContacts")["name"].tolist() == ["Ann Alder"]


def test_what_not_to_do_is_said_in_the_books_language(empty_en: Path) -> None:
    """Columns of opt-outs become the limits of a customer's contact."""
    put(empty_en, "Company,Contact,Do Not Call,Email Opt Out\nA Test Ltd,Ann Alder,1,yes\n", "Customers")
    assert rows(empty_en, "tblCustomers")["contact_limits"].tolist() == ["Do not call; No e-mail"]


def test_several_people_in_a_cell_are_several_contacts(empty_zh: Path) -> None:
    """A number without a name is the firm's."""
    put(
        empty_zh,
        '公司,联系人及电话\n甲测试有限公司,"赵青 13800130011\n钱红（财务） 13900130012\n0571-88000011"\n',
        "客户",
    )
    people = rows(empty_zh, "tblContacts")
    assert people[["name", "mobile"]].to_numpy().tolist() == [["赵青", "13800130011"], ["钱红", "13900130012"]]
    assert rows(empty_zh, "tblCustomers")["phone"].tolist() == ["0571-88000011"]


def test_what_a_list_lacks_is_added_beside_persons_too(empty_zh: Path) -> None:
    """--add-to-lists means the same, whatever else the file holds."""
    text = "公司名称,联系人,所属行业\n甲测试有限公司,王芳,新行业\n"
    report = put(empty_zh, text, "客户", add_to_lists=True)
    assert any("字典“所属行业”新增：新行业" in line.zh for line in report.lines)
    assert rows(empty_zh, "tblCustomers")["industry"].tolist() == ["新行业"]


def test_what_a_list_lacks_is_told_of_customer_and_contact(empty_zh: Path) -> None:
    """The customer's stays in its field, also a kind, which no default takes; the contact's is in the remarks."""
    text = "公司名称,联系人,客户类型,性别\n甲测试有限公司,王芳,新类型,未知项\n"
    report = put(empty_zh, text, "客户")
    customer = rows(empty_zh, "tblCustomers").iloc[0]
    assert (customer["kind"], customer["remarks"]) == ("新类型", "性别：未知项")
    assert any("“未知项”不在列表里" in one.message.zh for one in report.findings)
    assert not any("填了" in line.zh for line in report.lines)


def test_a_quantity_with_its_unit_is_a_number(empty_zh: Path) -> None:
    """10箱 is 10, and the unit is told."""
    report = put(empty_zh, "日期,客户编号,数量,单价\n2024-05-01,K1,10箱,5\n", "交易")
    assert rows(empty_zh, "tblTransactions")["quantity"].tolist() == [10]
    assert any("单位是“箱”" in line.zh for line in report.lines)
