"""Reader of Parquet files, as data platforms write them: one row group after the other, as rows of text.

What a text cannot mean twice is written so: dates and times by ISO 8601, decimals with all their digits, numbers as
short as they read back the same. How many rows there are stands at the end of the file: what fits no sheet is refused
before it is read. Source: the Apache Parquet format, read by pyarrow.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.reading.grid import Grid

SIGNATURES = (b"PAR1", b"PARE")
"""First bytes; the second of a file whose footer is encrypted."""
MOST_CELLS = 40_000_000
"""Cells: a sheet of a million rows with as many columns as a wide list has."""

_BROKEN = Text(
    "{path} 读不出来：Parquet 文件不完整或已损坏。请重新导出。",
    "{path} cannot be read: the Parquet file is damaged or a part of it is missing. Export it again.",
)
_TOO_MANY = Text(
    "{path} 有 {rows:,} 行、{columns:,} 列，一张工作表放不下（最多 {most:,} 行）。"
    "请在导出时按年份或月份分成几个文件，再逐个导入。",
    "{path} has {rows:,} rows and {columns:,} columns, more than a sheet holds ({most:,} rows). Export it in parts, by "
    "year or month, and load one after the other.",
)


def read_parquet(path: Path, content: bytes, most_rows: int) -> Grid:
    """The rows below the names of the columns. InputError where the file is damaged, encrypted, or has more rows than
    `most_rows`."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(content))
        names, count = list(file.schema_arrow.names), int(file.metadata.num_rows)
        if count >= most_rows or count * len(names) > MOST_CELLS:
            raise InputError(_TOO_MANY.format(path=path, rows=count, columns=len(names), most=most_rows))
        rows: list[list[str]] = [names]
        for batch in file.iter_batches(batch_size=1 << 14):
            columns = [[text_of(value) for value in column.to_pylist()] for column in batch.columns]
            rows += [list(row) for row in zip(*columns, strict=True)]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise InputError(_BROKEN.format(path=path)) from error
    return Grid(rows, range(1, len(rows) + 1))


def text_of(value: Any) -> str:
    """A value of Parquet as the text of a cell.

    >>> [text_of(one) for one in (None, True, 3, 2.5, 1e22, Decimal("1.10"), float("nan"), "Ash")]
    ['', 'TRUE', '3', '2.5', '10000000000000000000000', '1.10', '', 'Ash']
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if math.isfinite(value) and value == int(value) else repr(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() and not value.tzinfo else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
