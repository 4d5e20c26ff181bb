"""Rung 7, the look: LibreOffice opens the shipped book, computes it, and prints every visible sheet.

Proves: a second program reads the file whole, no cell shows an error, each sheet prints. Cannot: Excel's own drawing,
fonts and conditional formats. The pages are there to be looked at: CUSTOMER_BOOK_PICTURES=folder keeps them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.libreoffice

ERRORS = ("#NAME?", "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "Err:")


def test_no_cell_shows_an_error(shipped: Path, office: Callable[..., object], tmp_path: Path) -> None:
    """After LibreOffice has worked out every formula, no sheet holds an error value."""
    office("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path, shipped)
    book = CalamineWorkbook.from_path(str(tmp_path / f"{shipped.stem}.xlsx"))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sum(len(rows) for rows in sheets.values()) > 100
    found = [
        (name, at, value)
        for name, rows in sheets.items()
        for at, row in enumerate(rows)
        for value in row
        if isinstance(value, str) and value.startswith(ERRORS)
    ]
    assert found == []


def test_every_page_prints(shipped: Path, office: Callable[..., object], tmp_path: Path) -> None:
    """The book becomes a PDF, and pages with something on them."""
    office("--convert-to", "pdf:calc_pdf_Export", "--outdir", tmp_path, shipped)
    pdf = tmp_path / f"{shipped.stem}.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-")
    painter = shutil.which("pdftoppm")
    if painter is None:
        assert not os.environ.get("CI"), "pdftoppm is missing, and in CI no rung may be skipped"
        pytest.skip("needs pdftoppm to draw the pages")
    subprocess.run([painter, "-png", "-r", "50", "-l", "12", str(pdf), str(tmp_path / shipped.stem)], check=True)
    pages = sorted(tmp_path.glob("*.png"))
    assert len(pages) >= 3
    assert min(page.stat().st_size for page in pages) > 1_000  # a blank page packs to less
    keep = os.environ.get("CUSTOMER_BOOK_PICTURES")
    if keep:
        for page in pages:
            shutil.copy(page, Path(keep) / page.name)
