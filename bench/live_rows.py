"""A book of 100,000 customers open in Excel: calls, processor seconds, memory of each click, on rung 5's stand-in.

    python bench/live_rows.py [CUSTOMERS LINES LEADS] [--keep FOLDER]

The book is that of make_book.py (100,000 customers, 200,000 order lines). It is put into the stand-in for Excel, and
xlwings' unmodified Windows engine is driven against it: refresh, check, preview and import of 1,000 pasted leads, undo.
What the stand-in does inside a call is timed apart: those seconds are Excel's in real life, and other ones there.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ladder import excel_stubs  # found with the path above
from tests.ladder.excel_app import Application, Workbook
from tests.ladder.excel_object import RECORD, Collection, Com
from tests.ladder.excel_range import Range

CLICKS = ("refresh", "check", "preview", "import", "undo")


@dataclass(frozen=True)
class Cost:
    """What one click took."""

    calls: int
    ours: float  # processor seconds in Python outside the stand-in, xlwings among them
    inside: float  # the same in the stand-in
    said: str


class Stopwatch:
    """Time inside the stand-in, whichever of its members is called."""

    def __init__(self) -> None:
        self.inside = 0.0
        self._depth = 0

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its outermost call timed."""

        def run(*args: Any, **kwargs: Any) -> Any:
            if self._depth:
                return function(*args, **kwargs)
            self._depth = 1
            begun = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.inside += time.process_time() - begun
                self._depth = 0

        return run


@contextmanager
def watched() -> Iterator[Stopwatch]:
    """A stopwatch on every member that the stand-in carries out."""
    watch = Stopwatch()
    carry_out, item, cell = Com._carry_out, Collection.__call__, Range.__call__
    Com._carry_out = lambda self, how, name: watch.timed(carry_out(self, how, name))  # type: ignore[method-assign]
    Collection.__call__ = watch.timed(item)  # type: ignore[method-assign]
    Range.__call__ = watch.timed(cell)  # type: ignore[method-assign]
    try:
        yield watch
    finally:
        Com._carry_out, Collection.__call__, Range.__call__ = carry_out, item, cell  # type: ignore[method-assign]


def click(engine: Any, book: Workbook, line: str) -> Cost:
    """One click on an open book."""
    RECORD.clear()
    excel_stubs.MESSAGES.clear()
    engine.BOOK_CALLER = engine.COMRetryObjectWrapper(book)
    with watched() as watch:
        begun = time.process_time()
        exec(line, {})
        whole = time.process_time() - begun
    assert not RECORD.refused, (RECORD.refused[:3], excel_stubs.MESSAGES)
    said = excel_stubs.MESSAGES[-1].splitlines()[0] if excel_stubs.MESSAGES else "nothing"
    return Cost(sum(RECORD.calls.values()), whole - watch.inside, watch.inside, said)


def line_of(key: str) -> str:
    """The Python that a button sends."""
    return f"import macros.host; macros.host.run('{key}')"


def open_large(folder: Path, customers: int, lines: int) -> Workbook:
    """A stand-in that holds so many rows. Its first row is read cell by cell, the others as columns."""
    from make_book import make_book
    from python_calamine import CalamineWorkbook

    small, large = folder / "live_small.xlsm", folder / f"live_{customers}_{lines}.xlsm"
    make_book(small, 1, 1)
    if not large.exists():
        make_book(large, customers, lines)
    book = Workbook(Application(), small)
    read = CalamineWorkbook.from_path(str(large))
    for table in ("tblCustomers", "tblTransactions"):
        one = book.table(table)
        sheet = one._sheet
        left, top, right, _ = one._bounds
        rows = read.get_sheet_by_name(sheet._title).to_python(skip_empty_area=False)[top:]
        for at, column in enumerate(zip(*rows, strict=True), start=1):
            sheet._values.put(at, top + 1, [None if value == "" else value for value in column])
        for column in range(left, right + 1):
            look = sheet._formats.get((top + 1, column))
            sheet._formats.put(column, top + 1, [look] * len(rows))
        one._bounds = (left, top, right, top + len(rows))
    return book


def paste_leads(book: Workbook, count: int) -> None:
    """A list on the leads sheet: half of it customers of the book, written otherwise."""
    from workbook.schema.home import LEADS_SHEET

    dice = random.Random(5)
    leads = book._sheets[LEADS_SHEET["en"]]._values
    customers = book.table("tblCustomers")
    names, phones = (customers.column(header) for header in ("Customer name", "Phone"))
    known = names._sheet._values
    rows: list[tuple[str, str, str]] = [("Company", "Telephone", "Contact person")]
    for at in range(count):
        row = dice.randrange(names._top, names._bottom)
        name, phone = str(known[row, names._left]), str(known[row, phones._left])
        rows.append((name.upper(), phone, f"Person {at}") if at % 2 else (f"Newcomer {at} Works", "", f"Person {at}"))
    for column, cells in enumerate(zip(*rows, strict=True), start=1):
        leads.put(column, 1, [cell or None for cell in cells])


def megabytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Open, click, print a table."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("customers", nargs="?", type=int, default=100_000)
    given.add_argument("lines", nargs="?", type=int, default=200_000)
    given.add_argument("leads", nargs="?", type=int, default=1_000)
    given.add_argument("--keep", type=Path, help="folder in which the large book is kept")
    options = given.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    os.environ["HOME"] = str(folder)
    engine = excel_stubs.install()
    book = open_large(folder, options.customers, options.lines)
    paste_leads(book, options.leads)
    before = megabytes()
    print(f"{options.customers:,} customers, {options.lines:,} order lines, {options.leads:,} leads; with Excel's own")
    print(f"part held in the same process, before the first click: {before:,.0f} MB")
    print()
    print("| command | calls | processor seconds of ours | peak beyond the book, MB | it says |")
    print("|---|---:|---:|---:|---|")
    for key in CLICKS:
        cost = click(engine, book, line_of(key))
        print(f"| {key} | {cost.calls:,} | {cost.ours:.1f} | {megabytes() - before:,.0f} | {cost.said} |", flush=True)


if __name__ == "__main__":
    main()
