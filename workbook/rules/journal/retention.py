"""Journal retention: the newest ten steps that can still be undone always stay, older ones while there is room.

>>> surplus([("a", 9_000_000, True), ("b", 5, False)])
['a']
>>> surplus([("a", 9_000_000, False), ("b", 5, False)])
[]
"""

from __future__ import annotations

from collections.abc import Sequence

KEEP = 10
"""So many steps can always be undone."""

MOST_STEPS = 200
MOST_CHARACTERS = 8_000_000
"""Beyond either, older steps make room: a journal may not become the larger part of the book."""


def surplus(steps: Sequence[tuple[str, int, bool]]) -> list[str]:
    """The batches to drop. steps: (batch, characters, undone), oldest first."""
    dropped: list[str] = []
    count, characters, undoable = 0, 0, 0
    for batch, size, undone in reversed(steps):
        count += 1
        characters += size
        full = count > MOST_STEPS or characters > MOST_CHARACTERS
        if full and (undone or undoable >= KEEP):
            dropped.append(batch)
            characters -= size
            count -= 1
        elif not undone:
            undoable += 1
    return dropped[::-1]
