"""A report as a file: .xlsx and .pdf (the two pages), .md and .eml (the same words and figures)."""

from __future__ import annotations

from html import escape
from pathlib import Path

from macros.files.drafts import draft
from macros.files.new_file import make_new
from macros.month_end.grid import grid, title
from macros.month_end.markdown import markdown
from workbook.rules.cleaning.text import plain
from workbook.rules.month_report.model import MonthReport


def write(report: MonthReport, path: Path) -> None:
    """Write the file that the ending asks for. CannotWrite where the disk refuses."""

    def make(at: Path) -> None:
        kind = at.suffix.lower()
        if kind == ".md":
            at.write_text(plain(markdown(report)), encoding="utf-8")
        elif kind == ".eml":
            at.write_bytes(letter(report))
        else:
            write_sheets(report, at)

    make_new(path, make)


def write_sheets(report: MonthReport, path: Path) -> None:
    """A workbook with the two pages: texts are texts, whatever they begin with."""
    from macros.files.new_workbook import new_workbook, put
    from workbook.build.pages.month_report import SHEET, draw

    with new_workbook(path, report.lang) as (book, styles):
        sheet = book.create_sheet(SHEET[report.lang])
        draw(sheet, styles, report.lang)
        for row, line in enumerate(grid(report), start=1):
            for column, value in enumerate(line, start=1):
                put(sheet.cell(row, column), value)


def letter(report: MonthReport) -> bytes:
    """An e-mail not sent yet, which mail programs open as a draft: the words as text, and as a table where they can."""
    body = markdown(report)
    html = f"<pre style='font-family:inherit;white-space:pre-wrap'>{escape(body)}</pre>"
    return draft(title(report), body, html=html)
