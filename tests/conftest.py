"""What every test may use: a home folder of its own, fresh books, the public data where it is at hand.

A plain run leaves the slow tests out; which ones these are stands in pyproject.toml (`slow_tests`), and the run ends
with their number.
"""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from workbook import unforeseen

# A busy machine is no failure: examples take the time they take.
settings.register_profile("book", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("book")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the real user's configuration."""
    monkeypatch.delenv("CUSTOMER_BOOK_LANG", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp()))


@pytest.fixture(autouse=True)
def _no_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody foresaw is raised: no reader of cells leans on the net under it."""
    monkeypatch.setenv(unforeseen.RAISES, "1")


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder with the public data sets; skips where it is absent."""
    folder = Path(os.environ.get("CUSTOMER_BOOK_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the public data sets are not at hand (set CUSTOMER_BOOK_DATA to their folder)")
    return folder


Shared = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Something that is made once a run, whoever needs it first, in a folder that all workers share; only for reading.

    `shared(name, make)` gives the path of that name; `make` is given the path to write.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)

    def once(name: str, make: Callable[[Path], None]) -> Path:
        made, begun, failed = folder / name, folder / f"{name}.begun", folder / f"{name}.failed"
        try:
            begun.mkdir()
        except FileExistsError:
            patience = time.monotonic() + 600
            while not made.exists():  # another worker is at it
                assert not failed.exists(), f"another worker could not make {name}"
                assert time.monotonic() < patience, f"another worker began to make {name} and never ended"
                time.sleep(0.05)
            return made
        try:
            unfinished = begun / name
            make(unfinished)
            unfinished.rename(made)
        except BaseException:
            failed.touch()
            raise
        return made

    return once


@pytest.fixture(scope="session")
def sample_book(shared: Shared) -> Callable[[str], Path]:
    """The sample in a language, with every result worked out; only for reading."""
    return lambda lang: shared(f"sample_{lang}.xlsm", lambda path: _build(path, lang, sample=True))


@pytest.fixture(scope="session")
def empty_book(shared: Shared) -> Callable[[str], Path]:
    """A new book in a language; only for reading."""
    return lambda lang: shared(f"empty_{lang}.xlsm", lambda path: _build(path, lang, sample=False))


def _build(path: Path, lang: Any, *, sample: bool) -> None:
    from macros.making.new import build

    build(path, lang, sample=sample)


@pytest.fixture
def empty_en(empty_book: Callable[[str], Path], tmp_path: Path) -> Path:
    """A new English book of the test's own."""
    return Path(shutil.copy(empty_book("en"), tmp_path / "book.xlsm"))


@pytest.fixture
def empty_zh(empty_book: Callable[[str], Path], tmp_path: Path) -> Path:
    """A new Chinese book of the test's own."""
    return Path(shutil.copy(empty_book("zh"), tmp_path / "book.xlsm"))


@pytest.fixture
def sample_en(sample_book: Callable[[str], Path], tmp_path: Path) -> Path:
    """The English sample, a copy of the test's own."""
    return Path(shutil.copy(sample_book("en"), tmp_path / "sample.xlsm"))


@pytest.fixture
def sample_zh(sample_book: Callable[[str], Path], tmp_path: Path) -> Path:
    """The Chinese sample, a copy of the test's own."""
    return Path(shutil.copy(sample_book("zh"), tmp_path / "sample.xlsm"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """--slow, and the list of slow tests in pyproject.toml."""
    parser.addoption("--slow", action="store_true", help="run the slow tests too; -m slow runs only them")
    parser.addini("slow_tests", "files or tests that a plain run leaves out", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Whoever has time for the slow tests has it for as many examples as CI tries (tests/fuzzing.py)."""
    if slow_are_asked_for(config):
        os.environ.setdefault("EXAMPLES", "1000")
    from tests.fuzzing import tries

    settings.register_profile("book", settings.get_profile("book"), max_examples=tries(100))
    settings.load_profile("book")


def pytest_collection_finish() -> None:
    """The libraries and the tests themselves are no garbage: they are not looked through again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def slow_are_asked_for(config: pytest.Config) -> bool:
    """By --slow, or by marks (`-m slow`; not by `-m "not slow"`)."""
    marks = config.getoption("-m")
    return config.getoption("--slow") or ("slow" in marks and "not slow" not in marks)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the slow tests; leave them out unless they are asked for by --slow, by -m, or by their name."""
    slow: list[str] = config.getini("slow_tests")
    named = [str(argument).replace(os.sep, "/").partition("::")[0] for argument in config.invocation_params.args]
    left: list[pytest.Item] = []
    kept: list[pytest.Item] = []
    for item in items:
        if not is_slow(item.nodeid, slow):
            kept.append(item)
            continue
        item.add_marker(pytest.mark.slow)
        asked = slow_are_asked_for(config)
        by_name = any(name.endswith(".py") and item.path.as_posix().endswith(name) for name in named)
        (kept if asked or by_name else left).append(item)
    items[:] = kept
    config.stash[LEFT_OUT] = len(left)
    if left:
        config.hook.pytest_deselected(items=left)


def is_slow(nodeid: str, slow: list[str]) -> bool:
    """Does the list name this test, with or without its parameters, its file or its folder?"""
    test = nodeid.partition("[")[0]
    return any(one in (test, nodeid) or test.startswith((f"{one}::", f"{one}/")) for one in slow)


LEFT_OUT = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells how many it left out; each leaves out the same."""
    if output := getattr(session.config, "workeroutput", None):
        output["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker told."""
    told = getattr(node, "workeroutput", {}).get("left_out", 0)
    node.config.stash[LEFT_OUT] = max(told, node.config.stash.get(LEFT_OUT, 0))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """What a plain run did not run."""
    if left := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{left} slow tests were left out; uv run pytest --slow runs them too.")
