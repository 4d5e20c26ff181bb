"""Books of earlier versions, as they were made then (`tests/books`), and one of them brought up."""

from __future__ import annotations

import datetime as dt
import lzma
from pathlib import Path
from typing import Any

import pytest

BOOKS = Path(__file__).parents[2] / "books"
DAY = dt.date(2026, 6, 30)
NOW = dt.datetime(2026, 7, 1, 8, 30)


def unpacked(name: str, to: Path) -> Path:
    """A kept book as a file of the test's own."""
    to.write_bytes(lzma.decompress((BOOKS / f"{name}.xlsm.xz").read_bytes()))
    return to


def brought_up(name: str, to: Path) -> list[str]:
    """Bring a kept book up; what is said of it."""
    from macros.making.upgrade import upgrade
    from workbook import engine

    unpacked(name, to)
    with engine.open_book(to) as book:
        report = upgrade(book, as_of=DAY, now=NOW)
        book.save()
    return [line.en for line in report.lines]


@pytest.fixture
def filled_book(tmp_path: Path) -> Path:
    """The book of version 1 with three customers, three orders, and a user's own column, column of formulas, header,
    colour, words beside a table, value of a list, name, sheet with formulas, picture and pivot table, module and code
    behind a sheet: a copy of the test's own."""
    return unpacked("1_filled", tmp_path / "book.xlsm")


@pytest.fixture(scope="session")
def upgraded(shared: Any) -> Path:
    """That book brought up; only for reading."""
    found: Path = shared("filled_upgraded.xlsm", lambda path: brought_up("1_filled", path))
    return found
