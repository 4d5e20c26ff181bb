"""Where the rows and cells of a chunk stand, found with array operations instead of a loop.

One pass finds every '<' and '>'; the rest works on the positions. Tags are told apart by their first letters, a cell's
column and row come from the bytes of its address. Nothing is guessed: a chunk with anything unusual (other prefixes,
single quotes, CDATA, comments, addresses left out, rows out of order) is refused as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbook.engine.text.references import MAX_COLUMN, MAX_ROW

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

_PAD = 32
_LT, _GT, _QUOTE = (ord(c) for c in '<>"')


def _word(letters: bytes) -> int:
    """Letters as the little-endian number that a load of so many bytes gives."""
    return int.from_bytes(letters, "little")


class Unusual(Exception):
    """A chunk that only the exact reader can read."""


@dataclass(frozen=True, slots=True)
class Located:
    """The tags of a chunk, in order: `lt` and `gt` are the places of their brackets in `data` (padded with zeros).
    `cells`, `row_tags` and `row_ends` are positions in these two; every cell has its row, column and the place of the
    quote behind its address."""

    data: Bytes
    lt: Ints
    gt: Ints
    row_tags: Ints
    row_numbers: Ints
    row_ends: Ints
    """Of the closing tags; a row closed in itself has none."""
    cells: Ints
    rows: Ints
    columns: Ints
    quotes: Ints


def locate(chunk: bytes) -> Located:
    """Find the cells of a chunk of whole rows. Raises Unusual."""
    data: Bytes = np.frombuffer(chunk + b"\0" * _PAD, dtype=np.uint8)
    lt: Ints = np.flatnonzero(data == _LT)
    gt: Ints = np.flatnonzero(data == _GT)
    if len(lt) != len(gt) or not bool((lt < gt).all()) or not bool((gt[:-1] < lt[1:]).all()):
        raise Unusual
    starts = np.ndarray(shape=(len(data) - 3,), dtype="<u4", buffer=data, strides=(1,))[lt + 1]
    first, two, three = starts & 0xFF, starts & 0xFFFF, starts & 0xFFFFFF
    if bool(((first == ord("!")) | (first == ord("?"))).any()):
        raise Unusual
    row_ends: Ints = np.flatnonzero(three == _word(b"/ro"))
    if bool(((two == _word(b"/c")) & (three != _word(b"/c>"))).any()) or bool((data[lt[row_ends] + 5] != _GT).any()):
        raise Unusual
    is_row = three == _word(b"row")
    row_tags: Ints = np.flatnonzero(is_row)
    cells: Ints = np.flatnonzero((two == _word(b"c ")) | (two == _word(b"c>")) | (two == _word(b"c/")))
    row_numbers, digits = _rows(data, lt[row_tags], gt[row_tags])
    if not len(row_tags) or (len(cells) and cells[0] < row_tags[0]):
        raise Unusual
    of_row = np.cumsum(is_row)[cells] - 1
    rows = row_numbers[of_row]
    columns, quotes = _addresses(data, lt[cells], gt[cells], rows, digits[of_row])
    return Located(data, lt, gt, row_tags, row_numbers, row_ends, cells, rows, columns, quotes)


def _rows(data: Bytes, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The number of each <row>, and how many digits it has."""
    if not len(start):
        return start, start
    for at, letter in enumerate(b' r="', 4):
        if not bool((data[start + at] == letter).all()):
            raise Unusual
    numbers = np.zeros(len(start), dtype=np.int64)
    digits = np.zeros(len(start), dtype=np.int64)
    running = np.ones(len(start), dtype=np.bool_)
    for at in range(8, 16):
        byte = data[start + at]
        running &= (byte >= 48) & (byte <= 57)
        numbers = np.where(running, numbers * 10 + byte - 48, numbers)
        digits += running
    if not bool((data[start + 8 + digits] == _QUOTE).all()) or not bool((start + 8 + digits < end).all()):
        raise Unusual
    if not bool((numbers[1:] > numbers[:-1]).all()) or numbers[0] < 1 or numbers[-1] > MAX_ROW:
        raise Unusual
    return numbers, digits


def _addresses(data: Bytes, start: Ints, end: Ints, rows: Ints, row_digits: Ints) -> tuple[Ints, Ints]:
    """The column of each cell, and the place of the quote behind its address."""
    if not len(start):
        return start, start
    for at, letter in enumerate(b' r="', 2):
        if not bool((data[start + at] == letter).all()):
            raise Unusual
    columns, letters = _columns(data, start + 6)
    quotes = start + 6 + letters + row_digits
    if not bool((data[quotes] == _QUOTE).all()) or not bool((quotes < end).all()):
        raise Unusual
    if not _same_digits(data, start + 6 + letters, rows, row_digits):
        raise Unusual
    return columns, quotes


def _columns(data: Bytes, at: Ints) -> tuple[Ints, Ints]:
    """Column numbers and how many letters they have."""
    word = np.ndarray(shape=(len(data) - 3,), dtype="<u4", buffer=data, strides=(1,))[at]
    one, two, three = (((word >> (8 * offset)) & 0xFF).astype(np.int64) - 64 for offset in range(3))
    has_one, has_two = (one >= 1) & (one <= 26), (two >= 1) & (two <= 26)
    if not bool(has_one.all()):
        raise Unusual
    columns, letters = one, np.ones(len(at), dtype=np.int64)
    if has_two.any():
        has_three = has_two & (three >= 1) & (three <= 26)
        columns = np.where(has_two, one * 26 + two, one)
        columns = np.where(has_three, columns * 26 + three, columns)
        letters = letters + has_two + has_three
    if int(columns.max()) > MAX_COLUMN:
        raise Unusual
    return columns, letters


def _same_digits(data: Bytes, at: Ints, rows: Ints, digits: Ints) -> bool:
    """Whether every cell's address names its row: the last digit stands for all, their number is checked before."""
    last = data[at + digits - 1].astype(np.int64) - 48
    first = data[at].astype(np.int64) - 48
    return bool((last == rows % 10).all()) and bool((first == rows // 10 ** (digits - 1)).all())
