"""Reference checks: cells that name a row of another table, where nobody or several have that name; the finding offers
the names that are near. A part of a name that was taken for a row is a hint, so that nothing is taken in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook import schema
from workbook.language import Text
from workbook.rules.basics import near_names, references
from workbook.rules.check.cell_findings import filled, with_rows
from workbook.rules.check.context import Context
from workbook.rules.loading.match_keys import match_keys, name_of
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Field, Table

if TYPE_CHECKING:
    import pandas as pd

_NOT_THERE = Text("“{target}”表里没有“{value}”", "{target} has no '{value}'")


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
        findings += _taken(table, field, column, resolved, target, to)
        if not len(resolved.unknown) and not len(resolved.ambiguous):
            continue
        offered = near_names.offers(column[resolved.unknown].drop_duplicates().tolist(), target, to.key, name_of(to))
        offered = {**offered, **_several(column[resolved.ambiguous], resolved, target, to)}
        troubles = references.findings(
            resolved, column, table=table.name, field=field.key, target=to.label, offered=offered
        )
        findings += troubles if field.required else [replace(one, severity=Severity.WARNING) for one in troubles]
    return findings


def _taken(
    table: Table, field: Field, column: pd.Series, resolved: references.Resolved, target: pd.DataFrame, to: Table
) -> list[Finding]:
    """One hint for each part of a name that was taken for a row, whatever the number of cells that say it."""
    if not resolved.parts:
        return []
    findings = []
    said = column[column.isin(list(resolved.parts))]
    for value, at in said.groupby(said, sort=False).groups.items():
        row = references.spelled_out(target, resolved.parts[str(value)], str(to.key), name_of(to))
        message = with_rows(references.TAKEN.format(value=value, row=row), len(at))
        rows = list(map(int, at))
        fix, others = references.TAKEN_FIX, tuple(rows[1:])
        findings.append(Finding(table.name, rows[0], field.key, message, fix, str(value), Severity.HINT, others))
    return findings


def _several(names: pd.Series, resolved: references.Resolved, target: pd.DataFrame, to: Table) -> dict[str, list[str]]:
    """What a name may mean that is several rows', or in several rows' names."""
    shared = names[~names.isin(list(resolved.several))]
    offered = references.candidates(resolved, target, str(to.key), name_of(to))
    return {**_namesakes(shared, target, to), **offered}


def _namesakes(names: pd.Series, target: pd.DataFrame, to: Table) -> dict[str, list[str]]:
    """The numbers of the rows that share a name; none of them where the names were not read."""
    if name_of(to) not in target:
        return {}
    ids, called = target[str(to.key)], match_keys(target[name_of(to)])
    return {
        value: ids[called == key].dropna().tolist()[: near_names.OFFERED]
        for value, key in zip(names.tolist(), match_keys(names).tolist(), strict=True)
    }


def catalogued(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Values that should name a row of another table but need not (`Field.names`): products that are not in the
    catalogue, or are two of one name. One warning a value; a catalogue without rows is not asked."""
    findings: list[Finding] = []
    for field in table.inputs:
        target = context.tables.get(str(field.names))
        if target is None or not len(target) or field.key not in frame.columns:
            continue
        to = schema.table(str(field.names))
        column = frame[field.key]
        resolved = references.resolve(column, target, id_key=str(to.key), name_key=name_of(to))
        findings += _taken(table, field, column, resolved, target, to)
        for rows, unknown in ((resolved.unknown, True), (resolved.ambiguous, False)):
            values = column[rows]
            distinct = values.drop_duplicates()
            if unknown:
                offered = near_names.offers(distinct.tolist(), target, str(to.key), name_of(to))
            else:
                offered = _several(distinct, resolved, target, to)
            for value, at in values.groupby(values, sort=False).groups.items():
                message, fix = references.trouble(resolved, str(value), to.label, unknown=unknown)
                message = filled(_NOT_THERE, value=value, target=to.label) if unknown else message
                cure = references.with_offers(fix, str(value), offered.get(str(value)))
                findings.append(
                    Finding(
                        table.name,
                        int(at[0]),
                        field.key,
                        with_rows(message, len(at)),
                        cure,
                        str(value),
                        Severity.WARNING,
                        tuple(map(int, at[1:])),
                    )
                )
    return findings
