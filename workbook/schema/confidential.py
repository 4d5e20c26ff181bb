"""Confidentiality: which tables and fields are confidential, by kind of customer.

Three layers. A whole table may be (family, bank profiles, the journal, what was pasted). A field may be, whoever it
belongs to (`Field.confidential`: birth date, identity number, home, card). And a field may be private only because
its customer is a person: a company's address and telephone stand on its letterhead, an individual's do not. The
place where a person works is private for the same reason; of a company's contact it is the company's own name.

Where the kind of customer is not known, it is taken for a person. Free text is not decided here: notes are scanned
for telephone numbers, identity numbers and cards by whoever makes a copy.

>>> is_confidential("tblCustomers", "phone", "company"), is_confidential("tblCustomers", "phone", "person")
(False, True)
>>> is_confidential("tblContacts", "birthday", "company"), is_confidential("tblFamily", "job", "company")
(True, True)
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workbook import schema
from workbook.schema.model import Copied, Field, Kind, Table, Who

COMPANY = "company"
"""The key of `customer_kind` whose address and telephone are public."""

OF_A_PERSON: Mapping[str, frozenset[str]] = {
    "tblCustomers": frozenset(
        {"phone", "fax", "email", "website", "address", "postcode", "tax_no", "authorised_buyer", "contact_limits"}
    ),
    "tblProfiles": frozenset({"assets", "plot_no", "owner_name", "legal_person", "decision_maker_names"}),
    "tblContacts": frozenset(
        {"phone", "email", "im", "employer", "department", "position", "post", "work_region", "vehicle", "birthplace"}
    ),
    "tblAnniversaries": frozenset({"month_day", "what"}),
    "tblAddresses": frozenset({"address", "recipient", "phone"}),
    "tblVisits": frozenset({"place"}),
    "tblVisitPlan": frozenset({"address", "phone"}),
}
"""Fields that are private where the customer is a person, by table."""


INSIDE: Mapping[str, frozenset[str]] = {
    "tblCustomers": frozenset(
        {"phone", "fax", "email", "website", "address", "postcode", "authorised_buyer", "contact_limits"}
    ),
    "tblContacts": frozenset(
        {"mobile", "phone", "email", "im", "birthday", "age", "sheng_xiao", "star_sign", "birthplace", "employer",
         "department", "position", "post", "work_region", "vehicle"}
    ),
    "tblAnniversaries": frozenset({"month_day", "what"}),
    "tblAddresses": frozenset({"address", "recipient", "phone"}),
    "tblVisits": frozenset({"place"}),
    "tblVisitPlan": frozenset({"address", "phone"}),
}
"""What is confidential and yet stands on a card and in a salesperson's copy: whoever looks after a customer must reach
the customer."""


def may_stand_on_card(table: str | Table, field: str, customer_kind: str | None) -> bool:
    """May a card have this value without being asked for private facts? Costs never do.

    >>> may_stand_on_card("tblContacts", "mobile", "person"), may_stand_on_card("tblContacts", "religion", "company")
    (True, False)
    """
    declared = schema.table(table) if isinstance(table, str) else table
    if field in INSIDE.get(declared.name, frozenset()):
        return True
    return not (field in declared and declared[field].at_home) and not is_confidential(declared, field, customer_kind)


def is_confidential(table: str | Table, field: str, customer_kind: str | None) -> bool:
    """Must this value stay out of a shared copy? `customer_kind` is a key of the list customer_kind, or None where
    it is unknown; KeyError for an unknown table or field."""
    declared = schema.table(table) if isinstance(table, str) else table
    if declared.confidential or declared[field].confidential:
        return True
    return customer_kind != COMPANY and field in OF_A_PERSON.get(declared.name, frozenset())


def confidential_fields(table: str | Table, customer_kind: str | None) -> tuple[Field, ...]:
    """The confidential columns of a table for one kind of customer, in column order."""
    declared = schema.table(table) if isinstance(table, str) else table
    return tuple(f for f in declared.fields if is_confidential(declared, f.key, customer_kind))


class Audience(StrEnum):
    """Whom a copy is for."""

    OWNER = "owner"  # a salesperson: the own customers, and how to reach them; no costs
    MANAGER = "manager"  # every customer, costs included; nothing personal
    ANONYMOUS = "anonymous"  # somebody outside who looks at a problem: names and numbers are replaced


def may_travel(
    table: str | Table, customer_kind: str | None, audience: Audience = Audience.OWNER
) -> tuple[Field, ...]:
    """The allow-list: columns of a table that may stand in a copy, of rows of one kind of customer.

    Of what users fill: their columns. Of a result: theirs, and what the program filled in that is no free text (a
    reason may tell what stays at home); the copy works the rest out again. The row_id goes, by which a copy is merged.

    >>> [one.key for one in may_travel("tblProducts", "company")][:4]
    ['row_id', 'product_id', 'name', 'category']
    >>> "cost" in {one.key for one in may_travel("tblTransactions", "company")}
    False
    """
    declared = schema.table(table) if isinstance(table, str) else table
    if declared.confidential or declared.copied is Copied.NEVER:
        return ()
    return tuple(f for f in declared.fields if _travels(declared, f, customer_kind, audience))


def _travels(table: Table, field: Field, customer_kind: str | None, audience: Audience) -> bool:
    if field.kind is Kind.ROW_ID or field.key == table.key:
        return True
    if field.hidden or field.formula or field.who is Who.RULE:
        return False
    if field.who is Who.PROGRAM and field.kind is Kind.NOTE:
        return False
    if field.at_home and audience is not Audience.MANAGER:
        return False
    if audience is Audience.OWNER and field.key in INSIDE.get(table.name, frozenset()):
        return True
    return not is_confidential(table, field.key, customer_kind)
