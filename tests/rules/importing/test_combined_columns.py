"""Names and addresses over several columns, and headers in other spellings."""

from __future__ import annotations

import pytest

from tests.rules.importing.conftest import Rows
from workbook.language import Text
from workbook.rules.cleaning.header_names import ColumnMatch
from workbook.rules.reading.name_parts import is_part, mark_parts
from workbook.rules.reading.pasted_block import Block, understand


def test_halves_of_a_name_and_parts_of_an_address(rows: Rows) -> None:
    """They are one value, told beside what was pasted; nothing of them goes into the remarks."""
    head = ["Company", "First Name", "Last Name", "Street", "City", "State"]
    row = rows(head, ["Acme Widgets Ltd", "John", "Smith", "1 High St", "Springfield", "IL"])[0]
    assert row.values["contact_name"] == "John Smith"
    assert row.values["address"] == "1 High St, Springfield, IL"
    assert row.remarks("en") == ""
    assert [new for _, _, new in row.changes] == ["John Smith", "1 High St, Springfield, IL"]


def test_chinese_parts(rows: Rows) -> None:
    """Surname first, the large before the small; what the address says already is not said twice."""
    head = ["公司名称", "姓", "名", "省份", "城市", "区县", "详细地址"]
    found = rows(
        head,
        ["甲乙有限公司", "张", "伟", "广东省", "广州市", "天河区", "天河路1号"],
        ["丙丁有限公司", "李", "娜", "广东", "广州", "", "广东省广州市越秀区1号"],
        ["戊己有限公司", "", "", "北京市", "北京市", "朝阳区", ""],
    )
    assert [row.values.get("contact_name") for row in found] == ["张伟", "李娜", None]
    assert [row.values["address"] for row in found] == [
        "广东省广州市天河区天河路1号", "广东省广州市越秀区1号", "北京市朝阳区"
    ]  # fmt: skip


def test_a_whole_name_beside_its_halves_stays(rows: Rows) -> None:
    """Then the halves are kept as they are."""
    row = rows(["公司名称", "联系人", "姓"], ["甲乙有限公司", "张伟", "张"])[0]
    assert row.values["contact_name"] == "张伟"
    assert row.remarks("zh") == "姓：张"


def test_the_users_word_on_a_part(rows: Rows) -> None:
    """A part that is mapped is no part any more."""
    block = Block([["Company", "First Name", "Last Name"], ["Acme Ltd", "John", "Smith"]], [1, 2])
    seen = understand(block, "customers", {"First Name": "-", "Last Name": "contact_name"})
    assert [column.field for column in seen.columns] == ["name", None, "contact_name"]
    assert [column.part for column in seen.columns] == [None, None, None]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("聯絡人", "contact_name"), ("統一編號", "tax_no"), ("電郵", "email"), ("行動電話", "mobile"),
        ("lianxiren", "contact_name"), ("LXR", "contact_name"), ("khmc", "name"), ("dizhi", "address"),
        ("shou_ji", "mobile"), ("Attn.", "contact_name"), ("Cust. No.", "customer_id"), ("Mob", "mobile"),
        ("联系方式", "phone"), ("往来单位", "name"),
    ],
)  # fmt: skip
def test_headers_in_other_spellings(header: str, field: str) -> None:
    """Traditional, by sound, by its initials, abbreviated."""
    seen = understand(Block([["备注", header], ["x", "y"]], [1, 2]), "customers")
    assert seen.columns[1].field == field


PARTS = {
    ("contact_name", "given"): "名 名字|first name|given name|forename",
    ("contact_name", "family"): "姓 姓氏|last name|surname|family name",
    ("address", "province"): "省 省份 所在省 所在省份 省市 省/直辖市|province|state|state/province|province/state",
    ("address", "city"): "市 城市 所在市 所在城市 地市|city|town|city/town",
    ("address", "district"): "区 县 区县 区/县 市区县 所在区县|district",
}


@pytest.mark.parametrize("part", PARTS)
def test_the_words_of_parts(part: tuple[str, str]) -> None:
    """Half a name, a piece of an address: in Chinese and in English."""
    chinese, *english = PARTS[part].split("|")
    for word in (*chinese.split(), *english):
        assert is_part(word), word
        other = {"given": "姓", "family": "名", "city": "省份"}.get(part[1], "城市")
        columns = [ColumnMatch(at, header, None, "none", Text("", "")) for at, header in enumerate((word, other))]
        assert mark_parts(columns)[0].part == part, word
