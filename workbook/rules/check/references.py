"""Reference checks: cells that name a row of another table, where nobody or several have that name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook import schema
from workbook.rules.basics import references
from workbook.rules.check.context import Context
from workbook.rules.loading.match_keys import name_of
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd


def named(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """References to rows that are not there, or not one: errors where the reference is required, else warnings.

    A reference to a table that was not handed over is not looked at.
    """
    findings: list[Finding] = []
    for field in table.refs:
        target = context.tables.get(str(field.ref))
        if target is None or field.key not in frame.columns or field.computed:
            continue
        to = schema.table(str(field.ref))
        if to.key is None or to.key not in target.columns:
            continue
        column = frame[field.key]
        resolved = references.resolve(column, target, id_key=to.key, name_key=name_of(to))
        troubles = references.findings(resolved, column, table=table.name, field=field.key, target=to.label)
        findings += troubles if field.required else [replace(one, severity=Severity.WARNING) for one in troubles]
    return findings
