"""collect: what comes back is taken, decided or refused, and nothing is lost; whatever the file went through."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from macros.desk.entry import enter
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from macros.sharing.collect import collect
from macros.sharing.confirm import collect_confirm
from macros.sharing.share import share
from tests.macros.lead_lists import cells, opened, typed
from tests.macros.sharing.copies import (
    NOW,
    add_column,
    collected,
    confirmed,
    edit,
    ids,
    put,
    told,
    value,
    waiting,
)
from workbook import engine, schema, tables
from workbook.build.sample import SAMPLE_AS_OF
from workbook.errors import BookError, InputError


def test_an_untouched_copy_brings_nothing(handed: Path) -> None:
    """As handed out, both of them."""
    assert collected(handed, "zhao.xlsm", "lin.xlsm") == []


def test_a_one_sided_change_is_taken(handed: Path) -> None:
    """Typed in the copy only: proposed as taken, nothing written before it is confirmed, then written, once."""
    one = ids(handed / "zhao.xlsm", "tblCustomers")[0]
    edit(handed / "zhao.xlsm", put("tblCustomers", one, latest_wishes="要新样本", contact_limits="周二上午"))
    rows = collected(handed, "zhao.xlsm")
    assert {(row["field"], *line) for row, line in zip(rows, told(rows), strict=True)} >= {
        ("最近的要求/状况", "changed", "theirs", value(handed / "book.xlsm", "tblCustomers", one, "latest_wishes"),
         value(handed / "book.xlsm", "tblCustomers", one, "latest_wishes"), "要新样本"),
    }  # fmt: skip
    assert value(handed / "book.xlsm", "tblCustomers", one, "latest_wishes") != "要新样本"
    confirmed(handed)
    assert value(handed / "book.xlsm", "tblCustomers", one, "latest_wishes") == "要新样本"
    assert value(handed / "book.xlsm", "tblCustomers", one, "contact_limits") == "周二上午"
    assert collected(handed, "zhao.xlsm") == []


def test_two_sides_are_one_or_a_conflict(handed: Path) -> None:
    """Equal changes are one; different ones wait with base, ours and theirs; different cells of a row do not meet."""
    one, two, three = ids(handed / "zhao.xlsm", "tblCustomers")[:3]
    edit(handed / "zhao.xlsm", put("tblCustomers", one, traits="甲"))
    edit(handed / "zhao.xlsm", put("tblCustomers", two, traits="乙"))
    edit(handed / "zhao.xlsm", put("tblCustomers", three, traits="丙"))
    before = value(handed / "book.xlsm", "tblCustomers", two, "traits")
    edit(handed / "book.xlsm", put("tblCustomers", one, traits="甲"))
    edit(handed / "book.xlsm", put("tblCustomers", two, traits="另一句"))
    edit(handed / "book.xlsm", put("tblCustomers", three, latest_wishes="总簿写的"))
    rows = collected(handed, "zhao.xlsm")
    assert sorted(line[0] for line in told(rows)) == ["changed", "conflict"]
    [clash] = [line for line in told(rows) if line[0] == "conflict"]
    assert clash == ("conflict", "open", before, "另一句", "乙")
    confirmed(handed)
    assert value(handed / "book.xlsm", "tblCustomers", two, "traits") == "另一句"
    assert value(handed / "book.xlsm", "tblCustomers", three, "traits") == "丙"
    assert value(handed / "book.xlsm", "tblCustomers", three, "latest_wishes") == "总簿写的"
    assert told(collected(handed, "zhao.xlsm", conflict="theirs")) == [clash]
    confirmed(handed)
    assert value(handed / "book.xlsm", "tblCustomers", two, "traits") == "乙"
    assert collected(handed, "zhao.xlsm") == []


def test_keeping_the_books_value_is_remembered(handed: Path) -> None:
    """Decided for the book: the same copy does not ask again, and undo lets it ask."""
    one = ids(handed / "zhao.xlsm", "tblCustomers")[0]
    edit(handed / "zhao.xlsm", put("tblCustomers", one, traits="副本"))
    edit(handed / "book.xlsm", put("tblCustomers", one, traits="总簿"))
    collected(handed, "zhao.xlsm", conflict="ours")
    confirmed(handed)
    assert value(handed / "book.xlsm", "tblCustomers", one, "traits") == "总簿"
    assert collected(handed, "zhao.xlsm") == []
    edit(handed / "book.xlsm", undo)
    assert len(collected(handed, "zhao.xlsm")) == 1


def test_new_rows_get_real_numbers_and_references_follow(handed: Path) -> None:
    """A new customer with contact and order: C00041, whose contact and order name it; who found it owns it."""

    def work(copy: Any) -> None:
        enter(copy, form="customer", cells={"name": "杭州新月灯饰有限公司", "contact": "张三"}, now=NOW)
        enter(copy, form="order", cells={"customer_id": "新-赵-001"}, lines={"P0001": "2"}, now=NOW)

    edit(handed / "zhao.xlsm", work)
    assert {row["kind"] for row in collected(handed, "zhao.xlsm")} == {"new"}
    confirmed(handed)
    with engine.open_book(handed / "book.xlsm", read_only=True) as book:
        customers, contacts, orders = (
            tables.read(book, name).frame for name in ("tblCustomers", "tblContacts", "tblTransactions")
        )
    assert customers[["customer_id", "name", "owner"]].iloc[-1].tolist() == ["C00041", "杭州新月灯饰有限公司", "zhao"]
    assert contacts["customer_id"].iloc[-1] == "C00041"
    assert orders["customer_id"].iloc[-1] == "C00041"
    assert str(contacts["contact_id"].iloc[-1]).startswith("L")
    assert collected(handed, "zhao.xlsm") == []
    edit(
        handed / "zhao.xlsm",
        lambda copy: enter(copy, form="order", cells={"customer_id": "新-赵-001"}, lines={"P0002": "5"}, now=NOW),
    )
    collected(handed, "zhao.xlsm")
    confirmed(handed)
    with engine.open_book(handed / "book.xlsm", read_only=True) as book:
        assert tables.read(book, "tblTransactions").frame["customer_id"].iloc[-1] == "C00041"


@pytest.mark.parametrize(("decision", "count"), [("theirs", 1), ("ours", 2), ("open", 1)])
def test_look_alike_new_customers_are_proposed_as_one(handed: Path, decision: str, count: int) -> None:
    """Two salespersons met one company: one customer with both contacts, or two, as decided; undecided, one waits."""
    for key, name, person in (("zhao", "杭州新月灯饰有限公司", "张三"), ("lin", "新月灯饰（杭州）公司", "李四")):
        edit(
            handed / f"{key}.xlsm",
            lambda copy, name=name, person=person: enter(
                copy, form="customer", cells={"name": name, "contact": person}, now=NOW
            ),  # type: ignore[misc]
        )
    rows = collected(handed, "lin.xlsm", "zhao.xlsm", alike=decision)
    assert sorted(row["kind"] for row in rows) == ["alike", "new", "new", "new"]
    confirmed(handed)
    with engine.open_book(handed / "book.xlsm", read_only=True) as book:
        customers, contacts = tables.read(book, "tblCustomers").frame, tables.read(book, "tblContacts").frame
        left = tables.read(book, "tblMergePreview").frame
    new = customers[customers["name"].str.contains("新月")]
    assert len(new) == count
    found = contacts[contacts["name"].isin(["张三", "李四"])]
    assert len(found) == (1 if decision == "open" else 2)
    assert set(found["customer_id"]) == set(new["customer_id"])
    assert len(left) == (2 if decision == "open" else 0)


def test_a_missing_row_is_a_proposal(handed: Path) -> None:
    """Deleted in the copy: waits; kept it is asked no more, taken it goes, and undo brings it back."""
    before = len(ids(handed / "book.xlsm", "tblVisits"))
    edit(handed / "zhao.xlsm", lambda copy: tables.delete_rows(copy, "tblVisits", [0, 1]))
    rows = collected(handed, "zhao.xlsm")
    assert {(row["kind"], row["decision"]) for row in rows} == {("deleted", "open")}
    assert len(ids(handed / "book.xlsm", "tblVisits")) == before
    collected(handed, "zhao.xlsm", deleted="theirs")
    confirmed(handed)
    assert len(ids(handed / "book.xlsm", "tblVisits")) == before - 2
    assert collected(handed, "zhao.xlsm") == []
    edit(handed / "book.xlsm", undo)
    assert len(ids(handed / "book.xlsm", "tblVisits")) == before
    collected(handed, "zhao.xlsm", deleted="ours")
    confirmed(handed)
    assert collected(handed, "zhao.xlsm") == []


def test_rows_without_right_are_refused(handed: Path) -> None:
    """An order put onto somebody else's customer is not taken, whatever is decided."""
    with engine.open_book(handed / "book.xlsm", read_only=True) as book:
        customers = tables.read(book, "tblCustomers").frame
    other = customers.loc[customers["owner"] == "lin", "customer_id"].iloc[0]
    frame = pd.DataFrame({"date": pd.to_datetime(["2026-06-30"]), "customer_id": [other], "amount": [5.0]})
    edit(handed / "zhao.xlsm", lambda copy: tables.append(copy, "tblPayments", frame))
    rows = collected(handed, "zhao.xlsm", refused="theirs")
    assert [(row["kind"], row["decision"]) for row in rows] == [("refused", "open")]
    with engine.open_book(handed / "book.xlsm") as book, pytest.raises(InputError):
        collect_confirm(book, now=NOW)


