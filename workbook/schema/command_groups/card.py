"""The commands of the sheet 客户卡 Customer card, and of what appears beside a new name."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.command_model import AS_OF, Command, Option, RibbonGroup

CARD_COMMANDS: tuple[Command, ...] = (
    Command(
        "card_open",
        Text("打开客户卡", "Open card"),
        Text(
            "把一位客户的全部情况显示在“客户卡”上：选中行的客户，或黄色格子里写的。",
            "Show all about one customer on Customer card: the chosen row's, or the one typed into its yellow cell.",
        ),
        "macros.desk.card_sheet:card_open",
        "AddressBook",
        RibbonGroup.DAILY,
        undone=False,
        reads_most=True,
        writes=("*names",),
        options=(
            Option("customer", Text("哪个客户：编号、名称或其中几个字、拼音首字母、电话的几位", "The customer: number, name or a part of it, pinyin initials, digits of a telephone"), positional=True, optional=True, metavar="CUSTOMER"),
            AS_OF,
        ),
    ),
    Command(
        "card_previous",
        Text("上一位", "Previous card"),
        Text("在“客户卡”上显示前一位客户。", "Show the customer before on Customer card."),
        "macros.desk.card_sheet:card_previous",
        "MailMergeGoToPreviousRecord",
        RibbonGroup.DAILY,
        undone=False,
        reads_most=True,
        writes=("*names",),
        options=(AS_OF,),
    ),
    Command(
        "card_next",
        Text("下一位", "Next card"),
        Text("在“客户卡”上显示后一位客户。", "Show the next customer on Customer card."),
        "macros.desk.card_sheet:card_next",
        "MailMergeGoToNextRecord",
        RibbonGroup.DAILY,
        undone=False,
        reads_most=True,
        writes=("*names",),
        options=(AS_OF,),
    ),
    Command(
        "card_save",
        Text("存回", "Save card"),
        Text(
            "把在“客户卡”上改过的内容写回各表，只写改过的；可以撤销。",
            "Write what was edited on Customer card back into the tables, and nothing else; it can be undone.",
        ),
        "macros.desk.card_save:card_save",
        "RecordsSaveRecord",
        RibbonGroup.DAILY,
        writes=("*", "*names"),
    ),
    Command(
        "alike",
        Text("名称相近", "Like names"),
        Text("列出名称相近的客户，登记新客户之前看一看。", "List customers of a name like this one, before a new one is entered."),
        "macros.desk.alike:alike",
        undone=False,
        writes=("*names",),
        options=(
            Option("name", Text("新客户的名称；不写就是“录入”里写的", "The new customer's name; the one typed on Entry where none is given"), positional=True, optional=True, metavar="NAME"),
        ),
    ),
)
