"""Data checks: every row of a table held against its schema, its lists and the tables it refers to.

`check_table` gives the findings, most serious first; `check_marks` the column 检查. Nothing is changed, nothing is
refused: trouble in the data is a value (`workbook.schema.findings`).
"""

from workbook.rules.check.check_table import CHECKS, GOOD, SHOWN, check_marks, check_table, in_order
from workbook.rules.check.context import Context

__all__ = ["CHECKS", "GOOD", "SHOWN", "Context", "check_marks", "check_table", "in_order"]
