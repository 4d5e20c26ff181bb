"""load: the rows of a CSV or Excel file into a table of the book.

Bad rows are left out and told with line and reason; rows the book has are not written over; a file loaded before is
refused, by the hash of its bytes, unless --again says so. Everything is worked out before the first cell is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.findings import Finding
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.importing.same_number import Clash
    from workbook.rules.loading.book_rows import Merged
    from workbook.rules.loading.source_table import Grid, Source
    from workbook.rules.loading.typed_rows import Rows

LOADED = "meta_loaded_files"
"""The name of the cell that remembers what was loaded: "table:hash" for each file, blanks between."""

REMEMBERED = 400
"""How many loads the cell remembers (32 signs of hash each: below the 32,767 signs of a cell)."""

SHEET_ROWS = 1_048_576
READING, MATCHING = Text("读文件", "Reading the file"), Text("核对", "Matching")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")


def load(
    book: xw.Book,
    *,
    file: Path | str,
    table: str,
    mapping: Mapping[str, str] | None = None,
    add_to_lists: bool = False,
    again: bool = False,
    sheet: str | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Load `file` into `table` (its name or label). mapping: column of the file -> field key, or "-" to leave it out.
    sheet: of a workbook file.

    InputError where the file or the mapping cannot be used at all; the book is then as it was.
    """
    from macros import journal
    from macros.counting.created_on import new_created_on
    from macros.files.file_readers import read_file
    from workbook.rules.importing.same_number import clashes
    from workbook.rules.loading.book_rows import is_list, list_rows, merge
    from workbook.rules.loading.typed_rows import read_rows

    into = tables.find_table(table)
    _may_be_loaded(into)
    progress(READING, 0.0)
    grid, digest = read_file(Path(file), into.name, sheet)
    stamp = f"{into.name}:{digest[:32]}"
    remembered = str(tables.get_name(book, LOADED) or "").split()
    if stamp in remembered and not again:
        raise InputError(_loaded_before(Path(file), into))
    progress(MATCHING, 0.2)
    source = _source(grid, into, mapping or {}, Path(file))
    fields = [into[key] for key in source.columns]
    lists = {one.list: tables.read_list(book, one.list) for one in into.inputs if one.list}
    rows = read_rows(grid, source, into, lists)
    known = [key for key in (into.key, "name", "label", "order") if key and key in into]
    if "row_id" in rows.frame:  # the book's own rows
        known.append("row_id")
    existing = _with_telling(book, into, tables.read(book, into, known or None), rows)
    targets = {str(one.ref): _named(book, str(one.ref)) for one in fields if one.ref}
    merged = merge(rows, into, existing.frame, targets, lists, add_to_lists=add_to_lists)
    conflicts = clashes(merged.known, into, existing.frame, targets)
    _must_fit(into, existing, len(merged.rows))
    new = merged.rows
    numbered = 0
    if is_list(into):
        plain = list_rows(new["label"], existing.frame)
        new = plain.assign(**{key: new[key] for key in new.columns if key not in ("key", "label")})
    else:
        new, numbered = _numbered(new, into, existing.frame, tables.copy_mark(book))
        if into.name == "tblCustomers" and not new.empty:
            new = new_created_on(book, new)
    progress(WRITING, 0.7)
    with journal.step(book, "load", now=now) as step:
        for key, labels in merged.entries.items():
            import pandas as pd

            step.append(schema.listing(key).table, list_rows(pd.Series(labels, dtype="str"), lists[key]))
        step.append(into, new)
        if not new.empty:
            step.set_name(LOADED, " ".join([*remembered, stamp][-REMEMBERED:]))
    progress(DONE, 1.0)
    report = _report(into, source, rows, merged, conflicts, numbered)
    return replace(report, lines=(*grid.remarks, *report.lines))


def _may_be_loaded(into: Table) -> None:
    if into.result:
        raise InputError(
            Text(
                f"“{into.label.zh}”由程序生成，不能导入。",
                f"The table {into.label.en} is the program's own; nothing can be loaded into it.",
            )
        )


def _loaded_before(file: Path, into: Table) -> Text:
    return Text(
        f"{file.name} 已导入过“{into.label.zh}”，没有再导入。确实要再导入一次，请加 --again。",
        f"{file.name} was loaded into {into.label.en} before and was not loaded twice. "
        "To load it once more, add --again.",
    )


def _source(grid: Grid, into: Table, mapping: Mapping[str, str], file: Path) -> Source:
    """Header and columns; of a file with several sheets one column that is known by chance makes no list."""
    from macros.files.sheet_files import no_header
    from workbook.rules.loading.source_table import read_source

    try:
        source = read_source(grid, into, mapping)
    except InputError:
        if grid.sheets and not mapping:
            raise no_header(grid, file) from None
        raise
    if grid.sheets and not mapping and len(source.columns) < 2:
        raise no_header(grid, file)
    return source


def _with_telling(book: xw.Book, into: Table, existing: tables.TableData, rows: Rows) -> tables.TableData:
    """The book's rows with what tells whether two rows of one number are one thing, where a number is in both."""
    from workbook.rules.importing.same_number import wanted
    from workbook.rules.loading.match_keys import match_keys

    key = into.key
    if key is None or key not in rows.frame or key not in existing.frame:
        return existing
    if not bool(match_keys(existing.frame[key]).isin(match_keys(rows.frame[key]).dropna()).any()):
        return existing
    told = [one for one in into.keys if one in wanted(into) and one in rows.frame and one not in existing.frame]
    more = tables.read(book, into, told, blank_rows=True).frame if told else existing.frame[[]]
    return replace(existing, frame=existing.frame.join(more))


def _must_fit(into: Table, existing: tables.TableData, count: int) -> None:
    room = SHEET_ROWS - existing.first_row + 1 - existing.n_rows
    if count > room:
        raise InputError(
            Text(
                f"“{into.label.zh}”只放得下 {room:,} 行，文件里有 {count:,} 行新的。请分开导入。",
                f"{into.label.en} has room for {room:,} rows, the file has {count:,} new ones. Load it in parts.",
            )
        )


def _named(book: xw.Book, name: str) -> pd.DataFrame:
    """Ids and names of a table that is referred to."""
    return tables.read(book, name, schema.table(name).reference_keys).frame


def _numbered(new: pd.DataFrame, into: Table, existing: pd.DataFrame, mark: str | None) -> tuple[pd.DataFrame, int]:
    """Numbers for rows that have none, following the largest in the book and in the file."""
    import pandas as pd

    if not (into.key and into.id_format) or new.empty:
        return new, 0
    column = new[into.key] if into.key in new.columns else pd.Series(None, index=new.index, dtype="str")
    blank = column.isna()
    if not bool(blank.any()):
        return new, 0
    used = pd.concat([existing[into.key], column]).astype("str")
    column = column.astype(object)
    column[blank] = tables.next_ids(into, used, int(blank.sum()), mark)
    return new.assign(**{into.key: column.astype("str")}), int(blank.sum())


def _report(
    into: Table, source: Source, rows: Rows, merged: Merged, conflicts: Sequence[Clash], numbered: int
) -> Report:
    from macros.files.load_report import findings, lines

    figures = {
        "read": rows.read,
        "new": len(merged.rows),
        "already": merged.already - len(conflicts),
        "repeated": merged.repeated,
        "conflicts": len(conflicts),
        "rejected": len({one.line for one in rows.rejected}),
        "numbered": numbered,
    }
    told: tuple[Finding, ...] = tuple(findings(into, rows, conflicts))
    return Report("load", tuple(lines(into, source, rows, merged, conflicts, numbered)), dict(figures), told)
