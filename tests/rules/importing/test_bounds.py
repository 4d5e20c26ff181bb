"""Where the rules of pasted lists draw their lines: one step on either side of each."""

from __future__ import annotations

import pytest

from tests.rules.importing.conftest import Rows
from workbook.rules.importing.combined_columns import joined_address
from workbook.rules.importing.lead_contact import apart
from workbook.rules.importing.lead_decisions import People, kept_numbers, plan_leads
from workbook.rules.importing.record_changes import effect
from workbook.rules.reading.pasted_block import Block, likely_target, understand


@pytest.mark.parametrize(("signs", "beside"), [(20, True), (21, False)])
def test_up_to_twenty_signs_in_brackets_stand_beside_a_name(signs: int, *, beside: bool) -> None:
    """More is no position; the cell stays whole."""
    person = apart(f"张伟（{'经' * signs}）")
    assert (person.name == "张伟", person.beside) == (beside, "经" * signs if beside else "")


@pytest.mark.parametrize(("signs", "decision"), [(60, "new"), (61, "review")])
def test_a_name_alone_of_more_than_sixty_signs_is_a_note(rows: Rows, people: People, signs: int, decision: str) -> None:
    """Alone in its row, that is."""
    [plan] = plan_leads(rows(["公司名称", "摊位"], ["武" * signs, ""]), people, "zh")
    assert plan.decision == decision


@pytest.mark.parametrize("text", ["主办：武汉", "主办:武汉", "欢迎光临。", "欢迎！", "有兴趣？", "会期2026-06-01"])
def test_the_signs_of_a_sentence(rows: Rows, people: People, text: str) -> None:
    """Any of them makes a lone cell a note."""
    [plan] = plan_leads(rows(["公司名称", "摊位"], [text, ""]), people, "zh")
    assert plan.decision == "review"


@pytest.mark.parametrize("word", ["电话", "手机", "座机", "热线", "tel", "Phone", "mobile", "number", "numbers"])
def test_the_words_before_numbers_that_are_kept(word: str) -> None:
    """In remarks; twelve more signs may stand before the colon."""
    assert kept_numbers(f"{word}：0571-88001133") == ["0571-88001133"]
    assert kept_numbers(f"{word}{'备' * 12}: 0571-88001133") == ["0571-88001133"]
    assert kept_numbers(f"{word}{'备' * 13}: 0571-88001133") == []


@pytest.mark.parametrize("sign", "路街大道巷里弄东西南北中一二三四")
def test_a_street_named_like_the_city_does_not_say_the_city(sign: str) -> None:
    """天河路 does not begin with 天河; 天河体育 does."""
    assert joined_address({"city": "天河市"}, f"天河{sign}1号") == f"天河市天河{sign}1号"
    assert joined_address({"city": "天河市"}, "天河体育1号") == "天河体育1号"


@pytest.mark.parametrize("unit", "省市区县")
def test_a_place_is_known_without_its_unit(unit: str) -> None:
    """Province, city, district and county."""
    assert joined_address({"district": f"清河{unit}"}, "清河体育1号") == "清河体育1号"


@pytest.mark.parametrize(("before", "whole"), [(6, ""), (7, "广东省")])
def test_a_part_is_looked_for_in_the_first_signs(before: int, whole: str) -> None:
    """Six may stand before it."""
    street = f"{'我' * before}广东省1号"
    assert joined_address({"province": "广东省"}, street) == whole + street


def test_a_place_in_latin_letters_is_told_as_a_word() -> None:
    """Whatever its case; a part of a word is none; without a street the places stand alone."""
    assert joined_address({"city": "London"}, "1 High St, LONDON") == "1 High St, LONDON"
    assert joined_address({"city": "York"}, "1 Yorkshire St") == "1 Yorkshire St, York"
    assert joined_address({"city": "London", "province": "Kent"}, "") == "London, Kent"


@pytest.mark.parametrize(
    ("header", "likely"), [(["客户名称", "回款金额"], None), (["客户名称", "回款金额", "回款日期"], "payments")]
)
def test_three_headers_say_what_a_list_is(header: list[str], likely: str | None) -> None:
    """Two are chance."""
    block = Block([header, ["x"] * len(header)], [1, 2])
    assert likely_target(block, understand(block, "visits")) == likely


@pytest.mark.parametrize("spelt", ["http://a.example", "https://a.example/", "www.a.example", "HTTP://WWW.A.example/"])
def test_a_website_in_another_spelling_is_no_news(spelt: str) -> None:
    """With or without the protocol, www, and the last stroke."""
    old = {"name": "甲乙有限公司", "website": "a.example"}
    assert effect({"website": spelt}, "", old, [], by_id=False).nothing
    assert not effect({"website": f"{spelt.rstrip('/')}/b"}, "", old, [], by_id=False).nothing