def test_what_another_program_respells_is_no_change(handed: Path) -> None:
    """Blanks, line ends, full width, 1.0 for 1, in every text of the copy."""

    def respell(copy: Any) -> None:
        for table in ("tblCustomers", "tblContacts", "tblVisits"):
            frame = tables.read(copy, table).frame
            for field in schema.table(table).inputs:
                if field.kind.value in ("text", "note") and not field.list and frame[field.key].notna().any():
                    new = frame[field.key].str.replace("，", ",") + " \r\n"
                    tables.write_rows(copy, table, pd.DataFrame({field.key: new.dropna()}))

    edit(handed / "zhao.xlsm", respell)
    assert collected(handed, "zhao.xlsm") == []


def test_saved_by_another_program(handed: Path) -> None:
    """openpyxl's own file, as .xlsx under another name, rows sorted: nothing, and an edit in it is found."""
    workbook = openpyxl.load_workbook(handed / "zhao.xlsm")
    workbook.save(handed / "手机上改的(1).xlsx")
    assert collected(handed, "手机上改的(1).xlsx") == []
    one = ids(handed / "zhao.xlsm", "tblCustomers")[3]
    edit(handed / "手机上改的(1).xlsx", put("tblCustomers", one, traits="在手机上写的"))
    assert [row["theirs"] for row in collected(handed, "手机上改的(1).xlsx")] == ["在手机上写的"]


