"""Long commands say again and again how far they are: in the terminal's bar and in Excel's status bar."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pandas as pd
import pytest

from macros.keeping.duplicates import duplicates
from macros.keeping.merge import merge
from macros.keeping.undo import undo
from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from macros.report import Progress
from tests.macros.lead_lists import opened, paste, ugly_list
from workbook import tables
from workbook.language import Text

NOW = dt.datetime(2026, 6, 30, 9, 0)


@pytest.fixture
def told() -> list[tuple[Text, float]]:
    """What was said, and how far."""
    return []


@pytest.fixture
def progress(told: list[tuple[Text, float]]) -> Progress:
    return lambda what, share: told.append((what, share))


def rises(told: list[tuple[Text, float]], least: int) -> bool:
    """From the start to the end without going back, in at least so many different places."""
    shares = [share for _, share in told]
    told.clear()
    return shares == sorted(shares) and 0 <= shares[0] < shares[-1] <= 1 and len(set(shares)) >= least


def test_a_list_says_how_far_it_is(empty_zh: Path, told: list[tuple[Text, float]], progress: Progress) -> None:
    """After each column, in the matching, between the steps of writing and of taking back."""
    with opened(empty_zh) as book:
        paste(book, ugly_list(2_500))
        preview(book, progress=progress)
        assert max(b - a for (_, a), (_, b) in itertools.pairwise(told)) <= 0.2
        assert rises(told, 14)
        import_leads(book, now=NOW, progress=progress)
        assert rises(told, 6)
        duplicates(book, progress=progress)
        assert rises(told, 3)
        undo(book, now=NOW, progress=progress)
        assert rises(told, 4)


def test_each_pair_to_merge_is_a_step(empty_zh: Path, told: list[tuple[Text, float]], progress: Progress) -> None:
    """Of a hundred pairs nobody waits for the last in silence."""
    with opened(empty_zh) as book:
        numbers = [f"C0000{n}" for n in range(8)]
        names = [f"{sign}公司" for sign in "甲乙丙丁戊己庚辛"]
        tables.append(book, "tblCustomers", pd.DataFrame({"customer_id": numbers, "name": names}, dtype="str"))
        pairs = {"keep_id": numbers[::2], "drop_id": numbers[1::2], "decision": "merge"}
        tables.replace(book, "tblDuplicates", pd.DataFrame(pairs, dtype="str"))
        merge(book, now=NOW, progress=progress)
        assert rises(told, 5)
