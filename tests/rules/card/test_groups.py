"""Page 2: every field has its place, only what is filled is told, and what must stay in the book stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from workbook import schema
from workbook.rules.card import people
from workbook.rules.card.book_frames import BookFrames
from workbook.rules.card.make import card
from workbook.schema import card_groups as groups
from workbook.schema.model import Field, Kind

Book = Callable[..., BookFrames]

PAGE_1: dict[str, set[str]] = {
    "tblCustomers": {"name", "kind", "traits", "contact_limits", *groups.HEAD},
    "tblProfiles": set(),
    "tblContacts": {"name", "role", "mobile", *people.REACH, *people.PERSONS, *groups.PERSON_FACTS},
    "tblBankProfiles": {"contact"},
}
OF_A_PERSON_ONLY = {"tblContacts", "tblBankProfiles"}
STAYS = (
    "id_number", "religion", "body_size", "income_level", "home_address", "home_phone", "at_home", "card_number",
    "family_situation",
)  # fmt: skip


def placed(headings: tuple[groups.Heading, ...], table: str) -> set[str]:
    return {key for heading in headings for name, keys in heading.fields if name == table for key in keys}


@pytest.mark.parametrize("table", PAGE_1)
def test_every_field_that_is_typed_has_its_place(table: str) -> None:
    """On a company's card for what a company has, on a person's for what a person has."""
    headings = groups.PERSON if table in OF_A_PERSON_ONLY else groups.COMPANY
    known = PAGE_1[table] | placed(headings, table)
    if table == "tblCustomers":
        known |= set(groups.COMPANY_BASICS)
    typed = {field.key for field in schema.table(table).inputs if field.kind not in (Kind.REF, Kind.ID)}
    assert typed - known == set()


@pytest.mark.parametrize("headings", [groups.COMPANY, groups.PERSON])
def test_no_field_is_told_twice(headings: tuple[groups.Heading, ...]) -> None:
    """Nor does a heading name a field that there is none of."""
    named = [(table, key) for heading in headings for table, keys in heading.fields for key in keys]
    assert len(named) == len(set(named))
    assert all(key in schema.table(table) for table, key in named)


def sample(field: Field) -> Any:
    """Something that can stand in the field, telling where it comes from."""
    if field.kind is Kind.DATE:
        return dt.datetime(2020, 1, 2)
    if field.kind.is_number:
        return 2
    return True if field.kind is Kind.FLAG else f"<{field.key}>"


def filled(table: str, **fixed: Any) -> dict[str, Any]:
    return {field.key: sample(field) for field in schema.table(table).fields} | fixed


@pytest.fixture
def everything(book: Book) -> Callable[[str], BookFrames]:
    """A customer of which every field of every table is filled."""

    def make(kind: str) -> BookFrames:
        of = {"customer_id": "C1"}
        return book(
            Customers=[filled("tblCustomers", kind=kind, **of)],
            Contacts=[filled("tblContacts", contact_id="L1", role="owner", **of)],
            Profiles=[filled("tblProfiles", **of)],
            Family=[filled("tblFamily", contact_id="L1")],
            Anniversaries=[filled("tblAnniversaries", contact_id="L1")],
            BankProfiles=[filled("tblBankProfiles", **of)],
            IndustryNotes=[filled("tblIndustryNotes")],
            Visits=[filled("tblVisits", contact="L1", **of)],
            Opportunities=[filled("tblOpportunities", state="open", **of)],
            Competitors=[filled("tblCompetitors", name="<competitor>")],
            Risks=[filled("tblRisks", **of)],
        )

    return make


@pytest.mark.parametrize("kind", ["company", "person"])
def test_what_must_stay_in_the_book_is_not_on_the_card(everything: Callable[[str], BookFrames], kind: str) -> None:
    """Identity number, bank, home, religion, income, family: nothing of it, wherever it could stand."""
    said = repr(card(everything(kind), 0))
    told = [key for key in (*STAYS, "bank_account", "deposit_kinds", "products_held", "job") if f"'<{key}>'" in said]
    assert told == []
    assert "'<mobile>'" in said


def test_a_card_that_is_asked_for_with_private_facts_has_them(everything: Callable[[str], BookFrames]) -> None:
    """A person's whole record."""
    said = repr(card(everything("person"), 0, private=True))
    missing = [
        key for key in (*STAYS, "bank_account", "deposit_kinds", "products_held", "job") if f"<{key}>" not in said
    ]
    assert missing == []


