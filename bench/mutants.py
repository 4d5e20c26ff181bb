"""Are the tests able to fail? Changes rules and schema one place at a time and runs the tests that cover the line:

    uv run --with pytest-cov python bench/mutants.py [--number 100] [--seed 1] [--map FILE] [--jobs 2]

A mutant is one change (bench/mutants_changes.py): it is killed where a test fails, survives where none does, and is
printed then with its place. Those that change nothing anybody could see are argued one by one in
bench/mutants_equivalent.txt and counted apart.

Ours and not mutmut or cosmic-ray: those mutate what runs inside functions, while half of this program is declarations,
which run at import. The map of who covers what is made once, in a copy of the checkout, and may be kept with --map.
Quick, because the libraries are loaded once: each mutant is a fork of that process, with the changed module in a copy
of the checkout, and meets the tests of its mirror and the shortest first.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import mutants_changes
from mutants_changes import Change

ROOT = Path(__file__).resolve().parents[1]
MUTATED = ("workbook/rules", "workbook/schema")
SHOWN = ("tests",)
"""The tests that are shown: the plain ones, those beside rules and schema first, whole commands on whole books last."""
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
SECONDS = 60  # that a mutant is shown tests
NEVER_ENDS = 150  # a mutant still running then is killed
MOST = 400  # tests it is shown
LIBRARIES = (
    "pytest", "hypothesis", "pandas", "pyarrow.compute", "pyarrow.csv", "openpyxl", "xlwings", "lxml.etree", "narwhals",
    "rapidfuzz.process", "phonenumbers", "stdnum.cn.uscc", "lunar_python", "zhconv", "pypinyin", "fastexcel",
    "isal.igzip", "python_calamine", "charset_normalizer", "rich.progress", "duckdb", "polars", "pyopenvba",
)  # fmt: skip
SCHEMA = "workbook/schema"
PAGE = "tests/test_reference.py"
HELD = (
    "tests/schema/", "tests/udfs/test_declared.py", "tests/build/sample/", "tests/rules/test_examples.py",
    "tests/rules/importing/", "tests/rules/check/", "tests/rules/cleaning/test_headers.py",
)  # fmt: skip
"""Tests of declarations: what stands in the book, and what recognises, checks and imports by it."""


@dataclass
class Known:
    """What the map tells: who runs a line, how long each test takes, what each function of rules is called by."""

    lines: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


# -- the map ----------------------------------------------------------------------------------------------------------


def make_map(file: Path) -> None:
    """Run the plain tests once, in a copy, with contexts; keep who runs which line and how long each takes."""
    with tempfile.TemporaryDirectory() as folder:
        copy, data = copied(Path(folder) / "checkout"), Path(folder) / "coverage"
        took = Path(folder) / "took.xml"
        arguments = [*(f"--cov={place}" for place in MUTATED), "--cov-context=test", "--cov-report="]
        arguments += [f"--junitxml={took}", *SHOWN]
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", *arguments], cwd=copy, check=False,
            env={**os.environ, "COVERAGE_FILE": str(data), "PYTHONPATH": str(copy)},
        )  # fmt: skip
        file.write_text(json.dumps(mapped(data, took)), "utf-8")


def mapped(data: Path, took: Path) -> dict[str, Any]:
    """The map from pytest-cov's data and pytest's times; a test that fails on the program as it is kills nothing."""
    from xml.etree import ElementTree

    from coverage import CoverageData

    kept = CoverageData(str(data))
    kept.read()
    lines: dict[str, dict[int, list[str]]] = {}
    for measured in kept.measured_files():
        name = next((measured[measured.rindex(folder) :] for folder in MUTATED if folder in measured), None)
        if name is not None:
            by_line = kept.contexts_by_lineno(measured)
            lines[name] = {
                at: sorted({one.rpartition("|")[0] for one in tests if one}) for at, tests in by_line.items()
            }
    seconds = {}
    for case in ElementTree.parse(took).iter("testcase"):
        place = (case.get("classname") or "").replace(".", "/") + ".py"
        if case.find("failure") is None and case.find("error") is None:
            seconds[f"{place}::{case.get('name')}"] = float(case.get("time") or 0)
        else:
            print(f"fails without a mutant: {place}::{case.get('name')}", flush=True)
    lines = {file: {at: [t for t in tests if t in seconds] for at, tests in of.items()} for file, of in lines.items()}
    return {"lines": lines, "seconds": seconds}


def known_from(file: Path) -> Known:
    """The map as it was kept."""
    kept = json.loads(file.read_text("utf-8"))
    lines = {name: {int(at): tests for at, tests in found.items()} for name, found in kept["lines"].items()}
    return Known(lines, kept["seconds"])


def copied(to: Path) -> Path:
    """A copy of the checkout, at a place of its own."""
    left_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "pictures", "*.lock")
    return Path(shutil.copytree(ROOT, to, ignore=left_out))


# -- which tests ------------------------------------------------------------------------------------------------------


def tests_of(file: str, one: Change, known: Known) -> list[str]:
    """The tests to show it to, the nearest and shortest first: those that run its line; of a declaration those that
    run a function which names it, those that hold declarations, and those that speak of it."""
    folder = Path(file).parent.relative_to("workbook").as_posix()
    mirror = f"tests/{folder}/test_{Path(file).stem}"
    if one.scope:
        lines = known.lines.get(file, {})
        found = set(lines.get(one.line, ()))
        if not found:
            found = {test for at in range(one.lines[0], one.lines[1] + 1) for test in lines.get(at, ())}
    else:
        found = set()
    if not found:  # it runs at import
        found = _of_declaration(file, one, known)
    # What a cache remembered from an earlier test was not run again by the tests of its own.
    found |= {test for test in known.seconds if test.startswith(f"{mirror}.py")}
    if file.startswith(SCHEMA):
        found |= {test for test in known.seconds if test.startswith(PAGE)}

    def nearness(test: str) -> tuple[bool | float | str, ...]:
        seconds = known.seconds[test]
        near = (test.startswith(mirror), test.startswith(f"tests/{folder}/"), test.startswith("tests/rules/"))
        return (not test.startswith(PAGE), seconds > 3, *(not one for one in near), seconds, test)

    return sorted((test for test in found if test in known.seconds), key=nearness)[:MOST]


def _of_declaration(file: str, one: Change, known: Known) -> set[str]:
    found: set[str] = set()
    names = {*one.names}
    while more := {made for name in names for made in _made_of(file).get(name, ())} - names:
        names |= more
    for name in names:
        for place, functions in _readers().items():
            for at in functions.get(name, ()):
                found.update(known.lines.get(place, {}).get(at, ()))
    if file.startswith(SCHEMA) or not found:
        spoken = [name for name in one.names if len(name) > 3]
        files = {test.partition("::")[0] for test in known.seconds}
        speak = {test for test in files if any(name in _text_of(test) for name in spoken)}
        found |= {t for t in known.seconds if t.startswith(HELD) or t.partition("::")[0] in speak}
    return found


@cache
def _made_of(file: str) -> dict[str, set[str]]:
    """Name -> the names of the module that are made of it at import."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in ast.parse((ROOT / file).read_text("utf-8")).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for node in ast.walk(statement):
                if isinstance(node, ast.Name):
                    found[node.id] |= {one.id for one in targets if isinstance(one, ast.Name)}
    return found


