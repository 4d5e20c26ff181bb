"""Data class of one row's decision, and the counts of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbook.language import Text
from workbook.rules.matching.evidence import MATCH, score

Decision = Literal["new", "update", "same", "review", "rejected"]
DECISIONS: tuple[Decision, ...] = ("new", "update", "same", "review", "rejected")


@dataclass(frozen=True, slots=True)
class Decided:
    """One row's decision. `customer_id`: the record matched or proposed. `fills` and `overwrites`: the fields whose
    blank the row would fill, or whose value it would replace. `like_row`: position of an earlier row it is like."""

    decision: Decision
    reason: Text
    customer_id: str | None = None
    score: float = 0.0
    evidence: Text | None = None
    fills: tuple[str, ...] = ()
    overwrites: tuple[str, ...] = ()
    like_row: int | None = None

    @property
    def sure(self) -> bool:
        """Is one record of the book named, by its id or with evidence above MATCH?"""
        return self.customer_id is not None and self.score >= round(score(MATCH), 4)


def counts(decided: Sequence[Decided]) -> dict[Decision, int]:
    """How many rows have each decision; the figures add up to the rows."""
    return {decision: sum(one.decision == decision for one in decided) for decision in DECISIONS}
