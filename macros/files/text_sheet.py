"""Texts that leave the book: CSV and JSON for files and programs, and a workbook of one sheet in which every cell is a
text. Nothing that somebody typed becomes a formula there, and no sign of it ends a command. The one way out for lists:
no other module of the macros writes CSV or JSON for others (tests/macros/files/test_ways_out.py)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from workbook.rules.cleaning.text import outgoing


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of texts as CSV that Excel reads as UTF-8. OSError where it cannot be written."""
    path.write_bytes(b"\xef\xbb\xbf" + csv_text(rows, line_end="\r\n").encode())


def csv_text(rows: Iterable[Sequence[Any]], *, line_end: str = "\n") -> str:
    """Rows as CSV, numbers as they are; a text that would be calculated is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerows([outgoing(one) if isinstance(one, str) else one for one in row] for row in rows)
    return out.getvalue()


def json_text(said: Any) -> str:
    """JSON as a reader has it before his eyes: a sign a sign, one item a line. Halves of signs, which no text file can
    hold, are spelled out."""
    text = json.dumps(said, ensure_ascii=False, indent=1, default=str)
    return _HALF.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


_HALF = re.compile("[\ud800-\udfff]")
