"""Every public member of xlwings' classes does something on a closed file, or says that it does not."""

from __future__ import annotations

import pytest
import xlwings as xw

from docs.engine_members import PAGE, page
from tests.engine.conformance.members import (
    READ_ONLY,
    REFUSED,
    members,
    no_mock_caller,
    set_to_itself,
    settable,
    tried,
)
from workbook import engine
from workbook.errors import BookError, Unsupported


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", members())
def test_a_member_answers_or_refuses(book: xw.Book, name: str) -> None:
    """No AttributeError, no TypeError: a value, or NotImplementedError; ours has a sentence in both languages."""
    with no_mock_caller():
        error = tried(book, name)
    if isinstance(error, BookError):
        assert isinstance(error, NotImplementedError)
        assert error.text.zh != error.text.en
    elif error is not None and type(error) is not Exception:  # as xlwings says that a cell has no link
        assert isinstance(error, (NotImplementedError, xw.XlwingsError, ValueError))
        assert str(error)


@pytest.mark.parametrize("name", settable())
def test_a_property_takes_what_it_gives(book: xw.Book, name: str) -> None:
    """What can be set can be set to what it is; what cannot is on a list, and says so."""
    error = set_to_itself(book, name)
    assert isinstance(error, Unsupported) if name in READ_ONLY else error is None


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_left_to_excel_refuses(book: xw.Book, name: str) -> None:
    """At the first step, by its own name, in both languages; and nothing in the book has changed."""
    error = tried(book, name)
    assert isinstance(error, Unsupported)
    assert name in error.sentence("en")
    assert name in error.sentence("zh")
    assert "Excel" in error.sentence("en")
    assert not engine.has_changes(book)


@pytest.mark.parametrize("name", sorted(set(REFUSED) & set(settable())))
def test_what_is_left_to_excel_cannot_be_set(book: xw.Book, name: str) -> None:
    """A write is refused as a read is, not lost."""
    owner = book.sheets["My second"].tables[0] if name.startswith("Table") else book.sheets["Third"]["A1"]
    with pytest.raises(Unsupported, match=name):
        setattr(owner, name.split(".")[1], "center")


def test_the_page_says_what_the_engine_does() -> None:
    """Otherwise run python docs/engine_members.py; another version of xlwings has other members, and another page."""
    committed = PAGE.read_text(encoding="utf-8")
    if f" xlwings {xw.__version__}.\n" not in committed:
        pytest.skip("the page was made with another version of xlwings")
    assert committed == page()
