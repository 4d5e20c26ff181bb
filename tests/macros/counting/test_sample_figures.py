"""What the program works out of its sample: every figure, grade, sentence and reminder, as text that people can read.

A rule that comes out otherwise, anywhere, is seen here and approved; python -m workbook.regenerate writes the text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from workbook import engine, schema, tables
from workbook.schema.model import Kind, Table

GOLDEN = Path(__file__).with_name("golden") / "sample_figures.txt"


def _worked_out(table: Table) -> list[str]:
    """Columns of a result; of a table that users fill those that commands work out, beside its number."""
    shown = [one for one in table.fields if one.kind is not Kind.ROW_ID and one.shows is None]
    return [one.key for one in shown if table.result or one.computed or one.key == table.key]


def _figures(path: Path) -> Iterator[str]:
    with engine.open_book(path, read_only=True) as book:
        for table in schema.TABLES:
            keys = _worked_out(table)
            if set(keys) - {table.key, "check"}:
                frame = tables.read(book, table).frame[keys]
                yield f"# {table.label.zh} {table.name}: {len(frame)}"
                yield from frame.to_csv(index=False, sep="\t", float_format="%.10g", lineterminator="\n").splitlines()
                yield ""


def test_the_figures_of_the_sample_are_those_on_file(sample_book: Callable[[str], Path]) -> None:
    """After refresh, check and analyse, as the shipped book holds them."""
    figures = list(_figures(sample_book("zh")))
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        GOLDEN.write_text("\n".join(figures) + "\n", "utf-8", newline="\n")
    assert figures == GOLDEN.read_text("utf-8").split("\n")[:-1]
