"""Where things stand on the two pages of the month's report, and how their cells read.

The pages are a grid of `COLUMNS` narrow columns on A4 upright; rows are counted from the first one of the grid. What is
not printed stands beside it: the figures of the charts. The sheet in the book and the file have the same grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbook.language import Text
from workbook.schema.month_report import LINES

COLUMNS = 24
COLUMN_WIDTH = 3.3  # characters
SIZE = 9.5
LINE, TITLE = 14.0, 16.0  # points of rows
CHART_ROWS = 17
"""So many that both pages are equally high: a program that shrinks the two to fit breaks them here by itself."""
BESIDE = COLUMNS + 2
"""The first column of the charts' figures."""
CHART_COLUMNS = 9
ALL_COLUMNS = BESIDE + CHART_COLUMNS - 1


class Form(StrEnum):
    """How a cell reads."""

    TEXT = "@"
    AMOUNT = "#,##0;[Red]-#,##0;0"
    CHANGE = "+#,##0;[Red]-#,##0;0"
    SHARE = "0.0%"
    GROWTH = '[>=10]">+999%";[Red][<0]-0.0%;+0.0%'
    COUNT = "#,##0"
    MARK = "0.0"


@dataclass(frozen=True)
class Column:
    """A column of a block, so many columns of the grid wide."""

    label: Text
    wide: int
    form: Form


@dataclass(frozen=True)
class Block:
    """A table of the report: its heading on `row`, the names of its columns below, then its rows."""

    key: str
    title: Text
    columns: tuple[Column, ...]
    row: int
    left: int = 1

    @property
    def rows(self) -> int:
        """How many rows it has room for."""
        return LINES[self.key]

    @property
    def first(self) -> int:
        """Its first row of figures."""
        return self.row + 2


def _column(zh: str, en: str, wide: int, form: Form) -> Column:
    return Column(Text(zh, en), wide, form)


_TEXT, _AMOUNT, _CHANGE, _SHARE, _GROWTH, _COUNT = (
    Form.TEXT, Form.AMOUNT, Form.CHANGE, Form.SHARE, Form.GROWTH, Form.COUNT,
)  # fmt: skip

TITLE_ROW, SUB_ROW = 1, 2
SENTENCE_ROWS = (3, 4, 5)
TILE_ROW = 7
"""Names of the figures; their values and what has changed stand in the two rows below."""
TILE_WIDTHS = (5, 5, 4, 5, 5)
CHART_TITLE_ROW = 11
CHART_ROW = 12
_TOP = CHART_ROW + CHART_ROWS + 1
TOP = Block(
    "top", Text("净额前10名客户", "Ten largest customers"),
    (
        _column("客户", "Customer", 10, _TEXT),
        _column("本期净额", "Net amount", 4, _AMOUNT),
        _column("上期净额", "Before", 4, _AMOUNT),
        _column("变化", "Change", 3, _CHANGE),
        _column("占比", "Share", 3, _SHARE),
    ),
    _TOP,
)  # fmt: skip
_STOPPED = TOP.first + TOP.rows + 1
STOPPED = Block(
    "stopped", Text("停购或下滑的客户", "Customers who stopped or buy less"),
    (
        _column("客户", "Customer", 9, _TEXT),
        _column("最近一单", "Last order", 4, _TEXT),
        _column("平时隔几天", "Usual days", 4, _COUNT),
        _column("一年净额", "A year's amount", 4, _AMOUNT),
        _column("负责人", "Owner", 3, _TEXT),
    ),
    _STOPPED,
)  # fmt: skip
PAGE_ONE = STOPPED.first + STOPPED.rows - 1
"""The last row of the first page."""
PEOPLE = Block(
    "people", Text("业务员：目标与完成", "Salespeople: targets and results"),
    (
        _column("业务员", "Name", 3, _TEXT),
        _column("净额", "Net", 3, _AMOUNT),
        _column("目标", "Target", 3, _AMOUNT),
        _column("达成", "Reached", 2, Form.SHARE),
        _column("订单", "Orders", 1, _COUNT),
        _column("应访", "Owed", 2, _COUNT),
        _column("已访", "Visits", 1, _COUNT),
        _column("目标", "Aim", 1, _COUNT),
        _column("新客户", "New", 2, _COUNT),
        _column("目标", "Aim", 1, _COUNT),
        _column("兑现承诺", "Promises", 3, Form.SHARE),
        _column("满意度", "Mark", 2, Form.MARK),
    ),
    PAGE_ONE + 2,
)  # fmt: skip


def _composed(key: str, title: Text, row: int) -> Block:
    return Block(
        key, title,
        (
            _column("项目", "Item", 8, _TEXT),
            _column("净额", "Net amount", 4, _AMOUNT),
            _column("占比", "Share", 3, _SHARE),
            _column("毛利率", "Margin", 3, _SHARE),
            _column("较上期", "Change", 3, _CHANGE),
            _column("同比", "On last year", 3, _GROWTH),
        ),
        row,
    )  # fmt: skip


REGIONS = _composed("regions", Text("区域", "Regions"), PEOPLE.first + PEOPLE.rows + 1)
PRODUCTS = _composed("products", Text("产品", "Products"), REGIONS.first + REGIONS.rows + 1)
_DEBTS = PRODUCTS.first + PRODUCTS.rows + 1
AGES = Block(
    "ages", Text("欠款账龄", "Debts by age"),
    (_column("账龄", "Age", 5, _TEXT), _column("金额", "Amount", 4, _AMOUNT), _column("客户", "No.", 2, _COUNT)),
    _DEBTS,
)  # fmt: skip
DEBTORS = Block(
    "debtors", Text("逾期最多的客户", "Largest overdue debts"),
    (
        _column("客户", "Customer", 6, _TEXT),
        _column("逾期款", "Overdue", 3, _AMOUNT),
        _column("负责人", "Owner", 3, _TEXT),
    ),
    _DEBTS,
    left=13,
)  # fmt: skip
POINTS = Text("下月要做的事", "For the month ahead")
POINTS_ROW = _DEBTS + 2 + LINES["debtors"] + 1
LAST = POINTS_ROW + LINES["points"]
"""The last row of the second page."""

BLOCKS: tuple[Block, ...] = (TOP, STOPPED, PEOPLE, REGIONS, PRODUCTS, AGES, DEBTORS)

# The charts: heading, figures beside the page.
MONTHS_CHART = Text("12个月净额、目标与去年", "Net amount of 12 months, target and last year")
PEOPLE_CHART = Text("业务员：净额与目标", "Salespeople: net amount and target")
MONTH_SERIES = (Text("净额", "Net amount"), Text("目标", "Target"), Text("去年同月", "A year before"))
PEOPLE_SERIES = (Text("净额", "Net amount"), Text("目标", "Target"))
DATA_ROW = CHART_ROW
"""Names of the series; the figures begin one row below."""
MONTHS_AT, PEOPLE_AT = BESIDE, BESIDE + 5
"""The columns of the labels of the charts' figures."""

AREA_NAME = "report_area"
MONTH_NAME, PERSON_NAME = "report_month", "report_person"
"""Names of the whole grid, and of the two cells in which month and salesperson are chosen."""
