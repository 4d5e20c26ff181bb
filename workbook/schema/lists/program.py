"""Lists whose keys the rules depend on: grades, tiers, rhythms, reminder kinds, states.

Labels, order and the lists' own columns are the user's; keys are not.
"""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, flag, integer, number, text
from workbook.schema.list_model import Entry, ListOf
from workbook.schema.model import Field


def entry(key: str, zh: str, en: str, /, **values: object) -> Entry:
    """One default value, with the list's own columns by key."""
    return Entry(key, Text(zh, en), values)


def listing(
    key: str,
    zh: str,
    en: str,
    *entries: Entry,
    columns: tuple[Field, ...] = (),
    group: str = "customer",
    about: Text | None = None,
) -> ListOf:
    """Declare a list."""
    return ListOf(key, Text(zh, en), entries, columns, about, group)


CUSTOMER_KIND = listing(
    "customer_kind",
    "客户类型",
    "Kind of customer",
    entry("company", "公司", "Company"),
    entry("person", "个人·家庭", "Person or household"),
)

CATEGORY = listing(
    "category",
    "客户类别",
    "Category",
    entry("potential_end", "潜在终端客户", "Potential end customer", existing=False),
    entry("potential_agent", "潜在代理", "Potential agent", existing=False),
    entry("existing_end", "现有终端客户", "Existing end customer", existing=True),
    entry("existing_agent", "现有代理", "Existing agent", existing=True),
    entry("lost_end", "流失终端客户", "Lost end customer", existing=False),
    entry("lost_agent", "流失代理", "Lost agent", existing=False),
    columns=(
        flag(
            "existing",
            "现有客户",
            "Existing",
            help=Text(
                "填“是”的类别，业务下滑时会提醒。", "Customers of a category marked Yes are watched for purchase decline."
            ),
        ),
    ),
)

GRADE = listing(
    "grade",
    "客户等级",
    "Grade",
    entry("A", "A", "A", visits=3),
    entry("B", "B", "B", visits=2),
    entry("C", "C", "C", visits=1),
    entry("prospect", "潜在", "Prospect", visits=1),
    columns=(number("visits", "月拜访次数", "Visits a month", low=0),),
)

TIER = listing(
    "tier",
    "价值分层",
    "Value tier",
    entry("strategic", "战略客户", "Strategic", view1=Text("重点", "Key"), view2=Text("重要", "Important")),
    entry("important", "重要客户", "Important", view1=Text("重点", "Key"), view2=Text("重要", "Important")),
    entry("general", "一般客户", "General", view1=Text("普通", "Ordinary"), view2=Text("一般", "General")),
    entry("prospect", "潜在客户", "Prospect", view1=Text("潜在", "Prospect"), view2=Text("特殊", "Special")),
    columns=(text("view1", "重点/普通/潜在", "Key view"), text("view2", "重要/特殊/一般", "Importance view")),
)

CONTACT_STRATEGY = listing(
    "contact_strategy",
    "联系策略",
    "Contact strategy",
    entry("weekly", "每周", "Weekly", days=7),
    entry("half_monthly", "每半月", "Every half month", days=15),
    entry("monthly", "每月", "Monthly", days=30),
    entry("quarterly", "每季", "Quarterly", days=90),
    columns=(integer("days", "天数", "Days", low=1),),
)

PURCHASE_STRATEGY = listing(
    "purchase_strategy",
    "购买策略",
    "Purchase strategy",
    entry("monthly", "每月", "Monthly", days=30),
    entry("two_monthly", "每两月", "Every two months", days=60),
    entry("quarterly", "每季", "Quarterly", days=90),
    entry("half_yearly", "半年", "Half-yearly", days=180),
    columns=(integer("days", "天数", "Days", low=1),),
)

SETTLEMENT = listing(
    "settlement",
    "结算方式",
    "Settlement",
    entry("cash", "现款现货", "Cash on delivery", days=0, due_from="order"),
    entry("on_invoice", "票到付款", "On invoice", days=7, due_from="invoice"),
    entry("one_month", "一个月回款", "One month", days=30, due_from="order"),
    entry("two_months", "2个月回款", "Two months", days=60, due_from="order"),
    entry("three_months", "3个月回款", "Three months", days=90, due_from="order"),
    columns=(
        integer("days", "天数", "Days", low=0),
        choice("due_from", "起算", "Counted from", "due_from", tip=("空着就从下单日起算。", "Blank counts from the day of the order.")),
    ),
)

WILLINGNESS = listing(
    "willingness",
    "合作意愿",
    "Willingness",
    entry("high", "高", "High", visits=3),
    entry("low", "低", "Low", visits=1),
    columns=(number("visits", "月拜访次数", "Visits a month", low=0),),
)

POSITION = listing(
    "position",
    "行业地位",
    "Market position",
    entry("leader", "领导者", "Leader"),
    entry("influential", "较有影响", "Fairly influential"),
    entry("average", "影响一般", "Average influence"),
    entry("none", "没有影响力", "No influence"),
)

