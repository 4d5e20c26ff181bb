"""docs/reference.md: what is declared of the book, as its readers see it."""

from __future__ import annotations

from docs.reference import PAGE, page


def test_the_page_says_what_is_declared() -> None:
    """A limit, a header, a list's value or a default that changes is seen here; python -m workbook.regenerate writes
    the page anew."""
    assert page().splitlines() == PAGE.read_text("utf-8").splitlines()
