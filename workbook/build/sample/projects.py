"""Opportunities, decision chains, contracts, risks, reconciliations of the sample."""

from __future__ import annotations

from workbook.build.sample.contacts import of_customer
from workbook.build.sample.customers import CUSTOMERS
from workbook.build.sample.orders import owed
from workbook.build.sample.service import before, customer_id
from workbook.language import Lang, Text

Row = dict[str, object]
_BY_SLUG = {one.slug: one for one in CUSTOMERS}

# slug, title, state, stage, days in stage, amount, close in days, competitor
_OPPORTUNITIES: tuple[tuple[str, Text, str, str, int, float, int, Text | None], ...] = (
    ("yanbei", Text("滨河三期照明", "Riverside phase 3 lighting"), "open", "negotiation", 12, 420000, 25, Text("辉腾照明（虚构）", "Huiteng Lighting (invented)")),
    ("lanting", Text("会展中心线缆", "Exhibition hall cables"), "open", "contract", 6, 360000, 10, None),
    ("wanyin", Text("晚荫一号样板区", "Wanyin One show flats"), "open", "demonstration", 38, 280000, 70, Text("辉腾照明（虚构）", "Huiteng Lighting (invented)")),
    ("yechuan", Text("戈壁基地配电", "Desert base distribution"), "open", "needs", 9, 650000, 95, Text("铭北电气（虚构）", "Mingbei Electric (invented)")),
    ("moxi", Text("新办公楼智能照明", "Smart lighting for new offices"), "open", "contact", 4, 96000, 60, None),
    ("fulu", Text("二号车间改造", "Refit of workshop 2"), "open", "needs", 45, 150000, 40, Text("铭北电气（虚构）", "Mingbei Electric (invented)")),
    ("qiyu", Text("栖屿海湾店", "Qiyu Bay hotel"), "won", "execution", 20, 188000, -30, None),
    ("tuolan", Text("年度框架续签", "Renewal of the yearly frame"), "lost", "negotiation", 110, 300000, -100, Text("铭北电气（虚构）", "Mingbei Electric (invented)")),
)


# What is known of one of them: all that its stage needs but the competitor's progress.
_KNOWN: dict[str, dict[str, Text]] = {
    "yanbei": {
        "organisation_needs": Text("三期按时交付，验收一次通过", "Phase 3 on time, accepted at the first look"),
        "department_needs": Text("项目部要分批到货，物资部要资料齐全", "The site wants it in lots, purchasing the papers in full"),
        "person_needs": Text("分管副总要业绩，不能出差错", "The deputy head wants a success and no mistake"),
        "purchase_way": Text("邀请招标，三家报价", "Invited tender of three"),
        "purchase_progress": Text("技术标已过，等商务标", "Technical part passed, prices come next"),
        "decision_process": Text("项目部推荐，物资部询价，分管副总定", "Site proposes, purchasing compares, the deputy head decides"),
        "service_team": Text("赵远航、技术支持一人", "Zhao Yuanhang and one engineer"),
    },
}


def opportunity_rows(lang: Lang) -> list[Row]:
    """Rows of tblOpportunities."""
    rows: list[Row] = []
    for number, (slug, title, state, stage, days, amount, close, competitor) in enumerate(_OPPORTUNITIES, start=1):
        rows.append({
            "opportunity_id": f"O{number:04d}",
            "customer_id": customer_id(slug),
            "title": title[lang],
            "state": state,
            "stage": stage,
            "stage_since": before(days),
            "amount": amount,
            "probability": 0.7 if slug == "lanting" else None,
            "expected_close": before(-close),
            "owner": _BY_SLUG[slug].owner,
            "competitor": competitor and competitor[lang],
            "budget": amount * 1.1 if state == "open" else None,
            "decision_criteria": Text("价格、交期、售后", "Price, delivery, after-sales")[lang],
            "lost_reason": Text("对手报价低百分之六", "A rival was 6% cheaper")[lang] if state == "lost" else None,
            **{key: said[lang] for key, said in _KNOWN.get(slug, {}).items()},
        })
    return rows


