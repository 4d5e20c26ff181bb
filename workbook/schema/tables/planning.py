"""Planning: scorecards, targets, the register of reports. Sources: the weighted evaluation with standards and the
reporting rules (daily, urgent, periodic) of the seed documents."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, customer, date, flag, group, integer, money, month, note, number, text
from workbook.schema.model import table

SCORECARDS = table(
    "tblScorecards",
    "客户评估",
    "Scorecards",
    group("score", "评估", "Evaluation"),
    date("date", "日期", "Date", required=True, also="评估日期"),
    customer(required=True),
    choice("indicator", "评估指标", "Indicator", "indicator", required=True, also="评价指标|指标"),
    number("value", "实际值", "Value", required=True, low=0, also="得分|实际",
           tip=("与指标的标准值同一单位；默认标准是5分。", "In the unit of the indicator's standard, which is 5 by default.")),
    number("points", "加权得分", "Weighted points", worked_out=True),
    note("remarks", "备注", "Remarks"),
    about=Text("按指标给客户打分；权重和标准在字典里。", "Scores by indicator; weights and standards stand in the lists."),
    copied="customer",
)

TARGETS = table(
    "tblTargets",
    "目标",
    "Targets",
    group("target", "目标", "Target"),
    month("month", "月份", "Month", required=True, also="月"),
    choice("salesperson", "业务员", "Salesperson", "salesperson"),
    choice("region", "所属区域", "Region", "region", also="区域|大区",
           tip=("填了区域、没填业务员的一行是该区域的目标，不计入全公司的目标。", "A row with a region and no salesperson is the region's target and no part of the company's.")),
    money("amount", "目标净额", "Target amount", low=0, also="销售目标|目标金额"),
    integer("visits", "目标拜访次数", "Target visits", low=0),
    integer("new_customers", "目标新客户", "Target new customers", low=0),
    note("remarks", "备注", "Remarks"),
    about=Text("每月目标：业务员的、区域的；两格都空着表示全公司。", "Targets a month, of a salesperson or a region; with both blank, of the whole company."),
    copied="person",
)

REPORTS = table(
    "tblReports",
    "报告登记",
    "Reports",
    group("report", "报告", "Report"),
    choice("kind", "报告类型", "Kind of report", "report_kind", required=True),
    choice("salesperson", "业务员", "Salesperson", "salesperson", required=True),
    text("subject", "主题", "Subject", width=30),
    date("due", "应交日期", "Due", required=True),
    date("sent", "提交日期", "Sent"),
    integer("late_days", "超期(天)", "Late (days)", worked_out=True, tip=("0 = 按时提交；还没到期的空着。", "0 = sent on time; blank while it is not due.")),
    flag("read", "已审阅", "Read", also="已阅"),
    text("read_by", "审阅人", "Read by", also="阅者"),
    note("remarks", "备注", "Remarks"),
    about=Text("日常、紧急、定期报告：何时应交、何时提交、是否已审阅。", "Daily, urgent and periodic reports: when due, when sent, whether read."),
    copied="person",
)

__all__ = ["REPORTS", "SCORECARDS", "TARGETS"]
