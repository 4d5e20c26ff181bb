"""Options that several commands take."""

from __future__ import annotations

from workbook.language import Text
from workbook.schema.command_model import Option

SHEET = Option("sheet", Text("读 Excel 文件的哪一张工作表；all 把列相同的几张一起读", "Which sheet of an Excel file to read; all reads those of the same columns together"), metavar="NAME")
WRITTEN = (
    Option("decimal", Text("小数点写成逗号还是句点", "The sign before the decimals"), choices=(",", ".")),
    Option("dates", Text("03/04/2024 这样的日期，日在前（dmy）还是月在前（mdy）", "Whether 03/04/2024 has the day first (dmy) or the month (mdy)"), choices=("dmy", "mdy")),
    Option("discount", Text("“折扣”是付几折（pay）还是减去多少（off）", "A discount is what is paid (pay) or what is taken off (off)"), choices=("pay", "off")),
    Option("amounts", Text("金额是每行的（line）还是整张订单的、每行重复（order）", "An amount is a line's (line), or the order's total on each line (order)"), choices=("line", "order")),
)
"""How a list is written, where it does not say so itself."""
WHICH_ROWS = Option("rows", Text("隐藏、筛选掉和划了删除线的行读不读", "Whether rows that are hidden, filtered out or struck out are read"), choices=("all", "visible"), default="all")
FORMAT = Option("format", Text("格式", "Format"), choices=("table", "csv", "json"), default="table")
PAPER = Option("to", Text("存为：.xlsx 或 .pdf（默认：客户簿旁边）", "The file: .xlsx or .pdf (default: beside the book)"), "path", metavar="FILE", spelled="-o")
"""A file to print."""

ORDERS = Option("orders", Text("另外计入的外部订单：.parquet、.csv 文件，放这些文件的文件夹，如 orders/*.parquet，或 shop.duckdb#表名；留在原处，不导入", "Orders outside the book that count too: a .parquet or .csv file, a folder of them, orders/*.parquet, or shop.duckdb#TABLE; they stay where they are"), metavar="SOURCE")
ORDERS_MAP = Option("mapping", Text("指定外部订单的一列是“交易”的哪一列，可重复", "Which column of Transactions a column of these orders is; may be repeated"), "map", metavar="THEIRS=FIELD", spelled="--map")
