"""Result tables that commands write: today's list, reminders, problems, histories. Commands rewrite them; in a few columns
(`status`, `postponed_until`, `notes`, the decision of a lead) what users entered survives each rewrite."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, flag, group, integer, note, of, text
from workbook.schema.model import Kind, table

_PHONE_TIP = ("联系人的手机，没有就是座机。", "The contact's mobile, else a telephone.")
_SUBJECT = (
    text("customer_id", "客户编号", "Customer ID", by_program=True),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
)

REMINDERS = table(
    "tblReminders",
    "提醒",
    "Reminders",
    group("what", "提醒", "Reminder"),
    text("key", "提醒键", "Reminder key", by_program=True, hidden=True),
    choice("priority", "优先级", "Priority", "priority", by_program=True),
    choice("kind", "类型", "Kind", "reminder_kind", by_program=True),
    date("due", "到期", "Due", by_program=True),
    integer(
        "days",
        "逾期天数",
        "Days overdue",
        by_program=True,
        formula='IF({due}="","",AsOfDate-{due})',
        tip=(
            "随“截至日期”自动变化：正数已逾期，负数未到期。",
            "Live on the as-of date: positive is overdue, negative is ahead.",
        ),
    ),
    *_SUBJECT,
    text("contact", "联系人", "Contact", by_program=True),
    of(Kind.PHONE, "phone", "电话", "Phone", by_program=True, secret=True,
       tip=_PHONE_TIP),
    note("why", "原因", "Why", by_program=True, width=44),
    note("action", "处理建议", "What to do", by_program=True, width=34, also="怎么办"),
    choice("owner", "负责人", "Owner", "salesperson", by_program=True),
    group("yours", "处理", "For you to fill in"),
    choice("status", "状态", "Status", "reminder_status"),
    date("postponed_until", "推迟至", "Postponed until"),
    note("notes", "备注", "Notes"),
    group("stamp", "时间", "Dates"),
    date("first_seen", "首次提醒", "First raised", by_program=True),
    date("as_of", "截至日期", "As of", by_program=True),
    about=Text(
        "该做的事，由“刷新”排出；状态、推迟至、备注由您填写，刷新后保留。",
        "What is due, worked out by Refresh; status, postponement and notes are for you to fill in, and Refresh keeps them.",
    ),
    key="key",
    filled_by="refresh",
    copied="customer",
)

REMINDER_HISTORY = table(
    "tblReminderHistory",
    "提醒历史",
    "Reminder history",
    group("what", "提醒", "Reminder"),
    choice("kind", "类型", "Kind", "reminder_kind", by_program=True),
    *_SUBJECT,
    text("contact", "联系人", "Contact", by_program=True),
    date("due", "到期", "Due", by_program=True),
    note("why", "原因", "Why", by_program=True, width=44),
    choice("owner", "负责人", "Owner", "salesperson", by_program=True),
    choice("status", "状态", "Status", "reminder_status", by_program=True),
    date("postponed_until", "推迟至", "Postponed until", by_program=True),
    note("notes", "备注", "Notes", by_program=True),
    date("first_seen", "首次提醒", "First raised", by_program=True),
    date("ended_on", "结束日期", "Ended on", by_program=True),
    text("key", "提醒键", "Reminder key", by_program=True, hidden=True),
    about=Text("已经结束的提醒，连同当时的备注。", "Reminders that have ended, with the notes made then."),
    filled_by="refresh",
    grows=True,
)

TODAY = table(
    "tblToday",
    "今天",
    "Today",
    group("what", "今天", "Today"),
    integer("rank", "序号", "No.", by_program=True, width=6),
    text("customer_id", "客户编号", "Customer ID", by_program=True, width=10),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
    group("yours", "处理", "Yours"),
    choice("status", "状态", "Status", "reminder_status", width=9),
    date("postponed_until", "推迟至", "Postponed until"),
    note("notes", "备注", "Notes", width=18),
    group("why", "原因", "Why"),
    text("contact", "联系人", "Contact", by_program=True, width=10),
    of(Kind.PHONE, "phone", "电话", "Phone", by_program=True, secret=True,
       tip=_PHONE_TIP),
    note("why", "原因", "Why", by_program=True, width=44),
    note("traits", "客户特征", "Traits", by_program=True, width=34),
    integer("visits_short", "本月欠访", "Visits short, month", by_program=True, width=9),
    note("action", "处理建议", "What to do", by_program=True, width=34, also="怎么办"),
    choice("kind", "类型", "Kind", "reminder_kind", by_program=True,
           tip=("最要紧的一件；先后按“字典”里提醒类型的排序。", "The most pressing one; kinds stand in the order of their list.")),
    date("due", "到期", "Due", by_program=True),
    integer("days", "逾期天数", "Days overdue", by_program=True, formula='IF({due}="","",AsOfDate-{due})'),
    choice("owner", "负责人", "Owner", "salesperson", by_program=True),
    text("keys", "提醒键", "Reminder keys", by_program=True, hidden=True),
    text("given", "刷新时的处理", "Yours at the last refresh", by_program=True, hidden=True),
    about=Text(
        "今天先做的十家，一家一行；状态、推迟至、备注由您填写，刷新时记到提醒里。",
        "The ten customers to see to now, a row each; status, postponement and notes are yours: refresh puts them on the reminders.",
    ),
    filled_by="refresh",
)

REST_OF_DAY = table(
    "tblRestOfDay",
    "今天还有",
    "Also today",
    group("what", "今天还有", "Also today"),
    integer("rank", "序号", "No.", by_program=True, width=6),
    text("customer_id", "客户编号", "Customer ID", by_program=True, width=10),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
    text("what", "事项", "What", by_program=True, width=9),
    date("due", "到期", "Due", by_program=True),
    choice("owner", "负责人", "Owner", "salesperson", by_program=True),
    text("contact", "联系人", "Contact", by_program=True, width=10),
    of(Kind.PHONE, "phone", "电话", "Phone", by_program=True, secret=True,
       tip=_PHONE_TIP),
    note("why", "原因", "Why", by_program=True, width=44),
    about=Text(
        "每人本月欠访几次，今天的计划拜访、本周生日，和昨天以来新增的事。",
        "What each is short of visits this month, visits planned for today, birthdays this week, and what came up since yesterday.",
    ),
    filled_by="refresh",
)

FOUND = table(
    "tblFound",
    "找客户",
    "Find",
    group("who", "客户", "Customer"),
    text("link", "转到", "Go to", by_program=True, formula='IF({target}="","",HYPERLINK({target},"→"))', width=7),
    text("target", "目标", "Target", by_program=True, hidden=True),
    *_SUBJECT,
    choice("grade", "客户等级", "Grade", "grade", by_program=True),
    choice("owner", "负责人", "Owner", "salesperson", by_program=True),
    text("contact", "联系人", "Contact", by_program=True),
    of(Kind.PHONE, "phone", "电话", "Phone", by_program=True, secret=True,
       tip=_PHONE_TIP),
    date("last_order", "最近交易", "Last order", by_program=True),
    flag("archived", "归档", "Archived", by_program=True),
    note("found_by", "符合的内容", "Found by", by_program=True, width=40, one_line=True, secret=True),
    about=Text("在黄色格子里写几个字，再点“找客户”。", "Type a few signs into the yellow cell and choose Find."),
    filled_by="find",
)

GRADE_HISTORY = table(
    "tblGradeHistory",
    "等级历史",
    "Grade history",
    group("what", "变化", "Change"),
    date("as_of", "截至日期", "As of", by_program=True),
    *_SUBJECT,
    choice("before", "原等级", "Before", "grade", by_program=True),
    choice("after", "新等级", "After", "grade", by_program=True),
    note("reason", "等级说明", "Why this grade", by_program=True, width=44),
    about=Text("客户等级每变化一次记一行。", "One row each time a grade changes."),
    filled_by="refresh",
    grows=True,
)

PROBLEMS = table(
    "tblProblems",
    "数据问题",
    "Data problems",
    group("where", "位置", "Where"),
    choice("severity", "程度", "Severity", "problem_severity", by_program=True),
    text("sheet", "工作表", "Sheet", by_program=True),
    integer("row", "行", "Row", by_program=True, width=7),
    text("column", "列", "Column", by_program=True),
    text("link", "转到", "Go to", by_program=True, formula='IF({target}="","",HYPERLINK({target},"→"))', width=7),
    group("what", "数据问题", "Data problem"),
    note("message", "问题", "Problem", by_program=True, width=48),
    note("fix", "修改建议", "How to fix it", by_program=True, width=40, also="怎么改|What to do"),
    text("value", "当前内容", "Current value", by_program=True, width=24, also="现在的内容|Value now"),
    text("target", "目标", "Target", by_program=True, hidden=True),
    about=Text(
        "“检查”发现的数据问题；改好后再检查一次就会消失。",
        "What Check found; a problem that is fixed goes away at the next check.",
    ),
    filled_by="check",
)
