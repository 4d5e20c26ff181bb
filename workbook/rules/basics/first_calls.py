"""Prospects that nobody has ever contacted, as a list imported from a fair brings them by the hundred.

They wait in one line a salesperson (rules/reminders/kinds/first_call.py), ten a day; until the first touch nobody owes
them a visit and no contact falls due.

>>> waiting(pd.DataFrame({"grade": ["prospect", "prospect", "A"], "last_contact": [None, "2026-05-01", None]})).tolist()
[True, False, False]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

PROSPECT = "prospect"
"""The key of the grade of who never ordered."""


def waiting(customers: pd.DataFrame) -> NDArray[np.bool_]:
    """Which of the customers (n; grade, last_contact) were never contacted and never ordered."""
    found: NDArray[np.bool_] = customers["grade"].eq(PROSPECT).to_numpy(dtype=bool)
    return found & customers["last_contact"].isna().to_numpy()
