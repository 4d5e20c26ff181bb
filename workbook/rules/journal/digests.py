"""A row's input cells as a fingerprint of ten hex digits, to tell whether anybody has touched the row since.

Only filled input cells count, each under its field's key: worked-out columns, the order of columns and fields that
the schema gains later change nothing. The same on every machine and in every version of the libraries: texts go
through BLAKE2b, numbers and moments through their bits, both through SplitMix64's finaliser (Steele, Lea, Flood 2014);
the cells of a row are summed modulo 2^64.

>>> import pandas as pd
>>> from workbook import schema
>>> rows = pd.DataFrame({"name": ["甲", "乙", "甲"], "total_amount": [1.0, 2.0, 3.0]})
>>> a, b, c = row_digests(schema.table("tblCustomers"), rows)
>>> a == c != b
True
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    import pandas as pd

Hashes = npt.NDArray[np.uint64]

DIGITS = 10


def row_digests(table: Table, frame: pd.DataFrame) -> list[str]:
    """One fingerprint a row of the frame (rows × any columns of the table)."""
    return [f"{number >> 24:010x}" for number in row_hashes(table, frame).tolist()]


def table_digest(table: Table, frame: pd.DataFrame) -> str:
    """One fingerprint for all rows, whatever their order."""
    with np.errstate(over="ignore"):
        total = int(_mixed(row_hashes(table, frame)).sum(dtype=np.uint64)) if len(frame) else 0
    return f"{total:016x}"


def row_hashes(table: Table, frame: pd.DataFrame) -> Hashes:
    """64 bits a row, of its filled input cells."""
    total = np.zeros(len(frame), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for field in table.inputs:
            if field.key in frame.columns and not bool(frame[field.key].isna().all()):
                filled, bits = _column(frame[field.key], field.kind)
                total += np.where(filled, _mixed(bits ^ _text(field.key)), np.uint64(0))
    return total


def _column(values: pd.Series[Any], kind: Kind) -> tuple[npt.NDArray[np.bool_], Hashes]:
    """Which cells are filled, and the bits of each."""
    import pandas as pd

    if kind is Kind.FLAG:
        yes = values.astype(object).eq(True).to_numpy(dtype=bool)
        return yes, yes.astype(np.uint64)
    if kind.is_number:
        numbers = values.to_numpy(dtype="float64") + 0.0  # -0.0 is 0.0
        return ~np.isnan(numbers), np.round(numbers, 9).view(np.uint64)
    if kind.is_date:
        moments = values.to_numpy(dtype="datetime64[s]")
        return ~np.isnat(moments), moments.view(np.int64).astype(np.uint64)
    codes, distinct = pd.factorize(values)
    hashes = np.fromiter((_text(str(one)) for one in distinct), dtype=np.uint64, count=len(distinct))
    blank = codes == -1
    if not len(distinct):
        return ~blank, np.zeros(len(values), dtype=np.uint64)
    return ~blank & (hashes[codes] != _text("")), hashes[codes]


def _text(text: str) -> np.uint64:
    plain = text.replace("\r\n", "\n").strip()
    return np.uint64(int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest()))


def _mixed(bits: Hashes) -> Hashes:
    """SplitMix64: every bit in depends on every bit out."""
    z = bits + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = z ^ (z >> np.uint64(31))
    return mixed
