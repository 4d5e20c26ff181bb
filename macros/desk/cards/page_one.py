"""Page 1 of a card: who it is, the money, the people, the last orders and visits, what is open - on one page of A4.

The page is complete whatever the customer is like: long texts are cut off (page 2 has them whole) and of many open
matters the first are listed and the rest counted, until all of it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from macros.desk.cards.plan import COLUMNS, LINE, CellValue, Look, Part, Plan, capacity, columns_of, gap, joined, width
from workbook.build.formats import TEXT_FORMAT
from workbook.language import COLON, COMMA, SEMICOLON, Lang, Text
from workbook.rules.card.model import Card, Fact, Open, Order, Visit
from workbook.schema.model import Kind

HEIGHT = 762.0  # points that a page of A4 has between its margins (macros/desk/cards/file.py)
TRIES = (
    (6, 2, 3), (5, 2, 3), (4, 2, 3), (3, 2, 3), (3, 2, 1), (6, 1, 3), (4, 1, 3), (6, 1, 1), (4, 1, 1), (2, 1, 1),
    (1, 1, 1),
)  # fmt: skip
"""Open matters at most, lines of a listed row, thirds of the width that a basic fact may take: until it all fits."""

BASICS = Text("基本资料", "Basics")
FIGURES = Text("交易数据", "Trade in figures")
PEOPLE = Text("联系人", "Contacts")
ORDERS = Text("最近5笔订单", "Last five orders")
VISITS = Text("最近3次拜访", "Last three visits")
WAITING = Text("未完成提醒和未结投诉", "Open reminders and complaints")
NEXT = Text("下一步", "Next step")
TRAITS = Text("客户特征", "Traits")
LIMITS = Text("联络限制", "Contact limits")
COMPLAINT = Text("投诉", "Complaint")
ROLE, NAME, POSITION, MOBILE = (
    Text("身份", "Role"),
    Text("姓名", "Name"),
    Text("职位", "Position"),
    Text("手机", "Mobile"),
)
TOUCH, ADVICE, LEFT = Text("最近联系", "Last contact"), Text("沟通方式", "How to talk"), Text("已离职", "has left")
DATE, NUMBER, GOODS, AMOUNT = (
    Text("日期", "Date"),
    Text("订单号", "Order no."),
    Text("产品", "Products"),
    Text("净额", "Net amount"),
)
PROMISE, KEPT, AGREED = Text("承诺", "Promised"), Text("已兑现", "kept"), Text("下一步", "Next")
DUE, KIND, WHAT, OWNER = Text("到期", "Due"), Text("类型", "Kind"), Text("原因", "Why"), Text("负责人", "Owner")
AND_MORE = Text("另有{n}项", "{n} more")
OTHERS = Text("等{n}种", " and others, {n} in all")
BY, ASK = Text("负责：{who}", "by {who}"), Text("找{who}", "ask for {who}")
FORMATS = {
    Kind.MONEY: "#,##0.00",
    Kind.INT: "#,##0",
    Kind.NUM: "General",
    Kind.RATE: "0.0%",
    Kind.DATE: "yyyy-mm-dd",
    Kind.STARS: TEXT_FORMAT,
}
_ALARMING = ("overdue",)
TITLE = 32.0  # points of a name on two lines, at the top of every sheet of paper
_NAME, _LONG_NAME = 46.0, 120.0  # how wide a name may be, in one line and in two


def page_one(card: Card) -> Plan:
    """The page, with as much of it as fits."""
    plans = (_page(card, *limits) for limits in TRIES)
    return next((plan for plan in plans if plan.height <= HEIGHT), None) or _page(card, *TRIES[-1])


def _page(card: Card, many: int, lines: int, thirds: int) -> Plan:
    plan = Plan()
    _header(plan, card)
    title(plan, (BASICS[card.lang], COLUMNS))
    for row in flowed(card.basics, card.lang, thirds):
        plan.line(*row)
    _figures(plan, card)
    _people(plan, card, lines)
    _history(plan, card, lines)
    _open(plan, card, many, lines)
    return plan


def title(plan: Plan, *titles: tuple[str, int]) -> None:
    """Headings of blocks side by side, over so many columns each; blank ones are gaps."""
    plan.space(4)
    plan.line(*(Part(text, columns, Look.TITLE) if text else gap(columns) for text, columns in titles), least=15)


def shown(fact: Fact) -> tuple[CellValue, str]:
    """A fact's value as the cell has it, and its number format."""
    if isinstance(fact.value, str) or fact.value is None:
        return fact.value or "", TEXT_FORMAT
    if fact.kind is Kind.STARS and isinstance(fact.value, float):
        return "★" * int(fact.value), TEXT_FORMAT
    return fact.value, FORMATS.get(fact.kind, "General")


