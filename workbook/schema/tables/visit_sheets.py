"""Visit worksheets: the week's visit plan, the pre-visit sheet, the daily report and the week summary."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, flag, group, integer, money, note, of, rate, text
from workbook.schema.model import Kind, Table, table

_SUBJECT = (
    text("customer_id", "客户编号", "Customer ID", by_program=True),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
)

VISIT_PLAN = table(
    "tblVisitPlan",
    "拜访周计划",
    "Visit plan",
    group("plan", "计划", "Plan"),
    date("date", "日期", "Date", by_program=True),
    integer("stop", "顺序", "Stop", by_program=True, width=6, also="站序"),
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    choice("region", "所属区域", "Region", "region", by_program=True),
    *_SUBJECT,
    text("address", "通讯地址", "Address", by_program=True, width=28),
    of(Kind.PHONE, "phone", "电话", "Phone", by_program=True),
    note("why", "拜访原因", "Why", by_program=True, width=40, also="为什么去"),
    choice("goal", "建议目标", "Suggested goal", "visit_goal", by_program=True),
    group("yours", "您的安排", "For you to fill in"),
    flag("confirmed", "已约定", "Arranged"),
    note("notes", "备注", "Notes"),
    about=Text("按月拜访次数、到期提醒和区域排出的一周路线，周一至周五，不考虑节假日。", "A week's route by visits a month, due reminders and region: Monday to Friday, whatever the holidays."),
    key="customer_id",
    filled_by="analyse",
    copied="customer",
)

HOLIDAYS = table(
    "tblHolidays",
    "节假日/调休",
    "Holidays",
    group("day", "节假日/调休", "Holidays"),
    date("date", "日期", "Date"),
    choice("day_kind", "放假或上班", "Off or worked", "day_kind"),
    text("name", "名称", "Name"),
    choice("basis", "依据", "As said by", "day_basis", by_program=True, tip=("尚未公布的年份先按法定假日推算，公布后请改。", "A year that is not announced yet has the days of the law; change them once it is.")),
    about=Text("放假的日子和要上班的周末，每年自动补上，可以改；欠访按剩下的工作日算。", "Days off and weekends that are worked, filled in year by year and yours to change; what is left of a month's visits is held against its working days."),
    filled_by="refresh",
    copied="all",
)

PRE_VISIT = table(
    "tblPreVisit",
    "访前准备",
    "Pre-visit sheet",
    group("item", "访前准备", "Pre-visit"),
    *_SUBJECT,
    date("date", "拜访日期", "Visit on", by_program=True),
    text("topic", "类别", "Topic", by_program=True),
    note("item", "内容", "Item", by_program=True, width=48),
    date("due", "期限", "Due", by_program=True),
    flag("done", "已备", "Ready"),
    about=Text("上次的承诺、未完成的事、可推荐的产品、要带的工具。", "Last promises, open matters, products to offer, tools to take."),
    filled_by="analyse",
)

DAILY_REPORT = table(
    "tblDailyReport",
    "拜访日报",
    "Daily visit report",
    group("visit", "日报", "Report"),
    date("date", "日期", "Date", by_program=True),
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    *_SUBJECT,
    choice("kind", "拜访方式", "Kind of visit", "visit_kind", by_program=True),
    choice("goal", "拜访目标", "Goal of visit", "visit_goal", by_program=True),
    flag("goal_reached", "目标达成", "Goal reached", by_program=True),
    note("result", "结果", "Result", by_program=True, width=36),
    text("promise", "对客户的承诺", "Promise made", by_program=True, width=24),
    text("next_step", "下一步", "Next step", by_program=True, width=24),
    note("advice", "建议对策", "Advice", by_program=True, width=30),
    about=Text("每天的拜访（含扫街）汇总，按业务员。", "The day's visits, door-to-door surveys too, by salesperson."),
    filled_by="analyse",
)

WEEK_REPORT = table(
    "tblWeekReport",
    "拜访周总结",
    "Week summary",
    group("week", "周总结", "Week"),
    date("week", "周起始", "Week from", by_program=True),
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    integer("planned", "计划拜访", "Planned", by_program=True),
    integer("visited", "已拜访", "Visited", by_program=True),
    rate("coverage", "覆盖率", "Coverage", by_program=True),
    rate("goals_reached", "目标达成率", "Goals reached", by_program=True),
    rate("promises_kept", "承诺兑现率", "Promises kept", by_program=True),
    integer("new_customers", "新客户", "New customers", by_program=True),
    integer("orders", "本周交易次数", "Orders, week", by_program=True, also="订单|Orders"),
    money("amount", "本周净额", "Net amount, week", by_program=True, also="净额|Net amount"),
    note("carried_over", "转下周", "Carried over", by_program=True, width=40),
    about=Text("一周的覆盖、达成、兑现和未完事项。", "The week's coverage, goals, promises and what is carried over."),
    result=True,
)

TABLES: tuple[Table, ...] = (VISIT_PLAN, HOLIDAYS, PRE_VISIT, DAILY_REPORT, WEEK_REPORT)
