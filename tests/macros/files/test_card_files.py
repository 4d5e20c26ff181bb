"""vCards: one row a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.files.card_files import HEADERS, read_cards
from macros.files.file_readers import read_file

CARD = """BEGIN:VCARD
VERSION:3.0
N:赵;青;;;
FN:赵青
ORG:海棠测试有限公司;采购部
TITLE:经理
TEL;TYPE=CELL:13800130011
TEL;TYPE=WORK:0571-88000011
TEL;TYPE=WORK,FAX:0571-88000012
TEL;TYPE=CELL:13800130012
EMAIL:zq@haitang.example
BDAY:1985-03-02
ADR;TYPE=WORK:;;文三路1号;杭州;浙江;310000;中国
NOTE:长的备注写在
  下一行\\, 接着
END:VCARD
"""


def cards(text: str) -> list[dict[str, str]]:
    grid = read_cards(text)
    return [{key: cell for key, cell in zip(HEADERS, row, strict=True) if cell} for row in grid.rows[1:]]


def test_a_card_is_a_row() -> None:
    """Firm, person, every number; folded lines are one, escaped signs plain."""
    assert cards(CARD) == [
        {
            "公司名称": "海棠测试有限公司", "联系人": "赵青", "部门": "采购部", "职位": "经理", "手机": "13800130011",
            "电话": "0571-88000011", "其他电话": "13800130012", "传真": "0571-88000012", "生日": "1985-03-02",
            "邮箱": "zq@haitang.example",
            "地址": "浙江杭州文三路1号", "备注": "长的备注写在 下一行, 接着",
        }
    ]  # fmt: skip


def test_a_western_card() -> None:
    """Given name first, the address from the small to the large; item prefixes of telephones are passed over."""
    text = "BEGIN:VCARD\nN:Stone;Amy;;;\nitem1.EMAIL:amy@bl.example\nADR:;;1 Elm St;Boston;MA;02101;US\nEND:VCARD\n"
    assert cards(text) == [{"联系人": "Amy Stone", "邮箱": "amy@bl.example", "地址": "1 Elm St, Boston, MA, 02101, US"}]


def test_quoted_printable() -> None:
    """As old telephones write it."""
    text = "BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E8=B5=B5=E9=9D=92\nEND:VCARD\n"
    assert cards(text) == [{"联系人": "赵青"}]


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_the_reader_knows_cards_by_their_first_line(tmp_path: Path, start: str) -> None:
    """Whatever the file is called."""
    path = tmp_path / "people.txt"
    path.write_text(start + CARD * 2, encoding="utf-8")
    grid, _ = read_file(path)
    assert len(grid.rows) == 3
