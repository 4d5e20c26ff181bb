"""merge: two customers become one; all that refers to the other follows; one undo brings both back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from macros.keeping.merge import merge
from macros.keeping.undo import undo
from macros.pasting.preview import preview
from tests.macros.lead_lists import cells, opened, typed
from workbook import schema, tables
from workbook.errors import InputError
from workbook.rules.basics import references
from workbook.schema.model import Table

DAY = dt.date(2026, 6, 30)
REFERRING = [(t, f.key) for t in schema.TABLES if not t.result for f in t.refs if f.ref == "tblCustomers"]


def named(path: Path, number: str) -> int:
    """How many rows of all tables name a customer, by number or name."""
    with opened(path) as book:
        customers = tables.read(book, "tblCustomers").frame
        columns = [tables.read(book, table, [key]).frame[key] for table, key in REFERRING]
        return sum(int(references.resolve(column, customers).ids.eq(number).sum()) for column in columns)


def test_every_row_follows_also_those_that_give_the_name(sample_zh: Path) -> None:
    """No reference is left without its customer."""
    with opened(sample_zh) as book:
        name = tables.read(book, "tblCustomers").frame["name"].iloc[10]
        tables.append(book, "tblPayments", pd.DataFrame({"customer_id": [name], "amount": [1.0]}))
        known = tables.read(book, "tblProfiles").frame
        tables.delete_rows(book, "tblProfiles", known.index[known["customer_id"].isin(["C00003", "C00011"])])
        tables.append(book, "tblProfiles", pd.DataFrame({"customer_id": ["C00003"], "problems": ["甲"]}, dtype="str"))
        tables.append(book, "tblProfiles", pd.DataFrame({"customer_id": [name], "strengths": ["乙"]}, dtype="str"))
    both = named(sample_zh, "C00003") + named(sample_zh, "C00011")
    with opened(sample_zh) as book:
        before = cells(book)
        merge(book, keep="C00003", drop=name, as_of=DAY)
        profiles = tables.read(book, "tblProfiles").frame
        mine = profiles[profiles["customer_id"] == "C00003"]
        assert mine[["problems", "strengths"]].to_numpy().tolist() == [["甲", "乙"]]
    assert named(sample_zh, "C00011") == 0
    assert named(sample_zh, "C00003") == both - 1  # the second profile went into the first
    with opened(sample_zh) as book:
        report = undo(book, as_of=DAY)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert typed(cells(book)) == typed(before)


def test_the_survivor_wins_and_its_blanks_are_filled(empty_zh: Path) -> None:
    """Remarks of both stay; what was not taken is told, and how else the customer is known is kept in the remarks."""
    with opened(empty_zh) as book:
        rows = {
            "customer_id": ["C00001", "C00002"], "name": ["甲乙有限公司", "甲乙"], "phone": [None, "1"],
            "remarks": ["老客户", "展会"], "region": ["south", "east"],
        }  # fmt: skip
        tables.append(book, "tblCustomers", pd.DataFrame(rows, dtype="str"))
        report = merge(book, keep="C00001", drop="甲乙")
        [left] = tables.read(book, "tblCustomers").frame.to_dict("records")
        assert (left["name"], left["phone"], left["remarks"]) == ("甲乙有限公司", "1", "老客户\n展会\n客户名称：甲乙")
        assert "  所属区域：保留“华南”，没有取“华东”" in report.sentences("zh")


@pytest.mark.parametrize(("keep", "drop"), [("C00001", "C99999"), ("C00001", "C00001"), ("C00001", None), (None, None)])
def test_what_cannot_be_merged_is_refused(sample_zh: Path, keep: str | None, drop: str | None) -> None:
    """An unknown customer, the same one twice, one alone, no pair marked; nothing is written."""
    with opened(sample_zh) as book:
        with pytest.raises(InputError):
            merge(book, keep=keep, drop=drop)
        assert not tables.may_have_changed(book)


def a_row(table: Table, customer: str, key: str) -> pd.DataFrame:
    """A row of the table with its own number, of this customer."""
    cells: dict[str, object] = {key: customer}
    if table.key and table.key != key:
        cells[table.key] = f"X-{customer[-3:]}"
    return pd.DataFrame({name: pd.Series([value], dtype="str") for name, value in cells.items()})


@pytest.mark.parametrize(("table", "key"), REFERRING, ids=lambda one: getattr(one, "name", one))
def test_each_table_that_refers_to_customers_follows(empty_zh: Path, table: Table, key: str) -> None:
    """As the schema declares them, by number and by name; undo points them back."""
    with opened(empty_zh) as book:
        two = {"customer_id": ["C00001", "C00002"], "name": ["甲公司", "乙公司"], "kind": ["company", "company"]}
        tables.append(book, "tblCustomers", pd.DataFrame(two, dtype="str"))
        tables.append(book, table, a_row(table, "C00002", key))
        tables.append(book, table, a_row(table, "乙公司", key))
        before = cells(book)
        merge(book, keep="C00001", drop="C00002")
        assert tables.read(book, table, [key]).frame[key].dropna().tolist() == ["C00001", "C00001"]
        assert len(tables.read(book, "tblCustomers").frame) == 1 + 2 * (table.name == "tblCustomers")
        report = undo(book)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert typed(cells(book)) == typed(before)


def test_a_person_whom_both_have_is_one_contact(empty_zh: Path) -> None:
    """Blanks are filled, visits and family follow; a namesake with another number stays a contact of its own."""
    with opened(empty_zh) as book:
        two = {"customer_id": ["C00001", "C00002"], "name": ["甲公司", "乙公司"], "kind": ["company", "company"]}
        tables.append(book, "tblCustomers", pd.DataFrame(two, dtype="str"))
        people = {
            "contact_id": ["L1", "L2", "L3", "L4"],
            "customer_id": ["C00001", "C00002", "C00002", "C00002"],
            "name": ["张伟", "张 伟先生", "张伟", "李娜"],
            "mobile": ["13800138000", "13800138000", "13900139000", None],
            "email": [None, "zhang@example.com", None, None],
        }
        tables.append(book, "tblContacts", pd.DataFrame(people, dtype="str"))
        visit = {"visit_id": ["V1", "V2"], "customer_id": ["C00002", "C00002"], "contact": ["L2", "L4"]}
        tables.append(book, "tblVisits", pd.DataFrame(visit, dtype="str"))
        tables.append(book, "tblFamily", pd.DataFrame({"contact_id": ["L2"], "name": ["小张"]}, dtype="str"))
        before = cells(book)
        report = merge(book, keep="C00001", drop="C00002")
        assert "  1 位联系人两边都有，已合为一位。" in report.sentences("zh")
        contacts = tables.read(book, "tblContacts").frame
        assert contacts["contact_id"].tolist() == ["L1", "L3", "L4"]
        assert set(contacts["customer_id"]) == {"C00001"}
        assert contacts["email"].iloc[0] == "zhang@example.com"
        assert tables.read(book, "tblVisits").frame["contact"].tolist() == ["L1", "L4"]
        assert tables.read(book, "tblFamily").frame["contact_id"].tolist() == ["L1"]
        undone = undo(book)
        assert (undone.figures["kept"], undone.figures["errors"]) == (0, 0)
        assert typed(cells(book)) == typed(before)


def test_nobody_becomes_its_own_parent_by_a_merge(empty_zh: Path) -> None:
    """Who belonged to the other belongs to the survivor; the survivor loses a parent that is itself now."""
    with opened(empty_zh) as book:
        rows = {
            "customer_id": ["C00001", "C00002", "C00003", "C00004"], "name": ["甲", "乙", "丙", "丁"],
            "parent": ["C00002", None, "乙", "C00001"],
        }  # fmt: skip
        tables.append(book, "tblCustomers", pd.DataFrame(rows, dtype="str"))
        merge(book, keep="C00001", drop="C00002")
        found = tables.read(book, "tblCustomers").frame.set_index("customer_id")["parent"]
        assert found.astype(object).where(found.notna(), None).to_dict() == {
            "C00001": None, "C00003": "C00001", "C00004": "C00001",
        }  # fmt: skip
        merge(book, keep="C00004", drop="C00001")
        found = tables.read(book, "tblCustomers").frame.set_index("customer_id")["parent"]
        assert found.astype(object).where(found.notna(), None).to_dict() == {"C00003": "C00004", "C00004": None}


def test_what_a_merge_set_aside_is_remembered(empty_zh: Path) -> None:
    """The other's name, phone and e-mail still match, the earlier day stays; undo forgets it."""
    with opened(empty_zh) as book:
        rows = {
            "customer_id": ["A1", "A2"], "name": ["海棠测试有限公司", "杭州海棠测试公司"],
            "phone": ["0571-88000011", "0571-88000022"], "email": ["a@haitang.example", "b@haitang.example"],
        }  # fmt: skip
        days = pd.to_datetime(["2023-01-01", "2021-01-01"]).astype("datetime64[s]")
        tables.append(book, "tblCustomers", pd.DataFrame(rows, dtype="str").assign(created_on=days))
        merge(book, keep="A1", drop="A2")
        (row,) = tables.read(book, "tblCustomers").frame.to_dict("records")
        assert (row["former_names"], row["created_on"]) == ("杭州海棠测试公司", pd.Timestamp(2021, 1, 1))
        file = empty_zh.with_name("back.csv")
        lines = (
            "公司名称,电话,邮箱",
            "杭州海棠测试公司,,",
            "海棠设备经营部,0571-88000022,",
            "某某经营部,,b@haitang.example",
        )
        file.write_text("\n".join(lines), encoding="utf-8")
        preview(book, file=file, into="customers")
        found = tables.read(book, "tblLeadPreview").frame
        assert found["customer_id"].tolist() == ["A1"] * 3
        assert "new" not in found["decision"].tolist()
        undo(book)
        assert tables.read(book, "tblCustomers").frame["former_names"].isna().all()


def test_orders_of_one_number_stay_two(empty_zh: Path) -> None:
    """The other's order, and the payment on it, get a number of their own; undo gives the old one back."""
    with opened(empty_zh) as book:
        names = {"customer_id": ["A1", "A2"], "name": ["甲", "乙"]}
        tables.append(book, "tblCustomers", pd.DataFrame(names, dtype="str"))
        whose = pd.DataFrame({"customer_id": ["A1", "A2"], "order_no": ["S1", "S1"]}, dtype="str")
        tables.append(book, "tblTransactions", whose.assign(amount=[5.0, 7.0]))
        tables.append(book, "tblPayments", whose[1:].assign(amount=[7.0]))
        merge(book, keep="A1", drop="A2")
        assert tables.read(book, "tblTransactions").frame["order_no"].tolist() == ["S1", "S1 (A2)"]
        assert tables.read(book, "tblPayments").frame["order_no"].tolist() == ["S1 (A2)"]
        undo(book)
        assert tables.read(book, "tblTransactions").frame["order_no"].tolist() == ["S1", "S1"]
