"""Customers prepared for matching in a second process, while this one still reads and cleans the pasted list."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from macros.pasting.pasted_list import read_known
from workbook import second_process, tables
from workbook.rules.basics.gc_pause import gc_paused
from workbook.rules.importing.lead_decisions import People
from workbook.rules.matching.records import Records, joined, prepare

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

MANY = 20_000
"""Customers whose names take much longer to take apart than a Python process takes to start."""
SHARE = 0.6
"""What the other process makes ready of them; this one, which has the list to clean as well, does the rest."""


class PreparedCustomers:
    """The customers as the list is matched against them, and their records, of which another process makes a part
    ready."""

    def __init__(self, book: xw.Book, task: second_process.Task | None) -> None:
        self._book, self._task = book, task
        self.customers: pd.DataFrame | None = None
        """`People.for_matching`, where a process has been told to make them ready."""
        self._first = 0

    def begin(self) -> None:
        """Read the customers and hand over what the other process is to make ready."""
        if self._task is not None:
            known = read_known(self._book, "customers", ())
            self.customers = People(known.customers, known.contacts).for_matching()
            self._first = int(len(self.customers) * SHARE)
            self._task.order(_send, self.customers[: self._first])

    def records(self) -> Records | None:
        """All of them; None where nothing was made ready."""
        if self._task is None or self.customers is None:
            return None
        second = prepare(self.customers[self._first :])
        first = self._task.result(_receive)
        return None if first is None else joined(first, second)


@contextmanager
def prepared_customers(book: xw.Book, into: str) -> Iterator[PreparedCustomers]:
    """Another process, where a list is matched against the customers and they are many; whatever happens in the block,
    it does not outlive it."""
    many = into == "customers" and second_process.can_start() and tables.size(book, "tblCustomers") >= MANY
    task = second_process.ready(_warm) if many else None
    try:
        yield PreparedCustomers(book, task)
    finally:
        if task is not None:
            task.stop()


def _warm() -> None:
    """The other process: import what it takes, and make the tables of signs and words, which takes a second."""
    import pandas as pd

    prepare(pd.DataFrame({"name": ["广州市人易软件技术有限公司", "Acme Trading Co., Ltd"]}))


def _send(out: IO[bytes], customers: pd.DataFrame) -> None:
    """The other process: make them ready and send them."""
    with gc_paused():
        pickle.dump(prepare(customers), out, protocol=5)


def _receive(source: IO[bytes]) -> Records:
    found: Records = pickle.load(source)  # noqa: S301 - from the process that this one started
    return found
