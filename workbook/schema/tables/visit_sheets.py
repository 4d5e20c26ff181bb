"""Visit worksheets: the week's visit plan, the pre-visit sheet, the daily report and the week summary."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.fields import choice, date, flag, group, integer, money, note, of, rate, text
from workbook.schema.lists.visiting import FAILURE_REASON
from workbook.schema.model import Kind, Table, table

_SUBJECT = (
    text("customer_id", "客户编号", "Customer ID", by_program=True),
    text("customer_name", "客户名称", "Customer", by_program=True, width=24),
)

_REASONS = ("Offer does not fit", "Size or outlook", "Money or business", "With a competitor")
"""The reasons for goals that were not reached, as short as a column's heading."""

VISIT_PLAN = table(
    "tblVisitPlan",
    "拜访周计划",
    "Visit plan",
    group("plan", "计划", "Plan"),
    date("week", "周起始", "Week from", by_program=True),
    choice("state", "状态", "State", "plan_state", by_program=True, width=9),
    date("date", "日期", "Date", by_program=True),
    integer("stop", "顺序", "Stop", by_program=True, width=6, also="站序"),
    choice("salesperson", "业务员", "Salesperson", "salesperson", by_program=True),
    text("area", "片区", "Area", by_program=True, width=10),
    choice("region", "所属区域", "Region", "region", by_program=True),
    *_SUBJECT,
    text("address", "通讯地址", "Address", by_program=True, width=28),
    of(Kind.PHONE, "phone", "电话", "Phone", by_program=True),
    note("why", "拜访原因", "Why", by_program=True, width=40, also="为什么去"),
    choice("goal", "建议目标", "Suggested goal", "visit_goal", by_program=True),
    group("yours", "您的安排", "For you to fill in"),
    flag("confirmed", "已约定", "Arranged", tip=("与客户约好的日子，重排时不动。", "A day agreed upon with the customer stays when the plan is made again.")),
    date("moved_to", "改期到", "Put off to"),
    flag("cancelled", "取消", "Called off"),
    text("reason", "改期或取消的原因", "Reason of the change", width=24, tip=("不写原因，改期和取消不算。", "Without a reason neither counts.")),
    note("notes", "备注", "Notes"),
    text("plan_key", "计划键", "Plan key", by_program=True, hidden=True),
    about=Text(
        "每人每天一个片区，放假不排；本周的计划从周一第一次刷新起确认，以后只能改期或取消，要写原因。最近的一周在最上面。",
        "One area a person and day, none on holidays. A week's plan is confirmed by the first refresh of its Monday; then it is only put off or called off, with a reason. The newest week is on top.",
    ),
    key="plan_key",
    filled_by="plan|plan_confirm|refresh",
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
    choice("salesperson", "业务员", "Salesperson", "salesperson", tip=("一个人请假写在这里；空着是全公司。", "One person's leave; blank is everybody.")),
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
    about=Text("要带的工具；每位客户的特征、怎么谈、欠款、承诺、未完成的事、店里的价格和可推荐的产品。", "Tools to take; each customer's traits, how to talk, debt, promises, open matters, prices seen and products to offer."),
    filled_by="analyse|plan",
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
    integer("planned", "计划拜访", "Planned", by_program=True, tip=("= 已拜访 + 改到别周 + 取消 + 转下周次数。", "= visited + put off + called off + left over.")),
    integer("visited", "已拜访", "Visited", by_program=True),
    integer("put_off", "改到别周", "Put off", by_program=True),
    integer("called_off", "取消", "Called off", by_program=True),
    integer("carried", "转下周次数", "Left over", by_program=True),
    rate("coverage", "覆盖率", "Coverage", by_program=True),
    integer("visits", "当面拜访", "Visits face to face", by_program=True, tip=("一位客户一天算一次。", "One a customer a day.")),
    integer("beside_plan", "计划外", "Beside the plan", by_program=True),
    group("goals", "目标", "Goals"),
    integer("aimed", "有目标的拜访", "With a goal", by_program=True, tip=("= 达成 + 四种原因 + 未写原因。", "= reached + the four reasons + no reason given.")),
    integer("goals_met", "目标达成", "Goals met", by_program=True),
    rate("goals_reached", "目标达成率", "Goals reached", by_program=True),
    *(
        integer(one.key, one.label.zh, short, by_program=True)
        for one, short in zip(FAILURE_REASON.entries, _REASONS, strict=True)
    ),
    integer("no_reason", "未写原因", "No reason given", by_program=True),
    group("promises", "承诺", "Promises"),
    integer("promised", "新承诺", "Promises made", by_program=True),
    integer("promises_due", "本周到期承诺", "Promises due", by_program=True, tip=("= 已兑现 + 未兑现。", "= kept + not kept.")),
    integer("promises_met", "已兑现", "Kept", by_program=True),
    integer("promises_broken", "未兑现", "Not kept", by_program=True),
    rate("promises_kept", "承诺兑现率", "Promises kept", by_program=True),
    group("found", "新客户与竞品", "New customers and rivals"),
    integer("new_customers", "新客户", "New customers", by_program=True),
    integer("filled", "其中调查表填全", "Form full", by_program=True),
    integer("fit_and_willing", "符合且意愿高", "Fit and willing", by_program=True),
    integer("core", "核心经销商", "Core dealers", by_program=True),
    integer("general", "一般经销商", "General dealers", by_program=True),
    integer("sub", "分销商", "Sub-distributors", by_program=True),
    integer("competitor_news", "竞品动态", "Competitor news", by_program=True),
    integer("orders", "本周交易次数", "Orders, week", by_program=True, also="订单|Orders"),
    money("amount", "本周净额", "Net amount, week", by_program=True, also="净额|Net amount"),
    note("carried_over", "转下周", "Carried over", by_program=True, width=40),
    about=Text("最近八周：已确认的计划与实际拜访对照，目标、承诺、新客户和未完事项。", "The last eight weeks: the confirmed plan against the visits, goals, promises, new customers and what is carried over."),
    filled_by="analyse",
)

TABLES: tuple[Table, ...] = (VISIT_PLAN, HOLIDAYS, PRE_VISIT, DAILY_REPORT, WEEK_REPORT)
