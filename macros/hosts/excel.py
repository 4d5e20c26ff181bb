"""The host in Excel: run the command of a clicked button on its book, tell the user, restore Excel's settings.

RunPython calls `run("refresh")`; every way out restores screen updating, calculation, events, alerts and the status
bar. A command that fails leaves the book as it was; the user gets a sentence, never a traceback: a refusal in the
book's language, anything else with the place of the log.

Nothing heavy is imported before the status bar says that something happens.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from macros.hosts.garbage_collection import collecting_seldom
from workbook.errors import BookError
from workbook.language import Lang, Text
from workbook.schema.command_model import Command
from workbook.schema.commands import RIBBON_TAB, command

if TYPE_CHECKING:
    import xlwings as xw

    from macros.report import Report

READ_ONLY = Text(
    "注意：客户簿是以只读方式打开的。要保留结果，请用“另存为”存成另一个文件。",
    "Note: the book is open read-only. To keep the results, save it under another name.",
)


def implementation(one: Command) -> Callable[..., Report]:
    """The function behind a command, imported only now."""
    module, _, name = one.entry.partition(":")
    function: Callable[..., Report] = getattr(importlib.import_module(module), name)
    return function


def run(key: str, **options: Any) -> None:
    """Run a command on the book whose button was clicked; no Exception gets out of here."""
    import xlwings as xw

    from workbook.tables.live.excel_errors import patiently

    one = command(key)
    lang: Lang = "zh"
    sentence, critical = "", True
    app: xw.App | None = None
    try:
        book = patiently(xw.Book.caller)
        app = patiently(lambda: book.app)
        with _excel_as_it_was(app), collecting_seldom():
            from workbook.tables import all_or_nothing

            with all_or_nothing(book):
                lang = _language(book)
                _status(app, one.label[lang] + " …")
                sentence, critical = _run_command(book, one, lang, options), False
    except BookError as refusal:
        sentence = refusal.sentence(lang)
    except Exception as error:  # the last line of defence: the user gets a sentence and the place of the log
        sentence = _unforeseen(error, lang)
    if app is not None and sentence:  # an Excel that never answered cannot show anything either
        _tell(app, sentence, lang, critical=critical)


def _run_command(book: xw.Book, one: Command, lang: Lang, options: dict[str, Any]) -> str:
    from macros import rows_below
    from macros.hosts.error_log import keep_unforeseen
    from macros.hosts.versions import on_version
    from macros.setup import book_config

    keep_unforeseen()
    app = book.app  # once: xlwings asks Excel for its window each time
    shown: list[str] = []

    def progress(what: Text, _share: float) -> None:
        if what[lang] not in shown[-1:]:  # a new sentence, not the next step of the same
            shown.append(what[lang])
            _status(app, what[lang])

    report, old = on_version(one, implementation(one), book, progress=progress, **options)
    said = [] if report.quiet else [*report.sentences(lang), *(remark[lang] for remark in report.remarks)]
    lines = [*said, *([old[lang]] if old is not None else []), *(line[lang] for line in rows_below.lines(book))]
    if (changed := book_config.warning(book)) is not None:
        lines.append(changed[lang])
    if _is_read_only(book):
        lines.append(READ_ONLY[lang])
    return "\n".join(lines)


def _unforeseen(error: Exception, lang: Lang) -> str:
    from macros.hosts.error_log import keep
    from workbook.tables.live.excel_errors import busy, is_busy

    if is_busy(error):
        return busy().sentence(lang)
    return keep(error)[lang]


def _language(book: xw.Book) -> Lang:
    from workbook.tables import language

    try:
        return language(book)
    except BookError:
        return "zh"


def _is_read_only(book: xw.Book) -> bool:
    with contextlib.suppress(Exception):  # xlwings has no such property: Windows' name for it, then the Mac's
        return bool(book.api.ReadOnly)
    with contextlib.suppress(Exception):
        return bool(book.api.read_only.get())
    return False


_STATE = ("screen_updating", "enable_events", "display_alerts", "calculation")
_QUIET = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}


@contextlib.contextmanager
def _excel_as_it_was(app: xw.App) -> Iterator[None]:
    from workbook.tables.live.excel_errors import patiently

    before: dict[str, Any] = {}
    try:
        for name in _STATE:
            with contextlib.suppress(NotImplementedError):  # a closed file has no events
                before[name] = getattr(app, name)
                setattr(app, name, _QUIET[name])
        yield
    finally:
        for name, value in reversed(before.items()):
            patiently(lambda name=name, value=value: setattr(app, name, value))  # type: ignore[misc]
        patiently(lambda: setattr(app, "status_bar", False))  # hand it back to Excel


def _status(app: xw.App, sentence: str) -> None:
    app.status_bar = sentence


def _tell(app: xw.App, sentence: str, lang: Lang, *, critical: bool) -> None:
    with contextlib.suppress(NotImplementedError):
        app.alert(sentence, title=RIBBON_TAB[lang], mode="critical" if critical else "info")
