"""The report of a command - sentences, figures, findings - and the protocol by which it tells its progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workbook.language import Lang, Text
from workbook.schema.findings import Finding

UNDO_TAKES_IT_BACK = Text("可以用“撤销上次命令”退回。", "Undo last command takes it back.")
UNDO_THEN_REFRESH = Text(
    "可以用“撤销上次命令”退回；统计在下次刷新时更新。",
    "Undo last command takes it back; Refresh brings the figures up to date.",
)


@dataclass(frozen=True)
class Report:
    """Sentences for the user, figures for programs, and the findings met on the way."""

    command: str
    lines: tuple[Text, ...]
    figures: dict[str, float | int | str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Text, ...] = ()  # said beside the answer: on the command line not among what may go into a file
    exit_code: int = 0  # of the command line
    forgets: bool = False  # what it took out may stand nowhere in the file, not even among texts no cell shows
    quiet: bool = False  # its answer stands on the sheet: no message box says it again

    def sentences(self, lang: Lang) -> list[str]:
        """The lines in one language."""
        return [line[lang] for line in self.lines]


class Progress(Protocol):
    """Told what is being done, and how far it is (0 to 1); shows it in the status bar or the terminal."""

    def __call__(self, what: Text, share: float) -> None: ...


def silent(what: Text, share: float) -> None:
    """No progress shown."""


def count_by_table(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings each table has, in order of first appearance."""
    counts: dict[str, int] = {}
    for one in findings:
        counts[one.table] = counts.get(one.table, 0) + 1
    return counts
