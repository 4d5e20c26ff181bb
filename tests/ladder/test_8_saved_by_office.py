"""Rung 8: a book that LibreOffice has saved still works. Proves that tables, names and lists survive another
program's hand; says nothing of what that program drops of its own accord (ribbon, some formats)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from macros.hosts.command_line import main
from workbook import engine, schema, tables

if TYPE_CHECKING:
    import pandas as pd

    from tests.ladder.conftest import Office

pytestmark = pytest.mark.libreoffice
FILTER = "xlsm:Calc MS Excel 2007 VBA XML"


def _frames(book: Path) -> dict[str, pd.DataFrame]:
    with engine.open_book(book) as opened:
        return {t.name: tables.read(opened, t).frame for t in schema.TABLES if not t.result}


def test_a_book_saved_by_libreoffice_refreshes_to_the_same_figures(
    sample: Path, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every table a user fills reads the same, and refresh and check say the same of both."""
    office("--convert-to", FILTER, "--outdir", tmp_path, sample)
    saved = tmp_path / sample.name
    before, after = _frames(sample), _frames(saved)
    for name, frame in before.items():
        assert_frame_equal(after[name], frame, obj=name)
    for verb in ("refresh", "check"):
        said = []
        for book in (sample, saved):
            assert main([verb, str(book), "--as-of", "2026-09-01", "-o", str(tmp_path / "out.xlsm")]) == 0
            said.append(capsys.readouterr().out)
        assert said[0] == said[1]
