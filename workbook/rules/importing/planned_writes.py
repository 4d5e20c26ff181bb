"""Data classes of an import: a row of the preview as it stands, and everything the import will write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook.language import Text
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.tables.contacts import CONTACTS


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the preview as it stands."""

    at: int  # its label in the preview's frame
    pasted_row: int
    decision: str
    customer: str | None  # as it stands in the cell
    shown: Mapping[str, str | None]
    values: dict[str, Scalar]
    left: str
    cells: list[tuple[int, str, str]]
    person: bool = False
    number: str = ""  # the list's own number of the customer, in words
    people: list[dict[str, Scalar]] = field(default_factory=list)  # further contacts
    like: int | None = None  # the pasted row whose customer it joins, where it names none itself


@dataclass
class Writes:
    """What an import writes. Customers and contacts that are new are dicts by field key; `changed` holds table ->
    field -> position -> value."""

    new: dict[str, list[dict[str, Scalar]]] = field(default_factory=dict)  # table -> rows, without numbers
    owners: list[str | int] = field(default_factory=list)  # for each new contact: a number, or place of a new customer
    people: dict[int, list[int]] = field(default_factory=dict)  # place of a new customer -> places of its contacts
    changed: dict[str, dict[str, dict[int, Scalar]]] = field(default_factory=dict)
    overwritten: list[tuple[str, Text, Scalar, Scalar, str]] = field(default_factory=list)
    """Whose, field, before, after, and the key of the field's list ('' for none)."""
    counts: dict[str, int] = field(default_factory=dict)
    stays: list[int] = field(default_factory=list)  # rows that stay on the preview
    problems: list[tuple[int, Text]] = field(default_factory=list)  # pasted row, why it cannot be carried out

    def add_contact(self, contact: dict[str, Scalar], place: int) -> None:
        """A new contact of the new customer at `place`."""
        contacts = self.new.setdefault(CONTACTS.name, [])
        self.people.setdefault(place, []).append(len(contacts))
        contacts.append(contact)
        self.owners.append(place)
