"""The configuration that a book carries for the xlwings add-in, held against what every book is built with.

Whoever passes a book on could have changed it: the sheet is very hidden, and the add-in obeys it at every click. So
every command looks, doctor says what is wrong, and upgrade puts the sheet right.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from workbook.language import Text
from workbook.schema.book_config import CONFIG, CONFIG_SHEET, Deviation, deviations

if TYPE_CHECKING:
    import xlwings as xw

_ROWS = 100
"""Rows that are looked at."""
_SHOWN = 60
"""Characters of a value that are shown."""


def changed_keys(book: xw.Book) -> list[Deviation]:
    """The keys of the book's configuration sheet that are not as built; all of them where the sheet is gone."""
    sheet = _sheet(book)
    return deviations(_rows(sheet)) if sheet is not None else [Deviation(key, None) for key in CONFIG]


def _sheet(book: xw.Book) -> xw.Sheet | None:
    with contextlib.suppress(Exception):  # each host has its own error for a sheet that is not there
        sheet = book.sheets[CONFIG_SHEET]
        if sheet.name:
            return sheet
    return next((sheet for sheet in book.sheets if sheet.name.casefold() == CONFIG_SHEET.casefold()), None)


def _rows(sheet: xw.Sheet) -> list[list[Any]]:
    """The keys and values, and what stands beside and below them as far as the add-in may look."""
    values: list[list[Any]] = sheet.range((1, 1), (_ROWS, 3)).options(ndim=2).value
    return values


def warning(book: xw.Book) -> Text | None:
    """The sentence for the user where the configuration is not as built; None where all is well."""
    changed = changed_keys(book)
    if not changed:
        return None
    names = ", ".join(one.key or "?" for one in changed)
    return Text(
        f"警告：这个文件里的 xlwings 设置被改过（{names}），点按钮可能会启动别人的程序。"
        "请不要点按钮，运行 customer-book upgrade 恢复，并向提供者核实。",
        f"Warning: the xlwings settings inside this file were changed ({names}); a click may start somebody else's "
        "program. Do not use the buttons; run customer-book upgrade to restore them, and ask whoever sent the file.",
    )


def told(one: Deviation) -> str:
    """A changed key and its value as one line, cut to a readable length."""
    return one.key if one.value is None else f"{one.key} = {one.value[:_SHOWN]}"


def restore(book: xw.Book) -> list[Deviation]:
    """Write the sheet as every book is built; what was changed. Nothing is written where nothing was."""
    changed = changed_keys(book)
    if not changed:
        return []
    sheet = _sheet(book)
    if sheet is None:
        active = book.sheets.active
        sheet = book.sheets.add(CONFIG_SHEET, after=book.sheets[-1])
        active.activate()
        sheet.visible = False
    sheet.used_range.clear_contents()
    cells = sheet.range((1, 1), (len(CONFIG), 2))
    cells.number_format = "@"
    cells.value = [[key, value] for key, value in CONFIG.items()]
    return changed
