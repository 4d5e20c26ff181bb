"""The commands that work out figures, the month's report, and whose a customer is."""

from __future__ import annotations

from workbook.language import COMMA, Text
from workbook.schema.command_groups.options import ORDERS, ORDERS_MAP
from workbook.schema.command_model import AS_OF, Command, Host, Option, RibbonGroup
from workbook.schema.registry import TABLES

_OF_MONTH = (
    Option("month", Text("哪个月，如 2026-06；写 2026 是全年（默认：“月报”表里的，没有则最近一个完整的月）", "Which month, such as 2026-06; 2026 for the year (default: that on the sheet, else the last full month)"), metavar="MONTH"),
    Option("salesperson", Text("只要这位业务员的（默认：“月报”表里的，没有则全公司）", "Only this salesperson's (default: that on the sheet, else everybody's)"), metavar="NAME"),
)
_ANALYSES = [table.label for table in TABLES if "analyse" in table.filled_by]

FIGURES: tuple[Command, ...] = (
    Command(
        "refresh",
        Text("刷新", "Refresh"),
        Text(
            "重新统计交易，评定等级，排出提醒，更新首页。",
            "Count orders again, grade customers, work out reminders, update the home sheet.",
        ),
        "macros.counting.refresh:refresh",
        "RefreshAll",
        RibbonGroup.DAILY,
        undone=False,
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(ORDERS, ORDERS_MAP, AS_OF),
    ),
    Command(
        "check",
        Text("检查", "Check"),
        Text(
            "逐行核对每张表，列出数据问题和修改建议。",
            "Check every row of every table; list each problem and how to fix it.",
        ),
        "macros.counting.check:check",
        "AcceptInvitation",
        RibbonGroup.DAILY,
        undone=False,
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(AS_OF,),
    ),
    Command(
        "analyse",
        Text("分析", "Analyse"),
        Text(
            "填写分析表：" + COMMA.zh.join(one.zh for one in _ANALYSES) + "。",
            "Fill the analysis sheets: " + COMMA.en.join(one.en for one in _ANALYSES) + ".",
        ),
        "macros.analyses.analyse:analyse",
        "ChartInsert",
        RibbonGroup.DAILY,
        undone=False,
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(
            AS_OF,
            Option("period", Text("分析哪个期间：2026-06、2026Q2、2026、12m、2026-01-05..2026-03-10（默认：“设置”里的分析期间；没有则5日前是上月，之后是本月）", "The period: 2026-06, 2026Q2, 2026, 12m, 2026-01-05..2026-03-10 (default: the setting, else last month until the 5th and then this one)"), metavar="PERIOD"),
        ),
    ),
    Command(
        "plan",
        Text("周计划", "Week's plan"),
        Text(
            "排一周的拜访：每人每天一个片区，不超过每天的次数，放假不排；先排A级、有逾期款和有承诺的。已确认的一周不重排。",
            "Plan a week's visits: one area a person and day, no more than the day's number, none on holidays; grade A, debts and promises first. A confirmed week is not planned anew.",
        ),
        "macros.analyses.plan:plan",
        "AppointmentColor3",
        RibbonGroup.DAILY,
        reads_most=True,
        writes=("*", "*names"),
        undone=False,
        options=(
            Option("week", Text("哪一周：其中任一天（默认：截至日期所在的一周，周末是下一周）", "Which week: any of its days (default: the as-of day's, on a weekend the next)"), "date", metavar="YYYY-MM-DD"),
            AS_OF,
        ),
    ),
    Command(
        "plan_confirm",
        Text("确认周计划", "Confirm the plan"),
        Text(
            "把草稿确认下来：以后只能改期或取消，要写原因。周一第一次刷新会自动确认。",
            "Confirm the draft: from then on visits are only put off or called off, with a reason. Monday's first refresh confirms it by itself.",
        ),
        "macros.analyses.plan:plan_confirm",
        "AcceptInvitation",
        RibbonGroup.DAILY,
        writes=("*names",),
        undone=False,
        options=(
            Option("week", Text("哪一周：其中任一天（默认：最近的草稿）", "Which week: any of its days (default: the first draft)"), "date", metavar="YYYY-MM-DD"),
            AS_OF,
        ),
    ),
    Command(
        "month_report",
        Text("月报", "Month report"),
        Text(
            "把一个月写在“月报”表上，两页：净额、目标、客户、业务员、欠款，和下月要做的事。",
            "Put a month on the sheet Month report, two pages: amounts, targets, customers, people, debts, what comes next.",
        ),
        "macros.month_end.report:month_report",
        "PivotChartInsert",
        RibbonGroup.DAILY,
        undone=False,
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(*_OF_MONTH, AS_OF),
    ),
    Command(
        "report",
        Text("月报文件", "Report file"),
        Text(
            "月报：打印出来，或存为 .xlsx、.pdf（要有 LibreOffice）、.md、.eml（邮件草稿）。",
            "The month report: printed, or saved as .xlsx, .pdf (by LibreOffice), .md, .eml (a draft of an e-mail).",
        ),
        "macros.month_end.report:report",
        host=Host.READ,
        reads_most=True,
        options=(
            *_OF_MONTH,
            Option("to", Text("存为文件：.xlsx、.pdf、.md、.eml；不写就打印", "A file: .xlsx, .pdf, .md, .eml; printed where none is given"), "path", metavar="FILE", spelled="-o"),
            AS_OF,
        ),
    ),
    Command(
        "close",
        Text("月结", "Close a month"),
        Text(
            "把一个月的数字按客户、按业务员留底；以后的改动在分析里列为结账后调整。",
            "Keep a month's figures by customer and by salesperson; what changes later shows as adjusted after closing.",
        ),
        "macros.month_end.close_month:close",
        "Lock",
        RibbonGroup.DATA,
        reads_most=True,
        writes=("*",),
        options=(
            Option("month", Text("哪个月，如 2026-06（默认：最近一个已结束的月份）", "Which month, such as 2026-06 (default: the last one that is over)"), positional=True, optional=True, metavar="MONTH"),
            AS_OF,
        ),
    ),
    Command(
        "handover",
        Text("交接", "Hand over"),
        Text(
            "把一位业务员的客户交给另一位：未完事项跟过去，过去的业绩不动，列出交接单；可以撤销。",
            "Give one salesperson's customers to another: what is open follows, past figures stay, a sheet lists it all; it can be undone.",
        ),
        "macros.keeping.handover:handover",
        "FileSendAsAttachment",
        RibbonGroup.DATA,
        writes=("*", "*names"),
        options=(
            Option("from_owner", Text("交出人（默认：“设置”里的交出人）", "Who hands over (default: the setting)"), metavar="NAME", spelled="--from"),
            Option("to_owner", Text("接收人（默认：“设置”里的接收人）", "Who takes over (default: the setting)"), metavar="NAME", spelled="--to"),
            Option("customers", Text("只交这些客户：编号或全称，用逗号隔开（默认：全部）", "Only these customers: numbers or exact names, with commas between (default: all)"), metavar="LIST"),
            Option("on", Text("从哪一天起归接收人（默认：“设置”里的交接日期，没有则截至日期）", "From which day on (default: the setting, else the as-of day)"), "date", metavar="YYYY-MM-DD"),
            AS_OF,
        ),
    ),
)
