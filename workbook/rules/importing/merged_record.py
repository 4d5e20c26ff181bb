"""Merging two customers into one, field by field: the survivor's value where there is one, else the other's.

>>> merged({"name": "甲乙有限公司", "phone": None, "remarks": "a"}, {"name": "甲乙", "phone": "1", "remarks": "b"})
Merged(changes={'phone': '1', 'remarks': 'a\\nb'}, differing=[('name', '甲乙有限公司', '甲乙')])
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook.language import COLON, Lang
from workbook.rules.cleaning import emails
from workbook.rules.importing.record_changes import NUMBERS, added_text, same_person
from workbook.rules.journal.json_scalars import Scalar
from workbook.rules.matching.cell_keys import number_keys
from workbook.rules.matching.company_names import normal
from workbook.schema.model import Table

OWN = frozenset({"row_id", "customer_id", "contact_id"})
"""What makes a row itself: never taken from the other."""

_BETWEEN = re.compile(r"[、;；\n]")

NOTES = frozenset({"remarks"})
"""Where both have something to say, both stay."""


EARLIEST = frozenset({"created_on"})
"""Days of which the earlier is the customer's: it was known from then on."""


KEPT = ("name", "phone", "mobile", "fax", "email", "website", "address", "tax_no", "im", "home_phone")
"""How a customer or contact is known and reached: what is not taken over of these is kept in the remarks."""


@dataclass(frozen=True)
class Merged:
    """What the survivor takes over, and where the two differ: (field, survivor's value, the other's)."""

    changes: dict[str, Scalar] = field(default_factory=dict)
    differing: list[tuple[str, Scalar, Scalar]] = field(default_factory=list)


def merged(keep: Mapping[str, Scalar], drop: Mapping[str, Scalar], locked: frozenset[str] = frozenset()) -> Merged:
    """keep, drop: inputs as JSON scalars; locked: the survivor's cells that could not be read, which stay."""
    done = Merged()
    for key, value in drop.items():
        mine = keep.get(key)
        if key in OWN or key in locked or value in (None, False) or value == mine:
            continue
        if mine in (None, False):
            done.changes[key] = value
        elif key in EARLIEST:
            if str(value) < str(mine):
                done.changes[key] = value
        elif key in NOTES:
            both = added_text(mine, value)
            if both is not None:
                done.changes[key] = both
        else:
            done.differing.append((key, mine, value))
    return done


def called_too(result: Merged, keep: Mapping[str, Scalar]) -> str | None:
    """The survivor's former names with the name and former names of the other, so that lists and searches still find
    it by them; None where there is nothing to add.

    >>> called_too(merged({"name": "甲"}, {"name": "乙"}), {"name": "甲", "former_names": "丙"})
    '丙、乙'
    """
    others = [str(other) for key, _, other in result.differing if key in ("name", "former_names")]
    mine = str(result.changes.get("former_names") or keep.get("former_names") or "")
    known = {normal(one) for one in (*_BETWEEN.split(mine), str(keep.get("name") or ""))}
    new = [one for other in others for one in _BETWEEN.split(other) if one and normal(one) not in known]
    return "、".join([*([mine] if mine else []), *dict.fromkeys(new)]) if new else None


def also_known(result: Merged, keep: Mapping[str, Scalar], table: Table, lang: Lang) -> str | None:
    """The survivor's remarks with how else it is known and reached; None where there is nothing to add.

    >>> from workbook.schema.tables.customers import CUSTOMERS
    >>> also_known(merged({"phone": "1"}, {"phone": "2"}), {"phone": "1"}, CUSTOMERS, "zh")
    '电话：2'
    """
    colon = COLON[lang]
    lines = [f"{table[key].label[lang]}{colon}{other}" for key, _, other in result.differing if key in KEPT]
    return added_text(result.changes.get("remarks") or keep.get("remarks"), *lines)


def same_contact(a: Mapping[str, Scalar], b: Mapping[str, Scalar]) -> bool:
    """Are two contacts of one customer one person: the same name, and no number or address that contradicts it?

    >>> same_contact({"name": "张伟", "mobile": "13800138000"}, {"name": "张 伟先生", "phone": "138 0013 8000"})
    True
    >>> same_contact({"name": "张伟", "mobile": "13800138000"}, {"name": "张伟", "mobile": "13900139000"})
    False
    """
    if not isinstance(a.get("name"), str) or not same_person(str(a["name"]), b.get("name")):
        return False
    one, other = _reached_by(a), _reached_by(b)
    return not one or not other or bool(one & other)


def _reached_by(contact: Mapping[str, Scalar]) -> set[str]:
    numbers = {key for column in NUMBERS for key in number_keys(str(contact.get(column) or ""))}
    return numbers | ({emails.match_key(str(contact["email"]))} if contact.get("email") else set())


def survivor(first: Mapping[str, Scalar], second: Mapping[str, Scalar]) -> bool:
    """Should the first of two duplicates stay: the one with more filled cells, else the older number."""
    a, b = (sum(value not in (None, False) for value in row.values()) for row in (first, second))
    return (-a, str(first.get("customer_id"))) <= (-b, str(second.get("customer_id")))
