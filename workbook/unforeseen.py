"""The net under the reading of cells: an exception that nobody foresaw ends no command, it becomes a sentence.

A command reads a hundred thousand cells; that one of them finds a fault in a program must not keep the others from
being read. `guarded` wraps what reads one value (or one row) and hands the exception to its caller as a `Text`; the
log gets the exception's type and place, never what stood in the cell. Refusals (`BookError`) pass through.

No reader may lean on the net: where the environment says CUSTOMER_BOOK_RAISES=1, as it does in the tests, the
exception is raised as it is.

>>> read = guarded(lambda text: (int(text), None), lambda text, why: (None, why.en))
>>> read("12")
(12, None)
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, TypeVar

from workbook.errors import BookError
from workbook.language import Text

RAISES = "CUSTOMER_BOOK_RAISES"
"""The name of the environment variable that takes the net away."""

LOG = logging.getLogger("customer-book")
"""Gets a line for each kind of exception; the hosts say where it is kept."""
LOG.addHandler(logging.NullHandler())

FOUND = Text(
    "程序没能读懂这一格（{kind}），请人工核对",
    "the program failed to read this cell ({kind}); please look at it yourself",
)
_MOST = 1_000  # places remembered: one fault in a column of many cells is one line in the log
_logged: set[str] = set()

A = TypeVar("A")
R = TypeVar("R")


def guarded(read: Callable[[A], R], otherwise: Callable[[A, Text], R]) -> Callable[[A], R]:
    """`read`, with `otherwise(value, why)` in place of an exception nobody foresaw."""

    def kept(value: A) -> R:
        try:
            return read(value)
        except BookError:
            raise
        except Exception as error:  # the one place where any exception of a reader is taken
            return otherwise(value, told(error))

    return kept


def told(error: Exception) -> Text:
    """The sentence for an exception; raises it where the environment asks for that."""
    if os.environ.get(RAISES):
        raise error
    where = place(error)
    if where not in _logged and len(_logged) < _MOST:
        _logged.add(where)
        LOG.warning(where)
    return FOUND.format(kind=type(error).__name__)


def place(error: Exception) -> str:
    """Type and place of an exception, without its message, which may hold what stood in the cell."""
    trace: Any = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__}, {PurePath(trace.tb_frame.f_code.co_filename).name} line {trace.tb_lineno}"
