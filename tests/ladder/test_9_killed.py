"""Rung 9, killed commands: a process that writes the book is ended by force at twenty-eight moments.

Proves: the book is the old one or the new one, whole, and the next command works. Cannot: a power cut, where the disk
loses what the system had taken for written.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from macros.hosts.command_line import main
from tests.conftest import ROOT
from tests.macros.lead_lists import PROGRAMS, cells
from tests.macros.making.conftest import unpacked
from tests.package_checks import faults
from workbook import engine, schema, tables

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")

COMMANDS: dict[str, tuple[int, tuple[str, ...]]] = {
    "load": (7, ("orders.csv", "--table", "transactions")),
    "refresh": (7, ("--as-of", "2026-09-01")),
    "merge": (6, ("C00001", "C00002")),
    "upgrade": (8, ()),
}
"""Commands that write: how often they are killed, and what they are given."""

LOADED_AND_WAITING = """
import sys
import macros.counting.refresh, macros.files.load, macros.keeping.merge, macros.making.upgrade
from macros.cli import run
print("ready", flush=True)
sys.stdin.readline()
run()
"""


@pytest.fixture
def book(sample_zh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, with a file to load beside it and its backups in a folder that can be watched."""
    monkeypatch.setenv("CUSTOMER_BOOK_BACKUPS", str(tmp_path / "backups"))
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "orders.csv").write_text("日期,客户编号,产品,金额\n2026-06-29,C00001,地插,30\n", "utf-8")
    return Path(shutil.copy(sample_zh, folder / "book.xlsm"))


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_killed_command_leaves_the_old_book_or_the_new_one(verb: str, book: Path) -> None:
    """At seeded moments of the whole command, and at more of its save, which begins with a backup."""
    if verb == "upgrade":
        unpacked("1_filled", book)
        with engine.open_book(book) as opened:
            tables.set_name(opened, "set_as_of", dt.date(2026, 7, 1))
            opened.save()
    rng, old = random.Random(verb), book.read_bytes()
    before = {} if verb == "upgrade" else contents(book)
    until_save, until_end = killed(verb, book)
    after = contents(book)
    assert after != before
    found = []
    for at in range(COMMANDS[verb][0]):
        book.write_bytes(old)
        if at % 2:
            killed(verb, book, after_backup=rng.uniform(0, 1.2) * (until_end - until_save))
        else:
            killed(verb, book, after_start=rng.uniform(0, 1) * until_end)
        if book.read_bytes() == old:
            found.append("old")
            continue
        assert faults(book) == set()
        assert contents(book) == after
        found.append("new")
    assert "old" in found
    book.write_bytes(old)
    assert main([verb, str(book), *(str(book.with_name(one)) if "." in one else one for one in COMMANDS[verb][1])]) == 0
    assert contents(book) == after
    assert sorted(path.name for path in book.parent.iterdir()) == ["book.xlsm", "orders.csv"]


def killed(
    verb: str, book: Path, after_start: float | None = None, after_backup: float | None = None
) -> tuple[float, float]:
    """Run a command in a process of its own, and kill it so many seconds after its start, or after its backup stands
    there; seconds from the start to the backup, and to the end."""
    folder = Path(os.environ["CUSTOMER_BOOK_BACKUPS"])
    shutil.rmtree(folder, ignore_errors=True)
    process = subprocess.Popen(
        [sys.executable, "-c", LOADED_AND_WAITING, verb, str(book), *COMMANDS[verb][1]],
        cwd=book.parent, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("\n")
        process.stdin.flush()
        start = time.monotonic()
        if after_start is not None:
            time.sleep(after_start)
            process.kill()
        while process.poll() is None and not any(folder.rglob("*.xlsm")):
            time.sleep(0.002)
        saving = time.monotonic()
        if after_backup is not None:
            time.sleep(after_backup)
            process.kill()
        said = process.communicate(timeout=120)
        assert process.returncode == 0 or (process.returncode < 0 and (after_start, after_backup) != (None, None)), said
    finally:
        process.kill()
        process.wait()
    return saving - start, time.monotonic() - start


def contents(book: Path) -> dict[str, list[dict[str, object]]]:
    """Every cell of every table, but for what the program keeps for itself and identifiers drawn by lot."""
    with engine.open_book(book, read_only=True) as opened:
        found = cells(opened)
    hidden = {schema.table("tblCustomers")["row_id"].label["zh"]}
    return {
        name: [{header: value for header, value in row.items() if header not in hidden} for row in rows]
        for name, rows in found.items()
        if name not in PROGRAMS
    }
