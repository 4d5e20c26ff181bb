"""What the cells of a column look like."""

from __future__ import annotations

from workbook.rules.cleaning.content_kinds import look_of


def test_only_the_first_filled_cells_are_looked_at() -> None:
    """Placeholders do not count among them."""
    cells = ["-", "a@example.com", "b@example.com", "nothing of the sort"]
    look = look_of(cells, sample=2)
    assert (look.filled, look.share) == (2, 1.0)
    assert look_of(cells).filled == 3