@cache
def _text_of(test: str) -> str:
    path = ROOT / test
    return path.read_text("utf-8") if path.exists() else ""


@cache
def _readers() -> dict[str, dict[str, list[int]]]:
    """File -> name -> first lines of the statements in functions that name it, alone or as module.NAME."""
    found: dict[str, dict[str, list[int]]] = {}
    for place in MUTATED:
        for path in sorted((ROOT / place).rglob("*.py")):
            by_name: dict[str, list[int]] = defaultdict(list)
            for function in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(function, ast.FunctionDef):
                    by_name[function.name] += [one.lineno for one in function.body]
                    for node in ast.walk(function):
                        if isinstance(node, ast.Name | ast.Attribute):
                            by_name[node.id if isinstance(node, ast.Name) else node.attr].append(node.lineno)
            found[path.relative_to(ROOT).as_posix()] = by_name
    return found


# -- one mutant -------------------------------------------------------------------------------------------------------


class InOrder:
    """Runs the tests in the order given, and no longer than the time it is shown."""

    def __init__(self, order: list[str], until: float) -> None:
        self.order = {test: at for at, test in enumerate(order)}
        self.until = until
        self.failed = ""
        self.stopped = False

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items.sort(key=lambda item: self.order.get(item.nodeid, len(self.order)))

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtest_setup(self, item: Any) -> None:
        if time.monotonic() > self.until:
            self.stopped = True
            item.session.shouldstop = "time is over"


