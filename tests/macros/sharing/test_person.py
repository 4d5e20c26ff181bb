"""person: what is told to a person of the person, and that nothing is left after it was erased, wherever it stood."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from macros.backup_folder import backups_of, folder_of
from macros.files.unused_texts import blank_unused
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from macros.sharing.erasing import person_erase
from macros.sharing.person import person
from macros.sharing.share import share
from tests.macros.lead_lists import opened
from tests.macros.sharing.copies import NOW, collected, edit, ids, put, value
from workbook import engine, tables
from workbook.build.sample import SAMPLE_AS_OF
from workbook.errors import InputError

HOUSEHOLD, HERSELF, PHONE = "C00033", "L00061", "16100000033"
NAME = "温书禾"  # a customer of the sample who is a person, and its only contact


def frame(path: Path, table: str) -> pd.DataFrame:
    """A table of a closed book."""
    with engine.open_book(path, read_only=True) as book:
        return tables.read(book, table).frame


def held(path: Path, *said: str) -> dict[str, list[str]]:
    """In which parts of the file these texts still stand; what is packed in cells of hidden sheets is unpacked."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode("utf-8", errors="ignore") for name in package.namelist()}
    with engine.open_book(path, read_only=True) as book:
        from macros.sharing import bases

        kept = tables.read(book, "tblBases").frame
        for handout in kept["handout_id"].dropna().unique():
            parts[handout] = str(bases.read(kept, handout)[0])  # type: ignore[index]
    return {one: found for one in said if (found := [name for name, text in parts.items() if one in text])}


def row_of(path: Path, table: str, key: str, number: str) -> pd.Series[Any]:
    """A row by its number."""
    rows = frame(path, table)
    return rows[rows[key] == number].iloc[0]


def test_a_person_is_told_what_the_book_holds(sample_zh: Path, tmp_path: Path) -> None:
    """Own rows whole, orders of the household, a remark elsewhere that names the number; every cell a text."""
    with engine.open_book(sample_zh) as book:
        other = tables.read(book, "tblCustomers").frame.index[:1]
        tables.write_rows(book, "tblCustomers", pd.DataFrame({"remarks": [f"由{PHONE}介绍"]}, index=other, dtype="str"))
        report = person(book, who=HERSELF, to=tmp_path / "out.xlsx", now=NOW)
        orders = (tables.read(book, "tblTransactions").frame["customer_id"] == HOUSEHOLD).sum()
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("表", "行", "列", "内容")
    assert report.figures["cells"] == len(rows) - 1
    assert ("联系人", f"{HERSELF} {NAME}", "手机", PHONE) in rows
    assert ("客户", f"{HOUSEHOLD} {NAME}", "电话", PHONE) in rows
    assert sum(row[0] == "交易" and row[2] == "日期" for row in rows) == orders > 0
    assert [row[2:] for row in rows if row[0] == "客户" and "C00001" in str(row[1])] == [("备注", f"由{PHONE}介绍")]


