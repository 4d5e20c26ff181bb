"""Python's search for cycles, seldom while a command works."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collecting_seldom() -> Iterator[None]:
    """A command's objects live until its end: looking for cycles among them would take a fifth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)
