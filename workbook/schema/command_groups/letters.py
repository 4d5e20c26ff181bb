"""The commands of writing and posting: drafts of letters, labels, a list for a carrier."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.command_groups.options import PAPER
from workbook.schema.command_model import AS_OF, Command, Host, Option, RibbonGroup

_WHERE = Option("where", Text("只要符合的客户：列名=值，可重复；几个值用、隔开，数和日期可写 从..到", "Only customers like this: column=value, may be repeated; several values with ; between, numbers and days as from..to"), "map", metavar="COLUMN=VALUE", one_of="whom")
_CUSTOMERS = Option("customers", Text("只要这些客户：编号或全称，用逗号隔开（在 Excel 里是选中的行）", "Only these customers: numbers or exact names, with commas between (in Excel: the chosen rows)"), metavar="LIST", one_of="whom")

LETTERS: tuple[Command, ...] = (
    Command(
        "mail",
        Text("写信", "Write"),
        Text(
            "给选中的客户按模板写电子邮件草稿，并在“拜访”记为待发；另有微信/短信文字可复制；可以撤销。",
            "Draft e-mails to the chosen customers from a template, noted in Visits as to be sent, with text messages to copy; it can be undone.",
        ),
        "macros.desk.letters.mail:mail",
        "MailMergeStartLetters",
        RibbonGroup.DAILY,
        reads_most=True,
        writes=("tblVisits", "*names"),
        options=(
            Option("template", Text("用哪个模板：名称或用途（默认：“设置”里的；没有则按有没有成交过）", "The template: its name or purpose (default: the setting, else by whether the customer has ordered)"), metavar="NAME"),
            Option("purpose", Text("用这个用途的模板", "The template for this purpose"), choices=("first", "news", "birthday", "dunning", "statement", "satisfaction"), menu="letter_kind"),
            _WHERE,
            _CUSTOMERS,
            Option("to", Text("草稿放在哪个文件夹（默认：客户簿旁边）", "The folder for the drafts (default: beside the book)"), "path", metavar="FOLDER", spelled="-o"),
            AS_OF,
        ),
    ),
    Command(
        "labels",
        Text("标签", "Labels"),
        Text(
            "把选中客户的收件人和地址排成A4标签：.xlsx，或装有 LibreOffice 时 .pdf。",
            "Lay out receivers and addresses of the chosen customers as labels on A4: .xlsx, or .pdf where LibreOffice is installed.",
        ),
        "macros.desk.letters.post:labels",
        "EnvelopesAndLabelsDialog",
        RibbonGroup.DAILY,
        host=Host.READ,
        options=(
            Option("rows", Text("一页几行（默认：“设置”里的标签行数）", "Rows on a page (default: the setting)"), metavar="R"),
            Option("columns", Text("一页几列（默认：“设置”里的标签列数）", "Columns on a page (default: the setting)"), metavar="C"),
            _WHERE,
            _CUSTOMERS,
            PAPER,
        ),
    ),
    Command(
        "express",
        Text("快递单", "Parcels"),
        Text(
            "把选中客户的收件人、电话、地址列成快递批量下单用的表：.xlsx 或 .csv。",
            "List receivers, telephones and addresses of the chosen customers for a carrier's bulk order: .xlsx or .csv.",
        ),
        "macros.desk.letters.post:express",
        "TableInsert",
        RibbonGroup.DAILY,
        host=Host.READ,
        options=(
            _WHERE,
            _CUSTOMERS,
            Option("to", Text("存为：.xlsx 或 .csv（默认：客户簿旁边）", "The file: .xlsx or .csv (default: beside the book)"), "path", metavar="FILE", spelled="-o"),
        ),
    ),
)
