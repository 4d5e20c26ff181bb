"""How many rows each table of the month's report has room for; what does not fit goes into one last row, or is
counted. The rules that make the report and the page that shows it both read it."""

from __future__ import annotations

from collections.abc import Mapping

LINES: Mapping[str, int] = {
    "months": 12,
    "people": 10,
    "top": 10,
    "stopped": 8,
    "regions": 8,
    "products": 8,
    "ages": 7,
    "debtors": 8,
    "points": 6,
}
