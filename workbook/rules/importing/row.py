"""One row of a pasted list while it is being read: values by lead field, and everything there is to tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbook.language import Lang
from workbook.rules.journal.scalars import Scalar

LONGEST = 30_000
"""More characters than this fit into no cell beside the rest of their row."""


@dataclass
class Cleaned:
    """One pasted row: values by lead field, and what to tell of it."""

    line: int
    values: dict[str, Scalar] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)  # (header, text)
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # (label, pasted, cleaned)
    notes: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)  # cells that could not be read
    cells: list[tuple[int, str, str]] = field(default_factory=list)  # as pasted: (place, header, text)
    person: bool = False  # a person's name stands where the firm's should: a customer that is an individual

    def remarks(self, lang: Lang) -> str:
        """What no field took, a line each."""
        colon = "：" if lang == "zh" else ": "
        return "\n".join(f"{header}{colon}{text}" if header else text for header, text in self.left)
