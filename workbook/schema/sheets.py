"""The sheets of the book: which tables stand on each, one below the other, and what is blank between them.

Tables that are looked at together share a sheet. Filtering, sorting or deleting a row hides, moves or takes whole rows
of the sheet, so no two tables stand in the same rows. A table that grows to thousands of rows stands alone or last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbook.language import Text
from workbook.schema.book_config import CONFIG_SHEET
from workbook.schema.card_frame import CARD_SHEET
from workbook.schema.forms import ENTRY_SHEET
from workbook.schema.home import (
    DICTIONARY_SHEET,
    DIRECTORY_SHEET,
    HOME_SHEET,
    LEADS_SHEET,
    META_SHEET,
    SETTINGS_SHEET,
)
from workbook.schema.list_model import ListOf
from workbook.schema.lists import LISTS
from workbook.schema.model import SheetGroup, Table
from workbook.schema.registry import table


@dataclass(frozen=True)
class Sheet:
    """One sheet. One without tables has a module of its own in `workbook.build`."""

    key: str
    label: Text
    group: SheetGroup
    about: Text  # one line on the sheet of contents
    tables: tuple[str, ...] = ()  # from the top
    views: frozenset[str] = frozenset()  # views in which it shows, beside 全部
    wide: bool = False  # whether long texts keep their width where several tables share the column

    @property
    def code_name(self) -> str:
        """Its name in VBA: visit_plan -> shtVisitPlan."""
        return "sht" + "".join(part.capitalize() for part in self.key.split("_"))

    @property
    def is_stacked(self) -> bool:
        """Whether several tables stand on it."""
        return len(self.tables) > 1

    @property
    def members(self) -> tuple[Table, ...]:
        """Its tables from the top."""
        return tuple(table(name) for name in self.tables)


def _sheet(
    key: str, zh: str, en: str, group: SheetGroup, about: Text, tables: str = "", views: str = "", *, wide: bool = False
) -> Sheet:
    """Tables as `Customers Contacts`, without their tbl; views as `admin sales`."""
    names = tuple(f"tbl{name}" for name in tables.split())
    return Sheet(key, Text(zh, en), group, about, names, frozenset(views.split()), wide)


_DAILY, _RECORDS, _ANALYSIS, _SETUP, _HIDDEN = SheetGroup
_ALL = "admin manager sales"

SHEETS: tuple[Sheet, ...] = (
    Sheet("home", HOME_SHEET, _DAILY, Text("关键数字、图表和三步用法。", "Key figures, charts, and how to begin.")),
    Sheet("contents", DIRECTORY_SHEET, _DAILY, Text("全部工作表，按用途排列。", "Every sheet, by what it is for.")),
    _sheet("today", "今天", "Today", _DAILY,
        Text("今天先做的十家，一家一行；下面是今天还有的事。", "The ten customers to see to first today, and what else the day has."),
        "Today RestOfDay", _ALL),
    Sheet("entry", ENTRY_SHEET, _DAILY,
        Text("新客户、拜访、订单、回款、调查表、评估：填几格，点“保存”。",
             "New customer, visit, order, payment, survey, scorecard: a few cells, then Save.")),
    _sheet("find", "找客户", "Find", _DAILY,
        Text("写几个字、几位电话，找到客户。", "Find a customer by a few letters or digits."), "Found", _ALL),
    Sheet("card", CARD_SHEET, _DAILY,
        Text("一位客户的全部情况；浅黄的格子可以改，点“存回”。", "All about one customer; yellow cells are edited and saved back.")),
    _sheet("customers", "客户", "Customers", _DAILY,
        Text("每个客户一行：资料、等级、下次联系、应收款。", "A row a customer: facts, grade, next contact, debt."),
        "Customers", _ALL),
    _sheet("contacts", "联系人", "Contacts", _DAILY,
        Text("客户那边的每个人：手机、职务、喜好。", "The people at each customer: mobile, post, likes."),
        "Contacts", _ALL),
    _sheet("transactions", "交易", "Transactions", _DAILY,
        Text("每笔订单、退货一行。", "A row for each order line and return."), "Transactions", _ALL),
    _sheet("visits", "拜访", "Visits", _DAILY,
        Text("每次拜访、电话：说了什么，答应了什么。", "Each visit and call: what was said and promised."),
        "Visits", _ALL),
    _sheet("reminders", "提醒", "Reminders", _DAILY,
        Text("到期该做的事，和每件事的原因。", "What is due, each with its reason."), "Reminders", _ALL),
    Sheet("leads", LEADS_SHEET, _DAILY,
        Text("把别处来的名单、订单粘贴在这里。", "Paste lists and orders from elsewhere here.")),
    _sheet("preview", "导入预览", "Import preview", _DAILY,
        Text("粘贴的每一列、每一行会怎样导入。", "How each pasted column and row would be imported."),
        "LeadColumns LeadPreview", "admin"),
    _sheet("data_check", "数据检查", "Data check", _DAILY,
        Text("填错、填漏的地方，和可能重复的客户。", "What is wrong or missing, and customers that may be one."),
        "Duplicates Problems", "admin manager"),
    _sheet("profiles", "客户档案", "Profiles", _RECORDS,
        Text("客户的经营情况、收货地址，行业的概况。", "How each customer does business, where it takes deliveries, and each industry."),
        "IndustryNotes Addresses Profiles", _ALL),
    _sheet("people", "个人与家庭", "People and families", _RECORDS,
        Text("联系人的家人、纪念日和金融资料。", "Contacts' families, anniversaries and banking."),
        "Anniversaries Family BankProfiles", "admin sales"),
    _sheet("products", "产品与价格", "Products and prices", _RECORDS,
        Text("卖什么，给谁什么价；好不好卖，价格有无异常，库存够不够。",
             "What is sold, to whom at what price; how it sells, odd prices, stock, what to offer."),
        "Products PriceList Policies ProductAnalysis Prices Stock WhiteSpace", "admin manager"),
    _sheet("payments", "回款", "Payments", _RECORDS,
        Text("收到的每笔钱。", "Each payment received."), "Payments", "admin manager"),
    _sheet("contracts", "合同与对账", "Contracts", _RECORDS,
        Text("合同的期限、进度，和与客户的对账。", "Contracts, their progress, and reconciliations."),
        "Contracts Reconciliations", "admin manager"),
    _sheet("service", "服务与活动", "Service", _RECORDS,
        Text("投诉、满意度、建议，和办过的活动。", "Complaints, satisfaction, suggestions, and activities."),
        "Complaints Suggestions Satisfaction Activities Participants", _ALL),
    _sheet("letters", "写信", "Letters", _RECORDS,
        Text("信件模板，上次写的信和微信/短信文字。", "Templates of letters; the letters written last, with texts to copy."),
        "Templates Drafts", "admin sales", wide=True),
    _sheet("opportunities", "商机", "Opportunities", _RECORDS,
        Text("谈到哪一步，谁说了算，有什么风险。", "How far each deal is, who decides, what may go wrong."),
        "Risks Opportunities DecisionChain", "manager sales"),
    _sheet("market", "市场与调查", "Market and surveys", _RECORDS,
        Text("市场、竞争对手，和到店调查、客户评估。", "Markets, competitors, surveys and customer scores."),
        "Markets Competitors Sweeps Surveys Scorecards", "manager sales"),
    _sheet("copies", "副本", "Copies", _RECORDS,
        Text("发出的副本、遮盖了什么；收回时改了什么，逐项决定；副本里是报备名单。",
             "Copies handed out, what was masked; what came back changed, to decide on; in a copy, registered customers."),
        "Handouts Masked Registered Erased MergePreview", "admin sales"),
    Sheet("month_report", Text("月报", "Month report"), _ANALYSIS,
        Text("一个月两页：净额、目标、客户、业务员、欠款，下月要做的事。",
             "A month on two pages: amounts, targets, customers, people, debts, what comes next."),
        views=frozenset({"manager"})),
    _sheet("targets", "目标与团队", "Targets and team", _ANALYSIS,
        Text("每月目标、应交的报告、每人的业绩，最近一次交接，已结账月份当时的数字。",
             "Targets, reports due, how each person does, the last handover, closed months as they were."),
        "Team Targets Reports Handover ClosedMonths", "manager"),
    _sheet("sales", "销售分析", "Sales", _ANALYSIS,
        Text("每月多少，接下来约多少，靠哪些客户，由什么构成。", "How much each month and the next ones, from whom, made of what."),
        "Monthly Forecast Concentration Composition", "manager"),
    _sheet("customer_analysis", "客户分析", "Customer analysis", _ANALYSIS,
        Text("漏斗、开发停在哪里、来源、投诉和满意度、评估、画像、欠款账龄。", "Funnel, where prospects stop, sources, complaints, satisfaction, scores, portrait, debts by age."),
        "Pipeline Stops Portrait SourceAnalysis Referrals ComplaintAnalysis SatisfactionAnalysis Scores Receivables", "manager"),
    _sheet("visit_plan", "拜访周计划", "Visit plan", _ANALYSIS,
        Text("这一周每天去哪些客户那里，拜访原因。", "Where to go each day of the week, and why."),
        "VisitPlan Holidays", "manager sales"),
    _sheet("visit_reports", "拜访准备与小结", "Visit reports", _ANALYSIS,
        Text("去之前看什么，每天去过之后写了什么，一周的小结。", "What to know before a visit, what came of it, the week in short."),
        "WeekReport DailyReport PreVisit", "manager sales"),
    _sheet("history", "历史", "Past changes", _ANALYSIS,
        Text("导入过什么；等级、阶段、信用、负责人何时变过；办完的提醒。",
             "What was imported; when grade, stage, credit and owner changed; reminders done."),
        "ImportLog CreditChanges StageHistory OwnerHistory ReminderHistory GradeHistory", "admin manager"),
    Sheet("dictionary", DICTIONARY_SHEET, _SETUP,
        Text("下拉列表里的选项，在这里改名、增加。", "The choices of every dropdown: rename or add them here.")),
    Sheet("settings", SETTINGS_SHEET, _SETUP,
        Text("公司名称、截至日期、评级和提醒的规则；函数示例。",
             "Company, as-of date, rules of grading and reminding; cell functions.")),
    Sheet("book", Text(META_SHEET, META_SHEET), _HIDDEN, Text("程序用", "The program's")),
    _sheet("journal", "_journal", "_journal", _HIDDEN, Text("供撤销和改名", "For undo and renaming"), "Labels KeptReports Journal"),
    _sheet("bases", "_copies", "_copies", _HIDDEN, Text("供合并副本", "For merging copies"), "Bases"),
    Sheet("config", Text(CONFIG_SHEET, CONFIG_SHEET), _HIDDEN, Text("xlwings 的设置", "Settings of xlwings")),
)  # fmt: skip

TYPED_ROOM, OTHER_ROOM = 5, 2
OPENS_AT_END = ("tblTransactions", "tblVisits", "tblPayments")
"""Tables alone on their sheets, which open at the newest rows with the empty row below chosen."""
LAST_ROOM = 200
"""Blank rows below the last table of a sheet that have its dropdowns and formats already."""


def sheet(key: str) -> Sheet:
    """The sheet with this key; KeyError if there is none."""
    return _by_key()[key]


def sheet_of(name: str) -> Sheet:
    """The sheet that a table (or a list's table) stands on; KeyError if there is none."""
    return _by_table()[name]


@cache
def list_order() -> tuple[ListOf, ...]:
    """The lists as they stand on the dictionary's sheet, blocks together."""
    blocks = list(dict.fromkeys([*BLOCKS, *(one.group for one in LISTS)]))
    return tuple(sorted(LISTS, key=lambda one: blocks.index(one.group)))


BLOCKS: dict[str, Text] = {
    "customer": Text("客户", "Customer"),
    "sources": Text("来源", "Sources"),
    "people": Text("人", "People"),
    "questions": Text("购买习惯", "Buying habits"),
    "bank": Text("银行", "Bank"),
    "visits": Text("拜访", "Visits"),
    "service": Text("服务", "Service"),
    "pipeline": Text("商机", "Pipeline"),
    "evaluation": Text("评估", "Evaluation"),
    "program": Text("程序用", "Used by the program"),
}
"""Blocks of the dictionary, in order."""


@cache
def _by_key() -> dict[str, Sheet]:
    return {one.key: one for one in SHEETS}


@cache
def _by_table() -> dict[str, Sheet]:
    lists = {one.table_name: sheet("dictionary") for one in LISTS}
    return lists | {name: one for one in SHEETS for name in one.tables}


@cache
def lines_above(name: str) -> int:
    """The rows right above a table's header that are its own: heading and bands, a list's heading only; none of a
    table that a user added."""
    if name not in _by_table():
        return 0
    return 1 if sheet_of(name).key == "dictionary" else 2


@cache
def room_below(name: str) -> int:
    """The blank rows that are kept between a table's last row and what is the next one's own."""
    if name not in _by_table() or sheet_of(name).key == "dictionary":
        return OTHER_ROOM
    return OTHER_ROOM if table(name).result else TYPED_ROOM


def place_name(name: str) -> str:
    """The hidden name of the cell with a table's heading, on a sheet of several."""
    return f"go_{name}"
