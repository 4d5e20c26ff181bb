"""References through several sheets (`Jan:Dec!B2`): they name the sheets at their two ends, and keep up when one of
those gets another name or goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook.engine.follow.name_updates import follow_name
from workbook.engine.text.references import quoted

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry

_SPAN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|'(?P<first>(?:[^'\[\]:]|'')+):(?P<last>(?:[^'\[\]:]|'')+)'!"
    r"|(?<![\w.'\]])(?P<from>[^\W\d][\w.]*):(?P<to>[^\W\d][\w.]*)!"
)
Ends = tuple[str, str]


def with_spans(formula: str, change: Callable[[Ends], Ends]) -> str:
    """A formula with other ends of its references through several sheets; one sheet at both ends stands alone.

    >>> with_spans("SUM(Jan:Mar!B2)", lambda ends: (ends[0], "My March"))
    "SUM('Jan:My March'!B2)"
    """

    def changed(match: re.Match[str]) -> str:
        first, last = match.group("first") or match.group("from"), match.group("last") or match.group("to")
        if first is None or last is None:
            return match.group()
        old = first.replace("''", "'"), last.replace("''", "'")
        new = change(old)
        if new == old:
            return match.group()
        if new[0].casefold() == new[1].casefold():
            return quoted(new[0]) + "!"
        if all(quoted(end) == end for end in new):
            return f"{new[0]}:{new[1]}!"
        return "'" + ":".join(end.replace("'", "''") for end in new) + "'!"

    return _SPAN.sub(changed, formula)


def renamed_ends(formula: str, old: str, new: str) -> str:
    """A formula whose references through several sheets call a sheet by its new name."""

    def change(ends: Ends) -> Ends:
        first, last = (new if end.casefold() == old.casefold() else end for end in ends)
        return first, last

    return with_spans(formula, change)


def leave_spans(document: Document, entry: SheetEntry) -> None:
    """Let references through several sheets end at the next sheet inside, before the one at their end goes. One that
    begins and ends with it is left to become #REF!."""
    names = [sheet.name.casefold() for sheet in document.workbook.sheets]
    titles = [sheet.name for sheet in document.workbook.sheets]
    gone = entry.name.casefold()

    def change(ends: Ends) -> Ends:
        folded = [end.casefold() for end in ends]
        if gone not in folded or folded[0] == folded[1] or any(end not in names for end in folded):
            return ends
        at = [names.index(end) for end in folded]
        step = 1 if at[0] < at[1] else -1
        if folded[0] == gone:
            return titles[at[0] + step], ends[1]
        return ends[0], titles[at[1] - step]

    follow_name(document, entry.name, lambda text: with_spans(text, change), same_value=False)
