"""The telephone columns of a lead, read together: one cell may hold the numbers of three.

A mobile goes to the contact where there is one, else it is the customer's telephone. What is left over, and what
stands beside the numbers, is kept for the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbook.language import Lang, Text
from workbook.rules.cleaning import columns as column_rules
from workbook.rules.cleaning import phones
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.content_kinds import is_person
from workbook.rules.importing.pasted_row import KEPT, Cleaned
from workbook.rules.reading.pasted_block import Understood
from workbook.schema.tables.leads import LeadField

if TYPE_CHECKING:
    import pandas as pd

FIELDS = ("phone", "mobile", "fax", "contact_phone")
"""Lead fields of telephone columns, in the order in which they are read."""

_OTHER_NUMBERS = Text("其他电话", "Other numbers")
_BESIDE_NUMBER = Text("电话旁注", "Beside the number")


@dataclass
class Numbers:
    """The telephone numbers of one row, in the order of its columns."""

    phones: list[str] = field(default_factory=list)
    mobiles: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)  # of the column for the contact's telephone

    def add(self, key: str, phones: Sequence[str], mobiles: Sequence[str], faxes: Sequence[str]) -> None:
        """Numbers found in the column of a field: what it is called decides where the digits do not."""
        if key == "fax":
            faxes, phones = [*faxes, *phones], []
        elif key == "mobile":  # abroad a mobile is not told by its digits
            mobiles = [*mobiles, *(one for one in phones if one.startswith("+"))]
            phones = [one for one in phones if not one.startswith("+")]
        elif key == "contact_phone":
            self.contact += [one for one in phones if one not in self.contact]
            phones = []
        for to, found in ((self.phones, phones), (self.mobiles, mobiles), (self.faxes, faxes)):
            to += [number for number in found if number not in to]


def read(
    seen: Understood, rows: Sequence[Cleaned], own: Sequence[Numbers], fields: Mapping[str, LeadField], lang: Lang
) -> None:
    """Read the telephone columns of n rows into `own`, their numbers; text beside a number is told."""
    import pandas as pd

    places = seen.place_of()
    for key in FIELDS:
        if key not in places:
            continue
        pasted = pd.Series([texts.of(cell) for cell in seen.values(places[key])], dtype=object)
        split = _by_country(pasted, seen.meant.countries, seen.meant.home)
        label = fields[key].label[lang]
        for row, numbers, text, parts in zip(rows, own, pasted, split.itertuples(index=False), strict=True):
            numbers.add(key, *(_several(part) for part in (parts.phone, parts.mobile, parts.fax)))
            _tell_beside(row, label, text, parts, lang, seen.meant.home)


def _by_country(pasted: pd.Series[Any], countries: Sequence[str | None], home: str) -> pd.DataFrame:
    """The numbers of a column, each read as its row's country writes them; in a Chinese book American ones stay as they
    are written."""
    import pandas as pd

    if not any(countries):
        return column_rules.split_phones(pasted)
    of = pd.Series(
        [
            phones.HOME if home == phones.HOME and phones.is_american(text) else one or home
            for text, one in zip(pasted, countries, strict=True)
        ],
        index=pasted.index,
    )
    parts = [column_rules.split_phones(pasted[of == one], one) for one in of.unique()]
    return pd.concat(parts).loc[pasted.index]


def _several(part: object) -> list[str]:
    return part.split("; ") if isinstance(part, str) else []


def _tell_beside(row: Cleaned, label: str, text: str, parts: Any, lang: Lang, home: str) -> None:
    shown = "; ".join(part for part in (parts.phone, parts.mobile, parts.fax) if part)
    if shown and shown != text.strip():
        row.changes.append((label, text, shown))
    if shown and (doubt := phones.doubt(text, home)):
        row.notes.append(f"{label}: {doubt[lang]}")
    if not parts.left or (shown and not re.search(r"\w", parts.left)):
        return
    if shown and "contact_name" not in row.values and is_person(parts.left):
        row.values["contact_name"] = texts.disarm(parts.left)
    elif shown:
        row.left.append((_BESIDE_NUMBER[lang], parts.left))
    else:
        why = phones.clean(text, home).note or phones.NOT_A_NUMBER.format(text=text)
        row.troubles.append(f"{label}: {KEPT.format(why=why)[lang]}")
        row.left.append((label, texts.tidy(text)))


def assign(row: Cleaned, own: Numbers, lang: Lang) -> None:
    """Put the numbers of a row into its fields; `row.person` must be known."""
    has_contact = "contact_name" in row.values or row.person
    rest: list[str] = []
    if has_contact:
        if own.mobiles:
            row.values["mobile"] = own.mobiles.pop(0)
        if own.contact or own.mobiles:
            row.values["contact_phone"] = (own.contact or own.mobiles).pop(0)
        if own.phones:
            row.values["phone"] = own.phones.pop(0)
    elif numbers := [*own.phones, *own.contact, *own.mobiles]:
        row.values["phone"] = numbers[0]
        rest, own.phones, own.contact, own.mobiles = numbers[1:], [], [], []
    if own.faxes:
        row.values["fax"] = own.faxes.pop(0)
    rest += [*own.phones, *own.contact, *own.mobiles, *own.faxes]
    if rest:
        row.left.append((_OTHER_NUMBERS[lang], "; ".join(dict.fromkeys(rest))))
