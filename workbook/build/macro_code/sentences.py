"""CbText: every sentence the VBA says, in both languages."""

from __future__ import annotations

from workbook.build.macro_code.writing import heading, lookup, module_text
from workbook.language import Text
from workbook.schema.commands import COMMANDS

STARTING = Text("{name} …（正在启动 Python）", "{name} … (starting Python)")
SENTENCES: dict[str, Text] = {
    "title": Text("客户簿", "Customer Book"),
    "no_addin": Text(
        "没有找到 xlwings 加载项，按钮暂时不能用；表格本身照常可用。\n\n"
        "请在客户簿程序的文件夹里运行一次下面的命令，然后重新打开 Excel：\n\nuv run customer-book install\n\n"
        "没有这个文件夹？请向提供者索取。",
        "The xlwings add-in is not loaded, so the buttons cannot work yet; the book itself stays usable.\n\n"
        "Run this once in the folder of the customer book's program, then open Excel again:\n\n"
        "uv run customer-book install\n\n"
        "No such folder? Ask whoever gave you this book.",
    ),
    "not_started": Text(
        "Python 没有启动。请运行 uv run customer-book doctor，它会说明下一步。",
        "Python did not start. Run uv run customer-book doctor: it says what to do next.",
    ),
    "unsaved": Text(
        "请先把客户簿保存到磁盘，再按这个按钮。",
        "Save the book to disk first, then press this button.",
    ),
    "no_examples": Text(
        "找不到函数示例表，可能被删除了；可以用 customer-book new 新建一本再复制过来。",
        "The sheet of function examples is gone; make a new book with customer-book new and copy it from there.",
    ),
    "view_failed": Text(
        "无法切换视图：工作簿的结构受保护。请在“审阅”里取消保护工作簿，再试一次。",
        "The view cannot be switched: the workbook's structure is protected. "
        "Unprotect it under Review, then try again.",
    ),
}


def text_module() -> str:
    """CbText: every sentence the VBA says, in the language of the book."""
    # The label stands in the sentence: a scanner takes a short word by itself, "Undo", for Base64.
    starting = {one.key: STARTING.format(name=one.label) for one in COMMANDS if one.ribbon is not None}
    lines = [
        *heading("CbText"),
        *lookup("CbSentence", SENTENCES),
        *lookup("CbStarting", starting),
        "",
        "' The book knows its language; where that cell is gone it is Chinese, as the book is by default.",
        "Public Function CbInChinese() As Boolean",
        "    CbInChinese = True",
        "    On Error Resume Next",
        '    CbInChinese = (ThisWorkbook.Names("meta_language").RefersToRange.Value <> "en")',
        "End Function",
    ]
    return module_text(lines)
