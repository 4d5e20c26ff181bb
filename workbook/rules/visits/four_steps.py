"""The four steps by which a shop becomes a customer: a good impression, listening, showing that one is willing, terms.

Each visit face to face goes one step further; the fourth is held until the first order. Who has ordered is through with
it. A large customer that can pay is visited the second time together with the manager: a graded visit, in which each
talks to whom is of the same rank.

>>> step(0, has_ordered=False), step(9, has_ordered=False), step(1, has_ordered=True)
(1, 4, None)
>>> [wants_manager(made, money="strong", demand="large", done=False) for made in (0, 1)]
[False, True]
"""

from __future__ import annotations

from workbook.language import Text

STEPS = (
    Text(
        "第1步 留下好印象：精神面貌、产品亮点，问清客户基本情况。"
        "要：准时、多听、留样品和名片；不要：急着谈成、轻易许诺",
        "Step 1, a good impression: look the part, show the product, learn the basics. Do: be in time, listen, leave a "
        "sample and a card. Don't: push for a deal, promise lightly",
    ),
    Text(
        "第2步 认真听、简单谈：收集情况，试探合作的可能，条件先高后低。"
        "要：问清销量、进货渠道、竞品；不要：一口说不、当面反驳",
        "Step 2, listen and talk briefly: gather facts, sound out what is possible, begin with high terms. Do: ask for "
        "sales, suppliers, rivals. Don't: say no outright, contradict",
    ),
    Text(
        "第3步 深入沟通：表明合作的意愿和姿态，带去方案。"
        "要：找到决定的人、说明给他的好处；不要：说别的客户的事、拖过约好的时间",
        "Step 3, go into depth: show that we want it and how, bring a proposal. Do: reach who decides, say what is "
        "in it for them. Don't: tell of other customers, overstay",
    ),
    Text(
        "第4步 谈条件、签约：价格、账期、首单和支持逐条谈妥。"
        "要：当场写下来、约好下一步；不要：超出权限答应、留下没说清的条款",
        "Step 4, terms and signature: price, days to pay, first order and support, one by one. Do: write it down, fix "
        "the next step. Don't: exceed your powers, leave terms open",
    ),
)
WITH_MANAGER = Text(
    "购买力强、需求量大：这次请经理一起去，职务对职务地谈（分级拜访）",
    "Strong and with a large demand: go with the manager this time, rank to rank (a graded visit)",
)
FORMS = ("joint", "graded")
"""The forms of a visit that was made with somebody of higher rank."""


def step(made: int, *, has_ordered: bool) -> int | None:
    """Which step the next visit is, after so many face to face; None for who has ordered."""
    return None if has_ordered else min(made + 1, len(STEPS))


def wants_manager(made: int, *, money: object, demand: object, done: bool) -> bool:
    """Whether the next visit is with the manager: from the second on, of who is large and able, until it is made."""
    return made >= 1 and money == "strong" and demand == "large" and not done
