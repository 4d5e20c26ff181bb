"""The transaction of one command on a book that is open in Excel: what it has read, and how to undo what it wrote.

    with all_or_nothing(book):
        ...                      # reads are remembered; writes are noted

Where the block fails, everything it wrote is taken back, last first, and the failure goes on; filters that stood in
the way of a write are put back either way. Closed files need none of this: they are not saved.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from workbook.errors import HalfWritten
from workbook.language import Text
from workbook.tables.live.excel_errors import busy, is_busy, patiently
from workbook.tables.placement import Place

if TYPE_CHECKING:
    import xlwings as xw

_ATTRIBUTE = "_customer_book_transaction"


@dataclass
class Transaction:
    """One command at work: what it remembers, and what undoes its writes."""

    places: dict[str, Place] = field(default_factory=dict)  # by table
    sheets: dict[str, xw.Sheet] = field(default_factory=dict)  # by name
    columns: dict[str, dict[int, list[Any]]] = field(default_factory=dict)  # by table and column from 0: data cells
    formulas: dict[str, dict[str, list[int]]] = field(default_factory=dict)  # by table and header: rows
    undo_actions: list[Callable[[], None]] = field(default_factory=list)  # in the order of the writes
    filter_actions: dict[str, list[Callable[[], None]]] = field(default_factory=dict)  # lay a sheet's filters again

    def forget(self, table: str, *, moved: bool = True) -> None:
        """A table was written: what was remembered of its cells no longer holds, and where it ends if rows moved."""
        self.columns.pop(table, None)
        self.formulas.pop(table, None)
        if moved:
            self.places.pop(table, None)

    def forget_sheet(self, sheet: str) -> None:
        """Rows of a sheet moved: where its tables stand no longer holds."""
        for name in [name for name, place in self.places.items() if place.sheet == sheet]:
            self.places.pop(name)


def current_transaction(book: xw.Book) -> Transaction | None:
    """The transaction of the command that works on this book, inside `all_or_nothing`."""
    found: Transaction | None = vars(book).get(_ATTRIBUTE)
    return found


@contextlib.contextmanager
def all_or_nothing(book: xw.Book) -> Iterator[None]:
    """A command on a book open in Excel: its writes stay if the block ends well, and none of them otherwise."""
    if current_transaction(book) is not None:
        yield
        return
    transaction = Transaction()
    vars(book)[_ATTRIBUTE] = transaction
    try:
        yield
    except BaseException as error:
        _roll_back(transaction, error)
        if isinstance(error, Exception) and is_busy(error):
            raise busy() from error
        raise
    finally:
        del vars(book)[_ATTRIBUTE]
        for lay_again in chain.from_iterable(transaction.filter_actions.values()):
            with contextlib.suppress(Exception):  # a filter that Excel will not take again is no reason to fail
                patiently(lay_again)


def _roll_back(transaction: Transaction, error: BaseException) -> None:
    try:
        for one in reversed(transaction.undo_actions):
            patiently(one)
    except Exception as again:
        raise HalfWritten(
            Text(
                "操作中断，也没能全部恢复：部分单元格可能已经改变。请不保存就关闭客户簿，再重新打开。",
                "The command was interrupted and could not be taken back wholly: some cells may have changed. "
                "Close the book without saving, then open it again.",
            )
        ) from (again if again.__cause__ is None else error)
