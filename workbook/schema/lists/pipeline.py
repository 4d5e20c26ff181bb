"""Lists of development and evaluation: pipeline stages, opportunities, risks, indicators, reports."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, integer, number, rate, text
from workbook.schema.list_model import Entry, ListOf
from workbook.schema.lists.program import entry, listing

_MARKETING, _SALES, _LEGAL, _DELIVERY = Text("市场部", "Marketing"), Text("销售部", "Sales"), Text("法务部", "Legal"), Text("相关部门", "Delivery")


def _stage(key: str, zh: str, en: str, department: Text, deliverable: tuple[str, str], days: int, probability: float) -> Entry:
    return entry(key, zh, en, department=department, deliverable=Text(*deliverable), days=days, probability=probability)


STAGE = listing(
    "stage", "开发阶段", "Stage",
    _stage("research", "市场调研", "Market research", _MARKETING, ("调研报告", "Research report"), 30, 0.05),
    _stage("prospecting", "客户挖掘", "Prospecting", _MARKETING, ("潜在客户名单", "List of prospects"), 30, 0.05),
    _stage("contact", "客户接触", "First contact", _SALES, ("拜访日报", "Daily visit report"), 14, 0.1),
    _stage("needs", "需求确认", "Needs confirmed", _SALES, ("需求说明", "Statement of needs"), 21, 0.2),
    _stage("demonstration", "产品展示", "Demonstration", _SALES, ("展示记录", "Demonstration record"), 21, 0.35),
    _stage("negotiation", "商务谈判", "Negotiation", _SALES, ("报价和谈判纪要", "Quotation and minutes"), 30, 0.55),
    _stage("contract", "合同签订", "Contract signing", _LEGAL, ("合同", "Contract"), 14, 0.85),
    _stage("conversion", "客户转化", "Conversion", _SALES, ("首张订单", "First order"), 14, 0.95),
    _stage("execution", "项目执行", "Execution", _DELIVERY, ("进度汇报", "Progress report"), 60, 1.0),
    _stage("care", "维护", "Care", _SALES, ("回访记录", "Record of return visits"), 90, 1.0),
    _stage("evaluation", "评估", "Evaluation", _MARKETING, ("满意度和评估", "Satisfaction and evaluation"), 180, 1.0),
    columns=(
        text("department", "负责部门", "Department"),
        text("deliverable", "交付物", "Deliverable"),
        integer("days", "允许天数", "Days allowed", low=1),
        rate("probability", "成交概率", "Probability", low=0, high=1),
    ),
    group="pipeline",
)

OPPORTUNITY_STATE = listing(
    "opportunity_state", "商机状态", "Opportunity state",
    entry("open", "进行中", "Open"),
    entry("won", "赢", "Won"),
    entry("lost", "输", "Lost"),
    group="pipeline",
)

CHAIN_ATTITUDE = listing(
    "chain_attitude", "对我方态度", "Attitude to us",
    entry("supporter", "支持", "Supports us"),
    entry("neutral", "中立", "Neutral"),
    entry("opponent", "反对", "Against us"),
    entry("unknown", "不明", "Unknown"),
    group="pipeline",
)

IMPORTANCE = listing(
    "importance", "重要程度", "Weight",
    entry("decisive", "决定性", "Decisive"),
    entry("important", "重要", "Important"),
    entry("minor", "次要", "Minor"),
    group="pipeline",
)

CONTRACT_KIND = listing(
    "contract_kind", "合同类型", "Kind of contract",
    entry("intent", "意向", "Letter of intent"),
    entry("agreement", "协议", "Agreement"),
    entry("contract", "合同", "Contract"),
    group="pipeline",
)

RISK_KIND = listing(
    "risk_kind", "风险类型", "Kind of risk",
    entry("market", "市场风险", "Market"),
    entry("credit", "信用风险", "Credit"),
    entry("contract", "合同风险", "Contract"),
    group="pipeline",
)

RISK_LEVEL = listing(
    "risk_level", "风险等级", "Risk level",
    entry("high", "高", "High", days=30),
    entry("medium", "中", "Medium", days=90),
    entry("low", "低", "Low", days=180),
    columns=(integer("days", "重新评估天数", "Reassess after days", low=1, also="复评天数"),),
    group="pipeline",
)

DIRECTION = listing(
    "direction", "方向", "Direction",
    entry("up", "越高越好", "More is better"),
    entry("down", "越低越好", "Less is better"),
    group="evaluation",
)

INDICATOR_GROUP = listing(
    "indicator_group", "评估方面", "Aspect",
    entry("standing", "市场地位", "Market standing"),
    entry("finance", "财务", "Finance"),
    entry("management", "管理", "Management"),
    entry("service", "技术服务", "Technical service"),
    entry("marketing", "营销", "Marketing"),
    group="evaluation",
)


def _indicator(key: str, zh: str, en: str, aspect: str, weight: float, standard: float = 5, direction: str = "up") -> Entry:
    return entry(key, zh, en, aspect=aspect, weight=weight, standard=standard, direction=direction)


INDICATOR = listing(
    "indicator", "评估指标", "Indicator",
    _indicator("influence", "专业市场影响力", "Influence in its market", "standing", 10),
    _indicator("brands", "经营大厂家产品", "Carries products of large makers", "standing", 6),
    _indicator("connections", "市场人脉", "Connections in the market", "standing", 6),
    _indicator("funds", "资金实力", "Financial strength", "finance", 10),
    _indicator("profit", "盈利能力", "Profitability", "finance", 8),
    _indicator("credit", "财务信用", "Financial credit", "finance", 12),
    _indicator("team", "业务团队规模与能力", "Size and ability of the sales team", "management", 8),
    _indicator("system", "管理体制", "Management system", "management", 5),
    _indicator("leadership", "高层品质与协作", "Character and teamwork of the leaders", "management", 7),
    _indicator("technique", "技术应用水平", "Technical competence", "service", 5),
    _indicator("after_sales", "售后服务", "After-sales service", "service", 5),
    _indicator("network", "独立健全的营销网络", "A sales network of its own", "marketing", 7),
    _indicator("reach", "网络布局与效率", "Layout and efficiency of the network", "marketing", 6),
    _indicator("marketers", "营销队伍素质", "Quality of its marketing people", "marketing", 5),
    columns=(
        choice("aspect", "方面", "Belongs to", "indicator_group"),
        number("weight", "权重", "Weight", low=0, high=100),
        number("standard", "标准值", "Standard", low=0),
        choice("direction", "优劣方向", "Better when", "direction"),
    ),
    group="evaluation",
    about=Text("得分 = 实际 ÷ 标准（封顶1）× 权重；权重合计100。", "Points = actual ÷ standard (1 at most) × weight; weights add up to 100."),
)

SCORE_LEVEL = listing(
    "score_level", "评估等级", "Score level",
    entry("excellent", "优", "Excellent", from_score=85),
    entry("good", "良", "Good", from_score=70),
    entry("fair", "中", "Fair", from_score=55),
    entry("poor", "差", "Poor", from_score=0),
    columns=(number("from_score", "起始得分", "From score", low=0, high=100),),
    group="evaluation",
)

REPORT_CYCLE = listing(
    "report_cycle", "报告周期", "Report cycle",
    entry("workday", "每个工作日", "Every working day"),
    entry("week", "每周", "Every week"),
    entry("month", "每月", "Every month"),
    group="evaluation",
    about=Text("每周、每月的最后一个工作日到期。", "Due on the last working day of the week or month."),
)

REPORT_KIND = listing(
    "report_kind", "报告类型", "Kind of report",
    entry("daily", "日常报告", "Daily", read_days=1),
    entry("urgent", "紧急报告", "Urgent"),
    entry("periodic", "定期报告", "Periodic", read_days=4),
    columns=(
        choice("every", "周期", "Every", "report_cycle",
               help=Text("填了周期，刷新时给每位业务员登记到期的报告；空着不登记。", "With a cycle, Refresh registers a report of each salesperson when due; blank registers none.")),
        integer("read_days", "审阅天数", "Days to read", low=0,
                help=Text("提交几天后还没审阅就提醒；紧急报告当天提醒。", "Days after which one that was sent and not read is reminded of; an urgent one at once.")),
    ),
    group="evaluation",
)

LISTS: tuple[ListOf, ...] = (
    STAGE, OPPORTUNITY_STATE, CHAIN_ATTITUDE, IMPORTANCE, CONTRACT_KIND, RISK_KIND, RISK_LEVEL,
    DIRECTION, INDICATOR_GROUP, INDICATOR, SCORE_LEVEL, REPORT_CYCLE, REPORT_KIND,
)
