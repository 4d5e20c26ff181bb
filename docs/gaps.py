"""The gaps of coverage.md, found out afresh: `python docs/gaps.py` rewrites the section "Gaps" in place, and so does
`python -m workbook.regenerate`.

A worked-out column is a gap when it is still blank in every row after the sample was refreshed and checked (so are
those of a table that the sample leaves empty). A result table is a gap when it declares no command that fills it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workbook import schema, tables
from workbook.schema.model import Table, Who

if TYPE_CHECKING:
    import xlwings as xw

PAGE = Path(__file__).with_name("coverage.md")
HEADING = "## Gaps\n"


def _names_only(table: Table, key: str) -> bool:
    """The check mark and the names beside references are filled in every table alike."""
    return key == "check" or table[key].shows is not None


def blank_columns(book: xw.Book) -> list[str]:
    """Worked-out columns of a refreshed book in which no row has a value, in the schema's order."""
    found: list[str] = []
    for table in schema.TABLES:
        if table.result:
            continue
        frame = tables.read(book, table).frame
        found += [
            f"{table.name}.{field.key}"
            for field in table.fields
            if field.who is Who.RULE and not _names_only(table, field.key) and not frame[field.key].notna().any()
        ]
    return found


def unwritten() -> list[str]:
    """Result tables that no command fills, in the schema's order."""
    return [table.name for table in schema.TABLES if table.result and not table.filled_by]


def section(columns: list[str], results: list[str]) -> str:
    """The section as it stands on the page, heading included."""

    def listed(names: list[str]) -> str:
        return fill(" ".join(f"`{name}`" for name in names) or "none.", 116, break_on_hyphens=False)

    return (
        f"{HEADING}\n"
        f"Worked-out columns that no command fills in the sample:\n{listed(columns)}\n\n"
        f"Result tables that no command writes yet:\n{listed(results)}\n"
    )


def main() -> None:
    """Build the sample, look, write."""
    from macros.making.new import build
    from workbook import engine

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsm"
        build(path, "zh", sample=True)
        with engine.open_book(path, read_only=True) as book:
            columns = blank_columns(book)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text[: text.index(HEADING)] + section(columns, unwritten()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
