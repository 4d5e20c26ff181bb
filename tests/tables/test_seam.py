"""The seam between the book and the rules."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlwings as xw
from pandas.testing import assert_frame_equal

from workbook import engine, schema, tables
from workbook.errors import MissingColumn, MissingTable, StructureError, UnknownVersion
from workbook.schema.home import BLOCKS
from workbook.tables import closed_file, hosts, open_excel
from workbook.tables.hosts import Host, host_of
from workbook.tables.reading import read_cells


def test_both_hosts_have_the_same_verbs() -> None:
    """The same functions with the same parameters and types, none more and none less."""
    verbs = {name: inspect.signature(verb) for name, verb in inspect.getmembers(Host, inspect.isfunction)}
    wanted = {name: _of_a_module(verb) for name, verb in verbs.items() if not name.startswith("_")}
    for module in (closed_file, open_excel):
        own = {
            name: inspect.signature(found)
            for name, found in inspect.getmembers(module, inspect.isfunction)
            if found.__module__ == module.__name__ and not name.startswith("_")
        }
        assert own == wanted, module.__name__


def _of_a_module(method: inspect.Signature) -> inspect.Signature:
    """A method's signature without self."""
    return method.replace(parameters=list(method.parameters.values())[1:])


def test_a_host_is_chosen_once_a_book(sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is read and written."""
    asked: list[object] = []

    def choose(book: object) -> Host:
        asked.append(book)
        return closed_file

    monkeypatch.setattr(hosts, "choose", choose)
    with engine.open_book(sample_zh) as book:
        tables.write(book, "tblCustomers", tables.read(book, "tblCustomers").frame[["grade"]])
        assert asked == [book]


def frames(path: Path) -> dict[str, pd.DataFrame]:
    """Every table of a book, typed; live formulas apart, whose values Excel works out again and a closed file keeps."""
    with engine.open_book(path) as book:
        return {t.name: tables.read(book, t, [f.key for f in t.fields if not f.formula]).frame for t in schema.TABLES}


def test_both_paths_read_the_same(sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's columns and public xlwings give equal frames for every table."""
    fast = frames(sample_zh)
    monkeypatch.setattr(hosts, "choose", lambda book: open_excel)
    slow = frames(sample_zh)
    for name, frame in fast.items():
        assert_frame_equal(frame, slow[name], obj=name)


def test_both_paths_read_plain_cells_the_same(sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a user puts into a list: numbers, dates, yes and no, error values, formulas, blanks."""
    grades = schema.listing("grade").table
    keys = grades.keys
    with engine.open_book(sample_zh) as book:
        place = host_of(book).locate(book, grades)
        body = body_of(book, place.sheet, grades.name)
        kinds = [1.5, dt.datetime(2026, 3, 4), True, None, "=1+1", "#N/A", " 甲 "]
        body[0, :].value = [kinds[at % len(kinds)] for at in range(len(keys))]
        body[1, :].value = [kinds[(at + 3) % len(kinds)] for at in range(len(keys))]
        book.save()
    found = []
    for _ in range(2):
        with engine.open_book(sample_zh) as book:
            found.append(read_cells(book, grades, keys))
        monkeypatch.setattr(hosts, "choose", lambda book: open_excel)
    assert found[0] == found[1]
    assert len(found[0][0]) >= 3


def header_of(book: xw.Book, sheet: str, table: str) -> xw.Range:
    """The header row of a table."""
    found = book.sheets[sheet].tables[table].header_row_range
    assert found is not None
    return found


def body_of(book: xw.Book, sheet: str, table: str) -> xw.Range:
    """The data rows of a table."""
    found = book.sheets[sheet].tables[table].data_body_range
    assert found is not None
    return found


def _changed(path: Path) -> None:
    with engine.open_book(path) as book:
        customers = tables.read(book, "tblCustomers").frame
        tables.write(book, "tblCustomers", customers[["total_amount", "last_order", "grade"]].iloc[::-1].iloc[1:])
        tables.append(book, "tblPayments", pd.DataFrame({"customer_id": ["C00001"], "amount": [12.5]}).assign(
            date=pd.to_datetime(["2026-06-01"]), remarks=["007"], row_id=["0" * 16]))  # fmt: skip
        reminders = tables.read(book, "tblReminders").frame
        tables.replace(book, "tblReminders", reminders.iloc[3:9])
        tables.delete_rows(book, "tblVisits", [0, 2])
        book.save()


def test_both_paths_write_the_same(sample_zh: Path, sample_en: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the same writes both files hold equal tables."""
    twin = sample_zh.with_name("twin.xlsm")
    twin.write_bytes(sample_zh.read_bytes())
    _changed(sample_zh)
    fast = frames(sample_zh)
    monkeypatch.setattr(hosts, "choose", lambda book: open_excel)
    _changed(twin)
    monkeypatch.undo()
    for name, frame in frames(twin).items():
        assert_frame_equal(frame, fast[name], obj=name)


def test_choices_come_as_keys_and_go_as_labels(sample_zh: Path) -> None:
    """Rules see keys whatever the labels are called in the book."""
    with engine.open_book(sample_zh) as book:
        frame = tables.read(book, "tblCustomers", ["grade", "category"]).frame
        assert set(frame["grade"].dropna()) <= {"A", "B", "C", "prospect"}
        assert "existing_end" in set(frame["category"])
        sheet = book.sheets["客户"]
        at = header_of(book, "客户", "tblCustomers").value.index("客户类别")
        assert sheet.range((4, at + 1)).value == tables.labels_of(book, "category")[frame["category"].iloc[0]]


def test_a_renamed_label_still_means_its_key(sample_zh: Path) -> None:
    """The user calls the monthly rhythm something else; the rules never notice."""
    with engine.open_book(sample_zh) as book:
        rhythms = tables.read(book, schema.listing("contact_strategy").table).frame
        renamed = rhythms[["label"]].where(rhythms["key"] != "monthly", "一月一次")
        tables.write(book, schema.listing("contact_strategy").table, renamed)
        customers = tables.read_raw(book, "tblCustomers", ["contact_strategy"]).frame
        tables.write(book, "tblCustomers", customers.assign(contact_strategy="一月一次"))
        assert set(tables.read(book, "tblCustomers", ["contact_strategy"]).frame["contact_strategy"]) == {"monthly"}


def test_columns_are_found_wherever_the_user_moved_them(sample_zh: Path) -> None:
    """By header, not by position; a column of the user's own is no trouble."""
    with engine.open_book(sample_zh) as book:
        before = tables.read(book, "tblPayments", ["date", "amount"]).frame
        header, body = header_of(book, "回款", "tblPayments"), body_of(book, "回款", "tblPayments")
        names = header.value
        a, b = names.index("金额"), names.index("备注")
        rows = body.value
        swapped = [[*row] for row in rows]
        for row in swapped:
            row[a], row[b] = row[b], row[a]
        names[a], names[b] = names[b], names[a]
        header.value = names
        body.value = swapped
        assert_frame_equal(tables.read(book, "tblPayments", ["date", "amount"]).frame, before)


def test_a_missing_table_and_a_missing_column_are_named(sample_en: Path) -> None:
    """In both languages, with what to do."""
    with engine.open_book(sample_en) as book:
        header = header_of(book, "Payments", "tblPayments")
        cell = header[0, header.value.index("Amount")]
        cell.value = "Something else"
        book.names["col_tblPayments_amount"].delete()
        with pytest.raises(MissingColumn, match=r"Payments .*Amount"):
            tables.read(book, "tblPayments")
        with pytest.raises(MissingTable, match="Payments"):
            host_of(book).locate(book, dataclasses.replace(schema.table("tblPayments"), name="tblGhost"))


def test_another_workbook_is_no_customer_book(tmp_path: Path) -> None:
    """It is said in a sentence, not found out by a crash."""
    from openpyxl import Workbook

    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    with engine.open_book(path) as book, pytest.raises(UnknownVersion):
        tables.language(book)


def test_users_columns_follow_their_row_when_a_result_table_is_rewritten(sample_en: Path) -> None:
    """A column added to Reminders keeps its words beside the same reminder."""
    with engine.open_book(sample_en) as book:
        table = book.sheets["Reminders"].tables["tblReminders"]
        whole = table.range
        table.resize(whole.resize(whole.shape[0], whole.shape[1] + 1))
        sheet, column = whole.sheet, whole.column + whole.shape[1]
        sheet.range((whole.row, column)).value = "Mine"
        sheet.range((whole.row + 5, column)).value = "about this one"
        before = tables.read(book, "tblReminders").frame
        key = before["key"].iloc[4]
        tables.replace(book, "tblReminders", before.iloc[::-1])
        after = tables.read(book, "tblReminders").frame
        place = host_of(book).locate(book, schema.table("tblReminders"))
        mine = host_of(book).read_columns(book, place, ["Mine"]).columns["Mine"]
        assert mine[after.index[after["key"] == key][0]] == "about this one"
        assert mine.notna().sum() == 1


def test_appended_rows_get_identifiers(empty_en: Path) -> None:
    """And the next human numbers follow the largest in use."""
    with engine.open_book(empty_en) as book:
        tables.append(book, "tblCustomers", pd.DataFrame({"name": ["Ash", "Birch"], "customer_id": ["C00007", None]}))
        data = tables.fill_ids(book, tables.read(book, "tblCustomers"))
        assert data.frame["customer_id"].tolist() == ["C00007", "C00008"]
        assert data.frame["row_id"].str.fullmatch(r"[0-9a-f]{16}").all()
        assert data.frame["row_id"].is_unique


def test_text_stays_text(empty_en: Path) -> None:
    """Codes keep their zeros, and nothing becomes a formula."""
    values = ["007", "+8613800000000", "=1+1", "@SUM(A1)", "-5", "1E5", " x "]
    with engine.open_book(empty_en) as book:
        tables.append(book, "tblCustomers", pd.DataFrame({"name": values}))
        book.save()
    with engine.open_book(empty_en) as book:
        assert tables.read(book, "tblCustomers", ["name"]).frame["name"].tolist() == [v.strip() for v in values]
        assert isinstance(book, xw.Book)


def test_settings_have_their_kinds_and_defaults(empty_zh: Path) -> None:
    """A blank cell is its default; a choice is its key."""
    with engine.open_book(empty_zh) as book:
        settings = tables.read_settings(book)
        assert settings["grade_a_share"] == 0.8
        assert settings["grading_method"] == "pareto"
        assert settings["phone_country"] == "CN"
        assert settings["as_of"] is None
        tables.set_name(book, "set_lead_days", None)
        assert tables.read_settings(book)["lead_days"] == 7


INJECTED = "=1+1"


def test_a_text_written_to_a_row_is_no_formula(sample_zh: Path) -> None:
    """What a cell held as text goes back as text, as undo and merge write it."""
    with engine.open_book(sample_zh) as book:
        remarks = pd.DataFrame({"remarks": pd.Series([INJECTED], index=[2], dtype="str")})
        tables.write_rows(book, "tblCustomers", remarks)
        book.save()
    with engine.open_book(sample_zh) as book:
        data = tables.read(book, "tblCustomers", ["customer_id", "remarks"])
        assert data.frame.loc[2, "remarks"] == INJECTED
        assert data.findings == ()


def test_a_text_on_the_home_sheet_is_no_formula(sample_zh: Path) -> None:
    """A name from a table shows in a named block as it is, however it begins."""
    name = BLOCKS[0].range_name
    with engine.open_book(sample_zh) as book:
        tables.set_block(book, name, [[INJECTED, 1.0]])
        book.save()
        place = book.names[name].refers_to_range[0, 0]
        sheet, row, column = place.sheet.name, place.row, place.column
    written = openpyxl.load_workbook(sample_zh)[sheet].cell(row, column)
    assert (written.value, written.data_type) == (INJECTED, "s")


def test_settings_that_are_gone_are_no_defaults(empty_en: Path) -> None:
    """A deleted settings sheet is said, not refreshed over with other limits than the user's."""
    with engine.open_book(empty_en) as book:
        book.sheets["Settings"].delete()
        with pytest.raises(StructureError, match="settings"):
            tables.read_settings(book)
