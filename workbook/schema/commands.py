"""Commands, each declared once: the ribbon, the VBA callbacks, the command line, the documents, the journal and the
test of untouched parts all derive from this list."""

from __future__ import annotations

from dataclasses import replace

from workbook.language import COMMA, Text
from workbook.schema.command_model import Command, Host, Option, RibbonGroup
from workbook.schema.forms import FORMS
from workbook.schema.registry import TABLES

RIBBON_TAB = Text("客户簿", "Customer Book")

RIBBON_LABELS: dict[RibbonGroup, Text] = {
    RibbonGroup.DAILY: Text("日常", "Daily"),
    RibbonGroup.DATA: Text("数据", "Data"),
    RibbonGroup.VIEW: Text("视图", "Views"),
    RibbonGroup.HELP: Text("帮助", "Help"),
}

_AS_OF = Option("as_of", Text("按哪一天计算（默认：设置里的截至日期，没有则今天）", "The day to compute for (default: the setting, else today)"), "date", metavar="YYYY-MM-DD")

_SHEET = Option("sheet", Text("读 Excel 文件的哪一张工作表；all 把列相同的几张一起读", "Which sheet of an Excel file to read; all reads those of the same columns together"), metavar="NAME")
_OF_MONTH = (
    Option("month", Text("哪个月，如 2026-06；写 2026 是全年（默认：“月报”表里的，没有则最近一个完整的月）", "Which month, such as 2026-06; 2026 for the year (default: that on the sheet, else the last full month)"), metavar="MONTH"),
    Option("salesperson", Text("只要这位业务员的（默认：“月报”表里的，没有则全公司）", "Only this salesperson's (default: that on the sheet, else everybody's)"), metavar="NAME"),
)
_WRITTEN = (
    Option("decimal", Text("小数点写成逗号还是句点", "The sign before the decimals"), choices=(",", ".")),
    Option("dates", Text("03/04/2024 这样的日期，日在前（dmy）还是月在前（mdy）", "Whether 03/04/2024 has the day first (dmy) or the month (mdy)"), choices=("dmy", "mdy")),
    Option("discount", Text("“折扣”是付几折（pay）还是减去多少（off）", "A discount is what is paid (pay) or what is taken off (off)"), choices=("pay", "off")),
    Option("amounts", Text("金额是每行的（line）还是整张订单的、每行重复（order）", "An amount is a line's (line), or the order's total on each line (order)"), choices=("line", "order")),
)
"""How a list is written, where it does not say so itself."""
_ROWS = Option("rows", Text("隐藏、筛选掉和划了删除线的行读不读", "Whether rows that are hidden, filtered out or struck out are read"), choices=("all", "visible"), default="all")
_FORMAT = Option("format", Text("格式", "Format"), choices=("table", "csv", "json"), default="table")

_ANALYSES = [table.label for table in TABLES if "analyse" in table.filled_by]

