"""Rung 8: a copy that came through LibreOffice is collected as it is meant. Proves that opening and saving it there is
no change, as .xlsm and as .xlsx, and that what is typed then is found; says nothing of WPS or a phone."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from macros.sharing.collect import collect
from macros.sharing.share import share
from workbook import engine, tables
from workbook.build.sample import SAMPLE_AS_OF

if TYPE_CHECKING:
    from tests.ladder.conftest import Office

pytestmark = pytest.mark.libreoffice
NOW = dt.datetime(2026, 7, 1, 9, 0)
FILTERS = {".xlsm": "xlsm:Calc MS Excel 2007 VBA XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}


def test_a_copy_only_opened_and_saved_in_libreoffice_brings_nothing(
    sample: Path, office: Office, tmp_path: Path
) -> None:
    """Nothing, whichever kind of file it became, under a name that the system gave; what is typed then is found."""
    book = Path(shutil.copy(sample, tmp_path / "book.xlsm"))
    with engine.open_book(book) as opened:
        share(opened, owner="zhao", to=tmp_path / "out", now=NOW, as_of=SAMPLE_AS_OF)
        opened.save()
    (copy,) = (tmp_path / "out").glob("*.xlsm")
    back: list[Path] = []
    for ending, kind in FILTERS.items():
        office("--convert-to", kind, "--outdir", tmp_path / "back", copy)
        back.append((tmp_path / "back" / copy.with_suffix(ending).name).rename(tmp_path / f"回来(1){ending}"))
    with engine.open_book(book) as opened:
        report = collect(opened, copies=back, now=NOW)
        assert report.figures == {"files": 2, "taken": 0, "new": 0, "open": 0}
        assert len(report.lines) == 1  # nothing is said to be missing
    with engine.open_book(back[1]) as returned:
        first = tables.read(returned, "tblCustomers").frame.index[:1]
        tables.write_rows(returned, "tblCustomers", pd.DataFrame({"traits": ["改过"]}, index=first, dtype="str"))
        returned.save()
    with engine.open_book(book) as opened:
        assert collect(opened, copies=back, now=NOW).figures == {"files": 2, "taken": 1, "new": 0, "open": 0}
