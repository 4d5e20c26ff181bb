"""Drafts in Outlook: where the button was clicked in an Excel on Windows that has it, the letters are its drafts too.

One letter is shown, ready to be looked through and sent; several are kept among the drafts. Without Outlook, or where
it does not answer, nothing is lost: the files are there.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine import is_ours

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.rules.letters.letters import Letter

_MAIL_ITEM = 0  # OlItemType


def show(book: xw.Book, letters: Sequence[Letter]) -> int:
    """Make drafts of the letters in Outlook; gives how many. None on a closed file."""
    if is_ours(book) or not letters:
        return 0
    outlook = _outlook()
    if outlook is None:
        return 0
    made = 0
    with contextlib.suppress(Exception):  # a stranger's program: it may be busy, or refuse
        for letter in letters:
            item = outlook.CreateItem(_MAIL_ITEM)
            item.To = letter.email
            item.Subject = letter.subject
            item.Body = letter.body
            if len(letters) == 1:
                item.Display()
            else:
                item.Save()
            made += 1
    return made


def _outlook() -> Any:
    """Outlook, started where it is not; None where it is not installed."""
    if str(sys.platform) != "win32":
        return None
    with contextlib.suppress(Exception):  # not installed, or not allowed to be started
        return importlib.import_module("win32com.client").Dispatch("Outlook.Application")
    return None
