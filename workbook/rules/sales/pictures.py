"""What the pictures on top of the analysis sheets show: small fixed blocks, the first row of a block its series.

Each is made of figures that the tables below it have as well, so that picture and rows agree.

>>> by_person([("林知夏", 300.0, 200.0), ("何嘉木", 100.0, None), ("赵远航", 400.0, 300.0)], 2, "zh")
[('', '净额', '目标'), ('赵远航', 400.0, 300.0), ('其余2人', 400.0, 200.0)]
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text

Row = tuple[Any, ...]

NET, TARGET = Text("净额", "Net amount"), Text("目标", "Target")
OWED, MADE = Text("应访", "Owed"), Text("已访", "Made")
CUSTOMERS, OPPORTUNITIES = Text("客户", "Customers"), Text("商机", "Opportunities")
OPEN = Text("未收金额", "Still unpaid")
PROSPECTS, INTERESTED = Text("潜在客户", "Prospects"), Text("其中有意向", "of them interested")
SIGNED = Text("近12个月签约", "first order in 12 months")
COUNT = Text("客户数", "Customers")
OVERALL = (Text("总体", "Overall"), Text("产品", "Product"), Text("服务", "Service"))
OTHERS, ELSE = Text("其余{n}人", "{n} others"), Text("其余", "Others")
BLANK = Text("（未填）", "(not given)")
_REACH = Text("{stage}（{share:.0%}到下一步）", "{stage} ({share:.0%} go on)")

YEARS, PEOPLE, REGIONS, ROUNDS = 4, 10, 5, 8
FEWEST_ROUNDS = 3
"""So many rounds make a line: two marks are no course."""


def by_person(people: Sequence[tuple[str, float, float | None]], most: int, lang: Lang) -> list[Row]:
    """Amount against target, the largest first; more than there is room for are one last row."""
    rows = sorted(people, key=lambda one: -one[1])
    if len(rows) > most:
        rest = rows[most - 1 :]
        aims = [aim for _, _, aim in rest if aim is not None]
        together = (OTHERS[lang].format(n=len(rest)), sum(one[1] for one in rest), sum(aims) if aims else None)
        rows = [*rows[: most - 1], together]
    return [("", NET[lang], TARGET[lang]), *rows] if rows else []


def owed_by_grade(grades: pd.Series[Any], owed: pd.DataFrame, labels: Mapping[str, str], lang: Lang) -> list[Row]:
    """Visits owed and made, a row a grade in the order of `labels`; owed: of each customer, owed and made."""
    sums = owed[["owed", "made"]].groupby(grades.to_numpy()).sum()
    found = {
        str(key): (int(one), int(two)) for key, one, two in zip(sums.index, sums["owed"], sums["made"], strict=True)
    }
    rows = [(label, *found[key]) for key, label in labels.items() if key in found]
    return [("", OWED[lang], MADE[lang]), *rows] if any(row[1] or row[2] for row in rows) else []


def funnel(stages: pd.DataFrame, labels: Mapping[str, str], lang: Lang) -> list[Row]:
    """Customers and opportunities in each stage up to the last that has any, with the share that goes on from it where
    something stands there. stages: as `pipeline.pipeline`."""
    counts = (stages["customers"] + stages["opportunities"]).to_numpy()
    filled = np.flatnonzero(counts)
    rows: list[Row] = []
    shown = stages.iloc[: int(filled[-1]) + 1 if len(filled) else 0]
    columns = (shown[key].tolist() for key in ("stage", "customers", "opportunities", "conversion"))
    for key, customers, opportunities, on in zip(*columns, strict=True):
        name = labels.get(str(key), str(key))
        told = bool(customers or opportunities) and not math.isnan(on)
        rows.append((_REACH[lang].format(stage=name, share=on) if told else name, int(customers), int(opportunities)))
    return [("", CUSTOMERS[lang], OPPORTUNITIES[lang]), *rows] if rows else []


def by_age(sums: pd.Series[Any], bands: Sequence[str], labels: Mapping[str, str], lang: Lang) -> list[Row]:
    """What is unpaid by age; sums: band -> currency."""
    if not (sums > 0).any():
        return []
    return [("", OPEN[lang]), *((labels.get(one, one), float(sums.get(one, 0.0))) for one in bands)]


def flow(customers: pd.DataFrame, since: np.datetime64, lang: Lang) -> list[Row]:
    """Prospects, those of them who are interested, and who first bought since a day; archived ones are none."""
    alive = customers[~customers["archived"].eq(True)]
    prospect = alive["first_order"].isna()
    keen = prospect & alive["intent"].isin(["clear", "some"])
    signed = alive["first_order"] > since
    counts = (int(prospect.sum()), int(keen.sum()), int(signed.sum()))
    names = (PROSPECTS, INTERESTED, SIGNED)
    return [("", COUNT[lang]), *((name[lang], n) for name, n in zip(names, counts, strict=True))] if any(counts) else []


def regions_by_year(lines: pd.DataFrame, labels: Mapping[str, str], lang: Lang) -> list[Row]:
    """Each region's share of a year's net amount, a row a year, the newest last. lines: year, region (key or None),
    units. The largest regions, the others together; a year that comes to nothing or less has no shares."""
    if not len(lines):
        return []
    region = lines["region"].map(lambda key: labels.get(key, key), na_action="ignore").astype(object)
    sums = (
        lines["units"].groupby([lines["year"], region.where(region.notna(), BLANK[lang])]).sum().unstack(fill_value=0)
    )
    sums = sums[sums.sum(axis=1) > 0].tail(YEARS)
    if not len(sums):
        return []
    order = sums.sum().sort_values(ascending=False, kind="stable").index
    shown, rest = list(order[:REGIONS]), list(order[REGIONS:])
    table = sums[shown].assign(**{ELSE[lang]: sums[rest].sum(axis=1)}) if rest else sums[shown]
    shares = table.clip(lower=0).div(table.clip(lower=0).sum(axis=1), axis=0).round(4)
    rows = [(str(year), *map(float, row)) for year, row in zip(shares.index, shares.to_numpy(), strict=True)]
    return [("", *map(str, shares.columns)), *rows]


def satisfaction(marks: pd.DataFrame, until: np.datetime64, lang: Lang) -> list[Row]:
    """The mean marks of each round, a month with marks; nothing before there are three."""
    past = marks[marks["date"] <= until]
    keys = ["overall", "product", "service"]
    rounds = past.groupby(past["date"].dt.strftime("%Y-%m"))[keys].mean().dropna(how="all").tail(ROUNDS)
    if len(rounds) < FEWEST_ROUNDS:
        return []
    rows = [
        (str(name), *(None if np.isnan(mark) else round(float(mark), 2) for mark in row))
        for name, row in zip(rounds.index, rounds.to_numpy(dtype="float64"), strict=True)
    ]
    return [("", *(one[lang] for one in OVERALL)), *rows]
