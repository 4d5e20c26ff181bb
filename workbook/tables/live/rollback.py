"""Rollback of writes: what cells held before a command wrote there (values, formulas, formats) is put back."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from workbook.tables.live.transaction import current_transaction
from workbook.tables.placement import Block

if TYPE_CHECKING:
    import xlwings as xw

_PLAIN = re.compile(r"[^\W\d_][^\d]*\Z")
_TRUTH = {"true", "false"}


def reads_as_other(text: str) -> bool:
    """Whether Excel may take a text for a number, date, time, truth value or formula.

    Only a text that begins with a letter and holds no digit is surely none of them.

    >>> [reads_as_other(text) for text in ("007", "=1+1", "May 5", "true", "-", "'x", "Lin & Co", "张伟")]
    [True, True, True, True, True, True, False, False]
    """
    return _PLAIN.match(text) is None or text.casefold() in _TRUTH


@contextlib.contextmanager
def noted(book: xw.Book, block: Block) -> Iterator[None]:
    """Around a write: what stood in these cells is put back if the command fails later. A write that Excel itself
    refuses has changed nothing."""
    transaction = current_transaction(book)
    if transaction is None:
        yield
        return
    cells = block.cells
    before = partial(_put_back, block, rows_of(cells.raw_value), rows_of(cells.formula))
    yield
    transaction.undo_actions.append(before)


@contextlib.contextmanager
def formats_noted(book: xw.Book, block: Block) -> Iterator[None]:
    """The same around a change of number formats."""
    transaction = current_transaction(book)
    if transaction is None:
        yield
        return
    before = partial(_put_formats, list(_formats(block)))
    yield
    transaction.undo_actions.append(before)


def rows_of(block: Any) -> list[list[Any]]:
    """A block as lists, one a row: Excel gives a single cell as a scalar."""
    if not isinstance(block, list | tuple):
        return [[block]]
    if not block or not isinstance(block[0], list | tuple):
        return [list(block)]
    return [list(row) for row in block]


def formulas_in(cells: xw.Range) -> list[list[str | None]]:
    """The formulas of a range, None where a cell holds none: a text that begins as one is told as its own formula."""
    both = zip(rows_of(cells.formula), rows_of(cells.raw_value), strict=True)
    return [[_formula(*cell) for cell in zip(texts, values, strict=True)] for texts, values in both]


def _formula(text: Any, value: Any) -> str | None:
    return text if isinstance(text, str) and text.startswith("=") and text != value else None


def keep_apostrophes(block: Block, values: Sequence[Sequence[Any]]) -> None:
    """After a write: texts that begin with an apostrophe have it still.

    Excel takes the first one of a typed text for its own sign of text. Whether it does so in a cell formatted as text
    is not documented, so the cells are looked at.
    """
    for at in range(block.width):
        meant = [line[at] for line in values]
        if not any(map(_begins, meant)):
            continue
        column = block.part(0, at, block.height, 1)
        if [line[0] for line in rows_of(column.cells.raw_value)] != meant:
            signed = [[f"'{one}" if _begins(one) else one] for one in meant]
            column.cells.value = signed if block.height > 1 else signed[0][0]


def _begins(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("'")


def _put_back(block: Block, values: Sequence[Sequence[Any]], formulas: Sequence[Sequence[Any]]) -> None:
    columns = range(block.width)
    are_text = [_text_rows(block.part(0, column, block.height, 1)) for column in columns]
    typed = [
        [_typed(line[at], texts[at], is_text=are_text[at][row]) for at in columns]
        for row, (line, texts) in enumerate(zip(values, formulas, strict=True))
    ]
    block.cells.raw_value = typed if block.height * block.width > 1 else typed[0][0]
    keep_apostrophes(block, values)
    for column in columns:
        for top, run in _runs([line[column] for line in formulas], [line[column] for line in values]):
            target = block.part(top, column, len(run), 1)
            not_as_text(target)  # the formats themselves are put back after this
            target.cells.formula = [[text] for text in run] if len(run) > 1 else run[0]


def not_as_text(block: Block) -> None:
    """Before formulas are written: Excel takes one that is put into a cell formatted as text for a text."""
    for part, look in list(_formats(block)):
        if look == "@":
            part.cells.number_format = "General"


def _text_rows(column: Block) -> list[bool]:
    """Which cells of a column are formatted as text."""
    return [look == "@" for part, look in _formats(column) for _ in range(part.height)]


def _typed(value: Any, formula: Any, *, is_text: bool) -> Any:
    """A value as it must be typed to be what it was."""
    if isinstance(value, str) and not is_text and reads_as_other(value):
        return f"'{value}"  # the sign by which Excel leaves a text alone; it does not become part of it
    if isinstance(value, int) and not isinstance(value, bool):
        return formula  # an error's code; its text makes the error again
    return value


def _runs(formulas: Sequence[Any], values: Sequence[Any]) -> Iterator[tuple[int, list[str]]]:
    """Stretches of formulas one below the other: where they begin, and their texts."""
    run: list[str] = []
    for at, cell in enumerate(zip(formulas, values, strict=True)):
        if (text := _formula(*cell)) is not None:
            run.append(text)
        elif run:
            yield at - len(run), run
            run = []
    if run:
        yield len(formulas) - len(run), run


def _formats(block: Block) -> Iterator[tuple[Block, str]]:
    """Number formats by stretch: Excel tells none where cells differ, so halves are asked."""
    found: str | None = block.cells.number_format  # None where cells differ, whatever xlwings says
    if found is not None:
        yield block, found
    elif block.height > 1:
        half = block.height // 2
        yield from _formats(block.part(0, 0, half, block.width))
        yield from _formats(block.part(half, 0, block.height - half, block.width))
    elif block.width > 1:
        half = block.width // 2
        yield from _formats(block.part(0, 0, 1, half))
        yield from _formats(block.part(0, half, 1, block.width - half))


def _put_formats(formats: Sequence[tuple[Block, str]]) -> None:
    for block, one in formats:
        block.cells.number_format = one
