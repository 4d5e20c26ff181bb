"""The row_ids of the sample: fixed, and known by their first half, so that clear-sample takes out those rows only.

>>> is_sample_row_id(sample_row_id("tblCustomers", 0)), is_sample_row_id("00112233aabbccdd")
(True, False)
"""

from __future__ import annotations

import hashlib

_MARK = "5a3b1e00"  # a random row_id starts so once in four thousand million


def sample_row_id(table: str, row: int) -> str:
    """The identifier of the sample's row number `row` (0-based) of a table: 16 hexadecimal digits."""
    return _MARK + hashlib.sha256(f"{table}:{row}".encode()).hexdigest()[:8]


def is_sample_row_id(row_id: str) -> bool:
    """Whether a row came with the sample."""
    return row_id.startswith(_MARK)
