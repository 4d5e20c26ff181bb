"""What the book of each version is made of, by name: kept for good, so that an older book can be read by them.

`N.json` holds the names of version N: sheets by code name, tables with their columns, lists with their default values,
and the named cells. Whoever renames, moves, splits, merges or takes away one of them raises
`workbook.schema.home.SCHEMA_VERSION`, says in `macros/making/upgrading/migrations.py` what became of it, and keeps the
names of the version before; a test holds the declarations against the file of the present version. What is only added
needs no new version: `python -m workbook.schema.versions.today` adds it to the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

Pair = tuple[str, str]
"""A label in both languages: Chinese, English."""


@dataclass(frozen=True)
class Names:
    """The names of one version."""

    sheets: Mapping[str, Pair] = field(default_factory=dict)  # code name -> label
    tables: Mapping[str, Mapping[str, Pair]] = field(default_factory=dict)  # table -> column key -> label
    lists: Mapping[str, Mapping[str, Pair]] = field(default_factory=dict)  # table of a list -> value's key -> label
    cells: tuple[str, ...] = ()  # defined names of single cells and blocks


@cache
def names_of(version: int) -> Names:
    """The names of a version; KeyError for one that there is no file of."""
    path = FOLDER / f"{version}.json"
    if not path.exists():
        raise KeyError(version)
    return _names(json.loads(path.read_text("utf-8")))


def known_versions() -> tuple[int, ...]:
    """Every version whose names are kept, the oldest first."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.json")))


def _names(data: Mapping[str, Any]) -> Names:
    def pairs(found: Mapping[str, Any]) -> dict[str, Pair]:
        return {key: (one[0], one[1]) for key, one in found.items()}

    return Names(
        pairs(data["sheets"]),
        {name: pairs(columns) for name, columns in data["tables"].items()},
        {name: pairs(values) for name, values in data["lists"].items()},
        tuple(data["cells"]),
    )
