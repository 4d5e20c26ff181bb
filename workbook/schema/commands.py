"""Commands, each declared once: the ribbon, the VBA callbacks, the command line, the documents, the journal and the
test of untouched parts all derive from this list."""

from __future__ import annotations

from dataclasses import replace

from workbook.language import Text
from workbook.schema.command_groups.card import CARD_COMMANDS
from workbook.schema.command_groups.customers import OF_ONE_CUSTOMER
from workbook.schema.command_groups.figures import FIGURES
from workbook.schema.command_groups.files import FILES
from workbook.schema.command_groups.letters import LETTERS
from workbook.schema.command_groups.options import FORMAT
from workbook.schema.command_groups.rows import ROWS
from workbook.schema.command_groups.sharing import SHARING
from workbook.schema.command_model import AS_OF, Command, Host, Option, RibbonGroup
from workbook.schema.forms import FORMS
from workbook.schema.home import FIND_CELLS
from workbook.schema.registry import TABLES

RIBBON_TAB = Text("客户簿", "Customer Book")

RIBBON_LABELS: dict[RibbonGroup, Text] = {
    RibbonGroup.DAILY: Text("日常", "Daily"),
    RibbonGroup.DATA: Text("数据", "Data"),
    RibbonGroup.VIEW: Text("视图", "Views"),
    RibbonGroup.HELP: Text("帮助", "Help"),
}




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
            Option("cell", Text("不写要找的字时，读哪一个黄色格子", "Which yellow cell to read where no text is given"), choices=FIND_CELLS),
            FORMAT,
        ),
    ),
    *CARD_COMMANDS,
    *FIGURES,
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
    *LETTERS,
    *OF_ONE_CUSTOMER,
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
    *ROWS,
    *SHARING,
    *FILES,
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
            AS_OF,
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
