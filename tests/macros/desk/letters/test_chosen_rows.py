"""Which rows are chosen, where Excel cannot be asked for the visible ones."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from macros.desk.letters.chosen_rows import _shown


class Sheet:
    """Rows, some of them hidden."""

    def __init__(self, *hidden: int) -> None:
        self.hidden = hidden

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> Any:
        """A cell, or cells of one column."""
        top, bottom = first[0], (last or first)[0]
        gone = [row in self.hidden for row in range(top, bottom + 1)]
        hidden = gone[0] if len(set(gone)) == 1 else None
        return SimpleNamespace(
            row=top, shape=(bottom - top + 1, 1), address=f"$A${top}", sheet=self, rows=SimpleNamespace(hidden=hidden)
        )


def test_one_row() -> None:
    """Is asked nothing more."""
    assert _shown(Sheet(4).range((4, 1))) == [(4, 4)]


def test_rows_without_hidden_ones() -> None:
    """One stretch."""
    assert _shown(Sheet(9).range((4, 1), (6, 1))) == [(4, 6)]


def test_hidden_rows_are_left_out() -> None:
    """Row by row, where a filter hides some."""
    assert _shown(Sheet(5).range((4, 1), (6, 1))) == [(4, 4), (6, 6)]
