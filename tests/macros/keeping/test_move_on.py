"""move_on: prospects with an order are moved on, all or one, and undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from macros.counting.check import check
from macros.hosts.command_line import main
from macros.keeping.move_on import move_on
from macros.keeping.undo import undo
from tests.macros.lead_lists import cells, opened, typed
from workbook import tables
from workbook.errors import InputError

NOW = dt.datetime(2026, 7, 1, 9, 0)
WHO = "C00038"  # has ordered, and is called a prospect in negotiation


def standing(book: Any) -> tuple[str, str]:
    rows = tables.read(book, "tblCustomers").frame.set_index("customer_id")
    return str(rows.at[WHO, "category"]), str(rows.at[WHO, "stage"])


def behind(book: Any) -> list[str]:
    return [one.message.en for one in check(book).findings if one.message.en.startswith("First ordered on")]


def test_all_that_have_ordered_are_moved_on(sample_en: Path) -> None:
    """The finding is gone, a second run finds nothing, undo brings it back."""
    with opened(sample_en) as book:
        assert len(behind(book)) == 1
        before = typed(cells(book), "en")
        report = move_on(book, now=NOW)
        assert report.figures == {"moved": 1}
        assert report.lines[0].en.startswith(
            "1 prospects with a first order are existing customers now, at the stage 'Con"
        )
        assert standing(book) == ("existing_end", "conversion")
        assert behind(book) == []
        assert move_on(book, now=NOW).figures == {"moved": 0}
        undo(book, now=NOW)
        assert typed(cells(book), "en") == before


def test_a_later_stage_stays(sample_en: Path) -> None:
    with opened(sample_en) as book:
        rows = tables.read(book, "tblCustomers").frame
        at = rows.index[rows["customer_id"].eq(WHO)]
        tables.write_rows(book, "tblCustomers", pd.DataFrame({"stage": pd.Series("care", index=at, dtype="str")}))
        move_on(book, customer=WHO, now=NOW)
        assert standing(book) == ("existing_end", "care")


@pytest.mark.parametrize(("asked", "refusal"), [("C00001", "Nothing to move on for"), ("nobody at all", "no number")])
def test_who_has_nothing_to_move_on_is_refused(sample_en: Path, asked: str, refusal: str) -> None:
    with opened(sample_en) as book:
        with pytest.raises(InputError, match=refusal):
            move_on(book, customer=asked, now=NOW)
        assert standing(book) == ("potential_end", "negotiation")


def test_from_the_command_line(sample_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["move-on", str(sample_en)]) == 0
    assert "existing customers now" in capsys.readouterr().out
