"""Write everything that is generated anew: python -m workbook.regenerate [--check] [--pictures].

One command after any change of the schema, the sample, a rule or a sentence. With --check nothing is touched: the steps
run in a copy of the checkout, and what would differ is named; exit 1. Each step is a process of its own, so that this
module imports nothing above it. What a step needs and does not find (public data, LibreOffice) is said, and the step is
left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "dist", "*.lock"
)


@dataclass(frozen=True)
class Step:
    """One part of what is generated."""

    name: str
    arguments: tuple[str, ...]  # of the Python interpreter, in the checkout
    writes: tuple[str, ...]  # globs of the files it makes
    lacks: Callable[[], str | None] = lambda: None  # what is not there for it
    pictures: bool = False


def _no_pytest() -> str | None:
    return None if importlib.util.find_spec("pytest") else "pytest is not installed (uv sync)"


def _no_office() -> str | None:
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        return "LibreOffice is not installed"
    return None if shutil.which("pdftoppm") else "pdftoppm is not installed (poppler-utils)"


STEPS: tuple[Step, ...] = (
    Step("VBA text", ("-m", "workbook.build.vba"), ("workbook/build/vba/*.bas",)),
    Step("names of the version", ("-m", "workbook.schema.versions.today"), ("workbook/schema/versions/*.json",)),
    Step("shipped book", ("-m", "macros.making.build_shipped_book"), ("customer_book.xlsm",)),
    Step(
        "goldens, calls of books, the trace of Excel calls",
        (
            "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider",
            "tests/build/test_sheets.py::test_structure",
            "tests/macros/counting/test_sample_figures.py",
            "tests/rules/check/test_on_file.py",
            "tests/rules/cleaning/test_as_typed.py", "tests/rules/importing/test_whole_import.py",
            "tests/rules/loading/test_as_loaded.py", "tests/rules/matching/test_on_file.py",
            "tests/schema/test_as_typed.py", "tests/macros/pasting/test_exports_page.py",
            "tests/test_public_calls.py::test_what_todays_book_calls_is_kept",
            "tests/ladder/test_5_xlwings_windows.py::test_the_trace_in_the_documents_is_todays",
        ),
        ("tests/**/golden/*", "tests/public_calls.txt", "docs/excel-calls.md", "docs/exports.md"),
        _no_pytest,
    ),
    Step("reference of what is declared", ("docs/reference.py",), ("docs/reference.md",)),
    Step("what a macro author may call", ("docs/python_api.py",), ("docs/python-api.md",)),
    Step("gaps of coverage", ("docs/gaps.py",), ("docs/coverage.md",)),
    Step("members of the engine", ("docs/engine_members.py",), ("docs/engine-members.md",)),
    Step("README blocks", ("docs/generate.py",), ("README.md",)),
    Step("pictures", ("docs/render.py",), ("docs/pictures/*.png",), _no_office, pictures=True),
)  # fmt: skip
"""In the order of their dependencies: the README runs the shipped book, which holds the VBA text."""


def data_folder(root: Path) -> Path:
    """Where the public data sets are looked for."""
    return Path(os.environ.get("CUSTOMER_BOOK_DATA", root.parent / "shared" / "data"))


def run(root: Path, steps: Iterable[Step], data: Path) -> list[str]:
    """Run the steps in a checkout; the names of those that failed."""
    environment = {
        **os.environ, "PYTHONUTF8": "1", "CUSTOMER_BOOK_WRITE": "1", "CUSTOMER_BOOK_DATA": str(data),
        "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    failed = []
    for step in steps:
        if lacking := step.lacks():
            print(f"left out: {step.name}: {lacking}", flush=True)
            continue
        start = time.monotonic()
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
            [sys.executable, *step.arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        print(f"{step.name}: {time.monotonic() - start:.0f} s", flush=True)
        if done.returncode:
            failed.append(step.name)
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
    return failed


def differing(root: Path, fresh: Path, steps: Iterable[Step]) -> list[str]:
    """The files, by their place in the checkout, that differ between the two, are missing or are left over."""
    found = []
    for step in steps:
        if step.lacks():
            continue
        for pattern in step.writes:
            names = {path.relative_to(base).as_posix() for base in (root, fresh) for path in base.glob(pattern)}
            found += [name for name in sorted(names) if _bytes(root / name) != _bytes(fresh / name)]
    return found


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def main(arguments: list[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m workbook.regenerate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 and name what differs")
    parser.add_argument("--pictures", action="store_true", help="draw the pictures of the documents as well")
    given = parser.parse_args(arguments)
    if not (ROOT / "docs").is_dir():
        print("This works in a checkout of the project only.", file=sys.stderr)
        return 2
    steps = [step for step in STEPS if given.pictures or not step.pictures]
    data = data_folder(ROOT)
    if not data.is_dir():
        print(f"left out: the README block on public data: there is no {data} (set CUSTOMER_BOOK_DATA)", flush=True)
    if not given.check:
        return int(bool(run(ROOT, steps, data)))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        failed = run(copy, steps, data)
        drifted = differing(ROOT, copy, steps)
    if drifted:
        print("Not as the program makes it, run python -m workbook.regenerate:", *drifted, sep="\n  ", file=sys.stderr)
    return int(bool(failed or drifted))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
