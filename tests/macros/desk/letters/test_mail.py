"""mail: files, a row of visits each, the table of drafts; undo; what is refused."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.counting.refresh import refresh
from macros.desk.letters.mail import mail
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import tables
from workbook.errors import CannotWrite, InputError

NOW = dt.datetime(2026, 6, 30, 9)


def a_book(path: Path, *, template: dict[str, str] | None = None) -> None:
    """Four customers of one salesperson, the last two with one address."""
    with opened(path) as book:
        tables.set_name(book, "set_as_of", NOW)
        tables.set_name(book, "set_company", "本公司")
        tables.append(book, "dicSalesperson", pd.DataFrame({"key": ["ann"], "label": ["安然"]}, dtype="str"))
        rows = {
            "customer_id": ["C00001", "C00002", "C00003", "C00004"],
            "name": ["甲公司", "乙公司", "丙公司", "丁公司"],
            "kind": ["company"] * 4,
            "owner": ["ann"] * 4,
            "email": ["a@x.cn", None, "both@x.cn", "Both@x.cn"],
            "contact_strategy": [tables.read_list(book, "contact_strategy")["key"].iloc[2]] * 4,
        }
        day = pd.to_datetime(["2026-01-05"] * 4).astype("datetime64[s]")
        tables.append(book, "tblCustomers", pd.DataFrame(rows, dtype="str").assign(created_on=day))
        people = {"contact_id": ["L1"], "customer_id": ["C00001"], "name": ["王芳"], "gender": ["female"]}
        tables.append(book, "tblContacts", pd.DataFrame(people, dtype="str"))
        if template is not None:
            tables.append(
                book, "tblTemplates", pd.DataFrame({key: [one] for key, one in template.items()}, dtype="str")
            )
        refresh(book, now=NOW)


def write(path: Path, folder: Path, **more: Any) -> dict[str, Any]:
    """Write letters; the figures."""
    with opened(path) as book:
        return dict(mail(book, to=folder, now=NOW, **more).figures)


def visits(path: Path) -> list[tuple[str, ...]]:
    """Number, customer, contact, salesperson, kind, state and text of the rows."""
    with opened(path) as book:
        rows = tables.read(book, "tblVisits").frame
    keys = ("visit_id", "customer_id", "contact", "salesperson", "kind", "sent", "result")
    return [tuple("" if pd.isna(row[key]) else str(row[key]) for key in keys) for row in rows.to_dict("records")]


def dated(path: Path) -> dict[str, str]:
    """Last contact of the customers."""
    with opened(path) as book:
        refresh(book, now=NOW)
        rows = tables.read(book, "tblCustomers").frame
    return {
        str(key): "" if pd.isna(day) else f"{day:%m-%d}"
        for key, day in zip(rows["customer_id"], rows["last_contact"], strict=True)
    }


def test_a_draft_is_a_file_and_a_row_to_be_sent(empty_zh: Path, tmp_path: Path) -> None:
    """First contact, as nobody has ordered; the contact is addressed, the text message lies beside."""
    a_book(empty_zh)
    assert write(empty_zh, tmp_path / "out", customers="甲公司") == {"letters": 1, "logged": 1, "left_out": 0}
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["C00001 甲公司 王芳 首次联系.eml", "C00001 甲公司 王芳 首次联系.txt"]
    message = message_from_bytes((tmp_path / "out" / names[0]).read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == ("王芳 <a@x.cn>", "本公司问候甲公司")
    assert visits(empty_zh) == [("V000001", "C00001", "L1", "ann", "email", "draft", "邮件：本公司问候甲公司")]
    assert "王女士您好，我是本公司的安然" in (tmp_path / "out" / names[1]).read_text("utf-8-sig")


def test_it_is_a_touch_once_it_is_sent(empty_zh: Path, tmp_path: Path) -> None:
    """Marked in the row of visits."""
    a_book(empty_zh)
    write(empty_zh, tmp_path / "out", customers="C00001")
    assert dated(empty_zh)["C00001"] == ""
    with opened(empty_zh) as book:
        tables.write_rows(book, "tblVisits", pd.DataFrame({"sent": ["sent"]}, dtype="str"))
    assert dated(empty_zh)["C00001"] == "06-30"


def test_the_table_says_who_was_written_to_and_who_was_not(empty_zh: Path, tmp_path: Path) -> None:
    """One address is one letter, with a row of visits for each customer."""
    a_book(empty_zh)
    figures = write(empty_zh, tmp_path / "out", where={"客户名称": "公司"})
    assert figures == {"letters": 2, "logged": 3, "left_out": 1}
    with opened(empty_zh) as book:
        rows = tables.read(book, "tblDrafts").frame
    assert rows["customer_name"].tolist() == ["甲公司", "丙公司、丁公司", "乙公司"]
    assert rows["left_out"].tolist()[2] == "没有电子邮件"
    assert rows["short"].notna().tolist() == [True, True, False]
    assert [row[1] for row in visits(empty_zh)] == ["C00001", "C00003", "C00004"]


def test_a_second_run_changes_nothing(empty_zh: Path, tmp_path: Path) -> None:
    """Neither files nor rows."""
    a_book(empty_zh)
    write(empty_zh, tmp_path / "out", customers="C00001")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    with opened(empty_zh) as book:
        assert mail(book, customers="C00001", to=tmp_path / "out", now=NOW).figures["logged"] == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before
    assert len(visits(empty_zh)) == 1


def test_undo_takes_the_rows_back(empty_zh: Path, tmp_path: Path) -> None:
    """Everything typed is as before."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        before = typed(cells(book))
        mail(book, where={"客户名称": "公司"}, to=tmp_path / "out", now=NOW)
        report = undo(book, now=NOW)
        assert (report.figures["kept"], report.figures["errors"]) == (0, 0)
        assert typed(cells(book)) == before


