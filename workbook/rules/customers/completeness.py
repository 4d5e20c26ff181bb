"""Completeness of a customer's record: the share of its own fields that are filled.

Counted are the columns a user fills with a fact about the customer. Left out: what has an answer anyway (the id,
yes-or-no marks), what overrules a rule (grade and tier set by hand), what is only filled when there is something to
say (limits, wishes, remarks), and, for a person or household, what only a company has.

>>> len(counted("person")) < len(counted("company"))
True
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.schema.model import Kind
from workbook.schema.tables import customers as declared

if TYPE_CHECKING:
    from numpy.typing import NDArray

PERSON = "person"

_NOT_FACTS = frozenset(
    {
        "manual_grade",
        "manual_tier",
        "contact_limits",
        "latest_wishes",
        "consent",
        "consent_on",
        "reviewed_on",
        "created_on",
        "remarks",
        "wants_agency",
        "customer_system",
    }
)
_COMPANY_ONLY = frozenset(
    {
        "nature",
        "industry",
        "scale",
        "employees",
        "years_in_business",
        "position",
        "dealer_level",
        "fax",
        "website",
        "tax_no",
        "bank_account",
        "authorised_buyer",
    }
)


@lru_cache(maxsize=2)
def counted(kind: str) -> tuple[str, ...]:
    """Keys of the fields that count for a kind of customer, in the order of the sheet."""
    left_out = _NOT_FACTS | (_COMPANY_ONLY if kind == PERSON else frozenset())
    return tuple(
        one.key for one in declared.CUSTOMERS.inputs if one.kind not in (Kind.ID, Kind.FLAG) and one.key not in left_out
    )


def completeness(customers: pd.DataFrame) -> pd.Series[Any]:
    """Share 0-1 of counted fields that are filled (float64), by the column `kind`; a blank kind is a company."""
    filled: dict[str, NDArray[np.float64]] = {}
    for kind in (PERSON, "company"):
        columns = [key for key in counted(kind) if key in customers]
        filled[kind] = customers[columns].notna().to_numpy().mean(axis=1) if columns else np.zeros(len(customers))
    person = (customers["kind"] == PERSON).to_numpy(dtype=bool)
    shares = np.where(person, filled[PERSON], filled["company"])
    return pd.Series(shares, index=customers.index, name="completeness")


def missing(customers: pd.DataFrame, row: int) -> list[str]:
    """Keys of the counted fields that one customer (by index label) lacks, in the order of the sheet."""
    kind = PERSON if customers.at[row, "kind"] == PERSON else "company"
    blank = customers.loc[row].isna()
    return [key for key in counted(kind) if key in customers and blank[key]]
