"""What a click costs before and beside Excel's own work: process start, imports, the status bar, each command.

    python bench/click_time.py [BOOK]            # writes the first part of bench/RESULTS-click.md

The workbook's VBA writes the command's name into the status bar before anything else (rung 4 tests it), so the answer
to a click does not wait for Python. What follows is measured here: whole processes on the closed sample, the quickest
of three, without the packages that only tests bring; and clicks in a process that is warm, as the Python is that the
add-in keeps running on Windows: on the stand-in for Excel, its own time left out.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "RESULTS-click.md"
MARK = "## 100,000 customers"
ROUNDS = 3

LEAN = """
import sys
sys.modules.update(dict.fromkeys(("matplotlib", "plotly", "polars", "PIL")))
"""
"""As in an environment without the development packages: xlwings imports these where they are."""

COLD = {
    "Python starts and ends": "pass",
    "the add-in's own line: import xlwings.utils": LEAN + "import xlwings.utils",
    "the same, and our command until it sets the status bar itself": LEAN
    + """
import xlwings.utils
import macros.host, macros.hosts.excel
from workbook import engine
class Reached(BaseException): pass
def reached(app, sentence): raise Reached
macros.hosts.excel._status = reached
with engine.open_book(sys.argv[1]) as book, engine.as_caller(book):
    try: macros.host.run("refresh")
    except Reached: pass
""",
}
COMMAND = (
    LEAN
    + """
import time
import macros.host
from workbook import engine
key, rounds = sys.argv[2], int(sys.argv[3])
for _ in range(rounds):
    with engine.open_book(sys.argv[1]) as book, engine.as_caller(book):
        begun = time.perf_counter()
        macros.host.run(key)
        print(time.perf_counter() - begun)
"""
)
WARM = """
import sys
sys.path.insert(0, "bench")
import tempfile, os
from pathlib import Path
os.environ["HOME"] = tempfile.mkdtemp()
import live_rows
engine = live_rows.excel_stubs.install()
for _ in range(int(sys.argv[3])):
    book = live_rows.Workbook(live_rows.Application(), Path(sys.argv[1]))
    cost = live_rows.click(engine, book, live_rows.line_of(sys.argv[2]))
    print(cost.ours)
print(cost.calls)
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
        "The workbook's VBA names the command in the status bar before anything else; rung 4 tests it. What follows is",
        "written by `python bench/click_time.py`: the shipped sample, seconds, quickest of three.",
        "",
        "| step, in a new process | s |",
        "|---|---:|",
    ]
    lines += [f"| {name} | {quickest(book, code):.2f} |" for name, code in COLD.items()]
    lines += [
        "",
        "| command | first click, from process start | warm, closed file | warm, in Excel: of ours | calls |",
        "|---|---:|---:|---:|---:|",
    ]
    for key in KEYS:
        first = quickest(book, COMMAND, key, "1")
        second = min(whole(book, COMMAND, key, "4")[1][1:])
        *live, calls = whole(book, WARM, key, "4")[1]
        lines.append(f"| {key} | {first:.2f} | {second:.2f} | {min(live[1:]):.2f} | {calls:,.0f} |")
    lines += ["", "The first two include opening the sample; in Excel it is open already.", ""]
    _, mark, large = RESULTS.read_text("utf-8").partition(MARK) if RESULTS.exists() else ("", "", "")
    RESULTS.write_text("\n".join(lines) + "\n" + mark + large, "utf-8", newline="\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "customer_book.xlsm")