def test_a_template_of_ones_own(empty_zh: Path, tmp_path: Path) -> None:
    """By its name, on the command line or in the settings."""
    own = {"name": "停电通知", "subject": "【客户名称】停电", "body": "【称呼】"}
    a_book(empty_zh, template=own)
    assert write(empty_zh, tmp_path / "out", customers="C00001", template="停电通知")["letters"] == 1
    with opened(empty_zh) as book:
        tables.set_name(book, "set_letter_template", "停电通知")
        mail(book, customers="C00003", to=tmp_path / "out", now=NOW)
    assert [row[-1] for row in visits(empty_zh)] == ["邮件：甲公司停电", "邮件：丙公司停电"]
    assert not list((tmp_path / "out").glob("*.txt"))  # there is no text message


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "请先在“客户”"),
        ({"where": {"客户等级": "A"}}, "没有符合条件的客户"),
        ({"where": {"客户等级": "A"}, "customers": "C00001"}, "只用一个"),
        ({"customers": "C00009"}, "没有“C00009”这样的客户"),
        ({"customers": "C00001", "template": "催收"}, "没有叫“催收”的模板。最接近的：催款"),
        ({"customers": "C00001", "template": "催款", "purpose": "news"}, "--template 和 --purpose 只用一个"),
        ({"customers": "C00001", "template": "坏"}, "模板“坏”里的字段【客户明称】不认识"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_written(
    empty_zh: Path, tmp_path: Path, options: dict[str, Any], told: str
) -> None:
    """One sentence, no file, no row."""
    a_book(empty_zh, template={"name": "坏", "subject": "s", "body": "【客户明称】"})
    with opened(empty_zh) as book:
        with pytest.raises(InputError) as refusal:
            mail(book, to=tmp_path / "out", now=NOW, **options)
        assert told in refusal.value.sentence("zh")
    assert not (tmp_path / "out").exists()
    assert visits(empty_zh) == []


def test_no_template_for_a_purpose(empty_zh: Path, tmp_path: Path) -> None:
    """Where the user has taken it out."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        tables.delete_rows(book, "tblTemplates", tables.read(book, "tblTemplates").frame.index)
        with pytest.raises(InputError) as refusal:
            mail(book, customers="C00001", purpose="dunning", to=tmp_path / "out", now=NOW)
        assert "没有用途是“催款”的模板" in refusal.value.sentence("zh")


def test_a_folder_that_cannot_be_written_leaves_the_book(empty_zh: Path, tmp_path: Path) -> None:
    """The place is told."""
    a_book(empty_zh)
    (tmp_path / "file").write_text("")
    before = empty_zh.read_bytes()
    assert main(["mail", str(empty_zh), "--customers", "C00001", "-o", str(tmp_path / "file" / "out")]) == 1
    assert empty_zh.read_bytes() == before
    with opened(empty_zh) as book, pytest.raises(CannotWrite):
        mail(book, customers="C00001", to=tmp_path / "file", now=NOW)


def test_the_command_line_asks_for_whom(empty_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Conditions or a list, one of them."""
    for more in ([], ["--where", "a=b", "--customers", "C1"]):
        with pytest.raises(SystemExit) as ended:
            main(["mail", str(empty_zh), *more])
        assert ended.value.code == 2
        assert "--customers" in capsys.readouterr().err


def test_drafts_lie_beside_the_book(empty_zh: Path) -> None:
    """Where no folder is named."""
    a_book(empty_zh)
    assert main(["mail", str(empty_zh), "--customers", "C00001"]) == 0
    assert len(list((empty_zh.parent / "信件 2026-06-30").iterdir())) == 2


def test_english_letters(empty_en: Path, tmp_path: Path) -> None:
    """The book's language is the letters'."""
    with opened(empty_en) as book:
        tables.set_name(book, "set_as_of", NOW)
        tables.append(book, "dicSalesperson", pd.DataFrame({"key": ["ann"], "label": ["Ann"]}, dtype="str"))
        row = {"customer_id": ["C1"], "name": ["Ash Ltd"], "kind": ["company"], "owner": ["ann"], "email": ["a@x.cn"]}
        tables.append(book, "tblCustomers", pd.DataFrame(row, dtype="str"))
        assert mail(book, customers="Ash Ltd", purpose="news", to=tmp_path / "out", now=NOW).figures["letters"] == 1
    [path] = (tmp_path / "out").glob("*.eml")
    text = message_from_bytes(path.read_bytes(), policy=default).get_content()
    assert text.startswith("Dear Customer,")
    assert "30 June 2026" in text
