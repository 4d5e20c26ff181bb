"""The verification ladder works on the book as it ships, in both languages."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from pyopenvba import ExcelFile

from tests.ladder.commands import lines, prepare
from tests.ladder.excel_clicks import Condition, Excel, Told
from workbook.build.pack import read_parts

Office = Callable[..., "subprocess.CompletedProcess[str]"]
WithModules = Callable[..., Path]
Clicks = Callable[..., Told]


@pytest.fixture(scope="session", params=["zh", "en"])
def shipped(request: pytest.FixtureRequest, sample_book: Callable[[str], Path]) -> Path:
    """The sample book in one language; only for reading."""
    return sample_book(request.param)


@pytest.fixture(scope="session")
def sample(sample_book: Callable[[str], Path]) -> Path:
    """The Chinese sample book, for rungs that one language is enough for; only for reading."""
    return sample_book("zh")


@pytest.fixture(scope="session")
def excel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Excel]:
    """A pretended Excel that runs as long as the tests do; every click opens the book anew."""
    running = Excel(tmp_path_factory.mktemp("excel"))
    yield running
    running.quit()


@pytest.fixture(scope="session")
def prepared(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample book with troubles in it; only for reading."""
    return prepare(sample, tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def clicks(prepared: Path, excel: Excel) -> Clicks:
    """What a story does to the prepared book in these conditions."""

    def of(story: str, *conditions: Condition) -> Told:
        told = excel.click(prepared, *lines(story, prepared.with_name("orders.csv")), conditions=conditions)
        assert told.log == "", told.log
        assert told.refused == []
        assert told.read_as_other == []
        return told

    return of


@pytest.fixture(scope="session")
def plainly(clicks: Clicks) -> Callable[[str], Told]:
    """What a story does without any condition; each is done once."""
    return cache(clicks)


@pytest.fixture(scope="session")
def parts(shipped: Path) -> dict[str, bytes]:
    """Every part of the shipped book."""
    return read_parts(shipped)


@pytest.fixture
def with_modules(tmp_path: Path) -> WithModules:
    """Makes a copy of a book with some VBA modules' code replaced and others added (LF text)."""

    def make(book: Path, replaced: Mapping[str, str] | None = None, added: Mapping[str, str] | None = None) -> Path:
        out = tmp_path / f"{uuid.uuid4().hex}.xlsm"
        with ExcelFile(book) as file:
            project = file.vba_project()
            for name, source in (replaced or {}).items():
                project.get_module(name).body = source.replace("\n", "\r\n")
            for name, source in (added or {}).items():
                project.add_module(name, source.replace("\n", "\r\n"))
            file.save(out)
        return out

    return make


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's command. Where there is none the test is skipped; in CI that fails."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing, and in CI no rung may be skipped")
        pytest.skip("needs LibreOffice")
    return found


@pytest.fixture
def office(soffice: str, tmp_path: Path) -> Office:
    """Runs LibreOffice without a window and with a profile of its own."""

    def run(*arguments: str | Path, timeout: float = 180) -> subprocess.CompletedProcess[str]:
        profile = (tmp_path / "office-profile").as_uri()
        command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=True)

    return run
