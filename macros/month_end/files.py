"""A report as a file: .xlsx and .pdf (the two pages), .md and .eml (the same words and figures)."""

from __future__ import annotations

import tempfile
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from macros.month_end.grid import grid, title
from macros.month_end.markdown import markdown
from workbook.build.pages.month_report import SHEET, draw
from workbook.build.styles import Styles
from workbook.errors import CannotWrite
from workbook.language import Text
from workbook.rules.month_report.model import MonthReport

_CANNOT = Text(
    "无法写入 {path}（{why}）。请检查文件夹的权限和磁盘空间。",
    "Cannot write {path} ({why}). Check the folder's permissions and the disk space.",
)


def write(report: MonthReport, path: Path) -> None:
    """Write the file that the ending asks for. CannotWrite where the disk refuses."""
    kind = path.suffix.lower()
    try:
        if kind == ".md":
            path.write_text(markdown(report), encoding="utf-8")
        elif kind == ".eml":
            path.write_bytes(letter(report))
        elif kind == ".pdf":
            from macros.files.pdf import to_pdf

            with tempfile.TemporaryDirectory() as folder:
                sheets = Path(folder) / "report.xlsx"
                write_sheets(report, sheets)
                to_pdf(sheets, path)
        else:
            write_sheets(report, path)
    except OSError as error:
        raise CannotWrite(_CANNOT.format(path=path, why=error.strerror or error)) from error


def write_sheets(report: MonthReport, path: Path) -> None:
    """A workbook with the two pages: texts are texts, whatever they begin with."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET[report.lang]
    styles = Styles(book, report.lang)
    draw(sheet, styles, report.lang)
    for row, line in enumerate(grid(report), start=1):
        for column, value in enumerate(line, start=1):
            if value is not None:
                cell: Any = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    styles.close()
    book.properties.creator = ""
    book.save(path)


def letter(report: MonthReport) -> bytes:
    """An e-mail not sent yet, which mail programs open as a draft: the words as text, and as a table where they can."""
    body = markdown(report)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = title(report).replace("\n", " ")
    message["X-Unsent"] = "1"
    message.set_content(body)
    message.add_alternative(
        f"<pre style='font-family:inherit;white-space:pre-wrap'>{escape(body)}</pre>", subtype="html"
    )
    return message.as_bytes()
