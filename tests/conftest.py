"""What every test may use: a home folder of its own, fresh books, the public data where it is at hand."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

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


@pytest.fixture(scope="session")
def _books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One book of each sort, built once: built anew they would take most of the suite's time."""
    from macros.making.new import build

    folder = tmp_path_factory.mktemp("books")
    for lang in ("zh", "en"):
        build(folder / f"empty_{lang}.xlsm", lang, sample=False)
        build(folder / f"sample_{lang}.xlsm", lang, sample=True)
    return folder


@pytest.fixture
def empty_en(_books: Path, tmp_path: Path) -> Path:
    """A new English book of the test's own."""
    return Path(shutil.copy(_books / "empty_en.xlsm", tmp_path / "book.xlsm"))


@pytest.fixture
def empty_zh(_books: Path, tmp_path: Path) -> Path:
    """A new Chinese book of the test's own."""
    return Path(shutil.copy(_books / "empty_zh.xlsm", tmp_path / "book.xlsm"))


@pytest.fixture
def sample_en(_books: Path, tmp_path: Path) -> Path:
    """The English sample, a copy of the test's own."""
    return Path(shutil.copy(_books / "sample_en.xlsm", tmp_path / "sample.xlsm"))


@pytest.fixture
def sample_zh(_books: Path, tmp_path: Path) -> Path:
    """The Chinese sample, a copy of the test's own."""
    return Path(shutil.copy(_books / "sample_zh.xlsm", tmp_path / "sample.xlsm"))