_DECLARED: tuple[Command, ...] = (
    Command(
        "find",
        Text("找客户", "Find"),
        Text(
            "按名称、编号、拼音首字母、电话、联系人或地址的一部分找客户。",
            "Find customers by a part of name, number, pinyin initials, telephone, contact or address.",
        ),
        "macros.desk.find:find",
        "FindDialog",
        RibbonGroup.DAILY,
        large=True,
        host=Host.READ,
        options=(
            Option("text", Text("要找的几个字；不写就用“找客户”表黄色格子里的", "What to look for; the yellow cell on the sheet Find where none is given"), positional=True, optional=True, metavar="TEXT"),
            _FORMAT,
        ),
    ),
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
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(_AS_OF,),
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
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(_AS_OF,),
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
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(
            _AS_OF,
            Option("period", Text("分析哪个期间：2026-06、2026Q2、2026、12m、2026-01-05..2026-03-10（默认：“设置”里的分析期间；没有则5日前是上月，之后是本月）", "The period: 2026-06, 2026Q2, 2026, 12m, 2026-01-05..2026-03-10 (default: the setting, else last month until the 5th and then this one)"), metavar="PERIOD"),
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
        large=True,
        reads_most=True,
        writes=("*", "*names"),
        options=(*_OF_MONTH, _AS_OF),
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
            _AS_OF,
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
            _AS_OF,
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
            _AS_OF,
        ),
    ),
    Command(
        "log",
        Text("记一笔", "Log a call"),
        Text(
            "把“今天”、“提醒”选中行备注里写的记成一次拜访或电话，并办结这位客户的联系提醒；可以撤销。",
            "Make a visit row of the note in the chosen row of Today or Reminders, and close that customer's reminders to call; it can be undone.",
        ),
        "macros.desk.log:log",
        "ReviewNewComment",
        RibbonGroup.DAILY,
        writes=("*", "*names"),
        options=(
            Option("customer", Text("客户：编号或名称", "The customer: number or name"), positional=True, metavar="CUSTOMER"),
            Option("result", Text("说了什么", "What was said"), required=True, metavar="TEXT"),
            Option("kind", Text("拜访方式（默认：电话）", "Kind of visit (default: telephone)"), metavar="KIND"),
            Option("contact", Text("联系人：编号或姓名", "The contact: number or name"), metavar="NAME"),
            Option("next_date", Text("下次拜访的日期", "Day of the next visit"), "date", metavar="YYYY-MM-DD", spelled="--next"),
            Option("promise", Text("答应了客户什么", "What was promised"), metavar="TEXT"),
            Option("promise_due", Text("承诺的期限", "Day by which it was promised"), "date", metavar="YYYY-MM-DD"),
            Option("salesperson", Text("是谁联系的（默认：客户的负责人）", "Who it was (default: the customer's owner)"), metavar="NAME"),
            Option("date", Text("哪一天（默认：设置里的截至日期，没有则今天）", "The day (default: the setting As of, else today)"), "date", metavar="YYYY-MM-DD"),
        ),
    ),
    Command(
        "entry_save",
        Text("保存", "Save entry"),
        Text(
            "把“录入”里填好的表写进各表：编号、日期、价格等空着的补上；填写的格子清空；可以撤销。",
            "Write the forms filled in on Entry into the tables, with numbers, dates, prices where blank, and clear them; it can be undone.",
        ),
        "macros.desk.entry:entry_save",
        "FileSave",
        RibbonGroup.DAILY,
        writes=("*", "*names"),
    ),
    Command(
        "enter",
        Text("登记", "Enter"),
        Text(
            "不开 Excel 登记一条：新客户、拜访、订单、回款、调查表或客户评估；可以撤销。",
            "Enter one record without Excel: customer, visit, order, payment, survey or scorecard; it can be undone.",
        ),
        "macros.desk.entry:enter",
        writes=("*", "*names"),
        options=(
            Option("form", Text("登记什么", "What to enter"), positional=True, choices=tuple(one.key for one in FORMS)),
            Option("cells", Text("一格的内容，可重复：字段或标签=内容", "A cell, may be repeated: field or label=what stands in it"), "map", metavar="FIELD=VALUE", spelled="--set"),
            Option("lines", Text("一行，可重复：产品=数量，客户评估是 指标=实际值", "A line, may be repeated: product=quantity, of a scorecard indicator=value"), "map", metavar="WHAT=NUMBER", spelled="--line"),
        ),
    ),
    Command(
        "preview",
        Text("预览导入", "Preview import"),
        Text(
            "先看“粘贴区”里的每一行会怎样导入：新建、更新、相同、待确认还是不导入。",
            "See how each row of the paste area would be imported: new, update, same, to confirm or not imported.",
        ),
        "macros.pasting.preview:preview",
        "PrintPreviewZoomMenu",
        RibbonGroup.DATA,
        large=True,
        writes=("tblCustomers", "tblContacts"),
        options=(
            Option("file", Text("名单文件（xlsx、xls、csv）；不写就读“粘贴区”", "The list (xlsx, xls, csv); the sheet Paste area where none is given"), "path", positional=True, optional=True, metavar="FILE"),
            Option("into", Text("导入到哪里（默认：“设置”里的“名单导入到”）", "What the rows are (default: Lists go into on Settings)"), choices=("customers", "transactions", "payments", "visits"), menu="import_target"),
            _SHEET,
            Option("mapping", Text("指定名单的一列是客户簿的哪一列，可重复；-表示不要这一列", "Which column of the book a column of the list is; - leaves it out; may be repeated"), "map", metavar="THEIRS=FIELD", spelled="--map"),
            *_WRITTEN,
            _ROWS,
            Option("defaults", Text("整张名单都填的值，名单里空着才填，可重复：来源=展览会", "A value for every row that leaves the field blank; may be repeated: Source=Trade fair"), "map", metavar="FIELD=VALUE", spelled="--set"),
            Option("accept", Text("相似度不低于它的匹配直接更新，如 0.9", "Matches of at least this similarity are updated at once, such as 0.9"), metavar="SIMILARITY"),
        ),
    ),
    Command(
        "import",
        Text("确认导入", "Confirm import"),
        Text(
            "按“导入预览”里的决定写入客户簿；可以撤销。",
            "Write what Import preview says into the book; it can be undone.",
        ),
        "macros.pasting.import_list:import_leads",
        "ImportTextFile",
        RibbonGroup.DATA,
        large=True,
        writes=("tblCustomers", "tblContacts", "tblTransactions", "tblPayments", "tblVisits", "*lists", "*names"),
        options=(
            Option("rejects", Text("把待确认和不导入的行另存为一个文件，改好可再粘贴", "Save the rows to confirm and those not imported in this file, to be corrected and pasted again"), "path", metavar="FILE.xlsx"),
        ),
    ),
    Command(
        "undo",
        Text("撤销上次命令", "Undo last command"),
        Text(
            "撤销上次命令写入的内容；之后改过的行保留并列出。",
            "Take back what the last command wrote; rows edited since are kept and listed.",
        ),
        "macros.keeping.undo:undo",
        "Undo",
        RibbonGroup.DATA,
        large=True,
        writes=("*", "*lists", "*names"),
        options=(
            Option("steps", Text("撤销几步", "How many steps"), default="1", metavar="N"),
            _AS_OF,
        ),
    ),
    Command(
        "duplicates",
        Text("查重", "Find duplicates"),
        Text(
            "找出可能重复的客户，列出依据。",
            "List customers that may have been entered twice, with the reasons.",
        ),
        "macros.keeping.duplicates:duplicates",
        "RemoveDuplicates",
        RibbonGroup.DATA,
    ),
    Command(
        "merge",
        Text("合并客户", "Merge customers"),
        Text(
            "把两个客户合并成一个：各表的记录一并转过去，空白的用另一个补上；可以撤销。",
            "Make one customer of two: the records of all tables move over, blanks are filled from the other; it can be undone.",
        ),
        "macros.keeping.merge:merge",
        "MergeCells",
        RibbonGroup.DATA,
        writes=("*", "*names"),
        options=(
            Option("keep", Text("保留的客户：编号或全称；不写就合并“查重”表里选了合并的", "The customer that stays: number or exact name; where none is given, the pairs marked on Duplicates"), positional=True, optional=True, metavar="KEEP"),
            Option("drop", Text("并入的客户：编号或全称", "The customer that goes into it: number or exact name"), positional=True, optional=True, metavar="DROP"),
        ),
    ),
    Command(
        "clear_sample",
        Text("清除示例", "Clear the sample"),
        Text(
            "删除示例客户和交易，留下空表和您的设置。", "Remove the sample's rows; settings and lists stay."
        ),
        "macros.keeping.clear_sample:clear_sample",
        "Clear",
        RibbonGroup.DATA,
        writes=("*", "*results", "*names"),
    ),
    Command(
        "upgrade",
        Text("升级", "Upgrade"),
        Text("把旧版本的客户簿升到当前版本。", "Bring an older book up to this version."),
        "macros.making.upgrade:upgrade",
        writes=("*", "*names"),
    ),
    Command(
        "new",
        Text("新建", "New"),
        Text("新建一本客户簿。", "Make a new customer book."),
        "macros.making.new:new",
        host=Host.PATH,
        options=(
            Option("lang", Text("语言", "Language"), choices=("zh", "en"), default="zh"),
            Option("sample", Text("带示例数据", "With sample data"), "flag"),
        ),
    ),
    Command(
        "load",
        Text("导入文件", "Load file"),
        Text("把 CSV 或 Excel 文件里的行导入一张表。", "Load the rows of a CSV or Excel file into a table."),
        "macros.files.load:load",
        writes=("*", "*lists", "*names"),
        options=(
            Option("file", Text("要导入的文件", "The file to load"), "path", positional=True, metavar="FILE"),
            Option("table", Text("导入哪张表", "The table to load into"), required=True, metavar="TABLE"),
            _SHEET,
            Option("mapping", Text("指定文件的一列是客户簿的哪一列，可重复", "Which column of the book a column of the file is; may be repeated"), "map", metavar="THEIRS=FIELD", spelled="--map"),
            *_WRITTEN,
            _ROWS,
            Option("add_to_lists", Text("字典里没有的值加进字典", "Add values that are not in the lists yet"), "flag"),
            Option("again", Text("已导入过的文件再导入一次", "Load a file that was loaded before"), "flag"),
        ),
    ),
    Command(
        "show",
        Text("查看", "Show"),
        Text("打印一张表。", "Print a table."),
        "macros.files.show:show",
        host=Host.READ,
        options=(
            Option("table", Text("哪张表", "The table"), positional=True, metavar="TABLE"),
            _FORMAT,
        ),
    ),
    Command(
        "card",
        Text("客户卡", "Customer card"),
        Text(
            "把一个客户的资料、交易、联系人和待办做成客户卡，A4打印：.xlsx，或装有 LibreOffice 时 .pdf。",
            "Put a customer's facts, trade, people and open matters on a card of A4: .xlsx, or .pdf where LibreOffice is installed.",
        ),
        "macros.desk.card:card",
        host=Host.READ,
        reads_most=True,
        options=(
            Option("customer", Text("哪个客户：编号、全称，或只有一个客户有的几个字", "The customer: number, exact name, or a part of a name that only one has"), positional=True, optional=True, metavar="CUSTOMER"),
            Option("every", Text("所有未归档的客户，每人一份", "A card for every customer that is not archived"), "flag", spelled="--all"),
            Option("owner", Text("和 --all 一起：只要这位负责人的客户", "With --all: only the customers of this owner"), metavar="NAME"),
            Option("private", Text("也印出平时不离开客户簿的资料：证件、银行、住宅、家庭", "With what otherwise stays in the book: identity numbers, bank, home, family"), "flag"),
            Option("blank", Text("空白卡，手工填写；不用写客户簿", "Blank cards to fill in by hand; needs no book"), "flag", without_book=True),
            Option("lang", Text("空白卡的语言（有客户簿时随客户簿）", "Language of blank cards (the book's, where there is one)"), choices=("zh", "en"), default="zh"),
            Option("to", Text("存为：.xlsx、.pdf；和 --all 一起也可以是文件夹", "The file: .xlsx, .pdf; with --all it may be a folder"), "path", required=True, metavar="FILE", spelled="-o"),
            _AS_OF,
        ),
    ),
    Command(
        "install",
        Text("安装", "Install"),
        Text("让这台电脑的 Excel 能用客户簿的按钮；可以撤销。", "Make the book's buttons work in this computer's Excel; it can be undone."),
        "macros.setup.install:install",
        host=Host.MACHINE,
        options=(Option("undo", Text("撤销安装", "Take it back"), "flag"),),
    ),
    Command(
        "doctor",
        Text("诊断", "Doctor"),
        Text("逐项检查按钮能不能用，告诉您下一步做什么。", "Check step by step whether the buttons can work, and say what to do next."),
        "macros.setup.doctor:doctor",
        host=Host.MACHINE,
        options=(Option("book", Text("也看看这个客户簿文件", "Look at this book's file too"), "path", positional=True, optional=True, metavar="BOOK"),),
    ),
)

COMMANDS: tuple[Command, ...] = tuple(
    replace(one, writes=(*one.writes, *(table.name for table in TABLES if one.key in table.filled_by)))
    for one in _DECLARED
)
"""Each with the result tables that say they are filled by it."""


def command(key: str) -> Command:
    """The command with this key; KeyError if there is none."""
    return _BY_KEY[key]


_BY_KEY = {c.key: c for c in COMMANDS}
