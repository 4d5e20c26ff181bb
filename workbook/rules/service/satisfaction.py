"""Satisfaction in rounds: the share of marks of 4 and 5, and how many of those asked have answered.

A row without any mark is somebody who was asked and has not answered yet. The round is what stands there, else the
half-year of the day. The share of satisfied ones is of the marks given, of each aspect by itself.

>>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-03-01", "2026-07-01"]), "round": [None, "Spring"]})
>>> rounds(rows, "en").tolist()
['2026 H1', 'Spring']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.service.churn import ASPECTS, LOW

if TYPE_CHECKING:
    from workbook.language import Lang

GOOD = 4  # the lowest mark of a satisfied customer
COMPANY = "company"
_HALF = Text("{year}年{half}半年", "{year} H{half}")
_HALVES = {"zh": ("上", "下"), "en": ("1", "2")}
COLUMNS = (
    "dimension", "value", "asked", "answered", "response_rate", "satisfied", "satisfied_product", "satisfied_service",
    "mean", "low",
)  # fmt: skip


def rounds(rows: pd.DataFrame, lang: Lang) -> pd.Series[Any]:
    """The round of each row (str, NaN without a day): `rows` has date, round."""
    when = rows["date"].dt
    halves = _HALVES[lang]
    worked = [
        None if np.isnan(year) else _HALF[lang].format(year=int(year), half=halves[int(month > 6)])
        for year, month in zip(when.year.astype("float64"), when.month.astype("float64"), strict=True)
    ]
    return rows["round"].astype("str").where(rows["round"].notna(), pd.Series(worked, index=rows.index, dtype="str"))


def figures(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """COLUMNS: of all, then by round (the newest first), product, salesperson; rows without one of these are in none.

    `rows`: date, round, product_name, salesperson, product, service, overall (marks), up to the day.
    """
    asked = rows[rows["date"].notna()].sort_values("date", ascending=False, kind="stable")
    asked = asked.assign(round=rounds(asked, lang))
    made: list[tuple[Any, ...]] = []
    if len(asked):
        made.append((COMPANY, None, *_figures(asked)))
    for dimension, key in (("round", "round"), ("product", "product_name"), ("salesperson", "salesperson")):
        groups = asked[asked[key].notna()].groupby(key, sort=dimension != "round")
        made += [(dimension, value, *_figures(group)) for value, group in groups]
    return pd.DataFrame(made, columns=list(COLUMNS)).astype({"dimension": "str", "value": "str"})


def satisfied(marks: pd.Series[Any]) -> float:
    """The share of 4 and 5 among the marks given; NaN without any."""
    given = marks.dropna()
    return float((given >= GOOD).mean()) if len(given) else np.nan


def _figures(rows: pd.DataFrame) -> tuple[Any, ...]:
    marks = rows[list(ASPECTS)]
    answered = marks.notna().any(axis=1)
    many = int(answered.sum())
    mean = rows["overall"].mean() if rows["overall"].notna().any() else np.nan
    shares = (satisfied(rows[key]) for key in ("overall", "product", "service"))
    low = int((marks.min(axis=1) <= LOW).sum())
    return (len(rows), many, many / len(rows), *shares, round(float(mean), 2), low)
