"""Which rows of visits tell of something that happened: all but the letters that still have to be sent.

`mail` notes a draft as 待发 (draft). Until somebody marks it 已发 (sent) nobody has been contacted: the row is no
touch, moves no next contact and closes no reminder. Blank is any other visit or call, and counts.

>>> happened(pd.DataFrame({"sent": ["draft", "sent", None]})).tolist()
[False, True, True]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAFT = "draft"
"""The key of the list send_state of what is still to be sent."""


def happened(visits: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows count (n); without the column `sent` (key) all of them."""
    if "sent" not in visits:
        return np.ones(len(visits), dtype=bool)
    return ~visits["sent"].eq(DRAFT).to_numpy(dtype=bool)
