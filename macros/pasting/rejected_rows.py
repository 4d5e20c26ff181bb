"""The workbook that `import --rejects` writes: the rows that stay, in the columns they were pasted in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from macros.files.new_file import must_be_new
from workbook import tables
from workbook.errors import CannotWrite, InputError
from workbook.language import Text
from workbook.rules.importing.planned_writes import Line
from workbook.rules.importing.rejected_rows import headings, rejects_table
from workbook.rules.reading.list_columns import REASON
from workbook.schema.tables.import_sheets import LEAD_COLUMNS
from workbook.schema.tables.leads import NO_FIELD

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def must_be_writable(path: Path) -> None:
    """InputError unless it names a new .xlsx: asked before anything else is written."""
    if path.suffix.lower() != ".xlsx":
        raise InputError(Text(f"文件名要以 .xlsx 结尾：{path.name}", f"The file's name must end in .xlsx: {path.name}"))
    must_be_new(path)


def write_rejects(book: xw.Book, path: Path, staying: Sequence[Line], frame: pd.DataFrame, target: str) -> None:
    """Write the rows to a new .xlsx, every cell as text. frame: the preview. InputError where there is such a file."""
    from macros.files.new_workbook import write_xlsx

    must_be_writable(path)
    lang = tables.language(book)
    reasons = [str(frame.at[line.at, "reason"]) for line in staying]
    head = headings(_columns(book), target, lang)
    try:
        write_xlsx(path, rejects_table([line.cells for line in staying], reasons, head, REASON[lang]))
    except OSError as error:
        raise CannotWrite(
            Text(
                f"无法写入 {path}（{error.strerror}），没有导入。请检查文件夹的权限和磁盘空间。",
                f"Cannot write {path} ({error.strerror}); nothing was imported. "
                "Check the folder's permissions and the disk space.",
            )
        ) from error


def _columns(book: xw.Book) -> list[tuple[int, str, str | None]]:
    """The columns of the previewed list: place, header, what it was taken for; without those that were left out."""
    frame = tables.read(book, LEAD_COLUMNS).frame
    return [
        (
            int(str(row.position).partition(".")[0]) - 1,
            row.header if isinstance(row.header, str) else "",
            row.understood if isinstance(row.understood, str) else None,
        )
        for row in frame.dropna(subset=["position"]).itertuples()
        if row.understood != NO_FIELD
    ]
