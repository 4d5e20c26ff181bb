"""首页 Home sheet: its tiles, the first rows of the day, the key figures, and the blocks its charts read.

All of these are named cells that `refresh` fills; what stands in them comes from rules (`workbook/rules/home.py`, `home_tiles.py`)."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.language import Text
from workbook.schema.model import Kind

HOME_SHEET = Text("首页", "Home")
DIRECTORY_SHEET = Text("目录", "Contents")
SETTINGS_SHEET = Text("设置", "Settings")
DICTIONARY_SHEET = Text("字典", "Lists")
LEADS_SHEET = Text("粘贴区", "Paste area")
LEADS_SHEETS = (LEADS_SHEET.zh, LEADS_SHEET.en, "线索", "Leads")  # the last two in books made before
HOME_LINK = Text("‹ 首页", "‹ Home")
LEADS_TITLE = Text("粘贴到这里", "Paste here")
LEADS_NEXT = Text(
    "① 从第4行起粘贴　② 点“预览导入”　③ 在“导入预览”里看每一行会怎样导入　④ 点“确认导入”",
    "① Paste from row 4   ② choose Preview import   ③ see on Import preview what becomes of each row   "
    "④ choose Confirm import",
)
LEADS_HINT = Text(  # stands in the first cell to paste on until something is pasted over it
    "把名单粘贴到这里（从A4开始）：列的顺序、中英文标题、空行都不要紧。",
    "Paste your list here, from A4: any column order, Chinese or English headers, blank rows are all fine.",
)
LEADS_ROW = 4
LEADS_OWN = (HOME_LINK, LEADS_TITLE, LEADS_NEXT, LEADS_HINT)
"""What the program has written on the sheet to paste on: whoever reads the sheet takes these cells for empty ones."""
LEADS_EARLIER = Text(  # in books made before
    "把名单粘贴到这里（从A1开始）：列的顺序、中英文标题、空行都不要紧。",
    "Paste your list here, from A1: any column order, Chinese or English headers, blank rows are all fine.",
)
META_SHEET = "_book"  # very hidden: guid, schema version, language, stamps, and what charts read


@dataclass(frozen=True)
class Figure:
    """One figure of the home sheet."""

    key: str
    label: Text
    kind: Kind

    @property
    def range_name(self) -> str:
        """The defined name of its cell."""
        return f"home_{self.key}"


FIGURES: tuple[Figure, ...] = (
    Figure("customers", Text("全部客户", "All customers"), Kind.INT),
    Figure("buyers", Text("近12个月成交客户", "Buyers, 12 months"), Kind.INT),
    Figure("orders", Text("全部交易次数", "Orders, all"), Kind.INT),
    Figure("amount", Text("全部净额", "Net amount, all"), Kind.MONEY),
    Figure("window_amount", Text("近12个月净额", "Net amount, 12 months"), Kind.MONEY),
    Figure("unassigned", Text("全部未匹配到客户的金额", "Without customer, all"), Kind.MONEY),
    Figure("grade_a", Text("当前A级客户", "Grade A now"), Kind.INT),
    Figure("grade_b", Text("当前B级客户", "Grade B now"), Kind.INT),
    Figure("grade_c", Text("当前C级客户", "Grade C now"), Kind.INT),
    Figure("prospects", Text("当前潜在客户", "Prospects now"), Kind.INT),
    Figure("reminders", Text("当前待办提醒", "Open reminders now"), Kind.INT),
    Figure("overdue", Text("当前已逾期提醒", "Overdue reminders now"), Kind.INT),
    Figure("visits_owed", Text("本月应访", "Visits owed this month"), Kind.INT),
    Figure("visits_made", Text("本月已访", "Visits made this month"), Kind.INT),
    Figure("visits_short", Text("本月欠访", "Visits short this month"), Kind.INT),
    Figure("problems", Text("上次检查待处理数据问题", "Data problems, last check"), Kind.INT),
)


@dataclass(frozen=True)
class Tile:
    """One of the six tiles: a figure, below it the days it is of (or a bar), and what has changed.

    `leads_to`: the table whose rows it counts."""

    key: str
    label: Text
    formats: Text  # how the figure is shown
    leads_to: str
    at: int  # its first column among those of the tiles


_WHOLE, _SHARE = "#,##0;-#,##0;0", "0%"
_CUSTOMERS = Text('#,##0" 家"', "#,##0")
TILES: tuple[Tile, ...] = (
    Tile("month", Text("本月净额", "Net amount this month"), Text(_WHOLE, _WHOLE), "tblTransactions", 0),
    Tile("target", Text("本月目标完成率", "Share of this month's target"), Text(_SHARE, _SHARE), "tblTargets", 2),
    Tile("year", Text("本月比去年同期", "This month on last year's"), Text("▲0.0%;▼0.0%;0.0%", "▲0.0%;▼0.0%;0.0%"), "tblMonthly", 5),
    Tile("overdue", Text("当前逾期应收款", "Overdue money now"), Text(_WHOLE, _WHOLE), "tblReceivables", 8),
    Tile("contact", Text("今天要联系的客户", "Customers to contact today"), _CUSTOMERS, "tblToday", 10),
    Tile("stopped", Text("当前停购或下滑的客户", "Stopped or buying less now"), _CUSTOMERS, "tblReminders", 12),
)
HOME_TILES = "home_tiles"
"""The defined name of the block of the tiles: a row of figures, one of lines, one of changes; the columns as in `at`."""
TILE_COLUMNS = 13

FIRST_TODAY = "home_today"  # the defined name of the first rows of the day
TODAY_ROWS = 8
TODAY_COLUMNS = ("customer_name", None, "contact", "phone", None, "short", "owner")
"""What stands in each column of these rows; None is a gap between tiles."""

HOME_FIND = "home_find"
"""The defined name of the cell to find a customer by; whoever reacts to it finds it by this name."""


@dataclass(frozen=True)
class Task:
    """A way from the home sheet to the place where a job is done; one whose place is not there is left out."""

    label: Text
    sheet: str  # key of the sheet
    form: str = ""  # of the entry sheet


TASKS: tuple[Task, ...] = (
    Task(Text("录入订单", "Enter an order"), "entry", "order"),
    Task(Text("新客户", "New customer"), "entry", "customer"),
    Task(Text("导入名单", "Import a list"), "leads"),
    Task(Text("客户卡", "Customer card"), "card"),
    Task(Text("月报", "Month report"), "month_report"),
    Task(Text("目录：全部工作表", "Contents: every sheet"), "contents"),
)


@dataclass(frozen=True)
class Block:
    """A fixed-size block on the data sheet that a chart reads: labels in the first column, values beside them."""

    key: str
    label: Text
    rows: int
    columns: int  # values beside the label
    analysed: bool = False  # filled by analyse, not by refresh
    named: bool = False  # its first row names the series

    @property
    def range_name(self) -> str:
        """The defined name of the block without a heading."""
        return f"data_{self.key}"


BLOCKS: tuple[Block, ...] = (
    Block("months", Text("近12个月每月净额、去年同月与目标", "Net amount by month, 12 months; a year before; target"), 12, 3),
    Block("grades", Text("当前客户等级", "Customers by grade now"), 4, 1),
    Block("regions", Text("近12个月各区域净额", "Net amount by region, 12 months"), 8, 1),
    Block("pareto", Text("客户集中度：前N%客户占期间净额", "Concentration: share of the period's net amount of the top N % of customers"), 20, 1, analysed=True),
    Block("team", Text("每人净额与目标", "Net amount and target by person"), 11, 2, analysed=True, named=True),
    Block("visits_owed", Text("本期应访与已访", "Visits owed and made, by grade"), 7, 2, analysed=True, named=True),
    Block("region_years", Text("各区域占全年净额", "Share of each year's net amount by region"), 5, 6, analysed=True, named=True),
    Block("funnel", Text("各阶段的客户与商机", "Customers and opportunities by stage"), 13, 2, analysed=True, named=True),
    Block("ages", Text("欠款账龄", "Debts by age"), 8, 1, analysed=True, named=True),
    Block("flow", Text("潜在 → 意向 → 签约", "Prospects, interest, first orders"), 4, 1, analysed=True, named=True),
    Block("satisfaction", Text("满意度：每轮平均（1到5）", "Satisfaction: mean of each round (1 to 5)"), 9, 3, analysed=True, named=True),
)
PICTURES: dict[str, tuple[str, ...]] = {
    "targets": ("team", "visits_owed"),
    "sales": ("pareto", "region_years"),
    "customer_analysis": ("funnel", "ages", "flow"),
    "service": ("satisfaction",),
}
"""Key of a sheet -> the blocks that pictures on top of it show, at most three."""
REFRESHED = tuple(block for block in BLOCKS if not block.analysed)

UNREACHED = Text("永远不会被提醒的客户", "Customers without any reminder")
UNREACHED_NAME = "home_unreached"  # the defined name of the list on the home sheet, one line a customer
UNREACHED_ROWS = 6

# Names of the cells of the search: what is looked for (typed), what a formula finds, what the command says.
FIND_TEXT, FIND_QUICK, FIND_SAID = "find_text", "find_quick", "find_said"
FIND_CELLS = (HOME_FIND, FIND_TEXT)

# Names of single cells that carry the book's identity and the last refresh.
META: tuple[str, ...] = (
    "book_guid", "schema_version", "language", "is_sample", "loaded_files",
    "copy_id", "copy_of", "copy_for", "copy_owner", "copy_on", "copy_mark",  # of a copy that was handed out
)
PROVISIONAL = "新-"
"""How the numbers begin that a copy gives its new rows, until the book gives its own (新-赵-001)."""
HOME_BANNER = "home_banner"  # the cell that says what kind of book this is
STAMPS: tuple[str, ...] = (
    "refreshed_at",
    "refreshed_as_of",
    "newest_as_of",
    "refreshed_customers",
    "refreshed_transactions",
    "refreshed_amount",
    "orders_source",  # what orders outside the book the figures are of
)
SCHEMA_VERSION = 2

PAGES = Text("第 &P 页，共 &N 页", "Page &P of &N")
"""At the foot of a printed page."""
