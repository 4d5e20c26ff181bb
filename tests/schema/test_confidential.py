"""What stays out of a shared copy."""

from __future__ import annotations

import pytest

from workbook import schema
from workbook.schema.confidential import OF_A_PERSON, confidential_fields, is_confidential, may_travel


@pytest.mark.parametrize("field", ["address", "phone", "email"])
def test_a_persons_address_is_private_and_a_companys_is_not(field: str) -> None:
    """An individual's address and telephone are private; a company's stand on its letterhead."""
    assert is_confidential("tblCustomers", field, "person")
    assert not is_confidential("tblCustomers", field, "company")


def test_an_unknown_kind_of_customer_is_taken_for_a_person() -> None:
    """Where the kind is blank or a label nobody knows, the safe side is taken."""
    for kind in (None, "", "other"):
        assert is_confidential("tblCustomers", "address", kind)


@pytest.mark.parametrize(
    "field",
    ["birthday", "age", "sheng_xiao", "star_sign", "id_number", "religion", "income_level", "mobile", "home_address",
     "home_phone", "at_home", "body_size", "card_number"],
)  # fmt: skip
def test_what_a_salesperson_must_keep_secret_is_secret_for_everyone(field: str) -> None:
    """Home, card, hours at home, sizes, birth date and what gives it away are private whatever the customer is."""
    for kind in ("company", "person"):
        assert is_confidential("tblContacts", field, kind)


def test_where_a_person_works_is_private() -> None:
    """The workplace of an individual is as private as the birth date; of a company's contact it is no secret."""
    assert is_confidential("tblContacts", "employer", "person")
    assert not is_confidential("tblContacts", "employer", "company")


@pytest.mark.parametrize("name", ["tblFamily", "tblBankProfiles", "tblJournal", "tblLeadPreview", "tblImportLog"])
def test_a_confidential_table_lets_nothing_travel(name: str) -> None:
    """Family, bank profiles, journal and pasted leads never leave, not even a column."""
    assert may_travel(name, "company") == ()
    assert len(confidential_fields(name, "company")) == len(schema.table(name).fields)


def test_a_copy_keeps_the_row_id_and_drops_the_secrets() -> None:
    """The allow-list of customers holds the row_id, by which a copy is merged, and no bank account."""
    keys = {f.key for f in may_travel("tblCustomers", "company")}
    assert {"row_id", "name", "phone"} <= keys
    assert "bank_account" not in keys


def test_every_private_field_exists() -> None:
    """The predicate names real columns: a renamed field cannot slip out of it."""
    for name, keys in OF_A_PERSON.items():
        assert keys <= set(schema.table(name).keys), name


def test_more_is_private_of_a_person_than_of_a_company() -> None:
    """Nothing that is private for a company's sake becomes public for a person."""
    for table in schema.TABLES:
        assert set(confidential_fields(table, "company")) <= set(confidential_fields(table, "person"))
