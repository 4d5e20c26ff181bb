"""Service in the sample: complaints answered and open, satisfaction, suggestions, activities and who took part."""

from __future__ import annotations

import datetime as dt

from workbook.build.sample.customers import AS_OF, CUSTOMERS
from workbook.build.sample.dice import Dice
from workbook.build.sample.products import PRODUCTS
from workbook.language import Lang, Text

Row = dict[str, object]
_BY_SLUG = {one.slug: one for one in CUSTOMERS}


def customer_id(slug: str) -> str:
    """Number of the customer with this slug."""
    return _BY_SLUG[slug].customer_id


def before(days: int) -> dt.date:
    """So many days before the sample's date (after it when negative)."""
    return AS_OF - dt.timedelta(days=days)


# slug, days ago, subject, kind, product (place in the list), channel, severity, answered after, closed after, solution,
# improvement, satisfied
_COMPLAINTS: tuple[tuple[str, int, Text, str, int | None, str, str, int | None, int | None, Text | None, Text | None, bool], ...] = (
    ("hedu", 301, Text("开关面板有划痕", "Scratched switch plates"), "quality", 7, "phone", "normal", 1, 9, Text("整箱更换", "Replaced the box"), Text("外箱加护角", "Corner guards in the box"), True),
    ("lanting", 212, Text("线缆少发两卷", "Two rolls of cable missing"), "delivery", None, "phone", "normal", 0, 2, Text("次日补发", "Sent the next day"), Text("出库双人复核", "Two people check what leaves"), True),
    ("tuolan", 188, Text("断路器误跳闸", "Breakers trip without cause"), "quality", 17, "visit", "serious", 4, 31, Text("换批并补检测报告", "New batch with test report"), Text("每批抽检十只", "Ten of each batch are tested"), False),
    ("tuolan", 121, Text("发票抬头开错", "Invoice to the wrong name"), "billing", None, "email", "slight", 2, 6, Text("重开", "Issued again"), None, True),
    ("qiyu", 76, Text("筒灯色温不一致", "Downlights of different tints"), "quality", 16, "visit", "normal", 2, 15, Text("按批次更换", "Replaced by batch"), Text("箱外标明批次和色温", "Batch and tint stand on the box"), True),
    ("songhe", 40, Text("送货迟到半天", "Delivery half a day late"), "delivery", None, "phone", "slight", 1, 3, Text("致歉并调整路线", "Apology, new route"), None, True),
    ("tuolan", 33, Text("断路器又误跳闸", "Breakers trip again"), "quality", 17, "phone", "serious", 1, 8, Text("再换一批", "Another batch"), None, False),
    ("zhangmu", 9, Text("插座安装孔偏差", "Fixing holes out of place"), "quality", 6, "online", "normal", 2, None, None, None, False),
    ("yanbei", 5, Text("电缆外皮破损", "Cable sheath damaged"), "quality", 3, "phone", "serious", None, None, None, None, False),
)


def complaint_rows(lang: Lang) -> list[Row]:
    """Rows of tblComplaints."""
    rows: list[Row] = []
    for number, row in enumerate(_COMPLAINTS, start=1):
        slug, days, subject, kind, product, channel, severity, answered, closed, solution, improvement, satisfied = row
        rows.append({
            "complaint_id": f"S{number:05d}",
            "date": before(days),
            "customer_id": customer_id(slug),
            "subject": subject[lang],
            "kind": kind,
            "product": None if product is None else PRODUCTS[product].name[lang],
            "channel": channel,
            "severity": severity,
            "owner": _BY_SLUG[slug].owner,
            "answered_on": None if answered is None else before(days - answered),
            "closed_on": None if closed is None else before(days - closed),
            "solution": solution and solution[lang],
            "improvement": improvement and improvement[lang],
            "satisfied": satisfied,
        })
    return rows


_WANTS = (Text("更快的交货", "Faster delivery"), Text("更细的技术资料", "Fuller technical papers"), Text("账期放宽", "Longer credit"))


