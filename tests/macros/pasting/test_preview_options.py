"""Values for the whole list, matches accepted at once, headers taught once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from macros.keeping.undo import undo
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from macros.pasting.preview_options import similarity
from workbook import engine, tables
from workbook.errors import InputError


def written(book: Path, text: str, name: str = "fair.csv") -> Path:
    path = book.with_name(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_value_for_the_whole_list_fills_blanks_only(empty_zh: Path) -> None:
    """By the label of field and value; a value that the list does not have is refused."""
    file = written(empty_zh, "公司名称,客户来源\n甲测试有限公司,\n乙测试有限公司,电话\n")
    with engine.open_book(empty_zh) as book:
        preview(book, file=file, into="customers", defaults={"来源": "展览会"})
        import_leads(book)
        sources = tables.read(book, "tblCustomers").frame["source"].tolist()
        assert sources == ["fair", "telephone"]
        with pytest.raises(InputError) as refused:
            preview(book, file=file, into="customers", defaults={"来源": "没有这一项"})
        assert "没有“没有这一项”这个值" in refused.value.text.zh
        with pytest.raises(InputError):
            preview(book, file=file, into="customers", defaults={"没有这一列": "x"})


def test_matches_of_a_similarity_are_accepted(empty_zh: Path) -> None:
    """Those below it stay for somebody to look at."""
    with engine.open_book(empty_zh) as book:
        known = {"customer_id": ["C1"], "name": ["海棠测试有限公司"], "phone": ["0571-88000011"]}
        tables.append(book, "tblCustomers", pd.DataFrame(known, dtype="str"))
        file = written(empty_zh, "公司名称,电话,地址\n海棠测试有限公司,0571-88000011,杭州市文三路1号\n")
        for accept, decision in ((None, "review"), ("0.9", "update"), ("90%", "update")):
            preview(book, file=file, into="customers", accept=accept)
            assert tables.read(book, "tblLeadPreview").frame["decision"].tolist() == [decision]


@pytest.mark.parametrize("text", ["hoch", "0", "-1", "200"])
def test_a_similarity_that_is_none_is_refused(text: str) -> None:
    """In a sentence."""
    with pytest.raises(InputError):
        similarity(text)


def test_a_header_is_taught_once(empty_zh: Path) -> None:
    """A correction on the column matches is remembered with the import, for files of that name; undo forgets it."""
    with engine.open_book(empty_zh) as book:
        file = written(empty_zh, "单位抬头名,代号甲\n甲测试有限公司,0571-88000011\n", "crm 2024-05.csv")
        preview(book, file=file, into="customers", mapping={"代号甲": "-"})
        frame = tables.read(book, "tblLeadColumns").frame
        at = frame.index[frame["header"] == "代号甲"]
        tables.write(book, "tblLeadColumns", pd.DataFrame({"use_as": ["customers.address"]}, index=at, dtype="str"))
        preview(book, file=file, into="customers")
        import_leads(book)
        assert tables.read(book, "tblCustomers").frame["address"].tolist() == ["0571-88000011"]
        taught = tables.read_list(book, "header_word")
        assert taught[["label", "field", "source"]].to_numpy().tolist() == [["代号甲", "customers.address", "crm"]]
        other = written(empty_zh, "单位抬头名,代号甲\n乙测试有限公司,杭州\n", "crm 2024-06.csv")
        tables.replace(book, "tblLeadColumns", tables.read(book, "tblLeadColumns").frame[:0])
        preview(book, file=other, into="customers")
        assert tables.read(book, "tblLeadPreview").frame["address"].tolist() == ["杭州"]
        undo(book)
        assert tables.read_list(book, "header_word").empty
