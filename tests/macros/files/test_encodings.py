"""Texts of other countries, and texts with zero bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.files.encodings import decode

HERE = Path("list.csv")
JAPANESE = "Company,Contact\n株式会社トウキョウ商事,田中太郎\n有限会社サクラ工業,鈴木花子\n"
KOREAN = "Company,Contact\n주식회사 한국상사,김철수\n대한공업,이영희\n"
CHINESE = "公司名称,联系人\n广州市蓝汀机电安装有限公司,张伟\n杭州禾渡智能家居有限公司,李娜\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        ("a,b\n1,2\n", "utf-16-le"),
    ],
)
def test_a_text_is_read_in_its_own_encoding(text: str, encoding: str) -> None:
    """Told by its own signs; nothing becomes signs that nobody wrote."""
    assert decode(text.encode(encoding), HERE) == text


def test_zero_bytes_in_a_text_are_passed_over() -> None:
    """A program left them behind a value; the text is UTF-8 all the same."""
    content = CHINESE.encode().replace("张伟".encode(), "张伟".encode() + b"\x00")
    assert decode(content, HERE) == CHINESE
