"""Load, refresh and check the public purchase log (CDNOW), step by step: python bench/public_data.py.

69,659 purchases of 23,570 customers, without order numbers, with exact repeats that are real. Prints the clock time,
the processor time and the peak memory of each command, each a process of its own. Needs the data folder
(CUSTOMER_BOOK_DATA, or ../shared/data beside the checkout).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("CUSTOMER_BOOK_DATA", ROOT.parent / "shared" / "data")) / "cdnow" / "CDNOW_master.txt"
STEPS = (
    ("new", "new", "{book}", "--lang", "en"),
    ("load customers", "load", "{book}", "{data}", "--table", "customers", "--map", "customer_id=customer_id"),
    ("load orders", "load", "{book}", "{data}", "--table", "transactions", "--map", "dollar_value=amount",
     "--map", "number_of_cds=quantity"),
    ("refresh", "refresh", "{book}", "--as-of", "1998-07-01"),
    ("refresh again", "refresh", "{book}", "--as-of", "1998-07-01"),
    ("check", "check", "{book}", "--as-of", "1998-07-01"),
)  # fmt: skip


def measured(arguments: list[str]) -> tuple[float, float, float]:
    """Clock seconds, processor seconds and peak MB of one command."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "macros.cli", *arguments]
    process = os.posix_spawn(
        sys.executable, command, {**os.environ, "PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )  # fmt: skip
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(arguments)} failed")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print a row a step."""
    if not DATA.exists():
        raise SystemExit(f"{DATA} is not at hand; set CUSTOMER_BOOK_DATA")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsm"
        print("| step | clock s | processor s | peak MB |\n|---|---|---|---|")
        for name, *arguments in STEPS:
            wall, cpu, peak = measured([part.format(book=book, data=DATA) for part in arguments])
            print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
