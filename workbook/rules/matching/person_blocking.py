"""Blocking for persons: pairs that share an exact number, one with a slip, or two halves of name, address and
birthday."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from workbook.rules.matching.blocking import Keys, keys_of, left_out, together
from workbook.rules.matching.name_columns import Hashes, Objects, hashed


def keys_of_persons(fields: Mapping[str, Objects], size: int) -> dict[str, Keys]:
    """Families of keys by name. fields: `size` texts each."""
    blank = np.full(size, "", dtype=object)
    given, surname = fields.get("given_name", blank), fields.get("surname", blank)
    both = np.array(
        ["".join(sorted((g[:4], s[:4]))) if g and s else "" for g, s in zip(given, surname, strict=True)], dtype=object
    )
    address = fields.get("address", blank)
    street = np.array([text.replace(" ", "")[:6] for text in address], dtype=object)
    suburb = np.array([text.replace(" ", "")[:5] for text in fields.get("suburb", blank)], dtype=object)
    place = hashed(suburb), hashed(fields.get("postcode", blank)), hashed(fields.get("birthday", blank)), hashed(street)
    some = [hashed(both), *place]
    number = hashed(fields.get("street_number", blank))
    heads = _heads(given), _heads(surname)
    keys = {"names": keys_of(hashed(both))}
    for key in ("id_number", "birthday", "phone", "mobile", "email"):
        if key in fields:
            keys[key] = keys_of(hashed(fields[key]))
    for key, longest in (("id_number", 18), ("birthday", 8)):
        if key in fields:
            keys[f"{key} with a slip"] = left_out(
                fields[key], np.flatnonzero(fields[key] != ""), shortest=5, longest=longest
            )
    for a in range(len(some)):
        for b in range(a):
            keys[f"two of five: {b} and {a}"] = keys_of(together(some[a], some[b]))
    for k, head in enumerate(heads):
        # A swapped name has its halves in the other column: one family for both.
        for a, where in enumerate(place):
            merged = keys_of(together(head, where))
            known = keys.get(f"name half and place {a}")
            keys[f"name half and place {a}"] = merged if known is None or k == 0 else _merged(known, merged)
    keys["street and number"] = keys_of(together(hashed(street), number))
    return keys


def _heads(names: Objects) -> Hashes:
    return hashed(np.array([name[:3] for name in names], dtype=object))


def _merged(a: Keys, b: Keys) -> Keys:
    return Keys(np.concatenate((a.rows, b.rows)), np.concatenate((a.hashes, b.hashes)))
