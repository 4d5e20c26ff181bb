"""Weight of evidence for two records being one customer: names, numbers, addresses, in bits and in a sentence.

Every kind of evidence adds bits: log2 of how much likelier it is in a pair that is one customer than in a pair that is
not (I. Fellegi, A. Sunter, "A theory for record linkage", JASA 1969). A value missing on either side adds nothing.
Numbers and domains that many records share (a switchboard, a free mail provider, a platform) add little or nothing.
The sum is shown as a score between 0 and 1; MATCH and REVIEW are the two thresholds, in bits, for every kind of list.

Where the names contradict each other, or one is a branch of the other, the sum is held below MATCH: equal telephones
make two firms worth a look, never one.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from workbook.language import SEMICOLON, Text, joined
from workbook.rules.matching import blocking, other_names
from workbook.rules.matching.blocking import Family, keys_of
from workbook.rules.matching.name_columns import Bits, Bools, Ints, Objects
from workbook.rules.matching.name_pairs import Core, NameEvidence, Part
from workbook.rules.matching.records import Many, Records

MATCH = 10.0
"""From so many bits on, a pair is proposed as one customer."""
REVIEW = 4.0
"""From so many bits on, a pair is shown for review."""

TAX_EQUAL, TAX_DIFFERENT = 40.0, -15.0
PHONE_EQUAL, PHONE_DIFFERENT, PHONE_LEAST, PHONE_SHARED = 10.0, -1.0, 1.0, 3.0
FAX_EQUAL = 4.0
EMAIL_EQUAL, EMAIL_DIFFERENT = 10.0, -0.5
DOMAIN_EQUAL, DOMAIN_DIFFERENT, DOMAIN_LEAST, DOMAIN_SHARED = 7.0, -1.0, 0.5, 2.0
ADDRESS_EQUAL, ADDRESS_CLOSE, ADDRESS_DIFFERENT = 5.0, 3.0, -1.0
CONTACT_EQUAL, CONTACT_DIFFERENT = 4.0, -0.5
POSTCODE_EQUAL, POSTCODE_DIFFERENT = 1.0, -0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """m pairs: left row, right row, and the bits each kind of evidence adds; `bits` is the sum, held down by caps."""

    left: Ints
    right: Ints
    name: NameEvidence
    parts: dict[str, Bits]
    bits: Bits

    def __len__(self) -> int:
        return len(self.left)

    def take(self, where: Ints | Bools) -> Evidence:
        """Some of the pairs."""
        name = NameEvidence(*(getattr(self.name, field)[where] for field in NameEvidence.__dataclass_fields__))
        parts = {key: bits[where] for key, bits in self.parts.items()}
        return Evidence(self.left[where], self.right[where], name, parts, self.bits[where])


def score(bits: float) -> float:
    """Bits as a figure between 0 and 1: .5 at REVIEW, .9 at MATCH.

    >>> round(score(REVIEW), 2), round(score(MATCH), 2), round(score(20), 2)
    (0.5, 0.9, 1.0)
    """
    slope = math.log(9) / (MATCH - REVIEW)
    return 1 / (1 + math.exp(-slope * (min(max(bits, -60.0), 60.0) - REVIEW)))


def candidates(left: Records, right: Records, *, within: bool = False) -> tuple[Ints, Ints]:
    """The pairs worth weighing: see blocking.py."""
    families = [
        Family(keys_of(left.tax), keys_of(right.tax), 20, strong=True),
        Family(left.phones.keys, right.phones.keys, 20),
        Family(left.faxes.keys, right.faxes.keys, 10),
        Family(left.emails.keys, right.emails.keys, 20, strong=True),
        Family(left.domains.keys, right.domains.keys, 15),
        Family(keys_of(left.address_hash), keys_of(right.address_hash), 10),
        *blocking.name_families(left.names, right.names),
        *other_names.families(left.names, left.others, right.names, right.others),
    ]
    return blocking.pairs(families, len(right), within=within)


def weigh(left: Records, right: Records, i: Ints, j: Ints) -> Evidence:
    """The evidence of the pairs left[i[k]], right[j[k]]."""
    name = other_names.best(left.names, left.others, i, right.names, right.others, j)
    parts: dict[str, Bits] = {"name": name.bits}
    parts["tax_no"] = _tax_bits(left, i, right, j)
    parts["phone"] = _shared(
        left.phones, i, right.phones, j, len(left), len(right), PHONE_EQUAL, PHONE_DIFFERENT, PHONE_LEAST, PHONE_SHARED
    )
    parts["fax"] = _shared(left.faxes, i, right.faxes, j, len(left), len(right), FAX_EQUAL, 0.0, 0.5, PHONE_SHARED)
    parts["email"] = _shared(
        left.emails, i, right.emails, j, len(left), len(right), EMAIL_EQUAL, EMAIL_DIFFERENT, PHONE_LEAST, PHONE_SHARED
    )
    domain = _shared(
        left.domains, i, right.domains, j, len(left), len(right),
        DOMAIN_EQUAL, DOMAIN_DIFFERENT, DOMAIN_LEAST, DOMAIN_SHARED,
    )  # fmt: skip
    # An equal address says what its domain says.
    parts["domain"] = np.where(parts["email"] > 0, np.clip(domain, 0, 1), domain)
    parts["address"] = _address_bits(left.address[i], right.address[j])
    parts["contact"] = _shared(
        left.contact, i, right.contact, j, len(left), len(right), CONTACT_EQUAL, CONTACT_DIFFERENT, 1.0, 0.3
    )
    postcode_a, postcode_b = left.postcode[i], right.postcode[j]
    parts["postcode"] = np.where(
        (postcode_a == 0) | (postcode_b == 0),
        0.0,
        np.where(postcode_a == postcode_b, POSTCODE_EQUAL, POSTCODE_DIFFERENT),
    )
    bits = np.sum(list(parts.values()), axis=0) if len(i) else np.zeros(0)
    decided = parts["tax_no"] >= TAX_EQUAL
    bits = np.where(name.capped & ~decided, np.minimum(bits, MATCH - 0.5), bits)
    return Evidence(i, j, name, parts, bits)


def _shared(
    left: Many, i: Ints, right: Many, j: Ints, n_left: int, n_right: int,
    equal: float, different: float, least: float, fall: float,
) -> Bits:  # fmt: skip
    """Bits of a kind of value of which a record may have several: one in common is enough."""
    has_left, has_right = np.zeros(n_left, dtype=bool), np.zeros(n_right, dtype=bool)
    has_left[left.keys.rows], has_right[right.keys.rows] = True, True
    bits = np.where(has_left[i] & has_right[j], different, 0.0)
    both = np.flatnonzero(bits != 0) if different else np.flatnonzero(has_left[i] & has_right[j])
    if not len(both):
        return bits
    first, count = _spans(left.keys.rows, n_left)
    other_first, other_count = _spans(right.keys.rows, n_right)
    a, b = i[both], j[both]
    most, other_most = int(count[a].max()), int(other_count[b].max())
    best = np.full(len(both), -np.inf)
    for step in range(most):
        for other in range(other_most):
            there = np.flatnonzero((count[a] > step) & (other_count[b] > other))
            at, bt = first[a[there]] + step, other_first[b[there]] + other
            same = left.keys.hashes[at] == right.keys.hashes[bt]
            sharing = np.maximum(left.sharing[at], right.sharing[bt])
            worth = np.maximum(equal - fall * np.log2(np.maximum(sharing - 1, 1)), least)
            best[there] = np.where(same, np.maximum(best[there], worth), best[there])
    bits[both] = np.where(np.isfinite(best), best, different)
    return bits


def _spans(rows: Ints, size: int) -> tuple[Ints, Ints]:
    """Where each row's values begin in a list sorted by row, and how many they are."""
    count = np.bincount(rows, minlength=size).astype(np.int64)
    return np.cumsum(count) - count, count


