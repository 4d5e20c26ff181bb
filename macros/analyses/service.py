"""Analyses of development and service: where prospects stop, complaints, satisfaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.analyses.analysis_input import AnalysisInput, rows_of
from macros.counting import related_results
from workbook.rules.development import moved_on, stops
from workbook.rules.service import complaint_figures, satisfaction

if TYPE_CHECKING:
    import pandas as pd

_LISTS = {"source": "source", "salesperson": "salesperson", "complaint_kind": "complaint_kind",
          "severity": "complaint_severity"}  # fmt: skip
"""The list whose labels the items of a dimension are shown by; those of the others are shown as they stand."""


@rows_of("tblStops")
def stop_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the sheet that tells where prospects stop."""
    contents = inputs.contents
    ways = stops.paths(
        inputs.customers,
        contents.frame("tblOpportunities"),
        inputs.before["tblStageHistory"],
        contents.stages,
        contents.as_of,
    )
    return _shown(inputs, stops.stops(ways, moved_on.early(contents.stages["key"].tolist())))


@rows_of("tblComplaintAnalysis")
def complaint_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the complaints by kind, product, severity, owner."""
    contents = inputs.contents
    rows = contents.frame("tblComplaints")
    times = related_results.complaint_times(rows, contents)
    return _shown(inputs, complaint_figures.figures(rows.assign(**{str(key): times[key] for key in times})))


@rows_of("tblSatisfactionAnalysis")
def satisfaction_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of satisfaction by round, product, person: who served, else the owner of the day."""
    rows = inputs.contents.frame("tblSatisfaction")
    owner = inputs.owners_on(rows["customer_id"], rows["date"]).set_axis(rows.index)
    served = rows.assign(salesperson=rows["salesperson"].where(rows["salesperson"].notna(), owner))
    return _shown(inputs, satisfaction.figures(served, inputs.contents.lang))


def _shown(inputs: AnalysisInput, rows: pd.DataFrame) -> pd.DataFrame:
    """The items of a dimension as the book shows them."""
    value = rows["value"]
    for dimension, listed in _LISTS.items():
        value = value.where(~rows["dimension"].eq(dimension), inputs.label(listed, rows["value"]))
    return rows.assign(value=value)
