"""Schema validation: every mistake at once, as sentences for whoever edits the schema.

What Excel demands: table names and defined names that are no cell addresses, sheet names of at most 31 signs without
\\ / ? * [ ] :, headers that differ without regard to case, headers free of the signs that must be escaped in a
structured reference ([ ] # ' @). What the book demands: lists, references, formulas and commands that name what
exists, one meaning for one header, lists whose labels can be told apart. Everything holds in each language.

Sources: ECMA-376 Part 1 §18.5.1.2 (tables), §18.2.5 (defined names); Excel's limits as Microsoft publishes them.

>>> from workbook import schema
>>> errors(schema.TABLES, schema.LISTS)
[]
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workbook.language import LANGS, Text
from workbook.schema import home
from workbook.schema.command_model import Command, Function
from workbook.schema.commands import COMMANDS
from workbook.schema.forms import FORMS
from workbook.schema.functions import FUNCTIONS
from workbook.schema.list_model import Entry, ListOf, Setting
from workbook.schema.model import Field, Kind, Table, Who
from workbook.schema.settings import SETTINGS
from workbook.schema.sheets import SHEETS, Sheet, place_name

VIEWS = frozenset({"admin", "sales", "manager"})

_KEY = re.compile(r"[A-Za-z0-9]+(_[A-Za-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z_\\][\w.\\]{0,254}")
_CELL = re.compile(r"(?i)([A-Z]{1,3}[1-9]\d{0,6}|R\d*C\d*|[RC])")
_ESCAPED = re.compile(r"[\[\]#'@\n\r\t]")
_SHEET = re.compile(r"[\\/?*\[\]:]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_JOINS = re.compile(r"[、,，;；]")  # several choices in a cell are joined by these
_ENTRY = re.compile(r"[a-z_]+(\.[a-z_]+)+:[a-z_]+")
_VBA_WORDS = frozenset(
    ["and", "as", "boolean", "byref", "byte", "byval", "call", "case", "const", "currency", "date", "declare", "dim", "do", "double", "each", "else", "elseif", "empty", "end", "enum", "erase", "error", "exit", "false", "for", "friend", "function", "get", "global", "goto", "if", "imp", "in", "integer", "is", "let", "like", "long", "loop", "lset", "me", "mod", "name", "new", "next", "not", "nothing", "null", "object", "on", "open", "option", "optional", "or", "paramarray", "preserve", "print", "private", "property", "public", "redim", "rem", "resume", "return", "rset", "seek", "select", "set", "single", "static", "step", "stop", "string", "sub", "then", "to", "true", "type", "until", "variant", "wend", "while", "with", "write", "xor"]
)
_FITS: dict[Kind, tuple[type, ...]] = {
    Kind.FLAG: (bool,),
    Kind.INT: (int,),
    Kind.STARS: (int,),
    Kind.NUM: (int, float),
    Kind.MONEY: (int, float),
    Kind.RATE: (int, float),
    Kind.DATE: (dt.date,),
}


def errors(
    tables: Sequence[Table],
    lists: Sequence[ListOf],
    settings: Sequence[Setting] = SETTINGS,
    commands: Sequence[Command] = COMMANDS,
    functions: Sequence[Function] = FUNCTIONS,
    sheets: Sequence[Sheet] = SHEETS,
) -> list[str]:
    """Every mistake in the declarations, in order; [] when there is none."""
    known, by_list = {t.name: t for t in tables}, {one.key: one for one in lists}
    found: list[str] = []
    for table in (*tables, *(one.table for one in lists)):
        found += _table(table, known, by_list)
    for table in tables:
        found += _sheet_table(table)
    found += _sheets(tables, sheets)
    for one in lists:
        found += _list(one, by_list, _joined(tables, one))
    for setting in settings:
        found += _setting(setting, by_list)
    found += _names(tables, lists, settings)
    found += _commands(commands, known)
    for function in functions:
        found += _function(function)
    found += _twice("cell function", (f.key for f in functions))
    return found


def _table(table: Table, known: dict[str, Table], lists: dict[str, ListOf]) -> Iterator[str]:
    """What holds for any table, a list's included."""
    if not _NAME.fullmatch(table.name) or _CELL.fullmatch(table.name):
        yield f"{table.name}: not a name that Excel takes for a table"
    yield from _twice(f"{table.name}: key", (f.key for f in table.fields))
    for lang in LANGS:
        yield from _twice(f"{table.name}: {lang} header", (f.label[lang] for f in table.fields))
    if table.key is not None and table.key not in table:
        yield f"{table.name}: its key {table.key} is no column"
    for field in table.fields:
        yield from (f"{table.name}.{field.key}: {what}" for what in _field(field, table, known, lists))
    yield from _one_meaning(table)


