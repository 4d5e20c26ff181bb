"""Time and memory of copies: `python bench/share_speed.py [CUSTOMERS LINES PEOPLE]` (10,000 × 100,000, 20 people).

A made-up book is refreshed, a copy is made for each salesperson, every copy is edited (ten cells and a new order), and
all are collected and confirmed; each command in a process of its own, as users start them. Wanted at 100,000 ×
1,000,000: share at most three times a refresh, collect at most 60 s on two processors, memory at most half as much
again as a refresh's.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]


def timed(*arguments: str) -> tuple[float, float, float]:
    """Clock and processor seconds, and megabytes at most, of a command."""
    begin = time.perf_counter()
    process = os.posix_spawn(sys.executable, [sys.executable, "-m", "macros.cli", *arguments], dict(os.environ))
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{arguments[0]} ended with {status}")
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def spread(path: Path, people: int) -> None:
    """Give the customers to so many salespersons."""
    import pandas as pd

    from workbook import engine, schema, tables

    with engine.open_book(path) as book:
        listed = schema.listing("salesperson").table
        names = [f"Person {at:02d}" for at in range(1, people + 1)]
        frame = pd.DataFrame({"key": names, "label": names}, dtype="str").assign(in_use=True)
        tables.replace(book, listed, frame)
        customers = tables.read(book, "tblCustomers", ["customer_id"]).frame
        owners = pd.Series([names[at % people] for at in range(len(customers))], index=customers.index, dtype="str")
        tables.write(book, "tblCustomers", pd.DataFrame({"owner": owners}))
        book.save()


def edit(path: Path) -> None:
    """Ten cells and a new order."""
    import pandas as pd

    from workbook import engine, tables

    with engine.open_book(path) as book:
        rows = tables.read(book, "tblCustomers", ["customer_id", "traits"]).frame
        said = pd.Series(f"seen by {path.stem}", index=rows.index[:10], dtype="str")
        tables.write_rows(book, "tblCustomers", pd.DataFrame({"traits": said}))
        order = {"customer_id": rows["customer_id"].iloc[:1].tolist(), "amount": [12.5], "order_no": [f"N {path.stem}"]}
        frame = pd.DataFrame(order).astype({"customer_id": "str", "order_no": "str"})
        tables.append(book, "tblTransactions", frame.assign(date=pd.to_datetime(["2026-06-30"])))
        book.save()


def main() -> None:
    """Print a row a command."""
    from make_book import make_book

    customers, lines, people = (int(one) for one in sys.argv[1:]) if len(sys.argv) > 1 else (10_000, 100_000, 20)
    os.environ["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        book, out = Path(folder) / "book.xlsm", Path(folder) / "out"
        make_book(book, customers, lines)
        spread(book, people)
        print("| command | clock s | processor s | MB |\n|---|---|---|---|")
        steps = (
            ("refresh", ("refresh", str(book), "--as-of", "2026-06-30")),
            ("share --all", ("share", str(book), "--all", "-o", str(out), "--as-of", "2026-06-30")),
            ("collect", ("collect", str(book), str(out))),
            ("collect --confirm", ("collect", str(book), "--confirm", "--as-of", "2026-06-30")),
        )
        for name, arguments in steps:
            if name == "collect":
                for copy in sorted(out.iterdir()):
                    edit(copy)
            clock, processor, memory = timed(*arguments)
            print(f"| {name} | {clock:.1f} | {processor:.1f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
