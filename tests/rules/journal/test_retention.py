"""What of the journal stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.journal.retention import KEEP, MOST_CHARACTERS, MOST_STEPS, surplus

STEPS = st.lists(st.tuples(st.integers(0, MOST_CHARACTERS), st.booleans()), max_size=60).map(
    lambda sizes: [(str(at), size, undone) for at, (size, undone) in enumerate(sizes)]
)


@given(STEPS)
def test_the_newest_ten_that_can_be_undone_stay(steps: list[tuple[str, int, bool]]) -> None:
    """However large they are."""
    dropped = set(surplus(steps))
    undoable = [batch for batch, _, undone in steps if not undone]
    assert not dropped & set(undoable[-KEEP:])


@given(STEPS)
def test_a_small_journal_loses_nothing(steps: list[tuple[str, int, bool]]) -> None:
    """Steps go only for want of room."""
    if len(steps) <= MOST_STEPS and sum(size for _, size, _ in steps) <= MOST_CHARACTERS:
        assert surplus(steps) == []


def test_many_small_steps_are_bounded() -> None:
    """Two hundred are enough; the oldest go first."""
    steps = [(str(n), 10, False) for n in range(MOST_STEPS + 3)]
    assert surplus(steps) == ["0", "1", "2"]
