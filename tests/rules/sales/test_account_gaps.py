"""What an opportunity's stage needs and is blank."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from workbook.rules.sales.account_gaps import CHAIN, DECIDER, NEEDED, gaps

STAGES = [stage for stage, _ in NEEDED]
CHAIN_OF = pd.DataFrame({"opportunity_id": ["O1", "O1"], "role": ["decider", "buyer"], "there": [True, True]})
FULL: dict[str, Any] = {key: "x" for _, keys in NEEDED for key in keys if key not in (CHAIN, DECIDER)}


def of(stage: str | None, chain: pd.DataFrame = CHAIN_OF, **more: Any) -> tuple[str, ...]:
    row = {"opportunity_id": "O1", "stage": stage, "state": "open", "competitor": "Rival"} | more
    found: tuple[str, ...] = gaps(pd.DataFrame([row]), chain).iloc[0]
    return found


@pytest.mark.parametrize(
    ("stage", "many"),
    [
        ("research", 0),
        ("contact", 0),
        ("needs", 4),
        ("demonstration", 6),
        ("negotiation", 10),
        ("contract", 10),
        ("execution", 0),
        (None, 0),
    ],
)
def test_a_stage_asks_for_what_those_before_it_do(stage: str | None, many: int) -> None:
    """With a whole chain and nothing else; after the first order nothing is asked."""
    assert len(of(stage)) == many


def test_what_is_known_is_not_asked() -> None:
    assert of("contract", CHAIN_OF, **FULL) == ()
    assert of("contract", CHAIN_OF, **{**FULL, "budget": None}) == ("budget",)


@pytest.mark.parametrize("state", ["won", "lost"])
def test_what_is_over_is_not_asked(state: str) -> None:
    assert of("negotiation", state=state) == ()


def test_a_chain_needs_somebody_and_then_who_decides() -> None:
    """A decision maker who has left is none."""
    assert of("contact", CHAIN_OF.iloc[:0]) == (CHAIN,)
    assert of("contact", CHAIN_OF.iloc[1:]) == ()
    assert of("demonstration", CHAIN_OF.iloc[1:], **FULL) == (DECIDER,)
    assert of("demonstration", CHAIN_OF.assign(there=False), **FULL) == (DECIDER,)


def test_without_a_rival_there_is_no_progress_of_one() -> None:
    asked: dict[str, Any] = {**FULL, "competitor_progress": None}
    assert of("negotiation", CHAIN_OF, **asked) == ("competitor_progress",)
    assert of("negotiation", CHAIN_OF, **asked, competitor=None) == ()
