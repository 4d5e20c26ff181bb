"""Records prepared for matching: names parsed, cells as match keys."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from workbook.rules.cleaning import text as texts
from workbook.rules.matching import name_columns as name_rules
from workbook.rules.matching import other_names
from workbook.rules.matching.blocking import Keys
from workbook.rules.matching.cell_keys import (
    address_key_of,
    mail_domain,
    mail_keys,
    number_keys,
    person_keys_of,
    record_kind,
    site_key,
    tax_key,
)
from workbook.rules.matching.name_columns import Hashes, Ints, Names, Objects, hashed
from workbook.rules.matching.other_names import OtherNames
from workbook.rules.names.chinese_characters import simplify_all, translated

if TYPE_CHECKING:
    import pandas as pd

_NONE: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Many:
    """Values of which a row may have several (its telephones): row and hash of each, and how many rows share it."""

    keys: Keys
    sharing: Ints


@dataclass(frozen=True, slots=True)
class Records:
    """n records made ready for matching: names taken apart, numbers as keys."""

    names: Names
    others: OtherNames
    tax: Hashes
    tax_text: Objects
    phones: Many
    faxes: Many
    emails: Many
    domains: Many
    address: Objects
    address_hash: Hashes
    contact: Many
    postcode: Hashes

    def __len__(self) -> int:
        return len(self.names)


def prepare(frame: pd.DataFrame) -> Records:
    """Make n records ready. Columns used where present: name and other names, kind, tax_no, phone, mobile, fax, email,
    website, address, contact_name, postcode; cells are text or None, best cleaned before."""
    columns = _Columns(frame)
    kinds = [record_kind(value) for value in columns["kind"]] if "kind" in frame else None
    tax = np.array([value and tax_key(value) for value in columns["tax_no"]], dtype=object)
    mails = [mail_keys(value) if value else _NONE for value in columns["email"]]
    sites = [value and site_key(value) for value in columns["website"]]
    domains = [
        {*map(mail_domain, own), site} - {""} if own or site else _NONE for own, site in zip(mails, sites, strict=True)
    ]
    numbers = [
        number_keys(a) | number_keys(b) if a or b else _NONE
        for a, b in zip(columns["phone"], columns["mobile"], strict=True)
    ]
    plain = simplify_all(translated(columns["address"], texts.WIDTHS))
    address = np.array([address_key_of(value) if value else "" for value in plain], dtype=object)
    return Records(
        names=name_rules.prepare(columns["name"], kinds),
        others=other_names.prepare(frame),
        tax=hashed(tax),
        tax_text=tax,
        phones=_many(numbers),
        faxes=_many([number_keys(value) if value else _NONE for value in columns["fax"]]),
        emails=_many(mails),
        domains=_many(domains),
        address=address,
        address_hash=hashed(address),
        contact=_many([person_keys_of(value) if value else _NONE for value in simplify_all(columns["contact_name"])]),
        postcode=hashed(np.array([value.strip() for value in columns["postcode"]], dtype=object)),
    )


def joined(first: Records, second: Records) -> Records:
    """The records of a frame that were made ready in two parts, the upper rows and the lower ones: `prepare(frame)`."""
    parts: dict[str, Any] = {}
    for key in (field.name for field in fields(Records)):
        one, other = getattr(first, key), getattr(second, key)
        if isinstance(one, Many):
            rows = np.concatenate([one.keys.rows, other.keys.rows + len(first)])
            parts[key] = _counted(rows, np.concatenate([one.keys.hashes, other.keys.hashes]))
        elif isinstance(one, OtherNames):
            parts[key] = other_names.joined(one, other, len(first))
        elif isinstance(one, Names):
            columns = (field.name for field in fields(Names))
            parts[key] = Names(**{at: np.concatenate([getattr(one, at), getattr(other, at)]) for at in columns})
        else:
            parts[key] = np.concatenate([one, other])
    return Records(**parts)


class _Columns:
    """Columns of a frame as lists of text; a column that is not there is all blank."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def __getitem__(self, key: str) -> list[str]:
        if key not in self._frame:
            return [""] * len(self._frame)
        return as_texts(self._frame[key].tolist())


def as_texts(values: list[object]) -> list[str]:
    """Cells as text, blank ones as ''."""
    kinds = set(map(type, values))
    if kinds <= {str}:
        return cast("list[str]", values)
    if kinds <= {str, type(None)}:
        return [value or "" for value in cast("list[str | None]", values)]
    return [value if isinstance(value, str) else texts.of(value) for value in values]


def _many(values: list[AbstractSet[str]]) -> Many:
    rows = np.repeat(np.arange(len(values)), np.fromiter(map(len, values), dtype=np.int64, count=len(values)))
    flat = np.array([value for own in values if own for value in (sorted(own) if len(own) > 1 else own)], dtype=object)
    return _counted(rows, hashed(flat))


def _counted(rows: Ints, hashes: Hashes) -> Many:
    _, back, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    return Many(Keys(rows, hashes), counts[back].astype(np.int64) if len(hashes) else np.zeros(0, dtype=np.int64))
