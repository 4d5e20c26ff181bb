"""Python's garbage collection, made rare while a command works."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_SELDOM = 1_000_000, 10, 10
"""As `gc.set_threshold` takes it."""


@contextlib.contextmanager
def collecting_seldom() -> Iterator[None]:
    """A command's objects live until its end: looking for cycles among them would take a fifth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def collect_seldom_until_the_end() -> None:
    """The same for a process that ends with its command."""
    gc.set_threshold(*_SELDOM)
