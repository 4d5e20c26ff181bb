"""Birthday checks: days that no calendar has, leap months of other years, births before 1900 or still to come.

What cannot be read at all is told where the cell is read (schema/cells.py). Every finding leaves the text as it is.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from workbook.language import Text
from workbook.rules.basics import birthdays
from workbook.rules.check.cell_findings import findings_with_sentences
from workbook.rules.check.context import Context
from workbook.rules.check.dates import CORRECT, EARLY, OR_AS_OF
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    import pandas as pd

FIRST_YEAR = 1900

_Said = tuple[Text, Text, Severity]

_NO_SOLAR = (
    Text("公历没有“{value}”这一天", "The solar calendar has no day {value}"),
    Text("改正日期；如果是农历，请把“历法”选为农历。", "Correct it; if it is lunar, choose Lunar under Calendar."),
    Severity.WARNING,
)
_NO_LUNAR = (
    Text(
        "农历没有“{value}”这一天，按当月最后一天或平月提醒",
        "The lunar calendar has no day {value}; it is kept on the month's last day, or in the plain month",
    ),
    Text("核对农历的年月日。", "Check the lunar year, month and day."),
    Severity.HINT,
)
_EARLY = (
    EARLY,
    CORRECT,
    Severity.WARNING,
)
_AHEAD = (
    Text("{value} 晚于截至日期 {as_of}", "{value} is after the as-of date {as_of}"),
    OR_AS_OF,
    Severity.WARNING,
)


def real(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Birthdays that cannot be: each different text, with the calendar beside it, is looked at once."""
    findings: list[Finding] = []
    for field in table.inputs:
        if field.kind is not Kind.BIRTHDAY or field.key not in frame.columns:
            continue
        written = frame[field.key].dropna()
        lunar = frame["calendar"].reindex(written.index) == birthdays.LUNAR if "calendar" in frame.columns else None
        for is_lunar in (False, True):
            these = written if lunar is None else written[lunar.to_numpy() == is_lunar]
            if lunar is None and is_lunar:
                continue
            calendar = birthdays.LUNAR if is_lunar else None
            sentences = {one: said for one in these.unique() if (said := _said(one, calendar, context.as_of))}
            findings += findings_with_sentences(table, field.key, these, sentences)
    return findings


def _said(text: Any, calendar: str | None, as_of: dt.date) -> _Said | None:
    known = birthdays.of(text, calendar)
    if known is None:
        return None
    if not birthdays.exists(known):
        return _filled(_NO_LUNAR if known.lunar else _NO_SOLAR, text, as_of)
    between = birthdays.born(known)
    if known.year is not None and known.year < FIRST_YEAR:
        return _filled(_EARLY, text, as_of)
    if between is not None and between[0] > as_of:
        return _filled(_AHEAD, text, as_of)
    return None


def _filled(said: _Said, text: str, as_of: dt.date) -> _Said:
    return said[0].format(value=text, as_of=f"{as_of:%Y-%m-%d}"), said[1], said[2]
