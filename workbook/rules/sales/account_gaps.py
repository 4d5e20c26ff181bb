"""What is to be known of an opportunity at the stage that it has reached, and is blank.

Whoever meets a customer for the first time begins the decision chain; needs and budget are known once needs are
confirmed; criteria, procedure and who decides before a demonstration; way and progress of the purchase, the
competitor's progress - where one is named - and our team when it comes to negotiating. A stage asks for what those
before it do, up to the first order; after that nothing is asked any more, as of one that is won or lost. A decision
maker who has left is none.

>>> deal = pd.DataFrame({"opportunity_id": ["O1"], "stage": ["needs"], "state": ["open"], "budget": [100.0]})
>>> chain = pd.DataFrame({"opportunity_id": ["O1"], "role": ["buyer"], "there": [True]})
>>> gaps(deal, chain).tolist()
[('organisation_needs', 'department_needs', 'person_needs')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.sales.pipeline import LOST, WON

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHAIN, DECIDER = "chain", "decider"
"""What is asked beside the fields: somebody in the chain, somebody in it who decides."""

NEEDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("contact", (CHAIN,)),
    ("needs", ("organisation_needs", "department_needs", "person_needs", "budget")),
    ("demonstration", ("decision_criteria", "decision_process", DECIDER)),
    ("negotiation", ("purchase_way", "purchase_progress", "competitor_progress", "service_team")),
    ("contract", ()),
)
"""Stage -> what is to be known from it on; before the first of them, and after the last, nothing is asked."""


def gaps(opportunities: pd.DataFrame, chain: pd.DataFrame) -> pd.Series[Any]:
    """Of each opportunity the keys of what is blank, in the order of NEEDED (tuples, on its index).

    `opportunities` has opportunity_id, stage, state (keys) and the fields of NEEDED, a missing one being blank;
    `chain` opportunity_id (resolved), role, there (False: has left).
    """
    stages = [stage for stage, _ in NEEDED]
    reached = opportunities["stage"].map({stage: at for at, stage in enumerate(stages)}).fillna(-1)
    going = ~opportunities["state"].isin((WON, LOST)).to_numpy(dtype=bool)
    reach: NDArray[np.float64] = np.where(going, reached.to_numpy(dtype="float64"), -1)
    blank = _blank(opportunities, chain)
    found = [
        tuple(key for at, (_, keys) in enumerate(NEEDED) if at <= far for key in keys if blank[key][row])
        for row, far in enumerate(reach.tolist())
    ]
    return pd.Series(found, index=opportunities.index, dtype=object)


def _blank(opportunities: pd.DataFrame, chain: pd.DataFrame) -> dict[str, list[bool]]:
    many = len(opportunities)
    fields = [key for _, keys in NEEDED for key in keys if key not in (CHAIN, DECIDER)]
    made = {key: opportunities[key].isna().tolist() if key in opportunities else [True] * many for key in fields}
    ids = opportunities["opportunity_id"]
    deciding = chain["role"].eq(DECIDER) & chain["there"]
    made[CHAIN] = (~ids.isin(chain["opportunity_id"].dropna())).tolist()
    made[DECIDER] = (~ids.isin(chain.loc[deciding, "opportunity_id"].dropna())).tolist()
    if "competitor" in opportunities:
        named = opportunities["competitor"].notna().tolist()
        made["competitor_progress"] = [a and b for a, b in zip(made["competitor_progress"], named, strict=True)]
    return made
