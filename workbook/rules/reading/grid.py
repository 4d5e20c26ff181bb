"""Grid: the cells of a file as a reader hands them over, rows of text, whatever kind of file they stood in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook.language import Text

Merged = tuple[int, int, int, int]
"""Merged cells, whose text stands in the first: first row, first column, last row, last column, from 0."""


@dataclass(frozen=True)
class Grid:
    """The cells of a file as text, blank ones as '', with the line or row number of each row, what the user should
    know of how it was read, and which cells are merged over several rows."""

    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    remarks: Sequence[Text] = ()
    merged: Sequence[Merged] = ()
    sheets: Sequence[str] = ()
    """The sheets of the file, where there are several and what was read is no table of a customer book."""
