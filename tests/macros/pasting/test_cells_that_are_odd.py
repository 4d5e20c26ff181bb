"""From the pasted cell to what the book says of it: odd birthdays, identity numbers, second numbers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from macros.counting.check import check
from macros.counting.refresh import refresh
from macros.files.load import load
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from tests.macros.lead_lists import opened, paste
from workbook import tables

BIRTHDAYS: list[list[object]] = [
    ["公司名称", "联系人", "生日", "历法"],
    ["东港纸业", "周某", "8月15", "农历"],
    ["西港木业", "吴某", "二月三十", None],
    ["北港五金", "李某", "1989-02-29", "农历"],
    ["中港塑料", "赵某", "soon", None],
]


def test_a_birthday_in_any_form_comes_in_and_is_kept(empty_zh: Path) -> None:
    """8月15 lunar is 25 September 2026; a missing 30th the 29th, 16 April; an age only where the year is known."""
    with opened(empty_zh) as book:
        paste(book, BIRTHDAYS)
        preview(book)
        import_leads(book)
        refresh(book, as_of=dt.date(2026, 4, 12))
        assert _birthdays(book) == ["吴某的生日：04-16（二月三十）", "李某的生日：04-16（二月廿九）"]
        refresh(book, as_of=dt.date(2026, 9, 20))
        people = tables.read(book, "tblContacts").frame
        assert people["birthday"].tolist() == ["8月15", "二月三十", "1989-02-29", "soon"]
        assert people["age"].isna().tolist() == [True, True, False, True]
        assert people["age"][2] == 37  # born on 5 April 1989
        assert _birthdays(book) == ["周某的生日：09-25（八月十五）"]
        found = check(book, as_of=dt.date(2026, 9, 20)).findings
        assert [one.row for one in found if one.field == "birthday"] == [3]
        paste(book, BIRTHDAYS)
        preview(book)
        assert set(tables.read(book, "tblLeadPreview").frame["decision"]) == {"same"}


def _birthdays(book: object) -> list[str]:
    reminders = tables.read(book, "tblReminders").frame  # type: ignore[arg-type]
    return sorted(reminders.loc[reminders["kind"] == "birthday", "why"].tolist())


def test_an_identity_number_of_an_unknown_county_ends_no_command(empty_zh: Path, tmp_path: Path) -> None:
    """Preview takes it, and check says no more of it than that such numbers are not to be kept."""
    file = tmp_path / "list.csv"
    file.write_text("公司名称,联系人,身份证号\n北岭五金有限公司,林木森,321119198501010002\n", encoding="utf-8")
    with opened(empty_zh) as book:
        preview(book, file=file)
        import_leads(book)
        said = [one.message.zh for one in check(book).findings if one.field == "id_number"]
        assert said == ["“身份证号”属于敏感个人资料，设置里没有允许保存"]


def test_every_number_of_a_customer_is_matched_later(empty_zh: Path) -> None:
    """Those for which no field was left stand in the remarks, and tell whose a row is all the same."""
    with opened(empty_zh) as book:
        header: list[object] = ["公司名称", "电话1", "电话2", "备用手机"]
        paste(book, [header, ["北岭五金有限公司", "0571-88001122", "0571-88001133", "13900001112"]])
        preview(book)
        import_leads(book)
        for number in ("0571-88001122", "0571/88001133", "13900001112"):
            paste(book, [["公司名称", "电话"], ["北岭五金经营部", number]])
            preview(book)
            row = tables.read(book, "tblLeadPreview").frame.iloc[0]
            assert row["customer_id"] == "C00001", number


def test_load_keeps_contacts_whose_birthday_is_odd(empty_zh: Path, tmp_path: Path) -> None:
    """Nobody is dropped for a birthday."""
    file = tmp_path / "contacts.csv"
    file.write_text("客户编号,姓名,生日,历法\nA1,周某,8月15,农历\nA1,李某,soon,\n", encoding="utf-8")
    with opened(empty_zh) as book:
        report = load(book, file=file, table="tblContacts")
        assert report.figures["new"] == 2
        assert tables.read(book, "tblContacts").frame["birthday"].tolist() == ["8月15", "soon"]
