"""What a click costs before and beside Excel's own work: process start, imports, the status bar, each small command.

    python bench/click_time.py [BOOK]            # writes bench/RESULTS-click.md

Measured on the closed sample book, whole processes from start to end, the quickest of three. In Excel a click without
the warm server starts a Python; with it (Windows) the second click is a call into a process that has everything loaded.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = 3

COLD = {
    "Python starts and ends": "pass",
    "import macros.host": "import macros.host",
    "until the status bar is set": """
import sys
import macros.host
from workbook import engine
class Reached(BaseException): pass
def reached(app, sentence): raise Reached
macros.host._status = reached
with engine.open_book(sys.argv[1]) as book, engine.as_caller(book):
    try: macros.host.run("refresh")
    except Reached: pass
""",
}
COMMAND = """
import sys, time
import macros.host
from workbook import engine
key, rounds = sys.argv[2], int(sys.argv[3])
for _ in range(rounds):
    with engine.open_book(sys.argv[1]) as book, engine.as_caller(book):
        begun = time.perf_counter()
        macros.host.run(key)
        print(time.perf_counter() - begun)
"""
KEYS = ("refresh", "check", "analyse", "preview", "import", "undo", "duplicates", "merge")


def whole(book: Path, code: str, *arguments: str) -> tuple[float, list[float]]:
    """Seconds from the start of a process to its end, and what it printed."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", code, str(book), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent)
    return time.perf_counter() - begun, [float(line) for line in done.stdout.split()]


def quickest(book: Path, code: str, *arguments: str) -> float:
    """The best of some rounds: what other programs take on the same machine is no part of a click."""
    return min(whole(book, code, *arguments)[0] for _ in range(ROUNDS))


def main(book: Path) -> None:
    """Measure and write."""
    lines = [
        "# What a click costs",
        "",
        "Whole processes on the shipped sample, seconds, quickest of three; `python bench/click_time.py` writes this.",
        "",
        "| step, in a new process | s |",
        "|---|---:|",
    ]
    lines += [f"| {name} | {quickest(book, code):.2f} |" for name, code in COLD.items()]
    lines += [
        "",
        "| command | first click, from process start | second click, warm process |",
        "|---|---:|---:|",
    ]
    for key in KEYS:
        first = quickest(book, COMMAND, key, "1")
        second = min(whole(book, COMMAND, key, "4")[1][1:])
        lines.append(f"| {key} | {first:.2f} | {second:.2f} |")
    lines += ["", "Both include opening the sample without Excel; in Excel the book is open already."]
    (HERE / "RESULTS-click.md").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "customer_book.xlsm")
