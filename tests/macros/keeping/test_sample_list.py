"""The sample's list on the leads sheet: previewed at a click, gone with the sample, back with undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from macros.keeping.clear_sample import clear_sample
from macros.keeping.undo import undo
from macros.pasting.pasted_list import pasted_block
from macros.pasting.preview import preview
from tests.macros.lead_lists import opened, paste
from workbook import tables
from workbook.build.sample import sample_leads
from workbook.errors import InputError
from workbook.language import LANGS, Lang
from workbook.schema.sheets import sheet_of

NOW = dt.datetime(2026, 6, 30, 9, 0)


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_user_can_preview_at_once(lang: Lang, request: pytest.FixtureRequest) -> None:
    """The list shows one of each: new rows, a known customer, branches and repeats to decide, a row with no name."""
    with opened(request.getfixturevalue(f"sample_{lang}")) as book:
        figures = preview(book).figures
        assert figures["rows_in"] == len(sample_leads(lang)) - 3
        assert all(figures[one] for one in ("new", "same", "review", "rejected"))


def test_it_goes_with_the_sample_and_comes_back_with_it(sample_zh: Path) -> None:
    """The hint stands there in between."""
    with opened(sample_zh) as book:
        before = pasted_block(book).hash()
        clear_sample(book, now=NOW)
        with pytest.raises(InputError, match="nothing to preview"):
            preview(book)
    with opened(sample_zh) as book:
        undo(book, as_of=dt.date(2026, 6, 30), now=NOW)
        assert pasted_block(book).hash() == before


def test_a_list_of_the_users_own_stays(sample_zh: Path) -> None:
    """Clearing the sample takes only the sample; its undo pastes over nothing."""
    with opened(sample_zh) as book:
        paste(book, [["公司名称"], ["武汉云鹤仪表有限公司"]])
        before = pasted_block(book).hash()
        clear_sample(book, now=NOW)
        assert pasted_block(book).hash() == before
        undo(book, as_of=dt.date(2026, 6, 30), now=NOW)
        assert pasted_block(book).hash() == before


def test_what_a_command_has_filled_is_shown(sample_zh: Path) -> None:
    """The preview and its columns, where a view hides them; other sheets stay hidden."""
    names = [sheet_of(name).label.zh for name in ("tblLeadPreview", "tblDuplicates")]
    with opened(sample_zh) as book:
        for name in names:
            book.sheets[name].visible = False
        preview(book)
        assert [book.sheets[name].visible for name in names] == [True, False]
    with opened(sample_zh) as book:
        assert book.sheets[names[0]].visible
        preview(book)
        assert not tables.may_have_changed(book)
