"""The sample with copies of two salespersons, made once a run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.sharing.share import share
from tests.macros.lead_lists import opened
from tests.macros.sharing.copies import NOW
from workbook.build.sample import SAMPLE_AS_OF


@pytest.fixture
def handed(shared: Any, sample_book: Callable[[str], Path], tmp_path: Path) -> Path:
    """A folder with the sample (book.xlsm), and the copies of Zhao and Lin."""

    def make(folder: Path) -> None:
        folder.mkdir()
        shutil.copy(sample_book("zh"), folder / "book.xlsm")
        with opened(folder / "book.xlsm") as book:
            for key in ("zhao", "lin"):
                share(book, owner=key, to=folder / key, now=NOW, as_of=SAMPLE_AS_OF)
        for key in ("zhao", "lin"):
            (made,) = (folder / key).glob("*.xlsm")
            made.rename(folder / f"{key}.xlsm")
            (folder / key).rmdir()

    return Path(shutil.copytree(shared("handed_out", make), tmp_path / "handed"))
