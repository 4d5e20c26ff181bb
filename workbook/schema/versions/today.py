"""The names that the declarations have today."""

from __future__ import annotations

import json

from workbook import schema
from workbook.schema.home import BLOCKS, META, SCHEMA_VERSION, STAMPS
from workbook.schema.sheets import SHEETS
from workbook.schema.versions.names import FOLDER, Names, names_of


def declared() -> Names:
    """Sheets, tables with columns, lists with values, and named cells, as they are declared."""
    tables = (*schema.TABLES, *(one.table for one in schema.LISTS))
    return Names(
        {one.code_name: (one.label.zh, one.label.en) for one in SHEETS},
        {table.name: {f.key: (f.label.zh, f.label.en) for f in table.fields} for table in tables},
        {one.table_name: {e.key: (e.label.zh, e.label.en) for e in one.entries} for one in schema.LISTS},
        (
            *(one.range_name for one in schema.SETTINGS),
            *(f"meta_{key}" for key in META),
            *(f"stamp_{key}" for key in STAMPS),
            *(block.range_name for block in BLOCKS),
        ),
    )


def gone(before: Names, now: Names) -> list[str]:
    """What the first has and the second lacks, in words a test can show."""
    lost = [f"sheet {code}" for code in before.sheets if code not in now.sheets]
    for table, columns in before.tables.items():
        if table not in now.tables:
            lost.append(f"table {table}")
        else:
            lost += [f"column {table}.{key}" for key in columns if key not in now.tables[table]]
    for name, values in before.lists.items():
        if name in now.lists:
            lost += [f"value {name}.{key}" for key in values if key not in now.lists[name]]
    return lost + [f"cell {name}" for name in before.cells if name not in now.cells]


def relabelled(before: Names, now: Names) -> list[str]:
    """What is in both, under another label."""
    pairs = [(f"sheet {code}", one, now.sheets.get(code)) for code, one in before.sheets.items()]
    for kind, old, new in (("column", before.tables, now.tables), ("value", before.lists, now.lists)):
        for name, members in old.items():
            there = new.get(name, {})
            pairs += [(f"{kind} {name}.{key}", one, there.get(key)) for key, one in members.items()]
    return [what for what, one, other in pairs if other is not None and other != one]


def text(names: Names) -> str:
    """The names as the file holds them: a line a table, so that a change is seen."""
    lines = ["{", '"sheets": {', _members(names.sheets), "},", '"tables": {']
    lines += [_nested(names.tables), "},", '"lists": {', _nested(names.lists), "},"]
    lines += [f'"cells": {json.dumps(names.cells)}', "}"]
    return "\n".join(lines) + "\n"


def _members(found: object) -> str:
    return json.dumps(found, ensure_ascii=False)[1:-1]


def _nested(found: object) -> str:
    assert isinstance(found, dict)
    return ",\n".join(f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in found.items())


def write() -> None:
    """Add what is new to the file of the present version. ValueError where anything of it is gone: that takes a new
    version with a migration."""
    now, path = declared(), FOLDER / f"{SCHEMA_VERSION}.json"
    if path.exists() and (lost := gone(names_of(SCHEMA_VERSION), now)):
        raise ValueError(f"gone without a migration: {lost}")
    path.write_text(text(now), "utf-8", newline="\n")


if __name__ == "__main__":
    write()
