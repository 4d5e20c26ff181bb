"""preview: a pasted list read, cleaned, matched; nothing but the preview written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from macros.pasting.preview import DECISIONS, preview
from tests.macros.lead_lists import cells, opened, paste, ugly_list
from workbook import tables
from workbook.errors import InputError

LIST: list[list[object]] = [
    ["公司名称", "联系人", "手机", "摊位"],
    ["武汉云鹤仪表有限公司", "王芳", 13900139001.0, "A1"],
    [None, None, "12", None],
]


def rows(path: Path, pasted: list[list[object]] = LIST, **options: object) -> pd.DataFrame:
    with opened(path) as book:
        paste(book, pasted)
        preview(book, **options)  # type: ignore[arg-type]
        return tables.read(book, "tblLeadPreview").frame


def test_one_row_a_pasted_row_with_decision_and_reason(empty_zh: Path) -> None:
    """The pasted cells beside the cleaned ones."""
    got = rows(empty_zh)
    assert got["pasted_row"].tolist() == [2, 3]
    assert got["decision"].tolist() == ["new", "rejected"]
    assert got[["name", "contact", "mobile"]].iloc[0].to_list() == ["武汉云鹤仪表有限公司", "王芳", "13900139001"]
    assert got.loc[0, "pasted"] == "公司名称：武汉云鹤仪表有限公司；联系人：王芳；手机：13900139001；摊位：A1"
    assert "没有名称" in str(got.loc[1, "reason"])


def test_the_hint_on_an_empty_sheet_is_no_list(empty_zh: Path, empty_en: Path) -> None:
    """Before the first paste there is nothing to preview."""
    for path in (empty_zh, empty_en):
        with opened(path) as book, pytest.raises(InputError):
            preview(book)


def test_the_book_itself_is_not_touched(sample_zh: Path) -> None:
    """A preview is only a preview."""
    with opened(sample_zh) as book:
        paste(book, ugly_list(40))
        before = cells(book)
        preview(book)
        assert cells(book) == before


def test_a_second_preview_changes_nothing(sample_zh: Path) -> None:
    """The same list, the same book, the same preview: the file is as it was."""
    with opened(sample_zh) as book:
        paste(book, ugly_list(40))
        preview(book)
    with opened(sample_zh) as book:
        preview(book)
        assert not tables.may_have_changed(book)


def test_the_users_decisions_survive_a_second_preview(empty_zh: Path) -> None:
    """Also when rows were added to the list."""
    rows(empty_zh)
    with opened(empty_zh) as book:
        said = pd.DataFrame({"decision": pd.Series(["rejected"], index=[0], dtype="str")})
        tables.write_rows(book, "tblLeadPreview", said)
    got = rows(empty_zh, [*LIST, ["成都云岫食品有限公司"]])
    assert got["decision"].tolist() == ["rejected", "rejected", "new"]


def test_the_counts_add_up_to_the_rows(sample_zh: Path) -> None:
    """Rows in = new + updated + same + review + rejected."""
    with opened(sample_zh) as book:
        paste(book, ugly_list(120))
        figures = preview(book).figures
    assert figures["rows_in"] == 120
    assert sum(int(figures[one]) for one in DECISIONS) == 120


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_gives_what_the_sheet_gives(empty_zh: Path, tmp_path: Path, encoding: str) -> None:
    """Whatever it is written in."""
    file = tmp_path / "名单.csv"
    text = "公司名称,联系人,手机,摊位\n武汉云鹤仪表有限公司,王芳,13900139001,A1\n,,12,\n"
    file.write_bytes(text.encode(encoding))
    from_sheet, from_file = rows(empty_zh), rows(empty_zh, file=file)
    shown = ["pasted_row", "decision", "name", "contact", "mobile", "reason", "payload"]
    pd.testing.assert_frame_equal(from_sheet[shown], from_file[shown])


def test_columns_are_listed_and_can_be_corrected(empty_zh: Path) -> None:
    """By dropdown on the sheet 列的对应: the next preview follows."""
    rows(empty_zh)
    with opened(empty_zh) as book:
        columns = tables.read(book, "tblLeadColumns").frame
        assert columns["understood"].tolist()[:3] == ["customers.name", "customers.contact_name", "customers.mobile"]
        said = pd.DataFrame({"use_as": pd.Series(["customers.latest_wishes"], index=[3], dtype="str")})
        tables.write_rows(book, "tblLeadColumns", said)
        preview(book)
        assert "最近的要求/状况：A1" in str(tables.read(book, "tblLeadPreview").frame.loc[0, "summary"])
        assert tables.read(book, "tblLeadColumns").frame["use_as"].tolist()[3] == "customers.latest_wishes"


def test_a_mapping_on_the_command_line_wins(empty_zh: Path) -> None:
    """--map "摊位=-" leaves the column out."""
    got = rows(empty_zh, mapping={"摊位": "-"})
    assert "摊位" not in str(got.loc[0, "pasted"])


def test_a_book_in_english_speaks_english(empty_en: Path) -> None:
    """Reasons, summaries, columns."""
    got = rows(empty_en, [["Company", "Contact", "Mobile", "Stand"], ["Yunhe Ltd.", "Ann Lee", "12", "A1"]])
    assert got.loc[0, "decision"] == "new"
    assert "Stand: A1" in str(got.loc[0, "summary"])
    assert "telephone" in str(got.loc[0, "reason"])