def decision_chain_rows(lang: Lang) -> list[Row]:
    """Rows of tblDecisionChain: every contact of the first four opportunities."""
    attitudes = ("neutral", "supporter", "opponent")
    weights = ("important", "decisive", "minor")
    roles = ("buyer", "decider", "influencer")
    return [
        {
            "opportunity_id": f"O{number:04d}",
            "contact": person.contact_id,
            "role": roles[place % 3],
            "weight": weights[place % 3],
            "attitude": attitudes[(place + number) % 3],
            "leans_to": Text("我方", "Us")[lang] if (place + number) % 3 == 1 else None,
        }
        for number, (slug, *_) in enumerate(_OPPORTUNITIES[:4], start=1)
        for place, person in enumerate(of_customer(_BY_SLUG[slug]))
    ]


# slug, kind, opportunity, signed days ago, runs, amount, next report in days
_CONTRACTS: tuple[tuple[str, str, int | None, int, int, float, int | None], ...] = (
    ("lanting", "agreement", None, 350, 365, 800000, 12),
    ("hedu", "agreement", None, 540, 730, 600000, None),
    ("yanbei", "intent", 1, 20, 90, 420000, 5),
    ("qiyu", "contract", 7, 42, 180, 188000, 3),
    ("songhe", "contract", None, 120, 300, 150000, None),
    ("danyuan", "agreement", None, 360, 365, 400000, None),
)


def contract_rows(lang: Lang) -> list[Row]:
    """Rows of tblContracts."""
    return [
        {
            "contract_no": f"H{number:04d}",
            "customer_id": customer_id(slug),
            "opportunity": f"O{opportunity:04d}" if opportunity else None,
            "kind": kind,
            "legal_review": None if slug == "songhe" else Text("已审", "Reviewed")[lang],
            "signed_on": before(signed),
            "starts_on": before(signed),
            "ends_on": before(signed - runs),
            "amount": amount,
            "terms": Text("按订单交货，月结对账", "Delivery by order, account checked monthly")[lang],
            "next_report_on": None if report is None else before(-report),
        }
        for number, (slug, kind, opportunity, signed, runs, amount, report) in enumerate(_CONTRACTS, start=1)
    ]


_RISKS: tuple[tuple[str, str, str, Text, Text, int, int], ...] = (
    ("tuolan", "market", "high", Text("正在转向竞品", "Turning to a rival"), Text("经理约见，重新报价", "Manager to call, new offer"), 60, -8),
    ("haiyan", "credit", "high", Text("付款一再拖后", "Pays later each time"), Text("改为款到发货", "Goods after payment"), 45, -4),
    ("beiqiu", "credit", "medium", Text("信用二星仍欠款", "Two stars and still owing"), Text("控制额度", "Hold the limit"), 80, -10),
    ("hedu", "contract", "low", Text("代理协议明年到期", "Agency ends next year"), Text("提前谈续约", "Talk of renewal early"), 100, -80),
)


def risk_rows(lang: Lang) -> list[Row]:
    """Rows of tblRisks; the last figures are days ago assessed, days ago due again (negative: ahead)."""
    return [
        {"customer_id": customer_id(slug), "kind": kind, "level": level, "what": what[lang], "response": response[lang],
         "owner": _BY_SLUG[slug].owner, "assessed_on": before(assessed), "next_on": before(again)}
        for slug, kind, level, what, response, assessed, again in _RISKS
    ]


# slug, days ago, allowed, actual, unlike the book by, confirmed, collateral, open question
_RECONCILED: tuple[tuple[str, int, float, float, float, bool, Text | None, Text | None], ...] = (
    ("hedu", 181, 80000, 76500, 0, True, None, None),
    ("danyuan", 180, 60000, 66800, 0, True, Text("商铺房产证1本", "Title deed of a shop"), Text("2024年样品柜未结清", "A display of 2024 not settled")),
    ("hedu", 20, 80000, 71200, 0, False, None, None),
    ("lanting", 75, 0, 0, 3250, True, None, None),
)


def reconciliation_rows(lang: Lang) -> list[Row]:
    """Rows of tblReconciliations: two agents once a half-year, one not confirmed yet; one customer's figure is not the
    book's."""
    return [
        {"date": before(days), "customer_id": customer_id(slug), "allowed_stock": allowed or None, "actual_stock": actual or None,
         "collateral": collateral and collateral[lang], "paid_unsettled": 0,
         "prepaid": round(max(0.0, -owed(slug, before(days))), 2), "receivable": round(max(0.0, owed(slug, before(days))) + off, 2),
         "legacy": legacy and legacy[lang], "confirmed_by": Text("财务部", "Accounts")[lang] if confirmed else None,
         "confirmed_on": before(days - 2) if confirmed else None}
        for slug, days, allowed, actual, off, confirmed, collateral, legacy in _RECONCILED
    ]
