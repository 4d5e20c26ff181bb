"""A finding of doctor: one link of the chain from a click to Python, its state, and what cures it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbook.language import Text

INSTALL = "uv run customer-book install"


class State(StrEnum):
    """How a link of the chain was found."""

    FINE = "✓"
    WRONG = "✗"
    WARNING = "!"
    UNKNOWN = "?"


@dataclass(frozen=True)
class Link:
    """One link: what it is, how it was found, and what cures it."""

    key: str
    state: State
    found: Text
    cure: Text | None = None
