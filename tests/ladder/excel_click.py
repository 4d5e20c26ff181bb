"""Run in a process of its own: one line of Python, as a click sends it, under xlwings' Windows engine and the stand-in.

argv: a book, the line, edits as JSON [[sheet, row, column, value]], and where to write the answer:
{"calls", "refused", "read_as_other", "messages", "state", "cells"}.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.ladder import excel_com, excel_stubs  # found with the path above


def plain(value: object) -> object:
    """A cell's value as JSON has it; whole days as dates, whole numbers as floats."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return float(value)


def cells(book: excel_com.Workbook) -> dict[str, dict[str, object]]:
    """Every value by sheet and row,column; formulas as such."""
    return {
        title: {
            f"{row},{column}": sheet._formulas.get((row, column)) or plain(value)
            for (row, column), value in sorted(sheet._values.items())
        }
        for title, sheet in book._sheets.items()
    }


def main(path: str, line: str, edits: str, answer: str) -> None:
    """Open, edit, run, tell."""
    engine = excel_stubs.install()
    app = excel_com.Application()
    book = excel_com.Workbook(app, Path(path))
    for sheet, row, column, value in json.loads(edits):
        book._sheets[sheet]._values[row, column] = value
    engine.BOOK_CALLER = engine.COMRetryObjectWrapper(book)
    if line:
        exec(line, {})
    told = {
        "calls": dict(sorted(excel_com.CALLS.items())),
        "refused": excel_com.REFUSED,
        "read_as_other": excel_com.READ_AS_OTHER,
        "messages": excel_stubs.MESSAGES,
        "state": app._state,
        "cells": cells(book),
    }
    Path(answer).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:5])
