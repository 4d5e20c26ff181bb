"""The blocks that the pictures on top of the analysis sheets read, from what an analysis has worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from macros.analyses.analysis_input import AnalysisInput
from macros.analyses.visits_due import owed_and_made
from workbook import schema
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units
from workbook.rules.customers.credit import BANDS, NO_TERMS, NOT_INVOICED
from workbook.rules.sales import pictures
from workbook.rules.sales.composition import curve

_YEAR = np.timedelta64(365, "D")


def blocks(inputs: AnalysisInput) -> Mapping[str, Sequence[Sequence[Any]]]:
    """Block -> its rows; none where there is nothing to show."""
    contents, lang = inputs.contents, inputs.contents.lang
    day = days.day(contents.as_of)
    items = inputs.shared.open_items
    owing = from_units(items.loc[items["open"] > 0].groupby("age_band")["open"].sum())
    return {
        "pareto": _pareto(inputs),
        "team": pictures.by_person(_people(inputs), pictures.PEOPLE, lang),
        "visits_owed": pictures.owed_by_grade(
            inputs.customers["grade"], owed_and_made(inputs), inputs.labels["grade"], lang
        ),
        "region_years": pictures.regions_by_year(_lines(inputs), inputs.labels["region"], lang),
        "funnel": pictures.funnel(inputs.rows("tblPipeline"), _stages(inputs), lang),
        "ages": pictures.by_age(owing, (*BANDS, NOT_INVOICED, NO_TERMS), inputs.labels["age_band"], lang),
        "flow": pictures.flow(inputs.customers, day - _YEAR, lang),
        "satisfaction": pictures.satisfaction(contents.frame("tblSatisfaction"), day, lang),
    }


def _pareto(inputs: AnalysisInput) -> list[tuple[str, float]]:
    """(前N%, share of the period's net amount) of the customers, at equal steps."""
    known = inputs.by_customer.loc[inputs.by_customer["value"] >= 0, "units"]
    return [(f"{at:.0%}", share) for at, share in curve(known)]


def _people(inputs: AnalysisInput) -> list[tuple[str, float, float | None]]:
    """Amount and target of each salesperson over the months of the period."""
    team = inputs.rows("tblTeam")
    if not len(team):
        return []
    sums = team.groupby("salesperson")[["amount", "target"]].sum(min_count=1)
    names = inputs.labels["salesperson"]
    rows = zip(sums.index, sums["amount"].fillna(0.0), sums["target"], strict=True)
    return [
        (names.get(str(key), str(key)), float(amount), None if pd.isna(aim) else float(aim))
        for key, amount, aim in rows
    ]


def _lines(inputs: AnalysisInput) -> pd.DataFrame:
    """Year, region and units of every line that counts."""
    lines = inputs.shared.book.lines
    known = lines[lines["date"].notna() & (lines["date"] <= days.day(inputs.contents.as_of))]
    whose = known["customer"].to_numpy(dtype="int64")
    region = inputs.customers["region"].array.take(whose, allow_fill=True)
    return pd.DataFrame(
        {"year": known["date"].dt.year.to_numpy(), "region": region, "units": known["units"].to_numpy()}
    )


def _stages(inputs: AnalysisInput) -> dict[str, str]:
    """The labels of the stages."""
    found = {one.key: one.label[inputs.contents.lang] for one in schema.listing("stage").entries}
    return found | dict(inputs.labels.get("stage", {}))
