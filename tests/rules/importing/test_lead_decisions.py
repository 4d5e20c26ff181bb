"""Pasted leads against the book: the decision on each."""

from __future__ import annotations

import pytest

from tests.rules.importing.conftest import Rows
from workbook.rules.importing.lead_decisions import People, plan_leads

HEAD = ["客户编号", "公司名称", "联系人", "手机", "邮编", "摊位"]


@pytest.mark.parametrize(
    ("row", "decision", "customer"),
    [
        (["", "武汉云鹤仪表有限公司", "", "", "", ""], "new", None),
        (["C00002", "", "", "", "310000", ""], "update", "C00002"),
        (["C00002", "杭州禾渡智能家居有限公司", "", "", "", ""], "same", "C00002"),
        (["", "杭州禾渡智能家居有限公司", "", "", "", ""], "same", "C00002"),
        (["", "杭州禾渡智能家居有限公司", "", "", "310000", ""], "review", "C00002"),
        (["", "杭州禾渡智能家居有限公司", "", "", "", "A1"], "review", "C00002"),
        (["", "广州蓝汀机电安装有限公司", "张伟", "13800138000", "", ""], "same", "C00001"),
        (["", "广州蓝汀机电安装有限公司", "王芳", "", "", ""], "review", "C00001"),
        (["", "", "", "13999999999", "", ""], "rejected", None),
    ],
)
def test_each_row_has_its_decision(
    rows: Rows, people: People, row: list[str], decision: str, customer: str | None
) -> None:
    """Only the customer's own number updates by itself; what tells nothing new is the same; the rest asks."""
    [plan] = plan_leads(rows(HEAD, row), people, "zh")
    assert (plan.decision, plan.customer_id) == (decision, customer)


def test_a_row_that_repeats_an_earlier_one_is_the_same_unless_it_tells_more(rows: Rows, people: People) -> None:
    """Also more than the matching looks at: another stand number."""
    first = ["", "武汉云鹤仪表有限公司", "王芳", "13900139001", "", "A1"]
    plans = plan_leads(rows(HEAD, first, first, [*first[:5], "B2"]), people, "zh")
    assert [plan.decision for plan in plans] == ["new", "same", "review"]
    assert "第 2 行" in plans[2].reason.zh


def test_a_row_too_long_for_a_cell_is_rejected(rows: Rows, people: People) -> None:
    """And says so."""
    [plan] = plan_leads(rows(HEAD, ["", "武汉云鹤仪表有限公司", "", "", "", "长" * 31_000]), people, "zh")
    assert plan.decision == "rejected"
    assert plan.reason.en == "the row is too long for a cell"


@pytest.mark.parametrize("text", ["本名单由会务组提供：未经允许不得外传", "截至2026-06-01的名单", "谢谢！"])
def test_a_sentence_among_the_names_is_for_review(rows: Rows, people: People, text: str) -> None:
    """It is no customer, unless the user says so."""
    [plan] = plan_leads(rows(HEAD, ["", text, "", "", "", ""]), people, "zh")
    assert plan.decision == "review"
    assert "说明" in plan.reason.zh


def test_what_is_new_of_a_contact_is_called_the_contact_s(rows: Rows, people: People) -> None:
    """Its position is not the customer's place on the market, though both are kept under one word."""
    [plan] = plan_leads(
        rows(["公司名称", "联系人", "手机", "职务"], ["广州蓝汀机电安装有限公司", "张伟", "13800138000", "总监"]),
        people,
        "zh",
    )
    assert (plan.decision, plan.reason.zh) == ("review", "有新内容：联系人：职位")
