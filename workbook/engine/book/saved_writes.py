"""What the saves of this session have written, as far as formulas depend on it."""

from __future__ import annotations

Runs = dict[int, list[tuple[int, int]]]
"""Column → stretches of rows."""


class Written:
    """What the saves of this session have written, where it bears on formulas."""

    def __init__(self) -> None:
        self.cells: dict[str, Runs] = {}
        """By worksheet part."""
        self.unknown: dict[str, Runs] = {}
        """Formulas written without a value."""
        self.tables: set[str] = set()
        self.names: set[str] = set()
        self.hiding = False
        """Rows were hidden or shown."""
        self.order = False
        """Sheets came, went or moved."""


class StaleValue(UserWarning):
    """A formula's value was read although it need not be its value any more, or is not known yet."""
