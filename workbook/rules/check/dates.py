"""Date checks: before a sheet's calendar, lifetimes ahead, after today where only the past makes sense, or in the
wrong order within their row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbook.language import Text
from workbook.rules.basics.as_of import EVENTS, FACTS, LATER, PLANS, farthest
from workbook.rules.check.cell_findings import filled, findings_where
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

FIRST = np.datetime64("1900-01-01")
MORE: dict[str, tuple[str, ...]] = {
    "tblContracts": ("signed_on",),
}
"""Dates of the past that rules read as they stand, each with a reason of its own."""


PAST: dict[str, tuple[str, ...]] = {
    table: (*((EVENTS[table],) if table in EVENTS else ()), *FACTS.get(table, ()), *MORE.get(table, ()))
    for table in {**EVENTS, **FACTS, **MORE}
}
"""Dates of things that have happened; the others may well lie ahead."""

ORDERED: dict[str, tuple[tuple[str, str], ...]] = {
    "tblContracts": (("starts_on", "ends_on"),),
    "tblComplaints": (("date", "answered_on"), ("date", "closed_on")),
    "tblRisks": (("assessed_on", "next_on"),),
    "tblReconciliations": (("date", "confirmed_on"),),
    "tblPriceList": (("valid_from", "valid_to"),),
    "tblPolicies": (("starts_on", "ends_on"),),
}
"""Pairs of which the first is never after the second."""

CORRECT = Text("核对年份后改正。", "Check the year and correct it.")
EARLY = Text("{value} 早于1900年", "{value} is before 1900")
OR_AS_OF = Text("改正日期；若没有填错，请看“设置”里的截至日期。", "Correct it, or look at the as-of date in Settings.")


def plausible(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Dates before 1900 (errors) and further ahead than anybody plans (warnings), in every date column users type."""
    findings: list[Finding] = []
    for field in table.inputs:
        if not field.kind.is_date or field.key not in frame.columns:
            continue
        column = frame[field.key]
        moments = column.to_numpy()
        findings += findings_where(table, field.key, column, moments < FIRST, EARLY, CORRECT)
        last = _last(table, field.key, context)
        message = Text("{value} 太远了", "{value} is too far ahead")
        findings += findings_where(table, field.key, column, moments > last, message, CORRECT, Severity.WARNING)
    return findings


def _last(table: Table, key: str, context: Context) -> np.datetime64:
    """The last day that is no slip of the year."""
    return np.datetime64(farthest(context.as_of, PLANS.get(table.name, {}).get(key, LATER)), "s")


def not_ahead(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """What has happened cannot be dated after the as-of date: a future order counts in no figure until then."""
    as_of = f"{context.as_of:%Y-%m-%d}"
    end = np.datetime64(f"{as_of}T23:59:59")
    message = filled(
        Text("{{value}} 晚于截至日期 {as_of}，未计入", "{{value}} is after the as-of date {as_of} and not counted"),
        as_of=as_of,
    )
    findings: list[Finding] = []
    for key in PAST.get(table.name, ()):
        if key in frame.columns:
            column = frame[key]
            moments = column.to_numpy()
            last = _last(table, key, context)
            late = (moments > end) & (moments <= last)  # later ones are told by `plausible`; they count nowhere either
            findings += findings_where(table, key, column, late, message, OR_AS_OF, Severity.WARNING)
    return findings


def in_order(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """An end before its beginning, an answer before its question: at the later column."""
    findings: list[Finding] = []
    for first, second in ORDERED.get(table.name, ()):
        if first in frame.columns and second in frame.columns:
            label = table[first].label
            message = Text(f"{{value}} 早于“{label.zh}”", f"{{value}} is before {label.en}")
            fix = Text("改正两个日期中的一个。", "Correct one of the two dates.")
            wrong = frame[second].to_numpy() < frame[first].to_numpy()
            findings += findings_where(table, second, frame[second], wrong, message, fix, Severity.WARNING)
    return findings
