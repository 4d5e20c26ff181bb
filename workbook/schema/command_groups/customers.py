"""The commands about one customer that end on a sheet of paper, move it on, or take it out of the counts."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.command_groups.options import PAPER
from workbook.schema.command_model import AS_OF, Command, Host, Option, RibbonGroup

_CUSTOMER = Option("customer", Text("哪个客户：编号、全称，或只有一个客户有的几个字（默认：选中行的客户）", "The customer: number, exact name, or a part of a name that only one has (default: the chosen row's)"), positional=True, optional=True, metavar="CUSTOMER")

OF_ONE_CUSTOMER: tuple[Command, ...] = (
    Command(
        "statement",
        Text("对账单", "Statement"),
        Text(
            "选中客户的对账单，A4一页：期初、每笔应收和已收、期末，大写金额，双方盖章：.xlsx，或装有 LibreOffice 时 .pdf。",
            "The chosen customer's statement of account on one A4: opening, every sale and payment, closing in words, two seals: .xlsx, or .pdf where LibreOffice is installed.",
        ),
        "macros.desk.statement:statement",
        "FunctionWizard",
        RibbonGroup.DAILY,
        host=Host.READ,
        reads_most=True,
        options=(
            _CUSTOMER,
            Option("start", Text("从哪一天起（默认：上次对账的次日，没有则当年1月1日）", "From which day (default: the day after the last reconciliation, else 1 January)"), "date", metavar="YYYY-MM-DD", spelled="--from"),
            Option("end", Text("到哪一天止（默认：截至日期）", "To which day (default: the as-of day)"), "date", metavar="YYYY-MM-DD", spelled="--to"),
            PAPER,
            AS_OF,
        ),
    ),
    Command(
        "move_on",
        Text("首单转正", "Move on buyers"),
        Text(
            "把已有首单的潜在客户（选中的，或全部）转为现有客户，开发阶段至少到“客户转化”；可以撤销。",
            "Make prospects with a first order (the chosen ones, or all) existing customers, at the stage Conversion at least; it can be undone.",
        ),
        "macros.keeping.move_on:move_on",
        "ReviewAcceptChange",
        RibbonGroup.DATA,
        writes=("*", "*names"),
        options=(
            Option("customer", Text("哪个客户：编号、全称，或只有一个客户有的几个字（默认：选中行的客户，没有则全部）", "The customer: number, exact name, or a part of a name that only one has (default: the chosen rows', else all)"), positional=True, optional=True, metavar="CUSTOMER"),
            AS_OF,
        ),
    ),
    Command(
        "keyaccount",
        Text("重点客户页", "Key account"),
        Text(
            "选中商机（或客户进行中的商机）一页：需求、谁说了算、怎样采购、对手、风险、团队和下一步，还有什么没弄清：.xlsx，或装有 LibreOffice 时 .pdf。",
            "The chosen opportunity, or a customer's open ones, on a page each: needs, who decides, how they buy, rivals, risks, team, next step, and what is not known yet: .xlsx, or .pdf where LibreOffice is installed.",
        ),
        "macros.desk.keyaccount:keyaccount",
        "ContactCardCopy",
        RibbonGroup.DAILY,
        host=Host.READ,
        reads_most=True,
        options=(
            Option("account", Text("商机的编号或名称，或客户的编号、名称（默认：选中行）", "The number or title of an opportunity, or a customer (default: the chosen row's)"), positional=True, optional=True, metavar="ID"),
            PAPER,
            AS_OF,
        ),
    ),
    Command(
        "archive",
        Text("归档/恢复", "Archive"),
        Text(
            "把选中的客户归档：不再计入客户数、计划和名单，以前月份不变；已归档的恢复原样；可以撤销。",
            "Archive the chosen customer: out of counts, plans and lists, past months stay; an archived one comes back as it was; it can be undone.",
        ),
        "macros.keeping.archive:archive",
        "ReviewAcceptChange",
        RibbonGroup.DATA,
        writes=("*", "*names"),
        options=(
            _CUSTOMER,
            Option("reason", Text("为什么归档（默认：“客户”表这一行的“归档原因”）", "Why (default: what its row of Customers says)"), metavar="TEXT"),
            Option("back", Text("从归档里恢复", "Take it out of the archive"), "flag"),
            AS_OF,
        ),
    ),
)
