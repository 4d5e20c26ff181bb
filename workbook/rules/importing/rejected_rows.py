"""Rejected rows of an import as a list that can be corrected and pasted again: every column of the pasted list, also
those blank in all of these rows (the missing name is what is to be filled in), and the reason behind them.

>>> head = headings([(0, "名称", "customers.name"), (1, "", "customers.phone"), (2, "摊位", None)], "customers", "zh")
>>> [shown for _, _, shown in head]
['名称', '电话', '摊位']
>>> rejects_table([[(1, "", "12"), (2, "摊位", "A1")]], ["没有名称"], head, "原因")
[['名称', '电话', '摊位', '原因'], ['', '12', 'A1', '没有名称']]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbook.language import Lang, Text
from workbook.rules.cleaning.header_names import known, recognise
from workbook.rules.reading.name_parts import is_part
from workbook.schema.tables.leads import lead_fields

Heading = tuple[int, str, str]
"""A column's place, its header as pasted, its header in the workbook of rejects."""

_COLUMN = Text("第{n}列", "Column {n}")


def headings(columns: Iterable[tuple[int, str, str | None]], target: str, lang: Lang) -> list[Heading]:
    """columns: (place, header as pasted, field it was taken for) of the pasted list.

    The header stays where it says the field by itself; else (a header of two rows, none at all, a correction by the
    user) the field's label stands there, so that the column is understood again.
    """
    fields = lead_fields(target)
    names = known({key: lead.headers for key, lead in fields.items()})
    found: list[Heading] = []
    for place, header, understood in sorted(columns, key=lambda one: one[0]):
        key = (understood or "").removeprefix(f"{target}.")
        shown = header or _COLUMN.format(n=place + 1)[lang]
        if key in fields:
            said = recognise(header, names)
            by_itself = (said and said.field == key) or is_part(header)
            shown = header if by_itself else fields[key].label[lang]
        found.append((place, header, shown))
    return found


def rejects_table(
    cells: Sequence[Sequence[tuple[int, str, str]]], reasons: Sequence[str], head: Sequence[Heading], heading: str
) -> list[list[str]]:
    """The header, then a row a rejected one; columns that `head` does not know stand behind it. heading: of the column
    of reasons."""
    known_columns = {(place, header) for place, header, _ in head}
    more = sorted({(place, header) for row in cells for place, header, _ in row} - known_columns)
    columns = sorted([*head, *((place, header, header) for place, header in more)])
    table = [[*(shown for *_, shown in columns), heading]]
    for row, reason in zip(cells, reasons, strict=True):
        by_column = {(place, header): text for place, header, text in row}
        table.append([*(by_column.get((place, header), "") for place, header, _ in columns), reason])
    return table
