"""A small open book for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.conformance.small_book import small_book
from workbook import engine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three sheets; a table of two rows on the second."""
    return small_book(tmp_path / "book.xlsx")


@pytest.fixture
def book(path: Path) -> Iterator[xw.Book]:
    """The book, open in the engine."""
    with engine.open_book(path) as opened:
        yield opened


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    """The empty third sheet."""
    return book.sheets["Third"]