def _tax_bits(left: Records, i: Ints, right: Records, j: Ints) -> Bits:
    from rapidfuzz.distance import OSA

    a, b = left.tax[i], right.tax[j]
    both = (a != 0) & (b != 0)
    bits = np.where(both, np.where(a == b, TAX_EQUAL, TAX_DIFFERENT), 0.0)
    for k in np.flatnonzero(both & (a != b)):
        # One or two signs apart is a slip, and says nothing either way.
        if OSA.distance(left.tax_text[i[k]], right.tax_text[j[k]], score_cutoff=2) <= 2:
            bits[k] = 0.0
    return bits


LONGEST_ADDRESS = 200
"""Signs of an address that are compared: a page of text pasted there would take minutes."""


def _address_bits(a: Objects, b: Objects) -> Bits:
    from rapidfuzz import fuzz
    from rapidfuzz.process import cpdist

    bits = np.zeros(len(a))
    both = np.flatnonzero((a != "") & (b != ""))
    if not len(both):
        return bits
    xs, ys = ([text[:LONGEST_ADDRESS] for text in side[both]] for side in (a, b))
    alike = np.asarray(cpdist(xs, ys, scorer=fuzz.token_sort_ratio, dtype=np.float32), dtype=np.float64)
    part = np.asarray(cpdist(xs, ys, scorer=fuzz.partial_ratio, dtype=np.float32), dtype=np.float64)
    # 天河路1号 and 天河路2号 are spelt alike and are not the same house.
    numbers = lru_cache(maxsize=None)(_numbers_in)
    for k in np.flatnonzero((alike >= 70) & (alike < 100)).tolist():
        one, other = numbers(xs[k]), numbers(ys[k])
        if not (one <= other or other <= one):
            alike[k] = min(alike[k], 60.0)
            part[k] = min(part[k], 60.0)
    close = (alike >= 75) | ((part >= 95) & (np.minimum([len(x) for x in xs], [len(y) for y in ys]) >= 6))
    bits[both] = np.where(
        alike >= 92, ADDRESS_EQUAL, np.where(close, ADDRESS_CLOSE, np.where(alike < 40, ADDRESS_DIFFERENT, 0.0))
    )
    return bits


