"""Early warning: customers that may be about to leave, by parts that are counted.

The parts: silent for more than twice the usual interval between orders; more than 30 days overdue; a mark of 1 or 2
within 180 days; a complaint that is not settled. Two parts or more are a high risk, one is a medium one; the sentence
names the parts. A part has the day on which it began, and a high risk begins with its second part. Archived customers,
and those whose category already says that they are lost, are not warned of.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import SEMICOLON, Lang, Text
from workbook.rules.basics import days
from workbook.rules.development import moved_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIGH, MEDIUM = "high", "medium"
SILENT, OVERDUE, LOW, FRESH = 2, 30, 2, 180  # × the usual interval; days overdue; the mark; days for which it counts
ASPECTS = ("product", "service", "overall")

_SILENT = Text(
    "平时约{usual:.0f}天一单，已{n:.0f}天没有下单", "usually orders about every {usual:.0f} days, none for {n:.0f}"
)
_OVERDUE = Text("逾期{n:.0f}天", "{n:.0f} days overdue")
_MARK = Text("{day}打了{n:.0f}分", "a mark of {n:.0f} on {day}")
_COMPLAINT = Text("{day}的投诉未结", "the complaint of {day} is not settled")


def warnings(
    customers: pd.DataFrame,
    medians: pd.Series[Any],
    items: pd.DataFrame,
    satisfaction: pd.DataFrame,
    complaints: pd.DataFrame,
    *,
    as_of: dt.date,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """churn (high, medium, NaN), churn_reason (str), churn_since (day the level began) of every customer, on its index.

    `customers`: customer_id, last_order, overdue (money), category, archived, in the order of the ledger; `medians`:
    `decline.rhythm`, by position; `items`: `credit.open_items`; `satisfaction` and `complaints`: customer_id, date and
    the marks, closed_on.
    """
    many = len(customers)
    ids = pd.Index(customers["customer_id"])
    place = pd.Series(range(many), index=ids)[ids.notna() & ~ids.duplicated()]
    parts = [
        _silent(customers, medians.to_numpy(dtype="float64"), as_of),
        _overdue(customers, items),
        _marked(satisfaction, place, as_of),
        _unsettled(complaints, place, as_of),
    ]
    began = np.full((many, len(parts)), np.datetime64("NaT", "D"))
    for column, part in enumerate(parts):
        began[part["at"].to_numpy(), column] = days.whole(part["since"])
    out = customers["archived"].eq(True).to_numpy() | moved_on.lost(customers["category"])
    began[out] = np.datetime64("NaT", "D")
    began = np.sort(began, axis=1)  # the missing ones come last
    first, second = ~np.isnat(began[:, 0]), ~np.isnat(began[:, 1])
    level = np.select([second, first], [HIGH, MEDIUM], "")
    return pd.DataFrame(
        {
            "churn": pd.Series(level, index=customers.index, dtype="str").where(level != ""),
            "churn_reason": pd.Series(_sentences(parts, first, lang), index=customers.index, dtype="str"),
            "churn_since": pd.Series(np.where(second, began[:, 1], began[:, 0]), index=customers.index).astype(
                "datetime64[s]"
            ),
        }
    )


def _silent(customers: pd.DataFrame, usual: NDArray[np.float64], as_of: dt.date) -> pd.DataFrame:
    silence = days.between(customers["last_order"], as_of).to_numpy(dtype="float64")
    at = np.flatnonzero(silence > SILENT * usual)
    since = days.plus(customers["last_order"].iloc[at], pd.Series(SILENT * usual[at], index=customers.index[at]))
    return _part(at, since, _SILENT, n=silence[at], usual=usual[at])


def _overdue(customers: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    late = items[(items["open"] > 0) & (items["overdue_days"] > OVERDUE)]
    owing = (customers["overdue"] > 0).to_numpy()
    late = late[owing[late["customer"].to_numpy(dtype="int64")]]
    first = late.groupby("customer").agg(due=("due", "min"), n=("overdue_days", "max"))
    since = days.plus(first["due"], pd.Series(float(OVERDUE), index=first.index))
    return _part(first.index.to_numpy(dtype="int64"), since, _OVERDUE, n=first["n"].to_numpy())


def _marked(satisfaction: pd.DataFrame, place: pd.Series[Any], as_of: dt.date) -> pd.DataFrame:
    lowest = satisfaction[list(ASPECTS)].min(axis=1)
    ago = days.between(satisfaction["date"], as_of)
    found = satisfaction.assign(n=lowest, at=satisfaction["customer_id"].map(place))
    found = found[((lowest <= LOW) & (ago >= 0) & (ago <= FRESH) & found["at"].notna()).to_numpy()]
    last = found.sort_values("date", kind="stable").drop_duplicates("at", keep="last")
    return _part(last["at"].to_numpy(dtype="int64"), last["date"], _MARK, n=last["n"].to_numpy())


def _unsettled(complaints: pd.DataFrame, place: pd.Series[Any], as_of: dt.date) -> pd.DataFrame:
    at = complaints["customer_id"].map(place)
    past = days.whole(complaints["date"]) <= days.day(as_of)
    found = complaints.assign(at=at)[complaints["closed_on"].isna().to_numpy() & at.notna().to_numpy() & past]
    first = found.sort_values("date", kind="stable").drop_duplicates("at")
    return _part(first["at"].to_numpy(dtype="int64"), first["date"], _COMPLAINT)


def _part(at: NDArray[np.int64], since: pd.Series[Any], text: Text, **told: NDArray[np.float64]) -> pd.DataFrame:
    same = pd.Series([text] * len(at), dtype="object")
    return pd.DataFrame({"at": at, "since": since.to_numpy(), **told, "text": same})


def _sentences(parts: list[pd.DataFrame], warned: NDArray[np.bool_], lang: Lang) -> list[str | None]:
    said: dict[int, list[str]] = {}
    for part in parts:
        dates = np.datetime_as_string(days.whole(part["since"])).tolist()
        for row, day in zip(part.to_dict("records"), dates, strict=True):
            if warned[row["at"]]:
                text = row.pop("text")[lang].format(day=day, **{str(key): value for key, value in row.items()})
                said.setdefault(row["at"], []).append(text)
    return [SEMICOLON[lang].join(said[at]) if at in said else None for at in range(len(warned))]