GRADING_METHOD = listing(
    "grading_method",
    "评级方法",
    "Grading method",
    entry("pareto", "累计占比（帕累托）", "Cumulative share (Pareto)"),
    entry("rfm", "RFM五分位", "RFM quintiles"),
    entry("scorecard", "评分卡", "Scorecard"),
    group="program",
)

REMINDER_KIND = listing(
    "reminder_kind",
    "提醒类型",
    "Reminder kind",
    entry("urgent", "紧急报告未读", "Urgent report unread"),
    entry("promise", "承诺到期", "Promise due"),
    entry("complaint", "投诉待答复", "Complaint unanswered"),
    entry("unsettled", "投诉未结案", "Complaint not settled"),
    entry("low_mark", "满意度低分", "Low mark"),
    entry("churn", "流失预警", "May be leaving"),
    entry("receivable", "应收款逾期", "Receivable overdue"),
    entry("credit", "超出信用额度", "Over credit limit"),
    entry("decline", "业务下滑", "Purchase decline"),
    entry("contact", "该联系", "Contact due"),
    entry("first_call", "新名单首呼", "First calls"),
    entry("birthday", "生日", "Birthday"),
    entry("visit", "计划拜访", "Planned visit"),
    entry("opportunity", "商机停留过久", "Opportunity stuck"),
    entry("contract", "合同到期", "Contract ends"),
    entry("deposit", "存款到期", "Deposit matures"),
    entry("progress", "进度汇报", "Progress report due"),
    entry("sample", "样品跟进", "Follow up a sample"),
    entry("stock", "断货或低于安全库存", "Out of or low on stock"),
    entry("price_cut", "降价后盘点库存", "Count stock after a price cut"),
    entry("price_end", "约定价格到期", "An agreed price ends"),
    entry("risk", "风险重新评估", "Risk reassessment"),
    entry("suggestion", "建议到期", "Suggestion due"),
    entry("unread", "报告待审阅", "Report unread"),
    entry("report", "报告到期", "Report due"),
    entry("anniversary", "纪念日", "Anniversary"),
    entry("reconcile", "该对账", "Reconcile accounts"),
    entry("stale", "资料过期", "Record out of date"),
    group="program",
)

REMINDER_STATUS = listing(
    "reminder_status",
    "提醒状态",
    "Reminder status",
    entry("open", "待办", "Open"),
    entry("done", "已办", "Done"),
    entry("postponed", "推迟", "Postponed"),
    group="program",
)

PRIORITY = listing(
    "priority",
    "优先级",
    "Priority",
    entry("high", "高", "High"),
    entry("medium", "中", "Medium"),
    entry("low", "低", "Low"),
    group="program",
)

PROBLEM_SEVERITY = listing(
    "problem_severity",
    "程度",
    "Severity",
    entry("error", "错误", "Error"),
    entry("warning", "注意", "Warning"),
    entry("hint", "建议", "Hint"),
    group="program",
)

SALESPERSON = listing(
    "salesperson",
    "业务员",
    "Salesperson",
    columns=(
        text("region", "负责区域", "Region"),
        text("kind", "类型", "Kind"),
        text("email", "电子邮件", "E-mail"),
        date("joined", "入职日期", "Joined"),
    ),
)

CREDIT_TERMS = listing(
    "credit_terms",
    "信用政策",
    "Credit terms",
    entry(
        "1",
        "一星",
        "1 star",
        limit=0,
        terms=Text("现款现货", "Cash on delivery"),
        over=Text("款到发货", "Goods after payment"),
    ),
    entry(
        "2",
        "二星",
        "2 stars",
        limit=10_000,
        terms=Text("票到付款", "On invoice"),
        over=Text("款到发货", "Goods after payment"),
    ),
    entry(
        "3",
        "三星",
        "3 stars",
        limit=50_000,
        terms=Text("一个月回款", "One month"),
        over=Text("审批", "Approval"),
    ),
    entry(
        "4",
        "四星",
        "4 stars",
        limit=200_000,
        terms=Text("2个月回款", "Two months"),
        over=Text("审批", "Approval"),
    ),
    entry(
        "5",
        "五星",
        "5 stars",
        limit=500_000,
        terms=Text("3个月回款", "Three months"),
        over=Text("停货", "Stop deliveries"),
    ),
    columns=(
        number("limit", "额度", "Limit", low=0),
        text("terms", "交易条件", "Terms"),
        text("over", "超额处理", "Over the limit"),
    ),
)

FUNNEL = listing(
    "funnel",
    "漏斗阶段",
    "Funnel step",
    entry("market", "目标市场", "Target market"),
    entry("potential", "潜在客户", "Potential customer"),
    entry("target", "目标客户", "Target customer"),
    group="program",
)

LISTS: tuple[ListOf, ...] = (
    CUSTOMER_KIND,
    CATEGORY,
    GRADE,
    TIER,
    CONTACT_STRATEGY,
    PURCHASE_STRATEGY,
    SETTLEMENT,
    WILLINGNESS,
    POSITION,
    GRADING_METHOD,
    REMINDER_KIND,
    REMINDER_STATUS,
    PRIORITY,
    PROBLEM_SEVERITY,
    SALESPERSON,
    CREDIT_TERMS,
    FUNNEL,
)

__all__ = ["LISTS", "entry", "listing"]
