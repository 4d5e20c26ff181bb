"""The search: one truth a step of the ranking, and whatever part of a name is typed finds its customer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.finding.conftest import Make, frame
from workbook.rules.finding.book_index import Index
from workbook.rules.finding.search import MOST, Rank, search
from workbook.rules.names.text_codes import fold


def found(index: Index, typed: str) -> list[tuple[int, Rank]]:
    return [(hit.position, hit.rank) for hit in search(index, typed).hits]


def test_a_number_comes_first(book: Make) -> None:
    """Before a customer that is called so."""
    assert found(book([{"name": "c00002"}, {"name": "Ash"}]), "C00002") == [(1, Rank.ID), (0, Rank.NAME)]


def test_a_full_name_comes_before_another_name(book: Make) -> None:
    """Also where the other stands above."""
    index = book([{"name": "Ash", "short_name": "禾渡"}, {"name": "禾渡"}])
    assert found(index, "禾渡") == [(1, Rank.NAME), (0, Rank.OTHER_NAME)]


@pytest.mark.parametrize("key", ["short_name", "former_names", "invoice_name"])
def test_another_name_comes_before_the_beginning_of_one(book: Make, key: str) -> None:
    """Short name, former name, invoice name; of several each."""
    index = book([{"name": "禾渡贸易"}, {"name": "Ash", key: "旧名；禾渡"}])
    assert found(index, "禾渡") == [(1, Rank.OTHER_NAME), (0, Rank.BEGINNING)]


def test_the_beginning_of_a_name_comes_before_its_inside(book: Make) -> None:
    """And the inside of other names counts as well."""
    index = book([{"name": "杭州禾渡"}, {"name": "禾渡贸易"}, {"name": "Ash", "former_names": "新禾渡"}])
    assert found(index, "禾渡") == [(1, Rank.BEGINNING), (0, Rank.INSIDE), (2, Rank.INSIDE)]


def test_the_inside_of_a_name_comes_before_initials(book: Make) -> None:
    """Letters may be both."""
    index = book([{"name": "广州蓝汀"}, {"name": "The GZLT Company"}])
    assert found(index, "gzlt") == [(1, Rank.INSIDE), (0, Rank.INITIALS)]


def test_initials_from_the_beginning_come_before_those_inside(book: Make) -> None:
    """The 市 of a place may be left out, and is not needed to be."""
    index = book([{"name": "新广州蓝汀"}, {"name": "广州市蓝汀机电"}])
    assert found(index, "gzlt") == [(1, Rank.INITIALS), (0, Rank.INITIALS_INSIDE)]
    assert found(index, "gzslt") == [(1, Rank.INITIALS)]


def test_every_sound_of_a_sign_counts(book: Make) -> None:
    """重 is zhong and chong."""
    index = book([{"name": "重庆北裘"}])
    assert found(index, "cqbq") == found(index, "zqbq") == [(0, Rank.INITIALS)]


def test_initials_come_before_telephones_and_those_that_end_so_before_others(book: Make) -> None:
    """Four digits are enough, wherever they stand."""
    index = book([{"name": "Ash", "phone": "020-12345678"}, {"name": "Elm", "phone": "020 9999 1234"}])
    assert found(index, "1234") == [(1, Rank.PHONE_ENDING), (0, Rank.PHONE_INSIDE)]
    assert found(index, "123") == []


def test_each_number_of_a_cell_has_its_own_ending(book: Make) -> None:
    """And no digits are found across two."""
    index = book([{"name": "Ash", "phone": "020-11112222/13900003333"}])
    assert found(index, "2222") == [(0, Rank.PHONE_ENDING)]
    assert found(index, "2222139") == []


@pytest.mark.parametrize("typed", ["+86 161-0000-0101", "0086161 00000101", "１６１００００ 0101", "(161) 0000.0101"])
def test_a_number_is_found_however_it_is_typed(book: Make, typed: str) -> None:
    """With its country, in full width, with spaces, dashes and brackets."""
    index = book(
        [{"name": "Ash"}], [{"contact_id": "L1", "customer_id": "C00001", "name": "Lin", "mobile": "16100000101"}]
    )
    assert found(index, typed) == [(0, Rank.PHONE_ENDING)]


@pytest.mark.parametrize("key", ["phone", "mobile", "home_phone"])
def test_the_telephones_of_contacts_lead_to_their_customer(book: Make, key: str) -> None:
    """However the contact names the customer."""
    index = book([{"name": "Ash"}, {"name": "Birch Ltd"}], [{"customer_id": "Birch", "name": "Lin", key: "90001234"}])
    assert found(index, "1234") == [(1, Rank.PHONE_ENDING)]


def test_a_telephone_comes_before_a_contact_and_a_contact_before_an_address(book: Make) -> None:
    """A contact is found by a part of the name, one who has left as well."""
    left = {"customer_id": "C00002", "name": "A9001", "status": "left"}
    index = book([{"name": "Ash", "address": "Road A9001"}, {"name": "Birch"}, {"name": "Elm"}], [left])
    assert found(index, "a9001") == [(1, Rank.CONTACT), (0, Rank.ADDRESS)]
    street = book([{"name": "Ash", "address": "9001"}, {"name": "Elm", "fax": "9001 0"}])
    assert found(street, "9001") == [(1, Rank.PHONE_INSIDE), (0, Rank.ADDRESS)]


def test_a_part_of_a_number_comes_last(book: Make) -> None:
    """After an address that has it."""
    index = book([{"name": "Ash"}, {"name": "Elm", "address": "Lane 0001"}])
    assert found(index, "0001") == [(1, Rank.ADDRESS), (0, Rank.ID_PART)]


def test_active_customers_come_before_archived_ones(book: Make) -> None:
    """Within a step; a better step still wins."""
    index = book([{"name": "禾渡甲", "archived": True}, {"name": "禾渡乙"}, {"name": "禾渡", "archived": True}])
    assert found(index, "禾渡") == [(2, Rank.NAME), (1, Rank.BEGINNING), (0, Rank.BEGINNING)]


def test_a_customer_counts_once_with_the_best(book: Make) -> None:
    """Whatever else of it has the signs."""
    index = book([{"name": "禾渡", "short_name": "禾渡", "address": "禾渡路"}])
    assert found(index, "禾渡") == [(0, Rank.NAME)]


def test_at_most_twenty_are_shown_and_all_are_counted(book: Make) -> None:
    """The first twenty of the table where nothing tells them apart."""
    result = search(book([{"name": f"禾渡{at}店"} for at in range(MOST + 5)]), "禾渡")
    assert ([hit.position for hit in result.hits], result.total) == (list(range(MOST)), MOST + 5)


@pytest.mark.parametrize("typed", ["", "  ", "-", "没有", "xyzw"])
def test_what_nobody_has_finds_nobody(book: Make, typed: str) -> None:
    """Neither do signs that do not matter."""
    assert search(book([{"name": "Ash"}]), typed).total == 0


@pytest.mark.parametrize("typed", ["廣州藍汀", "广州 蓝汀", "广州-蓝汀", "蓝汀（机电）"])
def test_traditional_characters_spaces_dashes_and_brackets_do_not_matter(book: Make, typed: str) -> None:
    """On either side."""
    assert [at for at, _ in found(book([{"name": "广州蓝汀(机电)"}]), typed)] == [0]
    assert [at for at, _ in found(book([{"name": "廣州 藍汀-（機電）"}]), typed)] == [0]


NAMES = st.lists(st.text(alphabet="广州市蓝汀禾渡重庆ABcd12 -（）", min_size=1, max_size=7), min_size=1, max_size=30)


@given(NAMES, st.data())
def test_whatever_part_of_a_name_is_typed_its_customer_is_found(names: list[str], data: st.DataObject) -> None:
    """Among the hits, or more than twenty have it."""
    customers = [{"customer_id": f"C{at:05}", "name": name} for at, name in enumerate(names, start=1)]
    index = Index({"tblCustomers": frame("tblCustomers", customers), "tblContacts": frame("tblContacts", [])})
    which = data.draw(st.integers(0, len(names) - 1))
    first = data.draw(st.integers(0, len(names[which]) - 1))
    part = names[which][first : data.draw(st.integers(first + 1, len(names[which])))]
    result = search(index, part)
    assert not len(fold(part)) or result.total > MOST or which in [hit.position for hit in result.hits]
