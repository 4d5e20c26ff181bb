"""字典 Dictionary: the lists behind every dropdown, with default values in both languages.

One module a subject: `program` and `trade` hold the lists whose keys rules depend on, the others what describes a customer, a
source, a person, a visit, the pipeline, and the program's own sheets.
"""

from __future__ import annotations

from workbook.schema.list_model import ListOf
from workbook.schema.lists import (
    journals,
    letters,
    people,
    pipeline,
    profile,
    program,
    service,
    sources,
    trade,
    visiting,
)

LISTS: tuple[ListOf, ...] = (
    *program.LISTS,
    *trade.LISTS,
    *profile.LISTS,
    *sources.LISTS,
    *people.LISTS,
    *visiting.LISTS,
    *service.LISTS,
    *pipeline.LISTS,
    *letters.LISTS,
    *journals.LISTS,
)
