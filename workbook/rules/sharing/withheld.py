"""What a copy must not hold: every number, code, e-mail and address of the book that has no business in it.

Kept as 64-bit hashes in order, so that the numbers of a hundred thousand customers take a megabyte and are looked up
together. What stands in the copy rightfully (a customer's own telephone) is taken out; what is left may stand in no
part of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook import schema
from workbook.rules.sharing.tokens import LEAST_ADDRESS, LEAST_DIGITS, MAY_HOLD, address, canonical, numbers
from workbook.schema.model import Field, Kind, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLAIN = r"[0-9A-Za-z+()/. \-]{0,24}"
_HEAD, _LONG = LEAST_ADDRESS, 2_000


@dataclass(frozen=True)
class Withheld:
    """Numbers and e-mails by hash, in order; addresses by their first signs."""

    codes: NDArray[np.uint64]
    addresses: Mapping[str, tuple[str, ...]]  # first six signs -> whole addresses

    def has(self, found: Iterable[str]) -> list[str]:
        """Which of these tokens are withheld."""
        listed = list(found)
        if not listed or not len(self.codes):
            return []
        sought = hashes(listed)
        places = np.minimum(np.searchsorted(self.codes, sought), len(self.codes) - 1)
        return [listed[at] for at in np.flatnonzero(self.codes[places] == sought).tolist()]

    def addresses_in(self, text: str) -> Iterator[str]:
        """The withheld addresses that a text holds; the text as `tokens.address` writes it."""
        if not self.addresses or len(text) < _HEAD:
            return
        for at in range(len(text) - _HEAD + 1) if len(text) < _LONG else self._places(text):
            for whole in self.addresses.get(text[at : at + _HEAD], ()):
                if text.startswith(whole, at):
                    yield whole

    def _places(self, text: str) -> list[int]:
        """Where one of the addresses may begin, of a long text at once: the first six signs as one number."""
        heads = np.unique(_windows("\0".join(self.addresses))[:: _HEAD + 1])
        return np.flatnonzero(np.isin(_windows(text), heads)).tolist()


def _windows(text: str) -> Any:
    """Each six signs of a text that follow each other, as a number."""
    signs = np.frombuffer(text.encode("utf-32-le"), dtype="uint32").astype("uint64")
    total = np.zeros(len(signs) - _HEAD + 1, dtype="uint64")
    for at in range(_HEAD):
        total = total * np.uint64(1_000_003) + signs[at : at + len(total)]
    return total


def is_address(field: Field) -> bool:
    """Does the column hold addresses?"""
    return field.key.endswith("address")


def is_free(field: Field) -> bool:
    """Is it text in which anything may stand?"""
    return (
        field.kind in (Kind.TEXT, Kind.NOTE)
        and not is_address(field)
        and not (field.check or field.hidden or field.list)
    )


def looked_at(table: Table) -> Iterator[Field]:
    """The columns in which numbers, e-mails and addresses may stand."""
    for field in table.fields:
        if field.kind in _TEXTS and not (field.list or field.hidden):
            yield field


_TEXTS = (Kind.ID, Kind.TEXT, Kind.NOTE, Kind.PHONE, Kind.EMAIL, Kind.URL)


def hashes(found: Iterable[str]) -> NDArray[np.uint64]:
    """Texts as 64-bit numbers."""
    values: Any = pd.util.hash_array(np.array(list(found), dtype=object), categorize=False)
    return np.asarray(values, dtype="uint64")


def secrets(frames: Mapping[str, pd.DataFrame]) -> Withheld:
    """Everything of these tables that could be looked for."""
    codes: list[NDArray[np.uint64]] = []
    addresses: set[str] = set()
    for name, frame in frames.items():
        if schema.table(name).result:
            continue  # made of the others
        for field in looked_at(schema.table(name)):
            if field.key in frame and len(frame):
                values = frame[field.key].dropna().unique()
                codes.append(hashes(codes_of(values)))
                if is_address(field):
                    addresses.update(text for value in values if len(text := address(str(value))) >= _HEAD)
    joined = np.unique(np.concatenate(codes)) if codes else np.array([], dtype="uint64")
    return Withheld(joined, _by_head(addresses))


def codes_of(values: Iterable[Any]) -> list[str]:
    """The tokens of distinct values: most are one plain code, which is written out at once."""
    texts = pd.Series(list(values), dtype="str")
    texts = texts[texts.str.contains(MAY_HOLD, regex=True)]
    if texts.empty:
        return []
    plain = texts.str.fullmatch(_PLAIN)
    bare = texts[plain].str.replace(r"[^0-9A-Za-z]", "", regex=True).str.upper()
    enough = bare.str.count(r"\d") >= LEAST_DIGITS
    known = bare[enough]
    abroad = known.str.match(r"0{0,2}86\d{10,11}$")
    several = texts[plain & texts.str.contains(r"[/ ]", regex=True)]
    known, abroad = known[~known.index.isin(several.index)], abroad[~known.index.isin(several.index)]
    found = {*known[~abroad].tolist(), *map(canonical, known[abroad].tolist())}
    for text in [*texts[~plain].tolist(), *several.tolist()]:
        found |= numbers(text)
    return list(found)


def withheld_of(codes: Iterable[str], addresses: Iterable[str]) -> Withheld:
    """These tokens and addresses."""
    return Withheld(np.unique(hashes(sorted(codes))), _by_head(addresses))


def without(every: Withheld, rightful: Withheld, texts: str = "") -> Withheld:
    """What is left when a copy's own is taken out. texts: the addresses of the copy, in each of which a shorter one of
    somebody else may stand."""
    codes = every.codes[~np.isin(every.codes, rightful.codes)]
    own = {one for many in rightful.addresses.values() for one in many}
    own.update(one for line in texts.split("\n") for one in every.addresses_in(line))
    if not own:
        return Withheld(codes, every.addresses)
    left = {head: kept for head, many in every.addresses.items() if (kept := tuple(x for x in many if x not in own))}
    return Withheld(codes, left)


def address_text(frames: Mapping[str, pd.DataFrame]) -> str:
    """All addresses and names that stand in a copy rightfully, one after the other."""
    parts: list[str] = []
    for name, frame in frames.items():
        for field in schema.table(name).fields:
            if field.key in frame and (is_address(field) or field.key in ("name", "place", "customer_name")):
                parts += [address(str(value)) for value in frame[field.key].dropna().unique()]
    return "\n".join(parts)


def _by_head(addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in sorted(addresses):
        found.setdefault(one[:_HEAD], []).append(one)
    return {head: tuple(many) for head, many in found.items()}
