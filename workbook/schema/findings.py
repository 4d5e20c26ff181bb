"""Finding: a data problem as a value; collected by the reading of tables and by the rules, shown by check, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbook.language import Text


class Severity(StrEnum):
    """Keys of the list `problem_severity`."""

    ERROR = "error"  # the value is left out of every figure, or a row cannot be told from another
    WARNING = "warning"  # counted, but somebody should look
    HINT = "hint"  # could be better


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one cell (or row, or table) of the book."""

    table: str  # tblCustomers
    row: int | None  # position in the table's data body, 0 = first row; None = the whole table
    field: str | None  # field key; None = the whole row
    message: Text  # what is wrong
    fix: Text  # what to do
    value: str = ""  # what stands there now
    severity: Severity = Severity.ERROR
    others: tuple[int, ...] = ()  # further rows with the same trouble, where one finding stands for all of them
