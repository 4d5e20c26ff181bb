"""The pages as plans: page 1 is complete on one sheet of paper, page 2 has the rest whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

import pytest

from macros.desk.cards.file import breaks
from macros.desk.cards.page_one import HEIGHT, TITLE, page_one
from macros.desk.cards.page_two import page_two
from macros.desk.cards.plan import COLUMNS, Cell, Look, Plan
from workbook.build.card_looks import LOOKS
from workbook.language import LANGS, Lang, Text
from workbook.rules.card.model import Card, Fact, Group, Open


def said(plan: Plan) -> list[object]:
    return [cell.value for cell in plan.cells]


@pytest.mark.parametrize("lang", LANGS)
def test_the_fullest_card_fits_on_page_1(much: Callable[[Lang], Card], lang: Lang) -> None:
    """With every block of it: orders, visits, people and open matters."""
    plan = page_one(much(lang))
    assert plan.height <= HEIGHT
    texts = "\n".join(map(str, said(plan)))
    assert all(word in texts for word in ("D2606-4", "16100000001", "2026-06-30"))


def test_nothing_is_smaller_than_nine_points() -> None:
    """The grid is as wide as the paper, so that nothing is shrunk either."""
    assert min(look.size for look in LOOKS.values()) >= 9


def test_a_long_name_stands_on_two_lines(little: Callable[..., Card]) -> None:
    """Rather than be shrunk."""
    short, long = (page_one(little("zh", name=name)).cells[0] for name in ("甲" * 23, "甲" * 24))
    assert (short.look, long.look) == (Look.NAME, Look.LONG_NAME)


def test_what_is_left_out_is_counted(much: Callable[[Lang], Card]) -> None:
    """Seven contacts, and the open matters that page 1 has no room for; page 2 has all of these."""
    card = much("zh")
    first = page_one(card)
    titles = [str(one) for one in said(first) if "另有" in str(one)]
    shown = sum(1 for one in said(first) if str(one).startswith((*(f"{n} " for n in range(12)), "c0", "c1", "c2")))
    assert titles == ["联系人 · 另有7项", f"未完成提醒和未结投诉 · 另有{15 - shown}项"]
    second = said(page_two(card, first).plan)
    assert [one.what for one in (*card.complaints, *card.reminders) if one.what not in second] == []


def test_a_text_that_page_1_cuts_off_is_whole_on_page_2(much: Callable[[Lang], Card]) -> None:
    """What came of a visit, the grade's reason, the traits, a basic fact."""
    card = much("zh")
    first = page_one(card)
    made = f"2026-06-30 拜访 {card.visits[0].contact}：{card.visits[0].result}"
    second = said(page_two(card, first).plan)
    for whole in (made, f"A：{card.grade_reason}", f"客户特征：{card.traits}", card.basics[-1].value):
        assert whole not in said(first)
        assert any(str(whole).startswith(str(one)[:-1]) for one in said(first) if str(one).endswith("…"))
        assert whole in second


def test_what_page_1_has_whole_is_not_said_again(little: Callable[..., Card]) -> None:
    """Page 2 of a card without groups and trade is empty."""
    card = little("zh", reminders=(Open("该联系", None, "很久没联系", "打电话", "赵"),))
    first = page_one(card)
    assert "很久没联系" in said(first)
    assert page_two(card, first).plan.row == 0


def test_only_filled_columns_of_a_small_table_are_shown(little: Callable[..., Card]) -> None:
    """A column in which no row says anything is left out; the others fill the width."""
    rows = (("Kim", None, 15.0), ("Bo", None, None))
    group = Group("family", Text("家庭成员", "Family"), head=tuple(Text(one, one) for one in "ABC"), rows=rows)
    card = little("zh", groups=(group,))
    plan = page_two(card, page_one(card)).plan
    assert said(plan) == ["家庭成员", "A", "C", "Kim", 15.0, "Bo", None]
    by_row: dict[int, int] = {}
    for cell in plan.cells:
        by_row[cell.row] = by_row.get(cell.row, 0) + cell.columns
    assert set(by_row.values()) == {COLUMNS}


def test_cells_of_a_row_stand_beside_each_other(much: Callable[[Lang], Card]) -> None:
    """None overlaps another or leaves the grid."""
    card = much("en")
    first = page_one(card)
    for plan in (first, page_two(card, first).plan):
        taken: set[tuple[int, int]] = set()
        for cell in plan.cells:
            place = places(cell)
            assert not place & taken
            taken |= place
        assert max(column for _, column in taken) <= COLUMNS


def places(cell: Cell) -> set[tuple[int, int]]:
    return {(cell.row, column) for column in range(cell.column, cell.column + cell.columns)}


def test_no_block_is_torn_between_two_sheets_of_paper(little: Callable[..., Card]) -> None:
    """Ten groups of ten lines: each goes over whole."""
    fact = Fact("f", Text("一项", "One"), "很长" * 40)
    groups = tuple(Group(f"g{n}", Text("组", "Group"), (fact,) * 10) for n in range(10))
    card = little("zh", groups=groups)
    page = page_two(card, page_one(card))
    ends = [start - 1 for start in breaks(page.plan, page.starts)]
    assert ends
    assert {end + 1 for end in ends} <= set(page.starts)
    above = list(accumulate(page.plan.heights, initial=0.0))
    sheets = [above[end] - above[start] for start, end in zip([0, *ends], [*ends, page.plan.row], strict=True)]
    assert max(sheets) <= HEIGHT - TITLE
