"""The log of unexpected errors: it gets the traceback, the user a sentence that says where the log is."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
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


def keep(trace: str) -> Text:
    """Write the traceback to the log; the sentence for the user."""
    log = place()
    _write(trace)
    return Text(
        f"程序出错了。文件没有保存；如果表里的内容已经变了，请不保存关闭后重新打开。详细记录在 {log}，请发给维护人员。",
        f"The program failed. Nothing was saved; if cells have changed, close the book without saving and reopen it. "
        f"The details are in {log}; send it to whoever maintains it.",
    )


def _write(text: str) -> None:
    log = place()
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        anew = log.exists() and log.stat().st_size > _MOST
        with log.open("w" if anew else "a", encoding="utf-8") as file:
            file.write(f"{dt.datetime.now():%Y-%m-%d %H:%M:%S}\n{text}\n")  # noqa: DTZ005 - the user's own clock
