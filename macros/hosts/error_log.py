"""The log of unexpected errors: where in the program it happened goes there, and the user gets a sentence.

The log is its owner's alone (mode 0600) and quotes no contents of cells: an error's own words often do, so only its
type and the lines of the program that led to it are written. CUSTOMER_BOOK_DEBUG=1 shows the whole on the terminal.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

from workbook.language import Text
from workbook.unforeseen import LOG

_MOST = 1_000_000  # bytes; an older log is started anew


def place() -> Path:
    """The log file, in the user's home folder."""
    return Path.home() / ".customer-book" / "log.txt"


def keep_unforeseen() -> None:
    """From now on the exceptions that the net under the readers of cells took stand in the log: type and place only."""
    if not any(isinstance(one, _Kept) for one in LOG.handlers):
        LOG.addHandler(_Kept())
        LOG.propagate = False


class _Kept(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _write(record.getMessage())


def keep(error: BaseException) -> Text:
    """Write where the error came from to the log; the sentence for the user."""
    _write("".join(_described(error)))
    log = place()
    return Text(
        f"程序出错了。文件没有保存；如果表里的内容已经变了，请不保存关闭后重新打开。详细记录在 {log}，请发给维护人员。",
        f"The program failed. Nothing was saved; if cells have changed, close the book without saving and reopen it. "
        f"The details are in {log}; send it to whoever maintains it.",
    )


def _write(text: str) -> None:
    log = place()
    with contextlib.suppress(OSError):
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        anew = log.exists() and log.stat().st_size > _MOST
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if anew else os.O_APPEND)
        with os.fdopen(os.open(log, flags, 0o600), "w", encoding="utf-8") as file:
            log.chmod(0o600)  # of a log that an older version has begun
            file.write(f"{dt.datetime.now():%Y-%m-%d %H:%M:%S}\n{text}\n")  # noqa: DTZ005 - the user's own clock


def _described(error: BaseException) -> Iterator[str]:
    """The lines of the program that led to an error, and its type, the error before it first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _described(earlier)
        yield "\nwhich led to\n\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
