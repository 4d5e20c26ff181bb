"""Cards as a workbook: texts stay texts, and it prints on A4."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from macros.desk.cards.blank import blank_card
from macros.desk.cards.file import file_name, write_blank, write_cards
from macros.desk.cards.page_one import page_one
from workbook.language import LANGS, Lang, Text
from workbook.rules.card.model import Card, Fact, Group
from workbook.schema.tables.customers import CUSTOMERS

EVIL = '=HYPERLINK("http://example.com","x")'


def test_nothing_that_was_typed_becomes_a_formula(little: Callable[..., Card], tmp_path: Path) -> None:
    """Wherever it stands: name, traits, a fact, a row; signs that XML refuses are left out."""
    group = Group("g", Text("组", "Group"), (Fact("f", Text("一项", "One"), EVIL),), (Text("", ""),), ((EVIL,),))
    card = little("zh", name=EVIL, traits="+1+1\x00", grade_reason="@SUM(A1)", groups=(group,))
    write_cards([card], tmp_path / "card.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "card.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells].count(EVIL) == 3
    assert "客户特征：+1+1" in [cell.value for cell in cells]


@pytest.mark.parametrize("lang", LANGS)
def test_it_prints_on_a4(much: Callable[[Lang], Card], tmp_path: Path, lang: Lang) -> None:
    """Upright, page 2 after page 1, the name on every sheet of paper; the chart's figures are not printed."""
    card = much(lang)
    write_cards([card], tmp_path / "card.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "card.xlsx").active
    assert sheet is not None
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.print_title_rows) == (
        9,
        "portrait",
        "$1:$1",
    )
    assert sheet.row_breaks.brk[0].id == page_one(card).row
    assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:$X$")
    assert len(sheet._charts) == 1  # type: ignore[attr-defined] # openpyxl has no public name for it
    assert sheet.title == {"zh": "客户卡", "en": "Customer card"}[lang]


def test_several_cards_are_sheets_of_their_own(little: Callable[..., Card], tmp_path: Path) -> None:
    """By number and name, as far as a sheet's name goes; no two alike."""
    long = "很长的名称[x]" * 9
    cards = [little("zh", customer_id=f"C{n}", name=long) for n in (1, 2)] + [little("zh", customer_id="c1", name=long)]
    write_cards(cards, tmp_path / "cards.xlsx")
    names = openpyxl.load_workbook(tmp_path / "cards.xlsx").sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert max(map(len, names)) <= 31
    assert names[0].startswith("C1 很长的名称 x ")


def test_a_private_card_says_so_on_every_sheet_of_paper(little: Callable[..., Card], tmp_path: Path) -> None:
    """In its foot."""
    write_cards([little("zh", private=True)], tmp_path / "card.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "card.xlsx").active
    assert sheet is not None
    foot: Any = sheet.oddFooter
    assert foot.center.text == "含保密资料，请勿外传"


def test_a_files_name_holds_no_sign_that_a_system_refuses(little: Callable[..., Card]) -> None:
    """Of a customer called a/b:c?"""
    assert file_name(little("zh", name="a/b:c?"), ".xlsx") == "C1 abc.xlsx"


@pytest.mark.parametrize("person", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_a_blank_card_asks_for_what_may_stand_on_paper(lang: Lang, person: bool) -> None:
    """The address, but no bank account, identity number or religion."""
    asked = [cell.value for cell in blank_card(lang, person=person).plan.cells]
    assert CUSTOMERS["address"].label[lang] in asked
    for hidden in (Text("账号", "Bank account"), Text("身份证号", "Identity number"), Text("宗教信仰", "Religion")):
        assert hidden[lang] not in asked


def test_blank_cards_are_two_sheets(tmp_path: Path) -> None:
    """One for a company, one for a person."""
    write_blank("zh", tmp_path / "blank.xlsx")
    assert openpyxl.load_workbook(tmp_path / "blank.xlsx").sheetnames == ["客户卡（公司）", "客户卡（个人·家庭）"]
