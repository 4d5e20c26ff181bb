"""Import targets: the fields that a pasted list may fill, under one key each, with every header people use.

A list of leads fills a customer and, beside it, one contact. A contact's field keeps its own key where no customer's
field has it (`mobile`); else it is told by its header (联系人电话) and called `contact_phone`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbook.language import Text
from workbook.schema.model import Field, Kind, Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.trade import PAYMENTS, TRANSACTIONS
from workbook.schema.tables.visits import VISITS

TARGETS: dict[str, Table] = {
    "customers": CUSTOMERS,
    "transactions": TRANSACTIONS,
    "payments": PAYMENTS,
    "visits": VISITS,
}
"""Keys of the list `import_target`, and the table its rows go to (customers: and to the contacts)."""

NO_FIELD = "none"
"""Key of the list `lead_field` for a column that is left out."""


@dataclass(frozen=True)
class LeadField:
    """One thing a pasted column may be."""

    key: str  # contact_phone
    table: Table  # tblContacts
    field: Field
    label: Text  # 联系人：电话
    headers: tuple[str, ...]  # spellings of its header, in any language

    @property
    def by_name(self) -> tuple[str, ...]:
        """Of a reference: how the name of what it refers to is headed; a table's own name is no parent's."""
        return () if self.field.ref == self.table.name else _names_of(self.field.ref)


def table_of(target: str) -> Table:
    """The table of a target: a key of TARGETS, or a table's own name."""
    from workbook import schema

    return TARGETS[target] if target in TARGETS else schema.table(target)


def target_of(table: Table) -> str:
    """The target whose rows go to a table; of other tables their name."""
    return next((key for key, one in TARGETS.items() if one is table), table.name)


@cache
def lead_fields(target: str) -> dict[str, LeadField]:
    """What a column of a list for this target (a key of TARGETS, or the name of another table) may be, by key."""
    table = table_of(target)
    found = {one.key: _own(table, one) for one in table.inputs if one.kind is not Kind.ROW_ID}
    if target == "customers":
        for one in CONTACTS.inputs:
            if one.key not in ("contact_id", "customer_id"):
                lead = _of_contact(one, taken=one.key in found or one.key == "name")
                found[lead.key] = lead
    return found


def all_lead_fields() -> list[tuple[str, Text]]:
    """Key and label of everything a column may be, over all targets: the entries of the list `lead_field`."""
    entries = [(NO_FIELD, Text("不导入这一列", "Leave this column out"))]
    for target, table in TARGETS.items():
        for lead in lead_fields(target).values():
            whose = Text("", "") if target == "customers" else Text(f"{table.label.zh}：", f"{table.label.en}: ")
            label = Text(whose.zh + lead.label.zh, whose.en + lead.label.en)
            entries.append((f"{target}.{lead.key}", label))
    return entries


def _own(table: Table, field: Field) -> LeadField:
    return LeadField(field.key, table, field, field.label, (field.label.zh, field.label.en, *field.also))


def _names_of(ref: str | None) -> tuple[str, ...]:
    """A reference may be headed by the name of what it refers to: 客户名称 for 客户编号."""
    from workbook import schema

    target = schema.table(ref) if ref else None
    if target is None or "name" not in target:
        return ()
    return (target["name"].label.zh, target["name"].label.en, *target["name"].also)


def _of_contact(field: Field, *, taken: bool) -> LeadField:
    label = Text(f"联系人：{field.label.zh}", f"Contact: {field.label.en}")
    if field.key == "name":
        also = ("联系人", "联系人姓名", "姓名", "Contact", "Contact name", "Contact person")
        return LeadField("contact_name", CONTACTS, field, label, (*also, *field.also))
    if taken:
        theirs = {h.casefold() for one in CUSTOMERS.inputs for h in (one.label.zh, one.label.en, *one.also)}
        own = (h for h in (field.label.zh, field.label.en, *field.also) if h.casefold() not in theirs)
        headers = (f"联系人{field.label.zh}", f"Contact {field.label.en}", *own)
        return LeadField(f"contact_{field.key}", CONTACTS, field, label, headers)
    return LeadField(field.key, CONTACTS, field, label, (field.label.zh, field.label.en, *field.also))