def test_rows_sorted_and_pasted_over(handed: Path) -> None:
    """Rows in another order are the same rows; one pasted with its hidden identifier is new, the first stays."""
    table = "tblVisits"

    def sort(copy: Any) -> None:
        frame = tables.read(copy, table).frame
        keys = ["row_id", *(f.key for f in schema.table(table).inputs)]
        tables.write_rows(copy, table, frame[keys].iloc[::-1].set_axis(frame.index))

    edit(handed / "zhao.xlsm", sort)
    assert collected(handed, "zhao.xlsm") == []

    def paste_over(copy: Any) -> None:
        frame = tables.read(copy, table).frame
        keys = ["row_id", *(f.key for f in schema.table(table).inputs if f.key != "visit_id")]
        tables.append(copy, table, frame[keys].iloc[:1].assign(result="再次拜访"))

    edit(handed / "zhao.xlsm", paste_over)
    rows = collected(handed, "zhao.xlsm")
    assert [row["kind"] for row in rows] == ["new"]
    assert "再次拜访" in str(rows[0]["theirs"])
    confirmed(handed)
    assert collected(handed, "zhao.xlsm") == []


def test_rows_typed_without_identifiers(handed: Path) -> None:
    """Typed on a phone: a new row, the same one when the file is collected again."""
    with engine.open_book(handed / "zhao.xlsm") as copy:
        own = str(tables.read(copy, "tblCustomers").frame["customer_id"].iloc[0])
        frame = pd.DataFrame({"date": pd.to_datetime(["2026-06-30"]), "customer_id": [own], "result": ["电话里说要货"]})
        tables.append(copy, "tblVisits", frame.assign(row_id=pd.Series([None], dtype="str")))
        copy.save()
    assert [row["kind"] for row in collected(handed, "zhao.xlsm")] == ["new"]
    confirmed(handed)
    assert collected(handed, "zhao.xlsm") == []


