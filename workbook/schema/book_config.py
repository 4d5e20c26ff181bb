"""What the book tells the xlwings add-in: the keys of its very hidden configuration sheet, and their only right values.

A book travels between people, and the add-in obeys this sheet before anything of ours runs: another interpreter, a
search path or a module named here would start a stranger's program at the next click. So nothing but these keys with
these values may stand there; the interpreter belongs into each user's own configuration file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CONFIG_SHEET = "xlwings.conf"
"""Read by the add-in from a sheet of this name; values are text, as a Boolean's name depends on the user's language."""

CONFIG: Mapping[str, str] = {
    "ADD_WORKBOOK_TO_PYTHONPATH": "FALSE",  # a stray pandas.py in a shared folder must not run
    "UDF MODULES": "udfs",
    "USE UDF SERVER": "TRUE",  # no new process for every click (Windows)
    "SHOW CONSOLE": "FALSE",
}

HARMLESS_BESIDE = frozenset(("SHOW CONSOLE", "SHOW_ERROR_POPUPS", "SHOW ERROR POPUPS", "USE UDF SERVER"))
"""Keys of a configuration file beside the book that start no other program; all others are told."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A key whose value is not the builder's; `value` is what stands there, None where the key is missing."""

    key: str
    value: str | None


def deviations(rows: Sequence[Sequence[object]]) -> list[Deviation]:
    """What differs from the configuration that every book is built with. rows: key and value, as on the sheet.

    >>> deviations([["ADD_WORKBOOK_TO_PYTHONPATH", "TRUE"], ["UDF MODULES", "udfs"], ["USE UDF SERVER", "TRUE"],
    ...             ["SHOW CONSOLE", "FALSE"], ["PYTHONPATH", "//host/share"]])
    [Deviation(key='ADD_WORKBOOK_TO_PYTHONPATH', value='TRUE'), Deviation(key='PYTHONPATH', value='//host/share')]
    """
    found: list[Deviation] = []
    seen: set[str] = set()
    for row in rows:
        key, value, *more = [_text(cell) for cell in (*row, None, None)][: max(len(row), 2)]
        if not key and not value and not any(more):
            continue
        if CONFIG.get(key) != value or any(more) or key in seen:
            found.append(Deviation(key, value))
        seen.add(key)
    return found + [Deviation(key, None) for key in CONFIG if key not in seen]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return "" if cell is None else str(cell)
