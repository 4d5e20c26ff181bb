"""Every command, declared once: the ribbon, the VBA callbacks, the command line, the documents, the journal and the
test of untouched parts all derive from this list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbook.language import Text


class RibbonGroup(StrEnum):
    """Groups of the ribbon tab, in order."""

    DAILY = "daily"
    DATA = "data"
    VIEW = "view"
    HELP = "help"


RIBBON_TAB = Text("客户簿", "Customer Book")

RIBBON_LABELS: dict[RibbonGroup, Text] = {
    RibbonGroup.DAILY: Text("日常", "Daily"),
    RibbonGroup.DATA: Text("数据", "Data"),
    RibbonGroup.VIEW: Text("视图", "Views"),
    RibbonGroup.HELP: Text("帮助", "Help"),
}


@dataclass(frozen=True)
class Command:
    """One command of the book.

    `entry` is "module:function" as text, so that the schema imports nothing above it; the function takes the
    xlwings Book and keyword options and returns a `macros.report.Report`.
    """

    key: str  # refresh; also the CLI verb, with - for _
    label: Text
    help: Text
    entry: str  # macros.refresh:refresh
    icon: str  # imageMso
    ribbon: RibbonGroup | None = None  # None: command line only
    large: bool = False
    writes: tuple[
        str, ...
    ] = ()  # tables whose sheets it may write; "*" = every user table's worked-out columns
    writes_inputs: bool = False  # may write what users type (load, import, merge)
    cli: bool = True


COMMANDS: tuple[Command, ...] = (
    Command(
        "refresh",
        Text("刷新", "Refresh"),
        Text(
            "重新统计交易，评定等级，排出提醒，更新首页。",
            "Count orders again, grade customers, work out reminders, update the home sheet.",
        ),
        "macros.refresh:refresh",
        "RefreshAll",
        RibbonGroup.DAILY,
        large=True,
        writes=(
            "tblCustomers",
            "tblTransactions",
            "tblReminders",
            "tblReminderHistory",
            "tblToday",
            "tblGradeHistory",
            "*names",
        ),
    ),
    Command(
        "check",
        Text("检查", "Check"),
        Text(
            "逐行核对每张表，列出问题和改法。",
            "Hold every row of every table against the rules; list each problem with its cure.",
        ),
        "macros.check:check",
        "AcceptInvitation",
        RibbonGroup.DAILY,
        large=True,
        writes=("*", "tblProblems"),
    ),
    Command(
        "clear_sample",
        Text("清除示例", "Clear the sample"),
        Text(
            "删除示例客户和交易，留下空表和您的设置。", "Remove the sample's rows; settings and lists stay."
        ),
        "macros.sample:clear_sample",
        "Clear",
        RibbonGroup.DATA,
        writes=("*", "*names"),
        writes_inputs=True,
    ),
    Command(
        "upgrade",
        Text("升级", "Upgrade"),
        Text("把旧版本的客户簿升到当前版本。", "Bring an older book up to this version."),
        "macros.upgrade:upgrade",
        "FileSaveAsOtherFormats",
        None,
        writes=("*",),
    ),
)


def command(key: str) -> Command:
    """The command with this key; KeyError if there is none."""
    return _BY_KEY[key]


_BY_KEY = {c.key: c for c in COMMANDS}
