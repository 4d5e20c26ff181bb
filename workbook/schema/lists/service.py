"""Lists of service and development: what a complaint is of, how customers behave, who may be about to leave."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import note
from workbook.schema.list_model import ListOf
from workbook.schema.lists.program import entry, listing

COMPLAINT_KIND = listing(
    "complaint_kind", "投诉类别", "Kind of complaint",
    entry("quality", "产品质量", "Product quality"),
    entry("delivery", "交货", "Delivery"),
    entry("billing", "价格与账务", "Price and billing"),
    entry("after_sales", "售后服务", "After-sales service"),
    entry("attitude", "服务态度", "Attitude"),
    entry("other", "其他", "Other"),
    group="service",
)

BEHAVIOUR = listing(
    "behaviour", "行为分类", "Behaviour",
    entry("problem", "问题客户", "Has problems", meaning=Text("统计期内投诉2次以上：先解决问题。", "Two complaints or more in the window: solve the problem first.")),
    entry("often_much", "常买、买得多", "Often and much", meaning=Text("次数和净额都不低于中位数：保持。", "Orders and amount at least the median: keep.")),
    entry("often", "常买、买得少", "Often, little", meaning=Text("次数不低于中位数，净额低于：推荐更多品种。", "Orders at least the median, amount below: offer more products.")),
    entry("much", "少买、买得多", "Seldom, much", meaning=Text("净额不低于中位数，次数少：提前问计划。", "Amount at least the median, few orders: ask for plans early.")),
    entry("little", "少买、买得少", "Seldom, little", meaning=Text("次数和净额都低于中位数。", "Orders and amount below the median.")),
    entry("engaged", "参加活动、还没买", "Takes part, buys nothing", meaning=Text("统计期内没有交易，参加过活动：趁热跟进。", "No order in the window, took part in an activity: follow up.")),
    columns=(note("meaning", "含义", "Meaning"),),
    group="program",
)

CHURN_LEVEL = listing(
    "churn_level", "流失预警", "Risk of leaving",
    entry("high", "高", "High", meaning=Text("两项以上。", "Two signs or more.")),
    entry("medium", "中", "Medium", meaning=Text("一项。", "One sign.")),
    columns=(note("meaning", "含义", "Meaning"),),
    group="program",
)

REFERRER_KIND = listing(
    "referrer_kind", "引荐人身份", "Kind of referrer",
    entry("customer", "客户", "Customer"),
    entry("contact", "联系人", "Contact"),
    entry("employee", "员工", "Employee"),
    entry("outside", "不在客户簿里", "Not in the book"),
    entry("unclear", "同名，分不清", "Several of that name"),
    group="program",
)

LISTS: tuple[ListOf, ...] = (COMPLAINT_KIND, BEHAVIOUR, CHURN_LEVEL, REFERRER_KIND)