def _numbers_in(address: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", address))


_EQUAL = Text("{what}相同", "{what} equal")
_SHARED_TEXT = Text("{what}相同（多家共用）", "{what} equal (shared by several)")
_DIFFERENT = Text("{what}不同", "{what} different")
_CLOSE = Text("{what}相近", "{what} close")
_NAME = Text("名称 {score}", "name {score}")
WHAT: dict[str, Text] = {
    "tax_no": Text("税号", "tax number"),
    "phone": Text("电话", "phone"),
    "fax": Text("传真", "fax"),
    "email": Text("电子邮件", "e-mail"),
    "domain": Text("网站域名", "domain"),
    "address": Text("地址", "address"),
    "contact": Text("联系人", "contact"),
    "postcode": Text("邮政编码", "postcode"),
}
_FULL = {
    "tax_no": TAX_EQUAL,
    "phone": PHONE_EQUAL,
    "fax": FAX_EQUAL,
    "email": EMAIL_EQUAL,
    "domain": DOMAIN_EQUAL,
    "address": ADDRESS_EQUAL,
    "contact": CONTACT_EQUAL,
    "postcode": POSTCODE_EQUAL,
}
_BRANCH = Text("一方是分支机构", "one is a branch of the other")
_OTHER_PLACE = Text("地区不同", "the places differ")
_OTHER_TRADE = Text("行业不同", "the trades differ")


_MISSING, _LONGER, _CONFLICT = int(Core.MISSING), int(Core.LONGER), int(Part.CONFLICT)
"""Plain numbers: looking up a member of an enum takes longer than the rest of a comparison."""


@cache
def _said(wording: Text, what: Text) -> Text:
    return wording.format(what=what)


def explain(evidence: Evidence, k: int) -> Text:
    """The evidence of pair k in one line: 'phone equal; name 0.94'."""
    said: list[Text] = []
    for key, what in WHAT.items():
        bits = float(evidence.parts[key][k])
        if key == "domain" and evidence.parts["email"][k] > 0:
            continue
        if bits > 0:
            wording: Text = _EQUAL
            if key == "address":
                wording = _EQUAL if bits >= ADDRESS_EQUAL else _CLOSE
            elif bits < _FULL[key] - 2:
                wording = _SHARED_TEXT
            said.append(_said(wording, what))
    name = evidence.name
    core = int(name.core[k])
    if core != _MISSING:
        said.append(_NAME.format(score=f"{score(float(name.bits[k])):.2f}"))
    if name.branch[k]:
        said.append(_BRANCH)
    if core >= _LONGER:
        if name.place[k] == _CONFLICT:
            said.append(_OTHER_PLACE)
        if name.trade[k] == _CONFLICT:
            said.append(_OTHER_TRADE)
    said += [
        _said(_DIFFERENT, WHAT[key]) for key in ("tax_no", "phone", "domain", "address") if evidence.parts[key][k] < 0
    ]
    return joined(said, SEMICOLON)
