"""What a command says, as JSON for programs: `--format json`.

The shape has a version of its own. Fields are added without raising it; one that changes or goes raises it.
"""

from __future__ import annotations

from typing import Any

from macros.files.text_sheet import json_text
from macros.report import Report
from workbook.language import Lang
from workbook.schema.findings import Finding

VERSION = 1


def report_json(report: Report, sentences: list[str], lang: Lang, code: int) -> str:
    """A finished command: its exit code, sentences, figures and findings.

    A finding's `row` counts the table's data rows from 1 and is null where the whole table is meant; `rows` are all
    rows it stands for.
    """
    return json_text(
        {
            "version": VERSION,
            "command": report.command,
            "exit_code": code,
            "sentences": sentences,
            "figures": report.figures,
            "findings": [_finding(one, lang) for one in report.findings],
        }
    )


def refusal_json(command: str, sentence: str, code: int) -> str:
    """A refused command: the book is as it was."""
    return json_text({"version": VERSION, "command": command, "exit_code": code, "error": sentence})


def _finding(one: Finding, lang: Lang) -> dict[str, Any]:
    rows = [] if one.row is None else sorted({one.row + 1, *(other + 1 for other in one.others)})
    return {
        "table": one.table,
        "row": None if one.row is None else one.row + 1,
        "rows": rows,
        "field": one.field,
        "severity": str(one.severity),
        "value": one.value,
        "message": one.message[lang],
        "fix": one.fix[lang],
    }
