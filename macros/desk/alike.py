"""alike: customers that may be the one who is about to be entered, told beside the name before anything is saved.

Without a name it is the one typed into the form of a new customer; what was found stands below the name there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.desk.entering import CUSTOMER_FIELDS
from macros.desk.taken_names import taken_names
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.language import SEMICOLON, Text, joined
from workbook.schema.forms import ALIKE, form
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import xlwings as xw

LOOKING = Text("查找", "Looking")

_LIKE = Text("名称相近：{who}", "Like: {who}")
_ONE = Text("{id} {name}（{why}）", "{id} {name} ({why})")
_NONE = Text("没有名称相近的客户。", "No customer has a name like it.")


def alike(book: xw.Book, *, name: str | None = None, progress: Progress = silent) -> Report:
    """The customers of a name like this one, at most three, with the reasons."""
    from workbook.rules.entry.look_alikes import look_alikes

    typed = name if name is not None else tables.get_name(book, form("customer").range_name("name"))
    progress(LOOKING, 0.0)
    found = []
    if typed is not None and str(typed).strip():
        found = look_alikes({"name": str(typed).strip()}, tables.read(book, CUSTOMERS, CUSTOMER_FIELDS).frame)
    taken = taken_names(book, [typed])
    who = [_ONE.format(id=one.customer_id, name=one.name, why=one.evidence) for one in found]
    both = joined(who, SEMICOLON)
    told = taken[0] if taken else _LIKE.format(who=both) if who else _NONE
    if name is None:
        tables.set_name(book, ALIKE, told[tables.language(book)] if who or taken else None)
    return Report("alike", (told,), {"found": len(found) + len(taken)}, quiet=name is None)