def _header(plan: Plan, card: Card) -> None:
    fits = width(card.name) <= _NAME
    name = card.name if width(card.name) <= _LONG_NAME else f"{card.name[: int(_LONG_NAME // 2)]}…"
    plan.line(
        Part(name, 20, Look.NAME if fits else Look.LONG_NAME),
        Part(card.grade, 4, Look.BADGE),
        least=24 if fits else TITLE,
    )
    said = [card.customer_id]
    for fact in card.head:
        if fact.key == "key_account":
            said.append(fact.label[card.lang])
        elif fact.key in ("category", "tier"):
            said.append(str(fact.value))
        elif isinstance(fact.value, float):
            said.append(f"{fact.label[card.lang]}{COLON[card.lang]}{fact.value:.0%}")
        else:
            said.append(f"{fact.label[card.lang]}{COLON[card.lang]}{fact.value}")
    plan.line(Part(joined(said, " · "), COLUMNS, Look.QUIET), most=2)
    reason, traits, limits, step = sentences(card)
    if reason:
        plan.line(Part(reason, COLUMNS, Look.BODY), most=2)
    plan.space(3)
    plan.line(Part(traits, COLUMNS, Look.BOX), least=2 * LINE, most=3)
    if limits:
        plan.line(Part(limits, COLUMNS, Look.WARNING), most=2)
    plan.space(3)
    plan.line(Part(step, COLUMNS, Look.NEXT), least=17, most=2)


def sentences(card: Card) -> tuple[str, str, str, str]:
    """The grade's reason, the traits, the contact limits ('' for none) and the next step, each with what it is."""
    lang = card.lang
    return (
        f"{card.grade}{COLON[lang]}{card.grade_reason}" if card.grade_reason else "",
        f"{TRAITS[lang]}{COLON[lang]}{card.traits}",
        f"{LIMITS[lang]}{COLON[lang]}{card.limits}" if card.limits else "",
        f"{NEXT[lang]}{COLON[lang]}{_next(card)}",
    )


def _next(card: Card) -> str:
    step = card.next_step
    if step is None:
        return ""
    lang = card.lang
    return joined(
        [
            step.what,
            f"{step.due:%Y-%m-%d}" if step.due else "",
            BY[lang].format(who=step.owner) if step.owner else "",
            joined([ASK[lang].format(who=step.contact) if step.contact else "", step.phone], " "),
        ],
        " · ",
    )


def flowed(facts: Sequence[Fact], lang: Lang, most: int = 3) -> Iterator[list[Part]]:
    """Facts as label and value, three to a row; a long value takes the room of two or three, or of so many at most."""
    row: list[Part] = []
    used = 0
    for fact in facts:
        value, number_format = shown(fact)
        label = fact.label[lang]
        wide = columns_of(label)
        thirds = next((n for n in range(1, most) if width(str(value)) <= capacity(8 * n - wide)), most)
        if used + thirds > 3:
            yield row
            row, used = [], 0
        row += [
            Part(label, wide, Look.LABEL),
            Part(value, 8 * thirds - wide, Look.VALUE, number_format),
        ]
        used += thirds
    if row:
        yield row


def _figures(plan: Plan, card: Card) -> None:
    title(plan, (FIGURES[card.lang], COLUMNS))
    for at in range(0, len(card.figures), 4):
        some = card.figures[at : at + 4]
        plan.line(*(Part(fact.label[card.lang], 6, Look.LABEL) for fact in some), least=13)
        row = []
        for fact in some:
            value, number_format = shown(fact)
            alarming = fact.key in _ALARMING and bool(value)
            look = Look.ALARM if alarming else Look.FIGURE
            row.append(Part("—" if value == "" else value, 6, look, number_format))
        plan.line(*row, least=15)


_PEOPLE = (3, 3, 4, 4, 3, 7)