def _field(field: Field, table: Table, known: dict[str, Table], lists: dict[str, ListOf]) -> Iterator[str]:
    if not _KEY.fullmatch(field.key):
        yield "a key is made of letters, digits and single underscores"
    yield from _text(field.label, "header")
    for lang in LANGS:
        if _ESCAPED.search(field.label[lang]):
            yield f"the header {field.label[lang]!r} holds one of [ ] # ' @ or a line break"
        if len(field.label[lang]) > 255:
            yield f"the {lang} header is longer than 255 signs"
    if field.help is not None:
        yield from _text(field.help, "help")
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        if field.list not in lists:
            yield f"there is no list {field.list}"
    elif field.list is not None:
        yield f"a {field.kind} takes no list"
    if (field.kind is Kind.REF) != (field.ref is not None):
        yield "a reference names its table, and nothing else does"
    elif field.ref is not None and (field.ref not in known or known[field.ref].key is None):
        yield f"there is no table {field.ref} with a key"
    if field.required and field.who is Who.RULE:
        yield "what is worked out cannot be required"
    if field.low is not None and field.high is not None and field.low > field.high:
        yield f"the lowest value {field.low:g} is above the highest {field.high:g}"
    if (field.low is not None or field.high is not None) and not field.kind.is_number:
        yield f"a {field.kind} has no limits"
    if field.formula is not None:
        if field.who is Who.USER:
            yield "a column with a formula is not typed"
        yield from (f"its formula names {key}, which is no column" for key in _PLACEHOLDER.findall(field.formula) if key not in table)
    if field.shows is not None:
        if field.shows not in table or table[field.shows].ref is None:
            yield f"it shows the name behind {field.shows}, which is no reference"
        elif field.who is Who.USER:
            yield "a name shown beside a reference is not typed"


def _one_meaning(table: Table) -> Iterator[str]:
    """A header or synonym names one typed column; it may repeat the header of a column nobody types."""
    meaning: dict[str, str] = {}
    for field in table.fields:
        if field.who is not Who.USER:
            continue
        for name in sorted({n.casefold() for n in (field.key, field.label.zh, field.label.en, *field.also)}):
            if name != name.strip() or not name:
                yield f"{table.name}.{field.key}: the synonym {name!r} is empty or has spaces around it"
            elif name in meaning:
                yield f"{table.name}: {name!r} names both {meaning[name]} and {field.key}"
            meaning[name] = field.key


def _sheet_table(table: Table) -> Iterator[str]:
    """What holds for a table with a sheet of its own."""
    if table.keys[:1] != ("row_id",):
        yield f"{table.name}: its first column is not row_id"
    if table.key is not None and table.key in table:
        field = table[table.key]
        if (field.kind is Kind.ID) != (table.id_format is not None):
            yield f"{table.name}: a key of kind id has a format, and no other has"
        if field.kind is Kind.ID and not field.required:
            yield f"{table.name}.{field.key}: the id of a row is required"
    if table.id_format is not None and table.id_format.format(1) == table.id_format.format(2):
        yield f"{table.name}: the id format {table.id_format!r} gives every row the same id"
    for group in table.groups:
        if group.views - VIEWS:
            yield f"{table.name}: group {group.key} names unknown views {sorted(group.views - VIEWS)}"
    yield from (f"{table.name}: {what}" for what in _text(table.about, "about"))


