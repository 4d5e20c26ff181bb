"""Visits of the sample: a year of calls and visits, with promises kept and broken and a next step for each."""

from __future__ import annotations

import datetime as dt

from workbook.build.sample.contacts import of_customer
from workbook.build.sample.customers import AS_OF, CUSTOMERS, Customer
from workbook.build.sample.dice import Dice, workday
from workbook.language import Lang, Text

Row = dict[str, object]

# kind, goal, result when reached, result when not
_TALKS: tuple[tuple[str, str, Text, Text], ...] = (
    ("return", "more", Text("同意下月起把工程线缆订量提高一成", "Agreed to order a tenth more building wire from next month"),
     Text("仓库还有货，暂不加量", "Still has stock, no larger order for now")),
    ("return", "more", Text("新开两个工地，追加平板灯和筒灯", "Two new sites: more panel lights and downlights"),
     Text("工地延期，订单往后推", "The site is late, the order moves back")),
    ("return", "unsold", Text("留下智能开关样品，答应试装两套", "Took smart-switch samples, will fit two sets on trial"),
     Text("对新品类兴趣不大", "Little interest in the new range")),
    ("return", "unsold", Text("看了智能电表演示，要一份方案", "Saw the smart meter at work, wants a proposal"),
     Text("技术部门要先评估", "Its engineers want to assess it first")),
    ("phone", "relation", Text("聊了近况，确认收货无误", "Talked of how things go; goods arrived in order"),
     Text("对方在外地，约下周再谈", "Away on travel, talk again next week")),
    ("phone", "collect", Text("核对账单，周五前付款", "Went through the account; pays by Friday"),
     Text("财务换人，账单重新走流程", "New accountant, the bill goes round again")),
    ("return", "collect", Text("承诺本周付清到期货款", "Will pay what is due this week"),
     Text("说资金紧，要求延后半个月", "Short of funds, asks for two more weeks")),
    ("meeting", "policy", Text("讲解新的返利政策，客户认可", "Explained the new rebate; well received"),
     Text("希望返利按季结", "Wants the rebate by the quarter")),
    ("email", "new_product", Text("已发新品资料，客户要报价", "Sent the new leaflet; asked for a quotation"),
     Text("尚未回复", "No answer yet")),
    ("training", "relation", Text("给对方业务员讲了一小时接线规范", "An hour on wiring rules for their salespeople"),
     Text("到场人少，改期再讲", "Few came; to be repeated")),
    ("return", "complaint", Text("现场换货，客户满意", "Replaced on the spot, content"),
     Text("要厂家出书面说明", "Wants a written statement of the maker")),
)
_HOUSEHOLD_TALKS: tuple[tuple[str, str, Text, Text], ...] = (
    ("phone", "relation", Text("新灯用得满意，愿意介绍邻居", "Pleased with the new lamps, will tell the neighbours"),
     Text("没接电话，改天再打", "No answer, call another day")),
    ("phone", "new_product", Text("想了解智能开关，发了资料", "Asked about smart switches; leaflet sent"),
     Text("暂时不需要", "Nothing needed for now")),
    ("email", "relation", Text("发了保养提示，回复感谢", "Sent care hints; thanked us"), Text("尚未回复", "No answer yet")),
)
_FIRST_TALKS = (
    ("first", "first_order", Text("认可产品，要求先报一个小项目", "Likes the goods, wants a quotation for a small job"), Text("已有固定供应商", "Has a supplier already")),
    ("sweep", "relation", Text("店面不大，老板愿意留样品", "Small shop; the owner keeps samples"), Text("老板不在，留了名片", "Owner out, left a card")),
    ("phone", "first_order", Text("约好上门演示", "A demonstration is arranged"), Text("说预算明年才有", "Budget only next year")),
)
_PROMISES = (
    Text("三天内给出新报价", "A new quotation within three days"),
    Text("寄检测报告", "Send the test report"),
    Text("协调加急发货", "Arrange an urgent delivery"),
    Text("安排技术人员到现场", "Send an engineer to the site"),
    Text("更换两箱破损插座", "Replace two broken boxes of sockets"),
)
_STEPS = (
    Text("带合同去签", "Take the contract for signing"),
    Text("回访试用情况", "Ask how the trial went"),
    Text("送样品", "Bring samples"),
    Text("核对上季账目", "Check last quarter's account"),
    Text("约总经理面谈", "Meet the general manager"),
)
_CALL = Text("电话问候", "A friendly call")
_NEWS = (Text("对手在送货时间上承诺更短", "A rival promises faster delivery"), Text("对手降价百分之三", "A rival cut prices by 3%"))
_OPEN_PROMISE = Text("季末前给出整套方案和报价", "A complete plan and quotation by the end of the quarter")
# Who was rung up in the last week, and what was said.
_CALLED = frozenset((
    "hedu", "tuolan", "danyuan", "zhangmu", "mingche", "lushan", "haiyan", "jinglan", "beiqiu", "zhishang", "liuxia", "anlu",
    "hengxu", "xiting", "queshan", "fulu", "wanyin", "daoshu", "kongmu", "p_wen", "p_jiang", "p_gu", "p_ji",
))  # fmt: skip
_CALLS = (
    Text("聊了近况，下月有需要会联系", "Talked of how things go; will ring when something is needed next month"),
    Text("收货无误，暂不加单", "The goods arrived in order; nothing to add for now"),
    Text("对价格有疑问，已解释", "A question about prices, answered"),
    Text("项目延后，约好下月再谈", "The project is late; to talk again next month"),
)
# Promises still open on the sample's day: days until (or since) they are due.
_OPEN_PROMISES = {"qiyu": -1, "moxi": 2, "wanyin": -5}
_GAPS = {"monthly": 34, "grow": 40, "decline": 75, "two_monthly": 62, "quarterly": 85, "seasonal": 115, "new": 33, "once": 170,
         "lost": 240, "none": 80, "never": 95}


