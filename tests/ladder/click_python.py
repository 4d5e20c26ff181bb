"""What stands in for the add-in's Python: runs the line that a button sent, on the stored book, and writes down which
cells changed, for the button's macro to put into the open sheets.

argv: a folder with code.txt and live.xlsm. Writes done.txt: a line a cell, "sheet column row n|s value" counted from 0,
texts as character codes; or "failed" and the traceback.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from python_calamine import CalamineWorkbook

from workbook import engine

Cells = dict[tuple[int, int, int], object]


def cells(path: Path) -> Cells:
    """Every filled cell by (sheet, column, row)."""
    book = CalamineWorkbook.from_path(str(path))
    return {
        (sheet, column, row): value
        for sheet, name in enumerate(book.sheet_names)
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for column, value in enumerate(values)
        if value != ""
    }


def main(folder: Path) -> str:
    """Run the line, and tell the differences."""
    live = folder / "live.xlsm"
    before = cells(live)
    with engine.open_book(live) as book, engine.as_caller(book):
        exec((folder / "code.txt").read_text("utf-8"), {})
        book.save()
    after = cells(live)
    lines = []
    for (sheet, column, row), value in sorted(after.items()):
        if before.get((sheet, column, row)) == value or isinstance(value, bool):
            continue
        if isinstance(value, int | float):
            lines.append(f"{sheet} {column} {row} n {value!r}")
        elif isinstance(value, str):
            lines.append(f"{sheet} {column} {row} s " + " ".join(str(ord(char)) for char in value))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    try:
        text = main(place)
    except BaseException:
        text = "failed\n" + traceback.format_exc()
    (place / "result.txt").write_text(text, "utf-8")
    (place / "result.txt").rename(place / "done.txt")
