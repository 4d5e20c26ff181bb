"""Identifiers: the hidden random row_id, and the human numbers that only commands give."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import re
import secrets
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING

from workbook.schema.home import PROVISIONAL
from workbook.schema.model import Table
from workbook.tables.defined_names import copy_mark

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def new_row_ids(count: int) -> list[str]:
    """Random 64-bit identifiers as text."""
    make = _id_source.get()
    return [make() for _ in range(count)]


@contextlib.contextmanager
def row_ids_from(seed: str) -> Iterator[None]:
    """Identifiers that follow from a seed, for books that must come out the same each time they are built."""
    numbers = itertools.count()
    token = _id_source.set(lambda: hashlib.sha256(f"{seed}:{next(numbers)}".encode()).hexdigest()[:16])
    try:
        yield
    finally:
        _id_source.reset(token)


def _random_id() -> str:
    return secrets.token_hex(8)


_id_source: ContextVar[Callable[[], str]] = ContextVar("row_ids", default=_random_id)


def next_ids(book: xw.Book, table: Table, used: pd.Series, count: int) -> list[str]:
    """Human numbers that follow the largest of the table's own pattern in use. Those of a copy that was handed out have
    its mark: they are provisional until the book gives its own (新-赵-001)."""
    mark = copy_mark(book)
    digits = f"{PROVISIONAL}{mark}-{{:03d}}" if mark else str(table.id_format)
    prefix = digits.split("{", 1)[0]
    numbers = used.dropna().str.extract(rf"^{re.escape(prefix)}(\d{{1,15}})$", expand=False).dropna()
    last = int(numbers.astype("int64").max()) if len(numbers) else 0
    return [digits.format(last + i) for i in range(1, count + 1)]


def filled_row_ids(ids: pd.Series) -> pd.Series:
    """The column with an identifier wherever it was blank."""
    blank = ids.isna()
    filled = ids.astype(object)
    filled[blank] = new_row_ids(int(blank.sum()))
    return filled.astype("str")
