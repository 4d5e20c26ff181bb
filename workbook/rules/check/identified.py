"""A birthday held against the identity number beside it: proposed where it is blank, told where the two differ.

What is not known of a birthday contradicts nothing: 8-15 agrees with every year, and a lunar birthday without a year
with every number. A number with a wrong check sign says nothing here; it is told by itself.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics import birthdays
from workbook.rules.check.context import Context
from workbook.rules.cleaning import codes, id_numbers
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

_BLANK = Text("“生日”空着，身份证号里是 {day}", "The birthday is blank; the identity number says {day}")
_FILL = Text("核对后把生日填为 {day}。", "Check it and type {day} as the birthday.")
_DIFFERS = Text("生日 {value} 和身份证号里的 {day} 不一致", "The birthday {value} is not the identity number's {day}")
_CORRECT = Text(
    "改正其中一个；过农历生日的，把“历法”选为农历。", "Correct one of the two; of a lunar birthday choose Lunar."
)


def birthday(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Of every row that has an identity number."""
    if not {"id_number", "birthday"} <= set(frame.columns):
        return []
    findings: list[Finding] = []
    for row, number in frame["id_number"].dropna().items():
        day = _day_of(str(number))
        if day is None:
            continue
        text = frame.at[row, "birthday"]
        said = text if isinstance(text, str) else ""
        calendar = frame.at[row, "calendar"] if "calendar" in frame.columns else None
        if not said:
            message, fix, severity = _BLANK, _FILL, Severity.HINT
        elif _agrees(birthdays.of(said, calendar), day):
            continue
        else:
            message, fix, severity = _DIFFERS, _CORRECT, Severity.WARNING
        shown = f"{day:%Y-%m-%d}"
        told = message.format(value=said, day=shown)
        findings.append(Finding(table.name, int(str(row)), "birthday", told, fix.format(day=shown), said, severity))
    return findings


def _day_of(number: str) -> dt.date | None:
    bare = codes.bare(number).upper()
    return id_numbers.birthday_of(bare) if id_numbers.is_valid(bare) else None


def _agrees(known: birthdays.Known | None, day: dt.date) -> bool:
    if known is None:
        return True
    between = birthdays.born(known)
    if between is not None:
        return between[0] <= day <= between[1]
    if known.lunar:
        return True
    parts = ((known.year, day.year), (known.month, day.month), (known.day, day.day))
    return all(mine is None or mine == theirs for mine, theirs in parts)