def child(copy: Path, tests: list[str], told: Path) -> None:
    """In the fork: run the tests on what stands in the copy; the answer is written to a file."""
    os.setsid()
    out = os.open(told.with_suffix(".out"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.chdir(copy)
    sys.path[:] = [str(copy), *(one for one in sys.path if Path(one).resolve() not in (ROOT, ROOT / "bench"))]
    sys.dont_write_bytecode = True
    os.environ |= {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    import pytest

    plugin, code = InOrder(tests, time.monotonic() + SECONDS), 0
    options = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=line", "-W", "ignore"]
    options.append(f"--basetemp={copy.with_suffix('.tmp')}")
    try:
        for few in (tests[:12], tests[12:60], tests[60:]):  # to collect all before the first runs would take longest
            if few and not plugin.stopped and code in (0, 5):
                code = int(pytest.main([*options, *few], plugins=[plugin]))
    except BaseException:
        code = 3
    told.write_text(json.dumps({"code": 0 if plugin.stopped else code, "by": plugin.failed}), "utf-8")
    sys.stdout.flush()
    os._exit(0)


@dataclass
class Slot:
    """A copy of the checkout, and the mutant that runs in it."""

    copy: Path
    pid: int = 0
    since: float = 0.0
    file: str = ""
    stamp: tuple[float, float] = (0.0, 0.0)
    change: Change | None = None

    @property
    def told(self) -> Path:
        return self.copy.with_suffix(".json")

    def start(self, file: str, one: Change, tests: list[str]) -> None:
        target = self.copy / file
        stat = target.stat()
        self.file, self.change, self.stamp, self.since = file, one, (stat.st_atime, stat.st_mtime), time.monotonic()
        target.write_text(one.source, "utf-8")
        self.told.unlink(missing_ok=True)
        self.pid = os.fork()
        if not self.pid:
            child(self.copy, tests, self.told)

    def ended(self) -> dict[str, Any] | None:
        """What came of it; None while it runs."""
        done, _ = os.waitpid(self.pid, os.WNOHANG)
        if not done:
            if time.monotonic() - self.since < NEVER_ENDS:
                return None
            os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        target = self.copy / self.file
        target.write_bytes((ROOT / self.file).read_bytes())
        os.utime(target, self.stamp)  # its compiled form is good again
        self.pid = 0
        if not self.told.exists():
            return {"code": 9, "by": "" if done else "it never ends"}
        told: dict[str, Any] = json.loads(self.told.read_text("utf-8"))
        return told


# -- all of them ------------------------------------------------------------------------------------------------------


def drawn(seed: int, number: int) -> list[tuple[str, int]]:
    """Files and numbers of changes, each as likely as any other."""
    every: list[tuple[str, int]] = []
    for place in MUTATED:
        for path in sorted((ROOT / place).rglob("*.py")):
            many = len(mutants_changes.kinds(path, schema=place == SCHEMA))
            every += [(path.relative_to(ROOT).as_posix(), at) for at in range(many)]
    print(f"{len(every):,} mutants in all", flush=True)
    return random.Random(seed).sample(every, min(number, len(every)))


def equivalents() -> dict[str, str]:
    """Changes that nobody could see, each with its reason: "file | scope | change" -> why."""
    if not EQUIVALENT.exists():
        return {}
    blocks = re.split(r"\n\s*\n", EQUIVALENT.read_text("utf-8"))
    parted = [block.strip().partition("\n") for block in blocks if " | " in block]
    return {head: " ".join(why.split()) for head, _, why in parted}


def named(file: str, one: Change) -> str:
    """How a change is named where it is argued: no line numbers, which move."""
    return f"{file} | {one.scope or 'declared'} | {one.told}"


def run(chosen: Iterable[tuple[str, int]], known: Known, jobs: int, folder: Path) -> Counter[str]:
    """Show each mutant its tests; say what came of it."""
    argued = equivalents()
    slots = [Slot(copied(folder / f"checkout{at}")) for at in range(jobs)]
    for slot in slots:
        subprocess.run([sys.executable, "-m", "compileall", "-q", slot.copy], check=False, stdout=subprocess.DEVNULL)
    waiting, found, total = list(chosen)[::-1], Counter[str](), Counter[str]()

    def say(word: str, file: str, one: Change, beside: str) -> None:
        found[word] += 1
        total[one.kind] += 1
        if word == "SURVIVED":
            found[f"survived: {one.kind}"] += 1
        place = f"{file}:{one.line} [{one.kind}] in {one.scope or 'declared'}"
        print(f"{sum(total.values()):3d} {word:10s} {place}  {one.told}   {beside}", flush=True)

    while waiting or any(slot.pid for slot in slots):
        for slot in slots:
            if slot.pid and (ended := slot.ended()) is not None and slot.change is not None:
                gone = ended["code"] not in (0, 5)
                word = "killed" if gone else "equivalent" if named(slot.file, slot.change) in argued else "SURVIVED"
                say(word, slot.file, slot.change, f"{time.monotonic() - slot.since:.0f}s {ended['by']}")
            while not slot.pid and waiting:
                file, at = waiting.pop()
                one = mutants_changes.change(ROOT / file, at, schema=file.startswith(SCHEMA))
                if tests := tests_of(file, one, known):
                    slot.start(file, one, tests)
                else:
                    say("equivalent" if named(file, one) in argued else "SURVIVED", file, one, "no test runs it")
        time.sleep(0.02)
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--map", type=Path, help="where the map is kept; made where it is not there")
    parser.add_argument("--without", default="?", help="tests of this file or folder are not run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        kept = given.map or Path(folder) / "map.json"
        if not kept.exists():
            make_map(kept)
        known = known_from(kept)
        known.seconds = {test: took for test, took in known.seconds.items() if not test.startswith(given.without)}
        chosen = drawn(given.seed, given.number)
        for library in LIBRARIES:
            __import__(library)
        gc.freeze()
        print(f"seed {given.seed}: the map and the libraries took {time.monotonic() - start:.0f} s", flush=True)
        start = time.monotonic()
        found = run(chosen, known, given.jobs, Path(folder))
    alive, same = found["SURVIVED"], found["equivalent"]
    print(
        f"seed {given.seed}: {found['killed']} of {len(chosen) - same} killed "
        f"({found['killed'] / max(1, len(chosen) - same):.0%}), {same} equivalent, {alive} survived, "
        f"{time.monotonic() - start:.0f} s"
    )
    print(*(f"  {word}: {many}" for word, many in sorted(found.items()) if word.startswith("survived")), sep="\n")


if __name__ == "__main__":
    main()
