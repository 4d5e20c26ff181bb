"""A sample of the fuzzer's cases; the whole run is started by hand (see `fuzzer`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.fuzz.fuzzer import SECONDS, run, sound_book, time_limit, use


def test_the_sound_book_is_sound(tmp_path: Path) -> None:
    """Without damage every step of a case succeeds."""
    import random

    sound_book(tmp_path)
    use(tmp_path / "sound.xlsx", tmp_path / "out.xlsx", random.Random(0))


@pytest.mark.parametrize("block", range(6))
def test_damaged_books_are_read_or_refused(tmp_path: Path, block: int) -> None:
    """Whatever the damage: an answer or a BookError, soon."""
    parts = sound_book(tmp_path)
    for seed in range(block * 60, block * 60 + 60):
        with time_limit(SECONDS):
            run(seed, parts, tmp_path)
