"""Where a click in Excel arrives: find the book, run the command, speak to the user, leave Excel as it was.

RunPython calls `run("refresh")`; every way out restores screen updating, calculation and the status bar, and no
traceback reaches the user: a refusal is an alert in the book's language, anything else goes to a log that the alert
names.
"""

from __future__ import annotations

import contextlib
import importlib
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from macros.log import keep
from macros.report import Report
from workbook.errors import BookError
from workbook.language import Lang
from workbook.schema.commands import RIBBON_TAB, Command, command

if TYPE_CHECKING:
    import xlwings as xw


def implementation(one: Command) -> Callable[..., Report]:
    """The function behind a command, imported only now."""
    module, _, name = one.entry.partition(":")
    function: Callable[..., Report] = getattr(importlib.import_module(module), name)
    return function


def run(key: str, **options: Any) -> None:
    """Run a command on the book whose button was clicked. Never raises."""
    import xlwings as xw

    from workbook.tables import require_current

    one = command(key)
    book = xw.Book.caller()
    lang = _language(book)
    with _excel_as_it_was(book.app):
        try:
            _status(book.app, one.label[lang] + " …")
            if one.key != "upgrade":
                require_current(book)
            report = implementation(one)(book, progress=lambda what, _share: _status(book.app, what[lang]), **options)
        except BookError as refusal:
            _tell(book, refusal.sentence(lang), lang, critical=True)
        except Exception:  # the last line of defence: the user gets a sentence and the place of the log
            _tell(book, keep(traceback.format_exc())[lang], lang, critical=True)
        else:
            _tell(book, "\n".join(report.sentences(lang)), lang, critical=False)


def _language(book: xw.Book) -> Lang:
    from workbook.tables import language

    try:
        return language(book)
    except BookError:
        return "zh"


@contextlib.contextmanager
def _excel_as_it_was(app: xw.App) -> Iterator[None]:
    updating, calculation = app.screen_updating, app.calculation
    app.screen_updating = False
    try:
        app.calculation = "manual"
        yield
    finally:
        app.calculation = calculation
        app.screen_updating = updating
        app.status_bar = False  # hand it back to Excel


def _status(app: xw.App, sentence: str) -> None:
    app.status_bar = sentence


def _tell(book: xw.Book, sentence: str, lang: Lang, *, critical: bool) -> None:
    with contextlib.suppress(NotImplementedError):
        book.app.alert(sentence, title=RIBBON_TAB[lang], mode="critical" if critical else "info")
