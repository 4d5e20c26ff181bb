"""A whole preview, process start to exit: 10,000 pasted rows against a book of 100,000 customers.

Run: python bench/preview_speed.py [CUSTOMERS ROWS] [--keep FOLDER] [--runs N]

The book and the pasted list are those of `matching_scale.py` (half of the rows are variants of customers): the
customers are loaded into a new Chinese book by `load`, the list is a CSV file. Printed are the clock and processor
time and the peak memory of `customer-book preview BOOK LIST`, and its own count of decisions.
The target is 10 seconds and 1 GB on 2 cores.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
ROOT = Path(__file__).resolve().parents[1]

from together import Together  # noqa: E402 - the folder has to be on the path

LABELS = {
    "customer_id": "客户编号",
    "name": "客户名称",
    "phone": "电话",
    "mobile": "手机",
    "email": "电子邮件",
    "address": "地址",
    "contact_name": "联系人",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("customers", nargs="?", type=int, default=100_000)
    options.add_argument("rows", nargs="?", type=int, default=10_000)
    options.add_argument("--keep", type=Path, help="folder of the book and the list, made when they are not there")
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    book, pasted = folder / "preview.xlsm", folder / "pasted.csv"
    if not (book.exists() and pasted.exists()):
        _make(folder, book, pasted, given.customers, given.rows)
    clock, processor, peak = [], [], []
    for run in range(given.runs):
        copy = folder / "run.xlsm"
        shutil.copy(book, copy)
        begin = time.perf_counter()
        told, used, megabytes = _measured("preview", str(copy), str(pasted))
        clock.append(time.perf_counter() - begin)
        processor.append(used.ru_utime + used.ru_stime)
        peak.append(megabytes)
        if run == 0:
            print(told.splitlines()[0])
        copy.unlink()
    print(
        f"{given.customers:,} customers x {given.rows:,} rows, medians of {given.runs}: clock "
        f"{statistics.median(clock):.2f} s, processor {statistics.median(processor):.2f} s, "
        f"peak {statistics.median(peak):.0f} MB"
    )


def _measured(*words: str) -> tuple[str, os.struct_rusage, float]:  # type: ignore[name-defined]
    """Run a command; what it said, what it used, and the most memory that it held with the processes it starts."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "macros.cli", *words], stdout=subprocess.PIPE, env=environment
    ) as running:
        assert running.stdout is not None
        together = Together(running.pid)
        told = running.stdout.read().decode()
        _, status, used = os.wait4(running.pid, 0)
        together.ended.set()
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {running.returncode}")
    return told, used, max(together.megabytes, used.ru_maxrss / 1024)


def _make(folder: Path, book: Path, pasted: Path, customers: int, rows: int) -> None:
    from matching_scale import lists

    known, leads = lists(customers, rows)
    source = folder / "customers.csv"
    for path, columns in ((source, known), (pasted, leads)):
        with path.open("w", encoding="utf-8-sig", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(LABELS[key] for key in columns)
            writer.writerows(zip(*([cell or "" for cell in column] for column in columns.values()), strict=True))
    _measured("new", str(book))
    _measured("load", str(book), str(source), "--table", "customers")


if __name__ == "__main__":
    main()
