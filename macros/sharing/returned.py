"""A returned copy as it is read: whose it is, what it says against what was handed out, or why it cannot be taken.

A copy is known by what stands inside it, never by its name; it may have been saved by another program, as .xlsx too,
and lack tables or columns: what is missing is said and is no deletion.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.sharing import bases
from macros.sharing.copy_tables import Reading
from macros.sharing.erasing import erased
from workbook import engine, schema, tables
from workbook.errors import BookError, InputError
from workbook.language import Text
from workbook.rules.sharing.merging import Change, What
from workbook.schema.model import Kind

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.sharing.person_words import Erased

_NO_COPY = Text("{file}：不是发出的副本，没有读。", "{file}: not a copy that was handed out; it was not read.")
_MASTER = Text(
    "{file}：这是总簿本身的另存，不是发出的副本，没有读。请直接用总簿，或用“发副本”做的文件。",
    "{file}: this is the book itself saved under another name, no copy that was handed out; it was not read.",
)
_OTHER = Text(
    "{file}：是从另一本客户簿发出的副本，没有读。", "{file}: a copy of another customer book; it was not read."
)
_ANONYMOUS = Text("{file}：匿名副本不收回。", "{file}: an anonymous copy is not collected.")
_NO_BASE = Text(
    "{file}：发出时的值已不在本簿里（同一个人后来又发过几次，或发出后恢复过备份），不能对照，没有读。请把改动另行录入或粘贴导入。",
    "{file}: the book no longer has the values it was handed out with (newer copies were made since, or a backup was "
    "restored); it was not read. Enter its changes, or paste them to be imported.",
)


@dataclass(frozen=True)
class Returned:
    """A copy that was read: what it says, what to tell."""

    changes: Sequence[Change]
    remarks: Sequence[Text] = ()


@dataclass(frozen=True)
class Kept:
    """What the book says of its copies and rows, read once for all files."""

    handouts: Mapping[str, Mapping[str, Any]]
    bases: pd.DataFrame
    rows: Mapping[str, pd.Index[Any]]  # table -> row_ids
    erased: Mapping[str, Erased]  # persons whose data was erased, by row_id
    targets: dict[str, pd.DataFrame] = dataclasses.field(default_factory=dict)
    """Rows by the names that references use, of the tables that were named so far."""


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The books among these files and in these folders, by name; InputError for a path that is not there."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise InputError(Text(f"没有这个文件或文件夹：{path}", f"There is no file or folder {path}"))
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        books = [
            one for one in inside if one.suffix.lower() in (".xlsm", ".xlsx") and not one.name.startswith(("~$", "."))
        ]
        found += books if path.is_dir() else inside
    return list(dict.fromkeys(one.resolve() for one in found))


def kept_of(book: xw.Book) -> Kept:
    """What is needed of the book to read its copies."""
    import pandas as pd

    rows: dict[str, pd.Index[Any]] = {}
    for table in schema.TABLES:
        if table.copied.value != "never":
            rows[table.name] = pd.Index(tables.read(book, table, ["row_id"], blank_rows=True).frame["row_id"].dropna())
    return Kept(handouts(book), tables.read(book, "tblBases").frame, rows, erased(book))


def read(book: xw.Book, path: Path, here: Kept) -> Returned:
    """What a copy says. InputError says why a file cannot be taken."""
    with engine.open_book(path, read_only=True) as copy:
        handout = _identity(book, copy, path.name)
        kept = bases.read(here.bases, handout) if handout in here.handouts else None
        if kept is None:
            raise InputError(_NO_BASE.format(file=path.name))
        reading = Reading(copy, path.name, handout, *kept, here.rows, here.erased)
        changes = [one for table in schema.TABLES for one in reading.changes(table)]
    named = [_with_numbers(one, reading.numbers) for one in changes]
    return Returned(_refused(named, *kept, here, book), reading.remarks)


def handouts(book: xw.Book) -> dict[str, dict[str, Any]]:
    """The copies that were handed out, by id."""
    frame = tables.read(book, "tblHandouts").frame
    frame = frame.astype(object).where(frame.notna(), None)
    return {str(row["handout_id"]): {str(k): v for k, v in row.items()} for row in frame.to_dict("records")}


def _identity(book: xw.Book, copy: xw.Book, file: str) -> str:
    try:
        tables.language(copy)
    except BookError as error:
        raise InputError(_NO_COPY.format(file=file)) from error
    own = str(tables.get_name(book, "meta_book_guid"))
    handout = tables.get_name(copy, "meta_copy_id")
    if not handout:
        is_master = str(tables.get_name(copy, "meta_book_guid")) == own
        raise InputError((_MASTER if is_master else _NO_COPY).format(file=file))
    if str(tables.get_name(copy, "meta_copy_of")) != own:
        raise InputError(_OTHER.format(file=file))
    if tables.get_name(copy, "meta_copy_for") == "anonymous":
        raise InputError(_ANONYMOUS.format(file=file))
    return str(handout)


def _with_numbers(one: Change, numbers: Mapping[str, Mapping[str, str]]) -> Change:
    """Provisional numbers as the rows they mean, and no number for a new row: the book gives its own."""
    table = schema.table(one.table)

    def meant(key: str, value: Any) -> Any:
        field = table.by_key.get(key)
        target = (field.ref or field.names) if field is not None else None
        known = numbers.get(target or "", {})
        return [target, known[value], value] if isinstance(value, str) and value in known else value

    if one.what is What.CHANGED:
        return replace(one, theirs=meant(one.field, one.theirs))
    if one.what is not What.NEW:
        return one
    values = {key: meant(key, value) for key, value in one.values.items() if value not in (None, False)}
    number = values.get(str(table.key)) if table.key else None
    if table.key and table.id_format and table[table.key].kind is Kind.ID and number is not None:
        values["#"] = values.pop(str(table.key))
    return replace(one, values=values)


def _refused(
    changes: Sequence[Change],
    frames: Mapping[str, pd.DataFrame],
    settled: Sequence[bases.Settled],
    here: Kept,
    book: xw.Book,
) -> list[Change]:
    """The changes; a row that hangs on another person's customer, contact or opportunity is refused."""
    named: dict[str, set[str]] = {}
    for one in changes:
        for ref, value in _hangs_on(one):
            named.setdefault(ref, set()).add(value)
    elsewhere: set[tuple[str, str]] = set()
    for ref, values in named.items():
        if ref not in here.targets:
            here.targets[ref] = tables.read(book, ref, ["row_id", *schema.table(ref).reference_keys]).frame
        held = set(frames[ref]["row_id"]) if ref in frames else set()
        held.update(row_id for one in settled for row_id in one.get(ref, {}))
        elsewhere.update((ref, value) for value in _elsewhere(ref, sorted(values), here.targets[ref], held))
    return [
        replace(one, what=What.REFUSED, reason="not_theirs") if elsewhere.intersection(_hangs_on(one)) else one
        for one in changes
    ]


def _hangs_on(one: Change) -> list[tuple[str, str]]:
    """Tables and names of the customers, contacts and opportunities that a change names, rows of the copy left out."""
    values = one.values if one.what is What.NEW else {one.field: one.theirs} if one.what is What.CHANGED else {}
    table = schema.table(one.table)
    refs = [(table[key].ref, value) for key, value in values.items() if key in table and isinstance(value, str)]
    return [(ref, value) for ref, value in refs if ref is not None and schema.table(ref).copied.value == "customer"]


def _elsewhere(ref: str, values: Sequence[str], rows: pd.DataFrame, held: set[str]) -> list[str]:
    """Which of these name a row of the book that this copy never held."""
    import pandas as pd

    from workbook.rules.basics.references import resolve

    target = schema.table(ref)
    named = pd.Series(values, dtype="str")
    found = resolve(named, rows, id_key=str(target.key), name_key=str(target.name_key)).positions.tolist()
    ids = rows["row_id"].tolist()
    return [value for value, at in zip(values, found, strict=True) if at >= 0 and str(ids[at]) not in held]