def test_erasing_asks_twice(sample_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """First it says what goes, then it wants the name; another name is refused, and nothing is written till then."""
    before = sample_zh.read_bytes()
    assert main(["person", str(sample_zh), HERSELF, "--erase"]) == 0
    assert f"--sure {NAME}" in capsys.readouterr().out
    assert main(["person", str(sample_zh), HERSELF, "--erase", "--sure", "别人"]) == 1
    assert NAME in capsys.readouterr().err
    assert sample_zh.read_bytes() == before


def test_nothing_of_an_erased_person_is_left(sample_zh: Path, tmp_path: Path) -> None:
    """Tables, a user's own column, the paste area, the journal, the values of copies: name and number are in no part
    of the file; orders and totals are as they were; a second erasing says so."""
    with engine.open_book(sample_zh) as book:
        share(book, owner="zhao", to=tmp_path / "out", now=NOW, as_of=SAMPLE_AS_OF)
        customers = tables.read(book, "tblCustomers").frame
        first = customers.index[:1]
        text = f"与{NAME}是邻居，电话{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"
        from macros import journal

        with journal.step(book, "card_save", now=NOW) as step:
            step.write_rows("tblCustomers", pd.DataFrame({"remarks": [text]}, index=first, dtype="str"))
            at = customers.index[customers["customer_id"] == HOUSEHOLD]
            step.write_rows("tblCustomers", pd.DataFrame({"fax": ["0571-16100000"]}, index=at, dtype="str"))
            step.write_rows("tblCustomers", pd.DataFrame({"fax": ["020-00000001"]}, index=first, dtype="str"))
        book.sheets["粘贴区"].range("B20").value = f"{NAME} {PHONE}"
        before = customers["total_amount"].tolist()
        report = person_erase(book, who=NAME, sure=NAME, now=NOW, as_of=SAMPLE_AS_OF)
        after = tables.read(book, "tblCustomers").frame
        assert after["total_amount"].tolist() == before
        assert after.loc[first[0], "remarks"] == "与［个人资料已删除］是邻居，电话［个人资料已删除］"
        assert after.loc[first[0], "fax"] == "020-00000001"
        assert after.set_index("customer_id").loc[HOUSEHOLD, "name"] == f"已删除的客户 {HOUSEHOLD}"
        assert report.figures["entries"] == 2  # what stood before in the remark and the fax is told nowhere
        undo(book, now=NOW)  # what is left of the step: the other customer's fax
        undone = tables.read(book, "tblCustomers").frame
        assert undone.loc[first[0], "fax"] == customers.loc[first[0], "fax"]
        assert undone.loc[first[0], "remarks"] == after.loc[first[0], "remarks"]
        with pytest.raises(InputError, match="was erased before"):
            person_erase(book, who=HERSELF, sure=NAME, now=NOW)
        book.save()
    assert blank_unused(sample_zh)
    assert held(sample_zh, NAME, PHONE, "0571-16100000") == {}
    contact = row_of(sample_zh, "tblContacts", "contact_id", HERSELF)
    assert (contact["name"], contact["status"], contact["customer_id"]) == (
        f"已删除的联系人 {HERSELF}",
        "left",
        HOUSEHOLD,
    )
    assert contact[["mobile", "birthday", "hobbies", "gender"]].isna().all()


def test_an_older_copy_brings_nothing_back(handed: Path) -> None:
    """Zhao's copy, in which she, a remark that names her and another customer were edited: only the other comes."""
    zhao, book = handed / "zhao.xlsm", handed / "book.xlsm"
    her = str(row_of(zhao, "tblContacts", "contact_id", HERSELF)["row_id"])
    visits = frame(zhao, "tblVisits")
    visit = str(visits.loc[visits["customer_id"] == HOUSEHOLD, "row_id"].iloc[0])
    edit(book, put("tblVisits", visit, result=f"{NAME}想换款"))
    with opened(book) as open_book:
        for old in (handed / "out").glob("*"):
            old.unlink()
        share(open_book, owner="zhao", to=handed / "out", now=NOW, as_of=SAMPLE_AS_OF)
    (made,) = (handed / "out").glob("*.xlsm")
    made.replace(zhao)
    one = ids(zhao, "tblCustomers")[0]
    edit(zhao, put("tblContacts", her, hobbies="钓鱼", im="wen_shuhe"))
    edit(zhao, put("tblCustomers", one, traits="在副本里写的"))
    with opened(book) as open_book:
        person_erase(open_book, who=HERSELF, sure=NAME, now=NOW, as_of=SAMPLE_AS_OF)
    assert [row["theirs"] for row in collected(handed, "zhao.xlsm")] == ["在副本里写的"]
    assert value(book, "tblVisits", visit, "result") == "［个人资料已删除］想换款"
    blank_unused(book)
    assert held(book, NAME, PHONE, "wen_shuhe") == {}


def test_backups_and_copies_that_still_hold_the_person_are_named(
    handed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy that holds her and the backup that does, not the ones that do not."""
    book = handed / "book.xlsm"
    folder_of(book).mkdir(parents=True)
    for name, source in (("20260601-080000", book), ("20260602-080000", handed / "lin.xlsm")):
        shutil.copy(source, folder_of(book) / f"book.backup-{name}.xlsm")
    assert len(backups_of(book)) == 2
    assert main(["person", str(book), HERSELF, "--erase", "--sure", NAME]) == 0
    assert held(book, NAME, PHONE) == {}
    said = capsys.readouterr().out
    assert "book.backup-20260601-080000.xlsm" in said
    assert "20260602" not in said
    assert re.search("给赵远航的副本", said)
    assert "林知夏" not in said
    assert frame(book, "tblErased")["number"].tolist() == [HERSELF, HOUSEHOLD]


def test_who_is_meant_is_said(sample_zh: Path, tmp_path: Path) -> None:
    """A company, nobody, two of one name, a copy: a sentence each."""
    with engine.open_book(sample_zh) as book:
        contacts = tables.read(book, "tblContacts").frame
        twice = pd.DataFrame({"name": ["重名", "重名"]}, index=contacts.index[:2], dtype="str")
        tables.write_rows(book, "tblContacts", twice)
        for who, said in (("C00001", "是公司"), ("L99999", "不是一位"), ("重名", "不是一位"), (None, "请写明是谁")):
            with pytest.raises(InputError) as refused:
                person(book, who=who, to=tmp_path / "out.xlsx")
            assert said in refused.value.sentence("zh")
        tables.set_name(book, "meta_copy_id", "1f")
        with pytest.raises(InputError) as refused:
            person(book, who=HERSELF)
        assert "总簿" in refused.value.sentence("zh")
