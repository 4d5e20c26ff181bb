"""Parquet files as rows of text: what each kind of value becomes, and what is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from macros.files import file_readers
from macros.files.file_readers import read_file
from workbook.errors import InputError


def written(path: Path, **columns: Any) -> Path:
    parquet.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("Ash, 'Birch'", pa.string(), "Ash, 'Birch'"),
        ("00123", pa.dictionary(pa.int8(), pa.string()), "00123"),
        (9_007_199_254_740_993, pa.int64(), "9007199254740993"),
        (Decimal("1234.50"), pa.decimal128(12, 2), "1234.50"),
        (0.1, pa.float64(), "0.1"),
        (17850.0, pa.float64(), "17850"),
        (float("nan"), pa.float64(), ""),
        (True, pa.bool_(), "TRUE"),
        (dt.date(2026, 6, 1), pa.date32(), "2026-06-01"),
        (dt.datetime(2026, 6, 1), pa.timestamp("us"), "2026-06-01"),
        (dt.datetime(2026, 6, 1, 23, 30), pa.timestamp("us"), "2026-06-01 23:30:00"),
        (dt.datetime(2026, 6, 1, 23, 30), pa.timestamp("us", "UTC"), "2026-06-01 23:30:00+00:00"),
        (b"=1+1", pa.binary(), "=1+1"),
        (None, pa.string(), ""),
    ],
)
def test_a_value_is_the_text_that_means_it(tmp_path: Path, value: Any, kind: pa.DataType, text: str) -> None:
    """No digit is lost, no date is a number."""
    grid, _ = read_file(written(tmp_path / "a.parquet", name=pa.array(["Ash"]), one=pa.array([value], kind)))
    assert [*map(list, grid.rows)] == [["name", "one"], ["Ash", text]]


def test_the_rows_of_all_groups_follow_each_other(tmp_path: Path) -> None:
    """With the line each would have on a sheet."""
    file = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"at": list(range(5))}), file, row_group_size=2)
    grid, _ = read_file(file)
    assert ([row[0] for row in grid.rows], list(grid.lines)) == (["at", "0", "1", "2", "3", "4"], [1, 2, 3, 4, 5, 6])


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.999])
def test_a_part_of_a_file_is_refused(tmp_path: Path, kept: float) -> None:
    """As damaged, with its name."""
    file = written(tmp_path / "a.parquet", at=list(range(1000)))
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(InputError, match="damaged"):
        read_file(file)


def test_flipped_bytes_are_refused_or_read(tmp_path: Path) -> None:
    """Never anything else."""
    content = written(tmp_path / "a.parquet", at=list(range(50)), name=["Ash"] * 50).read_bytes()
    refused = 0
    for at in range(4, len(content), 7):
        (tmp_path / "b.parquet").write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        try:
            read_file(tmp_path / "b.parquet")
        except InputError:
            refused += 1
    assert refused


def test_more_rows_than_a_sheet_holds_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their number stands in the file."""
    file = written(tmp_path / "a.parquet", at=list(range(10)))
    monkeypatch.setattr(file_readers, "MOST_ROWS", 11)
    assert len(read_file(file)[0].rows) == 11
    monkeypatch.setattr(file_readers, "MOST_ROWS", 10)
    with pytest.raises(InputError, match="10 rows and 1 columns"):
        read_file(file)
