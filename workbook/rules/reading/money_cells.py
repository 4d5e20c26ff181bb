"""Numbers of money as they stand in a list's cells, and written back into one.

>>> number_of("￥1,234.50"), number_of("5/1"), number_of(None)
(1234.5, None, None)
>>> written(1234.5), written(7.0), written(0.12345)
('1234.5', '7', '0.1235')
"""

from __future__ import annotations

from workbook.rules.cleaning import amounts
from workbook.rules.cleaning import text as texts


def number_of(cell: object) -> float | None:
    """The amount that a cell says; None where it says none, or one that can be read in two ways."""
    value = amounts.clean(texts.of(cell)).value
    return None if value is None else float(value)


def written(number: float) -> str:
    """A number to the 1/10,000, without idle zeros."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
