"""Cell functions: what a user may type behind an equals sign, declared once for the wrappers, the wizard, the
examples sheet and the documents.

An entry is "module:function" as text. Arguments named in `ranges` may be whole columns: the result then spills, one
row a row of the first argument. Argument names are VBA-safe: the wrappers carry them verbatim. Choices are given as
a label of the book's list in either language, or as its key. A blank argument counts as not given.

An example is a formula in Excel's own (English, comma) form; `expected` is what it gives: a single value, or the
rows of a spilled block. Dates are dates, and text that follows the book's language is a Text.
"""

from __future__ import annotations

import datetime as dt

from workbook.language import Text
from workbook.schema.command_model import Argument, Function, Value
from workbook.schema.lists.profile import MAN_CLASS
from workbook.schema.model import Kind


def _arg(name: str, zh: str, en: str, *, optional: bool = False, column: bool = False) -> Argument:
    return Argument(name, Text(zh, en), optional, column)


def _same(example: str) -> Text:
    return Text(example, example)


_AS_OF = _arg(
    "as_of",
    "截至日期；省略为设置里的截至日期，那里空着就是今天。",
    "As of this date; when left out, the as-of date in Settings, or today where that is blank.",
    optional=True,
)
_ORDERS = '{"客户编号","日期","订单号","金额";"C1",45658,"A",100;"C1",45660,"A",50;"C2",45660,"B",70}'
_ORDERS_EN = '{"Customer ID","Date","Order no.","Amount";"C1",45658,"A",100;"C1",45660,"A",50;"C2",45660,"B",70}'
_CUSTOMER = _arg("customer", "客户编号，可以是一列。", "Customer number, or a column of them.", column=True)
_TRANSACTIONS = _arg(
    "transactions",
    "交易表，连同标题行，如 tblTransactions[#All]。",
    "The transactions with their header row, such as tblTransactions[#All].",
    column=True,
)


def _of_orders(key: str, help_: Text, result: Kind, expected: Value, entry: str) -> Function:
    example = Text(f'={key}("C1",{_ORDERS})', f'={key}("C1",{_ORDERS_EN})')
    return Function(key, help_, (_CUSTOMER, _TRANSACTIONS, _AS_OF), result, example, expected, entry)


_IDEAL = next(one for one in MAN_CLASS.entries if one.key == "M1A1N1")
_ADVICE = _IDEAL.values["advice"]
assert isinstance(_ADVICE, Text)