def test_a_column_that_somebody_added(handed: Path) -> None:
    """What stands in it is a proposal; taken, it stands in the remarks."""
    one = ids(handed / "zhao.xlsm", "tblCustomers")[0]
    add_column(handed / "zhao.xlsm", "tblCustomers", "车牌", "浙A00000")
    rows = collected(handed, "zhao.xlsm", column="theirs")
    assert [(row["kind"], row["field"], row["theirs"]) for row in rows] == [("column", "车牌", "浙A00000")]
    confirmed(handed)
    assert "车牌：浙A00000" in str(value(handed / "book.xlsm", "tblCustomers", one, "remarks"))
    assert collected(handed, "zhao.xlsm") == []


def test_an_added_column_waits_where_no_remarks_can_take_it(handed: Path) -> None:
    """Products have no remarks: taken, the line stays on the preview; kept as the book has it, it is answered."""
    add_column(handed / "zhao.xlsm", "tblProducts", "货架", "B7")
    [row] = collected(handed, "zhao.xlsm", column="theirs")
    confirmed(handed)
    assert waiting(handed) == [("column", row["key"])]
    assert told(collected(handed, "zhao.xlsm", column="ours")) == [("column", "open", None, None, "B7")]
    confirmed(handed)
    assert waiting(handed) == []
    assert collected(handed, "zhao.xlsm") == []


def test_a_cell_of_a_row_that_the_book_has_deleted_since_waits(handed: Path) -> None:
    """Collected, then deleted in the book, then confirmed: nothing is settled; collected again, the row is gone."""
    one, two = ids(handed / "zhao.xlsm", "tblVisits")[:2]
    edit(handed / "zhao.xlsm", put("tblVisits", one, next_step="带样品"))
    edit(handed / "zhao.xlsm", put("tblVisits", two, next_step="报价"))
    rows = collected(handed, "zhao.xlsm")
    [key] = [row["key"] for row in rows if row["theirs"] == "带样品"]
    at = ids(handed / "book.xlsm", "tblVisits").index(one)
    edit(handed / "book.xlsm", lambda book: tables.delete_rows(book, "tblVisits", [at]))
    confirmed(handed)
    assert waiting(handed) == [("changed", key)]
    assert value(handed / "book.xlsm", "tblVisits", two, "next_step") == "报价"
    assert [row["kind"] for row in collected(handed, "zhao.xlsm")] == ["gone"]


def test_a_cell_that_names_a_customer_still_to_be_decided_waits(handed: Path) -> None:
    """A visit moved to a new customer that looks like one of the book: its cell is not emptied, and follows later."""
    name = "杭州新月灯饰有限公司"
    for file, one in (("book", "新月灯饰（杭州）公司"), ("zhao", name)):
        edit(
            handed / f"{file}.xlsm",
            lambda book, one=one: enter(book, form="customer", cells={"name": one, "contact": "张三"}, now=NOW),  # type: ignore[misc]
        )
    visit = ids(handed / "zhao.xlsm", "tblVisits")[0]
    before = value(handed / "book.xlsm", "tblVisits", visit, "customer_id")
    edit(handed / "zhao.xlsm", put("tblVisits", visit, customer_id="新-赵-001"))
    rows = collected(handed, "zhao.xlsm")
    assert sorted(row["kind"] for row in rows) == ["alike", "changed", "new"]
    confirmed(handed)
    assert value(handed / "book.xlsm", "tblVisits", visit, "customer_id") == before
    assert sorted(kind for kind, _ in waiting(handed)) == ["alike", "changed", "new"]
    collected(handed, "zhao.xlsm", alike="theirs")
    confirmed(handed)
    assert value(handed / "book.xlsm", "tblVisits", visit, "customer_id") == "C00041"
    assert waiting(handed) == []


def test_a_masked_remark_never_overwrites(handed: Path, sample_zh: Path, tmp_path: Path) -> None:
    """Handed out masked, it comes back untouched: the number stays in the book. Edited, it is a conflict."""
    with opened(sample_zh) as book:
        frame = tables.read(book, "tblCustomers").frame
        at = frame.index[frame["owner"] == "zhao"][0]
        text = "老板手机16100009999"
        tables.write_rows(book, "tblCustomers", pd.DataFrame({"remarks": [text]}, index=[at], dtype="str"))
        share(book, owner="zhao", to=tmp_path / "out", now=NOW, as_of=SAMPLE_AS_OF)
        collect(book, copies=[tmp_path / "out"], now=NOW)
        assert tables.read(book, "tblMergePreview").frame.empty
    (made,) = (tmp_path / "out").glob("*.xlsm")
    one = str(frame.loc[at, "row_id"])
    edit(made, put("tblCustomers", one, remarks="老板手机［电话已遮盖］，周末不打"))
    with engine.open_book(sample_zh) as book:
        collect(book, copies=[made], now=NOW)
        [row] = tables.read(book, "tblMergePreview").frame.to_dict("records")
    assert (row["kind"], row["decision"], row["ours"]) == ("conflict", "open", text)


