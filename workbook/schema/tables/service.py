"""Service: complaints, satisfaction, suggestions, activities and who took part. Sources: complaint handling, the
suggestion procedure (collected, weighed, carried out, rewarded, reported back) and the meetings, courses and
promotions of the seed documents."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, code, customer, date, flag, group, integer, money, note, of, ref, stars, text
from workbook.schema.model import Kind, table

COMPLAINTS = table(
    "tblComplaints",
    "投诉",
    "Complaints",
    group("complaint", "投诉", "Complaint"),
    code("complaint_id", "投诉编号", "Complaint ID", also="编号|complaint no"),
    date("date", "日期", "Date", required=True, also="投诉日期|complaint date"),
    customer(required=True),
    text("subject", "投诉事项", "Subject", required=True, width=30, also="投诉内容|事由"),
    choice("channel", "投诉渠道", "Channel", "complaint_channel", also="渠道"),
    choice("severity", "严重程度", "Severity", "complaint_severity", also="程度"),
    choice("owner", "负责人", "Owner", "salesperson", also="处理人"),
    group("handling", "处理", "Handling"),
    date("answered_on", "答复日期", "Answered on"),
    date("closed_on", "结案日期", "Closed on"),
    note("solution", "解决办法", "Solution"),
    note("improvement", "持续改进", "Improvement"),
    flag("satisfied", "客户满意", "Customer satisfied"),
    group("figures", "时效", "Timing", ("admin", "manager")),
    integer("answer_days", "答复用时(天)", "Days to answer", worked_out=True),
    integer("closing_days", "结案用时(天)", "Days to close", worked_out=True),
    integer("repeats", "同一客户第几次", "Complaint number", worked_out=True),
    about=Text("每件投诉一行：答复、结案、改进。", "One row a complaint: answered, closed, improved."),
    key="complaint_id",
    id_format="S{:05d}",
    copied="customer",
)

SATISFACTION = table(
    "tblSatisfaction",
    "满意度",
    "Satisfaction",
    group("survey", "满意度", "Satisfaction"),
    date("date", "日期", "Date", required=True, also="调查日期"),
    customer(required=True),
    stars("product", "产品满意", "Product", also="产品满意度"),
    stars("service", "服务满意", "Service", also="服务满意度"),
    stars("overall", "总体满意", "Overall", also="总体满意度|满意度|satisfaction"),
    note("wants", "希望得到", "Wants"),
    note("comments", "意见", "Comments", also="备注"),
    about=Text("满意度回访，1到5分。", "Satisfaction, one to five."),
    copied="customer",
)

SUGGESTIONS = table(
    "tblSuggestions",
    "建议",
    "Suggestions",
    group("suggestion", "建议", "Suggestion"),
    code("suggestion_id", "建议编号", "Suggestion ID", also="编号"),
    date("date", "日期", "Date", required=True),
    choice("from", "建议来自", "From", "suggestion_from", also="来源"),
    text("who", "建议人", "Who", also="姓名"),
    note("text", "建议内容", "Suggestion", required=True, also="内容"),
    choice("feasibility", "可行性", "Feasibility", "feasibility"),
    choice("priority", "优先级", "Priority", "priority"),
    group("handling", "处理", "Handling"),
    choice("decision", "处理决定", "Decision", "suggestion_decision"),
    note("plan", "实施计划", "Plan"),
    choice("owner", "负责人", "Owner", "salesperson"),
    date("due", "完成期限", "Due"),
    note("result", "实施结果", "Result"),
    money("reward", "奖励", "Reward"),
    date("feedback_on", "反馈日期", "Reported back on"),
    flag("restricted", "限制传阅", "Restricted"),
    about=Text("员工和客户的建议：评估、采纳、实施、反馈。", "Suggestions of staff and customers: weighed, adopted, carried out, answered."),
    key="suggestion_id",
    id_format="Y{:04d}",
    copied="all",
)

ACTIVITIES = table(
    "tblActivities",
    "活动",
    "Activities",
    group("activity", "活动", "Activity"),
    code("activity_id", "活动编号", "Activity ID", also="编号"),
    text("name", "活动名称", "Activity", required=True, width=28, also="名称"),
    choice("kind", "活动类型", "Kind of activity", "activity_kind", also="类型"),
    date("date", "日期", "Date", required=True, also="活动日期"),
    money("cost", "费用", "Cost", low=0, own=True),
    integer("watch_days", "统计天数", "Days watched", low=1,
            tip=("活动后多少天内的订单算成效；空着算90天。", "Orders within so many days count as its effect; blank means 90.")),
    group("effect", "成效", "Effect"),
    integer("participant_count", "参与客户数", "Participants", worked_out=True),
    integer("orders_after", "活动后订单", "Orders after", worked_out=True),
    money("amount_after", "活动后净额", "Net amount after", worked_out=True),
    of(Kind.NUM, "return", "投入产出比", "Return", worked_out=True,
       tip=("活动后净额 ÷ 费用。", "Net amount after ÷ cost.")),
    note("remarks", "备注", "Remarks"),
    about=Text("培训、活动、促销：花了多少，带来多少订单。", "Courses, events, promotions: what they cost and what they brought."),
    key="activity_id",
    id_format="E{:04d}",
    copied="all",
)

PARTICIPANTS = table(
    "tblParticipants",
    "活动参与",
    "Participants",
    group("participant", "参与", "Participant"),
    ref("activity_id", "活动编号", "Activity ID", "tblActivities", required=True),
    text("activity_name", "活动名称", "Activity", worked_out=True, width=28, shows="activity_id"),
    customer(required=True),
    note("notes", "说明", "Notes"),
    about=Text("哪些客户参加了哪次活动。", "Which customers took part in which activity."),
    copied="customer",
)

__all__ = ["ACTIVITIES", "COMPLAINTS", "PARTICIPANTS", "SATISFACTION", "SUGGESTIONS"]
