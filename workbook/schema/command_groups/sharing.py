"""The commands of copies: handed out, and collected."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.command_model import AS_OF, Command, Option, RibbonGroup

_WHO = Option("who", Text("哪个人：联系人或个人客户的编号、姓名；不写就是选中的那一行", "Who: number or name of a contact, or of a customer who is a person; the chosen row where none is given"), positional=True, optional=True, metavar="ID")
_SURE = Option("sure", Text("确认删除：再写一遍姓名", "To erase, once more: the name"), metavar="NAME")

SHARING: tuple[Command, ...] = (
    Command(
        "share",
        Text("发副本", "Hand out copies"),
        Text(
            "给每位业务员做一本副本：自己的客户和相关记录，没有成本、证件、银行、家庭和别人的客户；备注里的电话等先遮盖。",
            "Make a copy a salesperson: the own customers and what hangs on them, without costs, identity numbers, bank, family or others' customers; numbers in notes are masked first.",
        ),
        "macros.sharing.share:share",
        "FileCreateDocumentWorkspace",
        RibbonGroup.DATA,
        undone=False,
        reads_most=True,
        writes=("*",),
        writes_files=True,
        options=(
            Option("owner", Text("只给这位业务员", "Only for this salesperson"), metavar="NAME"),
            Option("every", Text("给每位有客户的业务员各一本（不写别的就是这样）", "One for every salesperson with customers (as where nothing is said)"), "flag", spelled="--all"),
            Option("audience", Text("给经理：全部客户，没有个人资料；匿名：名称和号码都换掉，好发给别人看问题", "For a manager: every customer, nothing personal; anonymous: names and numbers replaced, to be sent to someone who looks at a problem"), choices=("manager", "anonymous"), spelled="--for"),
            Option("to", Text("放在哪个文件夹（默认：客户簿旁边的“副本”）", "The folder for them (default: 副本 beside the book)"), "path", metavar="FOLDER", spelled="-o"),
            AS_OF,
        ),
    ),
    Command(
        "collect",
        Text("收回副本", "Collect copies"),
        Text(
            "读收回的副本，把改动列在“合并预览”：只有一边改的可直接采用，两边都改的请您决定；确认前不写总簿。",
            "Read returned copies and list their changes on Merge preview: one-sided ones can be taken, others are yours to decide; nothing is written before that is confirmed.",
        ),
        "macros.sharing.collect:collect",
        "ReviewCombineRevisions",
        RibbonGroup.DATA,
        reads_most=True,
        writes=("*", "*names"),
        options=(
            Option("copies", Text("收回的副本：文件或文件夹（默认：“设置”里的文件夹）", "The returned copies: files or folders (default: the folder in Settings)"), "paths", positional=True, optional=True, metavar="COPY"),
            Option("confirm", Text("按“合并预览”里的决定写入", "Write what Merge preview says"), "flag"),
            AS_OF,
        ),
    ),
    Command(
        "collect_confirm",
        Text("确认合并", "Confirm merge"),
        Text("按“合并预览”里的决定写入总簿，待定的留着；可以撤销。", "Write what Merge preview says into the book, open rows stay; it can be undone."),
        "macros.sharing.confirm:collect_confirm",
        "ReviewAcceptChange",
        RibbonGroup.DATA,
        writes=("*", "*names"),
        options=(AS_OF,),
    ),
    Command(
        "person",
        Text("导出个人资料", "Export personal data"),
        Text(
            "把客户簿里关于一个人的资料存成一个文件，交给本人；或者按本人要求删除。",
            "Write what the book holds of a person into a file for that person; or erase it at the person's request.",
        ),
        "macros.sharing.person:person",
        "ExportTextFile",
        RibbonGroup.DATA,
        undone=False,
        reads_most=True,
        writes=("*", "*names"),
        writes_files=True,
        options=(
            _WHO,
            Option("export", Text("存成一个文件", "Write a file"), "flag", one_of="what"),
            Option("erase", Text("删除：各表、日志、历史里都不再有，不能撤销；先列出来，再要求写出姓名", "Erase it from every table, journal and history, not to be undone; lists it first, then wants the name"), "flag", one_of="what"),
            Option("to", Text("导出的文件（默认：客户簿旁边）", "The file to write (default: beside the book)"), "path", metavar="FILE.xlsx", spelled="-o"),
            _SURE,
            AS_OF,
        ),
    ),
    Command(
        "person_erase",
        Text("删除个人资料", "Erase personal data"),
        Text(
            "按本人要求删除选中那一行的人的资料；订单等保留，换成编号；问两次，不能撤销。",
            "Erase the data of the person of the chosen row at that person's request; orders stay under a number. Asks twice; not to be undone.",
        ),
        "macros.sharing.erasing:person_erase",
        "RecordsDeleteRecord",
        RibbonGroup.DATA,
        undone=False,
        reads_most=True,
        writes=("*", "*names"),
        options=(_WHO, _SURE, AS_OF),
    ),
)
