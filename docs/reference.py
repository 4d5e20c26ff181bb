"""Write docs/reference.md, everything that is declared of the book, from the schema: `python docs/reference.py`.

Tables with their columns, lists with their values, settings, commands, cell functions. A test compares the page with
what is declared now: a limit, a header or a default that changes is seen on the page, and approved there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from workbook import schema  # noqa: E402 - the checkout goes first on the path
from workbook.language import Text  # noqa: E402
from workbook.schema import home  # noqa: E402
from workbook.schema.book_config import CONFIG, HARMLESS_BESIDE  # noqa: E402
from workbook.schema.command_model import Command, Function, Option  # noqa: E402
from workbook.schema.commands import COMMANDS, RIBBON_LABELS, RIBBON_TAB  # noqa: E402
from workbook.schema.confidential import OF_A_PERSON  # noqa: E402
from workbook.schema.functions import FUNCTIONS  # noqa: E402
from workbook.schema.list_model import ListOf, Setting  # noqa: E402
from workbook.schema.model import Field, Table, Who  # noqa: E402
from workbook.schema.sheets import SHEETS, Sheet  # noqa: E402
from workbook.schema.tables.leads import TARGETS, lead_fields  # noqa: E402
from workbook.schema.tables.trade import STANDS_IN  # noqa: E402

PAGE = Path(__file__).with_name("reference.md")
HEAD = """# 参考 · Reference: tables, columns, lists, settings, commands, cell functions

Made by `python docs/reference.py` from the schema. 中文 and English stand side by side, as in the two books.

