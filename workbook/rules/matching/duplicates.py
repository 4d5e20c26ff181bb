"""Duplicate detection within one list: records that may be one customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.matching.evidence import MATCH, REVIEW, Evidence, candidates, explain, score, weigh
from workbook.rules.matching.name_columns import Bits
from workbook.rules.matching.name_pairs import Part
from workbook.rules.matching.records import prepare

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records of the book that may be one customer; `sure` where the evidence is above MATCH."""

    first: str
    second: str
    score: float
    sure: bool
    evidence: Text


def duplicates(customers: pd.DataFrame, *, least: float = REVIEW) -> list[Duplicate]:
    """Pairs of records in the book that may be one customer, surest first."""
    records = prepare(customers)
    i, j = candidates(records, records, within=True)
    found = weigh(records, records, i, j)
    bits = unambiguous(found)
    ids = [texts.of(value) for value in customers["customer_id"].tolist()]
    order = np.argsort(-bits, kind="stable")
    return [
        Duplicate(ids[i[k]], ids[j[k]], round(score(float(bits[k])), 4), bool(bits[k] >= MATCH), explain(found, int(k)))
        for k in order.tolist()
        if bits[k] >= least
    ]


def unambiguous(found: Evidence) -> Bits:
    """The bits of pairs within one list, held below MATCH where a bare name (上海宏达) fits several firms that are not
    one (上海宏达贸易, 上海宏达建材): nothing tells which of them it is."""
    bits = found.bits.copy()
    sure = bits >= MATCH
    partners: dict[int, dict[int, int]] = {}
    for k in np.flatnonzero(sure).tolist():
        partners.setdefault(int(found.left[k]), {})[int(found.right[k])] = k
        partners.setdefault(int(found.right[k]), {})[int(found.left[k])] = k
    for others in partners.values():
        if len(others) < 2:
            continue
        for one in others:
            apart = any(other != one and other not in partners[one] for other in others)
            k = others[one]
            vague = found.name.place[k] == Part.MISSING or found.name.trade[k] == Part.MISSING
            if apart and vague and not found.name.spelt_alike[k] and found.bits[k] - found.name.bits[k] < 3:
                bits[k] = MATCH - 0.5
    return bits
