"""Which members of Excel's types our VBA binds early: VBA compiles them against the reader's type library.

A member that this Excel does not have is then a compile error of the whole module, which no `On Error` catches. On an
`Object` or a `Variant` it is looked up when the line runs, and can be caught. Where VBA would bind a chain late and
this reading cannot know (a collection's item), the member counts as early: rather one too many than one missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.ladder.excel_model import returned

GLOBALS = {"ThisWorkbook": "Excel.Workbook", "ActiveWorkbook": "Excel.Workbook", "Application": "Excel.Application"}
ITEMS = {
    "Excel.Worksheets": "Excel.Worksheet",
    "Excel.Workbooks": "Excel.Workbook",
    "Excel.Names": "Excel.Name",
    "Excel.ListObjects": "Excel.ListObject",
    "Excel.Range": "Excel.Range",
}  # what an index into them gives
_PROCEDURE = re.compile(
    r"^(?:Public |Private )?(?:Sub|Function) (\w+)\((.*?)\)(?: As (\w+))?$(.*?)^End (?:Sub|Function)$", re.M | re.S
)
_DECLARED = re.compile(r"(\w+) As (\w+)")
_CHAIN = re.compile(r"(?<![\w.])([A-Za-z]\w*)((?:\((?:[^()]|\([^()]*\))*\))?(?:\.\w+(?:\((?:[^()]|\([^()]*\))*\))?)+)")
_STEP = re.compile(r"(\((?:[^()]|\([^()]*\))*\))|\.(\w+)")


def early_bound(modules: Mapping[str, str]) -> set[tuple[str, str]]:
    """(type, member) of every member that is bound early: ("Excel.Range", "Value")."""
    sources = [_without_texts(one) for one in modules.values()]
    procedures = [found for one in sources for found in _PROCEDURE.findall(one)]
    answers = {name: f"Excel.{kind}" for name, _, kind, _ in procedures if kind}
    found: set[tuple[str, str]] = set()
    for _, arguments, _, body in procedures:
        known = {**GLOBALS, **answers}
        known |= {variable: f"Excel.{kind}" for variable, kind in _DECLARED.findall(f"{arguments}\n{body}")}
        found |= set(_members(body, known))
    return found


def _without_texts(source: str) -> str:
    """Strings emptied, comments gone, continued lines joined."""
    lines = [re.sub(r'"(?:[^"]|"")*"', '""', line).partition("'")[0].rstrip() for line in source.splitlines()]
    return re.sub(r" _\n\s*", " ", "\n".join(lines))


def _members(body: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for match in _CHAIN.finditer(body):
        kind: str | None = known.get(match[1])
        for step in _STEP.finditer(match[2]):
            if step[1] is not None:
                yield from _members(step[1], known)
                kind = ITEMS.get(kind or "", kind)
            elif kind is not None:
                answer = returned(kind, step[2])
                if answer is not None:
                    yield kind, step[2]
                kind = answer or None
