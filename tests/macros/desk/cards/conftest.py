"""Cards as data, by hand: a plain one, and one of a customer of whom too much is known."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from workbook.language import Lang, Text
from workbook.rules.card.model import Card, Fact, Group, Month, NextStep, Open, Order, Person, Product, Visit
from workbook.schema.model import Kind

DAY = dt.date(2026, 6, 30)
LONG: dict[Lang, str] = {"zh": "这位客户说了很多话" * 20, "en": "This customer said a great many things. " * 10}


def plain(lang: Lang = "zh", **more: Any) -> Card:
    """A card with little on it."""
    figures = [
        Fact(key, Text("某项数字", "Some figure"), 1_234_567.89, Kind.MONEY)
        for key in ("net", "rank", "order_count", "total_amount", "last_order", "silence", "interval", "first_order",
                    "receivable", "overdue", "prepaid", "credit_limit")
    ]  # fmt: skip
    facts: dict[str, Any] = {
        "lang": lang, "as_of": DAY, "person": False, "private": False, "customer_id": "C1", "name": "Ash",
        "grade": "A", "grade_reason": "", "traits": "", "limits": "", "head": (), "basics": (),
        "figures": tuple(figures), "next_step": None, "people": (), "people_left_out": 0, "orders": (), "visits": (),
        "reminders": (), "complaints": (), "groups": (), "months": (), "products": (),
    }  # fmt: skip
    return Card(**facts | more)


@pytest.fixture
def little() -> Callable[..., Card]:
    return plain


@pytest.fixture
def much() -> Callable[[Lang], Card]:
    """The fullest card that there can be."""

    def make(lang: Lang) -> Card:
        said = LONG[lang]
        return plain(
            lang,
            name=said[:60],
            grade_reason=said,
            traits=said,
            limits=said,
            head=tuple(Fact(f"h{n}", Text("客户类别", "Category"), said[:12]) for n in range(6)),
            basics=tuple(Fact(f"b{n}", Text("标签很长的一项", "A long label"), said[: 6 + 3 * n]) for n in range(16)),
            next_step=NextStep(said, DAY, said[:8], said[:8], "16100000001"),
            people=tuple(Person("经营管理者", said[:12], said[:20], "16100000001", DAY, said[:40]) for _ in range(5)),
            people_left_out=7,
            orders=tuple(Order(DAY, f"D2606-{n}", (said[:14], said[:14], "x"), 1_234_567.89) for n in range(5)),
            visits=tuple(Visit(DAY, "拜访", said[:6], said, said, DAY, True, said, DAY) for _ in range(3)),
            reminders=tuple(Open("计划拜访", DAY, f"{n} {said}", said, said[:6]) for n in range(12)),
            complaints=tuple(Open("严重", DAY, f"c{n} {said}", "", said[:6]) for n in range(3)),
            groups=(
                Group("g", Text("资料", "Facts"), tuple(Fact(f"f{n}", Text("一项", "One"), said) for n in range(20))),
                Group(
                    "r", Text("各行", "Rows"), head=(Text("甲", "A"), Text("乙", "B")), rows=((said, 1.0), ("x", None))
                ),
            ),
            months=tuple(Month(dt.date(2024 + n // 12, n % 12 + 1, 1), 100.0 * n, 50.0) for n in range(24)),
            products=(Product(said[:20], 100.0, 0.5), Product("x", 100.0, None)),
        )

    return make


def changed(card: Card, **more: Any) -> Card:
    """The same card with other facts."""
    return dataclasses.replace(card, **more)
