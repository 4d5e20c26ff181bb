"""Schema of the book: tables, fields, lists, settings, commands, cell functions - declared once, in both languages.

`TABLES` and `LISTS` are in sheet order. Look one up with `table("tblCustomers")` or `listing("region")`.
"""

from workbook.schema.lists import LISTS
from workbook.schema.registry import TABLES, listing, table
from workbook.schema.settings import SETTINGS

__all__ = ["LISTS", "SETTINGS", "TABLES", "listing", "table"]