def _sheets(tables: Sequence[Table], sheets: Sequence[Sheet]) -> Iterator[str]:
    """Every table stands on one sheet; every sheet has a name that Excel takes, and one of its own in VBA."""
    yield from _twice("sheet", (one.key for one in sheets))
    yield from _twice("code name of a sheet", (one.code_name for one in sheets))
    standing = Counter(name for one in sheets for name in one.tables)
    known = {table.name: table for table in tables}
    for name, table in known.items():
        if standing[name] != 1:
            yield f"{name}: stands on {standing[name]} sheets"
        views = next((one.views for one in sheets if name in one.tables), frozenset())
        for field in table.fields:
            if field.required and field.group and field.group.views and views - field.group.views:
                yield f"{name}.{field.key}: required, but its group is hidden in {sorted(views - field.group.views)}"
    for lang in LANGS:
        yield from _twice(f"{lang} sheet name", (one.label[lang] for one in sheets))
        yield from _twice(f"{lang} label of a table", (table.label[lang] for table in tables))
        for one in sheets:
            name = one.label[lang]
            if not 0 < len(name) <= 31 or _SHEET.search(name) or name[:1] == "'" or name[-1:] == "'" or name.casefold() == "history":
                yield f"sheet {one.key}: {name!r} is not a name that Excel takes for a sheet"
    for one in sheets:
        yield from (f"sheet {one.key}: there is no table {name}" for name in one.tables if name not in known)
        yield from (f"sheet {one.key}: {what}" for what in _text(one.about, "about"))
        if one.views - VIEWS:
            yield f"sheet {one.key}: unknown views {sorted(one.views - VIEWS)}"


def _joined(tables: Sequence[Table], one: ListOf) -> bool:
    """Do several of its labels ever stand in one cell?"""
    return any(f.kind is Kind.CHOICES and f.list == one.key for t in tables for f in t.fields)


def _list(one: ListOf, lists: dict[str, ListOf], joined: bool) -> Iterator[str]:
    where = f"list {one.key}"
    if not _KEY.fullmatch(one.key):
        yield f"{where}: a key is made of letters, digits and single underscores"
    yield from _twice(f"{where}: key", (e.key for e in one.entries))
    for lang in LANGS:
        yield from _twice(f"{where}: {lang} label", (e.label[lang] for e in one.entries))
    columns = {f.key: f for f in one.columns}
    for entry in one.entries:
        yield from (f"{where}.{entry.key}: {what}" for what in _entry(entry, columns, lists, joined))


def _entry(entry: Entry, columns: dict[str, Field], lists: dict[str, ListOf], joined: bool) -> Iterator[str]:
    yield from _text(entry.label, "label")
    for lang in LANGS:
        if joined and _JOINS.search(entry.label[lang]):
            yield f"{entry.label[lang]!r} cannot stand beside others in a cell: it holds a separator"
        if entry.label[lang][:1] in "=+-@":
            yield f"{entry.label[lang]!r} looks like a formula"
    for key, value in entry.values.items():
        if key not in columns:
            yield f"the list has no column {key}"
        elif not _fits(value, columns[key], lists):
            yield f"{value!r} does not fit the column {key}"


def _fits(value: object, field: Field, lists: dict[str, ListOf]) -> bool:
    """A default value against the column it stands in."""
    if value is None:
        return True
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        keys = {e.key for e in lists[field.list].entries} if field.list in lists else set()
        return value in keys if isinstance(value, str) else isinstance(value, tuple) and set(value) <= keys
    if field.kind.is_number and isinstance(value, int | float):
        in_range = (field.low is None or value >= field.low) and (field.high is None or value <= field.high)
        return in_range and not isinstance(value, bool) and isinstance(value, _FITS[field.kind])
    return isinstance(value, _FITS.get(field.kind, (str, Text)))


def _setting(one: Setting, lists: dict[str, ListOf]) -> Iterator[str]:
    where = f"setting {one.key}"
    yield from (f"{where}: {what}" for what in _text(one.label, "label"))
    if one.kind is Kind.CHOICE and one.list not in lists:
        yield f"{where}: there is no list {one.list}"
    elif not _fits(one.default, Field(one.key, one.label, one.kind, list=one.list, low=one.low, high=one.high), lists):
        yield f"{where}: the default {one.default!r} does not fit"


