"""The cache of one Book object, which lives as long as one command: its language and its lists.

A user may change the dictionary between two clicks, so nothing is kept longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings as xw


def of(book: xw.Book) -> dict[Any, Any]:
    """The memory of this Book object."""
    memory: dict[Any, Any] = vars(book).setdefault("_customer_book", {})
    return memory


def forget_lists(book: xw.Book, table_name: str) -> None:
    """Drop what is known of lists once one of them was written."""
    if table_name.startswith("dic"):
        memory = of(book)
        read = memory.get("read", {})
        memory.clear()
        memory["read"] = read