def test_the_wrong_files_are_told_apart(handed: Path, empty_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The book under another name, another book, no book at all: a sentence each; the copy is still read."""
    shutil.copy(handed / "book.xlsm", handed / "另存.xlsm")
    shutil.copy(empty_zh, handed / "别的.xlsm")
    (handed / "坏的.xlsx").write_text("nothing")
    one = ids(handed / "zhao.xlsm", "tblCustomers")[0]
    edit(handed / "zhao.xlsm", put("tblCustomers", one, traits="新"))
    names = [str(handed / name) for name in ("另存.xlsm", "别的.xlsm", "坏的.xlsx", "zhao.xlsm")]
    assert main(["collect", str(handed / "book.xlsm"), *names]) == 0
    said = capsys.readouterr().out
    assert "另存.xlsm：这是总簿本身的另存" in said
    assert "别的.xlsm：不是发出的副本" in said
    assert "坏的.xlsx" in said
    assert "读了 1 份副本" in said
    assert main(["collect", str(handed / "book.xlsm"), "--confirm"]) == 0
    assert value(handed / "book.xlsm", "tblCustomers", one, "traits") == "新"
    with engine.open_book(handed / "zhao.xlsm") as copy, pytest.raises(BookError):
        collect(copy, copies=[handed / "lin.xlsm"])
    with engine.open_book(handed / "book.xlsm") as book, pytest.raises(InputError):
        collect(book, now=NOW)


def test_one_by_one_or_together_in_any_order(handed: Path) -> None:
    """Two copies with changes of every kind give the same book, cell by cell, whatever order they are read in."""

    def work(copy: Any) -> None:
        enter(copy, form="customer", cells={"name": "苏州晨光电子有限公司", "contact": "王五"}, now=NOW)
        frame = tables.read(copy, "tblCustomers").frame
        tables.write_rows(copy, "tblCustomers", pd.DataFrame({"traits": ["改过", "改过"]}, index=[0, 1], dtype="str"))
        tables.write_rows(
            copy, "tblProducts", pd.DataFrame({"unit": [str(frame["owner"].iloc[0])]}, index=[0], dtype="str")
        )
        tables.delete_rows(copy, "tblVisits", [0])

    for key in ("zhao", "lin"):
        edit(handed / f"{key}.xlsm", work)
    books = []
    ways: list[list[tuple[str, ...]]] = [[("zhao", "lin")], [("lin", "zhao")]]
    ways += [[("zhao",), ("lin",)], [("lin",), ("zhao",)]]
    for number, orders in enumerate(ways):
        folder = Path(shutil.copytree(handed, handed.with_name(f"order{number}")))
        for names in orders:
            rows = collected(folder, *(f"{name}.xlsm" for name in names), deleted="theirs")
        assert {row["kind"] for row in rows} == {"alike", "changed", "conflict", "deleted", "new"}
        confirmed(folder)
        with engine.open_book(folder / "book.xlsm", read_only=True) as book:
            books.append(typed(cells(book)))
    assert books[0] == books[1] == books[2] == books[3]


def test_undo_brings_everything_back(handed: Path) -> None:
    """The step of a confirmed merge is undone whole: cells, rows, the preview and what was settled."""
    one = ids(handed / "zhao.xlsm", "tblCustomers")[0]
    edit(handed / "zhao.xlsm", put("tblCustomers", one, traits="新"))
    edit(
        handed / "zhao.xlsm",
        lambda copy: enter(copy, form="customer", cells={"name": "苏州晨光电子有限公司", "contact": "王五"}, now=NOW),
    )
    preview = collected(handed, "zhao.xlsm")
    with engine.open_book(handed / "book.xlsm", read_only=True) as book:
        before = typed(cells(book))
    confirmed(handed)
    edit(handed / "book.xlsm", undo)
    with engine.open_book(handed / "book.xlsm", read_only=True) as book:
        assert typed(cells(book)) == before
    assert told(collected(handed, "zhao.xlsm")) == told(preview)