def _people(plan: Plan, card: Card, lines: int) -> None:
    lang = card.lang
    left_out = AND_MORE[lang].format(n=card.people_left_out) if card.people_left_out else ""
    title(plan, (joined([PEOPLE[lang], left_out], " · "), COLUMNS))
    heads = (ROLE, NAME, POSITION, MOBILE, TOUCH, ADVICE)
    plan.line(*(Part(head[lang], wide, Look.HEAD) for head, wide in zip(heads, _PEOPLE, strict=True)), most=2)
    for one in card.people:
        cells = (LEFT[lang] if one.left else one.role, one.name, one.position, one.mobile, one.last_touch, one.advice)
        plan.line(
            *(Part(cell, wide, Look.LINE, _format(cell)) for cell, wide in zip(cells, _PEOPLE, strict=True)), most=lines
        )


def _format(cell: object) -> str:
    return TEXT_FORMAT if isinstance(cell, str) else "yyyy-mm-dd"


_ORDER = (3, 3, 3, 4)
_VISITS = COLUMNS - sum(_ORDER) - 1


def _history(plan: Plan, card: Card, lines: int) -> None:
    """Orders on the left, visits on the right: a visit takes two rows, its promise and next step in the second."""
    lang = card.lang
    title(plan, (ORDERS[lang], sum(_ORDER)), ("", 1), (VISITS[lang], _VISITS))
    heads = zip((DATE, NUMBER, GOODS, AMOUNT), _ORDER, strict=True)
    plan.line(*(Part(head[lang], wide, Look.HEAD, right=head is AMOUNT) for head, wide in heads), most=2)
    orders = [_order(one, lang) for one in card.orders]
    visits = [part for one in card.visits for part in told(one, lang, _VISITS)]
    for left, right in zip_longest(orders, visits):
        plan.line(*(left or [gap(sum(_ORDER))]), gap(1), right or gap(_VISITS), most=lines)


def order_cells(one: Order, lang: Lang) -> tuple[CellValue, ...]:
    """Day, number, products and net amount."""
    goods = COMMA[lang].join(one.products[:2])
    if len(one.products) > 2:
        goods += OTHERS[lang].format(n=len(one.products))
    return one.date, one.number, goods, one.amount


def _order(one: Order, lang: Lang) -> list[Part]:
    formats = ("yyyy-mm-dd", TEXT_FORMAT, TEXT_FORMAT, "#,##0.00")
    return [
        Part(value, wide, Look.LINE, form, right=form == "#,##0.00")
        for value, wide, form in zip(order_cells(one, lang), _ORDER, formats, strict=True)
    ]


def told(one: Visit, lang: Lang, columns: int) -> list[Part]:
    """A visit in one row or two: what came of it, then what was promised and agreed on."""
    made = joined([f"{one.date:%Y-%m-%d}", one.kind, one.contact], " ")
    promise = joined([one.promise, f"{one.promise_due:%m-%d}" if one.promise_due else ""], " ")
    if promise and one.promise_kept:
        promise += f"（{KEPT.zh}）" if lang == "zh" else f" ({KEPT.en})"
    agreed = joined([one.next_step, f"{one.next_date:%m-%d}" if one.next_date else ""], " ")
    after = joined(
        [
            f"{PROMISE[lang]}{COLON[lang]}{promise}" if promise else "",
            f"{AGREED[lang]}{COLON[lang]}{agreed}" if agreed else "",
        ],
        SEMICOLON[lang],
    )
    return [
        Part(joined([made, one.result], COLON[lang]), columns, Look.LINE),
        *([Part(after, columns, Look.LINE)] if after else []),
    ]


_OPEN = (3, 3, 10, 5, 3)


def _open(plan: Plan, card: Card, many: int, lines: int) -> None:
    lang = card.lang
    waiting = matters(card)
    if not waiting:
        return
    rest = AND_MORE[lang].format(n=len(waiting) - many) if len(waiting) > many else ""
    title(plan, (joined([WAITING[lang], rest], " · "), COLUMNS))
    for kind, one in waiting[:many]:
        plan.line(*matter(kind, one), most=lines)


def matters(card: Card) -> list[tuple[str, Open]]:
    """What is open, each with its kind; complaints first."""
    return [*((COMPLAINT[card.lang], one) for one in card.complaints), *((one.kind, one) for one in card.reminders)]


def matter_cells(kind: str, one: Open) -> tuple[CellValue, ...]:
    """When it is due, of what kind it is, why, what to do, and who does it."""
    return one.due, kind, one.what, one.action, one.owner


def matter(kind: str, one: Open) -> list[Part]:
    """An open matter in one row."""
    cells = zip(matter_cells(kind, one), _OPEN, strict=True)
    return [Part(cell, wide, Look.LINE, _format(cell)) for cell, wide in cells]