def satisfaction_rows(lang: Lang) -> list[Row]:
    """Rows of tblSatisfaction: every third buyer was asked."""
    rows: list[Row] = []
    for one in CUSTOMERS:
        dice = Dice(f"satisfaction {one.slug}")
        if one.size < 3 or dice.chance(0.35):
            continue
        low = one.pattern in ("decline", "lost")
        product, service = dice.between(2, 4) if low else dice.between(3, 5), dice.between(1, 3) if low else dice.between(3, 5)
        rows.append({"date": before(dice.between(15, 330)), "customer_id": one.customer_id, "product": product, "service": service,
                     "overall": (product + service + 1) // 2, "wants": dice.one(_WANTS)[lang]})
    middle = Text("2026年中回访", "Mid-2026 survey")[lang]
    rows += [  # a round that is being asked: half have answered
        {"date": before(12), "customer_id": customer_id(slug), "round": middle, "product_name": PRODUCTS[at].name[lang], **marks}
        for slug, at, marks in (
            ("lanting", 0, {"product": 5, "service": 4, "overall": 5}), ("hedu", 10, {"product": 4, "service": 4, "overall": 4}),
            ("yanbei", 3, {}), ("qiyu", 16, {"product": 3, "service": 4, "overall": 3}), ("danyuan", 10, {}), ("shuozhou", 17, {}),
        )
    ]
    return sorted(rows, key=lambda row: str(row["date"]))


# from, who, what, feasibility, priority, decision, owner, due in days, what came of it, reward, reported back days ago
_SUGGESTIONS: tuple[tuple[str, Text, Text, str, str, str, str, int, Text | None, float | None, int | None], ...] = (
    ("staff", Text("罗一川", "Luo Yichuan"), Text("把常用线缆放到西安前置仓", "Keep common cables in a store in Xi'an"), "high", "high", "adopted", "luo", -15, Text("已开仓，西北交期从6天减到2天", "Open; the north-west waits 2 days instead of 6"), 800, 10),
    ("customer", Text("蓝汀采购部", "Lanting's purchasing"), Text("外箱印清批次号", "Print batch numbers clearly on boxes"), "high", "medium", "adopted", "lin", 5, None, None, None),
    ("customer", Text("澹园", "Danyuan"), Text("返利改按季结算", "Pay the rebate by the quarter"), "medium", "medium", "pending", "su", 35, None, None, None),
    ("prospect", Text("晚荫地产", "Wanyin Property"), Text("提供样板间整套方案", "Offer a complete set for show flats"), "medium", "high", "partly", "lin", 60, None, None, None),
    ("staff", Text("匿名", "Anonymous"), Text("取消小单运费", "Drop the freight of small orders"), "low", "medium", "declined", "zhao", 20, None, None, None),
)


def suggestion_rows(lang: Lang) -> list[Row]:
    """Rows of tblSuggestions: one done, one due soon, one to come, one waiting, one declined and not told."""
    return [
        {"suggestion_id": f"Y{number:04d}", "date": before(200 - 35 * number), "from": origin, "who": who[lang], "text": text[lang],
         "feasibility": feasibility, "priority": priority, "decision": decision, "owner": owner, "due": before(-due),
         "result": result and result[lang], "reward": reward, "feedback_on": None if told is None else before(told)}
        for number, (origin, who, text, feasibility, priority, decision, owner, due, result, reward, told) in enumerate(_SUGGESTIONS, start=1)
    ]


_ACTIVITIES: tuple[tuple[Text, str, dt.date, float, tuple[str, ...]], ...] = (
    (Text("智能开关新品会", "Smart switch launch"), "event", dt.date(2025, 9, 12), 18500, ("hedu", "danyuan", "lushan", "qiyu", "moxi")),
    (Text("施工规范培训", "Course on wiring rules"), "training", dt.date(2025, 11, 20), 6200, ("lanting", "yanbei", "zhangmu", "cenlin")),
    (Text("春季促销", "Spring promotion"), "promotion", dt.date(2026, 3, 16), 24000, ("lanting", "hedu", "danyuan", "taige", "jinglan", "songhe")),
)


def activity_rows(lang: Lang) -> list[Row]:
    """Rows of tblActivities."""
    return [
        {"activity_id": f"E{number:04d}", "name": name[lang], "kind": kind, "date": day, "cost": cost, "watch_days": 90}
        for number, (name, kind, day, cost, _) in enumerate(_ACTIVITIES, start=1)
    ]


def participant_rows() -> list[Row]:
    """Rows of tblParticipants."""
    return [
        {"activity_id": f"E{number:04d}", "customer_id": customer_id(slug)}
        for number, (*_, slugs) in enumerate(_ACTIVITIES, start=1)
        for slug in slugs
    ]