def defined_names(tables: Sequence[Table], lists: Sequence[ListOf], settings: Sequence[Setting]) -> Iterator[str]:
    """Every name the book defines, as the contract between builder and table layer has it."""
    yield "AsOfDate"
    yield from (one.range_name for one in settings)
    yield from (one.range_name for one in lists)
    yield from (one.range_name for one in home.FIGURES)
    yield from (one.range_name for one in home.BLOCKS)
    yield from (home.HOME_FIND, home.HOME_TILES, home.FIRST_TODAY, home.UNREACHED_NAME)
    yield from (home.FIND_TEXT, home.FIND_QUICK, home.FIND_SAID)
    yield from (name for form in FORMS for name in form.range_names)
    yield from (f"meta_{key}" for key in home.META)
    yield from (f"stamp_{key}" for key in home.STAMPS)
    yield from (f"col_{t.name}_{f.key}" for t in tables for f in t.fields)
    yield from (place_name(name) for name in (*(t.name for t in tables), *(one.table_name for one in lists)))


def _names(tables: Sequence[Table], lists: Sequence[ListOf], settings: Sequence[Setting]) -> Iterator[str]:
    names = list(defined_names(tables, lists, settings))
    # Excel keeps table names and defined names in one space.
    yield from _twice("defined name", (*names, *(t.name for t in tables), *(one.table_name for one in lists)))
    for name in names:
        if not _NAME.fullmatch(name) or _CELL.fullmatch(name):
            yield f"{name}: not a name that Excel takes"


def _commands(commands: Sequence[Command], tables: dict[str, Table]) -> Iterator[str]:
    yield from _twice("command", (c.key for c in commands))
    for lang in LANGS:
        yield from _twice(f"{lang} label of a command", (c.label[lang] for c in commands))
    for one in commands:
        for what in (*_text(one.label, "label"), *_text(one.help, "help")):
            yield f"command {one.key}: {what}"
        if not _ENTRY.fullmatch(one.entry):
            yield f"command {one.key}: the entry {one.entry!r} is not module:function"
        for name in one.writes:
            if not name.startswith("*") and name not in tables:
                yield f"command {one.key}: writes {name}, which is no table"
    keys = {one.key for one in commands}
    for table in tables.values():
        for key in table.filled_by:
            if key not in keys:
                yield f"{table.name}: filled by {key}, which is no command"


def _function(one: Function) -> Iterator[str]:
    if not re.fullmatch(r"CB_[A-Z]+", one.key):
        yield f"{one.key}: a cell function is named CB_ and capitals"
    if not _ENTRY.fullmatch(one.entry):
        yield f"{one.key}: the entry {one.entry!r} is not module:function"
    yield from _twice(f"{one.key}: argument", (a.name for a in one.arguments))
    optional = [a.optional for a in one.arguments]
    if optional != sorted(optional):
        yield f"{one.key}: optional arguments come last"
    for argument in one.arguments:
        if not re.fullmatch(r"[a-z]\w*", argument.name) or argument.name.casefold() in _VBA_WORDS:
            yield f"{one.key}: VBA takes no argument named {argument.name}"
        yield from (f"{one.key}({argument.name}): {what}" for what in _text(argument.help, "help"))
    yield from (f"{one.key}: {what}" for what in _text(one.help, "help"))
    for lang in LANGS:
        if not one.example[lang].startswith(f"={one.key}("):
            yield f"{one.key}: its {lang} example is not a call of it"


def _text(text: Text, what: str) -> Iterator[str]:
    for lang in LANGS:
        if not text[lang] or text[lang] != text[lang].strip():
            yield f"the {lang} {what} is empty or has spaces around it"


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    """Names that stand more than once; Excel compares without regard to case."""
    counts = Counter(name.casefold() for name in names)
    yield from (f"{what} {name!r} stands {n} times" for name, n in counts.items() if n > 1)


def main() -> int:
    """Say every mistake of the schema; 1 where there is one."""
    from workbook.schema import LISTS, TABLES

    found = errors(TABLES, LISTS)
    print(*found or ["The schema holds no mistake."], sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
