"""The commands of whole books and of files."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.command_groups.options import FORMAT, SHEET, WHICH_ROWS, WRITTEN
from workbook.schema.command_model import Command, Host, Option, RibbonGroup

FILES: tuple[Command, ...] = (
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
        undone=False,
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
            Option("as_of", Text("示例数据的日期移到哪一天", "The day to which the sample's dates are moved"), "date", metavar="YYYY-MM-DD"),
        ),
    ),
    Command(
        "load",
        Text("导入文件", "Load file"),
        Text("把 CSV、Excel 或 Parquet 文件里的行导入一张表。", "Load the rows of a CSV, Excel or Parquet file into a table."),
        "macros.files.load:load",
        writes=("*", "*lists", "*names"),
        options=(
            Option("file", Text("要导入的文件", "The file to load"), "path", positional=True, metavar="FILE"),
            Option("table", Text("导入哪张表", "The table to load into"), required=True, metavar="TABLE"),
            SHEET,
            Option("mapping", Text("指定文件的一列是客户簿的哪一列，可重复", "Which column of the book a column of the file is; may be repeated"), "map", metavar="THEIRS=FIELD", spelled="--map"),
            *WRITTEN,
            WHICH_ROWS,
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
            FORMAT,
        ),
    ),
)
