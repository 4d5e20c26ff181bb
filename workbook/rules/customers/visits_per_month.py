"""Visit frequency of a customer: the larger of what its grade and its willingness ask for.

Both numbers stand in the lists (`grade` and `willingness`, column visits), where the user may change them. Blank
when neither says anything: then there is no calendar cycle.

>>> visits_per_month(3.0, 1.0), visits_per_month(None, 1.0), visits_per_month(None, None)
(3.0, 1.0, None)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


def visits_per_month(by_grade: float | None, by_willingness: float | None) -> float | None:
    """The larger of two numbers, either of which may be missing."""
    return max((one for one in (by_grade, by_willingness) if one is not None), default=None)


def visits(
    customers: pd.DataFrame, grade_visits: Mapping[str, float], willingness_visits: Mapping[str, float]
) -> pd.Series[Any]:
    """Visits a month of every customer (float64, NaN = no cycle) from the columns grade and willingness (keys)."""
    asked = [
        customers[key].map(dict(table)).to_numpy(dtype="float64", na_value=np.nan)
        for key, table in (("grade", grade_visits), ("willingness", willingness_visits))
    ]
    return pd.Series(np.fmax(*asked), index=customers.index, name="visits_per_month")
