"""Loaded leads: a file of customers with their persons, read as a pasted list is, for load to write.

Where a file has more than the customer's own columns - a contact, halves of a name, parts of an address, the country of
its numbers - its rows are cleaned by the same rules as pasted ones. What no field takes is not kept in the remarks:
load names the columns it leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.language import Lang, Text
from workbook.rules.cleaning.content_kinds import look_of
from workbook.rules.importing.line_plan import values_frame
from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.importing.record_changes import split_values
from workbook.rules.importing.row_cleaning import clean_rows
from workbook.rules.journal.json_scalars import Scalar
from workbook.rules.loading.match_keys import match_keys
from workbook.rules.loading.typed_rows import DEFAULTS, REMARKS, Rejected, Rows, sifted, too_long
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.leads import lead_fields

if TYPE_CHECKING:
    import pandas as pd

    from workbook.rules.loading.source_table import Source
    from workbook.rules.reading.pasted_block import Understood

_BLANK = Text("“客户名称”是空的", "Customer name is blank")


@dataclass(frozen=True)
class LoadedLeads:
    """Customers as `typed_rows.Rows`, and their persons: place in `rows.lines` -> contacts by their own field keys."""

    rows: Rows
    people: Mapping[int, Sequence[dict[str, Scalar]]]


def holds_people(seen: Understood) -> bool:
    """Has the list more than the customers' own columns?"""
    fields = lead_fields("customers")
    if seen.target != "customers":
        return False
    told = any(fields[one.field].table is CONTACTS for one in seen.columns if one.field is not None)
    more = bool(seen.meant.countries) or bool(seen.meant.values)
    return told or any(one.part for one in seen.columns) or more or bool(_further(seen))


def _further(seen: Understood) -> set[int]:
    """Columns that no field takes, but that hold telephone numbers or e-mails: kept, so that matching sees them."""
    return {place for place in seen.unknown if look_of(seen.values(place)).look in ("phone", "mobile", "email")}


def read_leads(source: Source, labels: Mapping[str, Mapping[str, str]], lang: Lang) -> LoadedLeads:
    """Clean the rows of a file of customers. labels: as `clean_rows` wants them."""
    import pandas as pd

    seen = source.seen
    cleaned = clean_rows(seen, labels, lang, keep_unlisted=True)
    lines = [row.line for row in cleaned]
    rejected = [*too_long(source)]
    remarks: list[Rejected] = []
    customers: list[dict[str, Scalar]] = []
    people: dict[int, list[dict[str, Scalar]]] = {}
    without_kind: set[int] = set()
    further = _further(seen)
    unknown = {seen.columns[place].header for place in seen.unknown - further}
    for at, row in enumerate(cleaned):
        customer, contact = split_values(row.values)
        customer |= row.unlisted  # what a list lacks is told, or added
        if "kind" not in customer:
            customer["kind"] = "person" if row.person else DEFAULTS[CUSTOMERS.name, "kind"]
            if not row.person:
                without_kind.add(at)
        kept = [f"{header}：{text}" for header, text in row.left if header not in unknown]
        if kept:
            customer[REMARKS] = "\n".join([*([str(customer[REMARKS])] if customer.get(REMARKS) else []), *kept])
        customers.append(customer)
        contacts = [*([contact] if contact.get("name") else []), *row.people]
        if contacts:
            people[at] = contacts
        _judge(row, at, customer, rejected, remarks)
    keys = [one.key for one in CUSTOMERS.inputs if any(one.key in values for values in customers)]
    frame = values_frame(customers, CUSTOMERS, keys)
    defaulted = pd.Series([at in without_kind for at in frame.index], index=frame.index, dtype="bool")
    return LoadedLeads(sifted(frame, lines, rejected, remarks, {"kind": defaulted}), people)


def _judge(
    row: Cleaned,
    at: int,
    customer: Mapping[str, Scalar],
    rejected: list[tuple[int, Rejected]],
    remarks: list[Rejected],
) -> None:
    """Leave out what is no customer, and what somebody must decide; tell what is odd."""
    if row.left_out or row.asked:
        why = row.left_out or row.asked
        rejected.append((at, Rejected(row.line, None, "", why)))  # type: ignore[arg-type]
    elif not customer.get("name") and not customer.get("customer_id"):
        rejected.append((at, Rejected(row.line, "name", "", _BLANK)))
    remarks += [Rejected(row.line, None, "", Text(told, told)) for told in (*row.troubles, *row.notes)]


def contacts_of(
    found: LoadedLeads, new: pd.DataFrame, people: Mapping[int, Sequence[dict[str, Scalar]]]
) -> pd.DataFrame | None:
    """The persons of the new customers (`new`: with their numbers), those in further rows of one customer among them;
    None where there are none."""
    whose = dict(zip(new.index.tolist(), new["customer_id"].tolist(), strict=True))
    key = "customer_id" if "customer_id" in found.rows.frame else "name"
    same: dict[object, str] = {}
    for label, told in zip(new.index.tolist(), match_keys(new[key]).tolist(), strict=True):
        same.setdefault(told, whose[label])
    told_by = dict(zip(found.rows.frame.index.tolist(), match_keys(found.rows.frame[key]).tolist(), strict=True))
    rows: list[dict[str, Scalar]] = []
    done: set[tuple[object, ...]] = set()
    for at, contacts in people.items():
        owner = whose.get(at) or same.get(told_by.get(at))
        for contact in contacts:
            told = (owner, *sorted(contact.items()))
            if owner is not None and told not in done:
                done.add(told)
                rows.append({"customer_id": owner, **contact})
    if not rows:
        return None
    return values_frame(rows, CONTACTS, [one.key for one in CONTACTS.inputs if any(one.key in row for row in rows)])
