"""docs/exports.md: its table says what is made of the exports that the tests build."""

from __future__ import annotations

import os
from pathlib import Path

from tests.macros.program_exports import page_rows

PAGE = Path(__file__).resolve().parents[3] / "docs" / "exports.md"
BEGIN, END = "<!-- table: written by workbook.regenerate -->", "<!-- end of table -->"


def test_the_page_says_what_is_recognised() -> None:
    """Row by row; workbook.regenerate writes it."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    old, _, tail = rest.partition(END)
    table = "\n" + "\n".join(page_rows()) + "\n"
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        PAGE.write_text(head + BEGIN + table + END + tail, encoding="utf-8")
        return
    assert old == table
