"""The customers made ready for matching by a second process, while this one still reads and cleans the pasted list."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from macros.leads import read_known
from workbook import aside
from workbook.rules.importing.leads import People

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.matching.records import Records

MANY = 20_000
"""Customers whose names take much longer to take apart than a Python process takes to start."""


class Ahead:
    """Asks for the records of the book's customers; None where nobody makes them ready."""

    def __init__(self, task: aside.Task | None) -> None:
        self._task = task

    def __call__(self) -> Records | None:
        return None if self._task is None else self._task.result(_receive)

    def stop(self) -> None:
        """Nobody wants them any more."""
        if self._task is not None:
            self._task.stop()


@contextmanager
def customers_ahead(book: xw.Book, into: str) -> Iterator[Ahead]:
    """Have the customers made ready where they are many and the list is matched against them; whatever happens in the
    block, no process outlives it."""
    ahead = Ahead(_started(book) if into == "customers" and aside.can_start() else None)
    try:
        yield ahead
    finally:
        ahead.stop()


def _started(book: xw.Book) -> aside.Task | None:
    known = read_known(book, "customers", ())
    if len(known.customers) < MANY:
        return None
    return aside.start(_send, People(known.customers, known.contacts).for_matching())


def _send(out: IO[bytes], customers: pd.DataFrame) -> None:
    """The other process: make them ready and send them."""
    import gc

    from workbook.rules.matching.records import prepare

    gc.disable()  # nothing here makes cycles
    pickle.dump(prepare(customers), out, protocol=5)


def _receive(source: IO[bytes]) -> Records:
    found: Records = pickle.load(source)  # noqa: S301 - from the process that this one started
    return found
