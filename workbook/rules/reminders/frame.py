"""Columns of a reminder, and helpers with which each source makes its candidates.

A candidate has the columns of `COLUMNS`. Its key is the kind, the row_id of its subject (the customer, or the row
of another table it comes from) and an anchor that names the cycle: the last touch, the last order, the year, the
date on the source row. So "done" silences one cycle and not the customer.

>>> key("birthday", "7f3a", 2026)
'birthday:7f3a:2026'
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

COLUMNS = (
    "key",
    "priority",
    "kind",
    "due",
    "customer_id",
    "customer_name",
    "contact",
    "why",
    "action",
    "owner",
)

HIGH, MEDIUM, LOW = "high", "medium", "low"
PRIORITIES = (HIGH, MEDIUM, LOW)

_NOBODY = -1  # the position of a customer that is not there


def key(kind: str, row_id: object, anchor: object) -> str:
    """The reminder's key; the parts hold no colon but the anchor may."""
    return f"{kind}:{row_id}:{anchor}"


def attach(rows: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """The rows of a source (customer_id resolved, NaN allowed) with their customer's name, owner and standing.

    Adds customer_name, customer_owner, standing (priority by the customer's value). Rows of archived customers
    are dropped: they raise no reminders. A row that names nobody stays: what was promised is due all the same.
    """
    ids = customers["customer_id"]
    once = ~ids.duplicated().to_numpy()
    found = pd.Index(ids[once]).get_indexer(rows["customer_id"])
    found[rows["customer_id"].isna().to_numpy()] = _NOBODY
    at = np.append(np.flatnonzero(once), _NOBODY)[found]
    alive = np.append(~customers["archived"].eq(True).to_numpy(), True)[at]  # the last one stands for nobody
    kept, at = (rows, at) if alive.all() else (rows[alive], at[alive])
    of = {key: customers[key].array.take(at, allow_fill=True) for key in ("name", "owner", "grade", "key_account")}
    return kept.assign(customer_name=of["name"], customer_owner=of["owner"], standing=standing(pd.DataFrame(of)).array)


def of_nobody(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that concern no customer."""
    return rows.assign(customer_id=pd.Series(None, index=rows.index, dtype="str"))


def standing(customers: pd.DataFrame) -> pd.Series[Any]:
    """Priority by value: grade A and key accounts high, B medium, the rest low."""
    top = (customers["grade"] == "A") | customers["key_account"].eq(True)
    found = np.select([top.to_numpy(dtype=bool), (customers["grade"] == "B").to_numpy(dtype=bool)], [HIGH, MEDIUM], LOW)
    return pd.Series(found, index=customers.index, dtype="str")


def candidates(
    kind: str,
    rows: pd.DataFrame,
    *,
    anchor: Iterable[object],
    due: pd.Series[Any],
    why: Sequence[str],
    action: str | Sequence[str],
    priority: str | pd.Series[Any],
    owner: pd.Series[Any] | None = None,
    contact: pd.Series[Any] | None = None,
) -> pd.DataFrame:
    """Candidates from rows with row_id, customer_id, customer_name, customer_owner (see `attach`).

    `due` is datetime64; `owner` wins over the customer's owner where it is given. A fresh 0-based index.
    """
    keys = [key(kind, row, at) for row, at in zip(rows["row_id"].tolist(), anchor, strict=True)]
    by_row = rows["customer_owner"] if owner is None else owner.where(owner.notna(), rows["customer_owner"])
    made = {
        "key": _text(keys),
        "priority": _text(priority, len(rows)),
        "kind": _text(kind, len(rows)),
        "due": days.whole(due).astype("datetime64[s]"),
        "customer_id": _text(rows["customer_id"]),
        "customer_name": _text(rows["customer_name"]),
        "contact": _text(None, len(rows)) if contact is None else _text(contact),
        "why": _text(why),
        "action": _text(action, len(rows)),
        "owner": _text(by_row),
    }
    return pd.DataFrame(made)


def dated(
    kind: str,
    rows: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    due: str,
    as_of: dt.date,
    lead: int,
    why: Callable[[pd.DataFrame], Sequence[str]],
    action: str | Callable[[pd.DataFrame], Sequence[str]],
    priority: str | None = None,
    owner: str | None = None,
    else_owner: str | None = None,
    contact: str | None = None,
    anchor: Callable[[pd.DataFrame], Iterable[object]] | None = None,
) -> pd.DataFrame:
    """Candidates from the rows of a table whose date column `due` is as_of or earlier, or at most `lead` days ahead.

    `why` makes the sentences of the rows that are left, `action` may too; the priority is the customer's standing, or
    `priority` where it is given; `owner` and `contact` name columns of the row, `else_owner` whom to tell where the
    customer has no owner; the anchor is the date itself unless given.
    """
    near = due_by(rows[due], as_of, lead)
    if not near.any():
        return empty()
    found = attach(rows[near], customers)
    return candidates(
        kind,
        found,
        anchor=dates(found[due]) if anchor is None else anchor(found),
        due=found[due],
        why=why(found),
        action=action if isinstance(action, str) else action(found),
        priority=found["standing"] if priority is None else priority,
        owner=found[owner] if owner else _owner_now(found, else_owner),
        contact=found[contact] if contact else None,
    )


def _owner_now(rows: pd.DataFrame, otherwise: str | None) -> pd.Series[Any] | None:
    """The customer's owner now: a reminder goes to who looks after the customer, whoever made the visit."""
    return rows["customer_owner"].where(rows["customer_owner"].notna(), rows[otherwise]) if otherwise else None


def texts(values: pd.Series[Any]) -> list[str]:
    """A text column for sentences: blanks are empty."""
    written: list[str] = values.astype("str").fillna("").tolist()
    return written


def empty() -> pd.DataFrame:
    """No candidates, with the right columns and types."""
    blank, never = _text([]), np.array([], dtype="datetime64[s]")
    return pd.DataFrame({one: never if one == "due" else blank for one in COLUMNS})


def dates(values: pd.Series[Any]) -> list[str]:
    """Dates as 2026-03-01, for sentences and anchors; NaT gives 'NaT'."""
    written: list[str] = np.datetime_as_string(days.whole(values)).tolist()
    return written


def due_by(values: pd.Series[Any], as_of: dt.date, lead: float = 0) -> NDArray[np.bool_]:
    """Which dates are due on as_of, or at most `lead` days ahead; a missing date is never due."""
    found: NDArray[np.bool_] = days.whole(values) <= days.day(as_of) + np.timedelta64(int(lead), "D")
    return found


def _text(values: Any, many: int = 0) -> ExtensionArray:
    """A text column as an array: arrays are put together to a frame several times as fast as series."""
    if isinstance(values, pd.Series):
        return values.astype("str").array
    return pd.array([values] * many if values is None or isinstance(values, str) else values, dtype="str")
