"""What nothing can beat by much: the same cells written by a program that already knows them.

`plan(book, as_of, PLAN)` runs a refresh and keeps what it would change: the edits of each sheet, the changed small
parts. `limit(book, PLAN, OUT)` then reads both large sheets with fastexcel, a thread a sheet, and writes those edits
while every other part is copied as it is compressed. Unpacking the plan is not counted. `with_openpyxl` makes the
same edits with openpyxl's load and save.
"""

from __future__ import annotations

import datetime as dt
import json
import pickle
import resource
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SHEETS = ("Customers", "Transactions")


def plan(book_path: Path, as_of: dt.date, path: Path) -> None:
    """Keep what a refresh of the book changes."""
    from macros.counting.refresh import refresh
    from workbook import engine
    from workbook.engine.book.changed_parts import changed_parts
    from workbook.engine.book.sheet_saving import edits as edits_of

    with engine.open_book(book_path, read_only=True) as book:
        refresh(book, as_of=as_of, now=dt.datetime.combine(as_of, dt.time(9)))
        document = book.impl.document
        changed, _ = changed_parts(document)
        sheets = {}
        for sheet in document.open_sheets():
            if sheet.part in changed:
                name = document.entry_of(sheet.part).name
                edits = [(e.column, list(e.rows), list(e.values), list(e.styles)) for e in edits_of(sheet)]
                sheets[sheet.part] = (name, edits)
        parts = {name: data for name, data in changed.items() if isinstance(data, bytes)}
    with path.open("wb") as file:
        pickle.dump((sheets, parts), file, protocol=5)


def limit(book_path: Path, path: Path, out: Path) -> dict[str, float]:
    """Read both sheets, write the plan. Seconds of processor and clock for each half, peak MB after each."""
    began, used = time.perf_counter(), _processor()
    import logging
    from concurrent.futures import ThreadPoolExecutor

    import fastexcel
    import pandas as pd  # noqa: F401 - fastexcel makes pandas frames

    logging.disable(logging.WARNING)  # it tells of every blank column

    def load(name: str) -> Any:
        return fastexcel.read_excel(book_path).load_sheet(name, header_row=2, skip_rows=None).to_pandas()

    with ThreadPoolExecutor(len(SHEETS)) as pool:
        frames = list(pool.map(load, SHEETS))
    found = {"read": time.perf_counter() - began, "read_cpu": _processor(), "read_MB": _peak()}
    assert len(frames) == len(SHEETS)

    from workbook.engine.cells.row_edits import ColumnEdits
    from workbook.engine.cells.sheet_rewriting import Patcher, patched
    from workbook.engine.cells.sheet_stream import split
    from workbook.engine.package.atomic_save import write_book
    from workbook.engine.package.zip_package import open_package

    with path.open("rb") as file:
        sheets, parts = pickle.load(file)
    began, used = time.perf_counter(), _processor()
    package = open_package(book_path)

    def content(part: str, edits: list[Any]) -> Any:
        def stream() -> Any:
            patcher = Patcher([ColumnEdits(*one) for one in edits], {}, prefix="", date1904=False, usual=True)
            return patched(split(package.chunks(part)), patcher, lambda head: head, lambda tail: tail)

        return stream

    changed = {**parts, **{part: content(part, edits) for part, (_, edits) in sheets.items()}}
    write_book(package, out, changed, {}, set())
    found |= {"write": time.perf_counter() - began, "write_cpu": _processor() - used, "MB": _peak()}
    return found


def with_openpyxl(book_path: Path, path: Path, out: Path) -> dict[str, float]:
    """Load, read both sheets into frames, write the plan's values cell by cell, save: a refresh without its rules."""
    with path.open("rb") as file:
        sheets, _ = pickle.load(file)
    began, used = time.perf_counter(), _processor()
    import openpyxl
    import pandas as pd

    from workbook.engine.cells.cell_values import Formula, Mark

    book = openpyxl.load_workbook(book_path, keep_vba=True)
    loaded = time.perf_counter() - began
    frames = [pd.DataFrame(book[name].iter_rows(min_row=4, values_only=True)) for name in SHEETS]
    assert all(len(frame) for frame in frames)
    read = time.perf_counter() - began - loaded
    for name, edits in sheets.values():
        sheet = book[name]
        for column, rows, values, _ in edits:
            for row, value in zip(rows, values, strict=True):
                if isinstance(value, Formula):
                    sheet.cell(row, column).value = value.text
                elif not isinstance(value, Mark):
                    sheet.cell(row, column).value = value
    written = time.perf_counter() - began - loaded - read
    book.save(out)
    return {
        "seconds": time.perf_counter() - began,
        "cpu": _processor() - used,
        "MB": _peak(),
        "load": loaded,
        "frames": read,
        "cells": written,
    }


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    what, *paths = sys.argv[1:]
    if what == "plan":
        plan(Path(paths[0]), dt.date.fromisoformat(paths[1]), Path(paths[2]))
    else:
        work = {"limit": limit, "openpyxl": with_openpyxl}[what]
        print(json.dumps(work(Path(paths[0]), Path(paths[1]), Path(paths[2]))))
