"""The commands that bring rows in, take them back and put them together."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.command_groups.options import SHEET, WHICH_ROWS, WRITTEN
from workbook.schema.command_model import AS_OF, Command, Option, RibbonGroup

ROWS: tuple[Command, ...] = (
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
            SHEET,
            Option("mapping", Text("指定名单的一列是客户簿的哪一列，可重复；-表示不要这一列", "Which column of the book a column of the list is; - leaves it out; may be repeated"), "map", metavar="THEIRS=FIELD", spelled="--map"),
            *WRITTEN,
            WHICH_ROWS,
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
        undone=False,
        large=True,
        writes=("*", "*lists", "*names"),
        options=(
            Option("steps", Text("撤销几步", "How many steps"), default="1", metavar="N"),
            AS_OF,
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
        undone=False,
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
)