FUNCTIONS: tuple[Function, ...] = (
    Function(
        "CB_GRADE",
        Text("按累计占比（帕累托）给一列净额评级：A、B、C。", "Grades a column of net amounts by cumulative share (Pareto): A, B, C."),
        (
            _arg("amounts", "每个客户的净额。", "The net amount of each customer.", column=True),
            _arg("a_share", "A级累计占比，默认80%。", "Share up to which customers are A; 80% by default.", optional=True),
            _arg("b_share", "B级累计占比，默认95%。", "Share up to which customers are B; 95% by default.", optional=True),
        ),
        Kind.TEXT,
        _same("=CB_GRADE({800;150;50})"),
        (("A",), ("B",), ("C",)),
        "udfs.grading:cb_grade",
    ),
    Function(
        "CB_TIER",
        Text("价值分层：战略、重要、一般、潜在。", "The value tier: strategic, important, general, prospect."),
        (
            _arg("grade", "客户等级。", "The customer's grade.", column=True),
            _arg("position", "行业地位。", "Its market position.", optional=True, column=True),
            _arg("credit", "信用星级。", "Its credit stars.", optional=True, column=True),
        ),
        Kind.TEXT,
        Text('=CB_TIER("A","领导者")', '=CB_TIER("A","Leader")'),
        Text("战略客户", "Strategic"),
        "udfs.grading:cb_tier",
    ),
    Function(
        "CB_VISITS",
        Text("月拜访次数：等级与合作意愿中较大者。", "Visits a month: the larger of what grade and willingness ask for."),
        (
            _arg("grade", "客户等级。", "The customer's grade.", column=True),
            _arg("willingness", "合作意愿。", "Its willingness.", optional=True, column=True),
        ),
        Kind.NUM,
        Text('=CB_VISITS("B","高")', '=CB_VISITS("B","High")'),
        3.0,
        "udfs.grading:cb_visits",
    ),
    Function(
        "CB_NEXTCONTACT",
        Text("下次联系日期。", "The day of the next contact."),
        (
            _arg("last_touch", "最近联系日期。", "The day of the last touch.", column=True),
            _arg("rhythm", "联系策略：天数或名称。", "The contact strategy: days, or its name.", optional=True, column=True),
            _arg("visits", "月拜访次数；没有联系策略时用。", "Visits a month, where there is no contact strategy.", optional=True, column=True),
        ),
        Kind.DATE,
        _same("=CB_NEXTCONTACT(DATE(2026,6,1),30)"),
        dt.date(2026, 7, 1),
        "udfs.contacting:cb_nextcontact",
    ),
    Function(
        "CB_DECLINE",
        Text(
            "业务是否下滑：下滑时给出一句说明，否则为空。",
            "Has buying declined? One sentence when it has, blank otherwise.",
        ),
        (
            _arg("order_dates", "这个客户各次交易的日期。", "The dates of one customer's orders.", column=True),
            _AS_OF,
            _arg("rhythm", "购买策略：天数或名称。", "The purchase strategy: days, or its name.", optional=True),
            _arg("factor", "下滑判断倍数，默认2。", "Decline multiple, 2 by default.", optional=True),
        ),
        Kind.TEXT,
        _same("=CB_DECLINE(DATE(2026,1,5),DATE(2026,6,30),90)"),
        Text(
            "约定90天内下单，现已176天未下单，最近一单2026-01-05",
            "Agreed to order within 90 days; none for 176 days now, the last on 2026-01-05",
        ),
        "udfs.contacting:cb_decline",
        volatile=True,
    ),
    _of_orders("CB_ORDERS", Text("交易次数，晚于截至日期的不计。", "The number of orders up to the as-of date."), Kind.INT, 1.0, "udfs.ordering:cb_orders"),
    _of_orders("CB_AMOUNT", Text("全部净额，晚于截至日期的不计。", "The net amount of all orders up to the as-of date."), Kind.MONEY, 150.0, "udfs.ordering:cb_amount"),
    _of_orders("CB_FIRST", Text("首次交易日期，晚于截至日期的不计。", "The date of the first order up to the as-of date."), Kind.DATE, dt.date(2025, 1, 1), "udfs.ordering:cb_first"),
    _of_orders("CB_LAST", Text("最近交易日期，晚于截至日期的不计。", "The date of the last order up to the as-of date."), Kind.DATE, dt.date(2025, 1, 3), "udfs.ordering:cb_last"),
    Function(
        "CB_RFM",
        Text("RFM五分位：近度、频度、金额各一位，5最好。", "RFM quintiles: a digit each for recency, frequency, money; 5 is best."),
        (
            _arg("recency", "距最近交易的天数。", "Days since the last order.", column=True),
            _arg("frequency", "交易次数。", "The number of orders.", column=True),
            _arg("monetary", "净额。", "The net amount.", column=True),
        ),
        Kind.TEXT,
        _same("=CB_RFM({1;10;20;30;40},{5;4;3;2;1},{500;400;300;200;100})"),
        (("555",), ("444",), ("333",), ("222",), ("111",)),
        "udfs.grading:cb_rfm",
    ),
    Function(
        "CB_MAN",
        Text("MAN分类和建议，占两格。", "The MAN class and what to do, in two cells."),
        (
            _arg("money", "购买力。", "Money to buy with.", column=True),
            _arg("authority", "决定权。", "Authority to decide.", column=True),
            _arg("intent", "购买意向。", "Intent to buy.", column=True),
        ),
        Kind.TEXT,
        Text('=CB_MAN("强","有","明确")', '=CB_MAN("Strong","Yes","Clear")'),
        ((_IDEAL.label, _ADVICE),),
        "udfs.grading:cb_man",
    ),
    Function(
        "CB_SCORE",
        Text("加权评估得分：实际 ÷ 标准（最多1）× 权重，合计。", "Weighted score: actual ÷ standard (1 at most) × weight, summed."),
        (
            _arg("actual", "各指标实际值。", "The value of each indicator.", column=True),
            _arg("standards", "各指标标准值。", "The standard of each.", column=True),
            _arg("weights", "各指标权重。", "The weight of each.", column=True),
            _arg("directions", "越高越好或越低越好；省略为越高越好。", "More or less is better; more when left out.", optional=True, column=True),
        ),
        Kind.NUM,
        _same("=CB_SCORE({4;5},{5;5},{60;40})"),
        88.0,
        "udfs.grading:cb_score",
    ),
    Function(
        "CB_CREDITLIMIT",
        Text("信用星级对应的额度（按字典的信用政策）。", "The credit limit of a number of stars, by the list of credit terms."),
        (_arg("credit", "信用星级，1到5。", "Credit stars, 1 to 5.", column=True),),
        Kind.MONEY,
        _same("=CB_CREDITLIMIT(3)"),
        50000.0,
        "udfs.settling:cb_creditlimit",
    ),
    Function(
        "CB_OVERDUE",
        Text("逾期款：到期而未付的金额，付款先抵最早的订单。", "The overdue amount: due and unpaid; payments settle the oldest orders first."),
        (
            _arg("order_dates", "订单日期。", "Order dates.", column=True),
            _arg("amounts", "订单净额。", "Net amounts of the orders.", column=True),
            _arg("settlement", "结算天数或结算方式名称。", "Settlement: days, or its name."),
            _arg("paid", "已付合计，默认0。", "Paid in all; 0 by default.", optional=True),
            _AS_OF,
        ),
        Kind.MONEY,
        _same("=CB_OVERDUE({46113;46173},{1000;500},30,400,DATE(2026,6,30))"),
        600.0,
        "udfs.settling:cb_overdue",
        volatile=True,
    ),
    Function(
        "CB_PHONE",
        Text("整理过的电话号码。", "A telephone number, cleaned."),
        (_arg("number", "电话号码，怎么写都行。", "A number, however written.", column=True),),
        Kind.PHONE,
        _same('=CB_PHONE("(020) 9000 1001")'),
        "020-90001001",
        "udfs.cleaning:cb_phone",
    ),
    Function(
        "CB_CHECKID",
        Text("核对身份证号：✓，或哪里不对。", "Checks an identity number: ✓, or what is wrong with it."),
        (_arg("number", "身份证号。", "The identity number.", column=True),),
        Kind.TEXT,
        _same('=CB_CHECKID("123")'),
        Text("“123”不是身份证号", "'123' is not an identity number"),
        "udfs.cleaning:cb_checkid",
    ),
    Function(
        "CB_CHECKTAX",
        Text("核对统一社会信用代码：✓，或哪里不对。", "Checks a unified social credit code: ✓, or what is wrong with it."),
        (_arg("number", "税号。", "The tax number.", column=True),),
        Kind.TEXT,
        _same('=CB_CHECKTAX("91990000MA0000001B")'),
        "✓",
        "udfs.cleaning:cb_checktax",
    ),
    Function(
        "CB_NAMECORE",
        Text("公司名称的核心：去掉地名、行业和组织形式。", "The core of a company name: without place, trade and legal form."),
        (_arg("company", "公司名称。", "A company name.", column=True),),
        Kind.TEXT,
        _same('=CB_NAMECORE("苏州拓岚电子有限公司")'),
        "拓岚",
        "udfs.cleaning:cb_namecore",
    ),
    Function(
        "CB_SIMILAR",
        Text("两个公司名称的相似度，0到1。", "How alike two company names are, 0 to 1."),
        (
            _arg("company", "公司名称。", "A company name.", column=True),
            _arg("other", "另一个名称。", "Another name.", column=True),
        ),
        Kind.NUM,
        _same('=CB_SIMILAR("苏州拓岚电子有限公司","苏州拓岚电子有限公司")'),
        1.0,
        "udfs.cleaning:cb_similar",
    ),
    Function(
        "CB_REMINDERS",
        Text("某业务员还没办的提醒：到期、客户、原因。", "A salesperson's open reminders: due, customer, why."),
        (
            _arg("salesperson", "业务员。", "The salesperson."),
            _arg("reminders", "提醒表，连同标题行，如 tblReminders[#All]。", "The reminders with their header row, such as tblReminders[#All].", column=True),
        ),
        Kind.TEXT,
        Text(
            '=CB_REMINDERS("林知夏",{"到期","客户名称","原因","负责人","状态";46203,"蓝汀","该联系","林知夏","待办";46204,"禾渡","生日","赵远航","待办"})',
            '=CB_REMINDERS("Lin",{"Due","Customer","Why","Owner","Status";46203,"Lanting","Contact due","Lin","Open";46204,"Hedu","Birthday","Zhao","Open"})',
        ),
        ((dt.date(2026, 6, 30), Text("蓝汀", "Lanting"), Text("该联系", "Contact due")),),
        "udfs.reminding:cb_reminders",
    ),
    Function(
        "CB_LUNAR",
        Text(
            "公历换农历，写成年-月-日（闰月带“闰”）；第二个参数为真则农历换公历。",
            "A solar date as a lunar one, year-month-day (L marks a leap month); the other way when the second argument is TRUE.",
        ),
        (
            _arg("day", "日期，或农历的年-月-日。", "A date, or a lunar year-month-day.", column=True),
            _arg("to_solar", "真：农历换公历。", "TRUE: from lunar to solar.", optional=True),
        ),
        Kind.TEXT,
        _same("=CB_LUNAR(DATE(2024,2,10))"),
        "2024-01-01",
        "udfs.calendars:cb_lunar",
    ),
)


def function(key: str) -> Function:
    """The cell function with this name; KeyError if there is none."""
    return _BY_KEY[key]


_BY_KEY = {one.key: one for one in FUNCTIONS}
