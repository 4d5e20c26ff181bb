"""The sheet 客户卡: whose card is shown, what stands on it, and what it does with edits that are not saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from macros.cli import main
from macros.desk.card_sheet import card_next, card_open, card_previous
from macros.desk.cards.filling import shown_customer
from macros.desk.cards.frames import read_frames
from macros.desk.cards.on_sheet import PAGE, on_sheet
from macros.desk.find import find
from tests.macros.desk.on_card import cell, height
from workbook import engine, tables
from workbook.errors import InputError
from workbook.rules.card.make import card
from workbook.schema.card_frame import CARD_AREA, CARD_BLANK, CARD_FIND, CARD_PRIVATE, PERSON, frame, page_one_rows
from workbook.schema.home import FIND_TEXT
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import xlwings as xw


@pytest.fixture
def book(sample_book: Callable[[str], Path], tmp_path: Path) -> Iterator[xw.Book]:
    """The Chinese sample, open."""
    path = tmp_path / "book.xlsm"
    path.write_bytes(sample_book("zh").read_bytes())
    with engine.open_book(path) as opened:
        yield opened


@pytest.mark.parametrize("said", ["C00002", "杭州禾渡智能家居有限公司", "禾渡", "hzhd", "c00002"])
def test_a_customer_is_meant_by_number_name_part_or_initials(book: xw.Book, said: str) -> None:
    """Typed into the yellow cell, which then has the number."""
    tables.set_name(book, CARD_FIND, said)
    card_open(book)
    assert cell(book, "tblCustomers.name").value == "杭州禾渡智能家居有限公司"
    assert (shown_customer(book), tables.get_name(book, CARD_FIND)) == ("C00002", "C00002")


def test_the_ending_of_a_telephone_number_is_enough(book: xw.Book) -> None:
    """Where only one customer has it."""
    phone = str(tables.read(book, CUSTOMERS).frame["phone"].iloc[4])
    card_open(book, customer=phone[-8:])
    assert shown_customer(book) == "C00005"


def test_a_name_of_several_is_refused_with_the_candidates(book: xw.Book) -> None:
    """And the card stays as it is."""
    card_open(book, customer="C00003")
    with pytest.raises(InputError, match="C00001"):
        card_open(book, customer="有限公司")
    assert shown_customer(book) == "C00003"


def test_a_company_and_a_person_have_lines_of_their_own(book: xw.Book) -> None:
    """Those of the other kind do not show, and hold nothing of the customer before."""
    card_open(book, customer="C00001")
    assert height(book, "tblCustomers.tax_no") > 0
    card_open(book, customer="C00033")
    assert height(book, "tblCustomers.tax_no") == 0
    assert cell(book, "tblCustomers.tax_no").value is None
    assert height(book, "tblContacts.birthday", PERSON) > 0


def test_next_and_previous_follow_the_sheet_and_leave_archived_ones_out(book: xw.Book) -> None:
    """To the ends, where a sentence says so."""
    customers = tables.read(book, CUSTOMERS).frame
    tables.write_rows(book, CUSTOMERS, customers.loc[[1], ["archived"]].assign(archived=True))
    card_open(book, customer="C00001")
    card_next(book)
    assert shown_customer(book) == "C00003"
    card_previous(book)
    assert shown_customer(book) == "C00001"
    with pytest.raises(InputError, match="first"):
        card_previous(book)
    card_open(book, customer=str(customers["customer_id"].iloc[-1]))
    with pytest.raises(InputError, match="last"):
        card_next(book)


def test_edits_that_are_not_saved_are_not_written_over(book: xw.Book) -> None:
    """Another customer is refused, naming them; the same one drops them."""
    card_open(book, customer="C00001")
    cell(book, "tblCustomers.phone").value = "020-90009999"
    with pytest.raises(InputError, match="Phone"):
        card_next(book)
    assert cell(book, "tblCustomers.phone").value == "020-90009999"
    card_open(book, customer="C00001")
    assert cell(book, "tblCustomers.phone").value == "020-90001001"
    card_next(book)


def test_what_stays_in_the_book_shows_where_the_switch_says_so(book: xw.Book) -> None:
    """A household's card."""
    card_open(book, customer="C00033")
    before = cell(book, "family.0.0", PERSON).value
    tables.set_name(book, CARD_PRIVATE, "是")
    card_open(book, customer="C00033")
    family = tables.read(book, "tblFamily").frame
    contacts = tables.read(book, "tblContacts").frame
    mine = contacts.loc[contacts["customer_id"].eq("C00033"), "contact_id"].tolist()
    assert before is None
    assert cell(book, "family.0.0", PERSON).value == next(
        iter(family.loc[family["contact_id"].isin(mine), "name"]), None
    )