def test_only_filled_groups_are_told(book: Book) -> None:
    """A customer of which only a name is known has no group at all."""
    assert card(book(), 0).groups == ()


def test_of_the_industry_the_latest_note_is_told(book: Book) -> None:
    """Of the customer's industry."""
    notes = [
        {"industry": "building", "date": dt.datetime(2026, 1, 1), "economy": "old"},
        {"industry": "building", "date": dt.datetime(2026, 3, 1), "economy": "new"},
        {"industry": "other", "date": dt.datetime(2026, 4, 1), "economy": "not ours"},
    ]
    frames = book(Customers=[{"name": "Ash", "kind": "company", "industry": "building"}], IndustryNotes=notes)
    (group,) = (one for one in card(frames, 0).groups if one.key == "industry")
    assert [one.value for one in group.facts] == ["new"]


def test_the_competitors_of_its_opportunities_are_told(book: Book) -> None:
    """Each as it was seen last; those of nobody's concern are not."""
    rivals = [
        {"name": "Rival", "product": "old", "seen_on": dt.datetime(2025, 1, 1)},
        {"name": "Rival", "product": "new", "seen_on": dt.datetime(2026, 1, 1)},
        {"name": "Stranger", "product": "x"},
    ]
    frames = book(Opportunities=[{"customer_id": "C1", "title": "Hall", "competitor": "Rival"}], Competitors=rivals)
    (group,) = (one for one in card(frames, 0).groups if one.key == "tblCompetitors")
    assert [row[:2] for row in group.rows] == [("Rival", "new")]


def test_the_prices_that_hold_for_it_are_told(book: Book) -> None:
    """Its own before its level's, a discount as per cent, a price to the cent; what ended or is another's is not."""
    began = {"valid_from": dt.datetime(2026, 1, 1)}
    listed: list[dict[str, Any]] = [
        {"dealer_level": "core", "discount": 0.05, **began},
        {"customer_id": "C1", "product": "tea", "price": 8.5, **began},
        {"customer_id": "C1", "product": "rice", "price": 3, "valid_to": dt.datetime(2026, 6, 29), **began},
        {"customer_id": "C2", "product": "tea", "price": 7, **began},
    ]
    frames = book(Customers=[{"name": "Ash", "kind": "company", "dealer_level": "core"}], PriceList=listed)
    (group,) = (one for one in card(frames, 0).groups if one.key == "tblPriceList")
    assert [row[:3] for row in group.rows] == [("tea", "8.50", None), ("All products", None, "5%")]


def test_what_runs_is_told_to_whom_it_is_for(book: Book) -> None:
    """Of the customer's region, or of all; nothing that has ended."""
    began = {"kind": "policy", "starts_on": dt.datetime(2026, 1, 1)}
    rows: list[dict[str, Any]] = [
        {"title": "for all", **began},
        {"title": "south", "region": "south", **began},
        {"title": "north", "region": "north", **began},
        {"title": "ended", "ends_on": dt.datetime(2026, 6, 29), **began},
    ]
    frames = book(Customers=[{"name": "Ash", "kind": "company", "region": "south"}], Policies=rows)
    (group,) = (one for one in card(frames, 0).groups if one.key == "tblPolicies")
    assert [row[1] for row in group.rows] == ["for all", "south"]


def test_a_group_of_companies_is_told_with_what_it_owes_in_all(book: Book) -> None:
    """The top first; on a card of any of them; a company that stands alone has none."""
    people = [
        {"name": "Branch", "parent": "C2", "receivable": 50},
        {"name": "Top", "receivable": 60},
        {"name": "Alone", "receivable": 70},
    ]
    frames = book(Customers=people)
    (group,) = (one for one in card(frames, 0).groups if one.key == "tblCustomers")
    assert [(row[0], row[3]) for row in group.rows] == [("Top", 60), ("Branch", 50), ("The group in all", 110)]
    assert not any(one.key == "tblCustomers" for one in card(frames, 2).groups)
