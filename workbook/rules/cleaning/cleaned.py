"""Result type of cleaning one pasted value: the value, the original, and a note where there is doubt.

Cleaning never refuses and never guesses: a value that can be read in two ways, or in none, is `None` with a note
that says why, and the original stays beside it.

>>> Cleaned.of("13800138000", "１３８００１３８０００").changed
True
>>> Cleaned.of("13800138000", "13800138000").changed
False
>>> Cleaned.of(None, "").changed
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from workbook.language import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cleaned(Generic[T]):
    """One cleaned value. `value` is None for a blank, and for a text that could not be understood (see `note`)."""

    value: T | None
    original: str
    changed: bool
    note: Text | None = None

    @classmethod
    def of(cls, value: T | None, original: str, note: Text | None = None) -> Cleaned[T]:
        """A result whose `changed` says whether the shown text differs from what was pasted."""
        shown = "" if value is None else str(value)
        return cls(value, original, shown != original, note)

    @classmethod
    def of_failure(cls, original: str, why: Text) -> Cleaned[T]:
        """What stands for a value on which a reader failed."""
        return cls.of(None, original, why)
