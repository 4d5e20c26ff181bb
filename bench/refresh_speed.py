"""How long `refresh` takes, from process start to exit, beside what nothing can beat by much and what users have today.

    python bench/refresh_speed.py [--sizes small,medium,large] [--runs 3] [--keep FOLDER] [--openpyxl small]

Sizes are 1,000 × 10,000, 10,000 × 100,000 and 100,000 × 1,000,000 customers × order lines. Each run is a process of
its own; medians are printed as a page of Markdown, clock and processor time side by side: on a machine with other
work the ratios of processor time are the ones to trust. `first` is a refresh in which every worked-out cell changes,
`second` the one after it, in which none does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.together import Together  # noqa: E402 - the root has to be on the path

SIZES = {"empty": (1, 1), "small": (1_000, 10_000), "medium": (10_000, 100_000), "large": (100_000, 1_000_000)}
AS_OF = "2026-06-30"
LIMIT = Path(__file__).with_name("refresh_limit.py")


@dataclass(frozen=True, slots=True)
class Run:
    """One process, start to exit: seconds of clock and of processor, peak memory; with the processes it starts."""

    clock: float
    processor: float
    megabytes: float
    output: str


def run(*command: str | Path) -> Run:
    """Run a Python process and measure it."""
    began = time.perf_counter()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen([sys.executable, *map(str, command)], stdout=out, env=environment)
        together = Together(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        together.ended.set()
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - began
        out.seek(0)
        text = out.read()
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return Run(clock, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss / 1024, together.megabytes), text)


def median(runs: list[Run]) -> Run:
    """The median of each figure."""
    return Run(
        statistics.median(r.clock for r in runs),
        statistics.median(r.processor for r in runs),
        statistics.median(r.megabytes for r in runs),
        runs[-1].output,
    )


def refreshed(book: Path, out: Path) -> Run:
    """One refresh, saved as `out`."""
    return run("-m", "macros.cli", "refresh", book, "--as-of", AS_OF, "-o", out)


def limits(book: Path, plan: Path, out: Path, runs: int) -> dict[str, float]:
    """The medians of the limit's figures."""
    found = [json.loads(run(LIMIT, "limit", book, plan, out).output) for _ in range(runs)]
    return {key: statistics.median(one[key] for one in found) for key in found[0]}


def measure(size: str, folder: Path, runs: int) -> dict[str, Run]:
    """Print the lines of one size; the medians of first and second refresh."""
    from bench.make_book import make_book

    customers, lines = SIZES[size]
    book = folder / f"{size}.xlsm"
    if not book.exists():
        make_book(book, customers, lines)
    medians: dict[str, Run] = {}
    for what in ("first", "second"):
        out = folder / f"{size}_{what}.xlsm"
        medians[what] = median([refreshed(book, out) for _ in range(runs)])
        mine = medians[what]
        line = (
            f"| {customers:,} × {lines:,} | {what} | {mine.clock:.2f} | {mine.processor:.2f} | {mine.megabytes:.0f} |"
        )
        if size == "empty":
            print(line + " | | | | |")
        else:
            plan = folder / f"{size}_{what}.plan"
            if not plan.exists():
                run(LIMIT, "plan", book, AS_OF, plan)
            known = limits(book, plan, folder / "limit.xlsm", runs)
            clock, processor = known["read"] + known["write"], known["read_cpu"] + known["write_cpu"]
            print(
                f"{line} {clock:.2f} | {processor:.2f} ({known['read_cpu']:.2f} + {known['write_cpu']:.2f}) |"
                f" {mine.clock / clock:.2f} / {mine.processor / processor:.2f} |"
                f" {known['read_MB']:.0f} | {mine.megabytes / known['read_MB']:.2f} |"
            )
        sys.stdout.flush()
        book = out
    return medians


def beside_openpyxl(size: str, folder: Path, mine: dict[str, Run]) -> None:
    """The same edits with openpyxl."""
    ran = run(LIMIT, "openpyxl", folder / f"{size}.xlsm", folder / f"{size}_first.plan", folder / "openpyxl.xlsm")
    found = json.loads(ran.output)
    customers, lines = SIZES[size]
    print(
        f"openpyxl, load, the same cells, save, {customers:,} × {lines:,}: {found['seconds']:.1f} s clock,"
        f" {found['cpu']:.1f} s processor, {found['MB']:.0f} MB; a refresh, all of it, is so many times faster:"
    )
    for what, one in mine.items():
        by_clock, by_processor = found["seconds"] / one.clock, found["cpu"] / one.processor
        print(f"{what}: {by_clock:.1f} by the clock, {by_processor:.1f} by processor time.")


def beside_formulas(size: str, folder: Path, mine: Run) -> None:
    """The same statistics as formulas."""
    from bench.refresh_formulas import measured

    customers, lines = SIZES[size]
    found = measured(customers, lines, folder)
    if found:
        print(
            f"LibreOffice, COUNTIFS, SUMIFS, MINIFS, MAXIFS, {customers:,} × {lines:,}: {found['with']:.2f} s"
            f" start to exit, {found['without']:.2f} s without the formulas; refresh, all of it, {mine.clock:.2f} s."
        )


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--sizes", default="small,medium,large")
    given.add_argument("--runs", type=int, default=3)
    given.add_argument("--keep", type=Path, help="keep the books there and use them again")
    given.add_argument("--openpyxl", default="small", help="the size for openpyxl (small, medium, large, none)")
    given.add_argument("--formulas", default="small", help="the size for LibreOffice's formulas (small, medium, none)")
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        names = ("xlwings", "pandas", "pyarrow", "fastexcel", "isal", "openpyxl")
        print(f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()},")
        print(", ".join(f"{name} {version(name)}" for name in names) + f"; load {os.getloadavg()[0]:.1f}\n")
        print(
            "| customers × lines | refresh | clock s | processor s | peak MB | limit clock s |"
            " limit processor s (read + write) | ratio clock / processor | reading alone MB | ratio |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        found = {size: measure(size, folder, options.runs) for size in ["empty", *options.sizes.split(",")]}
        print()
        start = found["empty"]["second"].processor
        for less, more in (("small", "medium"), ("medium", "large")):
            if less in found and more in found:
                for what in ("first", "second"):
                    a, b = found[less][what].processor - start, found[more][what].processor - start
                    if a < 0.5:  # as little as the start-up itself varies
                        continue
                    print(
                        f"Ten times the rows of {less}, {what}: {b / a:.1f} times the processor time beyond start-up."
                    )
        if options.openpyxl in found:
            beside_openpyxl(options.openpyxl, folder, found[options.openpyxl])
        if options.formulas in found:
            beside_formulas(options.formulas, folder, found[options.formulas]["second"])


if __name__ == "__main__":
    main()
