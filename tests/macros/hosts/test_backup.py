"""Backups: whole, in a folder of the user's own, kept by number and by age."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from macros.backup_folder import folder_of
from macros.hosts.backup import DAYS, KEEP, back_up, drop_old
from workbook.errors import FileError


def _days(book: Path) -> list[str]:
    return sorted(copy.stem.rpartition(".backup-")[2][:8] for copy in folder_of(book).iterdir())


def test_old_days_keep_their_last_copy(empty_en: Path) -> None:
    """Forty saves in one morning do not push out the copies of the days before."""
    first = dt.datetime(2026, 6, 1, 9)
    for day in range(3):
        back_up(empty_en, first + dt.timedelta(days=day))
    for minute in range(40):
        back_up(empty_en, first + dt.timedelta(days=10, minutes=minute))
    drop_old(empty_en)
    assert _days(empty_en) == ["20260601", "20260602", "20260603"] + ["20260611"] * KEEP


def test_the_number_of_days_is_bounded(empty_en: Path) -> None:
    """Of sixty days the latest stay, and of the weeks before the last copy of each."""
    for day in range(60):
        back_up(empty_en, dt.datetime(2026, 3, 2, 9) + dt.timedelta(days=day))  # a Monday
    drop_old(empty_en)
    days = _days(empty_en)
    assert days[-DAYS:] == [f"{dt.date(2026, 4, 17) + dt.timedelta(days=n):%Y%m%d}" for n in range(DAYS)]
    assert len(days) == DAYS + 5
    assert all(dt.date.fromisoformat(day).isoweekday() == 7 for day in days[:-DAYS])


def test_two_books_of_one_name_do_not_share_copies(empty_en: Path, tmp_path: Path) -> None:
    """A folder is a book's, by its place."""
    (tmp_path / "other").mkdir()
    other = Path(shutil.copy(empty_en, tmp_path / "other" / empty_en.name))
    assert folder_of(other) != folder_of(empty_en)


def test_the_folder_may_be_chosen(empty_en: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the machine's own setting, not by the book."""
    monkeypatch.setenv("CUSTOMER_BOOK_BACKUPS", str(tmp_path / "mine"))
    assert back_up(empty_en, dt.datetime(2026, 6, 1)).is_relative_to(tmp_path / "mine")


def test_half_a_book_is_no_backup(empty_en: Path) -> None:
    """What is no whole package is not kept."""
    empty_en.write_bytes(empty_en.read_bytes()[:-100])
    with pytest.raises(FileError):
        back_up(empty_en, dt.datetime(2026, 6, 1))
    assert list(folder_of(empty_en).iterdir()) == []