def test_blank_fields_are_listed_where_the_switch_says_so(book: xw.Book) -> None:
    """To be filled in on the card."""
    card_open(book, customer="C00001")
    assert height(book, "tblProfiles.philosophy") == 0
    tables.set_name(book, CARD_BLANK, "是")
    card_open(book, customer="C00001")
    assert height(book, "tblProfiles.philosophy") > 0


def test_page_1_of_every_customer_is_one_sheet_of_paper(book: xw.Book) -> None:
    """In nine points or more; of many open matters the first."""
    frames = read_frames(book, None)
    for at in range(len(frames.customers)):
        placed = on_sheet(card(frames, at, blank=True))
        assert sum(placed.heights[: page_one_rows()]) <= PAGE


def test_a_heading_never_stands_alone(book: xw.Book) -> None:
    """It shows where a line of its block does."""
    frames = read_frames(book, None)
    for at in (0, 32):
        heights = on_sheet(card(frames, at, blank=True)).heights
        blocks = {line.block for line, height in zip(frame(), heights, strict=True) if height and not line.heading}
        heads = {line.block for line, height in zip(frame(), heights, strict=True) if height and line.heading}
        assert heads <= blocks


def test_a_text_that_looks_like_a_formula_is_a_text(book: xw.Book) -> None:
    """Whatever is typed into a table."""
    customers = tables.read(book, CUSTOMERS).frame
    tables.write_rows(book, CUSTOMERS, customers.loc[[0], ["traits"]].assign(traits="=1+1"))
    card_open(book, customer="C00001")
    assert cell(book, "tblCustomers.traits").value == "=1+1"


def test_delivery_addresses_stand_on_it(book: xw.Book) -> None:
    """Each with who takes the goods."""
    rows = tables.read(book, "tblAddresses").frame
    card_open(book, customer=str(rows["customer_id"].iloc[0]))
    assert cell(book, "tblAddresses.0.0").value == rows["address"].iloc[0]
    assert cell(book, "tblAddresses.0.1").value == rows["recipient"].iloc[0]


def test_the_only_hit_of_a_search_goes_straight_to_the_card(book: xw.Book) -> None:
    """Several do not."""
    card_open(book, customer="C00003")
    tables.set_name(book, FIND_TEXT, "有限公司")
    find(book)
    assert shown_customer(book) == "C00003"
    tables.set_name(book, FIND_TEXT, "禾渡")
    find(book)
    assert shown_customer(book) == "C00002"


def test_a_book_without_the_sheet_is_told(book: xw.Book) -> None:
    """One that was made before."""
    book.names[CARD_AREA].delete()
    with pytest.raises(InputError, match="is gone"):
        card_open(book, customer="C00001")


def test_the_closed_file_shows_the_card_too(sample_book: Callable[[str], Path], tmp_path: Path) -> None:
    """In both languages."""
    for lang, name in (("zh", "杭州禾渡智能家居有限公司"), ("en", "Hedu Smart Home")):
        path = tmp_path / f"{lang}.xlsm"
        path.write_bytes(sample_book(lang).read_bytes())
        assert main(["card-open", str(path), "C00002"]) == 0
        with engine.open_book(path, read_only=True) as opened:
            assert name in str(cell(opened, "tblCustomers.name").value)
