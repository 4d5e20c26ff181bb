"""A filled form as values: raw cells read by the kind of their field, and what cannot be read, named by field.

>>> from workbook.schema.forms import form
>>> payment = form("payment")
>>> one = read(payment, {"customer_id": "C00001", "amount": "1,200", "date": dt.datetime(2026, 6, 30)}, [], {})
>>> one.values, one.findings
({'customer_id': 'C00001', 'amount': 1200.0, 'date': '2026-06-30'}, ())
>>> [finding.message.en for finding in read(payment, {"amount": "lots"}, [], {}).findings]
['Amount: Not a number; it was left out']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.language import Text
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.cells import ERROR_CELL, ERROR_VALUES, Doubt, reader, shown
from workbook.schema.findings import Finding, Severity
from workbook.schema.forms import Form, FormCell

Labels = Mapping[str, Mapping[str, str]]
"""List -> label, or key, -> key."""

_SAID = Text("{label}：{what}", "{label}: {what}")
_LINE = Text("第{n}行的{label}：{what}", "{label} of line {n}: {what}")
MISSING = Text("没有填", "is blank")
_FILL = Text("请填“{label}”。", "Fill in {label}.")
_NOT_LISTED = Text("“{value}”不在列表里", "'{value}' is not in its list")
_CHOOSE = Text("请从下拉列表里选“{label}”。", "Choose {label} from its list.")


@dataclass(frozen=True)
class Filled:
    """The values of a form by key, blanks left out; those of its lines, blank lines left out; what could not be
    read. `places`: the number (from 1) of each line as it was typed."""

    form: Form
    values: Mapping[str, Scalar]
    lines: tuple[Mapping[str, Scalar], ...] = ()
    places: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.values and not self.lines and not self.findings

    def text(self, key: str) -> str | None:
        """A value as text; None where it is blank."""
        value = self.values.get(key)
        return None if value is None else str(value)


def read(form: Form, cells: Mapping[str, object], lines: Sequence[Mapping[str, object]], labels: Labels) -> Filled:
    """Read the raw cells of a form and of its lines."""
    findings: list[Finding] = []
    values = _values(form.cells, cells, labels, findings, None)
    kept: list[Mapping[str, Scalar]] = []
    places: list[int] = []
    for number, line in enumerate(lines, start=1):
        before = len(findings)
        found = _values(form.lines, line, labels, findings, number)
        if found or len(findings) > before:
            kept.append(found)
            places.append(number)
    return Filled(form, values, tuple(kept), tuple(places), tuple(findings))


def missing(filled: Filled) -> list[Finding]:
    """The required cells that are blank."""
    lacks = [trouble(one, None, MISSING) for one in filled.form.cells if one.required and one.key not in filled.values]
    unread = {one.field for one in filled.findings}
    lacks = [one for one in lacks if one.field not in unread]
    for number, line in zip(filled.places, filled.lines, strict=True):
        lacks += [
            trouble(one, None, MISSING, line=number)
            for one in filled.form.lines
            if one.required and one.key not in line and one.name not in unread
        ]
    return lacks


def trouble(
    cell: FormCell,
    value: str | None,
    what: Text,
    fix: Text | None = None,
    *,
    line: int | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """What is wrong with a cell of a form, named by its label."""
    message = (_SAID if line is None else _LINE).format(label=cell.shown, what=what, n=line or 0)
    return Finding(cell.table, None, cell.name, message, fix or _FILL.format(label=cell.shown), value or "", severity)


def _values(
    declared: Sequence[FormCell],
    cells: Mapping[str, object],
    labels: Labels,
    findings: list[Finding],
    line: int | None,
) -> dict[str, Scalar]:
    values: dict[str, Scalar] = {}
    for one in declared:
        cell = cells.get(one.key)
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        value, found = _value(one, cell, labels, line)
        if found is not None:
            findings.append(found)
        elif value is not None:
            values[one.key] = value
    return values


def _value(one: FormCell, cell: object, labels: Labels, line: int | None) -> tuple[Scalar, Finding | None]:
    if isinstance(cell, str) and cell in ERROR_VALUES:
        return None, trouble(one, cell, *ERROR_CELL, line=line)
    got = reader(one.field.kind)(cell)
    if isinstance(got, Doubt):
        if got.severity is Severity.ERROR:
            return None, trouble(one, shown(cell), got.message, got.fix, line=line)
        got = got.value
    if one.field.list and isinstance(got, str):
        key = labels.get(one.field.list, {}).get(got)
        if key is None:
            what, fix = _NOT_LISTED.format(value=got), _CHOOSE.format(label=one.shown)
            return None, trouble(one, got, what, fix, line=line)
        return key, None
    if isinstance(got, dt.datetime):
        return got.date().isoformat(), None
    return got, None  # type: ignore[return-value] # text, number or flag
