"""Meant: what the cells of a list mean, where that is not what stands there."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbook.language import Text


@dataclass
class Meant:
    """Of n data rows (0 … n-1): cells in place of those that stand there, rows that are none of the list's, rows that
    somebody must decide, and what to tell.

    `values`: field -> n cells; a field that has no column of its own may be among them.
    """

    values: dict[str, list[object]] = field(default_factory=dict)
    left_out: dict[int, Text] = field(default_factory=dict)
    asked: dict[int, Text] = field(default_factory=dict)
    told: list[Text] = field(default_factory=list)
    notes: dict[int, list[Text]] = field(default_factory=dict)  # row -> what was done to it
    countries: list[str | None] = field(default_factory=list)  # of customers: the country of each row, two letters
    home: str = "CN"  # the country of numbers whose row names none

    def note(self, row: int, text: Text) -> None:
        """Tell what was done to a row."""
        self.notes.setdefault(row, []).append(text)
