"""Forms of labels and values: a card or a form filled from the top down, read as rows of a list.

A block of two columns whose first holds the names of fields, again and again, is a stack of cards: one row a card,
under the labels as headers.

>>> from workbook.rules.cleaning.header_names import known
>>> cards = [["客户名称", "甲公司"], ["联系人", "张三"], ["电话", "1"], [], ["客户名称", "乙公司"], ["电话", "2"]]
>>> names = known({"name": ["客户名称"], "contact_name": ["联系人"], "phone": ["电话"]})
>>> as_rows(cards, names)
([['客户名称', '联系人', '电话'], ['甲公司', '张三', '1'], ['乙公司', '', '2']], [0, 0, 4])
>>> as_rows([["客户名称", "电话"], ["甲公司", "1"]], names) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.header_names import Spellings, normal, recognise

_LEAST = 2
"""So many different labels make a form."""


def as_rows(block: Sequence[Sequence[object]], names: Spellings) -> tuple[list[list[object]], list[int]] | None:
    """The cards as a header and rows, with the place of the first line of each; None where this is no form."""
    pairs: list[tuple[int, str, object]] = []
    gaps: set[int] = set()
    blank = True
    for at, row in enumerate(block[:2000]):
        filled = [(place, cell) for place, cell in enumerate(row) if texts.of(cell).strip()]
        if not filled:
            blank = True
            continue
        if len(filled) > 2 or (len(filled) == 1 and _label(texts.of(filled[0][1]), names) is None and pairs):
            return None
        if blank:
            gaps.add(at)
        blank = False
        if len(filled) == 1:
            continue  # a title, or a label without a value
        label = texts.of(filled[0][1]).strip().rstrip(":：")
        pairs.append((at, label, filled[1][1]))
    labels = list(dict.fromkeys(label for _, label, _ in pairs))
    told = [label for label in labels if _label(label, names) is not None]
    fields = {_label(label, names) for label in told}
    if len(fields) < _LEAST or len(told) < 0.6 * len(labels) or any(_label(texts.of(v), names) for _, _, v in pairs):
        return None
    cards: list[tuple[int, dict[str, object]]] = []
    for at, label, value in pairs:
        if not cards or label in cards[-1][1]:
            cards.append((at, {}))
        cards[-1][1][label] = value
    rows: list[list[object]] = [[*labels]]
    rows += [[card.get(label, "") for label in labels] for _, card in cards]
    return rows, [pairs[0][0], *(at for at, _ in cards)]


def _label(text: str, names: Spellings) -> str | None:
    """The field that a text names, where it names one surely."""
    if len(text) > 20 or re.search(r"\d{3}|@", text):
        return None
    found = recognise(normal(text), names, loosely=False)
    return found.field if found else None
