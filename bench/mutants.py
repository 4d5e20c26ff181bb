"""Are the tests able to fail? Changes rules and schema one place at a time and runs the tests that cover the line:

    uv run --with pytest-cov python bench/mutants.py [--number 60] [--seed 1] [--map FILE]

A mutant is one change: a comparison, a number, a truth, an and/or, an arithmetic sign, a statement or an element of a
table taken out. It is killed where a test fails, and survives where none does; survivors are printed with their place.
Ours and not mutmut or cosmic-ray: those mutate what runs inside functions, while half of this program is declarations,
which run at import. The map of who covers what is made once (pytest-cov's contexts) and may be handed on.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MUTATED = ("workbook/rules", "workbook/schema")
MOST = 60  # tests a mutant is shown to, the nearest first
SECONDS = 240  # a mutant that never ends is killed

COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of one file."""

    file: str
    line: int
    change: str
    source: str  # the whole file with the change in it
    declared: bool  # runs at import, so that no test of its own covers it


Change = tuple[ast.AST, str, object, object]
"""(node, attribute, as it is, as it becomes)"""


def changes(tree: ast.Module) -> list[Change]:
    """Every change of a module, in a fixed order; those of annotations are none."""
    typed = {id(node) for one in ast.walk(tree) for node in _annotations(one)}
    return [change for node in ast.walk(tree) if id(node) not in typed for change in _changes(node)]


def mutant(path: Path, number: int) -> Mutant:
    """The module with its change of this number."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    inside = {id(node) for one in functions for part in one.body for node in ast.walk(part)}
    node, key, old, new = changes(tree)[number]
    assert isinstance(node, ast.stmt | ast.expr)
    if isinstance(old, list) and isinstance(new, list):
        gone = next(one for one in old if all(one is not kept for kept in new))
        line, told, declared = gone.lineno, f"without {_short(gone)}", id(gone) not in inside
        setattr(node, key, new)
    else:
        line, told, declared = node.lineno, _short(node), id(node) not in inside
        setattr(node, key, new)
        told += f"  ->  {_short(node)}"
    return Mutant(path.relative_to(ROOT).as_posix(), line, told, ast.unparse(tree), declared)


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    for key in ("annotation", "returns"):
        if part := getattr(node, key, None):
            yield from ast.walk(part)


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
        yield node, "ops", None, [COMPARE[type(node.ops[0])](), *node.ops[1:]]
    elif isinstance(node, ast.BoolOp):
        yield node, "op", node.op, ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield node, "op", node.op, ARITHMETIC[type(node.op)]()
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, "value", node.value, not node.value
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield node, "value", node.value, node.value + 1
    elif (
        isinstance(node, ast.Tuple | ast.List | ast.Set)
        and len(node.elts) > 2
        and isinstance(getattr(node, "ctx", None), ast.Load)
    ):
        for at in range(len(node.elts)):
            yield node, "elts", node.elts, node.elts[:at] + node.elts[at + 1 :]
    elif isinstance(node, ast.FunctionDef | ast.For | ast.If) and len(node.body) > 1:
        for at, statement in enumerate(node.body):
            if isinstance(statement, ast.Assign | ast.AugAssign | ast.If | ast.For) or _is_call(statement):
                yield node, "body", node.body, node.body[:at] + node.body[at + 1 :]


def _is_call(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 100 else f"{text[:97]}..."


def covering(data: Path) -> dict[str, dict[int, set[str]]]:
    """File -> line -> node ids of the tests that ran it, from pytest-cov's data."""
    from coverage import CoverageData

    kept = CoverageData(str(data))
    kept.read()
    found: dict[str, dict[int, set[str]]] = {}
    for file in kept.measured_files():
        name = next((file[file.index(folder) :] for folder in MUTATED if folder in file), None)
        if name is not None:
            lines = kept.contexts_by_lineno(file)
            found[name] = {line: {test.split("|")[0] for test in tests if test} for line, tests in lines.items()}
    return found


def make_map(data: Path) -> None:
    """Run the plain tests once with contexts."""
    arguments = ["-m", "pytest", "-q", "--cov=workbook", "--cov-context=test", "--cov-report="]
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env={**os.environ, "COVERAGE_FILE": str(data)}, check=True)


def tests_of(one: Mutant, known: dict[str, dict[int, set[str]]]) -> list[str]:
    """The tests to show it to: those of its line; of a declaration its mirror's and those that hold declarations."""
    folder = f"tests/{Path(one.file).parent.relative_to('workbook').as_posix()}"
    if not one.declared:
        tests = known.get(one.file, {}).get(one.line, set())
        return sorted(tests, key=lambda test: (not test.startswith(folder), test.startswith("tests/ladder"), test))[
            :MOST
        ]
    held = ["tests/schema", "tests/build/sample", "tests/build/test_sheets.py", "tests/build/test_validation.py",
            "tests/test_coverage.py", "tests/udfs/test_declared.py", "tests/rules/test_examples.py"]  # fmt: skip
    return [*([folder] if (ROOT / folder).is_dir() and folder not in held else []), *held]


def killed(one: Mutant, tests: list[str], copy: Path) -> bool:
    """Does one of the tests fail on it?"""
    target, good = copy / one.file, (ROOT / one.file).read_bytes()
    target.write_text(one.source, "utf-8")
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests], cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_bytes(good)
    return ran.returncode in (1, 2, 3)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--map", type=Path, help="data of a run with --cov-context=test")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.map or Path(folder) / "coverage"
        if given.map is None:
            make_map(data)
        known = covering(data)
        paths = [path for place in MUTATED for path in sorted((ROOT / place).rglob("*.py"))]
        every = [(path, n) for path in paths for n in range(len(changes(ast.parse(path.read_text("utf-8")))))]
        chosen = random.Random(given.seed).sample(every, min(given.number, len(every)))
        copy = Path(folder) / "checkout"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        )
        dead = 0
        for at, (path, number) in enumerate(chosen, 1):
            one = mutant(path, number)
            tests = tests_of(one, known)
            gone = bool(tests) and killed(one, tests, copy)
            dead += gone
            word = "killed" if gone else "SURVIVED" if tests else "UNCOVERED"
            print(f"{at:3d} {word:9s} {one.file}:{one.line}  {one.change}", flush=True)
        print(
            f"{dead} of {len(chosen)} killed ({dead / len(chosen):.0%}); {len(every):,} mutants in all",
            f"seed {given.seed}",
        )


if __name__ == "__main__":
    main()
