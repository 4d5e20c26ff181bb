"""存回: only what was edited, into the right tables, refused where the book has changed, undone with the cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from macros.desk.card_save import card_save
from macros.desk.card_sheet import card_open
from macros.keeping.undo import undo
from tests.macros.desk.on_card import cell
from workbook import engine, tables
from workbook.errors import InputError
from workbook.schema.card_frame import CARD_BLANK, PERSON

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

NOW = dt.datetime(2026, 7, 1, 9, 30)


@pytest.fixture
def book(sample_book: Callable[[str], Path], tmp_path: Path) -> Iterator[xw.Book]:
    """The Chinese sample with the card of C00001."""
    path = tmp_path / "book.xlsm"
    path.write_bytes(sample_book("zh").read_bytes())
    with engine.open_book(path) as opened:
        card_open(opened, customer="C00001")
        yield opened


def row(book: xw.Book, table: str, key: str = "customer_id", value: str = "C00001") -> pd.Series[Any]:
    frame = tables.read(book, table).frame
    return frame[frame[key].eq(value)].iloc[0]


def inputs(book: xw.Book) -> dict[str, list[list[object]]]:
    return {
        name: tables.read(book, name).frame.astype(object).fillna("").astype("str").to_numpy().tolist()
        for name in ("tblCustomers", "tblContacts", "tblProfiles")
    }


def test_a_card_that_was_not_edited_writes_nothing(book: xw.Book) -> None:
    """Nor does a cell that was typed again as it was."""
    cell(book, "tblCustomers.phone").value = "020-90001001"
    before = inputs(book)
    assert card_save(book, now=NOW).figures == {"fields": 0}
    assert inputs(book) == before


def test_edited_fields_go_into_their_tables_and_nothing_else(book: xw.Book) -> None:
    """Of the customer, of its profile and of a contact; read as typed ones are."""
    before = inputs(book)
    cell(book, "tblCustomers.region").value = "华东"
    cell(book, "tblCustomers.credit").value = "4"
    cell(book, "tblProfiles.founded_on").value = "2015年3月1日"
    cell(book, "people.0.position").value = " 董事长 "
    assert card_save(book, now=NOW).figures == {"fields": 4}
    customer, profile = row(book, "tblCustomers"), row(book, "tblProfiles")
    assert (customer["region"], customer["credit"]) == ("east", 4)
    assert profile["founded_on"] == dt.datetime(2015, 3, 1)
    after = inputs(book)
    differing = [
        (name, old, new)
        for name in before
        for rows in zip(before[name], after[name], strict=True)
        for old, new in zip(*rows, strict=True)
        if old != new
    ]
    assert [new for name, _, new in differing if name == "tblContacts"] == ["董事长"]
    assert len(differing) == 4


def test_a_field_that_is_cleared_is_blank(book: xw.Book) -> None:
    """Where it may be."""
    cell(book, "tblCustomers.fax").value = None
    card_save(book, now=NOW)
    assert not isinstance(row(book, "tblCustomers")["fax"], str)
    cell(book, "tblCustomers.name").value = None
    with pytest.raises(InputError, match="may not be blank"):
        card_save(book, now=NOW)


def test_a_field_that_has_changed_meanwhile_refuses_all(book: xw.Book) -> None:
    """It is named, and what is typed on the card stays there."""
    frame = tables.read(book, "tblCustomers").frame
    tables.write_rows(book, "tblCustomers", frame.loc[[0], ["phone"]].assign(phone="020-90007777"))
    cell(book, "tblCustomers.phone").value = "020-90008888"
    cell(book, "tblCustomers.fax").value = "020-90008889"
    before = inputs(book)
    with pytest.raises(InputError, match="Phone has been changed"):
        card_save(book, now=NOW)
    assert inputs(book) == before
    assert cell(book, "tblCustomers.phone").value == "020-90008888"


def test_another_field_of_the_row_may_have_changed(book: xw.Book) -> None:
    """Both changes stand."""
    frame = tables.read(book, "tblCustomers").frame
    tables.write_rows(book, "tblCustomers", frame.loc[[0], ["phone"]].assign(phone="020-90007777"))
    cell(book, "tblCustomers.fax").value = "020-90008889"
    card_save(book, now=NOW)
    customer = row(book, "tblCustomers")
    assert (customer["phone"], customer["fax"]) == ("020-90007777", "020-90008889")


def test_a_value_that_cannot_be_read_refuses_all(book: xw.Book) -> None:
    """A label that is in no list, a day that is none."""
    cell(book, "tblCustomers.fax").value = "020-90008889"
    cell(book, "tblCustomers.region").value = "火星"
    before = inputs(book)
    with pytest.raises(InputError, match="'火星' is not in its list"):
        card_save(book, now=NOW)
    assert inputs(book) == before


def test_a_formula_never_becomes_one(book: xw.Book) -> None:
    """It is refused; a text that looks like one is a text."""
    cell(book, "tblProfiles.state").formula = "=1+1"
    with pytest.raises(InputError, match="holds a formula"):
        card_save(book, now=NOW)


def test_a_worked_out_cell_is_not_saved(book: xw.Book) -> None:
    """It is named."""
    cell(book, "figures.3").value = 1.0
    with pytest.raises(InputError, match="worked out"):
        card_save(book, now=NOW)


def test_a_contact_typed_into_the_blank_line_is_new(book: xw.Book) -> None:
    """With a number of its own; one without a name is refused."""
    cell(book, "people.3.mobile").value = "16100009999"
    with pytest.raises(InputError, match="needs a name"):
        card_save(book, now=NOW)
    cell(book, "people.3.name").value = "陆新"
    cell(book, "people.3.role").value = "购买者"
    card_save(book, now=NOW)
    made = row(book, "tblContacts", "name", "陆新")
    assert (made["customer_id"], made["role"], made["mobile"]) == ("C00001", "buyer", "16100009999")
    assert made["contact_id"].startswith("L")


def test_the_first_fact_of_a_profile_makes_its_row(book: xw.Book) -> None:
    """Of a customer that has none yet."""
    profiles = tables.read(book, "tblProfiles").frame["customer_id"].tolist()
    customers = tables.read(book, "tblCustomers").frame
    without = next(
        number for number, kind in zip(customers["customer_id"], customers["kind"], strict=True)
        if number not in profiles and kind == "company"
    )  # fmt: skip
    tables.set_name(book, CARD_BLANK, "是")
    card_open(book, customer=without)
    cell(book, "tblProfiles.city").value = "佛山"
    card_save(book, now=NOW)
    assert row(book, "tblProfiles", value=without)["city"] == "佛山"


def test_a_persons_facts_go_to_the_contact(book: xw.Book) -> None:
    """That is the customer."""
    card_open(book, customer="C00033")
    cell(book, "tblContacts.occupation", PERSON).value = "教师"
    card_save(book, now=NOW)
    assert row(book, "tblContacts", value="C00033")["occupation"] == "教师"


def test_undo_takes_it_back_with_the_cells(book: xw.Book) -> None:
    """Rows that were made, too."""
    before = inputs(book)
    cell(book, "tblCustomers.phone").value = "020-90008888"
    cell(book, "people.3.name").value = "陆新"
    card_save(book, now=NOW)
    assert cell(book, "people.2.name").value == "陆新"  # before the one who has left
    undo(book, now=NOW)
    after = inputs(book)
    assert after["tblContacts"] == before["tblContacts"]
    assert row(book, "tblCustomers")["phone"] == "020-90001001"
    assert cell(book, "tblCustomers.phone").value == "020-90001001"
    assert cell(book, "people.2.name").value == "柳望舒"
    assert cell(book, "people.3.name").value is None


def test_without_a_card_there_is_nothing_to_save(empty_zh: Path) -> None:
    """It says so."""
    with engine.open_book(empty_zh) as opened, pytest.raises(InputError, match="shows no customer"):
        card_save(opened)
