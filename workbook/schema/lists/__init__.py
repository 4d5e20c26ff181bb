"""字典 Dictionary: the lists behind every dropdown, with default values in both languages."""

from __future__ import annotations

from workbook.schema.lists import program
from workbook.schema.model import ListOf

LISTS: tuple[ListOf, ...] = (*program.LISTS,)