_NEVER_CALLED = frozenset(("p_ning",))  # whose first call is still to be made


def visit_days(one: Customer) -> list[dt.date]:
    """When the customer was called on in the year to the sample's date."""
    dice = Dice(f"visit days {one.slug}")
    gap = _GAPS[one.pattern] * (2.1 if one.is_person else 1.3)
    first = dt.date(2026, 2, 24) if one.pattern == "new" else dt.date(2025, 7, 2)
    days, day = [], first + dt.timedelta(days=dice.between(0, round(gap)))
    while day < AS_OF:
        days.append(workday(day))
        day += dt.timedelta(days=max(6, round(gap * (0.75 + 0.5 * dice.share()))))
    return days


def visit_rows(lang: Lang) -> list[Row]:
    """Rows of tblVisits: input columns only, in order of date."""
    plans = sorted((day, one.number, round_, one) for one in CUSTOMERS for round_, day in enumerate(visit_days(one), start=1))
    last = {number: round_ for _, number, round_, _ in plans}
    rows = [
        _row(number, day, round_, one, last[one.number] == round_, lang)
        for number, (day, _, round_, one) in enumerate(plans, start=1)
        if one.slug not in _NEVER_CALLED
    ]
    rows += [_call(one, last[one.number] + 1, lang) for one in CUSTOMERS if one.slug in _CALLED]
    rows.sort(key=lambda row: str(row["date"]))  # a call after the visits of its day
    return [{"visit_id": f"V{number:06d}", **row} for number, row in enumerate(rows, start=1)]


def _call(one: Customer, round_: int, lang: Lang) -> Row:
    """A call in the week before the sample's day: nobody is left waiting for months."""
    dice = Dice(f"call {one.slug}")
    return {
        "date": workday(AS_OF - dt.timedelta(days=1 + one.number % 7)),
        "customer_id": one.customer_id,
        "contact": of_customer(one)[0].contact_id,
        "salesperson": one.owner,
        "kind": "phone",
        "goal": "relation",
        "goal_reached": True,
        "result": dice.one(_CALLS)[lang],
        "round": round_,
        "tasks": ("relation",),
    }


def _row(number: int, day: dt.date, round_: int, one: Customer, is_last: bool, lang: Lang) -> Row:
    dice = Dice(f"visit {number} {one.slug}")
    prospect = one.pattern in ("none", "never", "lost")
    kind, goal, good, bad = dice.one(_HOUSEHOLD_TALKS if one.is_person else _FIRST_TALKS if prospect else _TALKS)
    if prospect and round_ > 1 and kind == "first":
        kind = "return"
    reached = dice.chance(0.65)
    people = of_customer(one)
    row: Row = {
        "date": day,
        "customer_id": one.customer_id,
        "contact": people[0 if dice.chance(0.75) else len(people) - 1].contact_id,
        "salesperson": one.owner,
        "kind": kind,
        "goal": goal,
        "goal_reached": reached,
        "result": (good if reached else bad)[lang],
        "round": round_,
        "tasks": tuple(dice.some(("sell", "market", "relation", "information", "guide"), dice.between(1, 3))),
    }
    if kind not in ("phone", "email"):
        row |= {"time": dice.one(("09:30", "10:00", "14:00", "15:30")), "minutes": dice.between(3, 12) * 10,
                "place": one.city.name[lang], "joint": "joint" if one.size >= 8 and dice.chance(0.3) else "single"}
    if not reached and dice.chance(0.6):
        row["failure_reason"] = dice.one(("offer", "mismatch", "obstacle", "rival"))
    if dice.chance(0.3) and not one.is_person:
        due = workday(day + dt.timedelta(days=dice.between(3, 9)))
        row |= {"promise": dice.one(_PROMISES)[lang], "promise_due": due,
                "promise_kept": dice.chance(0.9) or due < AS_OF - dt.timedelta(days=120) if due < AS_OF - dt.timedelta(days=20) else dice.chance(0.3)}
    if is_last and one.slug in _OPEN_PROMISES:
        row |= {"promise": _OPEN_PROMISE[lang], "promise_due": workday(AS_OF + dt.timedelta(days=_OPEN_PROMISES[one.slug])), "promise_kept": False}
    if is_last and one.pattern != "lost":
        ahead = workday(AS_OF + dt.timedelta(days=dice.between(0, 21)))
        row |= {"next_step": (_CALL if one.is_person else dice.one(_STEPS))[lang], "next_date": max(ahead, workday(day + dt.timedelta(days=7)))}
    elif dice.chance(0.4) and not one.is_person:
        row["next_step"] = dice.one(_STEPS)[lang]
    if dice.chance(0.12) and not one.is_person:
        row["competitor_news"] = dice.one(_NEWS)[lang]
        row["urgent"] = dice.chance(0.3)
    return row