**Holds** is what a cell may hold, with its limits; *from* names the list a value is chosen from, *names* the table a
number or name refers to. Who fills a column is said where it is not you: **worked out** by Refresh or Check, or written
by **the program** with the row. **Headers** are the other words by which the column is recognised in a pasted list, in
a loaded file, or where somebody renamed it. **Confidential** columns stay out of a shared copy; those marked *of a
person* only where the customer is a person.
"""
_SHOWN = {
    "key",
    "label",
    "kind",
    "list",
    "ref",
    "names",
    "who",
    "also",
    "help",
    "low",
    "high",
    "group",
    "width",
    "one_line",
}
"""Attributes of a field that have their own words or column; `width` and `one_line` are looks."""


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## 工作表 · Sheets\n", *map(_sheet, SHEETS), "\n## 表 · Tables\n", *map(_table, schema.TABLES)]
    parts += ["## 列表 · Lists\n", *map(_list, schema.LISTS)]
    parts += ["## 设置 · Settings\n", _settings(), "## 命令 · Commands\n", _commands()]
    parts += ["## 单元格函数 · Cell functions\n", *map(_function, FUNCTIONS)]
    parts += ["## 首页 · Home\n", _home(), "## 粘贴的名单 · Pasted lists\n", _pasted()]
    return "\n".join(parts).rstrip() + "\n"


def _sheet(one: Sheet) -> str:
    views = f"; in the views {', '.join(sorted(one.views))}" if one.views else ""
    holds = f": {_ticked(one.tables)}" if one.tables else ""
    return f"- **{_both(one.label)}** `{one.key}` (group {one.group}{views}){holds}. {_both(one.about, ' ')}"


def _table(one: Table) -> str:
    said = [_both(one.about, " ")]
    also = [f"`{one.name}`"]
    also += [f"rows known by `{one.key}`"] if one.key else []
    also += [f"numbered {one.id_format}"] if one.id_format else []
    also += [f"filled by {_ticked(one.filled_by)}"] if one.filled_by else []
    also += ["a result"] if one.result and not one.filled_by else []
    also += ["each run adds rows"] if one.grows else []
    also += ["confidential as a whole"] if one.confidential else []
    return f"### {_both(one.label)}\n\n{said[0]}\n\n{'; '.join(also)}.\n\n{_fields(one)}\n"


def _fields(table: Table) -> str:
    lines = ["| column | key | holds | headers | note |", "|---|---|---|---|---|"]
    band = None
    for field in table.fields:
        if field.group is not None and field.group != band:
            band = field.group
            views = f" (in the views {', '.join(sorted(band.views))})" if band.views else ""
            lines.append(f"| **{_both(band.label)}**{views} | `{band.key}` | | | |")
        private = field.key in OF_A_PERSON.get(table.name, ())
        lines.append(
            _row(_both(field.label), f"`{field.key}`", _holds(field, private), ", ".join(field.also), _help(field))
        )
    return "\n".join(lines)


def _holds(field: Field, private: bool = False) -> str:
    parts = [field.kind.value]
    parts += [f"from `{field.list}`"] if field.list else []
    parts += [f"names {field.ref}"] if field.ref else []
    parts += [f"may name {field.names}"] if field.names else []
    parts += [_limits(field)] if (field.low, field.high) != (None, None) else []
    parts += {Who.RULE: ["worked out"], Who.PROGRAM: ["the program"], Who.USER: []}[field.who]
    for one in dataclasses.fields(field):
        value = getattr(field, one.name)
        if one.name not in _SHOWN and value != one.default:
            parts.append(one.name if value is True else f"{one.name} `{_plain(value)}`")
    parts += ["confidential of a person"] if private else []
    return ", ".join(parts)


def _limits(one: Field | Setting) -> str:
    if one.high is None:
        return f"{one.low} or more"
    return f"up to {one.high}" if one.low is None else f"{one.low} to {one.high}"


def _list(one: ListOf) -> str:
    about = f"{_both(one.about, ' ')}\n\n" if one.about else ""
    own = ["| own column | key | holds | headers | note |\n|---|---|---|---|---|"] if one.columns else []
    own += [_row(_both(f.label), f"`{f.key}`", _holds(f), ", ".join(f.also), _help(f)) for f in one.columns]
    keys = list(dict.fromkeys([*(f.key for f in one.columns), *(key for entry in one.entries for key in entry.values)]))
    rows = [_row("key", "中文", "English", *keys), _row(*["---"] * (3 + len(keys)))]
    for entry in one.entries:
        values = (_plain(entry.values[key]) if key in entry.values else "" for key in keys)
        rows.append(_row(f"`{entry.key}`", entry.label.zh, entry.label.en, *values))
    block = f"`{one.key}`, in the block {one.group}."
    return f"### {_both(one.label)}\n\n{about}{block}\n\n" + "\n".join([*own, *([""] if own else []), *rows]) + "\n"


def _settings() -> str:
    rows = [_row("setting", "key", "holds", "at first", "group", "note"), _row(*["---"] * 6)]
    for one in schema.SETTINGS:
        holds = [one.kind.value, *([f"from `{one.list}`"] if one.list else [])]
        holds += [_limits(one)] if (one.low, one.high) != (None, None) else []
        rows.append(
            _row(_both(one.label), f"`{one.key}`", ", ".join(holds), _plain(one.default), one.group, _help(one))
        )
    return "\n".join(rows) + "\n"


def _commands() -> str:
    groups = ", ".join(f"{_both(label)} (`{group.value}`)" for group, label in RIBBON_LABELS.items())
    return f"Tab {_both(RIBBON_TAB)}; groups {groups}.\n\n" + "\n".join(map(_command, COMMANDS))


def _command(one: Command) -> str:
    said = [f"`{one.verb}`", f"works on {one.host}"]
    said += (
        [f"ribbon group {one.ribbon}{', a large button' if one.large else ''}"] if one.ribbon else ["command line only"]
    )
    said += ["reads the large tables whole"] if one.reads_most else []
    said += [f"may write {_ticked(one.writes)}"] if one.writes else []
    options = "".join(f"- {_option(option)}\n" for option in one.options)
    return f"### {_both(one.label)}\n\n{_both(one.help, ' ')}\n\n{'; '.join(said)}.\n\n{options}"


def _option(one: Option) -> str:
    name = f"`{one.metavar or one.name.upper()}`" if one.positional else f"`{one.flag}`"
    said = [one.kind, *(word for word in ("positional", "optional", "required") if getattr(one, word))]
    said += [f"one of {_ticked(one.choices)}"] if one.choices else []
    said += [f"menu of `{one.menu}`"] if one.menu else []
    said += [f"at first {one.default}"] if one.default is not None else []
    return f"{name} ({', '.join(said)}): {_both(one.help, ' ')}"


def _function(one: Function) -> str:
    lines = [f"### {one.key}", "", _both(one.help, " "), ""]
    lines.append(f"Gives {one.result.value}{', and changes with the day' if one.volatile else ''}: `{one.entry}`.")
    lines.append("")
    for given in one.arguments:
        marks = ", ".join(word for word in ("optional", "column") if getattr(given, word))
        lines.append(f"- `{given.name}`{f' ({marks})' if marks else ''}: {_both(given.help, ' ')}")
    lines += ["", f"`{one.example.zh}` · `{one.example.en}` → {_plain(one.expected)}", ""]
    return "\n".join(lines)


def _home() -> str:
    sheets = (home.HOME_SHEET, home.SETTINGS_SHEET, home.DICTIONARY_SHEET, home.LEADS_SHEET)
    lines = [
        f"Sheets beside the tables: {', '.join(map(_both, sheets))}, `{home.META_SHEET}`.",
        "",
    ]
    lines += [f"- {_both(one.label)}: `{one.range_name}`, {one.kind.value}" for one in home.FIGURES]
    lines += [f"- {_both(one.label)}: `{one.range_name}`, {one.rows} rows × {one.columns}" for one in home.BLOCKS]
    lines += [f"- {_both(home.UNREACHED)}: `{home.UNREACHED_NAME}`, {home.UNREACHED_ROWS} lines"]
    lines += [
        "",
        f"Kept of the book: {_ticked(home.META)}; of the last refresh: {_ticked(home.STAMPS)}. "
        f"Form {home.SCHEMA_VERSION}.",
    ]
    told = ", ".join(f"`{key}` = {value}" for key, value in CONFIG.items())
    lines += ["", f"Told to the add-in: {told}. Harmless beside the book: {_ticked(sorted(HARMLESS_BESIDE))}."]
    return "\n".join(lines) + "\n"


def _pasted() -> str:
    """The fields of each target that are called otherwise there than in their table, or recognised by other words."""
    lines = []
    for target, table in TARGETS.items():
        lines += [f"### {target}: rows of {table.name}", "", _row("field", "of", "headers"), _row(*["---"] * 3)]
        for key, lead in lead_fields(target).items():
            declared = (lead.field.label.zh, lead.field.label.en, *lead.field.also)
            if key != lead.field.key or lead.headers != declared:
                lines.append(_row(f"{_both(lead.label)} `{key}`", lead.table.name, ", ".join(lead.headers)))
        lines.append("")
    moved = ", ".join(f"`{stands_in}` for `{key}`" for key, stands_in in STANDS_IN.items())
    return "\n".join([*lines, f"Where a list has no other: {moved}."]) + "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def _both(text: Text, between: str = " · ") -> str:
    return text.zh if text.zh == text.en else f"{text.zh}{between}{text.en}"


def _help(one: Field | Setting) -> str:
    return _both(one.help, " ") if one.help else ""


def _ticked(names: Iterable[object]) -> str:
    return " ".join(f"`{name}`" for name in names)


def _plain(value: Any) -> str:
    if isinstance(value, Text):
        return _both(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(", ".join(map(_plain, one)) if isinstance(one, tuple) else _plain(one) for one in value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
