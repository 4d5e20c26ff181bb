"""拜访 Visits: the plan, what came of it, what was promised, what comes next. Sources: the twelve pieces of work of a
visit, the joint and graded visit, and the review after it, in the seed documents."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, choices, code, contact, customer, date, flag, group, integer, note, text
from workbook.schema.model import CHECK, table

VISITS = table(
    "tblVisits",
    "拜访",
    "Visits",
    group("visit", "拜访", "Visit"),
    code("visit_id", "拜访编号", "Visit ID", also="编号|visit no"),
    date("date", "日期", "Date", required=True, also="拜访日期|访问日期|联系日期|拜访时间|visit date|contact date"),
    customer(required=True),
    contact(),
    choice("salesperson", "业务员", "Salesperson", "salesperson", required=True, also="拜访人|销售|销售员|sales rep|visited by", tip=("去拜访或联系的业务员。", "Who visited or called.")),
    choice("kind", "拜访方式", "Kind of visit", "visit_kind", also="方式|类型|visit type"),
    note("result", "结果", "Result", also="拜访结果|沟通内容|拜访内容|内容|拜访记录|沟通记录|outcome|notes|summary"),
    text("next_step", "下一步", "Next step", width=28, also="下步计划|后续"),
    choice("sent", "发送状态", "Sent or not", "send_state",
           tip=("“写信”记的草稿是待发，还不算联系过；发出后改成已发。空着的行照常算。",
                "A draft of Write is to be sent and is no contact yet; make it Sent once it is. Blank rows count as ever.")),
    date("next_date", "下次拜访", "Next visit on", also="下次日期|下次联系|下次拜访日期|下次拜访时间|follow up date|follow-up date|next visit"),
    CHECK,
    group("promise", "承诺", "Promise"),
    text("promise", "对客户的承诺", "Promise made", width=28, also="承诺"),
    date("promise_due", "承诺期限", "Promise due"),
    flag("promise_kept", "承诺已兑现", "Promise kept"),
    group("goal", "目标", "Goal", ("sales", "manager")),
    choice("goal", "拜访目标", "Goal of visit", "visit_goal", also="目标|目的|purpose"),
    flag("goal_reached", "目标达成", "Goal reached"),
    choice("failure_reason", "未达成原因", "Why not reached", "failure_reason"),
    choices("tasks", "拜访任务", "Tasks", "visit_task"),
    choices("tools", "携带工具", "Tools taken", "sales_tool"),
    note("plan", "拜访计划", "Plan"),
    text("orders_from_above", "上级交办", "Assigned by the manager", also="上级指令|Instructions"),
    flag("orders_done", "已落实", "Assignment done", also="指令已落实|Instructions carried out"),
    group("how", "经过", "Details", ("admin", "sales")),
    flag("urgent", "紧急", "Urgent"),
    text("time", "时间", "Time", width=8, tip=("如 14:30。", "Such as 14:30.")),
    text("place", "地点", "Place"),
    text("participants", "参加人员及分工", "Participants and their tasks"),
    integer("round", "第几次", "Visit number", low=1),
    choice("joint", "拜访形式", "Form of visit", "visit_form", also="访问形式"),
    integer("minutes", "时长(分钟)", "Minutes", low=0, high=1440),
    group("after", "反馈与回顾", "Feedback and review", ("sales", "manager")),
    note("new_needs", "需求变化", "Changed needs"),
    note("satisfaction", "满意情况", "Satisfaction"),
    note("competitor_news", "竞争对手动态", "Competitor news"),
    note("strengths", "做得好的", "Went well", also="优点"),
    note("improvements", "要改进的", "To improve", also="改进"),
    about=Text("每一次拜访、电话、邮件记一行；承诺和下一步会提醒。", "One row a visit, call or e-mail; promises and next steps raise reminders."),
    key="visit_id",
    id_format="V{:06d}",
    copied="customer",
)

__all__ = ["VISITS"]
